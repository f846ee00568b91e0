"""How a child can end, and what is said of it; here the child is a few lines that end as wanted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pelicasso.build.confinement import Job, Limits, supervisor
from pelicasso.build.confinement.outcome import Outcome
from pelicasso.schema import SiteError, error

LIMITS = Limits(memory=300, seconds=20)
FINE = Outcome((), 0, "fr", pages=3).to_bytes().decode()


def outcome(code: str, monkeypatch: pytest.MonkeyPatch, limits: Limits = LIMITS) -> Outcome:
    monkeypatch.setattr(supervisor, "CHILD", ("-c", f"import json, os, signal, sys, time\n{code}"))
    return supervisor.confined(Job("build", Path("/nowhere"), limits))


def ended(code: str, monkeypatch: pytest.MonkeyPatch, limits: Limits = LIMITS) -> tuple[str, int]:
    with pytest.raises(SiteError) as caught:
        outcome(code, monkeypatch, limits)
    return caught.value.findings[0].code, caught.value.exit_code


def test_what_a_child_tells_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Outcome((error("empty_file", "a.md"),), 1, "en").to_bytes().decode()
    assert ended(f"print({told!r})", monkeypatch) == ("empty_file", 1)
    assert outcome(f"print({FINE!r})", monkeypatch).pages == 3


@pytest.mark.parametrize(
    ("name", "code", "exit_code"),
    [
        ("SIGXCPU", "confined_time", 1),
        ("SIGABRT", "confined_memory", 1),
        ("SIGSEGV", "confined_crashed", 1),
        ("SIGKILL", "confined_stopped", 3),
        ("SIGTERM", "confined_stopped", 3),
    ],
)
def test_a_child_that_is_killed(name: str, code: str, exit_code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(f"os.kill(os.getpid(), signal.{name})", monkeypatch) == (code, exit_code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("time.sleep(60)", "confined_time"),
        ("os.close(1); time.sleep(60)", "confined_time"),
        ("print(1, flush=True); time.sleep(60)", "confined_time"),
        ("while True: os.write(1, bytes(65536))", "confined_crashed"),
    ],
    ids=["silent", "closed", "slow", "endless"],
)
def test_a_child_that_does_not_end(code: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
    assert ended(note + code, monkeypatch, Limits(seconds=2 if said == "confined_time" else 60)) == (said, 1)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize("code", ["sys.exit(1)", "raise MemoryError", "print('no json')", "print('{}')", ""])
def test_a_child_that_makes_no_sense(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(code, monkeypatch) == ("confined_stopped", 3)


def test_the_child_inherits_no_secret_and_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "SECRET")
    monkeypatch.setenv("HOME", "/home/host")
    monkeypatch.setenv("PYTHONSTARTUP", "/tmp/x.py")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    seen = tmp_path / "seen"
    with open(tmp_path / "open", "w") as held:
        os.set_inheritable(held.fileno(), True)
        look = "json.dumps([dict(os.environ), os.getcwd(), os.listdir('/proc/self/fd')])"
        outcome(f"open({str(seen)!r}, 'w').write({look})\nprint({FINE!r})", monkeypatch)
    environment, folder, files = json.loads(seen.read_text())
    assert set(environment) - {"LD_LIBRARY_PATH", "LC_CTYPE"} == {"SOURCE_DATE_EPOCH", "MALLOC_ARENA_MAX"}
    assert folder == "/"
    assert len(files) <= 5


CHILD = """
import os, sys, time
from pathlib import Path
from pelicasso.build.confinement.boundary import close_in
from pelicasso.build.confinement.limits import Limits
site = Path(sys.argv[1])
close_in(site, Limits(), writes=True)
(site / "pid").write_text(str(os.getpid()))
time.sleep(60)
"""
WATCH = """
import sys
from pathlib import Path
from pelicasso.build.confinement import Job, Limits, supervisor
supervisor.CHILD = ("-c", *sys.argv[1:])
supervisor.confined(Job("build", Path("/nowhere"), Limits(seconds=60)))
"""


def test_a_child_dies_with_its_supervisor(tmp_path: Path) -> None:
    """Killed without a word, as by a system short of memory: no build goes on without its watch."""
    watch = subprocess.Popen([sys.executable, "-c", WATCH, CHILD, str(tmp_path)], cwd="/")
    note = tmp_path / "pid"
    assert comes(lambda: note.exists() and note.read_text() != "")
    watch.send_signal(signal.SIGKILL)
    watch.wait()
    child = int(note.read_text())
    assert comes(lambda: not _runs(child))


def comes(what: Callable[[], bool]) -> bool:
    for _ in range(400):
        if what():
            return True
        time.sleep(0.05)
    return False


def _runs(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_python_that_looks_into_the_site_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    job = Job("check", tmp_path, LIMITS)
    for entry in (str(tmp_path), str(tmp_path / "lib")):
        with monkeypatch.context() as context:
            context.syspath_prepend(entry)
            with pytest.raises(SiteError) as caught:
                supervisor.confined(job)
            assert (caught.value.findings[0].code, caught.value.exit_code) == ("untrusted_python", 2)
    (tmp_path / "link").symlink_to(tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", ["", *sys.path])
    with pytest.raises(SiteError):
        supervisor.confined(job)
