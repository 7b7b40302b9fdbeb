"""How often each rule found something: a line a rule, the most frequent first; ``check --statistics``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reconcile.checked import Checked
from reconcile.findings import Severity

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
    return ("\n".join(lines or [words["nothing"]]) + "\n").encode()
