"""机关名称与本文件的名称不一致，或级别写错。

同一文件里单位全称应当前后一致：“与”写成“和”，漏掉“区”“市”，写错一个字；区级文件的名词解释照抄“市级预算主管部门”。简称（区财政局、本局）不算。
为什么：多半是照抄上年、上级或别的单位的文字。

错误示例：云山市清河财政局2024年度收入支出总计863.50万元。
正确示例：云山市清河区财政局2024年度收入支出总计863.50万元。
依据：本文件封面和正文中多次出现的单位名称。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon.agency import SUFFIX, find_slips, find_strangers
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.text import Squeezed, squeeze

CODE = "R402"
NAME = "机关名称或级别不符"
KIND = "naming"
SEVERITY = Severity.ERROR

COVER = 30  # paragraphs in which the cover gives the office's name
NAMED = lazy(
    r"(?:部门|单位)(?:名称)?:(?P<name>[\u4e00-\u9fff]{4,30}?(?:委员会|办公室|办事处|联合会|总工会|[局厅院校馆站所中心]))"
)
OWN_LEVEL = lazy(r"(?P<level>[省市区县州旗])级(?:部门|单位)(?:预算|决算)")
DEFINED = lazy(r"(?P<level>[省市区县州旗])级(?:预算)?主管部门及所属(?:预算)?单位")


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind in ("template", "government_budget", "government_account"):
        return
    squeezed = [squeeze(p.text) for _, p in facts.paragraphs]
    texts, office = [s.text for s in squeezed], _office(facts, squeezed)
    strangers = [s for s in find_strangers(texts, office) if not _in_tables(facts, s.text)]
    for slip in (*find_slips(texts, office), *strangers):
        block, paragraph = facts.paragraphs[slip.paragraph]
        at = squeezed[slip.paragraph].offsets
        start, end = at[slip.start], at[slip.end - 1] + 1
        message = f"“{slip.text}”与本文件的单位名称“{slip.expected}”不一致。"
        yield _finding(block, paragraph, start, end, Severity.WARNING, message, slip.expected)
    yield from _levels(facts)


def _in_tables(facts: Facts, name: str) -> bool:
    """Whether a table names it, as that of the “三公” expenses does the subordinate units."""
    return any(name in squeeze(cell).text for grid in facts.document.grids for row in grid.rows for cell in row[:3])


def _office(facts: Facts, squeezed: Sequence[Squeezed]) -> str:
    """The office's full name: the document's, or where its title names only the place the one that the cover gives."""
    if SUFFIX.search(facts.profile.entity):
        return facts.profile.entity
    named = (NAMED.search(s.text) for s in squeezed[:COVER])
    return next((match["name"] for match in named if match), "")


def _levels(facts: Facts) -> Iterator[Result]:
    """A glossary that speaks of offices of another level than the document's title (市级 in a budget of a 区)."""
    title = squeeze(facts.profile.title).text
    own = OWN_LEVEL.search(title)
    if not own:
        return
    for block, paragraph in facts.paragraphs:
        squeezed = squeeze(paragraph.text)
        match = DEFINED.search(squeezed.text)
        if match and match["level"] != own["level"]:
            start, end = squeezed.offsets[match.start()], squeezed.offsets[match.end() - 1] + 1
            message = f"本文件是{own['level']}级的，这里写成了“{match['level']}级”。"
            yield _finding(block, paragraph, start, end, Severity.ERROR, message, f"{own['level']}级")
            return  # the rest of the glossary was copied with it


def _finding(
    block: int, paragraph: Paragraph, start: int, end: int, severity: Severity, message: str, expected: str
) -> Finding:
    low, high = max(0, start - 20), min(len(paragraph.text), end + 30)
    quote = paragraph.text[low:high]
    evidence = Evidence("claim", quote, paragraph.place(start, end), start, end, block=block)
    return Finding(CODE, NAME, KIND, severity, message, (evidence,), expected=expected, suggestion=f"改为“{expected}”")
