"""What is generated in the docs, and a check of all Markdown in the repository.

``docs/rules/`` comes from the rules themselves, the READMEs' example of a finding from the sample. ``python -m
tools.docs`` writes them; with ``--check`` it writes nothing and fails where one is not what it would write, where a
page is of no rule, or where a link leads nowhere.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reconcile.cli import call
from reconcile.reports import write
from reconcile.rules import ALL
from reconcile.rules.describe import SEVERITIES, Description, describe
from reconcile.running import run, session
from reconcile.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"
EXAMPLE = re.compile(r"(?P<before><!-- made by tools.docs -->\n```text\n).*?(?P<after>```)", re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s#]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)


def pages() -> dict[Path, str]:
    """Every page that is generated, with its text."""
    described = [describe(rule) for rule in ALL]
    index = ["# 规则", "", "由 `python -m tools.docs` 从各规则的说明生成，请勿手工修改。", ""]
    index += ["| 编号 | 名称 | 最高级别 | 种类 | 检查什么 |", "|---|---|---|---|---|"]
    index += [
        f"| [{d.code}]({d.code}.md) | {d.name} | {SEVERITIES[d.severity]} | {d.kind} | {d.what} |" for d in described
    ]
    return {
        ROOT / "reconcile" / "help.txt": help_page(),
        **{ROOT / name: with_example(ROOT / name) for name in ("README.md", "README.zh-CN.md")},
        PAGES / "README.md": "\n".join(index) + "\n",
        **{PAGES / f"{d.code}.md": page(d) for d in described},
    }


def with_example(path: Path) -> str:
    """The file with its example of a finding as the sample gives it now."""
    return EXAMPLE.sub(lambda m: f"{m['before']}{example()}{m['after']}", path.read_text(encoding="utf-8"))


def help_page() -> str:
    """The overview of the commands, as the argument parser would give it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        call(["--help"])
    return out.getvalue().rstrip("\n") + "\n"


@cache
def example() -> str:
    """The first finding of R101 in the faulty sample, as the terminal shows it."""
    shared = session(Settings(select=("R101",)))
    report = write("text", run([str(ROOT / "samples" / "budget_faulty.txt")], shared).checked).decode()
    first = report.split("\n  R101 ")[1]
    return f"  R101 {first}\n"


def page(rule: Description) -> str:
    """A rule's page: examples as they are printed, prose as prose."""
    lines = [f"# {rule.code} {rule.name}", "", f"级别：{SEVERITIES[rule.severity]}　种类：`{rule.kind}`", "", rule.what]
    lines += ["", rule.why] if rule.why else []
    for label, body in rule.sections.items():
        text = body if label == "依据" else f"```text\n{body}\n```"
        lines += ["", f"## {label}", "", text]
    lines += ["", "## 实测", "", *(f"- {line}" for line in rule.measured)]
    return "\n".join([*lines, "", "[全部规则](README.md)"]) + "\n"


def problems() -> Iterator[str]:
    """What is wrong with the pages as they lie there, and with the links of every Markdown file."""
    wanted = pages()
    for path, text in wanted.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield f"{path.relative_to(ROOT)} is not up to date: run python -m tools.docs"
    for path in sorted(set(PAGES.glob("*.md")) - set(wanted)):
        yield f"{path.relative_to(ROOT)} is of no rule"
    for path in markdown():
        for match in LINK.finditer(FENCED.sub("", path.read_text(encoding="utf-8"))):
            target = match["target"]
            if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
                yield f"{path.relative_to(ROOT)}: the link to {target} leads nowhere"


def markdown() -> list[Path]:
    folders = (ROOT, ROOT / "docs", ROOT / "samples", ROOT / "tests", ROOT / "benchmarks", ROOT / "lexicons")
    found = {p for f in folders for p in (f.glob("*.md") if f == ROOT else f.rglob("*.md"))}
    return sorted(found - set((ROOT / "tests" / "rules" / "cases").glob("*.md")))


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = list(problems())
        print("\n".join(found) or "docs are up to date")
        return int(bool(found))
    PAGES.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in set(PAGES.glob("*.md")) - set(wanted):
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
