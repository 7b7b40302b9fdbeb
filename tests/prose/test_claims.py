"""What the rows of phrases.csv and claims.csv say, and that an unknown word is never something else."""

from __future__ import annotations

import pytest

from reconcile.document import Document, Paragraph
from reconcile.lexicon.files import parts, read
from reconcile.lexicon.lexicon import SIGNS
from reconcile.lexicon.names import fold
from reconcile.prose.grammar import grammar, required, segments
from reconcile.prose.lexer import Lexer
from reconcile.prose.reading import blocking, claims_of, rows_of

from .said import lexicon, lines
from .said import read as read_text

PHRASES = [(r[0], w) for r in read(lexicon().folders[0] / "phrases.csv") for w in parts(r[1])]
MOVING = [w for name, w in PHRASES if name in ("up", "down", "new")]


@pytest.mark.parametrize("row", [c.id for c in lexicon().claims])
def test_a_row_reads_its_example_and_not_its_counter_example(row: str) -> None:
    claim = next(c for c in lexicon().claims if c.id == row)
    assert row in rows_of(claim.example, lexicon())
    assert row not in rows_of(claim.counter_example, lexicon())


def test_every_word_is_a_token_of_its_class() -> None:
    """Between signs of punctuation; a body is known by its end only, behind a name."""
    lexer = Lexer(lexicon(), (), government=True)
    other = {}
    for name, word in PHRASES:
        if name == "body":
            continue
        tokens = lexer.tokens(fold(f"，{word}。"), (), None)[1:-1]
        if [t.sign for t in tokens] not in ([SIGNS[name]], ["S"]):
            other[word] = [(t.text, t.sign) for t in tokens]
    assert not other


@pytest.mark.parametrize("word", MOVING)
def test_each_word_of_change_changes(word: str) -> None:
    prose = read_text(f"会议费12.00万元，比上年预算数{word}3.00万元。")
    [statement] = prose.statements
    assert statement.change or statement.amounts.get("adjustment")
    assert not prose.unread


@pytest.mark.parametrize("word", ["窜升", "萦绕", "拨弄"])
@pytest.mark.parametrize(
    "text", ["会议费12.00万元，比上年预算数{}3.00万元。", "会议费{}3.00万元。", "会议费12.00万元，{}5%。"]
)
def test_an_unknown_word_leaves_its_number_unread(text: str, word: str) -> None:
    prose = read_text(text.format(word))
    figure = prose.figures[-1]
    assert "没有读懂" in prose.reasons[figure.key]
    assert all(word.startswith(u.words) or word in u.words for u in prose.unread)
    assert len(prose.unread) == 1
    assert all(figure not in fs for s in prose.statements for fs in s.amounts.values())


@pytest.mark.parametrize("word", ["盘桓", "睥睨"])
def test_a_name_with_an_unknown_word_is_another_name(word: str) -> None:
    [statement] = read_text(f"会议费{word}3.00万元。").statements
    assert not statement.subject.indicator
    assert statement.subject.name == f"会议费{word}"


def test_what_follows_an_unread_amount_is_not_said_of_the_amount_before_it() -> None:
    told = lines(read_text("会议费12.00万元，培训费萦绕3.00万元，增长5%。"))
    assert told == ["会议费 amount 12.00万元"]


def test_punctuation_and_brackets_divide_a_sentence() -> None:
    claims = claims_of("会议费（含场租）12.00万元，增长5%（可比口径）；培训费3.00万元、4.00万元。", lexicon())
    assert [(c.mark, "".join(t.text for t in c.tokens)) for c in claims] == [
        (".", "会议费"), ("(", "含场租"), (")", "12.00万元"), (",", "增长5%"), ("(", "可比口径"),
        (";", "培训费3.00万元"), ("、", "4.00万元"),
    ]  # fmt: skip


def test_a_bracket_that_says_nothing_of_the_number_is_passed_over() -> None:
    [claim] = claims_of("采购金额（以合同为准）12.00万元", lexicon())
    assert claim.kind == "amount"


def test_a_long_segment_is_read_in_time() -> None:
    """Segments without end are no claims, and are not tried."""
    tokens = Lexer(lexicon(), (), government=True).tokens("收入支出预算" * 4000, (), None)
    [(_, run)] = segments(tokens)
    assert grammar(lexicon()).read(tokens)[0].kind == "unread"
    assert len(run) > 4000


def test_words_in_the_way_are_counted() -> None:
    blocks = (Paragraph("会议费萦绕3.00万元，培训费萦绕4.00万元。"), Paragraph("差旅费拨弄5.00万元。"))
    found = blocking([Document("a.txt", "txt", blocks)], lexicon())
    assert [(b.word, b.figures, b.documents) for b in found] == [("萦绕", 2, 1), ("拨弄", 1, 1)]


def test_an_unread_part_of_a_list_bears_its_sum_out_and_accuses_nobody() -> None:
    prose = read_text("项目总预算26.00万元，其中培训费萦绕14.00万元，支持数字化12.00万元。")
    assert lines(prose)[1] == "培训费萦绕 amount 14.00万元 part of 项目"
    assert "没有读懂" in prose.reasons[prose.figures[1].key]
    assert prose.between([f.key for f in prose.figures])


@pytest.mark.parametrize(
    "pattern, signs",
    [
        ("{lead}(?P<np>{name})?(?P<d>[UD])[fj]*(?P<m>M)e?", ["UD", "M"]),
        ("{lead}(?P<s>[pmx]){lead}X{2}(?P<a>A){0,2}B+", ["pmx", "B"]),
        ("[^MPQN]*s(?:[VHT]|jB)Z*?K(?!j?{name}[MN]).*", ["s", "K"]),
        ("(?:V|W)?M|P", []),
        (r"M\d", []),
    ],
)
def test_signs_that_a_row_cannot_do_without(pattern: str, signs: list[str]) -> None:
    assert required(pattern) == tuple(map(frozenset, signs))


@pytest.mark.parametrize("text", ["支出（类）0%", "支出（类）3.00万元。", "预算支出（款）3.00万元。"])
def test_a_path_of_mere_words_names_nothing(text: str) -> None:
    assert len(read_text(text).figures) == 1


def test_parts_that_only_their_area_names() -> None:
    told = lines(read_text(
        "2025年全市收入171.59亿元。分结构看，税收收入119.12亿元；非税收入52.47亿元。分区域看，市本级101.12亿元（含高新区8.00亿元）；"
        "县区70.47亿元。", "government"
    ))  # fmt: skip
    assert told[3:] == [
        "市本级收入 amount 101.12亿元 part of 收入 (all)",
        "高新区收入 amount 8.00亿元 part of 收入",
        "县区收入 amount 70.47亿元 part of 收入 (all)",
    ]


def test_money_spent_in_a_new_sentence_is_not_said_of_what_the_last_one_spoke_of() -> None:
    told = lines(read_text("2025年全市民生支出占一般公共预算支出的80.1%。统筹15.70亿元资金，用于救助。", "government"))
    assert told == ["全市民生支出 share 80.1% of 一般公共预算支出", " amount 15.70亿元"]
