"""A baseline: the findings of an earlier run that are known, by document and fingerprint, as JSON to be read and kept.

Documents are told apart by their file names, so that a baseline serves wherever the folder lies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from reconcile.checked import Checked
from reconcile.errors import UsageError

Known = dict[str, frozenset[str]]  # file name → fingerprints


def read(path: Path) -> Known:
    """The fingerprints known of each document; UsageError where the file is absent or no baseline."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: frozenset(str(finding["fingerprint"]) for finding in findings)
            for name, findings in content["documents"].items()
        }
    except FileNotFoundError:
        raise UsageError(f"基线文件 {path} 不存在；用 --write-baseline 生成") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} 不是基线文件；用 --write-baseline 重新生成") from None


def known(baseline: Known, path: str) -> frozenset[str]:
    return baseline.get(PurePath(path).name, frozenset())


def render(documents: Iterable[Checked]) -> str:
    """The baseline that knows all findings of these documents, those already known among them."""
    content: dict[str, list[dict[str, str]]] = {}
    for checked in documents:
        rows = content.setdefault(PurePath(checked.document.path).name, [])
        for finding, fingerprint in zip(checked.outcome.findings, checked.fingerprints, strict=True):
            rows.append({"fingerprint": fingerprint, "code": finding.code, "message": finding.message})
    return json.dumps({"schema_version": "1", "documents": content}, ensure_ascii=False, indent=2) + "\n"
