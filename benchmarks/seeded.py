"""How many of a synthetic archive's seeded faults a run has found, by kind, and what it says of right documents.

    python -m benchmarks.seeded ARCHIVE STORE [--verbose]

A fault is found when a finding of its document (error or warning) quotes what the document wrongly says, or the
sentence that it stands in. Findings of documents without a fault are false alarms.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("archive", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    truths = [json.loads(line) for line in (given.archive / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    found, checked = findings(given.store, given.archive.resolve())
    by_kind: dict[str, Counter[bool]] = defaultdict(Counter)
    for truth in truths:
        if truth["path"] not in checked:
            continue
        hit = any(told(truth, f) for f in found[truth["path"]])
        by_kind[truth["kind"]][hit] += 1
        if given.verbose and not hit:
            print("missed", truth["path"], truth["kind"], truth["says"][:40])
    for kind, counts in sorted(by_kind.items()):
        print(f"{kind:<18} {counts[True]:>5} of {counts.total():>5}")
    right = checked - {t["path"] for t in truths}
    alarms = [(p, f) for p in sorted(right) for f in found[p] if f["code"] < "R600"]
    print(f"right documents    {len({p for p, _ in alarms})} of {len(right)} with an error or warning")
    for code, number in Counter(f["code"] for _, f in alarms).most_common():
        print(f"  {code} {number}")
    if given.verbose:
        for path, f in alarms[:40]:
            print("false", path, f["code"], f["message"][:160])


def findings(store: Path, archive: Path) -> tuple[dict[str, list[dict[str, Any]]], set[str]]:
    """Errors and warnings by path, those between documents included, and the paths of all documents checked."""
    paths = {d["doc"]: d["path"] for d in rows(store, "documents", ["doc", "path", "status"]) if d["status"] == "ok"}
    columns = ["doc", "code", "severity", "message", "evidence"]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in [*rows(store, "findings", columns), *rows(store, "across", columns)]:
        if row["severity"] != "info" and row["doc"] in paths:
            found[relative(paths[row["doc"]], archive)].append(row)
    return found, {relative(p, archive) for p in paths.values()}


def rows(store: Path, name: str, columns: list[str]) -> list[dict[str, Any]]:
    files = [str(f) for f in (store / name).rglob("*.parquet")]
    return list(ds.dataset(files, format="parquet").to_table(columns=columns).to_pylist()) if files else []


def relative(path: str, archive: Path) -> str:
    return str(Path(path).relative_to(archive))


def told(truth: dict[str, str], finding: dict[str, Any]) -> bool:
    says = fold(truth["says"].rsplit("、", 1)[-1])
    return any(says in fold(t) for t in (finding["message"], *(e["quote"] or "" for e in finding["evidence"])))


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")


if __name__ == "__main__":
    main()
