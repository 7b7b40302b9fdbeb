"""The report on a terminal: numbers marked, wide characters measured, plain when piped."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reconcile import reports
from reconcile.checked import Checked, Hidden, Hiding
from reconcile.checking import check_document
from reconcile.document import Place
from reconcile.findings import Evidence
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.reports import Options
from reconcile.reports.quoting import excerpt
from reconcile.reports.wide import NO_START, wrap
from reconcile.widths import width


def told(checked: Checked, **options: object) -> str:
    return reports.write("text", [checked], Options(**options)).decode()  # type: ignore[arg-type]


def test_both_places_are_quoted_with_the_number_marked(checked: Checked) -> None:
    text = told(checked)
    assert "第5页 第3行  …2024年收入预算【2636.29】万元" in text
    assert "《收入预算总表》合计·预算数 第12页  2,636.92" in text


def test_a_number_alone_gets_the_words_around_it(checked: Checked) -> None:
    assert "财政拨款收入【2600.00】万元" in told(checked)


def test_grouped_by_severity_and_root(checked: Checked) -> None:
    text = told(checked)
    assert (
        text.index("\n错误 2")
        < text.index("R101")
        < text.index("R201")
        < text.index("\n警告 1")
        < text.index("\n提示 1")
    )
    assert "R201 分项之和与总数不符（同一处）" in text
    assert text.count("收入预算【2636.29】") == 1  # the shared place is quoted once


def test_the_account_of_the_numbers_and_the_notices(checked: Checked) -> None:
    text = told(checked)
    counts = "✓ 相符 1  △ 四舍五入内相符 1  ✗ 不符 1  ？ 有歧义 0  ○ 未核对 1；相符的数中有 1 个是弱核对"
    assert f"正文数字 4 个：{counts}" in text
    assert "没有找到对应的表 1" in text
    assert "注意：文件经转换后读取。" in text
    assert text.count("第3页没有可以读取的文字。") == 1


def test_the_first_lines_say_how_it_came_out_what_was_not_read_and_what_settings_hid(checked: Checked) -> None:
    hidden = Hidden("/x/reconcile.toml", (Hiding("ignore", "R5", None), Hiding("suppress", "R101 更正", 2)))
    assert told(checked._replace(hidden=hidden)).splitlines()[1:5] == [
        "  检查不完整：1 处没有读到或没有核对；发现错误 2，警告 1，提示 1",
        "  未读：第3页没有可以读取的文字。",
        "  核对了 4 个正文数字中的 3 个，其中弱核对 1 个，未核对 1 个",
        "  设置文件 /x/reconcile.toml：规则 R5 没有运行；suppress R101 更正 隐去 2 条问题",
    ]
    outcome = checked.outcome._replace(findings=())
    assert "检查不完整：1 处没有读到或没有核对；其余部分没有发现问题" in told(checked._replace(outcome=outcome))
    whole = checked._replace(document=checked.document._replace(notices=()), outcome=outcome)
    assert told(whole).splitlines()[1] == "  没有发现问题"


def test_plain_has_no_escapes_and_colour_says_the_same(checked: Checked) -> None:
    assert "\x1b" not in told(checked)
    coloured = told(checked, colour=True, width=70)
    assert "\x1b[1;4;31m2636.29\x1b[0m" in coloured
    assert not re.search("[\x01\x02]", coloured)
    assert coloured.count("\x1b[0m") >= coloured.count("\x1b[1;4;31m")


def test_lines_fit_the_terminal(checked: Checked) -> None:
    body = told(checked, width=60).splitlines()
    assert all(width(line) <= 60 for line in body)


def test_english_frame(checked: Checked) -> None:
    text = told(checked, language="en")
    assert "Errors 2" in text
    assert "p. 5 line 3" in text
    assert "4 figures in prose: ✓ agree 1" in text


def test_no_findings_says_so(checked: Checked) -> None:
    assert "没有发现问题" in told(checked._replace(outcome=checked.outcome._replace(findings=())))


def test_several_documents_end_with_the_total(checked: Checked) -> None:
    assert "共 2 个文件：错误 4  警告 2  提示 2；检查不完整 2 个" in reports.write("text", [checked, checked]).decode()


@given(st.text(st.sampled_from("收入万元2636.29，。 abc"), max_size=120), st.integers(24, 80))
def test_wrapping_loses_nothing_but_blanks_and_keeps_numbers_whole(text: str, limit: int) -> None:
    lines = list(wrap(text, limit, "  "))
    assert all(width(line) <= limit or len(line.split()) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line.strip()[:1] in NO_START for line in lines[1:] if line.strip())


def test_numbers_of_one_paragraph_are_marked_in_one_quote(checked: Checked) -> None:
    first, second = checked.outcome.findings[:2]
    alone = second._replace(evidence=(*first.evidence[:1], *second.evidence[1:]))
    text = told(checked._replace(outcome=checked.outcome._replace(findings=(alone,))))
    quotes = [line for line in text.splitlines() if "│" in line]
    assert len(quotes) == 1
    assert "收入预算【2636.29】万元，其中：财政拨款收入【2600.00】万元，占98.60%；其他收入【36.92】万元。" in quotes[0]


def test_many_places_are_counted(checked: Checked) -> None:
    finding = checked.outcome.findings[0]
    cells = tuple(finding.evidence[1]._replace(row=f"第{n}项") for n in range(20))
    text = told(checked._replace(outcome=checked.outcome._replace(findings=(finding._replace(evidence=cells),))))
    assert "《收入预算总表》第0项·预算数 第12页  2,636.92；第1项·预算数 2,636.92；" in text
    assert "另有 10 处" in text
    assert "第9项" in text
    assert "第10项" not in text


@given(st.lists(st.tuples(st.integers(0, 118), st.integers(1, 9)), min_size=1, max_size=6), st.integers(1, 30))
def test_an_excerpt_says_nothing_that_the_paragraph_does_not(spans: list[tuple[int, int]], around: int) -> None:
    text = "".join(f"第{n}项支出{n * 7}.{n}0万元，" for n in range(10))[:120]
    evidence = [Evidence("x", text[a : a + size], Place(), a, a + size, block=0) for a, size in spans]
    pieces = excerpt(text, evidence, around)
    at = 0
    for run in "".join(piece for piece, _ in pieces).split("…"):
        at = text.index(run, at) + len(run)
    assert any(marked for _, marked in pieces)


def test_numbers_that_cannot_be_read_are_named() -> None:
    document = read_bytes("收入1,234 .56万元，支出1.234.56万元，结余5.00万元。".encode(), "a.txt", None)
    outcome = check_document(document, Lexicon.load())
    text = told(Checked(document, outcome))
    assert "数字的写法读不出是多少 2“1,234 .56万元”“1.234.56万元”" in text
    assert "5.00" not in text.partition("未核对的原因")[2]
