"""Text made to break the check: ``python -m tools.fuzz [SECONDS] [SEED]``.

Sentences of the samples and of what trips readers of numbers are cut, repeated, joined and damaged; each text goes
through reading, check and every report of words. An input that reaches lines of the program that none before reached is
kept and damaged further (coverage by `sys.monitoring` where Python has it, by `sys.settrace` elsewhere). Told are
errors of the program (also those that cost one rule or paragraph only), texts of more than SLOW seconds of work,
reports that hold terminal escapes, and documents with numbers that come out clean without one checked or unchecked.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

from reconcile.checked import Result
from reconcile.errors import ReadError
from reconcile.quantity import extract
from reconcile.readers import read_bytes
from reconcile.reports import Options, write
from reconcile.running import Session, session
from reconcile.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = str(ROOT / "reconcile")
SLOW = 20.0
ENOUGH = 200  # calls of a function that are looked at line by line
LONGEST = 2_000
FORMS = ("text", "json", "csv", "github", "junit", "html")
WORDS = (
    "支出（类）", "（款）", "（项）", "0%", "1,234,", "12,34.56万元", "其中：", "分别为", "、", "，", "。", "；", "：",
    "比上年增加", "下降", "持平", "占", "完成预算的", "%", "个百分点", "万元", "亿元", "元", "人", "（", "）", "“", "”",
    "【", "[a](", "**", "|", "\t", "\n", "\n\n", "一、", "（一）", "1.", "①", "△", "-", "▲", "2025年", "上年", "x" * 40,
    "甲、乙、丙分别为1万元、2万元、3万元", "\u200b", "\xa0", "\u3000", "XX", "0", "00", "999999999999999999", "1e9",
    "<td>", "</table>", "&#10;", "\ufffe", "\x07", "合计", "总计", "小计", "|---|---|\n", "2080505", "单位：万元\n",
)  # fmt: skip


class Trouble(NamedTuple):
    what: str
    text: str


def seeds() -> list[str]:
    """Paragraphs and tables of the samples, and the words alone."""
    found: list[str] = []
    for file in sorted((ROOT / "samples").glob("*.txt")):
        found += [block for block in file.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    return [*found, *WORDS]


def changed(chance: random.Random, pool: list[str]) -> str:
    """One of the pool, damaged once or a few times."""
    text = chance.choice(pool)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        match chance.randrange(7):
            case 0:
                text = text[:at] + chance.choice(WORDS) + text[at:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = text[:to] + text[at:to] * chance.choice((1, 2, 30)) + text[to:]
            case 3:
                text = text + chance.choice(("", "，", "。", "\n", "\n\n")) + chance.choice(pool)
            case 4:
                text = text[:at] + "".join(chance.choice("0123456789.,，%-") for _ in range(4)) + text[at:]
            case 5:
                text = text[:at] + chance.choice(pool)[:200] + text[to:]
            case _:
                cut = list(text)
                chance.shuffle(cut) if len(cut) < 40 else cut.reverse()
                text = "".join(cut)
    return text[:LONGEST]


def troubles(text: str, shared: Session, forms: tuple[str, ...] = FORMS) -> Iterator[Trouble]:
    """What is wrong with how the text is treated."""
    started = time.process_time()
    try:
        document = read_bytes(text.encode("utf-8", "replace"), "x.txt")
    except ReadError:
        return
    checked, _ = shared.check(document)
    yield from (Trouble(n.message, text) for n in checked.outcome.notices if n.level == "error")
    for form in forms:
        if b"\x1b" in write(form, [checked], Options()):
            yield Trouble(f"a terminal escape in {form}", text)
    told = checked.outcome.ledger
    numbers = (q for p in document.paragraphs for q in extract(p.text) if q.type != "date")
    if checked.result is Result.CLEAN and not told and any(numbers):
        yield Trouble("numbers that nothing is said of", text)
    if (seconds := time.process_time() - started) > SLOW:
        yield Trouble(f"{seconds:.0f} seconds", text)


class Coverage:
    """Which lines of the package have run."""

    def __init__(self) -> None:
        self.lines: set[tuple[str, int]] = set()
        self.calls: dict[CodeType, int] = {}

    def __enter__(self) -> Coverage:
        if hasattr(sys, "monitoring"):
            monitoring: Any = sys.monitoring
            monitoring.use_tool_id(monitoring.COVERAGE_ID, "fuzz")
            monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, self._ran)
            monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)
        else:
            sys.settrace(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(sys, "monitoring"):
            monitoring: Any = sys.monitoring
            monitoring.free_tool_id(monitoring.COVERAGE_ID)
        else:
            sys.settrace(None)

    def _ran(self, code: CodeType, line: int) -> object:
        if code.co_filename.startswith(PACKAGE):
            self.lines.add((code.co_filename, line))
        return sys.monitoring.DISABLE  # type: ignore[attr-defined]

    def _called(self, frame: FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        code = frame.f_code
        self.calls[code] = calls = self.calls.get(code, 0) + 1
        if calls > ENOUGH or not code.co_filename.startswith(PACKAGE):
            return None
        name, lines = frame.f_code.co_filename, self.lines

        def local(inner: FrameType, happened: str, _: object) -> Callable[..., Any]:
            lines.add((name, inner.f_lineno))
            return local

        return local


def fuzz(seconds: float, seed: int) -> list[Trouble]:
    """Tries texts for so long; the first of each kind of trouble."""
    chance, pool, shared = random.Random(seed), seeds(), session(Settings())
    found: dict[str, Trouble] = {}
    tried, until = 0, time.monotonic() + seconds
    with Coverage() as coverage:
        while time.monotonic() < until:
            text, before = changed(chance, pool), len(coverage.lines)
            try:
                for trouble in troubles(text, shared):
                    found.setdefault(trouble.what[:60], trouble)
            except Exception as error:  # what this looks for
                found.setdefault(f"{type(error).__name__}: {error}"[:60], Trouble(repr(error), text))
            if len(coverage.lines) > before:
                pool.append(text)
            tried += 1
    print(f"{tried} texts, {len(pool)} kept, {len(coverage.lines)} lines of the program reached, {len(found)} troubles")
    return list(found.values())


def main(arguments: list[str]) -> int:
    seconds, seed = (float(a) for a in (arguments + ["60", "1"][len(arguments) :])[:2])
    found = fuzz(seconds, int(seed))
    for trouble in found:
        print(f"- {trouble.what}\n  {trouble.text[:2000]!r}")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
