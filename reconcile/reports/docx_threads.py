"""Threads of Word comments: what people decided stands as replies below the comment, and a settled one is resolved.

Word keeps who answers whom in a part of its own (``commentsExtended.xml``), by the paragraph ids of the comments.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from reconcile.checked import Checked
from reconcile.decisions.lines import DECISIONS, ROLES, Line, What
from reconcile.decisions.standing import UNDECIDED, State
from reconcile.readers.docx.styles import W
from reconcile.readers.package import Package
from reconcile.tuples import NamedTuple

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
BASE = 0x5EC0_0000  # paragraph ids are below 0x80000000


class Reply(NamedTuple):
    author: str
    time: str
    text: str


class Thread(NamedTuple):
    """What stands below a finding's comment; ``done`` where nothing is left to do."""

    replies: tuple[Reply, ...] = ()
    done: bool = False


def thread(checked: Checked, subject: str) -> Thread:
    standing = checked.decisions.get(subject, UNDECIDED)
    replies = [reply(line) for line in standing.trail]
    if standing.state is State.AGAIN:
        replies.append(Reply("reconcile", "", "须重看：作出结论之后，所依据的数或文字变了。"))
    return Thread(tuple(replies), standing.settled)


def reply(line: Line) -> Reply:
    said = DECISIONS[line.decision] if line.decision else "采纳更正" if line.what is What.CORRECT else ""
    head = f"【{said}】" if said else ""
    text = f"{line.edit.old} → {line.edit.new}" if line.edit else line.reason
    return Reply(f"{line.person}（{ROLES[line.role]}）", line.time, head + text)


class Extended:
    """The part that ties comments together; begun anew or gone on with."""

    def __init__(self, package: Package, main: str, parsed: etree._Element | None, name: str | None) -> None:
        self.is_new = name is None
        self.name = name or posixpath.join(posixpath.dirname(main), "commentsExtended.xml")
        self.root = parsed if parsed is not None else etree.Element(W15 + "commentsEx", nsmap={"w15": W15[1:-1]})

    def add(self, comment: etree._Element, number: int, parent: int | None, done: bool) -> None:
        """The comment with this number, below its parent where it has one."""
        list(comment.iter(W + "p"))[-1].set(W14 + "paraId", identity(number))
        entry = etree.SubElement(self.root, W15 + "commentEx", {W15 + "paraId": identity(number)})
        if parent is not None:
            entry.set(W15 + "paraIdParent", identity(parent))
        entry.set(W15 + "done", str(int(done)))

    @property
    def announcement(self) -> Mapping[str, tuple[str, str]]:
        return {self.name: (TYPE, RELATION)} if self.is_new else {}


def identity(number: int) -> str:
    return f"{BASE + number:08X}"
