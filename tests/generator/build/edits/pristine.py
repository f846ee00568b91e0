"""Runs commands of Pelicasso, each in a fork of a process that has imported everything and built nothing.

Run as a script it is that process: it reads a command a line, and says the fork's number and its exit code.
"""

from __future__ import annotations

import json
import marshal
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code, below zero when it was killed, and what it said on both outputs."""

    code: int
    said: str
    seconds: float


class Pristine:
    """That process, seen from outside; `hash_seed` is Python's, `site` one whose rooms and templates it knows."""

    def __init__(self, hash_seed: int, site: Path) -> None:
        environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONUTF8": "1"}
        handle, self._log = tempfile.mkstemp()
        os.close(handle)
        self._process = subprocess.Popen(
            [sys.executable, __file__, self._log, str(site)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def close(self) -> None:
        self._process.communicate()
        Path(self._log).unlink()

    def begin(self, *arguments: str) -> int:
        """Start a command, and say the number of its process."""
        self._begin = time.monotonic()
        assert self._process.stdin is not None
        print(json.dumps(arguments), file=self._process.stdin, flush=True)
        return self._number()

    def end(self) -> Done:
        """Wait for the command that was started."""
        code = self._number()
        return Done(code, Path(self._log).read_text("utf-8"), time.monotonic() - self._begin)

    def run(self, *arguments: str) -> Done:
        self.begin(*arguments)
        return self.end()

    def kill(self, number: int) -> None:
        """End the command that was started, at once."""
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


def serve(log: str, site: str) -> None:
    """Run each command in a fork."""
    import_module("pelicasso.cli")
    _prepare(log, site)
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            _run(log, json.loads(line))
        print(number, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)


def _prepare(log: str, site: str) -> None:
    """Import what the build of a site imports, and take over the templates that it compiles: nothing else is kept."""
    if os.fork() == 0:
        import_module("pelicasso.build.builder").render_site(Path(site))
        codes = import_module("pelicasso.kit.renderer").COMPILED._codes
        Path(log).write_bytes(marshal.dumps((list(sys.modules), codes)))
        os._exit(0)
    os.wait()
    names, codes = marshal.loads(Path(log).read_bytes())
    for name in names:
        with suppress(ImportError):
            import_module(name)
    import_module("pelicasso.kit.renderer").COMPILED._codes.update(codes)


def _run(log: str, arguments: list[str]) -> None:
    told = os.open(log, os.O_WRONLY | os.O_TRUNC)
    for each in (1, 2):
        os.dup2(told, each)
    code = import_module("pelicasso.cli").run(arguments)
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    serve(*sys.argv[1:])
