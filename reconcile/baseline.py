"""A baseline: the findings of an earlier run that are known, as JSON to be read and kept.

A finding is known by its fingerprint and its content: the same contradiction between other numbers is a new one.
Documents are told apart by their file names, so that a baseline serves wherever the folder lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from reconcile.checked import Checked
from reconcile.errors import UsageError

VERSION = "2"
Known = dict[str, frozenset[tuple[str, str]]]  # file name → fingerprints with contents


def read(path: Path) -> Known:
    """What is known of each document; UsageError where the file is absent, no baseline, or one of another version."""
    try:
        import json

        content: Any = json.loads(path.read_text(encoding="utf-8"))
        if content["schema_version"] != VERSION:
            raise UsageError(f"基线文件 {path} 是程序的另一版本写的，其中的问题无法对应；用 --write-baseline 重新生成")
        return {
            name: frozenset((str(finding["fingerprint"]), str(finding["content"])) for finding in findings)
            for name, findings in content["documents"].items()
        }
    except FileNotFoundError:
        raise UsageError(f"基线文件 {path} 不存在；用 --write-baseline 生成") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} 不是基线文件；用 --write-baseline 重新生成") from None


def known(baseline: Known, path: str) -> frozenset[tuple[str, str]]:
    return baseline.get(PurePath(path).name, frozenset())


def render(documents: Iterable[Checked]) -> str:
    """The baseline that knows all findings of these documents, those already known among them."""
    content: dict[str, list[dict[str, str]]] = {}
    for checked in documents:
        rows = content.setdefault(PurePath(checked.document.path).name, [])
        for finding, identity in zip(checked.outcome.findings, checked.identities, strict=True):
            rows.append(
                {
                    "fingerprint": identity.fingerprint, "content": identity.content, "code": finding.code,
                    "message": finding.message,
                }
            )  # fmt: skip
    import json

    return json.dumps({"schema_version": VERSION, "documents": content}, ensure_ascii=False, indent=2) + "\n"
