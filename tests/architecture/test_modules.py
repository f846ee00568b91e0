"""Each module imports alone, says in a sentence what it is, and the ground stays free of what the upper floors need."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALONE = """
import importlib, json, sys
wrong, words = {}, {}
for name in json.loads(sys.argv[1]):
    for each in [each for each in sys.modules if each.startswith("pelicasso")]:
        del sys.modules[each]
    try:
        words[name] = (importlib.import_module(name).__doc__ or "").strip()
    except Exception as problem:
        wrong[name] = repr(problem)
print(json.dumps([wrong, [each for each, said in words.items() if not said]]))
"""
"""One interpreter for all, which forgets our modules before each: what one needs, it imports by itself."""


def modules(folder: Path, start: str) -> Iterator[str]:
    for file in sorted((ROOT / folder / start).rglob("*.py")):
        parts = file.relative_to(ROOT / folder).with_suffix("").parts
        if "tests" not in parts and parts[-1] != "__main__":
            yield ".".join(parts).removesuffix(".__init__")


def python(code: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_module_imports_alone_and_says_what_it_is() -> None:
    names = [*modules(Path("generator"), "pelicasso"), *modules(Path("plugins"), "pelicasso_plugins")]
    assert len(names) > 50
    wrong, silent = json.loads(python(ALONE, json.dumps(names)))
    assert wrong == {}
    assert silent == []


def test_schema_and_site_bring_in_neither_pelican_nor_jinja2() -> None:
    names = [
        each
        for each in modules(Path("generator"), "pelicasso")
        if each.startswith(("pelicasso.schema", "pelicasso.site"))
    ]
    imports = "\n".join(f"import {each}" for each in names)
    brought = python(f"{imports}\nimport sys; print(*sorted({{'pelican', 'jinja2'}} & set(sys.modules)))").split()
    assert brought == []


def test_every_package_is_a_package() -> None:
    """A folder without `__init__.py` would be left out of the checks on imports."""
    folders = {file.parent for file in (ROOT / "generator/pelicasso").rglob("*.py")}
    assert [str(each) for each in sorted(folders) if not (each / "__init__.py").is_file()] == []
