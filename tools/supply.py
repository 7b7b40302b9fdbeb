"""What an installation brings with it: ``python -m tools.supply``.

For each distribution that `reconcile` needs, straight or through another: its licence, its size on disk, who asks for
it, and which modules of ours import it. Ends with 1 where a licence is not a permissive one, or where something that is
asked for in ``pyproject.toml`` is imported by nothing.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|Unlicense|MPL|Mozilla|Zlib|HPND|CC0|0BSD", re.IGNORECASE
)
ELSEWHERE = re.compile(r"(?:sys_platform\s*==\s*['\"](?!linux)|platform_system\s*==\s*['\"](?!Linux))")
COPYLEFT = re.compile(r"\bA?L?GPL|GNU", re.IGNORECASE)


class Distribution(NamedTuple):
    name: str
    version: str
    licence: str
    size: int
    wanted_by: tuple[str, ...]
    imported_by: tuple[str, ...]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> list[str]:
    """The distributions that ``pyproject.toml`` names as needed by everybody."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [normal(re.split(r"[\s<>=!~;\[]", line)[0]) for line in project["dependencies"]]


def needed(names: list[str]) -> dict[str, set[str]]:
    """All that is needed, and by whom; markers of other platforms and extras are passed over."""
    found: dict[str, set[str]] = {name: {"reconcile"} for name in names}
    todo = list(names)
    while todo:
        name = todo.pop()
        try:
            lines = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for line in lines:
            if "extra ==" in line or ELSEWHERE.search(line):
                continue
            inner = normal(re.split(r"[\s<>=!~;\[(]", line)[0])
            if inner not in found:
                todo.append(inner)
            found.setdefault(inner, set()).add(name)
    return found


def licence_of(name: str) -> str:
    """What the distribution says of its licence, in few words."""
    about = metadata.metadata(name)
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License")]
    said = about.get("License-Expression") or "; ".join(classes) or (about.get("License") or "").split("\n")[0]
    return said[:60] or "?"


def size_of(name: str) -> int:
    files = metadata.files(name) or ()
    return sum(path.stat().st_size for f in files if (path := Path(str(f.locate()))).is_file())


def imports() -> dict[str, set[str]]:
    """Distribution → our modules that import something of it."""
    owners = metadata.packages_distributions()
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "reconcile").rglob("*.py")):
        for module in imported(ast.parse(file.read_text(encoding="utf-8"))):
            for owner in owners.get(module.partition(".")[0], ()):
                found.setdefault(normal(owner), set()).add(file.relative_to(ROOT).as_posix())
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def distributions() -> list[Distribution]:
    own = imports()
    found = []
    for name, wanted in needed(asked_for()).items():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        by = tuple(sorted(own.get(name, ())))
        found.append(Distribution(name, version, licence_of(name), size_of(name), tuple(sorted(wanted)), by))
    return sorted(found, key=lambda d: -d.size)


def troubles(found: list[Distribution]) -> list[str]:
    told = [f"{d.name}: {d.licence}" for d in found if COPYLEFT.search(d.licence) or not PERMISSIVE.search(d.licence)]
    return told + [f"{d.name}: imported by nothing" for d in found if "reconcile" in d.wanted_by and not d.imported_by]


def main() -> int:
    found = distributions()
    for d in found:
        users = ", ".join(d.imported_by[:3]) + (f" and {len(d.imported_by) - 3} more" if len(d.imported_by) > 3 else "")
        asked = "" if "reconcile" in d.wanted_by else f"for {', '.join(d.wanted_by[:3])}"
        print(f"{d.size / 1e6:7.1f} MB  {d.name} {d.version}  [{d.licence}]  {users or asked}")
    print(f"{sum(d.size for d in found) / 1e6:7.1f} MB  in {len(found)} distributions")
    wrong = troubles(found)
    for line in wrong:
        print(f"! {line}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
