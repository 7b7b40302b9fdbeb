"""Writes ``samples/``; with a folder as its argument, there. ``python -m tools.samples [FOLDER]``"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from . import account, budget, formats
from .faults import FAULTS, applied

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    clean = budget.build()
    blocks = account.build()
    texts = {
        "budget_clean.txt": clean,
        "budget_clean.expected.json": expected([]),
        "budget_faulty.txt": applied(clean),
        "budget_faulty.expected.json": expected(
            [{"fault": f.what, "kinds": f.kinds, "severity": f.severity, "words": f.words} for f in FAULTS]
        ),
        "account_clean.txt": formats.as_text(blocks),
        "account_clean.html": formats.as_html(blocks, f"{account.OFFICE}{account.YEAR}年度部门决算"),
        "account_clean.expected.json": expected([]),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "account_clean.docx").write_bytes(formats.as_docx(blocks))
    (folder / "account_clean.pdf").write_bytes(formats.as_pdf(blocks))


def expected(findings: list[dict[str, object]]) -> str:
    return json.dumps({"findings": findings}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
