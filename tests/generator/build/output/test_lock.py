"""One holder at a time, and none that outlives its process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pelicasso.build.output import lock
from pelicasso.build.output.lock import locked
from pelicasso.schema import SiteError

HOLDER = """
import sys
from pathlib import Path
from pelicasso.build.output.lock import locked
with locked(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_held_lock_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", 0):
        with pytest.raises(SiteError) as caught, locked(tmp_path / "lock", 0.1):
            pass
        assert (caught.value.findings[0].code, caught.value.exit_code) == ("output_busy", 3)
    with locked(tmp_path / "lock", 0):
        pass


def test_a_lock_is_let_go_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / "lock", 0):
        raise KeyError
    with locked(tmp_path / "lock", 0):
        pass


def test_a_lock_that_becomes_free_is_taken(tmp_path: Path) -> None:
    first = locked(tmp_path / "lock", 0)
    first.__enter__()
    release = threading.Timer(0.1, first.__exit__, (None, None, None))
    release.start()
    with locked(tmp_path / "lock", 30):
        release.join()


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(SiteError), locked(tmp_path / "lock", 0):
            pass
        holder.kill()
        holder.wait()
        with locked(tmp_path / "lock", 0):
            pass


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no open file")
def test_a_lock_file_deleted_under_way_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take = lock._take
    descriptors = []

    def deleted_the_first_time(descriptor: int) -> None:
        take(descriptor)
        descriptors.append(descriptor)
        if len(descriptors) == 1:
            (tmp_path / "lock").unlink()

    monkeypatch.setattr(lock, "_take", deleted_the_first_time)
    with locked(tmp_path / "lock", 1):
        assert os.path.samestat(os.fstat(descriptors[-1]), (tmp_path / "lock").stat())
        with pytest.raises(SiteError), locked(tmp_path / "lock", 0):
            pass
