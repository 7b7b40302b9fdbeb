"""What ``pip install`` puts on the disk, by distribution: ``python benchmarks/size.py [EXTRA...]``.

Counts the files of the installed distributions that the project requires, directly and through others, as they lie in
this environment.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

SHOWN = 15


def required(name: str, extras: frozenset[str], seen: dict[str, Distribution]) -> None:
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # for another system, or not installed
    seen[key] = found
    for line in found.requires or ():
        other = re.match(r"[\w.-]+", line)
        extra = re.search(r"extra\s*==\s*[\"'](\w[\w-]*)[\"']", line)
        if other and (extra is None or extra[1] in extras):
            required(other[0], frozenset(), seen)


def size(found: Distribution) -> int:
    paths = [found.locate_file(f) for f in found.files or ()]
    return sum(p.stat().st_size for p in paths if p.is_file())  # type: ignore[attr-defined]


def main(extras: list[str]) -> None:
    seen: dict[str, Distribution] = {}
    required("reconcile-cn", frozenset(extras), seen)
    sizes = sorted(((size(found), name) for name, found in seen.items()), reverse=True)
    for number, name in sizes[:SHOWN]:
        print(f"{name:<24} {number / 2**20:8.1f} MiB")
    rest = sizes[SHOWN:]
    if rest:
        print(f"{f'{len(rest)} more':<24} {sum(n for n, _ in rest) / 2**20:8.1f} MiB")
    print(f"{'all':<24} {sum(n for n, _ in sizes) / 2**20:8.1f} MiB in {len(sizes)} distributions")


if __name__ == "__main__":
    main(sys.argv[1:])
