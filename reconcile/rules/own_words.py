"""What words say of their own, but for what nearly every row, column and sentence of a government's report holds."""

from __future__ import annotations

from reconcile.patterns import lazy

COMMON = lazy(
    r"一般公共预算|政府性基金|国有资本经营|社会保险基金?|社保|基金|公共财政|地方政府|政府|收支|收入|支出|预算|决算|执行|合计|小计|总计|"
    r"本年|上年|当年|[12]\d{3}年?|年度?|完成|安排|金额|资金|经费|补助|转移支付|项目|债[券务]|其中|其他|[省市县区州]级|本级|"
    r"全[省市县区州]|同比|同口径|增[加长]|减少|下降|调整|比重|占比|投入|万?亿?元|[\d,.%]+|"
    r"[数的等各类为占比和及与共达至到是了约超（）():：·“”\"、]"
)


def pairs(text: str) -> set[str]:
    """The pairs of characters that stand side by side in what is not common."""
    return {run[i : i + 2] for run in COMMON.split(text) if run for i in range(len(run) - 1)}
