"""The units that make a number a quantity, and the pattern that finds them.

A unit is an optional scale (万, 亿, 百万 ...) and a base (元, %, 辆 ...). Many bases are also the first character of a
common word (5 人 but 5 人员经费), so each carries what must not follow it.
"""

from __future__ import annotations

from functools import lru_cache

from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .values import COUNT, MONEY, PERCENT, POINT

SCALES = {
    "": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7,
    "亿": 8, "万万": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12, "十万亿": 13,
}  # fmt: skip

# base -> what must not follow; money first, it is the most frequent
MONEY_BASES = {"元": "旦宵素器件月代谋阳宝氏", "美元": "", "港元": "", "港币": "", "欧元": "", "日元": "", "英镑": ""}
RATIO_BASES = {
    "%": (PERCENT, 0), "％": (PERCENT, 0), "﹪": (PERCENT, 0), "‰": (PERCENT, -1), "个百分点": (POINT, 0),
    "百分点": (POINT, 0), "个千分点": (POINT, -1), "成": (PERCENT, 1),
}  # fmt: skip
RATIO_GUARDS = {"成": "立都本果功员长为人效交品绩就熟型套片分渝县村年因份"}
FREE = """
平方公里 平方千米 平方米 立方米 公里 千米 公顷 千瓦时 千瓦 兆瓦 吨标准煤 标准箱
人次 台次 批次 场次 户次 件次 架次 班次 车次 课时 学时 个月 小时 分钟 周年 辆
件 栋 幢 册 株 棵 吨 倍 岁 篇 盏 眼 轮
"""
# each with the characters that must not follow it
GUARDED = """
个|(?:人所|人对|体|性|别|税) 家|具庭电园长属畜禽教政居装纺
人|员民均力才大社事工口身寿防行文物性体为居造群类保 台|账湾风办胞商历阶 套|改期餐 项|(?:目(?!标))
次|年要日月级数性生序高 批|复准量示发评改 户|籍外口厕型均政
名|称义录单额词誉城牌优特校师医胜列下 位|于置数居列移
所|属有得需在以用谓辖发列获占示述致做产长 座|谈位 层|级次面出 间|接隙距隔谍断歇
处|理置级罚分于长室方 条|例件款块线 张|家店掖北湾 份|额子 期|末初间限内货刊满待望
场|所地馆景镇站 组|织成长团建合件稿员别 支|出部持付援农教行线撑柱架流渠委护票配
种|植养子粮质业 类|别似型推同 例|如会外行 起|草步来点止诉重用始动 宗|教旨 笔|记者试
只|有能要是 头|部条 亩|均 米|粉面 年|度级 天|然津府台水门山气河桥宁网空池
分|类别项配公管局析院部布期组解支摊享成开散红居担 门|诊户票店面口前卫 村|级民居委庄
课|程题
"""
COUNT_BASES = dict.fromkeys(FREE.split(), "") | dict(entry.split("|", 1) for entry in GUARDED.split())
# with Chinese numerals most other bases make words (一级, 三项, 五年, 人事二处)
HAN_COUNT_BASES = "辆家名户件所座条台套个人栋幢倍"
HAN_GUARDS = {
    "元": frozenset("化素区里桥镇次宵旦件"),
    "个": frozenset("方意确维自代全一务毫离优统重突更聚改高坚年百体性别税"),
    "套": frozenset("班改期餐"),
} | {base: frozenset(COUNT_BASES[base]) for base in HAN_COUNT_BASES if base not in "个套"}


class Unit(NamedTuple):
    type: str
    exponent: int  # the power of ten that the printed number is to be multiplied by
    name: str


@lru_cache(maxsize=1024)
def unit_of(word: str) -> Unit | None:
    """What a written unit means, scale and base together; None for what is none. The largest scale that leaves a base
    counts (千米 is a thousand 米); a counted thing may name another in brackets (个（套）)."""
    counted = bare(word)
    for scale, exponent in reversed(SCALES.items()):
        if word.startswith(scale):
            if counted.removeprefix(scale) in COUNT_BASES:
                return Unit(COUNT, exponent, word)
            if word.removeprefix(scale) in MONEY_BASES:
                return Unit(MONEY, exponent, word)
    kind, exponent = RATIO_BASES.get(word, ("", 0))
    return Unit(kind, exponent, word) if kind else None


def bare(unit: str) -> str:
    """The unit without another that it names in brackets: 台（套） is 台."""
    return BRACKETED.sub("", unit)


BRACKETED = lazy(r"(?:（[套台次项辆件家]）|\([套台次项辆件家]\))$")


def _spaced(word: str) -> str:
    """The word with the line breaks and blanks that layout puts between its characters."""
    return r"\s{0,2}+".join(word)


def guard(following: str) -> str:
    """The pattern for what must not follow: a set of characters, or a group."""
    if not following:
        return ""
    return f"(?!{following})" if following.startswith("(") else f"(?![{following}])"


def base_pattern() -> str:
    """Longest first; a base of one character carries its guard."""
    guards = {**MONEY_BASES, **RATIO_GUARDS, **COUNT_BASES}
    bases = sorted([*MONEY_BASES, *RATIO_BASES, *COUNT_BASES], key=lambda b: (-len(b) if b != "元" else -9, 0))
    parts = [_spaced(base) + guard(guards.get(base, "")) for base in bases]
    heads = "".join(sorted({b[0] for b in bases}))
    return f"(?=[{heads}])(?:{'|'.join(parts)})(?:\\s{{0,2}}+[（(]\\s?[套台次项辆件家]\\s?[）)])?+"


SCALE_PATTERN = r"(?:[十百千]?\s{0,2}+[万亿](?:\s{0,2}+亿)?+|[十百千](?!\s*分点))"
