"""Patterns that are compiled when they are first used, and kept as compiled for the next call.

To compile all that a short text meets takes longer than all the rest of its check. What either module of patterns makes
of a source is a list of numbers: it lies in the user's cache folder, under the source, and a pattern is made of it at
once. Only patterns of the program and of lexicons are kept, never what a document says. Without a file, or with another
Python or another `regex`, everything is compiled as ever.
"""

from __future__ import annotations

import os
import re
import sys
from copyreg import dispatch_table
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any, cast

from reconcile import kept

if TYPE_CHECKING:
    import regex

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
ENGINE = "regex._regex"


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later."""
    return cast("re.Pattern[str]", _Late(source, flags, compiled))


def lazy_regex(source: str, flags: int = 0) -> regex.Pattern[str]:
    """As `regex.compile`, later."""
    return cast("regex.Pattern[str]", _Late(source, flags, compiled_regex))


class _Late:
    def __init__(self, source: str, flags: int, how: Any) -> None:
        self.pattern = source
        self._flags, self._how = flags, how

    def __getattr__(self, name: str) -> Any:
        made = self._how(self.pattern, self._flags)
        self.__dict__.update((method, getattr(made, method)) for method in METHODS)  # never asked for again
        return getattr(made, name)


@cache
def programs() -> kept.Book:
    """What patterns were made of."""
    engine = import_module("_sre")
    return kept.book(f"patterns-{sys.implementation.cache_tag}-{engine.MAGIC}-{engine.CODESIZE}")


@cache
def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for a source that is the program's or the lexicon's own."""
    key = f"re {int(flags)} {source}"
    program = programs().get(key)
    if program is not None:
        return cast("re.Pattern[str]", import_module("_sre").compile(source, *program))
    made = re.compile(source, flags)
    try:
        program = _program(source, int(flags))
        if import_module("_sre").compile(source, *program) == made:  # compares the programs, too
            programs().put(key, program)
    except (ImportError, AttributeError, TypeError):
        pass  # a Python whose `re` is built in another way
    return made


def _program(source: str, flags: int) -> tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]:
    """What `re.compile` makes of a source before it is a pattern."""
    parsed = import_module("re._parser").parse(source, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = list(map(int, import_module("re._compiler")._code(parsed, flags)))
    return flags | parsed.state.flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names)


def compiled_regex(source: str, flags: int = 0) -> regex.Pattern[str]:
    """As `regex.compile`, for a source that is the program's or the lexicon's own."""
    engine, build = _engine()
    key = f"regex {build} {int(flags)} {source}"
    program = programs().get(key)
    if program is not None:
        return cast("regex.Pattern[str]", engine.compile(*program))
    import regex

    made = regex.compile(source, int(flags))
    programs().put(key, dispatch_table[type(made)](made)[1])  # what pickling would keep
    return made


@cache
def _engine() -> tuple[Any, str]:
    """The part of `regex` that puts patterns together and runs them, and what tells its build from others. It is
    loaded by itself: the rest of the package only makes programs of sources, and takes longer to load than a page to
    be checked."""
    package = find_spec("regex")
    spec = PathFinder.find_spec(ENGINE, package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None or spec.origin is None:
        return import_module(ENGINE), ""
    about = os.stat(spec.origin)
    if ENGINE not in sys.modules:
        sys.modules[ENGINE] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[ENGINE])
    return sys.modules[ENGINE], f"{about.st_size} {about.st_mtime_ns}"
