"""How fast the lexicon is: ``python benchmarks/lexicon.py``."""

from __future__ import annotations

import time
from collections.abc import Callable

from reconcile.lexicon import Lexicon
from reconcile.lexicon.judging import Judge
from reconcile.lexicon.paths import find_paths
from reconcile.lexicon.plain import PlainNames

PROSE = "1. 社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）51.20万元，主要用于缴费。"


def best(call: Callable[[], object], times: int = 9) -> float:
    """Milliseconds of the shortest run."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        found.append(time.perf_counter() - started)
    return min(found) * 1000


def main() -> None:
    lexicon = Lexicon.load()
    judge, plain = Judge({}, lexicon, 2024), PlainNames({}, lexicon, 2024)
    print(f"read functional.csv      {best(lambda: Lexicon.load().classification.entries('functional')):8.2f} ms")
    print(f"first look-up by code    {best(lambda: Lexicon.load().by_code('functional', '201')):8.2f} ms")
    print(f"first look-up by name    {best(lambda: Lexicon.load().by_name('行政运行')):8.2f} ms")
    lookups = best(lambda: [lexicon.resolve("机关事业单位基本养老保险缴费支出") for _ in range(10000)])
    print(f"exact look-ups           {1e7 / lookups:8.0f} a second")
    print(f"near look-up             {best(lambda: lexicon.near('一般公共预算服务支出')):8.2f} ms")
    print(f"title of a table         {best(lambda: lexicon.table_kind('2024年市级部门一般公共预算支出表')):8.3f} ms")
    print(f"paths of a paragraph     {best(lambda: [judge.judge(m) for m in find_paths(PROSE)]):8.3f} ms")
    print(f"near names, paragraph    {best(lambda: plain.find(PROSE)):8.3f} ms")


if __name__ == "__main__":
    main()
