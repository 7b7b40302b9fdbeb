"""What stands around a number and changes what it is: words that blur it, limits, names, lists, shared units."""

from __future__ import annotations

from reconcile.patterns import lazy_regex

from .values import COUNT, MONEY

BEFORE = (
    "大约为", "大约", "约为", "约占", "约", "接近", "将近", "近",
    "超过", "突破", "超", "逾", "不足", "不到", "至少", "最多",
)  # fmt: skip
LIMITS = ("不超过", "不低于", "不高于", "不少于", "不得超过", "不得低于", "不多于", "不大于", "不小于")
BLANKS = " \t\r\n\u3000\xa0"
BEFORE_ENDS = frozenset([w[-1] for w in BEFORE + LIMITS] + list(BLANKS))
NOT_NEAR_AFTER = frozenset("最临附靠邻新")  # 最近3年 is no approximation
AFTER = lazy_regex(
    r"\s{0,2}+(?:(?P<blur>左右|上下|余|多(?![个种家项])|有余)|(?:[（(]不?含[)）]|及)?(?P<limit>以上|以下|以内|之内|封顶))"
)
AFTER_STARTS = frozenset("左上余多有以之封及（( \n")
SIGNS = frozenset("-−－﹣")
NEGATIVE = frozenset("负△▲")
NEGATIVE_AFTER = frozenset("为是达至到额率数，,：:；;（( \u3000\n")  # 减负, 抱负 and 担负 are words
CURRENCY = lazy_regex(r"(?:CNY|RMB|人民币)\s?$")
POINTS = frozenset(".,．，。\ufffd")  # the last stands for a character that could not be read
TOUCHING = POINTS | frozenset(" \t\u3000\xa0^+-")
RUN = lazy_regex(r"(?:[0-9０-９]++[ \t\u3000\xa0.,．，。\ufffd]*+)++$")
POWER = lazy_regex(r"[0-9０-９.,×*xX ]*(?:10\s?\^|[0-9０-９]\s?[eE])\s?[-+]?\s?$")
NO_MINUS_AFTER = frozenset("年月日号元万亿%％）)】]〕")
# what may stand before a number and make it something else; everything else needs no closer look
SUSPICIOUS = (
    frozenset(map(chr, [*range(65, 91), *range(97, 123)])) | SIGNS | NEGATIVE | frozenset(BLANKS + "第:：×*/.．币")
)
RATE = lazy_regex(r"\s?(?:[/／]|每)(平方公里|平方米|立方米|人[·.]?[次年月天日]|公里|小时|[\u4e00-\u9fff])")
EACH = lazy_regex(r"每([人户生亩吨辆]|平方米)(?:每[年月天日次])?$")
COUNTED = (
    "人口", "人数", "人次", "户数", "面积", "产量", "里程", "用户", "粉丝", "点击", "访问", "阅读", "浏览", "数量",
)  # fmt: skip
MONEY_WORDS = (
    "预算", "资金", "经费", "收入", "支出", "拨款", "投资", "金额", "补助", "债券", "贷款",
    "合计", "共计", "总计", "投入", "安排", "奖励", "补贴", "产值", "总值", "费", "款", "税", "额",
)  # fmt: skip
PAUSES = frozenset("，。、；：！？,.;:!?）)】]”\"' \t\r\n\u3000|")
SHARES = lazy_regex(
    r"\s{0,4}+(?:(?P<range>[-－—–~～〜]{1,2}|至|到)|[、和及与或]|以及)\s{0,4}+(?P<label>[^\d\s、，。；;,：:（）()]{0,16}?)\s{0,4}+"
)
RANGE_AHEAD = lazy_regex(r"\s{0,4}+(?:[-－—–~～〜]|至|到)")
LIST_AHEAD = lazy_regex(r"\s{0,4}+(?:[、和及与或]|以及)")
LIST_STOPS = frozenset('，。、；：！？,.;:!?（(【[〔第“”"#*-—|/' + "\r\n")


def before(text: str, start: int) -> int:
    """The index of the last character before ``start`` that is not blank; -1 if there is none within reach."""
    i = start - 1
    for _ in range(4):
        if i < 0 or text[i] not in BLANKS:
            return i
        i -= 1
    return -1


def approximation(text: str, start: int, end: int) -> tuple[str, bool]:
    """The word that blurs the number at ``start:end``, and whether the number is a limit (50万元以上, 不超过5%)."""
    word, limit = "", False
    i = before(text, start)
    if i >= 0 and text[i] in BEFORE_ENDS:
        left = text[max(0, i - 4) : i + 1]
        word = next((w for w in LIMITS if left.endswith(w)), "")
        limit = bool(word)
        if not word:
            word = next((w for w in BEFORE if left.endswith(w)), "")
            if word == "近" and left[-2:-1] in NOT_NEAR_AFTER:
                word = ""
    if end < len(text) and text[end] in AFTER_STARTS and (match := AFTER.match(text, end)):
        limit = limit or match["limit"] is not None
        word = word or match["blur"] or match["limit"]
    return word, limit


def rate_of(text: str, start: int, end: int) -> str:
    """What the money is for one of: 人 in 300元/人 and in 每人每月300元; "" where it is an amount."""
    if end < len(text) and text[end] in "/／每 " and (match := RATE.match(text, end)):
        return str(match[1])
    if start > 1 and text[start - 2] == "每" and (match := EACH.search(text, max(0, start - 5), start)):
        return str(match[1])
    return ""


def is_minus(text: str, at: int) -> bool:
    """Whether the dash at ``at`` is a minus and not the dash of a range or a code."""
    return not at or not (text[at - 1] in NO_MINUS_AFTER or (text[at - 1].isascii() and text[at - 1].isalnum()))


def is_negative(text: str, at: int) -> bool:
    """Whether the sign at ``at`` says that the number behind it is less than nothing."""
    if text[at] == "负":
        return not at or text[at - 1] in NEGATIVE_AFTER
    return text[at] in NEGATIVE or (text[at] in SIGNS and is_minus(text, at))


def run_before(text: str, start: int, whole: str) -> int:
    """Where the digits begin of which the number ``whole`` at ``start`` is only the tail: 12,34.56, 234..56, 2 34.56,
    1.0E+3. -1 where it stands by itself."""
    if text[start - 1 : start] not in TOUCHING:
        return -1
    if power := POWER.search(text, max(0, start - 24), start):
        return power.start()
    last = start - 1
    while last >= 0 and text[last] in TOUCHING:
        last -= 1
    if last < 0 or not text[last].isdecimal() or start - last > 5:
        return -1
    run = RUN.search(text, max(0, start - 40), start)
    if run is None:
        return -1
    front, gap = text[run.start() : last + 1], text[last + 1 : start]
    return run.start() if _are_one(text, run.start(), front, gap, whole) else -1


def _are_one(text: str, run: int, front: str, gap: str, whole: str) -> bool:
    """Whether digits, a gap and digits again were meant as one number, and not as two that follow each other."""
    marks = "".join(c for c in gap if c in POINTS)
    yearlike = len(front) == 4 and front[:2] in ("19", "20")
    numbers_item = len(front) < 3 and len(marks) < 2 and (run == 0 or text[run - 1] in "\n。；;")
    if yearlike or (numbers_item and marks not in (",", "，")):
        return False
    if marks in (",", "，") and gap[-1] not in POINTS:  # a list or a clause goes on, but for a group of thousands
        return len(front) < 4 and len(whole.replace("．", ".").partition(".")[0]) == 3
    return marks != "。" or gap == marks


def is_part_of_name(text: str, start: int) -> bool:
    """Whether what stands before makes the number a label, an ordinal or half of a ratio: W07, 第3, 4:6, 7×24."""
    last = text[start - 1] if start else ""
    if last.isascii() and last.isalpha():
        return True
    if last and last in ":：×*/.．" and start > 1 and text[start - 2].isdecimal():
        return True
    i = before(text, start)
    return i >= 0 and text[i] == "第"


def is_list_number(text: str, start: int) -> bool:
    """Whether an integer numbers a list item, a section or a footnote: it opens a clause or a line."""
    i = before(text, start)
    return i < 0 or text[i] in LIST_STOPS or "\n" in text[i + 1 : start]


def bare_scale(text: str, start: int, end: int) -> str:
    """What a number with 万 or 亿 and no base is: money or a count.

    Money where a clause ends and nothing is counted there, or where a word before says so (投入100万用于); the count
    of what follows otherwise (2.49万小微企业).
    """
    clause = text[max(0, start - 24) : start]
    for stop in "，。；,;\n":
        clause = clause.rpartition(stop)[2]
    if any(word in clause for word in COUNTED):
        return COUNT
    if end >= len(text) or text[end] in PAUSES or AFTER.match(text, end):
        return MONEY
    return MONEY if any(word in clause[-8:] for word in MONEY_WORDS) else COUNT


def shares_unit(text: str, end: int, start: int) -> str | None:
    """Whether a number that ends at ``end`` takes its unit from the one that starts at ``start``.

    Returns the label between them ("" for 5-10万元 and 30、20万元), None where they do not belong together.
    """
    match = SHARES.fullmatch(text, end, start)
    if match is None or (match["range"] and match["label"]):
        return None
    return str(match["label"])


def range_follows(text: str, end: int) -> bool:
    return RANGE_AHEAD.match(text, end) is not None


def list_follows(text: str, end: int) -> bool:
    return LIST_AHEAD.match(text, end) is not None
