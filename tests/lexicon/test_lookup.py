"""Look-ups: by code, by name with their grades, by path, by year, near ones; overlays; speed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.lexicon import Grade, Lexicon
from reconcile.lexicon.near import distance

CASES = [
    ("机关事业单位基本养老保险缴费支出", "2080505", Grade.EXACT),
    ("机关事业单位 基本养老保险缴费支出", "2080505", Grade.NORMALISED),
    ("政府办公厅(室)及相关机构事务", "20103", Grade.NORMALISED),
    ("一、国防支出", "203", Grade.NORMALISED),
    ("卫生健康支出（类）", "210", Grade.NORMALISED),
    ("普惠金融发展", "21308", Grade.SUFFIX),
    ("因公出国(境)费", "30212", Grade.SUFFIX),
    ("津补贴", "30102", Grade.SYNONYM),
]


@pytest.mark.parametrize("name, code, grade", CASES)
def test_by_name(lexicon: Lexicon, name: str, code: str, grade: Grade) -> None:
    matches = lexicon.resolve(name)
    assert code in {m.entry.code for m in matches}
    assert {m.grade for m in matches} == {grade}


def test_several_candidates_are_several(lexicon: Lexicon) -> None:
    codes = {m.entry.code for m in lexicon.resolve("行政运行", "functional")}
    assert {"2010101", "2010601", "2014001"} <= codes


def test_by_code_gives_todays_name_first(lexicon: Lexicon) -> None:
    names = [e.name for e in lexicon.by_code("functional", "210")]
    assert names[0] == "卫生健康支出"
    assert "医疗卫生与计划生育支出" in names


def test_by_path(lexicon: Lexicon) -> None:
    path = ("住房保障支出", "住房改革支出", "住房公积金")
    assert [m.entry.code for m in lexicon.by_path(path)] == ["2210201"]
    assert lexicon.by_path(path[1:])[0].entry.code == "2210201"
    assert lexicon.by_path(("住房保障支出", "住房保障支出", "住房公积金")) == ()
    same = ("公共安全支出", "其他公共安全支出", "其他公共安全支出")
    assert "2049999" in [m.entry.code for m in lexicon.by_path(same)]


def test_by_year(lexicon: Lexicon) -> None:
    old = lexicon.by_name("文化体育与传媒支出", "functional")[0]
    assert old.valid(2018)
    assert not old.valid(2019)
    assert lexicon.resolve("信访事务", "functional", 2024)[0].entry.code == "20140"
    assert lexicon.resolve("信访事务", "functional", 2023)[0].entry.code == "2010308"


def test_successors_follow_renames_to_their_end(lexicon: Lexicon) -> None:
    assert lexicon.successor("functional", "210", "医疗卫生") == (("210", "卫生健康支出"),)
    assert lexicon.successor("functional", "21305", "扶贫")[0][1] == "巩固脱贫攻坚成果衔接乡村振兴"
    assert lexicon.successor("functional", "221", "住房保障支出") == ()
    renamed = lexicon.renamed("行政事业单位离退休", "20805")
    assert renamed is not None
    assert renamed.year == 2020


@pytest.mark.parametrize(
    "name, code",
    [
        ("社会保障与就业支出", "208"),
        ("一般公共预算服务支出", "201"),
        ("行政事业单位离退修", "20805"),
        ("卫生建康支出", "210"),
    ],
)
def test_near(lexicon: Lexicon, name: str, code: str) -> None:
    assert lexicon.resolve(name) == ()
    matches = lexicon.near(name)
    assert matches[0].entry.code == code
    assert matches[0].grade is Grade.NEAR


def test_near_knows_when_nothing_is_near(lexicon: Lexicon) -> None:
    assert lexicon.near("大熊猫国家公园门票") == ()


def test_jieba_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    Lexicon.load().near("社会保障与就业支出")
    assert capfd.readouterr() == ("", "")


def test_an_overlay_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "functional.csv").write_text(
        "code,name,level,first_year,last_year,documents,seen,evidence\n"
        "20199,其他一般公共服务支出,款,,,50,2019-2025,published\n"
        "2019988,城市大脑,项,2026,,2,2026,published\n",
        encoding="utf-8",
    )
    lexicon = Lexicon.load(tmp_path)
    assert lexicon.by_code("functional", "2019988")[0].name == "城市大脑"
    assert [e.documents for e in lexicon.by_code("functional", "20199") if e.name == "其他一般公共服务支出"] == [50]
    assert len(lexicon.by_code("functional", "208")) > 1
    with pytest.raises(FileNotFoundError):
        Lexicon.load(tmp_path / "nowhere")


WORDS = st.text(alphabet="一般公共服务支出预算", max_size=7)


@given(WORDS, WORDS)
@settings(max_examples=150)
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
    limited = distance(one, other, 1)
    assert limited == min(2, distance(one, other))
