"""Pages of newspapers: columns beside each other, headlines over them, articles beside articles."""

from __future__ import annotations

import pytest

from .pdf_made import Made, texts, warnings

SIZE = (1000, 1400)
EM = 10  # points; 15 characters fill a column of 150, and 18 points part the columns
PITCH, STEP, WIDTH = 14, 168, 15

REPORT = [
    "2031年，全市一般公共预算收入211.5亿元，同比增长6.12%。其中：税收收入170.25亿元，占80.5%；非税收入41.25亿元，占19.5%。",
    "一般公共预算支出498.66亿元，完成预算的97.3%。主要是：教育支出88.4亿元，社会保障和就业支出75.21亿元。",
    "二是加大统筹力度，盘活存量资金12.35亿元，用于民生项目。",
    "年末全市政府债务余额905.7亿元，其中一般债务511.2亿元，专项债务394.5亿元，严格控制在限额以内。",
]
NEWS = [
    "本报讯，昨日市图书馆新馆开放，当天接待读者3215人次，借出图书1846册，较上年同日增加12.8%。",
    "新馆共有座位1200个，周末开放到晚上九时。",
]


def broken(paragraphs: list[str], width: int = WIDTH) -> list[tuple[int, str]]:
    """The lines of paragraphs with how many characters each stands in."""
    lines: list[tuple[int, str]] = []
    for text in paragraphs:
        indent, line, room = 2, "", width - 2.0
        for char in text:
            wide = 0.5 if char.isascii() else 1.0
            if room < wide and char not in "，。；：":
                lines.append((indent, line))
                indent, line, room = 0, "", float(width)
            line, room = line + char, room - wide
        lines.append((indent, line))
    return lines


def columns(made: Made, lines: list[tuple[int, str]], x: float, y: float, heights: list[int]) -> None:
    """Deal lines out to columns of so many lines."""
    assert sum(heights) >= len(lines)
    at = 0
    for k, height in enumerate(heights):
        for row, (indent, line) in enumerate(lines[at : at + height]):
            made.text(x + STEP * k + EM * indent, y + PITCH * row, line, EM)
        at += height


def test_columns_under_one_headline_are_read_one_after_the_other() -> None:
    made = Made(SIZE).text(60, 80, "关于2031年预算执行情况的报告", 48).text(300, 130, "（某市财政局）", 14)
    lines = broken(REPORT * 3)
    height = -(-len(lines) // 5)
    columns(made, lines, 40, 180, [height] * 5)
    document = made.read()
    assert texts(document) == ["关于2031年预算执行情况的报告", "（某市财政局）", *REPORT * 3]
    assert not warnings(document)


def test_columns_of_different_heights_beside_another_article() -> None:
    lines = broken(REPORT * 2)
    high = -(-(len(lines) - 10) // 3)
    made = Made(SIZE).text(189, 100, "预算执行情况报告", 24).text(40 + 3 * STEP, 100, "新馆开放", 16)
    columns(made, lines, 40, 150, [high + 10, high, high])  # the first goes on beside a picture
    columns(made, broken(NEWS * 3), 40 + 3 * STEP, 125, [60])  # in lines at other heights
    document = made.read()
    assert sorted(texts(document)) == sorted(["预算执行情况报告", "新馆开放", *REPORT * 2, *NEWS * 3])
    read = texts(document)
    at = read.index(REPORT[0])
    assert read[at : at + 8] == REPORT * 2
    assert not warnings(document)


def test_the_table_of_a_column_does_not_part_the_sentences_of_the_others() -> None:
    made = Made(SIZE)
    lines = broken(REPORT * 2)
    height = -(-len(lines) // 2)
    columns(made, lines, 40, 100, [height, height])
    right = 40 + 2 * STEP
    columns(made, broken(NEWS), right, 100, [len(broken(NEWS))])
    made.table((right, right + 80, right + 150), 240, [["项目", "人次"], ["借书", "1,846"], ["阅览", "3,215"]])
    columns(made, broken(NEWS), right, 330, [len(broken(NEWS))])
    document = made.read()
    assert texts(document) == [*REPORT * 2, *NEWS, *NEWS]
    assert [type(block).__name__ for block in document.blocks].index("Grid") == 8 + 2


def test_an_article_in_a_frame_is_no_table() -> None:
    lines = broken(REPORT * 2)
    height = -(-len(lines) // 2)
    made = Made(SIZE).text(60, 70, "预算执行情况报告", 24).lattice((34, 200, 370), (95, 110 + PITCH * height))
    columns(made, lines, 40, 110, [height, height])
    document = made.read()
    assert texts(document) == ["预算执行情况报告", *REPORT * 2]
    assert not document.grids


@pytest.mark.parametrize("gap", [6, 60])
def test_a_list_beside_prose_and_wide_spaces_in_a_line_are_no_columns(gap: float) -> None:
    made = Made()
    for k in range(12):
        made.text(72, 100 + 18 * k, f"第{k}项支出安排情况。").text(190 + gap, 100 + 18 * k, f"{k + 3}1,204.50")
    assert all(text.startswith("第") and text.endswith(".50") for text in texts(made.read()))


def test_columns_whose_bounds_are_not_certain_are_told() -> None:
    made = Made(SIZE)
    for k in range(12):
        made.text(40 + 17 * (k % 4), 100 + 18 * k, "各部门压减支出，用于民生。", EM)
        made.text(260 + 31 * (k % 5), 100 + 18 * k, "收入稳定增长，结构改善。", EM)
    (notice,) = warnings(made.read())
    assert (notice.page, notice.unread) == (1, "text")
    assert "分栏" in notice.message
