"""The scripts of this folder import one another by their names."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
