"""Texts that went from one year's document into the next: stale years and dates, and mistakes that were copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reconcile.archive.across.papers import Cross, Paper, Said
from reconcile.document import Place
from reconcile.findings import Evidence, Finding
from reconcile.patterns import lazy
from reconcile.rules.across import copied as copied_rule
from reconcile.rules.across import unchanged as unchanged_rule

AMOUNT = lazy(r"\d+(?:\.\d+)?(?:万元|亿元|元|%|％|辆|台|套|个|批次|人次)")
AS_OF = lazy(r"截至((?:19|20)\d\d)年\d{1,2}月")
DIGITS = lazy(r"\d+(?:\.\d+)?")
LEAST = 12  # characters of a quote that can be told from boilerplate
WORDS = frozenset({"error", "warning"})


def unchanged(paper: Paper, before: Paper) -> Iterator[Cross]:
    """Sentences that stand in last year's document word for word, with its year and amounts: they speak of that year as
    the present one, or of a day that should have moved on."""
    assert paper.year
    then = dict(before.sentences)
    for text, page in paper.sentences:
        if text not in then:
            continue
        day = AS_OF.search(text)
        stale_day = day is not None and int(day[1]) < paper.year and bool(AMOUNT.search(text))
        if stale_day or (own_year(text, paper.year - 1) and len(AMOUNT.findall(text)) >= 2):
            evidence = (
                Evidence("claim", text, Place(page=page)),
                Evidence("base", f"{before.name}：{text}", Place(page=then[text])),
            )
            message = f"这句话与{before.name}完全相同，年份和数字都没有变，可能沿用了上年的文字"
            yield Cross(paper.doc, before.doc, Finding(
                unchanged_rule.CODE, unchanged_rule.NAME, unchanged_rule.KIND, unchanged_rule.SEVERITY, message,
                evidence,
            ))  # fmt: skip


def own_year(text: str, year: int) -> bool:
    """Whether the sentence speaks of ``year``, and of no other, as its own year and not as a base to compare with."""
    years = {int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)年", text)}
    opening = re.match(rf"^\D{{0,40}}?{year}年", text)
    return years == {year} and opening is not None and not re.search(r"[比较与和]\s*" + str(year), text)


def copied(paper: Paper, before: Paper) -> Iterator[Cross]:
    """Mistakes that last year's document has in the same words."""
    known = {key(s) for s in before.said if s.severity in WORDS}
    told: set[tuple[str, str]] = set()
    for said in paper.said:
        same = key(said)
        if said.severity in WORDS and same in known and same not in told and len(same[1]) >= LEAST:
            told.add(same)
            message = f"{said.name}：{before.name}有同样的问题，可能是逐年沿用的文字"
            yield Cross(paper.doc, before.doc, Finding(
                copied_rule.CODE, copied_rule.NAME, copied_rule.KIND, copied_rule.SEVERITY, message,
                (Evidence("claim", said.quote),),
            ))  # fmt: skip


def key(said: Said) -> tuple[str, str]:
    """The rule and the words of the quote, without numbers."""
    return said.code, DIGITS.sub("#", re.sub(r"\s", "", said.quote))
