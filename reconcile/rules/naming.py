"""正文中的科目名称与标准名称或本文件表格不一致。

类、款、项逐级核对：上级写错（住房保障支出（款）），用了旧名称（行政事业单位离退休（款）），多字、少字、错字（一般公共预算服务支出），编码与名称不符。
先看本文件表格里的编码和名称，再看科目词库；只在旧版、单份文件或记忆中见过的名称不报错误。
为什么：科目名称是正文与表格对应的依据，写错就对不上。

错误示例：住房保障支出（类）住房保障支出（款）住房公积金（项）35.20万元。
正确示例：住房保障支出（类）住房改革支出（款）住房公积金（项）35.20万元。
依据：政府收支分类科目；本文件各表所列的编码和名称。
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon.judging import MISSPELT, OUTDATED, UNKNOWN, WRONG_CODE, Judge, NameFault
from reconcile.lexicon.names import normalise
from reconcile.lexicon.paths import LENGTH, PathMention, find_paths
from reconcile.lexicon.plain import NearName, PlainNames
from reconcile.rules.values import Result

CODE = "R401"
NAME = "科目名称不符"
KIND = "naming"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind == "template":
        return
    pairs = document_pairs(facts)
    judge = Judge(pairs, facts.lexicon, facts.profile.year)
    plain = PlainNames(pairs, facts.lexicon, facts.profile.year)
    for block, paragraph in facts.paragraphs:
        told: list[tuple[int, int]] = []
        for mention in find_paths(paragraph.text):
            for fault in judge.judge(mention):
                if fault.kind != UNKNOWN and not _broken(paragraph.text, fault):
                    told.append((fault.level.start, fault.level.end))
                    yield _path_finding(block, paragraph, mention, fault)
        for near in plain.find(paragraph.text):
            if near.since and near.evidence != "document" and facts.profile.kind == "other":
                continue  # what is no budget and no account need not name categories as these do
            if not any(near.start < end and start < near.end for start, end in told):
                yield _plain_finding(block, paragraph, near)


def document_pairs(facts: Facts) -> dict[str, str]:
    """Code → name as the document's own tables print them; where they differ, the name printed most often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for table in facts.tables:
        for side in table.sides:
            for row in side.rows:
                if row.code.isdigit() and row.name:
                    found[row.code][row.name] += 1
    return {code: names.most_common(1)[0][0] for code, names in found.items()}


def _broken(text: str, fault: NameFault) -> bool:
    """Whether the name is only doubled where a line or page ends (信访业务⏎务)."""
    printed = text[fault.level.start : fault.level.end]
    if "\n" not in printed and not (
        fault.kind == MISSPELT and len(fault.level.name) == len(normalise(fault.expected)) + 1
    ):
        return False
    name, wanted = normalise(fault.level.name), normalise(fault.expected)
    doubled = any(name[i] == name[i + 1] and name[:i] + name[i + 1 :] == wanted for i in range(len(name) - 1))
    return doubled and name[-1] == name[-2]


def _path_finding(block: int, paragraph: Paragraph, mention: PathMention, fault: NameFault) -> Finding:
    start, end = mention.start, mention.end
    quote = paragraph.text[start : end + 16]
    evidence = Evidence("claim", quote, paragraph.place(start, end), start, end, block=block)
    return Finding(
        CODE, NAME, KIND, SEVERITY if fault.certain else Severity.WARNING, _message(fault), (evidence,),
        expected=_expected(fault), suggestion=f"{'' if fault.certain else '核实后'}改为“{_expected(fault)}”",
    )  # fmt: skip


def _expected(fault: NameFault) -> str:
    level = next(mark for mark, length in LENGTH.items() if length == len(fault.code))
    return f"{fault.expected}（{level}）"


def _message(fault: NameFault) -> str:
    name, level = fault.level.name, fault.level.level
    basis = "本文件表格" if fault.evidence == "document" else "科目词库"
    official = f"{fault.code} {fault.expected}"
    if fault.kind == OUTDATED:
        return f"“{name}（{level}）”是旧名称，{fault.year}年起为“{official}”。"
    if fault.kind == MISSPELT:
        return f"“{name}（{level}）”应为“{official}”（依据{basis}）。"
    if fault.kind == WRONG_CODE:
        return f"编码与名称不符：{fault.code}在本文件表格中是“{fault.expected}”，正文写作“{name}”。"
    if len(fault.code) == LENGTH[level]:
        return f"“{name}（{level}）”的级次或上级不对，按下级科目应为“{official}”（依据{basis}）。"
    return f"“{name}（{level}）”不在前面所写的科目之下，应属“{official}”（依据{basis}）。"


def _plain_finding(block: int, paragraph: Paragraph, near: NearName) -> Finding:
    basis = "本文件表格" if near.evidence == "document" else "科目词库"
    low = max(0, near.start - 12)
    high = min(len(paragraph.text), near.end + 16)
    quote = paragraph.text[low:high]
    evidence = Evidence("claim", quote, paragraph.place(near.start, near.end), near.start, near.end, block=block)
    message = f"“{near.text}”应为“{near.official}”（依据{basis}）。"
    if near.since:
        message = f"“{near.text}”是旧名称，{near.since}年起为“{near.official}”（依据{basis}）。"
    return Finding(
        CODE, NAME, KIND, SEVERITY, message, (evidence,),
        expected=near.official, suggestion=f"改为“{near.official}”",
    )  # fmt: skip
