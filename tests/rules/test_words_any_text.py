"""The rules on wording take any text without falling over, and point at what they quote."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.document import Document, Grid, Paragraph
from reconcile.facts import Facts
from reconcile.findings import Finding
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile
from reconcile.rules.words import RULES

PIECES = [
    "“", "”", "（", "）", "(", ")", "《", "》", '"', "。", "，", "、", "；", "：", "%", "％", "XX局", "202X年", "____", "增加（减少）", "大小于",
    "主要是", "减少", "的", "元", "万元", "1720.00万", "占", "36.8", "3,136.40", "12..5", "〔2024〕1号", "（2023）2号", "一、", "\n", " ", "\u3000",
    "原因是", "完9万元", "增8.9%", "增长", "拔款", "其他支出", "#REF!", "本表", "（如持平作持平表述）", "1）", "主要", "用于", "[", "]",
]  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=40))


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text(paragraphs: list[str], cell: str) -> None:
    blocks = (*map(Paragraph, paragraphs), Grid(rows=((cell, "1.00"),)))
    facts = Facts(Document("a.txt", "txt", blocks), lexicon(), Profile())
    for rule in RULES:
        for finding in rule.check(facts):
            assert isinstance(finding, Finding)
            assert finding.code == rule.CODE
            assert finding.evidence
            for evidence in finding.evidence:
                assert evidence.block is not None
                block = blocks[evidence.block]
                if isinstance(block, Paragraph):
                    assert evidence.start is not None
                    assert evidence.end is not None
                    assert block.text[evidence.start : evidence.end] in evidence.quote
                    assert evidence.quote in block.text


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.CODE)
def test_nothing_to_say_of_a_template(rule: object) -> None:
    blocks = (Paragraph("XX局收入增加（减少）XXX万元，占 %（如持平作持平表述）。。"),)
    facts = Facts(Document("a.txt", "txt", blocks), lexicon(), Profile(kind="template"))
    assert list(rule.check(facts)) == []  # type: ignore[attr-defined]
