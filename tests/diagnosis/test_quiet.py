"""Nothing stands on standard output but what the program prints."""

from __future__ import annotations

import subprocess
import sys

CODE = """
from reconcile.diagnosis.quiet import quiet
print("before")
with quiet():
    import highspy
    highspy.Highs()
print("after")
"""


def test_a_library_that_greets_is_not_heard() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["before", "after"]


def test_without_standard_output_nothing_breaks() -> None:
    code = "import os\nos.close(1)\nfrom reconcile.diagnosis.quiet import quiet\nwith quiet():\n    pass\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "quiet" not in done.stderr
