"""Where a paragraph names what its numbers are of: indicators, classification paths, names of the tables' rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reconcile.lexicon import Lexicon
from reconcile.lexicon.scanner import Scanner
from reconcile.prose.values import Subject
from reconcile.tables.values import Table

LEVELS = "类款项"
_NAME = r"\"?(?P<n{0}>(?:[^,;:。()\"]|\((?![^()]*[类款项]\))[^()]*\)){{2,60}}?)\"?(?P<c{0}>\(\d*{1}\))(?:支出|科目)?"
# a name, a level mark, up to three times: 一般公共服务支出(类)信访事务(款)信访业务(项), and (210类)...(11款)
PATH = re.compile(
    r"(?P<n1>[^,;:。、()\"\d]{2,40}?)\"?(?P<c1>\(\d*类\))(?:支出|科目)?"
    rf"(?:{_NAME.format(2, '款')})?(?:{_NAME.format(3, '项')})?"
)
# where the heading has named the 类: 普通教育(款)小学教育(项)
SUBPATH = re.compile(
    rf"(?P<n2>[^,;:。、()\"\d]{{2,40}}?)\"?(?P<c2>\(\d*款\))(?:支出|科目)?(?:{_NAME.format(3, '项')})?"
)
LONG = 6  # characters; a name this long is not by chance the end of another
LEAF = re.compile(r"(?P<n3>[^,;:。、()\"\d元%]{2,40}?)\"?\(\d*项\)")
CLAUSE_START = re.compile(r"[,;:。、()\"\d%元]")
CONNECTING = re.compile(
    r"年度?|其中|主要|包括|安排|完成|用于|以及|及|和|与|对|在|的|了|是|为|将|财政|支持|全[市县区省州]|[市县区省州]本?级|本级|本部门|我[市县区局]|"
    r"支出|收入|预算|决算|一般公共预算|政府性基金|当年|本年|上年|全年|共|各项?|一|比|较|同比|增长|下降|增加|减少"
)
# words that make another name of the one they stand before: 离退休人员经费, 社保基金预算收入
MODIFIED = re.compile(
    r"(?:[\u4e00-\u9fff]类|(?:货物|工程|服务)采购|在职|离退休|离休|退休|编制?外|聘用|临聘|遗属|社会?保险?|养老|医疗|医保|工伤|失业|生育)(?:保险)?$"
)
KIND_OF = re.compile(r"(?:特定目标|人员|运转|基本)类$")
LEAD_IN = re.compile(
    r"^(?:[.、]|用于|其中|包括|主要是|主要用于|安排|完成|是|为|和|及|与|在|对|将|支出)+|^[一二三四五六七八九十\d]+[、.]"
)


class Namer:
    """Finds the subjects in a squeezed paragraph. Made once for a document, from the lexicon and the tables' rows."""

    def __init__(self, lexicon: Lexicon, tables: Iterable[Table], government: bool = False) -> None:
        self._lexicon = lexicon
        self._government = government
        self.groups = {known: i.group for known, i in lexicon.indicators.items()}
        names: dict[str, str] = {}
        for table in tables:
            for side in table.sides:
                for row in side.rows:
                    if row.role == "item" and 3 <= len(row.name) <= 40 and not row.name.isascii():
                        names.setdefault(row.name, row.code)
        for entry in lexicon.classification.entries("functional"):
            if entry.level == "类":
                names.setdefault(entry.name, entry.code)
        self._codes = names
        self._scanner = Scanner((n, "row", n) for n in names)

    def find(self, text: str, above: Subject | None = None) -> list[Subject]:
        """The subjects named in the squeezed text, in order, not overlapping; paths first, then the longest name.
        ``above`` is what the heading names: the 类 of paths that begin with their 款."""
        found = [*self.paths(text), *self.subpaths(text, above)]
        found += self.leaves(text, found)
        taken = [(s.start, s.end) for s in found]
        named = []
        for span in self._lexicon.scan(text):
            indicator = self._lexicon.indicators[span.id]
            if self._government and indicator.group == "total" and "总" not in text[span.start : span.end]:
                continue  # 支出预算 alone is a side of the fund that is spoken of
            before = text[max(0, span.start - 8) : span.start]
            if MODIFIED.search(before) and not KIND_OF.search(before):
                continue
            named.append(Subject(indicator.name, span.id, start=span.start, end=span.end))
        for span in self._scanner.scan(text):
            code = self._codes[span.id]
            if len(span.id) < LONG and not self._begins(text, span.start):
                continue
            named.append(Subject(span.id, path=(span.id,), code=code, start=span.start, end=span.end))
        for subject in sorted(named, key=lambda s: (s.start - s.end, not s.indicator)):
            if all(subject.end <= a or subject.start >= b for a, b in taken):
                taken.append((subject.start, subject.end))
                found.append(subject)
        return sorted(found, key=lambda s: s.start)

    def named(self, subject: Subject, name: str) -> Subject:
        """The subject of this name in the place and area of another: the indicator of the name where there is one."""
        indicator = self._lexicon.indicator(name)
        known = indicator.id if indicator else ""
        return subject._replace(name=indicator.name if indicator else name, indicator=known, path=(), code="")

    def meant(self, subject: Subject, indicator: str) -> Subject:
        """The subject as another indicator, at its place."""
        return subject._replace(name=self._lexicon.indicators[indicator].name, indicator=indicator, path=())

    def sided(self, subject: Subject, side: str) -> Subject:
        """The subject with 收入 or 支出 behind it: another one for funds (…保险基金支出), the same for an expense."""
        name = subject.name + side
        indicator = self._lexicon.indicator(name)
        if indicator:
            return subject._replace(name=indicator.name, indicator=indicator.id, end=subject.end + 2)
        if subject.indicator and self._lexicon.indicators[subject.indicator].group in (
            "three_public",
            "expense",
            "operation",
        ):
            return subject
        return subject._replace(name=name, indicator="", path=(), end=subject.end + 2)

    def _begins(self, text: str, start: int) -> bool:
        """Whether a short name starts where its clause does, and is not the end of a longer one (小学教育)."""
        clause = CLAUSE_START.split(text[max(0, start - 24) : start])[-1]
        return not CONNECTING.sub("", clause)

    def subpaths(self, text: str, above: Subject | None) -> Iterable[Subject]:
        """The paths that begin with their 款, under the 类 that the heading names."""
        if "款)" not in text or "类)" in text:
            return
        first = above.path[:1] if above and len(above.path) == 1 else ()
        for match in SUBPATH.finditer(text):
            lead = LEAD_IN.match(match["n2"])
            name = match["n2"][lead.end() :] if lead else match["n2"]
            path = (*first, *(n for n in (name, match["n3"]) if n))
            code = "".join(re.sub(r"\D", "", match[c] or "") for c in ("c2", "c3"))
            start = match.start() + (lead.end() if lead else 0)
            yield Subject(path[-1], path=path, code=code if not first else "", start=start, end=match.end())

    def leaves(self, text: str, found: list[Subject]) -> list[Subject]:
        """Items named by themselves: 水利(类)……。其中：防汛(项)26.50万元."""
        if "项)" not in text:
            return []
        alone = []
        for match in LEAF.finditer(text):
            lead = LEAD_IN.match(match["n3"])
            name = match["n3"][lead.end() :] if lead else match["n3"]
            if name and all(match.end() <= s.start or match.start() >= s.end for s in found):
                alone.append(Subject(name, path=(name,), start=match.end("n3") - len(name), end=match.end()))
        return alone

    def paths(self, text: str) -> Iterable[Subject]:
        """The classification paths with level marks; ``code`` where the marks carry digits."""
        if "类)" not in text:
            return
        for match in PATH.finditer(text):
            names = [match[f"n{i}"] for i in (1, 2, 3)]
            first = names[0] or ""
            lead = LEAD_IN.match(first)
            start = match.start() + (lead.end() if lead else 0)
            path = tuple(n for n in (first[lead.end() :] if lead else first, *names[1:]) if n)
            code = "".join(re.sub(r"\D", "", match[f"c{i}"] or "") for i in (1, 2, 3))
            yield Subject(path[-1], path=path, code=code, start=start, end=match.end())
