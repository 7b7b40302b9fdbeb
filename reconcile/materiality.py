"""What is too little to be told as an error: an amount of money, or a share of the whole that it belongs to."""

from __future__ import annotations

from decimal import Decimal

from reconcile.errors import UsageError
from reconcile.findings import Stake
from reconcile.quantity import MONEY, PERCENT, read
from reconcile.tuples import NamedTuple

UNITS = frozenset({"元", "千元", "万元", "百万元", "千万元", "亿元"})


class Materiality(NamedTuple):
    """``amount`` is in 元, ``share`` a fraction (0.005 for 0.5 %); one of them is None. ``printed`` is as it was
    given."""

    printed: str
    amount: Decimal | None = None
    share: Decimal | None = None

    def covers(self, stake: Stake | None) -> bool:
        """Whether so little is at stake. Where it is not known how much is, never."""
        if stake is None:
            return False
        if self.amount is not None:
            return stake.amount < self.amount
        return self.share is not None and stake.share is not None and stake.share < self.share


def materiality(text: str) -> Materiality | None:
    """``1万元`` or ``0.5%``, None for ""; UsageError for anything else."""
    if not text:
        return None
    found, malformed = read(text.strip())
    quantity = found[0] if len(found) == 1 and not malformed and found[0].surface == text.strip() else None
    value = quantity.value if quantity else None
    if quantity and isinstance(value, Decimal) and value > 0:
        if quantity.type == MONEY and quantity.unit in UNITS:
            return Materiality(quantity.surface, amount=value)
        if quantity.type == PERCENT:
            return Materiality(quantity.surface, share=value / 100)
    raise UsageError(f"重要性水平 {text} 不对：请写带单位的金额（如 1万元）或百分比（如 0.5%）")
