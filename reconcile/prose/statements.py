"""Reads a paragraph from left to right and gives each number its place in a statement.

The words before a number, back to the number before it, say what it is: a change (减少), a share (占), a
completion rate (完成预算的), or else an amount; whose it is: the last subject named there, or the statement that
is being read; and of which list it is a part (其中, 包括, brackets).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.prose import wording
from reconcile.prose.roles import RoleReader
from reconcile.prose.spots import Spot, figure_of
from reconcile.quantity import Quantity


class ParagraphReader(RoleReader):
    """Reads one paragraph; ``carried`` is the statement of an earlier paragraph whose parts go on here."""

    def read(self, quantities: Sequence[Quantity]) -> None:
        cursor = 0
        for quantity in quantities:
            if quantity.type == "date" or quantity.threshold:
                continue  # 50万元以上 is a limit, no amount of anything
            start, end = self.squeezed.at(quantity.start), self.squeezed.at(quantity.end)
            self._take(Spot(quantity, start, end, cursor, self.text[cursor:start]))
            cursor = end

    # structure

    def _take(self, spot: Spot) -> None:
        cut = self._structure(spot)
        lead = spot.lead[cut:]
        spot = Spot(spot.quantity, spot.start, spot.end, spot.lead_start + cut, lead)
        figure = figure_of(self.block, self.paragraph, spot.quantity)
        self.figures.append(figure)
        self.in_cause = self.in_cause or self._explains(lead)
        if self.in_cause:
            self.reasons[figure.key] = "原因说明中的数，没有可以核对的另一处"
        elif spot.quantity.per or wording.STANDARD.search(lead):
            self.reasons[figure.key] = "标准、人均数或变动后的水平，不是收支数"
        else:
            self._role(spot, figure)

    def _explains(self, lead: str) -> bool:
        """Whether the number stands in an explanation: its subject is a cause and no item of the accounts."""
        lead = re.split(r"[;。]", lead)[-1]
        if wording.CAUSE.search(lead):
            return True
        current = self.current
        changed = bool(current and (current.change or current.growth or current.completion))
        return changed and bool(wording.MAINLY.search(lead))
