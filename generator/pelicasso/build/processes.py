"""Work shared out between processes, where that is safe; what comes of it comes in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import cycle, islice, repeat
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryFile
from typing import IO, TypeVar

Task = TypeVar("Task")

ALL_THREADS = "/proc/self/task"


def processes() -> int:
    """How many processes may work at once.

    One, where a fork could take over the locks of other threads: anywhere but on Linux nobody can tell of them all.
    """
    if sys.platform != "linux":
        return 1
    with suppress(OSError):
        return len(os.sched_getaffinity(0)) if len(list(Path(ALL_THREADS).iterdir())) == 1 else 1
    return 1


def shared_out(tasks: Sequence[Task], do: Callable[[Task], str], count: int) -> Iterator[str]:
    """What comes of each task, as one line of text, done by so many processes of which this is one.

    It is empty where a task failed or its process died: who asked does it then himself, and sees why. Files hold the
    lines until they are asked for: a pipe would fill up while everyone works.
    """
    with ExitStack() as stack:
        try:
            files = [stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n")) for _ in range(count)]
        except OSError:
            yield from repeat("", len(tasks))
            return
        _work_together(tasks, do, files)
        for each in files:
            each.seek(0)
        yield from (_whole(each.readline()) for each in islice(cycle(files), len(tasks)))


def _work_together(tasks: Sequence[Task], do: Callable[[Task], str], files: Sequence[IO[str]]) -> None:
    mine, *others = (tasks[at :: len(files)] for at in range(len(files)))
    children: list[int] = []
    try:
        for share, file in zip(others, files[1:], strict=True):
            with suppress(OSError):
                children.append(_child(share, do, file))
        _work(mine, do, files[0])
        while children:
            os.waitpid(children[0], 0)
            del children[0]
    finally:
        for each in children:
            os.kill(each, SIGKILL)
            os.waitpid(each, 0)


def _child(tasks: Sequence[Task], do: Callable[[Task], str], file: IO[str]) -> int:
    if process := os.fork():
        return process
    try:
        _work(tasks, do, file)
    finally:
        os._exit(0)


def _work(tasks: Sequence[Task], do: Callable[[Task], str], file: IO[str]) -> None:
    with suppress(OSError):
        for each in tasks:
            file.write(f"{_done(each, do)}\n")
        file.flush()


def _done(task: Task, do: Callable[[Task], str]) -> str:
    try:
        return do(task)
    except Exception:
        return ""


def _whole(line: str) -> str:
    return line[:-1] if line.endswith("\n") else ""
