"""Whatever a check says in Chinese has an English form, and no English form is of what is no longer said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from reconcile import command, ledger, mishaps, selection, sentences, ticks
from reconcile.prose import page, values
from reconcile.readers import sniffing
from reconcile.readers.pdf.quality import Trouble
from reconcile.rules import ALL, text_table
from reconcile.rules.words import empty_slot
from reconcile.sentences.rules import NAMES

PROGRAM = Path(sentences.__file__).resolve().parents[1]
SILENT = (
    "sentences/",
    "reports/",
    "lexicon/",
    "review/",
    "agents/",
    "archive/",
)  # rooms that do not ask for a language
SILENT_FILES = ("decisions/signing.py", "exporting.py", "verifying.py", "frames.py", "interface.py", "cli.py")
HAN = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|万元|亿元|〔〕|分别|\b元\b")  # is told as it is printed
UNREAD_PART = page.UNREAD.format(page.REASONS["part"])  # stands where the words of others stand
SAMPLES = ("7", "")  # for what is filled in
MOST = 64  # ways of filling a sentence
SAID = ("ReadError", "UsageError", "ReconcileError", "Failure", "Notice", "note", "say")
# functions that name a sentence by a variable, and what stands before it
SAYING = {
    "mishaps.py": ("_say", ""),
    "readers/guarded.py": ("_how_it_ended", "7："),
    "readers/spreadsheet.py": ("notices", ""),
    "settings.py": ("_problem", ""),
    "usage.py": ("said", ""),
}
# caught where they are raised, or of the page that another sentence names
NOT_WHOLE = ("嵌套过深", "格式不能识别", "7；有7个数字字符认不准，带有它们的数没有读取")


def files() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PROGRAM.rglob("*.py")):
        name = path.relative_to(PROGRAM).as_posix()
        if not name.startswith("sentences/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> list[str]:
    """What an expression may give, with samples for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            found = [texts(p.value) if isinstance(p, ast.FormattedValue) else texts(p) for p in parts]
            return ["".join(one) for one in list(product(*found))[:MOST]]
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return [a + b for a in texts(left) for b in texts(right)]
        case ast.IfExp(body=body, orelse=orelse):
            return texts(body) + texts(orelse)
        case ast.BoolOp(values=either):
            return [text for one in either for text in texts(one)]
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant(value=str(text)))):
            return [text.replace("{}", sample) for sample in SAMPLES]
    return list(SAMPLES)


def sentences_in(node: ast.AST) -> Iterator[list[str]]:
    """The ways in which each whole sentence below the node may come out."""
    if isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp, ast.IfExp)):
        found = texts(node)
        if any(map(HAN.search, found)):
            branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else []
            yield from (s for b in branches for s in sentences_in(b)) if branches else iter([found])
            return
    for child in ast.iter_child_nodes(node):
        yield from sentences_in(child)


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def said() -> Iterator[tuple[str, list[str]]]:
    """Errors, notices, and what a run tells of itself: where, and how it may come out."""
    yield "command.py", [command.summary((), ["7"])]
    yield from (("quality.py", [trouble.value]) for trouble in Trouble)
    yield from (("sniffing.py", [f"7：{meaning}"]) for _, meaning in sniffing._REFUSED)
    for name, tree in files():
        if name.startswith(SILENT) or name in SILENT_FILES:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in SAID:
                for argument in (*node.args, *(k.value for k in node.keywords)):
                    yield from ((f"{name}:{node.lineno}", s) for s in sentences_in(argument))
            function, before = SAYING.get(name, ("", ""))
            if isinstance(node, ast.FunctionDef) and node.name == function:
                body = node.body[1:] if ast.get_docstring(node) else node.body
                found = [s for part in body for s in sentences_in(part)]
                yield from ((f"{name}:{node.lineno}", [before + way for way in ways]) for ways in found)


def reasons() -> Iterator[tuple[str, list[str]]]:
    """Why numbers are unchecked, and what is said of items of the checklist."""
    known = [
        UNREAD_PART,
        *(text for key, text in page.REASONS.items() if key != "part"),
        *text_table.APART.values(),
        values.OPEN,
        page.UNREAD,
        mishaps.NOT_CHECKED,
    ]
    known += [v for m in (ticks, ledger) for k, v in vars(m).items() if k.isupper() and isinstance(v, str)]
    yield from (("constants", [text]) for text in known)
    for name, tree in files():
        if not name.startswith(("align/", "checklist/", "prose/", "rules/", "judging.py", "checking.py", "address.py")):
            continue
        for node in ast.walk(tree):
            found: list[ast.AST] = []
            if isinstance(node, ast.Call):
                found = [k.value for k in node.keywords if k.arg in ("reason", "missing")]
                found += node.args if name_of(node) in ("refuse", "Entry", "Comparison") else []
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith(
                ("page.reasons[", "self.reasons[")
            ):
                found = [node.value]
            if isinstance(node, ast.FunctionDef) and (name, node.name) == ("judging.py", "_barred"):
                found = [part for part in node.body[1:] if "REASON" not in ast.unparse(part)]
            yield from ((f"{name}:{node.lineno}", s) for part in found for s in sentences_in(part))  # type: ignore[attr-defined]


def advice() -> Iterator[tuple[str, list[str]]]:
    """What findings advise, and what may have happened."""
    yield "selection.py", [selection.KNOWN]
    yield from (("empty_slot.py", [f"补上{what}"]) for what, _ in empty_slot.SLOTS)
    for name, tree in files():
        if not name.startswith(("rules/", "diagnosis/", "archive/across/", "selection.py")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg in ("suggestion", "cause", "lowered"):
                yield from ((f"{name}:{node.value.lineno}", s) for s in sentences_in(node.value))
            if isinstance(node, ast.FunctionDef) and name in ("diagnosis/hints.py", "rules/rate_causes.py"):
                yield from ((f"{name}:{node.lineno}", s) for part in node.body[1:] for s in sentences_in(part))
            if isinstance(node, ast.FunctionDef) and node.name == "_cause":
                yield from ((f"{name}:{node.lineno}", s) for part in node.body for s in sentences_in(part))


@pytest.mark.parametrize(
    "collected, patterns",
    [(said, sentences.PATTERNS), (reasons, sentences.REASONS), (advice, sentences.PHRASES)],
    ids=["said", "reasons", "advice"],
)
def test_every_sentence_has_an_english_form(collected, patterns) -> None:  # type: ignore[no-untyped-def]
    found = [one for one in collected() if not set(one[1]) & set(NOT_WHOLE)]
    assert len(found) > 30
    missing = {
        f"{where} {ways[0]}"
        for where, ways in found
        if all(HAN.search(QUOTED.sub("", sentences.english(way, patterns))) for way in ways)
    }
    assert sorted(missing) == []


def test_no_english_form_is_left_of_what_is_no_longer_said() -> None:
    """Every pattern fits a sentence, or a part of one, that stands somewhere in the program."""
    everything = {way for _, tree in files() for ways in sentences_in(tree) for way in ways if HAN.search(way)}
    everything |= {part for text in everything for part in text.split("；")}
    everything |= {f"7：{text}" for text in everything} | {command.summary((), ["7"])}
    everything |= {UNREAD_PART} | {f"补上{what}" for what, _ in empty_slot.SLOTS}
    stale = [
        pattern.pattern
        for patterns in (sentences.PATTERNS, sentences.REASONS, sentences.PHRASES)
        for pattern, _ in patterns
        if not any(map(pattern.fullmatch, everything))
    ]
    assert stale == []


def test_every_rule_has_an_english_name_and_no_name_is_of_another() -> None:
    assert sorted(NAMES) == sorted(rule.CODE for rule in ALL)
