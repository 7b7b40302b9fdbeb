"""Reads a paragraph from left to right and gives each number its place in a statement.

The words before a number, back to the number before it, say what it is: a change (减少), a share (占), a
completion rate (完成预算的), or else an amount; whose it is: the last subject named there, or the statement that
is being read; and of which list it is a part (其中, 包括, brackets).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reconcile.prose import wording
from reconcile.prose.families import FAMILY
from reconcile.prose.roles import RoleReader
from reconcile.prose.spots import Spot, figure_of
from reconcile.quantity import Quantity

OPEN_ENDED = ("余", "多", "有余")  # no rounding says how much more: 1200余万元 may be 1290
RUN = ("、", "和", "及", "与", ",")
RESUMED = re.compile(
    r"[,;](?:与|比|较|同)(?:上年|去年|上一年|20\d\d年)度?(?:决算|预算|执行|支出)?数?(?:相比|比较|对比)?,?"
    r"(?:增加|减少|增长|下降|降低|上升)(?:了)?$"
)


class ParagraphReader(RoleReader):
    """Reads one paragraph; ``carried`` is the statement of an earlier paragraph whose parts go on here."""

    def read(self, quantities: Sequence[Quantity]) -> None:
        cursor = 0
        taken = [q for q in quantities if q.type != "date" and not q.threshold]  # 50万元以上 is a limit, no amount
        places = [(self.squeezed.at(q.start), self.squeezed.at(q.end)) for q in taken]
        for index, (quantity, (start, end)) in enumerate(zip(taken, places, strict=True)):
            following = [
                (q.type, self.text[places[i][1] : places[i + 1][0]])
                for i, q in enumerate(taken[index + 1 : index + 9], index)
            ]
            rated = bool(following) and following[0] == ("percent", "的")
            kind = quantity.type
            run = 1 + next((i for i, f in enumerate(following) if f[0] != kind or f[1] not in RUN), len(following))
            lead = self.text[cursor:start]
            self._take(Spot(quantity, start, end, cursor, lead, rated, run))
            cursor = end

    def _take(self, spot: Spot) -> None:
        cut = self._structure(spot)
        lead = spot.lead[cut:]
        spot = replace(spot, lead_start=spot.lead_start + cut, lead=lead)
        figure = figure_of(self.block, self.paragraph, spot.quantity)
        self.figures.append(figure)
        self.in_cause = not self._resumes(spot) and (self.in_cause or self._explains(lead))
        if self.in_cause:
            self.reasons[figure.key] = "原因说明中的数，没有可以核对的另一处"
        elif spot.quantity.approximate in OPEN_ENDED:
            self.reasons[figure.key] = "约数（余、多），没有核对"
        elif spot.quantity.per or wording.STANDARD.search(lead):
            self.reasons[figure.key] = "标准、人均数或变动后的水平，不是收支数"
        else:
            self._role(spot, figure)

    def _resumes(self, spot: Spot) -> bool:
        """Whether the statement goes on behind an explanation: ……主要原因是压减接待，与上年相比减少0.87万元."""
        if spot.quantity.type not in ("money", "percent"):
            return False
        return bool(RESUMED.search(spot.lead)) or self._part_of_current(spot)

    def _part_of_current(self, spot: Spot) -> bool:
        """主要原因是人员经费增长，其中：人员经费……: a known part of the item behind its explanation."""
        marker = re.search(r"[,;]其中[:,]?", spot.lead)
        current = self.current
        if marker is None or current is None:
            return False
        start = spot.lead_start + marker.end()
        wholes = (FAMILY.get(m.indicator, ()) for m in self.mentions if start <= m.start < spot.start)
        return any(current.subject.indicator in w for w in wholes)

    def _explains(self, lead: str) -> bool:
        """Whether the number stands in an explanation: its subject is a cause and no item of the accounts."""
        lead = re.split(r"[;。]", lead)[-1]
        if wording.CAUSE.search(lead):
            return True
        current = self.current
        changed = bool(current and (current.change or current.growth or current.completion))
        return changed and bool(wording.MAINLY.search(lead))
