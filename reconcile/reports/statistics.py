"""How often each rule found something: a line a rule, the most frequent first; ``check --statistics``.

Before it, for each document that was not read and checked whole or from which settings took something away, the lines
that say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reconcile.checked import Checked, Result
from reconcile.findings import Severity
from reconcile.sources import visible

from .opening import gap_line, hidden_line, result_line
from .options import Options
from .words import LANGUAGES, SEVERITIES


def write(checked: Sequence[Checked], options: Options) -> bytes:
    words = LANGUAGES[options.language]
    found = [f for one in checked for f in one.findings]
    counts = Counter(f.code for f in found)
    names = {f.code: f.name for f in found}
    worst: dict[str, Severity] = {}
    for severity in reversed(SEVERITIES):
        worst |= {f.code: severity for f in found if f.severity == severity}
    lines = [
        f"{number:>5}  {code}  {words[worst[code]]}  {names[code]}"
        for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    heads = [line for one in checked for line in reserved(one, words)]
    if not lines and not heads:
        lines = [words["nothing"]]
    return (visible("\n".join([*heads, *lines])) + "\n").encode()


def reserved(checked: Checked, words: Mapping[str, str]) -> Iterator[str]:
    """What must be known before the counts mean anything; nothing where all was read and nothing taken away."""
    if checked.result is Result.INCOMPLETE or checked.hidden.file or checked.hidden.by:
        yield checked.document.path
        told = (result_line(checked, words), *(gap_line(gap, words) for gap in checked.incomplete))
        yield from (f"  {line}" for line in (*told, hidden_line(checked, words)) if line)
