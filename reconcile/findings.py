"""What the rules find, and what becomes of every number: plain values that the reports are made from."""

from decimal import Decimal
from enum import StrEnum

from reconcile.document import Grid, Notice, Place
from reconcile.interval import Printed
from reconcile.tuples import NamedTuple

NO_GRID = Grid(())


class Severity(StrEnum):
    """``ERROR`` cannot be true under any rounding and the addresses are certain; ``WARNING`` is probable, or minor;
    ``INFO`` is explained by rounding and worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """What became of a number of the prose. ``AMBIGUOUS`` comes with the readings that the words leave open,
    ``UNCHECKED`` with a reason."""

    AGREES = "agrees"
    BY_ROUNDING = "agrees_by_rounding"
    DISAGREES = "disagrees"
    AMBIGUOUS = "ambiguous"
    UNCHECKED = "unchecked"


class Evidence(NamedTuple):
    """One number or sentence that a relation touches.

    ``quote`` is verbatim; ``start`` and ``end`` are offsets in the paragraph at index ``block`` of the document's
    blocks (for a cell: of the grid, with ``cell`` as row and column of the grid). ``value`` is a plain decimal string
    in ``unit`` as printed.
    """

    role: str  # "claim", "cell", "part", "whole", "base", "title", ...
    quote: str
    place: Place = Place()
    start: int | None = None
    end: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    value: str | None = None
    unit: str | None = None
    block: int | None = None
    cell: tuple[int, int] | None = None


class Stake(NamedTuple):
    """The amount in question: the difference in 元, and its share of the whole that it belongs to (0.05 is 5 %), None
    where there is no such whole."""

    amount: Decimal
    share: Decimal | None = None


class Confidence(NamedTuple):
    """How often findings like this one were right: ``share`` of the ``n`` that were judged, with the interval from
    ``low`` to ``high`` that holds the true frequency in 95 of 100 cases. ``group`` says which they are: those of the
    same form and ``witness``, of the ``form``, or ``all`` of the severity."""

    share: float
    low: float
    high: float
    n: int
    group: str = "witness"


class Following(NamedTuple):
    """A number that would have to change with a corrected one. ``text`` says it in Chinese; ``expected`` is what it
    would have to be, "" where that is open."""

    text: str
    evidence: Evidence
    expected: str = ""


class Correction(NamedTuple):
    """One way to repair what is broken: the number of the ``evidence`` becomes what is ``expected``, and those that
    rest on it follow."""

    text: str
    evidence: Evidence
    expected: str
    follows: tuple[Following, ...] = ()


class Finding(NamedTuple):
    """A relation that does not hold. ``kind`` is one of the contract's kinds.

    ``form`` is that of the relation (`forms.Form`), "" where there is none; ``confidence`` is None where too few
    findings like it were judged. ``witness`` says what bears the finding out beside the relation itself (sentence,
    list, address, peers, second, slip, or "" for nothing), ``readings_tried`` how many readings of the words were tried
    before it was made. A ``tail`` is off by one unit of the last printed place only; ``lowered`` says why settings tell
    it as less severe than it is.
    """

    code: str
    name: str
    kind: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    expected: str = ""
    suggestion: str = ""
    cause: str = ""
    form: str = ""
    confidence: Confidence | None = None
    stake: Stake | None = None
    witness: str = ""
    readings_tried: int = 0
    tail: bool = False
    lowered: str = ""
    corrections: tuple[Correction, ...] = ()


class Component(NamedTuple):
    """A part of a number's address and where it comes from.

    ``component`` is subject, measure, period, fund, scope, area, entity or counted; ``source`` is said (in the clause),
    heading, table, document or assumed.
    """

    component: str
    value: str
    source: str


class LedgerLine(NamedTuple):
    """What became of one number of the prose. ``block`` is the index of its paragraph in the document's blocks.

    ``subject``, ``measure``, ``period`` and ``scope`` are the parts of its address (`figures.Address`), ``context`` the
    clause that it stands in: for comparison with other documents. ``components`` are the same with their sources.

    ``resolution`` is the largest relative change of the number that its tick would not have noticed, None where there
    is no tick or nobody has worked it out; a ``weak`` tick would have missed what matters. ``readings`` are those of an
    ambiguous number, each in words.
    """

    block: int
    quote: str
    place: Place
    start: int
    end: int
    type: str
    value: str
    unit: str
    address: str
    status: Status
    reason: str = ""
    against: tuple[Evidence, ...] = ()
    subject: str = ""
    measure: str = ""
    period: str = ""
    scope: str = ""
    context: str = ""
    components: tuple[Component, ...] = ()
    resolution: Decimal | None = None
    weak: bool = False
    readings: tuple[str, ...] = ()


class TableView(NamedTuple):
    """A table as the report shows it. ``grid`` is the same with merged cells and places; it is whole where the document
    cuts the table into several."""

    title: str
    kind: str
    unit: str
    pages: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[str, ...], ...]
    block: int
    grid: Grid = NO_GRID


class JudgedFigure(NamedTuple):
    """A figure of a relation that was tested. ``value`` is in 元, in percent, or a plain count, with the sign that
    words give it and the printed precision (its exponent)."""

    evidence: Evidence
    value: Decimal
    sign: int = 1  # -1 where a sum takes it away

    @property
    def printed(self) -> Printed:
        return Printed.of(self.value)

    @property
    def falls(self) -> bool:
        """Whether words make it negative: 下降1.87% is −1.87%."""
        return self.value < 0 <= Decimal(self.evidence.value or "0")

    @property
    def signed(self) -> Printed:
        return self.printed if self.sign > 0 else -self.printed


class Judgement(NamedTuple):
    """A relation that was tested: ``result`` against ``inputs``. ``form`` and ``verdict`` are the names that
    `forms.Form` and `interval.Verdict` give them, in lower case; ``expected`` is what the inputs as printed make of
    the result, None where that is undefined. ``readings`` are the other readings of its words that there are; one was
    ``acquitted`` where the words as first read do not hold, and this is the reading that does."""

    code: str
    kind: str
    form: str
    label: str
    verdict: str
    result: JudgedFigure
    inputs: tuple[JudgedFigure, ...]
    expected: Decimal | None
    readings: int = 0
    acquitted: bool = False


class ChecklistItem(NamedTuple):
    """An item that has to be published: ``status`` is found, not_applicable (the document says so), not_found (by this
    program) or incomplete; ``place`` is where it, or the sentence about it, stands."""

    id: str
    item: str
    status: str
    place: Evidence | None = None
    message: str = ""


class Outcome(NamedTuple):
    """All that checking one document yields; the reports are made from this and nothing else."""

    title: str
    kind: str
    entity: str
    year: int | None
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerLine, ...]
    tables: tuple[TableView, ...]
    relations: int
    seconds: float
    judgements: tuple[Judgement, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    notices: tuple[Notice, ...] = ()  # what could not be read of tables, and what the check itself could not do
