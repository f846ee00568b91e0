"""The floors, the rooms and the ground: import-linter's contracts hold, are complete, and notice."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {each["id"]: each for each in OPTIONS["contracts"]}
SIBLINGS = {"serve", "new", "gallery", "eject", "doctor", "publish"}


def lint(copy: Any) -> str:
    done = copy.python("from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache", "--no-logo")
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


def layers() -> list[set[str]]:
    return [{name.strip(" ()") for name in each.split("|")} for each in CONTRACTS["floors"]["layers"]]


def test_every_contract_is_kept(copy: Any) -> None:
    said = lint(copy)
    assert said.startswith("0\n"), said


def test_the_contracts_speak_of_every_module_and_make_no_exception() -> None:
    assert {
        "floors",
        "independent-features",
        "kit-is-the-door",
        "no-feature-is-named",
        "pure-ground",
    } <= CONTRACTS.keys()
    assert set(OPTIONS["root_packages"]) == {"pelicasso", "pelicasso_plugins"}
    floors = CONTRACTS["floors"]
    assert (floors["containers"], floors["exhaustive"]) == (["pelicasso"], True)
    for each in CONTRACTS.values():
        excepted = set(each) & {"ignore_imports", "exhaustive_ignores"}
        assert not excepted or each["id"] == "kit-is-the-door", each["id"]
    doors = {each.split(" -> ")[1].removesuffix(".**") for each in CONTRACTS["kit-is-the-door"]["ignore_imports"]}
    assert doors == {"pelicasso.kit", "pelicasso.schema"}


def test_the_floors_stand_in_their_order_and_commands_ignore_each_other() -> None:
    order = ["__main__", "cli", "build", "check", "settings", "features", "kit", "site", "schema"]
    commands = [each for each in layers() if each & SIBLINGS]
    assert len(commands) == 1
    assert [each for each in layers() if not each & SIBLINGS] == [{each} for each in order]
    assert layers().index(commands[0]) == 2


def test_imports_by_name_are_rare() -> None:
    """import-linter does not see them: they find the rooms, the ways to give, and render sites for tests of rooms."""
    engine = ROOT / "generator/pelicasso"
    files = [*engine.rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    by_name = {
        each.relative_to(ROOT) for each in files if re.search(r"import_module|__import__", each.read_text("utf-8"))
    }
    assert {each.as_posix() for each in by_name} == {
        "generator/pelicasso/features.py",
        "generator/pelicasso/kit/testing.py",
        "plugins/pelicasso_plugins/donations/providers/__init__.py",
    }


BREAKS = [
    ("pelicasso/schema/finding.py", "import pelicasso.site.text", "floors"),
    ("pelicasso/site/text.py", "import pelicasso.kit.links", "floors"),
    ("pelicasso/kit/links.py", "import pelicasso.features", "floors"),
    ("pelicasso/features.py", "import pelicasso.settings", "floors"),
    ("pelicasso/settings.py", "import pelicasso.check", "floors"),
    ("pelicasso/check/__init__.py", "import pelicasso.build", "floors"),
    ("pelicasso/build/work.py", "import pelicasso.serve", "floors"),
    ("pelicasso/serve/__init__.py", "import pelicasso.cli", "floors"),
    ("pelicasso/cli.py", "import pelicasso.__main__", "floors"),
    ("pelicasso/kit/links.py", "def later(): import pelicasso.build.work", "floors"),
    ("pelicasso/helpers.py", "", "floors"),
    ("pelicasso_plugins/tea/__init__.py", "import pelicasso_plugins.cake", "independent-features"),
    ("pelicasso_plugins/tea/__init__.py", "import pelicasso.site.model", "kit-is-the-door"),
    ("pelicasso_plugins/tea/__init__.py", "import pelicasso", "kit-is-the-door"),
    ("pelicasso/build/work.py", "import pelicasso_plugins.tea", "no-feature-is-named"),
    ("pelicasso/schema/finding.py", "import jinja2", "pure-ground"),
    ("pelicasso/site/text.py", "import pelican.utils", "pure-ground"),
]


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS)
def test_each_contract_notices(copy: Any, file: str, line: str, contract: str) -> None:
    root = copy.folder / ("plugins" if file.startswith("pelicasso_plugins") else "generator")
    for room in ("tea", "cake"):
        folder = copy.folder / f"plugins/pelicasso_plugins/{room}"
        folder.mkdir()
        (folder / "__init__.py").touch()
    with (root / file).open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")
    said = lint(copy)
    assert said.startswith("1\n"), said
    assert f"{CONTRACTS[contract]['name']} BROKEN" in said, said
    module = file.removesuffix("/__init__.py").removesuffix(".py").rpartition("/")[2]
    assert module in said.rpartition("Broken contracts")[2], said
