"""金额只写“万”“亿”，缺“元”：项目总预算860.00万。

金额的单位应写全“万元”“亿元”。表示人数、面积等数量的“万”不查。
为什么：同一文件里“万”与“万元”混用，容易与数量混淆，也与规定的单位写法不合。

错误示例：项目总预算860.00万，其中支持企业发展240.00万。
正确示例：项目总预算860.00万元，其中支持企业发展240.00万元。
依据：计量单位应当写全（GB/T 15835、GB 3100）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.quantity import MONEY, extract
from reconcile.rules.values import Result
from reconcile.rules.words.passages import sentences

CODE = "R506"
NAME = "金额缺“元”字"
KIND = "unit"
SEVERITY = Severity.WARNING
# what is before an amount of money in its clause; 人才总量719万 and 绿电1400万度 are counts
MONEY_HEAD = lazy(
    r"[收支]入?|预算|决算|资金|经费|费用?|余额|限额|债|款|税|拨付|补[助贴]|投[资入]|安排|金额|总额|结[余转]"
)
BEHIND = lazy(r"[,。;:、)]|$")  # 2000亿台阶, 1.7万余对 carry no 元
BARE = lazy(r"[万亿](?:[,。;:、)]|$)")  # without one in the paragraph no amount is looked for
CLAUSE = lazy(r"[,。;:]")
PAGE_BEHIND = lazy(r"[,。;:、)]")  # where a line of a page ends, 元 may stand in the next one


def check(facts: Facts) -> Iterator[Result]:
    """One finding a paragraph, with all its amounts."""
    behind = PAGE_BEHIND if facts.document.format == "pdf" else BEHIND
    for passage in sentences(facts):
        if not BARE.search(passage.text):
            continue
        found = (q for q in extract(passage.text) if q.type == MONEY and q.unit[-1:] in ("万", "亿"))
        bare = [q for q in found if behind.match(passage.text, q.end)]
        if any(MONEY_HEAD.search(CLAUSE.split(passage.text[: q.start])[-1]) for q in bare):
            quoted = "、".join(q.surface for q in bare[:6])
            yield Finding(
                CODE, NAME, KIND, SEVERITY, f"{quoted}缺“元”字。", tuple(passage.quote(q.start, q.end) for q in bare),
                suggestion=f"写成“{bare[0].surface}元”",
            )  # fmt: skip
