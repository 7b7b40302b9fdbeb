"""Classification paths with level marks: 一般公共服务支出(类)信访事务(款)信访业务(项), (210类)…(11款)…(01项)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from reconcile.patterns import compiled, lazy
from reconcile.prose.values import Subject

_NAME = r"\"?(?P<n{0}>(?:[^,;:。()\"]|\((?![^()]*[类款项]\))[^()]*\)){{2,60}}?)\"?(?P<c{0}>\(\d*{1}\))(?:支出|科目)?"
# a name, a level mark, up to three times
_PATH = lazy(
    r"(?P<n1>[^,;:。、()\"\d]{2,40}?)\"?(?P<c1>\(\d*类\))(?:支出|科目)?"
    rf"(?:{_NAME.format(2, '款')})?(?:{_NAME.format(3, '项')})?"
)
# where the heading has named the 类: 普通教育(款)小学教育(项)
_SUBPATH = lazy(rf"(?P<n2>[^,;:。、()\"\d]{{2,40}}?)\"?(?P<c2>\(\d*款\))(?:支出|科目)?(?:{_NAME.format(3, '项')})?")
_LEAF = lazy(r"(?P<n3>[^,;:。、()\"\d元%]{2,40}?)\"?\(\d*项\)")
_LEAD_IN = lazy(
    r"^(?:[.、]|用于|其中|包括|主要是|主要用于|安排|完成|是|为|和|及|与|在|对|将|支出)+|^[一二三四五六七八九十\d]+[、.]"
)


class Place(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def paths_in(text: str, above: Subject | None) -> list[Subject]:
    """The paths of a squeezed text in order; ``above`` is what the heading names: the 类 of those that begin with
    their 款. ``code`` where the marks carry digits."""
    found = [*_whole(text), *_below(text, above)]
    return sorted([*found, *_alone(text, found)], key=lambda s: s.start)


def _whole(text: str) -> Iterator[Subject]:
    for match in _PATH.finditer(text) if "类)" in text else ():
        first, start = _without_lead(match["n1"], match.start())
        path = tuple(n for n in (first, match["n2"], match["n3"]) if n)
        code = "".join(compiled(r"\D").sub("", match[f"c{i}"] or "") for i in (1, 2, 3))
        if path:  # 支出（类） names nothing
            yield Subject(path[-1], path=path, code=code, start=start, end=match.end())


def _below(text: str, above: Subject | None) -> Iterator[Subject]:
    if "款)" not in text or "类)" in text:
        return
    first = above.path[:1] if above and len(above.path) == 1 else ()
    for match in _SUBPATH.finditer(text):
        name, start = _without_lead(match["n2"], match.start())
        path = (*first, *(n for n in (name, match["n3"]) if n))
        code = "".join(compiled(r"\D").sub("", match[c] or "") for c in ("c2", "c3"))
        if path:
            yield Subject(path[-1], path=path, code=code if not first else "", start=start, end=match.end())


def _alone(text: str, found: Sequence[Subject]) -> Iterator[Subject]:
    """Items named by themselves: 水利(类)……。其中：防汛(项)26.50万元."""
    for match in _LEAF.finditer(text) if "项)" in text else ():
        name, start = _without_lead(match["n3"], match.start())
        if name and free(found, *match.span()):
            yield Subject(name, path=(name,), start=start, end=match.end())


def free(taken: Sequence[Place], start: int, end: int) -> bool:
    """Whether a stretch touches none of the taken ones, which are in order and do not overlap."""
    number = bisect_left(taken, end, key=lambda t: t.start)
    return not number or taken[number - 1].end <= start


def _without_lead(name: str, start: int) -> tuple[str, int]:
    lead = _LEAD_IN.match(name)
    cut = lead.end() if lead else 0
    return name[cut:], start + cut
