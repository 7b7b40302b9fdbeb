"""What each rule's findings are worth on the labelled documents in ``../shared``.

    python benchmarks/precision.py [--write] [--wrong]

For each rule: errors and warnings told, and how many of them a labelled mistake explains (by the scorer that lies with
the labels). ``--write`` keeps the counts in ``docs/rules/precision.csv``, from which the pages of the rules take them;
``--wrong`` prints the findings that no label explains. Labels are not complete for warnings: one without a label may
still be right.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from measuring import ROOT, SHARED

import reconcile

TARGET = ROOT / "docs" / "rules" / "precision.csv"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_findings", SHARED / "eval" / "score_findings.py")
    if spec is None or spec.loader is None or not (SHARED / "gold").is_dir():
        raise SystemExit("no labelled documents beside the repository (../shared)")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(labels: list[dict[str, Any]]) -> list[Path]:
    names = sorted({line["doc"] for line in labels})
    return [path for name in names if (path := SHARED / "corpus" / name).is_file()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    score = scorer()
    labels = score.load(SHARED / "gold" / "findings.jsonl")
    match = score.Matcher(labels + score.load(SHARED / "gold" / "negatives.jsonl"))
    told: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    paths = documents(labels)
    for path in paths:
        mistakes = [g for g in labels if g["doc"] == path.name and g["level"] in ("error", "warning")]
        for finding in reconcile.check(path).model_dump(mode="json")["findings"]:
            key = (finding["code"], finding["severity"])
            if finding["severity"] == "info":
                continue
            told[key] += 1
            if any(match(g, finding) for g in mistakes):
                right[key] += 1
            elif options.wrong:
                print(f"{path.name} {finding['code']} {finding['severity']}: {finding['message'][:160]}")
    rows = [(code, level, told[code, level], right[code, level]) for code, level in sorted(told)]
    print(f"{len(paths)} documents")
    for code, level, count, good in rows:
        print(f"{code} {level:<8} told {count:>3}  explained by a label {good:>3}  {good / count:.2f}")
    if options.write:
        with TARGET.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("code", "severity", "documents", "told", "right"))
            writer.writerows((code, level, len(paths), count, good) for code, level, count, good in rows)


if __name__ == "__main__":
    sys.exit(main())
