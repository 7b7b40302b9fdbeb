"""Builds the wheel and looks whether it holds what it must and nothing else: ``python tools/wheel.py [--tag v1.2.3]``.

Needs hatchling only. The wheel's own package is then imported from the wheel, so that a file that is missing from it
cannot hide behind the checkout.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUST = ("py.typed", "help.txt", "schema/report.schema.json", "_lexicons/indicators.csv", "__main__.py")
LARGEST = 4 << 20  # bytes


def problems(wheel: Path, tag: str) -> Iterator[str]:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    own = re.search(r'__version__ = "(.*?)"', (ROOT / "reconcile" / "__init__.py").read_text(encoding="utf-8"))
    if own is None or own[1] != version:
        yield f"reconcile.__version__ is not the project's version {version}"
    if tag and tag != f"v{version}":
        yield f"the tag {tag} is not v{version}"
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
    for name in MUST:
        if f"reconcile/{name}" not in names:
            yield f"reconcile/{name} is missing"
    for path in (ROOT / "lexicons").glob("*.csv"):
        if f"reconcile/_lexicons/{path.name}" not in names:
            yield f"lexicons/{path.name} is missing"
    for path in (ROOT / "reconcile").rglob("*"):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and "__pycache__" not in name and name not in names:
            yield f"{name} is missing"
    for name in names:
        if not name.startswith(("reconcile/", f"reconcile_cn-{version}.dist-info/")):
            yield f"{name} does not belong in it"
    if not any(name.endswith("licenses/LICENSE") for name in names):
        yield "the licence is missing"
    if wheel.stat().st_size > LARGEST:
        yield f"it is larger than {LARGEST >> 20} MiB"
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); import reconcile; assert {wheel.name!r} in reconcile.__file__"
    )
    if subprocess.run([sys.executable, "-S", "-c", code], cwd=wheel.parent).returncode:
        yield "the package cannot be imported from it"


def main(arguments: list[str]) -> int:
    tag = arguments[arguments.index("--tag") + 1] if "--tag" in arguments else ""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        (wheel,) = Path(folder).glob("*.whl")
        found = list(problems(wheel, tag))
        print("\n".join(found) or f"{wheel.name}: {wheel.stat().st_size / 1024:.0f} KiB, holds what it must")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
