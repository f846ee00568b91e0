"""Builds that die: at each call that changes the disk, or at any moment. Prints what was wrong as JSON.

killed_builds.py FOLDER calls START exchange|renames     killed before each call in turn, and in the midst of each write
killed_builds.py FOLDER moments ROUNDS                   killed after a random time, over and over in one site
"""

import builtins
import json
import os
import random
import shutil
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from pelicasso.build.output import durable, exchange, spare
from pelicasso.build.output.output import Output

OLD = {f"old-{n}/index.html": b"old" * n for n in range(2)} | {
    "index.html": b"<html>old</html>",
    "same/index.html": b"<html>same</html>",
    "grown": b"a file that becomes a folder",
    "shrunk/page.html": b"a folder that becomes a file",
}
NEW = {f"new-{n}/index.html": b"new" * n for n in range(2)} | {
    "index.html": b"<html>new</html>" * 9000,
    "same/index.html": b"<html>same</html>",
    "grown/page.html": b"now a folder",
    "shrunk": b"now a file",
}
EXPECTED = {".gitignore", "CACHEDIR.TAG", "digests.json", "lock", "spare"}
CALLS = ("mkdir", "rmdir", "unlink", "link", "symlink", "rename", "replace", "chmod", "fsync")


def publish(site, files):
    with Output.locked(site) as output:
        output.publish(files)


def snapshot(folder):
    if not folder.exists():
        return None
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def reference(folder, files):
    publish(folder, files)
    return snapshot(folder / "output")


def start(site, kind):
    """A site that shows OLD, in one of the states that the world brings about."""
    site.mkdir()
    if kind in ("in_step", "restored"):
        publish(site, NEW)
    publish(site, OLD)
    output, work = site / "output", site / ".pelicasso"
    if kind == "restored":
        shutil.copytree(output, site / "kept")
        shutil.rmtree(output)
        (site / "kept").rename(output)
    if kind in ("moved_aside", "replaced"):
        shutil.copytree(output, site / "kept")
        publish(site, NEW)
        (work / "spare").exists() and shutil.rmtree(work / "spare")
        if kind == "moved_aside":
            output.rename(work / "spare")
        (site / "kept").rename(work / "previous")


class Killer:
    def __init__(self, at):
        self.left = at

    def point(self):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, call):
        def wrapped(*arguments, **options):
            self.point()
            return call(*arguments, **options)

        return wrapped

    @contextmanager
    def opening(self, path, mode):
        with builtins.open(path, mode) as file:
            yield Torn(file, self) if "x" in mode else file


class Torn:
    def __init__(self, file, killer):
        self.file, self.killer = file, killer

    def write(self, data):
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.killer.point()
        self.file.write(data[len(data) // 2 :])

    def __getattr__(self, name):
        return getattr(self.file, name)


def arm(killer, mode):
    for name in CALLS:
        setattr(os, name, killer.around(getattr(os, name)))
    spare.open = killer.opening
    call = killer.around(exchange._system_call()) if mode == "exchange" else None
    exchange._system_call = lambda: call


def killed(site, at, mode):
    """Whether a build of NEW in `site` died at its `at`-th call."""
    child = os.fork()
    if child == 0:
        arm(Killer(at), mode)
        publish(site, NEW)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), status
    return status != 0


def faults(site, old, new, gap_allowed):
    """What is wrong after a build of NEW was killed, and after the next one."""
    seen = snapshot(site / "output")
    if seen is None and gap_allowed and (site / ".pelicasso" / "previous").exists():
        seen = old
    if seen not in (old, new):
        yield f"half: {sorted(seen or ())}"
    with Output.locked(site):
        if snapshot(site / "output") not in (old, new):
            yield "not healed"
    publish(site, NEW)
    if snapshot(site / "output") != new:
        yield "next build: not the new site"
    if litter := {each.name for each in (site / ".pelicasso").iterdir()} - EXPECTED:
        yield f"litter: {sorted(litter)}"


def calls(folder, kind, mode):
    old, new = reference(folder / "old", OLD), reference(folder / "new", NEW)
    wrong, at = [], 0
    while True:
        at += 1
        site = folder / f"site-{at}"
        start(site, kind)
        if not killed(site, at, mode):
            return {"calls": at - 1, "wrong": wrong}
        wrong += [f"call {at}: {fault}" for fault in faults(site, old, new, mode == "renames")]


def moments(folder, rounds):
    old, new = reference(folder / "old", OLD), reference(folder / "new", NEW)
    site, wrong, chance, seen = folder / "site", [], random.Random(11), set()
    publish(site, OLD)
    for _ in range(rounds):
        child = os.fork()
        if child == 0:
            while True:
                publish(site, NEW)
                publish(site, OLD)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = snapshot(site / "output")
        seen.add("old" if found == old else "new" if found == new else "half")
    wrong += list(faults(site, old, new, False))
    return {"seen": sorted(seen), "wrong": wrong}


if __name__ == "__main__":
    folder, kind, *rest = Path(sys.argv[1]), *sys.argv[2:]
    os.fsync = lambda _: None
    durable._library = lambda: None
    for name in ("old", "new"):
        (folder / name).mkdir()
    if kind == "calls":
        print(json.dumps(calls(folder, *rest)))
    else:
        (folder / "site").mkdir()
        print(json.dumps(moments(folder, int(rest[0]))))
