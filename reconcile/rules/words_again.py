"""Numbers of a government's report that another paragraph prints again behind the same words, or among them.

生产安全事故死亡人数下降5.6%, 新增专项债券额度226亿元, 全市新增债券113.86亿元 and 争取新增政府债券资金113.86亿元: things
that the lexicon need not know. That the words come with another number elsewhere says nothing; where they do in this
document, they are of several things.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reconcile.address import Standing
from reconcile.facts import Facts
from reconcile.figures import NOWHERE, Figure
from reconcile.interval import Printed
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.rules.own_words import of_two, pairs
from reconcile.rules.paragraphs import Span, clause_before, spans
from reconcile.tuples import NamedTuple

TYPES = ("money", "percent")
LEAST, DIGITS = 3, 2  # pairs of characters that are the words' own, digits of the number
MOST = 12  # times that a number is printed; more often it is of anything
AMONG = {3: 3, 4: 2, 5: 1}  # digits of an amount: pairs that its sentence shares with another; more digits as five
OF_RATES = {2: 3, 3: 2}  # digits of a rate: pairs that its clause shares with another
LONG, OWN = {1: 10, 2: 6, 3: 5}, {1: 5, 2: 2}  # digits: characters that both numbers stand behind, pairs that are own
ENDS = lazy(r"(?:预计|约|分别|达到?|为|至|到|完成|实现)+$")
STARTS = lazy(r"^(?:全年|当年|预计|其中|主要|还有|是|由于|因|——|--|已|累计)+")
NAMES_PLACE = lazy(r"[省市县区州]|本级|20\d\d|上年|去年|年初")  # before the same words
MOSTLY, PARTLY = 2 / 3, 1 / 3  # of the pairs of the clause that has fewer, and of the other
NO_WORDS = lazy(r"[,，;；、:：()（）]|其中")
INSURED = lazy(r"(?:职工|居民|事业单位)?(?:基本)?(?:养老|医疗|失业|工伤|生育)保险")
TOTALS = lazy(r"(?:收入|支出)(?:总计)?")
SINCE = lazy(r"同比|[比较]上年")
AROUND, BEHIND = 12, 8  # characters before and behind it
PLAIN, LISTED = lazy(r"[\u4e00-\u9fff]+"), lazy(r"[\u4e00-\u9fff、]+")
MOVES, RATES = {"change", "growth"}, {"growth", "completion"}
SPENDS = lazy(r"(?:投入|安排|统筹|筹措|筹集|拨付|下达|争取)(?:资金)?$")
TWO_KINDS = (
    ("新增", "再融资"), ("一般债", "专项债"), ("城镇", "农村"), ("市级", "县级"), ("国库", "非税"), ("贷款", "贴息"),
    ("下达", "安排"), ("贴息", "奖补"),
)  # fmt: skip
NAME = 3  # characters of a name that is no 收入
NAMED = 3  # digits of a rate of what both name, whatever the amount before it has
SENTENCE = 60  # characters of a sentence before its number


class _Said(NamedTuple):
    figure: Figure
    words: str  # of its clause
    sentence: str
    last: Figure | None = None  # the number before it
    between: str = ""  # the words from there
    behind: str = ""  # what follows it
    around: str = ""


def words_again(facts: Facts) -> Iterator[tuple[Figure, Figure]]:
    """Each such number with the one that it is."""
    said = [
        _said(text, s, before)
        for _, text, found in spans(facts)
        for before, s in zip((None, *found), found, strict=False)
        if s.figure.type in TYPES and s.figure.value
    ]
    by_number: dict[tuple[Printed, str], list[_Said]] = defaultdict(list)
    for one in said:
        by_number[one.figure.printed, one.figure.type].append(one)
    yield from _word_for_word(by_number.values(), said, facts.lexicon)
    for same in by_number.values():
        if same[0].figure.printed.telling < DIGITS:
            yield from _targets(same)
            continue
        for at, again in enumerate(same if len(same) <= MOST else ()):
            for once in same[:at]:
                if _of_others_kinds(once, again):
                    continue
                if _copied(once, again) and not _apart(once.figure, again.figure, funds=False):
                    yield again.figure, once.figure
                    break
                if _apart(once.figure, again.figure):
                    continue
                if _together(once, again):
                    yield again.figure, once.figure
                    if again.last and once.last and _sides(once) == _sides(again):
                        yield again.last, once.last  # 科技支出0.6亿元，增长22.8%: the rate bears it out
                    break
                if _of_one_name(once, again) or _before_the_same(once, again):
                    yield again.figure, once.figure
                    break
                words = _behind(once, again, facts.lexicon)
                if (words and not _of_others(words, once, said)) or _among(once, again, said, facts.lexicon):
                    yield again.figure, once.figure
                    break
    yield from _rounded([s for s in said if s.figure.type == "money"], facts.lexicon)


def _targets(same: Sequence[_Said]) -> Iterator[tuple[Figure, Figure]]:
    """Growth by few digits that is said of the same income of the same area and year again: 增长3%左右."""
    for at, again in enumerate(same if len(same) <= MOST else ()):
        for once in same[:at]:
            one, other = once.figure.address, again.figure.address
            growth = one.measure == other.measure == "growth" and one.area == other.area != "" and one.id == other.id
            if growth and one.id and _of_one_name(once, again) and not _apart(once.figure, again.figure):
                yield again.figure, once.figure
                break


def _word_for_word(
    groups: Iterable[list[_Said]], said: list[_Said], lexicon: Lexicon
) -> Iterator[tuple[Figure, Figure]]:
    """Those behind so many same words that it does not matter what year and place other sentences speak of:
    全年投入帮扶协作财政资金69亿元, twice."""
    for same in groups:
        for at, again in enumerate(same if len(same) <= MOST else ()):
            for once in same[:at]:
                words = _end(ENDS.sub("", once.words), ENDS.sub("", again.words))
                own, telling = len(pairs(words, lexicon)), once.figure.printed.telling
                if len(words) < LONG.get(min(max(LONG), telling), 0) or own < OWN.get(min(max(OWN), telling), 0):
                    continue
                heads = [STARTS.sub("", ENDS.sub("", s.words)[: -len(words)]) for s in (once, again)]
                plain = (
                    not all(heads)
                    and not NAMES_PLACE.search("".join(heads))
                    and once.figure.key[0] != again.figure.key[0]
                )
                areas = {s.figure.address.area for s in (once, again)}
                plain = plain and (len(areas) == 1 or all(":" in a for a in areas))  # all and 本级 are two
                if plain and not _of_others_kinds(once, again) and not _of_others(words, once, said):
                    yield again.figure, once.figure.of(again.figure.address)
                    break


def _rounded(said: list[_Said], lexicon: Lexicon) -> Iterator[tuple[Figure, Figure]]:
    """The amounts that another sentence gives to more places: 教育领域支出60.7亿元, 教育支出执行60.74亿元."""
    ordered = sorted((s for s in said if s.figure.printed.digits > 0), key=lambda s: s.figure.printed.value)
    values = [s.figure.printed.value for s in ordered]
    for rough in ordered:
        place = rough.figure.printed.last_place
        low, high = (rough.figure.printed.value + sign * place / 2 for sign in (-1, 1))
        for fine in ordered[bisect_left(values, low) : bisect_right(values, high)][:MOST]:
            finer = fine.figure.printed.exponent < rough.figure.printed.exponent
            if finer and not _apart(rough.figure, fine.figure) and _among(rough, fine, said, lexicon):
                yield rough.figure, fine.figure
                break


def _said(text: str, span: Span, before: Span | None) -> _Said:
    sentence = text[max(0, span.start - SENTENCE) : span.start].split("。")[-1]
    between = text[before.end : span.start] if before else ""
    last = before.figure if before and len(between) <= SENTENCE and "。" not in between else None
    behind = text[span.end : span.end + BEHIND + 1].lstrip(",")[:BEHIND]
    around = text[max(0, span.start - AROUND) : span.start] + text[span.end : span.end + BEHIND]
    return _Said(span.figure, clause_before(text, span), sentence, last, NO_WORDS.sub("", between), behind, around)


def _copied(once: _Said, again: _Said) -> bool:
    """Whether all that stands around both is the same: a list of what is carried over, among income and spending."""
    whole = len(once.around) == AROUND + BEHIND
    return whole and once.around == again.around and once.figure.printed.telling >= NAMED


def _of_one_name(once: _Said, again: _Said) -> bool:
    """Whether both are amounts of what has one name: 农林水4437万元, twice."""
    one, other = once.figure, again.figure
    rates = one.type == "percent" and one.address.measure == other.address.measure in RATES and one.address.period != ""
    if rates and one.address.period == other.address.period and one.address.subject == other.address.subject:
        return len(one.address.subject) >= NAME
    levels = one.type == "money" and not {one.address.measure, other.address.measure} & MOVES
    placed = ":" in one.address.area and one.address.area == other.address.area  # of 江北新区 alone
    named = one.address.subject == other.address.subject and (len(one.address.subject) >= NAME or placed)
    return levels and named and bool(one.address.subject) and one.printed.telling >= NAMED


def _before_the_same(once: _Said, again: _Said) -> bool:
    """投入36.54亿元，加大对镇街的转移支付力度, twice: whether the words behind both are the same. Where both sentences
    begin so it may be a list: 收入174.7亿元，加上级补助收入、……."""
    begin = once.sentence == once.words == again.words == again.sentence
    plain = LISTED if begin else PLAIN
    same = len(once.behind) == BEHIND and once.behind == again.behind and plain.fullmatch(once.behind) is not None
    said = once.words[-2:] == again.words[-2:] or all(SPENDS.search(s.words) for s in (once, again))
    return same and said and once.figure.printed.telling >= NAMED


def _of_others_kinds(once: _Said, again: _Said) -> bool:
    """Whether their words name the two of a kind: 养老保险 and 医疗保险, 新增债券 and 再融资债券."""
    said = [f"{s.sentence}{s.figure.address.subject}" for s in (once, again)]
    own = [f"{s.words}{s.figure.address.subject}" for s in (once, again)]
    insured = [{m[0][-4:-2] for m in INSURED.finditer(s)} for s in said]
    if all(insured) and not insured[0] & insured[1]:
        return True
    return any((a in own[0] and b in own[1]) or (b in own[0] and a in own[1]) for a, b in TWO_KINDS)


def _together(once: _Said, again: _Said) -> bool:
    """Whether the number before it is the same too, with the same words between: 279.7亿元,同口径增长3.2%."""
    if not once.last or not again.last or not once.between:
        return False
    same = once.last.printed == again.last.printed and once.last.type == again.last.type
    one, other = once.figure, again.figure
    named = one.address.subject == other.address.subject != "" and one.printed.telling >= NAMED
    if once.figure.type == "percent" and {*_sides(once), *_sides(again)} == {"收入", "支出"}:
        return False  # of the same amount, but each from its own base
    first = [s.last.address.subject.removesuffix("支出").removesuffix("收入") for s in (once, again) if s.last]
    if all(first) and not set(first[0]) & set(first[1]):
        return False  # 科技支出16.6亿元，增长22.8%. 教育支出16.6亿元，增长22.8%
    told = once.last.printed.telling >= DIGITS or named
    return same and told and SINCE.sub("", once.between) == SINCE.sub("", again.between)


def _sides(said: _Said) -> list[str]:
    """The side or total that its sentence named last."""
    return TOTALS.findall(said.sentence)[-1:]


def _apart(one: Figure, other: Figure, funds: bool = True) -> bool:
    """Whether they stand in one paragraph, or are known to be of different things."""
    known = NOWHERE not in (one.address, other.address)
    standing = of_two(one.address, other.address, funds).standing if known else None
    return one.key[0] == other.key[0] or standing is Standing.DIFFERENT


def _end(one: str, other: str) -> str:
    """The words that both end with."""
    end = next((n for n in range(min(len(one), len(other))) if one[-1 - n] != other[-1 - n]), min(len(one), len(other)))
    return one[len(one) - end :] if end else ""


def _behind(once: _Said, again: _Said, lexicon: Lexicon) -> str:
    """The words that both end with, "" where they are too few."""
    words = _end(once.words, again.words)
    return words if len(pairs(words, lexicon)) >= LEAST else ""


def _of_others(words: str, once: _Said, said: list[_Said]) -> bool:
    """Whether another number of the kind stands behind the words."""
    figure = once.figure
    return any(
        s.figure.type == figure.type
        and s.figure.printed != figure.printed
        and (s.words.endswith(words) or ENDS.sub("", s.words).endswith(words))
        for s in said
    )


def _among(once: _Said, again: _Said, said: list[_Said], lexicon: Lexicon) -> bool:
    """Whether so many digits are no chance: of amounts whose sentences share words, of rates whose clauses do."""
    near, close = pairs(once.words, lexicon), pairs(again.words, lexicon)
    digits = once.figure.printed.telling
    if once.figure.type == "money":
        least = AMONG.get(min(max(AMONG), digits), 0)
        insured = [{m[0] for m in INSURED.finditer(f"{s.figure.address}{s.sentence}")} for s in (once, again)]
        if all(insured) and insured[0] != insured[1]:
            return False
        one, other = pairs(once.sentence, lexicon), pairs(again.sentence, lexicon)
        return bool(least) and len(one & other) >= least and bool(near & other) and bool(close & one)
    least = OF_RATES.get(min(max(OF_RATES), digits), 0)
    shared = near & close
    fewer, more = sorted((len(near), len(close)))
    if not least or len(shared) < max(least, MOSTLY * fewer, PARTLY * more):
        return False
    return not any(
        s.figure.type == once.figure.type
        and s.figure.printed != once.figure.printed
        and shared <= pairs(s.words, lexicon)
        for s in said
    )
