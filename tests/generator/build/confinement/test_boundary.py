"""A process that closed itself in: what it may do no more, asked of Python and of the kernel itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pelicasso.build.confinement import boundary
from pelicasso.schema import SiteError

PROBE = """
import ctypes, json, os, resource, socket, struct, subprocess, sys, threading
from pathlib import Path
from pelicasso.build.confinement.boundary import close_in
from pelicasso.build.confinement.limits import Limits

site, outside, writes = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "writes"
library = ctypes.CDLL(None, use_errno=True)
# Where the tests run as root they must not succeed by it.
library.capset(struct.pack("=Ii", 0x20080522, 0), bytes(24))
close_in(site, Limits(memory=300, output=1), writes=writes)

def kernel(number, *arguments):
    if library.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")

SOCKET, EXECVE, KILL = {"x86_64": (41, 59, 62), "aarch64": (198, 221, 129)}[os.uname().machine]
ATTEMPTS = {
    "read outside": lambda: open(outside).read(),
    "list outside": lambda: os.listdir(os.path.dirname(outside)),
    "read the environment": lambda: open("/proc/self/environ").read(),
    "read that of the parent": lambda: open(f"/proc/{os.getppid()}/environ").read(),
    "read through a link": lambda: open(site / "link").read(),
    "write outside": lambda: open(outside, "a").write("x"),
    "write through a link": lambda: open(site / "link", "a").write("x"),
    "remove outside": lambda: os.unlink(outside),
    "move outside": lambda: os.rename(site / "site.yaml", outside),
    "link outside in": lambda: os.link(outside, site / "linked"),
    "make a pipe": lambda: os.mkfifo(site / "pipe"),
    "socket": lambda: socket.socket(),
    "look up a name": lambda: socket.getaddrinfo("localhost", 80),
    "subprocess": lambda: subprocess.run(["/bin/true"]),
    "system": lambda: os.system("true"),
    "fork": lambda: os.fork(),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "load a library": lambda: ctypes.CDLL("libm.so.6"),
    "kill": lambda: os.kill(os.getppid(), 0),
    "kernel: socket": lambda: kernel(SOCKET, 2, 1, 0),
    "kernel: execve": lambda: kernel(EXECVE, b"/bin/true", 0, 0),
    "kernel: kill": lambda: kernel(KILL, os.getppid(), 0),
    "library: fork": lambda: library.fork() == 0 and os._exit(0) or kernel(KILL, 1, 0),
    "memory": lambda: bytearray(400 * 2**20),
    "a large file": lambda: (site / "large").write_bytes(bytes(2 * 2**20)),
    "raise the limit": lambda: resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40)),
    "write inside": lambda: (site / "new").write_text("x"),
    "read inside": lambda: (site / "site.yaml").read_text(),
    "a thread": lambda: threading.Thread(target=int).start(),
    "a late import": lambda: __import__("tarfile"),
    "many files": lambda: [os.open(site / "site.yaml", os.O_RDONLY) for _ in range(300)],
}
done = []
for name, attempt in ATTEMPTS.items():
    try:
        attempt()
        done.append(name)
    except (OSError, MemoryError, ValueError):
        pass
os.write(1, json.dumps(done).encode())
"""
ALWAYS = ["read inside", "a thread", "a late import"]


def attempted(folder: Path, how: str) -> list[str]:
    site = folder / "site"
    site.mkdir()
    (site / "site.yaml").write_text("organisation: {name: A}\n")
    secret = folder / "secret.txt"
    secret.write_text("SECRET")
    (site / "link").symlink_to(secret)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(site), str(secret), how], capture_output=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr.decode()
    assert secret.read_text() == "SECRET"
    found: list[str] = json.loads(done.stdout)
    return found


def test_a_build_reads_and_writes_its_site_and_nothing_else(tmp_path: Path) -> None:
    assert attempted(tmp_path, "writes") == ["write inside", *ALWAYS]


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    assert attempted(tmp_path, "reads") == ALWAYS


@pytest.mark.parametrize("lacking", ["machine", "landlock", "seccomp"])
def test_where_the_system_cannot_do_it_nothing_is_built(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, macOS, an older Linux, another processor."""
    if lacking == "machine":
        monkeypatch.setattr(boundary, "machine", lambda: "")
    elif lacking == "landlock":
        monkeypatch.setattr(boundary.landlock, "version", lambda: 1)
    else:
        monkeypatch.setattr(boundary.seccomp, "available", lambda: False)
    with pytest.raises(SiteError) as caught:
        boundary.require()
    assert ([each.code for each in caught.value.findings], caught.value.exit_code) == (["confinement_unavailable"], 3)
