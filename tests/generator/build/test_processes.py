from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pelicasso.build import processes
from pelicasso.build.processes import shared_out

RUN = """
import os, sys
from pelicasso.build.processes import shared_out

home = os.getpid()

def do(task):
    if task == "fails":
        raise ValueError
    if task == "dies" and os.getpid() != home:
        os.kill(os.getpid(), 9)
    return f"{task} {'here' if os.getpid() == home else 'there'}"

print(*shared_out(sys.argv[1].split(","), do, 2), sep="|")
"""
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")


def shared(tasks: str) -> list[str]:
    """In a process of its own: the tests' has threads."""
    done = subprocess.run([sys.executable, "-c", RUN, tasks], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.strip("\n").split("|")


def test_what_comes_of_tasks_comes_in_their_order() -> None:
    assert shared("a,b,c,d,e") == ["a here", "b there", "c here", "d there", "e here"]


def test_a_task_that_fails_is_left_to_who_asked() -> None:
    assert shared("a,fails,fails,d") == ["a here", "", "", "d there"]


def test_a_process_that_dies_leaves_its_tasks_to_who_asked() -> None:
    assert shared("a,dies,c,d") == ["a here", "", "c here", ""]


def test_without_a_place_for_files_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(processes, "TemporaryFile", full)
    assert list(shared_out(["a", "b"], str, 2)) == ["", ""]


def test_a_process_that_cannot_start_leaves_its_tasks_to_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert list(shared_out(["a", "b", "c"], str, 2)) == ["a", "", "c"]


def test_an_interruption_ends_the_other_processes() -> None:
    script = RUN.replace("print(*shared_out(", "do = stop\nprint(*shared_out(").replace(
        "home = os.getpid()",
        "home = os.getpid()\nimport time\ndef stop(task):\n    if os.getpid() == home: raise KeyboardInterrupt\n"
        "    time.sleep(600)",
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "a,b"], check=False, capture_output=True, text=True, timeout=60
    )
    assert "KeyboardInterrupt" in done.stderr


@pytest.mark.parametrize("threads", [1, 2])
def test_no_process_is_started_beside_other_threads(
    threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(threads):
        (tmp_path / str(number)).touch()
    monkeypatch.setattr(processes, "ALL_THREADS", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert processes.processes() == (3 if threads == 1 else 1)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_no_process_is_started_where_that_is_not_safe(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert processes.processes() == 1
