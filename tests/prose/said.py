"""Statements as one line each, so that a sentence and what is read in it stand side by side."""

from __future__ import annotations

from functools import cache

from reconcile.document import Document, Paragraph
from reconcile.figures import Figure
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile
from reconcile.prose import read_prose
from reconcile.prose.values import Prose, Statement

PROFILES = {
    "budget": Profile("云湖市民政局2025年部门预算", "department_budget", "云湖市民政局", 2025),
    "account": Profile("云湖市民政局2025年度部门决算", "department_account", "云湖市民政局", 2025),
    "government": Profile("云湖市2025年预算执行情况的报告", "government_budget", "云湖市", 2025),
}


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def read(text: str, kind: str = "budget") -> Prose:
    """The prose of a document whose paragraphs are the lines of the text."""
    blocks = tuple(Paragraph(line) for line in text.split("\n"))
    return read_prose(Document("a.txt", "txt", blocks), lexicon(), PROFILES[kind], ())


def lines(prose: Prose) -> list[str]:
    return [line(s, prose) for s in prose.statements]


def line(statement: Statement, prose: Prose) -> str:
    """``收入总计 budget 2636.92万元 +104.59万元 +4.1% than last_actual``; ``of X`` names what it is a part of."""
    subject = statement.subject
    name = "·".join(subject.path) if len(subject.path) > 1 else subject.name
    told = [f"{subject.area}{name}"]
    for measure, figures in statement.amounts.items():
        told += [measure, *(f.quote for f in figures)]
    told += [signed(f) for f in (statement.change, statement.growth) if f]
    if statement.base:
        told.append(f"than {statement.base}")
    if statement.share:
        told.append(f"share {statement.share.quote}" + (f" of {statement.share_of}" if statement.share_of else ""))
    if statement.completion:
        told.append(f"completes {statement.completion.quote} of {statement.completion_of}")
    told += [f"{w.about or 'it'} {w.direction} than {w.than}" for w in statement.words]
    if statement.exception:
        told.append(f"except {statement.exception}")
    if statement.parent is not None:
        whole = prose.statements[statement.parent]
        told.append(f"part of {whole.subject.name}{' (all)' if whole.complete else ''}")
    return " ".join(told)


def signed(figure: Figure) -> str:
    return f"{'-' if figure.printed.digits < 0 else '+'}{figure.quote}"
