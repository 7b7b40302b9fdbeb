"""Paths judged level by level: the document's own tables first, then what is published, and nothing on hearsay."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from reconcile.lexicon import Lexicon
from reconcile.lexicon.judging import Judge, NameFault
from reconcile.lexicon.paths import find_paths

PAIRS = {
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "2010601": "行政运行",
    "20140": "信访事务",
    "2014004": "信访业务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}


def judged(text: str, lexicon: Lexicon, year: int | None = 2024, pairs: dict[str, str] = PAIRS) -> list[NameFault]:
    judge = Judge(pairs, lexicon, year)
    return [fault for mention in find_paths(text) for fault in judge.judge(mention)]


@pytest.mark.parametrize(
    "text, kind, code, certain",
    [
        ("住房保障支出（类）住房保障支出（款）住房公积金（项）", "wrong_parent", "22102", True),
        ("一般公共服务支出（类）财政事务（款）信访业务（项）", "wrong_parent", "20140", True),
        ("社会保障和就业支出（类）行政事业单位医疗（款）", "wrong_parent", "210", True),
        ("社会保障和就业支出（类）行政事业单位离退休（款）", "outdated", "20805", True),
        ("医疗卫生与计划生育支出（类）", "outdated", "210", True),
        ("一般公共预算服务（类）支出", "misspelt", "201", True),
        ("社会保障与就业支出（类）", "misspelt", "208", True),
        ("住房保障支出（类）住房改格支出（款）", "misspelt", "22102", True),
        ("一般公共服务支出（类）量子事务（款）量子业务（项）", "unknown", "", False),
        ("卫生健康支出（210类）行政事业单位医疗（11款）事业单位医疗（01项）", "wrong_code", "2101101", True),
    ],
)
def test_faults(lexicon: Lexicon, text: str, kind: str, code: str, certain: bool) -> None:
    fault = judged(text, lexicon)[0]
    assert (fault.kind, fault.code, fault.certain) == (kind, code, certain)


@pytest.mark.parametrize(
    "text",
    [
        "住房保障支出（类）住房改革支出（款）住房公积金（项）",
        "一般公共服务（类）支出",
        "教育支出（类）普通教育（款）小学教育（项）",  # not in the tables, but published
        "公共安全支出（类）其他公共安全支出（款）其他公共安全支出（项）",
        "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费（项）",
        "卫生健康支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）",
        "本级一般公共服务支出（类）财政事务（款）行政运行（项）",
        "XX支出（类）XX（款）",
    ],
)
def test_right_names(lexicon: Lexicon, text: str) -> None:
    assert judged(text, lexicon) == []


def test_the_documents_own_tables_come_first(lexicon: Lexicon) -> None:
    old = {"208": "社会保障和就业支出", "20805": "行政事业单位离退休", "2080501": "行政单位离退休"}
    text = "社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）"
    assert judged(text, lexicon, 2024, old) == []
    new = {"212": "城乡社区支出", "21250": "城市更新事务", "2125001": "城市更新业务"}
    assert judged("城乡社区支出（类）城市更新事务（款）城市更新业务（项）", lexicon, 2031, new) == []
    fault = judged("城乡社区支出（类）城市更薪事务（款）城市更新业务（项）", lexicon, 2031, new)[0]
    assert (fault.kind, fault.expected, fault.evidence, fault.certain) == ("misspelt", "城市更新事务", "document", True)


def test_old_names_in_their_own_time(lexicon: Lexicon) -> None:
    text = "医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）"
    assert judged(text, lexicon, 2018, {}) == []
    assert judged(text, lexicon, None, {}) == []
    assert [f.kind for f in judged(text, lexicon, 2024, {})] == ["outdated"]


def test_the_year_of_a_rename_that_only_memory_gives_is_not_certain(lexicon: Lexicon) -> None:
    """Nobody printed 卫生健康支出 in a document of 2020 that we saw; that it was in use then is known from memory."""
    (fault,) = judged("农林水支出（类）农业（款）", lexicon, 2021, {})
    assert (fault.kind, fault.certain) == ("outdated", False)


def test_hearsay_raises_nothing(tmp_path: Path) -> None:
    """What only one document or memory knows is no ground for calling another name wrong."""
    (tmp_path / "functional.csv").write_text(
        "code,name,level,first_year,last_year,documents,seen,evidence\n"
        "299,星际航行支出,类,,,1,2025,once\n"
        "29901,星际航行管理事务,款,,,,,memory\n",
        encoding="utf-8",
    )
    lexicon = Lexicon.load(tmp_path)
    faults = judged("星际航形支出（类）星际航行管理业务（款）", lexicon, 2025, {})
    assert not any(f.certain for f in faults)


def test_every_path_of_the_classification_is_right(lexicon: Lexicon) -> None:
    """Thousands of right paths, in both ways to write the mark, with no tables to go by: nothing is told."""
    wrong = []
    for entry in lexicon.classification.entries("functional"):
        if len(entry.code) < 7 or entry.evidence == "standard-2009" or not entry.valid(2025):
            continue
        names = [next(e.name for e in lexicon.by_code("functional", entry.code[:n]) if e.valid(2025)) for n in (3, 5)]
        for text in (
            f"{names[0]}（类）{names[1]}（款）{entry.name}（项）12.00万元",
            f"{names[0].removesuffix('支出')}(类)支出{names[1]}(款){entry.name}(项)",
        ):
            wrong += [(text, f.kind) for f in judged(text, lexicon, 2025, {})]
    assert wrong == []


def test_a_wrong_character_is_found_at_any_level(lexicon: Lexicon) -> None:
    random = Random(7)
    entries = [e for e in lexicon.classification.entries("functional") if len(e.code) == 7 and e.published]
    missed, trials = [], 0
    for entry in random.sample([e for e in entries if e.valid(2025) and e.seen_in(2025)], 150):
        names = [lexicon.by_code("functional", entry.code[:n])[0].name for n in (3, 5)] + [entry.name]
        level = random.randrange(3)
        name = names[level]
        if len(name) < 6:
            continue
        at = random.randrange(1, len(name) - 2)
        names[level] = name[:at] + random.choice(["甲", "", name[at] * 2]) + name[at + 1 :]
        trials += 1
        text = f"{names[0]}（类）{names[1]}（款）{names[2]}（项）"
        faults = [f for f in judged(text, lexicon, 2025, {}) if f.certain]
        if [f.expected for f in faults] != [name]:
            missed.append((text, faults))
    assert trials > 80
    assert len(missed) <= trials // 20, missed


def test_names_of_today_say_nothing_of_long_ago(lexicon: Lexicon) -> None:
    text = "社会保障和就业支出（类）就业补助（款）公益性岗位补帖（项）"
    assert [f.certain for f in judged(text, lexicon, 2025, {})] == [True]
    assert not any(f.certain for f in judged(text, lexicon, 2014, {}))
