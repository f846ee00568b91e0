"""start.py run as people run it, with a tiny stand-in for pelicasso and no network."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import types
import venv
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

STARTER = Path(__file__).parents[2] / "starter_site"
WHEEL = "pelicasso-0.1.0-py3-none-any.whl"
PELICASSO = """
import json, os, sys
def main():
    print(json.dumps([sys.argv[1:], os.getcwd()]))
    return int(os.environ.get("PELICASSO_EXIT", 0))
"""
BACKEND = """
import shutil, time
from pathlib import Path
def build_editable(folder, *_):
    while Path("hold").exists():
        Path("held").touch()
        time.sleep(0.05)
    return Path(shutil.copy({wheel!r}, folder)).name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "pelicasso"
version = "0.1.0"
"""
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")

start = types.ModuleType("start")
start.__file__ = str(STARTER / "start.py")
exec((STARTER / "start.py").read_text(encoding="utf-8"), start.__dict__)  # An import would leave a cache in the site.


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    info = "pelicasso-0.1.0.dist-info"
    files = {
        "pelicasso.py": PELICASSO,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: pelicasso\nVersion: 0.1.0\nProvides-Extra: tests\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\npelicasso = pelicasso:main\n",
    }
    with zipfile.ZipFile(folder / WHEEL, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"]))
    return folder


@pytest.fixture
def environ(wheels: Path, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "home").mkdir()
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if key in os.environ}
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    return {**kept, **pip, "HOME": str(tmp_path / "home"), "PYTHONUTF8": "1", "LC_ALL": "fr_FR.UTF-8"}


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(environ: dict[str, str], tmp_path: Path) -> Run:
    """Runs a start.py from another folder; a value of None takes a variable out of the environment."""

    def run(script: Path, *words: str, **more: str | None) -> subprocess.CompletedProcess[str]:
        env = {key: value for key, value in {**environ, **more}.items() if value is not None}
        command = [sys.executable, script, *words]
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")

    return run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The starter, copied away into a folder as volunteers name them."""
    folder = tmp_path / "site de l'été"
    folder.mkdir()
    for name in ("start.py", "requirements.txt"):
        shutil.copy(STARTER / name, folder)
    return folder


@pytest.fixture
def checkout(tmp_path: Path, wheels: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "starter_site").mkdir(parents=True)
    for name in ("start.py", "requirements.txt"):
        shutil.copy(STARTER / name, folder / "starter_site")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "backend.py").write_text(BACKEND.format(wheel=str(wheels / WHEEL)))
    return folder


def environment_of(site: Path) -> start.Environment:
    return start.Environment(site / ".venv", site / "requirements.txt", ["-r", "requirements.txt"], "fr")


def pretend_installed(site: Path) -> start.Environment:
    environment = environment_of(site)
    venv.create(environment.folder, symlinks=os.name != "nt")
    for file in (environment.program("pelicasso"), environment.lock):
        file.touch()
    environment.stamp.write_text(environment.wanted)
    return environment


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` does, told instead of done."""
    told: list[str] = []
    monkeypatch.setattr(start.Environment, "works", lambda _: True)
    monkeypatch.setattr(start.Environment, "make", lambda _: told.append("make"))
    monkeypatch.setattr(start.Environment, "install", lambda _: told.append("install"))
    return told


def assert_one_sentence(done: subprocess.CompletedProcess[str], words: str) -> None:
    said = [line for line in done.stderr.splitlines() if not line.startswith("Install")]
    assert done.returncode == 3
    assert len(said) == 1, done.stderr
    assert words in said[0]


@pytest.mark.parametrize("file", ["starter_site/start.py", "tests/run.py"])
def test_old_pythons_can_read_the_scripts(file: str) -> None:
    ast.parse((STARTER.parent / file).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told(run: Run, site: Path) -> None:
    (site / "old.py").write_text(
        "import runpy, sys\n"
        "sys.version_info = (3, 10, 4, 'final', 0)\n"
        f"runpy.run_path({str(site / 'start.py')!r}, run_name='__main__')\n"
    )
    assert_one_sentence(run(site / "old.py"), "Python 3.10 est trop ancien")
    assert not (site / ".venv").exists()


def test_a_python_without_ensurepip_is_told(run: Run, site: Path) -> None:
    (site / "bare.py").write_text(
        "import runpy, sys\n"
        "sys.modules['ensurepip'] = None\n"
        f"runpy.run_path({str(site / 'start.py')!r}, run_name='__main__')\n"
    )
    assert_one_sentence(run(site / "bare.py"), f"sudo apt install python3.{sys.version_info[1]}-venv")


def test_the_first_run_installs_the_pinned_version_and_the_next_ones_nothing(run: Run, site: Path) -> None:
    first = run(site / "start.py", "build", "--url", "https://a.example", PELICASSO_EXIT="1")
    assert json.loads(first.stdout) == [["build", "--url", "https://a.example"], str(site)]
    assert first.returncode == 1
    assert "Installation dans" in first.stderr

    offline = run(site / "start.py", PIP_FIND_LINKS=None)
    assert json.loads(offline.stdout) == [["serve", str(site), "--open"], str(site)]
    assert offline.returncode == 0
    assert "Installation" not in offline.stderr

    pinned = (site / "requirements.txt").read_bytes()
    (site / "requirements.txt").write_text("pelicasso == 0.2.0\n")
    missing = run(site / "start.py")
    assert missing.returncode == 3
    assert "pelicasso==0.2.0" in missing.stderr
    assert "Traceback" not in missing.stderr

    (site / "requirements.txt").write_bytes(pinned)
    assert run(site / "start.py", PIP_FIND_LINKS=None).returncode == 0


def test_in_a_checkout_the_checkout_is_installed(run: Run, checkout: Path) -> None:
    starter = checkout / "starter_site"
    done = run(starter / "start.py", "check", PIP_FIND_LINKS=None)
    assert json.loads(done.stdout) == [["check"], str(starter)]
    assert (checkout / ".venv").exists()
    assert not (starter / ".venv").exists()


def test_nothing_is_done_in_a_complete_environment(site: Path, done: list[str]) -> None:
    pretend_installed(site).prepare()
    assert done == []


def test_a_changed_source_is_installed_into_the_same_environment(site: Path, done: list[str]) -> None:
    pretend_installed(site)
    (site / "requirements.txt").write_text("pelicasso == 0.2.0\n")
    environment_of(site).prepare()
    assert done == ["install"]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ((1, "No matching distribution"), True),
        ((1, "Installing collected packages: a\nNo space left"), False),
    ],
)
def test_an_environment_stays_stamped_only_if_pip_changed_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, str], kept: bool
) -> None:
    environment = pretend_installed(site)
    seen: list[bool] = []
    monkeypatch.setattr(start.Environment, "run", lambda *_: seen.append(environment.stamp.exists()) or answer)
    with pytest.raises(start.StartError):
        environment.install()
    assert seen == [False]
    assert environment.stamp.exists() is kept


def test_what_the_tests_ask_for_holds_what_the_site_asks_for(site: Path, done: list[str]) -> None:
    pretend_installed(site)
    with_tests = environment_of(site)
    with_tests.wanted += "[tests]"
    with_tests.prepare()
    assert done == ["install"]
    with_tests.stamp.write_text(with_tests.wanted)
    environment_of(site).prepare()
    assert done == ["install"]


def test_without_network_one_sentence_says_so(run: Run, site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}/simple"
    offline = {"PIP_NO_INDEX": None, "PIP_FIND_LINKS": None, "PIP_INDEX_URL": closed, "PIP_RETRIES": "1"}
    assert_one_sentence(run(site / "start.py", **offline), "vérifiez la connexion")
    (site / ".venv" / "kept").touch()
    assert_one_sentence(run(site / "start.py", **offline, LC_ALL="en_GB.UTF-8"), "connection to the internet")
    assert run(site / "start.py", "build").returncode == 0
    assert (site / ".venv" / "kept").exists()


def move(site: Path) -> Path:
    return site.rename(site.with_name("ailleurs"))


def lose_python(site: Path) -> Path:
    python = environment_of(site).program("python")
    python.unlink()
    python.symlink_to(site / "python removed by an upgrade")
    return site


def lose_base(site: Path) -> Path:
    config = site / ".venv" / "pyvenv.cfg"
    lines = config.read_text().splitlines()
    config.write_text("\n".join("home = /removed" if line.startswith("home") else line for line in lines))
    return site


def lose_the_end(site: Path) -> Path:
    environment_of(site).stamp.unlink()
    return site


@pytest.mark.parametrize("damage", [move, pytest.param(lose_python, marks=posix_only), lose_base, lose_the_end])
def test_a_damaged_environment_is_made_anew(
    site: Path, done: list[str], monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], Path]
) -> None:
    pretend_installed(site)
    site = damage(site)
    monkeypatch.setattr(start.Environment, "works", start.Environment.has_python)
    environment_of(site).prepare()
    assert done == ["make", "install"]


def test_an_environment_made_by_hand_is_completed(site: Path, done: list[str]) -> None:
    venv.create(site / ".venv", symlinks=os.name != "nt")
    environment_of(site).prepare()
    assert done == ["install"]


def test_a_folder_that_is_no_environment_is_left_alone(run: Run, site: Path) -> None:
    (site / ".venv").mkdir()
    (site / ".venv" / "letter.txt").write_text("dear")
    assert_one_sentence(run(site / "start.py"), "n'est pas un environnement")
    assert [path.name for path in (site / ".venv").iterdir()] == ["letter.txt"]


def test_a_missing_requirements_file_is_named(run: Run, site: Path) -> None:
    (site / "requirements.txt").unlink()
    assert_one_sentence(run(site / "start.py"), "requirements.txt")


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("nothing happened")


def begin(checkout: Path, environ: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, str(checkout / "starter_site" / "start.py"), "build"]
    return subprocess.Popen(
        command,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What a shell starts in the background ignores Ctrl+C, and so would its children.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


@pytest.fixture
def held(checkout: Path, environ: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A start.py whose pip stands in the middle of its work, until the file `hold` goes."""
    (checkout / "hold").touch()
    process = begin(checkout, environ)
    wait_for((checkout / "held").exists)
    yield process
    (checkout / "hold").unlink(missing_ok=True)


@posix_only
def test_ctrl_c_ends_quietly(held: subprocess.Popen[str]) -> None:
    os.killpg(held.pid, signal.SIGINT)
    _, said = held.communicate()
    assert held.returncode == 130
    assert "Traceback" not in said


@posix_only
def test_after_a_kill_the_next_run_waits_for_pip_then_heals(
    checkout: Path, held: subprocess.Popen[str], environ: dict[str, str]
) -> None:
    mark = checkout / ".venv" / "mark"
    mark.touch()
    held.kill()
    held.communicate()
    with begin(checkout, environ) as second:
        assert second.stderr is not None
        assert second.stderr.readline().startswith("Installation")
        time.sleep(1)
        waited = mark.exists()
        (checkout / "hold").unlink()
        assert second.wait() == 0
    assert waited
    assert not mark.exists()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_BE"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:fr"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({}, "fr"),
    ],
)
def test_language(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: str) -> None:
    monkeypatch.setattr(start, "WINDOWS", False)
    assert start.system_language(environ) == expected


def test_every_message_is_there_in_both_languages() -> None:
    for french, english in start.MESSAGES.values():
        assert french
        assert english
        assert set(start.re.findall(r"{\w+}", french)) == set(start.re.findall(r"{\w+}", english))
