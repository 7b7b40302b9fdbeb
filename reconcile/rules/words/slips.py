"""常见的错字、多字：公务车用车、支出收入、截止到……年末

写错的词和正确的写法列在 lexicons/slips.csv，可以自己增补。财政的专门名称写错，而同一文件别处写得对的，是错误。
为什么：这些写法在公开的文件里反复出现，看一眼容易放过。

错误示例：主要原因是公务车用车运行费保持不变。
正确示例：主要原因是公务用车运行费保持不变。
依据：lexicons/slips.csv 每行的来由。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.rules.values import Result
from reconcile.rules.words.passages import passages

CODE = "R515"
NAME = "错字"
KIND = "prose"
SEVERITY = Severity.ERROR
ATTESTED = 2  # times that the right name stands in the document


def check(facts: Facts) -> Iterator[Result]:
    read = passages(facts)
    whole = "\n".join([p.text for p in read])
    for slip in facts.lexicon.slips:
        if slip.wrong not in whole:
            continue
        attested = slip.term and whole.count(slip.right) >= ATTESTED
        for passage in read:
            start = passage.text.find(slip.wrong)
            while start >= 0:
                end = start + len(slip.wrong)
                if not any(passage.text.startswith(w, max(0, start - w.find(slip.wrong))) for w in slip.unless):
                    yield Finding(
                        CODE,
                        NAME,
                        "naming" if slip.term else KIND,
                        Severity.ERROR if attested else Severity.WARNING,
                        f"“{slip.wrong}”应为“{slip.right}”。",
                        (passage.quote(start, end),),
                        expected=slip.right,
                        suggestion=f"改为“{slip.right}”",
                    )
                start = passage.text.find(slip.wrong, end)
