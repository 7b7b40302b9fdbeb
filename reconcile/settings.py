"""Settings of a run: what ``reconcile.toml`` or ``[tool.reconcile]`` in ``pyproject.toml`` says, under the options.

The nearest of the two files counts, from the working folder upwards. Paths in it are relative to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from reconcile.errors import UsageError
from reconcile.patterns import lazy
from reconcile.tuples import EMPTY, NamedTuple

Level = Literal["error", "warning", "info"]
FailOn = Literal["error", "warning", "info", "never"]
Language = Literal["zh", "en"]

FILE = "reconcile.toml"
# [tool.reconcile], [tool] and tool.reconcile.select = …: without any of them no settings are in a file
OWN_TABLE = lazy(r"""^[ \t]*\[*[ \t]*["']?tool["']?[ \t]*(?:\.[ \t]*["']?reconcile|\]|=)""", re.MULTILINE)


class Suppression(NamedTuple):
    """A finding that is known and accepted. ``code`` may be the beginning of codes (R2); ``quote`` stands in the
    message or in one of the quotes, ``path`` is a pattern for the document's name or path; both may be left out, the
    ``reason`` may not."""

    code: str
    reason: str
    quote: str = ""
    path: str = ""

    def __str__(self) -> str:
        return " ".join(p for p in (self.code, self.path, f"“{self.quote}”" if self.quote else "") if p)


class Settings(NamedTuple):
    """``select`` and ``ignore`` are codes or beginnings of codes (``R2`` is all of R2xx); an empty ``select`` is all.
    ``severity`` maps such codes to another severity; errors and warnings with less at stake than ``materiality``
    (1万元, 0.5%) are told as info; with ``strict`` a run ends with an exit code of its own where a document is
    incomplete."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = EMPTY
    suppress: tuple[Suppression, ...] = ()
    baseline: Path | None = None
    min_confidence: float = 0.0
    materiality: str = ""
    fail_on: FailOn = "error"
    strict: bool = False
    year: int | None = None
    lexicon: tuple[Path, ...] = ()
    lang: Language = "zh"

    def override(self, **options: object) -> Settings:
        """These settings with the options that were given (not None, not empty) in place of what they name."""
        return self._replace(**{k: v for k, v in options.items() if v is not None and v != ()})  # type: ignore[arg-type]


def load(config: Path | None = None, folder: Path | None = None) -> Settings:
    """The settings in the file ``config``, else in the nearest file from ``folder`` (the working folder) upwards, else
    the defaults. UsageError where the file is absent or says what no setting is."""
    path = config or nearest(folder)
    return parse(_table(path) or {}, path) if path else Settings()


def nearest(folder: Path | None = None) -> Path | None:
    """The file with settings that is found from ``folder`` (the working folder) upwards."""
    for place in _upwards((folder or Path.cwd()).resolve()):
        for path in (place / FILE, place / "pyproject.toml"):
            if path.is_file() and _table(path) is not None:
                return path
    return None


def parse(table: Mapping[str, Any], path: Path) -> Settings:
    """The settings in a TOML table; ``fail-on`` and ``fail_on`` are the same key."""
    from pydantic import TypeAdapter, ValidationError  # a tenth of a second, and only needed where there is a file

    try:
        settings = TypeAdapter(Settings).validate_python({k.replace("-", "_"): v for k, v in table.items()})
    except ValidationError as error:
        problems = "；".join(_problem(e["type"], e["loc"], e["input"]) for e in error.errors())
        raise UsageError(f"设置文件 {path}：{problems}") from None
    for suppression in settings.suppress:
        if not suppression.reason.strip():
            raise UsageError(f"设置文件 {path}：屏蔽 {suppression} 没有写明理由（reason）")
    if settings.materiality:
        from reconcile.materiality import materiality  # numbers are read by regex, which loads only where needed

        try:
            materiality(settings.materiality)
        except UsageError as error:
            raise UsageError(f"设置文件 {path}：{error}") from None
    base = path.resolve().parent
    return settings._replace(
        lexicon=tuple(base / folder for folder in settings.lexicon),
        baseline=base / settings.baseline if settings.baseline else None,
    )


def _table(path: Path) -> dict[str, Any] | None:
    """The settings table of a file; None for a ``pyproject.toml`` that has none."""
    text = _text(path)
    if path.name == "pyproject.toml" and not OWN_TABLE.search(text):
        return None

    import tomllib  # most runs have no settings file

    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"设置文件 {path} 不是有效的 TOML：{error}") from None
    if path.name == "pyproject.toml":
        table: dict[str, Any] | None = content.get("tool", {}).get("reconcile")
        return table
    return content


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"设置文件 {path} 不存在") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"设置文件 {path} 无法读取：{error}") from None


def _problem(kind: str, location: Iterable[int | str], value: object) -> str:
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"没有名为 {name} 的设置项"
    if kind in ("missing", "missing_argument"):
        return f"缺少 {name}"
    return f"{name} 的值 {value!r} 不对"


def _upwards(folder: Path) -> tuple[Path, ...]:
    return (folder, *folder.parents)
