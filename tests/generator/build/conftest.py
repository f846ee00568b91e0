"""The random edits are imported by their name."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
