"""千分位写法前后不一：多数写12,480.60万元，少数写2480.60万元

只看正文里四位以上的金额；一份文件都不写或都写千分位，均可。表与正文不比。
为什么：写法不一的数常是从别处粘贴来的，值得核对。

错误示例：收入12,480.60万元，支出11,350.20万元，其中商贸支出2480.60万元。
正确示例：收入12,480.60万元，支出11,350.20万元，其中商贸支出2,480.60万元。
依据：同一文件的体例应当统一（GB/T 15835）。
"""

from __future__ import annotations

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

SEPARATED = lazy(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=[万亿千]?元)")
PLAIN = lazy(r"(?<![\d,.])\d{4,}(?:\.\d+)?(?=[万亿千]?元)")
USUAL, RARE = 4, 0.4


def check(facts: Facts) -> Iterator[Result]:
    """One finding for all the numbers without separators."""
    separated = 0
    plain: list[Evidence] = []
    for passage in passages(facts):
        if passage.part in ("toc", "title"):
            continue
        separated += len(SEPARATED.findall(passage.text))
        plain += [passage.quote(*m.span()) for m in PLAIN.finditer(passage.text)]
    if separated >= USUAL and plain and len(plain) <= RARE * separated:
        message = f"正文多数金额写千分位（{separated}处），这{len(plain)}处没有写。"
        yield Finding(CODE, NAME, KIND, SEVERITY, message, tuple(plain), suggestion="统一写千分位")
