"""Numbers that a government's report prints again behind the same words, which the lexicon does not know."""

from __future__ import annotations

import pytest

from reconcile.rules import text_text

from .reports import outcome, ticks


def ticked(*paragraphs: str) -> list[str]:
    found = outcome((text_text,), *paragraphs)
    return ticks(found)


FIRST = "开展隐患排查，火灾事故伤亡人数下降5.6%。"


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("全市火灾事故伤亡人数下降5.6%，形势稳定。", ["5.6%", "5.6%"]),
        ("全市火灾事故伤亡人数下降5.7%。", []),
        # words of nothing in particular, other words, the other way, another year
        ("全市一般公共预算支出下降5.6%。", []),
        ("全市交通事故下降5.6%。", []),
        ("火灾事故伤亡人数上升5.6%。", []),
        # where the words come with another number too they are of several things
        ("东区火灾事故伤亡人数下降5.6%。\n\n西区火灾事故伤亡人数下降3.1%。", []),
    ],
)
def test_a_number_behind_the_same_words(again: str, expected: list[str]) -> None:
    assert ticked(FIRST, again) == expected


def test_not_in_one_paragraph_and_not_of_one_digit() -> None:
    assert ticked(f"{FIRST}火灾事故伤亡人数下降5.6%。") == []
    assert ticked("事故伤亡人数下降5%。", "事故伤亡人数下降5%。") == []
    assert ticked("争取省级专项奖补资金279.7亿元。", "全年共争取省级专项奖补资金279.7亿元。") == ["279.7亿元"] * 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # so many digits among words of its own are no chance, in whatever order the words stand
        ("获批新增专项债券额度226亿元。", "全市全年共获批新增债券额度226亿元，创历史新高。", 2),
        ("全市新增债券113.86亿元。", "对上争取方面，全市争取新增政府债券资金113.86亿元。", 2),
        # three digits want more of the words, and two are any number's
        ("获批新增额度226亿元。", "共获新增名额226亿元。", 0),
        ("获批新增专项债券额度22亿元。", "全年共获批新增债券额度22亿元。", 0),
        # the words have to be the number's own too, not only those of its sentence
        ("全市新增债券113.86亿元，招商引资200亿元。", "争取新增债券资金100亿元，签约项目113.86亿元。", 0),
        ("盘活闲置资产13.23亿元。", "发放惠农补贴13.23亿元。", 0),
        # to fewer places
        ("社会保障领域资金安排97.3亿元。", "社会保障就业投入97.31亿元。", 2),
        ("社会保障领域资金安排97.3亿元。", "社会保障就业投入97.38亿元。", 0),
        ("社会保障领域资金安排97.3亿元。", "交通运输投入97.31亿元。", 0),
        # rates: most of the words of the shorter clause
        ("金融业增加值增长12.1%。", "服务业较快增长，其中金融业增长12.1%。", 2),
        ("金融业增加值增长12.1%。", "金融业贷款投放量同比增长12.1%。", 0),
        ("金融业增加值增长12.1%。", "金融业增加值下降12.1%。", 0),
        ("金融业增加值增长12.1%。", "金融业增长12.1%。\n\n东区金融业增长8.3%。", 0),
        # behind the same number
        ("争取各类资金279.7亿元，同口径增长3.2%。", "共争取资金279.7亿元，同口径增长3.2%。", 2),
        ("争取各类资金279.7亿元，同口径增长3.2%。", "共争取资金279.7亿元，比预算增长3.2%。", 0),
        ("争取各类资金279.7亿元，同口径增长3.2%。", "共争取资金281.7亿元，同口径增长3.2%。", 0),
        # of the same amount, each from a base of its own
        ("企业上缴收入279.7亿元，增长3.2%。", "改革支出279.7亿元，增长3.2%。", 0),
    ],
)
def test_a_number_among_words_that_another_sentence_shares(one: str, other: str, expected: int) -> None:
    assert (
        sum(
            q in ("226亿元", "113.86亿元", "22亿元", "13.23亿元", "12.1%", "3.2%", "97.3亿元", "97.31亿元", "97.38亿元")
            for q in ticked(one, other)
        )
        == expected
    )


def test_an_amount_of_one_digit_with_the_rate_behind_it() -> None:
    said = "市级安排科技支出0.6亿元，同比增长22.8%。"
    assert ticked(said, "●科学技术支出0.6亿元，增长22.8%；") == ["0.6亿元", "22.8%"] * 2
    assert ticked(said, "●卫生健康支出0.6亿元，增长22.8%；") == []
    assert ticked(said, "●科学技术支出0.6亿元，增长22.9%；") == []


def test_of_one_name_wherever_it_stands() -> None:
    said = "调入资金14.7亿元，用于平衡预算。"
    assert ticked(said, "收入来源为：（1）上级补助10.2亿元；（2）调入资金14.7亿元。") == ["14.7亿元", "14.7亿元"]
    assert ticked(said, "收入来源为：（1）上级补助10.2亿元；（2）调入资金14.8亿元。") == []
    assert ticked(said, "调入资金比上年增加14.7亿元。") == []
    assert ticked("调入资金15亿元，用于平衡预算。", "（2）调入资金15亿元。") == []


def test_before_the_same_words() -> None:
    said = "投入36.54亿元，加大对镇街的均衡性补助力度。"
    assert ticked(said, "安排36.54亿元，加大对镇街的均衡性补助，推动发展。") == ["36.54亿元", "36.54亿元"]
    assert ticked(said, "安排36.54亿元，加大对镇街的奖励。") == []
    assert ticked(said.replace("36.54", "36"), "安排36亿元，加大对镇街的均衡性补助。") == []


LISTED = "主要结转科目有：一般公共服务885万元，农林水4437万元，交通运输7195万元。"


def test_a_list_that_stands_among_income_and_among_spending() -> None:
    said = (f"结转资金列入2026年收入预算。{LISTED}", f"结转资金列入2026年支出预算。{LISTED}")
    assert "4437万元" in ticked(*said)
    assert "4437万元" not in ticked(said[0], said[1].replace("农林水4437", "农林水4438"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("科技支出16.6亿元，增长22.8%。", "教育支出16.6亿元，增长22.8%。"),
        ("清理存量资金12.37亿元，统筹用于民生领域各项支出。", "消化暂付款12.37亿元，统筹用于民生领域各项支出。"),
        ("发行新增专项债券资金113.86亿元。", "发行再融资专项债券资金113.86亿元。"),
        ("城乡居民养老保险参保率达到98.36%。", "城乡居民医疗保险参保率达到98.36%。"),
        ("收入154.4亿元，完成预算。", "收入154.4亿元，超过上年。"),
    ],
)
def test_the_same_number_of_two_of_a_kind(one: str, other: str) -> None:
    assert ticked(one, other) == []


WORD_FOR_WORD = "从2020年的9亿元持续增长，全年投入帮扶协作财政资金69亿元。"


@pytest.mark.parametrize(
    ("once", "again", "expected"),
    [
        # the year and the place of other sentences do not matter, the number's own words do
        (WORD_FOR_WORD, "全年投入帮扶协作财政资金69亿元，实施项目。", 2),
        (WORD_FOR_WORD, "全年投入帮扶协作财政资金68亿元，实施项目。", 0),
        (WORD_FOR_WORD, "市本级全年投入帮扶协作财政资金69亿元。", 0),
        (WORD_FOR_WORD, "全年投入产业协作财政资金69亿元。", 0),
        (WORD_FOR_WORD, "全年投入帮扶协作财政资金69亿元。\n\n全年投入帮扶协作财政资金9亿元。", 0),
        # one digit behind many words; few words
        (
            "支出增长的主要原因是2025年增加对国企资本金3亿元。",
            "下降一成，主要是2025年增加对国企资本金3亿元一次性因素。",
            2,
        ),
        ("增长主要是增加资本金3亿元。", "下降主要是增加资本金3亿元一次性因素。", 0),
        # how far it has come is said in other words
        ("外贸进出口总额达4.55万亿元。", "全年进出口总额预计达到4.55万亿元。", 2),
        # a list may follow where both sentences begin so
        ("收入174.7亿元，加上级补助收入、债务收入等。", "收入174.7亿元，加上级补助收入、债务收入等后平衡。", 2),
        ("园区收入174.7亿元，加上级补助收入、债务收入等。", "镇村收入174.7亿元，加上级补助收入、债务收入等后平衡。", 0),
        # growth by few digits of the same income and area
        ("全市一般公共预算支出9976亿元，增长1%。", "全市一般公共预算支出9977亿元，完成预算的98.8%，增长1%。", 2),
        ("全市一般公共预算支出9976亿元，增长1%。", "市本级一般公共预算支出1134亿元，增长1%。", 0),
        ("全市一般公共预算支出9976亿元，增长1%。", "全市一般公共预算收入1134亿元，增长1%。", 0),
    ],
)
def test_word_for_word(once: str, again: str, expected: int) -> None:
    assert len(ticked(once, again)) == expected
