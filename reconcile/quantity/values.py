"""What the extractor hands out: one quantity of a text, with what was printed and what it means."""

from decimal import Decimal

from reconcile.interval import Printed
from reconcile.tuples import NamedTuple

MONEY, PERCENT, POINT, COUNT, DATE = "money", "percent", "percentage_point", "count", "date"


class Quantity(NamedTuple):
    """A quantity as it stands in a text; ``start`` and ``end`` are offsets in the text as given.

    ``value`` is exact: 元 for money (4.1 for 4.1 %, 0.41 for 4.1 ‰, the plain number for counts), and for dates what
    is printed of it as ISO 8601 ("2024", "2024-05", "2024-05-31", without a year "--05-31"). ``printed`` is the same
    number with its last printed place, the year for dates (0 without one). ``unit`` is as printed, without blanks;
    ``precision`` counts the printed decimals. A foreign currency keeps its name in ``unit`` and is not converted.
    """

    start: int
    end: int
    surface: str
    type: str
    value: Decimal | str
    unit: str
    printed: Printed
    precision: int = 0
    approximate: str = ""  # the word that blurs it: 约, 近, 余, 左右, 以上 ...
    threshold: bool = False  # a limit that things are held against (50万元以上, 不超过5%), not an amount of something
    per: str = ""  # what a rate is for: 人 of 300元/人

    @property
    def negative(self) -> bool:
        """Whether a minus is printed; words such as 减少 are for the reader of the sentence."""
        return self.printed.digits < 0

    @property
    def year(self) -> int | None:
        return self._date_part(0)

    @property
    def month(self) -> int | None:
        return self._date_part(1)

    @property
    def day(self) -> int | None:
        return self._date_part(2)

    def _date_part(self, index: int) -> int | None:
        if not isinstance(self.value, str):
            return None
        parts = ("0" + self.value[1:] if self.value.startswith("--") else self.value).split("-")
        return int(parts[index]) or None if index < len(parts) else None


class Malformed(NamedTuple):
    """A number with a unit that cannot be read, with all of its digits: 12,34.56万元, 1 ,000.00万元."""

    start: int
    end: int
    surface: str
    type: str
    unit: str


class BareNumber(NamedTuple):
    """A number that looks like a figure and has no unit."""

    start: int
    end: int
    surface: str
    printed: Printed
