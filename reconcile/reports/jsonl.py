"""One JSON object a line for each document."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.checked import Checked
from reconcile.report import to_report

from .options import Options


def write(checked: Sequence[Checked], options: Options) -> bytes:
    return "".join(to_report(c).model_dump_json() + "\n" for c in checked).encode()
