"""Write again the files that are made from the code: the reference, and the schema of `site.yaml` for editors.

    python3 tests/regenerate.py

Standard library only, and the syntax of Python 3.6, as `starter_site/start.py`, which makes the environment.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "starter_site"))

from start import Environment, guarded

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    environment = Environment(ROOT / ".venv", ROOT / "pyproject.toml", ["-e", ".[tests]"], "en")
    environment.prepare()
    return subprocess.call([str(environment.program("python")), str(ROOT / "tests" / "documents.py")])


if __name__ == "__main__":
    sys.exit(guarded(main, "en"))
