"""As many numbers as names, with and without 分别: who is handed which, and when nobody is."""

from __future__ import annotations

import pytest

from .said import lines, read


@pytest.mark.parametrize(
    "text, told",
    [
        ("会议费、培训费支出3.00万元、4.00万元。", ["会议费 amount 3.00万元", "培训费 amount 4.00万元"]),
        (
            "会议费、培训费支出3.00万元、4.00万元，比上年各减少1.00万元、2.00万元，各下降25%、33.3%。",
            [
                "会议费 amount 3.00万元 -1.00万元 -25% than last",
                "培训费 amount 4.00万元 -2.00万元 -33.3% than last",
            ],
        ),
        ("会议费、培训费分别为3人、4人。", ["会议费 count:人 3人", "培训费 count:人 4人"]),
        # the rates are those of the parts, and not of the whole before them
        (
            "支出合计7.00万元，其中：会议费3.00万元、培训费4.00万元，分别占43%、57%。",
            [
                "本年支出合计 amount 7.00万元",
                "会议费 amount 3.00万元 share 43% part of 本年支出合计",
                "培训费 amount 4.00万元 share 57% part of 本年支出合计",
            ],
        ),
        (
            "2030年收入由财政拨款收入、事业收入两部分构成，分别占总收入的60%、40%。",
            ["财政拨款收入 share 60% of 总收入", "事业收入 share 40% of 总收入"],
        ),
    ],
)
def test_whose_the_numbers_are(text: str, told: list[str]) -> None:
    assert lines(read(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "会议费、培训费、差旅费支出3.00万元、4.00万元。",  # three names
        "会议费、培训费分别为3.00万元、4.00万元、5.00万元。",
        "会议费3.00万元，培训费4.00万元，差旅费5.00万元，分别增长3%、4%。",  # of two of three
    ],
)
def test_nobody_is_handed_a_number_where_they_are_not_as_many(text: str) -> None:
    prose = read(text)
    assert not any(s.growth or len(s.amounts.get("amount", ())) > 1 for s in prose.statements)
    assert prose.reasons


@pytest.mark.parametrize("names", ["会议费、培训费两项合计", "会议费、培训费两个项目合计"])
def test_several_names_before_one_number_are_its_parts(names: str) -> None:
    statement = read(f"{names}7.00万元。").statements[0]
    assert [s.name for s in statement.several] == ["会议费", "培训费"]
    assert [f.quote for f in statement.amounts["amount"]] == ["7.00万元"]


def test_several_names_without_a_sum_are_no_parts() -> None:
    assert read("会议费、培训费支出7.00万元。").statements[0].several == ()
