"""Names are found leftmost first, longest first, as by trying every name at every place."""

import random

from reconcile.lexicon.scanner import Scanner


def test_as_by_trying() -> None:
    some = random.Random(1)
    for _ in range(300):
        names = ["".join(some.choices("甲乙丙(", k=some.randint(1, 5))) for _ in range(some.randint(0, 9))]
        text = "".join(some.choices("甲乙丙（", k=some.randint(0, 20)))
        expected, at = [], 0
        while at < len(text):
            name = max((n for n in names if text.replace("（", "(").startswith(n, at)), key=len, default="")
            expected += [(at, at + len(name), "name", name)] if name else []
            at += len(name) or 1
        assert [tuple(span) for span in Scanner((n, "name", n) for n in names).scan(text)] == expected
