"""How long each report format takes once a document is checked: ``python benchmarks/formats.py [FILE...]``.

Without files it takes the samples, and the real documents where ``../shared/corpus`` is there. ``first`` includes
loading what the format needs; ``again`` is the shortest of the following ones.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from measuring import ROOT, SHARED

sys.path.insert(0, str(ROOT))

from reconcile import reports
from reconcile.checked import Checked
from reconcile.checking import check_document
from reconcile.errors import ReconcileError
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes

RUNS = 5


def main(files: list[str]) -> None:
    lexicon = Lexicon.load()
    for path in [Path(f) for f in files] or documents():
        data = path.read_bytes()
        document = read_bytes(data, path.name)
        checked = Checked(document, check_document(document, lexicon), data)
        print(f"{path.name}: {document.pages or '-'} pages, {len(checked.outcome.ledger)} figures")
        for name in reports.FORMATS:
            print(f"  {name:<7} {timed(name, checked)}")


def timed(name: str, checked: Checked) -> str:
    seconds = []
    size = 0
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        try:
            size = len(reports.write(name, [checked]))
        except ReconcileError as error:
            return str(error)
        seconds.append(time.perf_counter() - started)
    return f"first {seconds[0]:.3f} s   again {min(seconds[1:]):.3f} s   {size / 1024:8.1f} KiB"


def documents() -> list[Path]:
    found = [p for p in sorted((ROOT / "samples").iterdir()) if p.suffix in {".pdf", ".docx", ".txt"}]
    corpus = SHARED / "corpus"
    return found + (sorted(corpus.glob("*.pdf")) if corpus.is_dir() else [])


if __name__ == "__main__":
    main(sys.argv[1:])
