"""What the words around a rate or a change say of its base and its terms: 增长6.2%, and nothing else near it."""

from __future__ import annotations

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.rules.rates_of_tables import ADJUSTED
from reconcile.text import squeeze

LAST_YEAR = r"(?:同比|(?:比|较)(?:上年|去年)(?:同期)?(?:执行数?|完成数?|决算数?)?)?"
# all that may stand between the number before a rate and the rate
PLAIN = {
    "growth": lazy(rf"[,]?{LAST_YEAR}(?:增长|下降|增加|减少|上升|增|减)$"),
    "change": lazy(rf"[,]?{LAST_YEAR}(?:增长|下降|增加|减少|增|减)$"),
    "completion": lazy(r"[,]?(?:为|占|完成)(?:年初|年度|全年)?预算(?:数|任务)?的?$"),
    ADJUSTED: lazy(r"[,]?(?:为|占|完成)(?:调整|变动)后?(?:后的)?预算数?的?$"),
}
# what is said of other terms, bases or budgets, near a rate or of all of them
OTHER = {
    "growth": lazy(r"一次性|加上[^,，。]{2,12}后|(?:调整|变动)(?!后?预算)"),
    "change": lazy(r"剔除|扣除|不含|一次性|调整"),
    "completion": lazy(r"剔除|扣除|不含|调整|变动"),
    ADJUSTED: lazy(r"剔除|扣除|不含|变动(?!后?预算)"),
}
CLAUSE, BARE = (
    lazy(r"[,。;:、]"),
    lazy(r"(?:其中:?)?(?P<name>[\u4e00-\u9fff]{2,20}(?:收入|支出|收益))(?:同比)?(?:增长|下降)"),
)
LISTED = lazy(r"(?:其中)?|[\u4e00-\u9fff]{2,20}(?:收入|支出|收益)(?:同比)?(?:增长|下降)[\d.]+%|主要是.*")
BEHIND, LONG = lazy(r"[、,;]|$"), 20
OUTCOME = lazy(r"(?:上年|去年)(?:同期)?(?:执行|完成|决算)数?(?:增长|增加|减少|下降|增|减)$")
COUNTED = lazy(
    r"账面|上[收划]|下[放划]|划转|换算|体制|可比数|可比执行数为|上年[\u4e00-\u9fff]{0,6}为|比上年[多少]|上年[^。]{0,8}追加"
)
CHANGES = ("growth", "change")  # which start from a base that is printed nowhere near
REASON = lazy(r"[,，](?:主要)?(?:是|原因|由于|因为|受)")  # 下降51.4%，主要是上年一次性结息较多
SENTENCE, ENDS = lazy(r"。"), lazy(r"[。；;]")
CHANGED = lazy(r"(?:增|减|超|短)[\u4e00-\u9fff]{0,2}$")  # 较2020年增加4亿元，增长29.1%
NUMBER = lazy(r"\d[\d,.]*(?:[万亿]?元|%)")
SEEN_FROM = lazy(r"(?:比|从)[^,;。]{2,10}看|(?<![为占成])(?:年初|上年)预算")  # 比年初预算看, 比上年预算数增加
OF_THE_RATE = lazy(
    r"(?:上述|以上|该|此)?(?:增幅|增速|增长率|比率|变动|基数|上年基数|增[加减][额数])"
    r"(?!(?:较|偏|相对|明显)?(?:高|大|低|小|快|慢)[^。]{0,4}(?:主要|原因))|(?:上述|以上)"  # 增幅较高，主要是……
)
NEAR = 2  # paragraphs
ALL_RATES = lazy(
    r"(?:以[上下]|下同|本[节章部报]|上述|各项|均|文中|所称)[^。]{0,24}(?:口径|可比|剔除|扣除|调整|除[^。]{1,12}外)|"
    r"(?:增幅|增速|增长|比例|完成)[^。]{0,16}(?:均|都)[^。]{0,12}(?:口径|可比|剔除|扣除|调整)|上年数[^。]{0,8}(?:均|已)"
)
ON_TERMS = lazy(
    r"(?:剔除|扣除)(?:上述|以上|这些|该|此)?(?:一次性|不可比)?(?:因素|影响)后?,?(?:(?:同|可比)口径|可比)(?:比上年)?"
    r"(?:增长|下降|增加|减少)"
)


def plainly_said(facts: Facts, of: str, figure: Figure) -> bool:
    """Whether nothing but the plain words stands between an amount and its rate, and no other base is named. ``of`` is
    growth, change, completion or that of the adjusted budget."""
    before, own, after = _sentence(facts, figure)
    last = max(NUMBER.finditer(before), key=lambda m: m.end(), default=None)
    if last is None or not PLAIN[of].fullmatch(before[last.end() :]) or OF_THE_RATE.match(after):
        return False
    if of in CHANGES and (SEEN_FROM.search(own) or any(word in own for word in facts.lexicon.another_base)):
        return False
    return of != "growth" or not CHANGED.search(before[: last.start()])


def barely_said(facts: Facts, figure: Figure, name: str) -> bool:
    """Whether a growth stands right behind the name of what has grown, as others before it do, and no bracket behind
    it: 其中，失业保险金支出增长33.4%、基本医疗保险费支出增长44.4%，主要是……."""
    before, own, after = _sentence(facts, figure)
    *others, clause = CLAUSE.split(ENDS.split(before)[-1])
    bare = BARE.fullmatch(clause)
    plain = all(LISTED.fullmatch(c) for c in others if c) and bare is not None and bare["name"] == name
    behind = own[len(before) - before.rfind("。") - 1 :].removeprefix(squeeze(figure.quote).text)
    if not plain or not BEHIND.match(behind) or OF_THE_RATE.match(after):
        return False
    return not SEEN_FROM.search(own) and not any(word in own for word in facts.lexicon.another_base)


def of_the_outcome(facts: Facts, figure: Figure) -> bool:
    """Whether the words right before a change or growth name last year's outcome: 比上年执行数增加."""
    before, _, _ = _sentence(facts, figure)
    return OUTCOME.search(before[-LONG:]) is not None


def explained(facts: Facts, figure: Figure) -> bool:
    """Whether the paragraph says how the year before was counted (县区分成上收市级, 上年执行数为8487万元), or a bracket
    behind the number says something of it."""
    before, own, _ = _sentence(facts, figure)
    behind = own[len(before) - before.rfind("。") - 1 :].removeprefix(squeeze(figure.quote).text)
    return behind.startswith("(") or COUNTED.search(squeeze(facts.text(figure.key[0])).text) is not None


def plainly_on_terms(facts: Facts, figure: Figure) -> bool:
    """Whether a rate on other terms has a sentence to itself: 剔除上述因素后，同口径增长1.7%。"""
    before, own, _ = _sentence(facts, figure)
    lead = before.rpartition("。")[2]
    return ON_TERMS.fullmatch(lead) is not None and own == lead + squeeze(figure.quote).text


def _sentence(facts: Facts, figure: Figure) -> tuple[str, str, str]:
    """The paragraph before a number, the number's sentence and what follows that."""
    block, start, _ = figure.key
    squeezed = squeeze(facts.text(block))
    at = squeezed.at(start)
    own, _, after = squeezed.text[squeezed.text.rfind("。", 0, at) + 1 :].partition("。")
    return squeezed.text[:at], own, after


def on_other_terms(facts: Facts, of: str, figure: Figure, reach: int = NEAR) -> bool:
    """Whether the words around it, or words on all rates, speak of other terms; without ``reach`` those between the
    semicolons around it alone."""
    block, start, _ = figure.key
    words = "".join(facts.text(b) for b, _ in facts.paragraphs if abs(b - block) <= reach)
    if not reach:
        first = max((m.end() for m in ENDS.finditer(words, 0, start)), default=0)
        words = REASON.split(ENDS.split(words[first:])[0])[0]
    rebased = of == "growth" and any(word in words for word in facts.lexicon.rebased)
    return rebased or bool(OTHER[of].search(words)) or (bool(reach) and _said_of_all(facts, of))


def _said_of_all(facts: Facts, of: str) -> bool:
    """Whether a sentence says of all rates that they are on other terms: 以下增幅均已剔除不可比因素."""
    found = (m[0] for _, b in facts.paragraphs for m in ALL_RATES.finditer(b.text))
    return any(of in CHANGES or "完成" in words or "预算" in words for words in found)
