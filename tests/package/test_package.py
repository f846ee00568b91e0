"""What is installed is whole: built, listed, put into an environment of its own, and used without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from pelicasso.site.data import data_folder

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8", "C": "C"}


def listed_by_git(*folders: str) -> set[str]:
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    return {each for each in names if each and (ROOT / each).is_file()}


def build(source: Path, target: Path, *kinds: str) -> None:
    words = [word for each in kinds for word in ("-t", each)]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(target), *words],
        cwd=source,
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder, "sdist", "wheel")
    return folder


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def the_wheel(folder: Path) -> Path:
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_themes_and_the_starter_that_git_lists(packed: Path) -> None:
    names = names_in(the_wheel(packed))
    data = {each.removeprefix("pelicasso/_data/") for each in names if each.startswith("pelicasso/_data/")}
    assert data == listed_by_git("themes", "starter_site")
    assert {"starter_site/.gitignore", "starter_site/site.yaml", "themes/base/theme.yaml"} <= data
    assert not any(each.startswith(("starter_site/output/", "starter_site/.pelicasso/")) for each in data)


def test_the_wheel_holds_all_rooms_and_no_tests(packed: Path) -> None:
    names = names_in(the_wheel(packed))
    rooms = {each.removeprefix("plugins/") for each in listed_by_git("plugins/pelicasso_plugins")}
    wanted = {each for each in rooms if "/tests/" not in each}
    assert {each for each in names if each.startswith("pelicasso_plugins/")} == wanted
    assert not any(each.endswith((".pyc", ".swp")) for each in names)


def test_the_sdist_is_what_git_lists_and_makes_the_same_wheel(packed: Path, tmp_path: Path) -> None:
    with tarfile.open(next(packed.glob("*.tar.gz"))) as opened:
        opened.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    names = {each.relative_to(source).as_posix() for each in source.rglob("*") if each.is_file()}
    assert names - {"PKG-INFO"} == listed_by_git()
    build(source, tmp_path / "again", "wheel")
    assert the_wheel(tmp_path / "again").read_bytes() == the_wheel(packed).read_bytes()


def test_a_checkout_uses_its_own() -> None:
    assert data_folder("themes") == ROOT / "themes"
    assert data_folder("starter_site") == ROOT / "starter_site"


@pytest.fixture(scope="module")
def command(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pelicasso in an environment of its own, which borrows the libraries of this one, so that no network is needed."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    subprocess.run([*pip, "--no-index", "--no-deps", "--quiet", str(the_wheel(packed))], check=True)
    paths = {"base": str(folder), "platbase": str(folder)}
    borrowed = Path(sysconfig.get_path("purelib", vars=paths)) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib"), "utf-8")
    return python.with_name("pelicasso.exe" if os.name == "nt" else "pelicasso")


def test_new_build_and_check_work_in_each_locale(command: Path, tmp_path: Path) -> None:
    """The site is the same; the messages are in its language."""
    made = {}
    for name, locale in LOCALES.items():
        environment = {"PATH": os.environ["PATH"], "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        environment |= {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP", "TMP") if key in os.environ}
        site = tmp_path / name / "été à l’eau"
        for words in (
            ["new", str(site), "--name", "L’Été", "--email", "a@ete.fr", "--day", "2026-11-24"],
            ["build", str(site), "--day", "2026-11-24"],
            ["check", str(site), "--day", "2026-11-24"],
        ):
            done = subprocess.run(
                [command, *words], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
            )
            assert done.returncode == 0, (name, words, done.stdout, done.stderr)
            english = name == "en" and words[0] == "new"
            assert ("Your site is ready" in done.stdout) is english, (name, done.stdout)
        files = sorted(each for each in (site / "output").rglob("*") if each.is_file())
        made[name] = [(str(each.relative_to(site)), sha256(each.read_bytes()).hexdigest()) for each in files]
        assert "L’Été" in (site / "output/index.html").read_text("utf-8")
    assert made["fr"] == made["en"] == made["C"]
    assert len(made["fr"]) > 50
