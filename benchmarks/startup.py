"""What the shortest calls cost, taken in turn with a bare interpreter: ``python benchmarks/startup.py``."""

from __future__ import annotations

from measuring import paired, show

CALLS = {
    "reconcile --help": (["-m", "reconcile", "--help"], "<= 4 x floor"),
    "reconcile check --help": (["-m", "reconcile", "check", "--help"], "<= 0.15 s"),
    "reconcile rules": (["-m", "reconcile", "rules"], "-"),
    "reconcile check sample": (["-m", "reconcile", "check", "samples/budget_faulty.txt"], "<= 18 x floor"),
    "the same, with an option": (
        ["-m", "reconcile", "check", "samples/budget_faulty.txt", "--fail-on", "never"],
        "-",
    ),
    "import reconcile": (["-c", "import reconcile"], "-"),
    "reconcile.extract of one sentence": (["-c", "import reconcile; reconcile.extract('增加104.59万元')"], "-"),
}


def main() -> None:
    floor = "python -c pass (floor)"
    found = paired({floor: ["-c", "pass"], **{name: arguments for name, (arguments, _) in CALLS.items()}}, runs=25)
    show(floor, found[floor], found[floor], "-")
    for name, (_, aim) in CALLS.items():
        show(name, found[name], found[floor], aim)


if __name__ == "__main__":
    main()
