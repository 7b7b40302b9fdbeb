"""The contract's JSON: an object for one document, an array of such objects for several."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.checked import Checked
from reconcile.report import to_report

from .options import Options


def write(checked: Sequence[Checked], options: Options) -> bytes:
    texts = [to_report(c).model_dump_json(indent=2) for c in checked]
    return ((texts[0] if len(texts) == 1 else f"[{','.join(texts)}]") + "\n").encode()
