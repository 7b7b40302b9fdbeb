"""What changed between two results, as text by its cause and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import get_args

from reconcile.comparing import Cause, Difference, Differences
from reconcile.sources import visible

from .words import LANGUAGES

MOST = 30  # numbers of each cause that are listed
MARKS = MappingProxyType({"new": "＋", "gone": "－", "changed": "～"})
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "zh": {
            "same_bytes": "材料没有变", "changed_bytes": "材料有改动", "program": "程序 {}", "programs": "程序 {} → {}",
            "cause_document": "因材料改动", "cause_program": "因程序版本不同", "cause_settings": "因设置或词库不同",
            "cause_open": "材料和程序都变了，分不清是哪一个引起的", "same": "其余 {} 条问题没有变化",
            "none": "没有变化", "absent": "无", "number": "数字 {}（{}）：{} → {}", "more": "另有 {} 个数字",
            "incomplete_new": "新增未读：{}", "incomplete_gone": "不再未读：{}", "only_old": "只在先前的结果中：{}",
            "only_new": "只在现在的结果中：{}", "clean": "没有发现问题", "findings": "有问题",
            "incomplete": "检查不完整",
            "outcome": "结论：{} → {}",
        },
        "en": {
            "same_bytes": "same document", "changed_bytes": "document changed", "program": "program {}",
            "programs": "program {} → {}", "cause_document": "by the document", "cause_program": "by the program",
            "cause_settings": "by settings or lexicon", "cause_open": "by the document or the program",
            "same": "{} findings unchanged", "none": "nothing changed", "absent": "none",
            "number": "figure {} ({}): {} → {}", "more": "and {} more figures", "incomplete_new": "now not read: {}",
            "incomplete_gone": "no longer unread: {}", "only_old": "only in the old result: {}",
            "only_new": "only in the new result: {}", "clean": "clean", "findings": "findings",
            "incomplete": "incomplete", "outcome": "outcome: {} → {}",
        },
    }
)  # fmt: skip


def as_json(told: Differences) -> bytes:
    return (told.model_dump_json(indent=2) + "\n").encode()


def as_text(told: Differences, language: str = "zh") -> str:
    words = {**LANGUAGES[language], **WORDS[language]}
    lines = [line for one in told.documents for line in document(one, words)]
    lines += [words["only_old"].format(path) for path in told.only_old]
    lines += [words["only_new"].format(path) for path in told.only_new]
    return visible("\n".join(lines)) + "\n"


def document(told: Difference, words: Mapping[str, str]) -> Iterator[str]:
    bytes_ = words["changed_bytes" if told.document_changed else "same_bytes"]
    old, new = told.programs
    program = words["program"].format(new) if old == new else words["programs"].format(old, new)
    yield f"{told.new}  {bytes_} · {program}"
    if told.empty:
        yield f"  {words['none']}"
    if told.outcomes[0] != told.outcomes[1]:
        yield "  " + words["outcome"].format(*(words[o] for o in told.outcomes))
    yield from (f"  {words['incomplete_new'].format(i.message)}" for i in told.incomplete_new)
    yield from (f"  {words['incomplete_gone'].format(i.message)}" for i in told.incomplete_gone)
    for cause in get_args(Cause):
        yield from of_cause(told, cause, words)
    if told.findings and told.same:
        yield f"  {words['same'].format(told.same)}"


def of_cause(told: Difference, cause: str, words: Mapping[str, str]) -> Iterator[str]:
    findings = [c for c in told.findings if c.cause == cause]
    figures = [f for f in told.figures if f.cause == cause]
    if not findings and not figures:
        return
    counts = Counter[str](c.change for c in findings)
    marks = " ".join(f"{MARKS[k]}{counts[k]}" for k in MARKS if counts[k])
    yield f"  {words[f'cause_{cause}']} {marks}".rstrip()
    for c in findings:
        yield f"    {MARKS[c.change]} {words[c.finding.severity]} {c.finding.code} {c.finding.message}"
    for f in figures[:MOST]:
        status = (words[s] if s else words["absent"] for s in (f.before, f.after))
        yield "    · " + words["number"].format(f.quote, f.address or "—", *status)
    if len(figures) > MOST:
        yield f"    {words['more'].format(len(figures) - MOST)}"
