"""A run over the documents of one call: each is read and checked by itself; what fails does not stop the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from reconcile import baseline, selection
from reconcile.checked import Checked, Hidden, Hiding
from reconcile.checking import check_document
from reconcile.document import Document, Notice
from reconcile.errors import ReconcileError, UsageError
from reconcile.findings import Outcome, Severity
from reconcile.lexicon import Lexicon
from reconcile.limits import DEFAULT
from reconcile.materiality import materiality
from reconcile.ranking import ranked
from reconcile.readers import load, read_bytes, read_together
from reconcile.rules import RULES, across
from reconcile.settings import Settings, Suppression
from reconcile.settings import load as configured
from reconcile.sources import STDIN, readable
from reconcile.streams import Progress
from reconcile.tuples import NamedTuple


class Failure(NamedTuple):
    """A document that could not be checked, and why, in one sentence."""

    path: str
    message: str


class Run(NamedTuple):
    """``passed_over`` are files in the folders that may hold a disclosure and were not looked at."""

    checked: tuple[Checked, ...]
    failures: tuple[Failure, ...] = ()
    stale: tuple[Suppression, ...] = ()
    passed_over: tuple[str, ...] = ()


class Session(NamedTuple):
    """What all documents of a run share."""

    settings: Settings
    lexicon: Lexicon
    rules: tuple[ModuleType, ...]
    known: baseline.Known
    file: str = ""  # the settings file that was used
    lenient: bool = False  # it, and not the call, lets a run with errors pass
    judgements: bool = True  # whether the reports list the relations

    def check(self, document: Document, data: bytes | None = None) -> tuple[Checked, frozenset[Suppression]]:
        """The document checked, and which suppressions met a finding in it."""
        settings = self.settings
        found = check_document(document, self.lexicon, settings.year, self.rules, self.judgements)
        outcome, hiding = selection.settled(found, settings)
        if document.format == "docx":
            from reconcile import tracked  # lxml is loaded only for files that need it

            outcome = tracked.noted(document, outcome, data)
        checked = Checked(document._replace(notices=(*document.notices, *notices(document, outcome))), outcome, data)
        known = baseline.known(self.known, document.path)
        gone = selection.suppressed(outcome.findings, checked.identities, document.path, settings, known)
        checked = checked._replace(suppressed=gone.reasons, hidden=Hidden(self.file, (*hiding, *gone.hiding)))
        errors = checked.count(Severity.ERROR)
        if self.lenient and errors:
            passes = Hiding("fail_on", settings.fail_on, errors)
            checked = checked._replace(hidden=Hidden(self.file, (*checked.hidden.by, passes)))
        return checked, gone.used


@cache
def _own() -> Lexicon:
    """The lexicon that comes with the program; its files do not change under a process."""
    return Lexicon.load()


def session(settings: Settings, use_baseline: bool = True, file: str = "") -> Session:
    """``file`` is where the settings come from. UsageError for a rule, a lexicon folder or a baseline that is not
    there, a list of items that cannot be used, and a materiality that is none."""
    try:
        lexicon = Lexicon.load(settings.lexicon) if settings.lexicon else _own()
    except FileNotFoundError as error:
        raise UsageError(f"词库文件夹不存在：{error}") from None
    if settings.lexicon and (fault := lexicon.fault_of_list()):
        raise UsageError(f"公开清单 disclosure.csv 有误：{fault}；用 reconcile lexicon lint --lexicon 查看全部")
    materiality(settings.materiality)
    known = baseline.read(settings.baseline) if settings.baseline and use_baseline else {}
    lenient = bool(file) and settings.fail_on == configured(Path(file)).fail_on == "never"
    return Session(settings, lexicon, selection.chosen(RULES, settings), known, file, lenient)


def run(
    paths: Sequence[str], shared: Session, together: bool = False, progress: Progress = lambda done, of, path: None
) -> Run:
    """Every document of ``paths`` checked; ``progress`` is told of each before it is read.

    With ``together`` they are the parts of one disclosure; whole disclosures (a department's and its unit's, or two
    years of one office) are checked one by one and then held against each other.
    """
    checked: list[Checked] = []
    failures: list[Failure] = []
    used: set[Suppression] = set()
    twins = together and are_whole(paths)
    jobs: list[tuple[str, Callable[[], tuple[Document, bytes | None]]]]
    if together and not twins:
        jobs = [(" ".join(paths), lambda: (read_together(paths), None))]
    else:
        jobs = [(p, _reader(p)) for p in paths]
    for number, (path, read) in enumerate(jobs):
        progress(number, len(jobs), path)
        try:
            document, data = read()
            result, met = shared.check(document, data)
        except ReconcileError as error:
            failures.append(Failure(readable(path), str(error)))
        except ModuleNotFoundError:  # no fault of this document, and no other can be checked either
            raise
        except Exception as error:  # a document must never take the others with it, nor show a traceback
            if os.environ.get("RECONCILE_DEBUG"):
                raise
            failures.append(
                Failure(
                    readable(path),
                    f"{readable(path)}：检查时出现内部错误（{type(error).__name__}: {error}），请反馈给维护者",
                )
            )
        else:
            checked.append(result)
            used |= met
    if twins:
        checked = _compared(checked)
    ran = [rule.CODE for rule in (*shared.rules, *(across.RULES if twins else ()))]
    stale = selection.stale(shared.settings.suppress, used, [c.document.path for c in checked], ran)
    return Run(tuple(checked), tuple(failures), tuple(stale))


def notices(document: Document, outcome: Outcome) -> tuple[Notice, ...]:
    """What a report must not pass over: that there was nothing to check against, or nothing to check."""
    found = [*outcome.notices]
    if not document.grids:
        found.append(Notice("warning", "没有读到表格，只检查了文字说明自身"))
    if not outcome.ledger and outcome.relations:
        found.append(Notice("warning", "文字说明中没有读到数字，没有可与表格核对的内容"))
    return tuple(found)


WHOLE_TABLES, WHOLE_PROSE = 3, 1000  # tables, and characters of prose, that make a disclosure of its own


def are_whole(paths: Sequence[str]) -> bool:
    """Whether each of several files is a disclosure of its own, with prose and tables."""
    if len(paths) < 2 or STDIN in paths or any(os.path.isdir(p) for p in paths):
        return False
    try:
        documents = [_reader(p)()[0] for p in paths]
    except ReconcileError:
        return False
    return all(
        len(d.grids) >= WHOLE_TABLES and sum(len(p.text) for p in d.paragraphs) >= WHOLE_PROSE for d in documents
    )


def _compared(checked: list[Checked]) -> list[Checked]:
    """The documents with what they contradict in each other, told with the first of them."""
    from reconcile.archive.across import follow, twins

    if not checked:
        return checked
    outcomes, paths = [c.outcome for c in checked], [c.document.path for c in checked]
    found, outcomes = twins(outcomes, paths), follow(outcomes, paths)
    first, *others = [c._replace(outcome=o) for c, o in zip(checked, outcomes, strict=True)]
    outcome = first.outcome._replace(findings=ranked((*first.outcome.findings, *found)))
    return [first._replace(outcome=outcome), *others]


def _reader(path: str) -> Callable[[], tuple[Document, bytes | None]]:
    def read() -> tuple[Document, bytes | None]:
        if path == STDIN:
            data = sys.stdin.buffer.read()
            return read_bytes(data, "标准输入", DEFAULT)._replace(path=STDIN), data
        data = load(path)
        return read_bytes(data, readable(path), DEFAULT), data

    return read
