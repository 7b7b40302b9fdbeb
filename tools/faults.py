"""The small faults that `tools.mutate` can put into a Python or CSV file, each as a stretch of bytes to replace."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Fault(NamedTuple):
    """``new`` instead of the bytes from ``start`` to ``end`` of the file ``path``, which is relative to the tree."""

    path: str
    line: int
    start: int
    end: int
    new: bytes
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}"


def faults(root: Path, target: str) -> list[Fault]:
    """All faults that can be put into the target, in the order of the file."""
    path, _, name = target.partition(":")
    data = (root / path).read_bytes()
    if path.endswith(".csv"):
        return rows(path, data)
    tree = ast.parse(data)
    scope: ast.AST = within(tree, name) if name else tree
    lines = [0]
    for line in data.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = []
    for node, put, what in mutations(scope, words(tree), members(tree)):
        start = lines[node.lineno - 1] + node.col_offset
        end = lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        new = f"({ast.unparse(put)})".encode()
        found.append(Fault(path, node.lineno, start, end, new, f"{what}: {short(node)} -> {short(put)}"))
    return found


def rows(path: str, data: bytes) -> list[Fault]:
    """Each row of a table but its head; rows with line breaks in a cell are left alone."""
    found = []
    at = 0
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        if number > 1 and line.strip() and not line.startswith(b"#") and line.count(b'"') % 2 == 0:
            said = line.decode(errors="replace").strip()[:80]
            found.append(Fault(path, number, at, at + len(line), b"", f"row left out: {said}"))
        at += len(line)
    return found


def within(tree: ast.Module, name: str) -> ast.AST:
    """The function or class of that name; dots lead into classes."""
    node: ast.AST = tree
    for part in name.split("."):
        inside = [n for n in ast.iter_child_nodes(node) if getattr(n, "name", None) == part]
        if not inside:
            raise SystemExit(f"there is no {name} in the file")
        node = inside[0]
    return node


def words(tree: ast.AST) -> list[str]:
    """The short words that stand as constants in the module, which a slip could put in each other's place."""
    found = {n.value for n in code(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value}
    return sorted(w for w in found if len(w) <= 20 and " " not in w)


def members(tree: ast.AST) -> dict[str, list[str]]:
    """The members of enumerations that the module speaks of, by enumeration: `Measure.ACTUAL`."""
    found: dict[str, set[str]] = {}
    for node in code(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            found.setdefault(node.value.id, set()).add(node.attr)
    return {name: sorted(inside) for name, inside in found.items()}


def after(one: str, of: list[str]) -> str:
    """The next of a list, the first again after the last."""
    return dict(pairwise([*of, of[0]]))[one]


def code(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs: no docstrings, annotations, parts of f-strings (which have no place of their own)."""
    yield node
    skipped: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        skipped.append(body[0])
    for child in ast.iter_child_nodes(node):
        if child not in skipped and not isinstance(child, ast.JoinedStr):
            yield from code(child)


Mutation = tuple[ast.expr, ast.expr, str]


def mutations(scope: ast.AST, others: list[str], kinds: dict[str, list[str]]) -> Iterator[Mutation]:
    for node in code(scope):
        if isinstance(node, ast.Compare):
            yield from compared(node)
        elif isinstance(node, ast.BoolOp):
            yield from joined(node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, node.operand, "not left out"
        elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
            yield node, ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right), "another operation"
        elif isinstance(node, ast.Constant):
            yield from constants(node, others)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            if len(kinds[node.value.id]) > 1:
                yield node, ast.Attribute(node.value, after(node.attr, kinds[node.value.id])), "member"
        elif isinstance(node, (ast.If, ast.IfExp)):
            yield node.test, ast.Constant(True), "always"
            yield node.test, ast.Constant(False), "never"
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                yield test, ast.Constant(True), "filter left out"
        elif isinstance(node, ast.Return) and isinstance(node.value, (ast.Compare, ast.BoolOp)):
            yield node.value, ast.UnaryOp(ast.Not(), node.value), "the opposite returned"


def compared(node: ast.Compare) -> Iterator[Mutation]:
    for index, op in enumerate(node.ops):
        put = copy.deepcopy(node)
        put.ops[index] = OTHER[type(op)]()
        yield node, put, "comparison"


def joined(node: ast.BoolOp) -> Iterator[Mutation]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield node, ast.BoolOp(other, node.values), "and/or"
    for index in range(len(node.values)):
        left = [v for i, v in enumerate(node.values) if i != index]
        yield node, left[0] if len(left) == 1 else ast.BoolOp(node.op, left), "condition left out"


def constants(node: ast.Constant, others: list[str]) -> Iterator[Mutation]:
    if isinstance(node.value, bool):
        yield node, ast.Constant(not node.value), "truth"
    elif isinstance(node.value, int):
        yield node, ast.Constant(node.value + 1), "number"
    elif isinstance(node.value, str) and node.value in others and len(others) > 1:
        yield node, ast.Constant(after(node.value, others)), "word"


def short(node: ast.expr) -> str:
    said = ast.unparse(node)
    return said if len(said) <= 60 else f"{said[:57]}..."
