"""Prepare the environment and Chromium where they are missing, then run every check and test.

    python3 tests/run.py                            all of it
    python3 tests/run.py tests/generator -k menu    only pytest, with these words

Standard library only, and the syntax of Python 3.6, as `starter_site/start.py`, which makes the environment.
"""

import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "starter_site"))

from start import Environment, guarded

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = [
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    *(
        Path(os.environ[key]) / "Google/Chrome/Application/chrome.exe"
        for key in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        if key in os.environ
    ),
]
PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def find_chromium(remembered: Path) -> "str | None":
    """The browser asked for, else the system's, else the one that an earlier run installed."""
    asked = os.environ.get("PELICASSO_CHROMIUM")
    if asked:
        return asked
    found = [shutil.which(name) for name in NAMES] + [str(path) for path in PLACES if path.exists()]
    if remembered.exists():
        found.append(remembered.read_text(encoding="utf-8"))
    return next((path for path in found if path and Path(path).exists()), None)


def install_chromium(environment: Environment, remembered: Path) -> None:
    say("Installing Chromium (a minute or two, just this once)")
    if may_use_apt():
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        environment.run(*quiet, "update")
        if environment.run(*quiet, "install", "-y", "chromium")[0] == 0:
            return
    python = environment.program("python")
    if environment.run(python, "-m", "playwright", "install", "chromium")[0] == 0:
        path = environment.run(python, "-c", PLAYWRIGHT_PATH)[1].partition("\n")[0]
        remembered.write_text(path, encoding="utf-8")


def may_use_apt() -> bool:
    """As root on Debian; on Ubuntu the package of the same name only leads to a snap."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    return platform.freedesktop_os_release()["ID"] == "debian"


def provide_chromium(environment: Environment) -> None:
    remembered = environment.folder / "chromium.path"
    if not find_chromium(remembered):
        install_chromium(environment, remembered)
    path = find_chromium(remembered)
    if path:
        os.environ["PELICASSO_CHROMIUM"] = path
    else:
        say(f"Chromium could not be installed ({environment.log} says why): the tests in a browser will fail.")


def steps(python: str, words: "list[str]") -> "dict[str, list[str]]":
    if words:
        return {"pytest": [python, "-m", "pytest", *words]}
    imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [python, "-X", "utf8", "-c", imports],
        "pytest": [python, "-m", "pytest", "-n", "auto"],
    }


def passes(name: str, command: "list[str]") -> bool:
    say(f"== {name}")
    begin = time.monotonic()
    code = subprocess.call(command, cwd=ROOT)
    say(f"== {name}: {'FAILED' if code else 'passed'} in {time.monotonic() - begin:.1f} s")
    return code == 0


def main(words: "list[str]") -> int:
    if not shutil.which("git"):
        say("The tests need git, which is missing: install it (https://git-scm.com/downloads).")
        return 3
    environment = Environment(ROOT / ".venv", ROOT / "pyproject.toml", ["-e", ".[tests]"], "en")
    environment.prepare()
    provide_chromium(environment)
    python = str(environment.program("python"))
    failed = [name for name, command in steps(python, words).items() if not passes(name, command)]
    say("== failed: " + ", ".join(failed) if failed else "== all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(guarded(lambda: main(sys.argv[1:]), "en"))
