"""What the shortest calls cost, beside a bare interpreter: ``python benchmarks/startup.py``."""

from __future__ import annotations

from measuring import cost, show

CALLS = {
    "reconcile --help": (["-m", "reconcile", "--help"], "<= 0.15 s"),
    "reconcile check --help": (["-m", "reconcile", "check", "--help"], "<= 0.15 s"),
    "reconcile rules": (["-m", "reconcile", "rules"], "-"),
    "import reconcile": (["-c", "import reconcile"], "-"),
    "reconcile.extract of one sentence": (["-c", "import reconcile; reconcile.extract('增加104.59万元')"], "-"),
}


def main() -> None:
    floor = cost(["-c", "pass"])
    show("python -c pass (floor)", floor, floor, "-")
    for name, (arguments, aim) in CALLS.items():
        show(name, cost(arguments), floor, aim)


if __name__ == "__main__":
    main()
