"""Paths of names in prose: found with their levels and offsets, whatever the brackets and the order."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconcile.lexicon.paths import find_paths


def names(text: str) -> list[list[tuple[str, str]]]:
    return [[(level.level, level.name) for level in m.levels] for m in find_paths(text)]


FULL = [("类", "住房保障支出"), ("款", "住房改革支出"), ("项", "住房公积金")]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("住房保障支出（类）住房改革支出（款）住房公积金（项）35.20万元", [FULL]),
        ("(12) 住房保障支出(类)住房改革支出(款)住房公积金(项)35.20万元", [FULL]),
        ("12、“住房保障支出（类）住房改革支出（款)住房公积金（项）”科目", [FULL]),
        ("2024年主要用于住房保障支出（类）住房改革支出（款）住房公积金（项）", [FULL]),
        ("住房保障支出(类)\n住房改革\n支出（款）住房公积金\n（项）", [FULL]),
        ("住房保障（类）支出35.20万元", [[("类", "住房保障支出")]]),
        ("教育支出（类）、科学技术支出（类）", [[("类", "教育支出")], [("类", "科学技术支出")]]),
        ("教育支出（类）10万元，普通教育（款）5万元", [[("类", "教育支出")], [("款", "普通教育")]]),
        (
            "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)事业运行(项)",
            [[("类", "一般公共服务支出"), ("款", "政府办公厅(室)及相关机构事务"), ("项", "事业运行")]],
        ),
        ("财政事务（款）行政运行（项）", [[("款", "财政事务"), ("项", "行政运行")]]),
        ("（一）收入（二）支出 12345热线（含夜间）", []),
        ("（类）（款）（项）", []),
        ("", []),
    ],
)
def test_found(text: str, expected: list[list[tuple[str, str]]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "卫生健康支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）5.00万元",
        "（210类）卫生健康支出（11款）行政事业单位医疗（01项）行政单位医疗5.00万元",
    ],
)
def test_codes_in_the_marks(text: str) -> None:
    (mention,) = find_paths(text)
    assert [(x.code, x.name) for x in mention.levels] == [
        ("210", "卫生健康支出"),
        ("11", "行政事业单位医疗"),
        ("01", "行政单位医疗"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "210卫生健康支出（类）21011行政事业单位医疗（款）2101101行政单位医疗（项）5.00万元",
        "2023年210卫生健康支出（类）-21011行政事业单位医疗（款）-2101101行政单位医疗（项）5.00万元",
    ],
)
def test_codes_before_the_names(text: str) -> None:
    (mention,) = find_paths(text)
    assert [(x.code, x.name) for x in mention.levels] == [
        ("210", "卫生健康支出"),
        ("21011", "行政事业单位医疗"),
        ("2101101", "行政单位医疗"),
    ]


def test_an_amount_before_a_name_is_no_part_of_it() -> None:
    text = "教育支出（类）10.00万元，2024年安排500万元用于普通教育（款）"
    assert names(text) == [[("类", "教育支出")], [("款", "普通教育")]]


def test_offsets_are_those_of_the_text() -> None:
    text = "1. 住房保障支出 （类）住房改革\n支出（款） 住房公积金（项）35.20万元"
    (mention,) = find_paths(text)
    assert [text[x.start : x.end] for x in mention.levels] == ["住房保障支出", "住房改革\n支出", "住房公积金"]
    assert text[mention.start : mention.end] == "住房保障支出 （类）住房改革\n支出（款） 住房公积金（项）"


@example("1(款)支出")
@example("(款)支出")
@given(st.text(alphabet="教育支出（类）(款)项1 ，。、\n“”室", max_size=60))
def test_any_text_gives_offsets_in_order(text: str) -> None:
    at = 0
    for mention in find_paths(text):
        assert at <= mention.start < mention.end <= len(text)
        assert all(mention.start <= x.start < x.end <= len(text) for x in mention.levels)
        at = mention.start
