"""词语重复：主要是主要是、减少减少、的的

紧挨着写了两遍的词。科目的款、项同名（“其他支出其他支出”）不算；“一个一个”这类叠用不算。
同类的句子都写“基金收入预算安排”、只有一处写“基金预算收入预算安排”，多了一个“预算”的也算。
为什么：复制、修改时留下的痕迹，旁边常有别的改漏。

错误示例：与上年预算数持平。主要是主要是人员没有变化。
正确示例：与上年预算数持平。主要是人员没有变化。
依据：行文规范。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.prose.addresses import FUNDS
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, sentences

CODE = "R512"
NAME = "词语重复"
KIND = "prose"
SEVERITY = Severity.WARNING

REPEATED = lazy(
    r"(?<!其他)(?P<word>[\u4e00-\u9fff]{2,12})(?P=word)"
    r"|(?P<letter>(?<!目)的|(?<![行作认以成])为|[与于由较及]|(?<=[万亿])元)(?P=letter)"  # 目的的, 行为为 are two words
)


def _of_two(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(0, len(words), 2))


# one noun may end where the next begins (事业单位|单位预算, 公共服务|服务中心)
JOINTS = _of_two("部门单位预算决算项目管理工作服务建设机构中心资金经费安全发展教育文化科技公司企业人员活动")
# two characters twice over are mostly three words (就业创业创新); only these are taken for a word
SHORT = _of_two(
    "收入支出万元亿元年度本年上年全年情况说明以及根据按照进行开展有关相关全市全区全县合计总计共计安排拨款财政科目原因"
    "用于部分本部由于因为没有比例占比金额同比其他分别"
)
LONG = 4  # characters
# one measure before and behind the side (失业保险基金预算收入预算安排), where the others of its kind have it once
TWICE = lazy(r"基金(?P<measure>预算|决算)(?P<once>(?:收入|支出)(?P=measure)[\u4e00-\u9fff]{0,2})")
OTHERS = 3  # as many as have it once
COUNTING = lazy(r"[一二三四五六七八九十两几每逐]")


def check(facts: Facts) -> Iterator[Result]:
    short = SHORT.union(w for entry in facts.lexicon.wording for w in entry.words if len(w) == 2)
    drawn = facts.document.format == "pdf"
    for passage in sentences(facts):
        if passage.part in ("toc", "title"):
            continue
        for match in REPEATED.finditer(passage.text):
            word = match["word"] or match["letter"]
            if drawn and len(word) > LONG:
                continue  # two pieces of text that stand side by side on the page
            if _apart(passage, match):
                continue
            if word in JOINTS or COUNTING.match(word) or (len(word) == 2 and word not in short):
                continue
            if match["word"] and (len(set(word)) == 1 or _is_category(facts, word)):
                continue
            yield Finding(
                CODE, NAME, KIND, SEVERITY, f"“{match[0]}”写了两遍“{word}”。", (passage.quote(*match.span()),),
                expected=word, suggestion=f"只留一个“{word}”",
            )  # fmt: skip

    yield from _measures(facts)


def _measures(facts: Facts) -> Iterator[Result]:
    """A measure that one sentence says twice, and the others of the document once. 政府性基金预算 is a name."""
    read = list(sentences(facts))
    whole = "\n".join(p.text for p in read)
    for passage in read:
        for match in TWICE.finditer(passage.text):
            once = "基金" + match["once"]
            if passage.text.endswith(FUNDS, 0, match.end("measure")) or whole.count(match[0]) > 1:
                continue
            if whole.count(once) >= OTHERS:
                yield Finding(
                    CODE, NAME, KIND, SEVERITY, f"“{match[0]}”写了两遍“{match['measure']}”，别处写“{once}”。",
                    (passage.quote(*match.span()),), expected=once, suggestion=f"改为“{once}”",
                )  # fmt: skip


def _apart(passage: Passage, match: re.Match[str]) -> bool:
    """Whether blanks part the two: cells of a table that was flattened, and not one word after the other."""
    middle = (match.start() + match.end()) // 2
    return bool(passage.paragraph.text[passage.offsets[middle - 1] + 1 : passage.offsets[middle]].strip("\n") != "")


def _is_category(facts: Facts, word: str) -> bool:
    """Whether the doubled stretch is a category's name, from any of its characters on (款 and 项 of one name)."""
    return any(facts.lexicon.by_name(word[i:] + word[:i]) for i in range(len(word)))
