"""Names in running prose, and the office's own name: only what can be nothing but a slip."""

from __future__ import annotations

import pytest

from reconcile.lexicon import Lexicon
from reconcile.lexicon.agency import find_slips, find_strangers, is_short_form
from reconcile.lexicon.plain import PlainNames


@pytest.mark.parametrize(
    "text, printed, official",
    [
        ("支出包括:一般公共预算服务支出 2393.42 万元", "一般公共预算服务支出", "一般公共服务支出"),
        ("2、社会保障与就业支出完成42万元", "社会保障与就业支出", "社会保障和就业支出"),
        ("全市文化旅游体育和传媒支出3亿元", "文化旅游体育和传媒支出", "文化旅游体育与传媒支出"),
        ("其中：社会保障保障和就业支出3亿元", "社会保障保障和就业支出", "社会保障和就业支出"),
        ("社会保章和就业支出3亿元", "社会保章和就业支出", "社会保障和就业支出"),
    ],
)
def test_slips(lexicon: Lexicon, text: str, printed: str, official: str) -> None:
    (near,) = PlainNames({}, lexicon, None).find(text)
    assert (near.text, near.official) == (printed, official)
    assert text[near.start : near.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "一般公共服务支出、社会保障和就业支出、卫生健康支出、一般公共预算支出、基本公共服务支出",
        "教育经费支出、成人教育支出、农林水利支出、社会保障就业支出、资源勘探工业信息支出、商业服务业支出",
        "医疗卫生与计划生育支出、文化体育与传媒支出、国土海洋气象等支出",  # names of their time
        "一般性公共服务支出、住房和城乡社区支出、住房安全保障支出、债券发行费用支出、科学技术普及支出",
        "支出、本年支出、项目支出、对个人和家庭补助支出、其他支出",
        "",
    ],
)
def test_no_slips(lexicon: Lexicon, text: str) -> None:
    assert PlainNames({}, lexicon, None).find(text) == []


def test_the_documents_own_rows_with_another_joiner(lexicon: Lexicon) -> None:
    pairs = {"2130111": "统计监测与信息服务", "2010305": "专项业务及机关事务管理"}
    (near,) = PlainNames(pairs, lexicon, None).find("专项业务与机关事务管理增加5万元")
    assert (near.official, near.evidence) == ("专项业务及机关事务管理", "document")


OWN = "长宁市清河区人力资源和社会保障局"


@pytest.mark.parametrize(
    "text",
    [
        "清河区人力资源与社会保障局共有车辆",
        "长宁市清河人力资源和社会保障局共有车辆",
        "长宁市清河区人力资源和社会保险局共有车辆",
    ],
)
def test_the_offices_name_that_differs(text: str) -> None:
    (slip,) = find_slips([OWN] * 4 + [text], OWN)
    assert (slip.paragraph, slip.expected) == (4, OWN)


@pytest.mark.parametrize(
    "text",
    [
        "区人社局",
        "清河区人力资源和社会保障局",
        "本局",
        "长宁市人力资源和社会保障局",
        "长宁市清河区财政局",
        OWN + "（本级）",
    ],
)
def test_short_forms_and_other_offices(text: str) -> None:
    assert find_slips([OWN] * 4 + [text], OWN) == []


def test_a_name_that_the_document_hardly_uses_is_no_measure() -> None:
    assert find_slips([OWN, "清河区人力资源与社会保障局"], OWN) == []


def test_offices_that_differ_by_one_character_are_other_offices() -> None:
    own = "长宁市清河区财政局"
    assert find_slips([own] * 4 + ["长宁市清河区民政局", "长宁市清江区财政局", "清河财政局"], own) == []


@pytest.mark.parametrize(
    "short, name, expected",
    [
        ("市委市政府信访局", "中共长宁市委长宁市人民政府信访局", True),
        ("区人社局", "清河区人力资源和社会保障局", True),
        ("清河区财政局", "长宁市清河区财政局", True),
        ("长宁市清河区民政局", "长宁市清河区财政局", False),
        ("本单位", "长宁市清河区财政局", True),
    ],
)
def test_short_forms(short: str, name: str, expected: bool) -> None:
    assert is_short_form(short, name) is expected


def test_another_offices_name_is_told_only_where_it_can_be_nothing_else() -> None:
    own = ["长宁市清河区财政局2024年度收入支出总计1万元"] * 3
    stranger = "长宁市清河区民政局2024年度支出合计1万元"
    assert [s.text for s in find_strangers([*own, stranger], "长宁市清河区财政局")] == ["长宁市清河区民政局"]
    assert find_strangers([*own, stranger, stranger], "长宁市清河区财政局") == []
    assert find_strangers([own[0], stranger], "长宁市清河区财政局") == []
