"""What has to be published: one item a row of ``disclosure.csv``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reconcile.tuples import NamedTuple

from .files import number, parts

# the kinds of documents that have a checklist
DOCUMENTS = ("department_budget", "department_account", "government_budget", "government_account")
SEVERITIES = ("warning", "info", "off")
COLUMNS = 17
EARLIEST = 2000  # no item is asked for in accounts before
DEPTHS = {"": 0, "款": 5, "项": 7}  # digits of the codes that a table goes down to; the same for both classifications


class DisclosureItem(NamedTuple):
    """An item of the checklist, and what shows it. The list is read in the ``order`` of its items.

    ``tables`` are kinds of tables, any of which shows it (with rows down to ``depth``, where that is asked for).
    ``words`` show it in prose: a plain word wherever it stands, ``^word`` near the beginning of a paragraph, ``@id``
    (the names of an indicator) and ``=word`` with a number or a statement that there is none behind it, the latter also
    in a table (``=word!x!y``: not in a clause that has x or y), ``=thing…unit`` with how many there are in between
    (购置…辆), and ``《word`` in the title of a table, … for what is between. ``parts`` are groups of such words, one of
    each must be there too; ``#word`` is a thing counted (人次). ``when`` is the indicator whose amount, where it is
    zero, makes the item not apply; ``reasons`` are indicators whose changes must come with a reason, the whole first;
    ``absence`` are words of which a sentence says that there is none (政府性基金), which makes it not apply either.
    ``lenient`` are endings of the names of offices that may not have it. ``severity`` is of what is not found, info for
    those.
    """

    id: str
    order: int
    item: str
    authority: str
    documents: tuple[str, ...]
    first_year: int
    last_year: int
    tables: tuple[str, ...]
    depth: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    when: str
    reasons: tuple[str, ...]
    absence: tuple[str, ...]
    lenient: tuple[str, ...]
    severity: str
    example: str

    def holds_for(self, kind: str, year: int | None) -> bool:
        """Whether it has to be published in a document of this kind and year. An unknown year is none of any item."""
        return kind in self.documents and self.severity != "off" and year is not None and self.covers(year)

    @property
    def is_table(self) -> bool:
        """Whether it is a table that has to be there, and words about its matter would not do."""
        return bool(self.tables) and all(w.startswith("《") for w in self.words)

    def covers(self, year: int) -> bool:
        return self.first_year <= year <= (self.last_year or year)


def read_item(row: Sequence[str]) -> DisclosureItem:
    return DisclosureItem(
        row[0], number(row[1]), row[2], row[3], parts(row[4]), number(row[5]), number(row[6]), parts(row[7]), row[8],
        parts(row[9]), tuple(parts(p) for p in row[10].split(";") if p), row[11], parts(row[12]), parts(row[13]),
        parts(row[14]), row[15], row[16],
    )  # fmt: skip


def faults_of(item: DisclosureItem, tables: Collection[str], indicators: Collection[str]) -> Iterator[str]:
    """What is wrong with a row: what it lacks, and what it names that does not exist."""
    if not item.item or not item.authority or not item.example:
        yield f"{item.id} 缺名称、依据或示例"
    yield from unusable(item, tables, indicators)


def unusable(item: DisclosureItem, tables: Collection[str], indicators: Collection[str]) -> Iterator[str]:
    """What keeps a row from being used: it names what does not exist, or shows nothing."""
    if not (item.tables or item.words or item.reasons):
        yield f"{item.id} 没有说明从什么看出已经公开"
    if item.severity not in SEVERITIES or item.depth not in DEPTHS:
        yield f"{item.id} 的级别或级次写法不对"
    if item.first_year < EARLIEST:
        yield f"{item.id} 没有写明从哪年起"
    for kind in item.documents:
        if kind not in DOCUMENTS:
            yield f"文件种类 {kind} 没有公开清单"
    for table in item.tables:
        if table not in tables:
            yield f"表 {table} 不存在"
    named = [w[1:] for group in (item.words, *item.parts) for w in group if w.startswith("@")]
    for indicator in (*named, *item.reasons, *([item.when] if item.when else [])):
        if indicator not in indicators:
            yield f"指标 {indicator} 不存在"
