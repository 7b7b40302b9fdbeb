"""The stand-in check and the helpers are plain modules that worker processes import too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
