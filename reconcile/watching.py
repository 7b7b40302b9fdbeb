"""``reconcile check --watch``: the report once, then at every save of the draft what came and what went."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from reconcile.checked import Checked
from reconcile.command import Call, once
from reconcile.comparing import compare
from reconcile.errors import UsageError
from reconcile.report import Report, to_report
from reconcile.sources import STDIN, documents
from reconcile.streams import note

POLL = 0.5  # seconds between two looks at the files

Stamps = tuple[tuple[str, int, int], ...]


def watch(call: Call) -> int:
    """Checks until it is interrupted; returns the exit code."""
    if STDIN in call.paths:
        raise UsageError("--watch 不能用于标准输入")
    if call.fixes:
        raise UsageError("--watch 不能与 --fix、--diff 同用")
    before: dict[str, Report] = {}
    try:
        for _ in changes(call):
            result = once(call, shown=not before)
            after = {c.document.path: to_report(_told(c, call.settings.lang)) for c in result.checked}
            for path, report in after.items():
                if path in before:
                    note(compared(before[path], report), call.settings.lang)
            before |= after
            note("…… 等待文件变化（Ctrl+C 结束）", call.settings.lang)
    except KeyboardInterrupt:
        return 0
    return 0


def _told(checked: Checked, language: str) -> Checked:
    if language == "zh":
        return checked
    from reconcile.reports.english import in_english

    return in_english(checked)


def compared(old: Report, new: Report) -> str:
    """What a new draft did to the findings."""
    told = compare(old, new)
    marks = {"new": "＋", "changed": "～", "gone": "－"}
    counts = {k: sum(c.change == k for c in told.findings) for k in marks}
    lines = [f"  {marks[c.change]} {c.finding.code} {c.finding.message}" for c in told.findings]
    changed = f"，变动 {counts['changed']} 条" if counts["changed"] else ""
    head = f"新增 {counts['new']} 条{changed}，消除 {counts['gone']} 条，仍有 {told.same} 条"
    return "\n".join([head, *lines])


def changes(call: Call) -> Iterator[None]:
    """Once at the start, then whenever a file has come, gone, or been written."""
    seen: Stamps | None = None
    while True:
        now = stamps(call)
        if now != seen:
            seen = now
            yield
        time.sleep(POLL)


def stamps(call: Call) -> Stamps:
    """Name, time of change and size of every file of the call; a file that is being replaced counts as empty."""
    found = []
    for path in call.paths:
        for name in documents((path,)) if Path(path).is_dir() else (path,):
            try:
                status = Path(name).stat()
                found.append((name, status.st_mtime_ns, status.st_size))
            except OSError:
                found.append((name, 0, 0))
    return tuple(found)
