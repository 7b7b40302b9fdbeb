"""千分位写法前后不一：多数写12,480.60万元，少数写2480.60万元

只看正文里四位以上的金额；一份文件都不写或都写千分位，均可。表与正文不比。
为什么：写法不一的数常是从别处粘贴来的，值得核对。

错误示例：收入12,480.60万元，支出11,350.20万元，其中商贸支出2480.60万元。
正确示例：收入12,480.60万元，支出11,350.20万元，其中商贸支出2,480.60万元。
依据：同一文件的体例应当统一（GB/T 15835）。
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import passages

CODE = "R516"
NAME = "千分位写法不一"
KIND = "prose"
SEVERITY = Severity.WARNING

SEPARATED = lazy(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=([万亿千]?元))")
PLAIN = lazy(r"(?<![\d,.])\d{4,}(?:\.\d+)?(?=([万亿千]?元))")
USUAL, RARE = 4, 0.4


def check(facts: Facts) -> Iterator[Result]:
    """One finding for all the numbers without separators, of the units that are printed with them elsewhere."""
    separated = Counter[str]()
    plain: dict[str, list[Evidence]] = defaultdict(list)
    for passage in passages(facts):
        if passage.part in ("toc", "title"):
            continue
        separated.update(m[1] for m in SEPARATED.finditer(passage.text))
        for match in PLAIN.finditer(passage.text):
            plain[match[1]].append(passage.quote(*match.span()))
    odd = [e for unit, found in plain.items() if separated[unit] >= USUAL for e in found]
    usual = sum(separated[unit] for unit in plain if separated[unit] >= USUAL)
    if odd and len(odd) <= RARE * usual:
        message = f"正文多数金额写千分位（{usual}处），这{len(odd)}处没有写。"
        yield Finding(CODE, NAME, KIND, SEVERITY, message, tuple(odd), suggestion="统一写千分位")
