"""``reconcile lexicon``: look names up, show and compare years, check the files, learn from an archive."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reconcile import usage
from reconcile.errors import UsageError

from .classification import FILES
from .lexicon import Lexicon
from .values import Entry, Grade

app = typer.Typer(
    cls=usage.Group,
    help="科目词库：查询、检查、比较年份、从公开文件中学习。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Kind(StrEnum):
    FUNCTIONAL = "functional"
    ECONOMIC_DEPARTMENT = "economic_department"
    ECONOMIC_GOVERNMENT = "economic_government"
    REVENUE = "revenue"


Overlays = Annotated[
    list[Path] | None, typer.Option("--lexicon", metavar="DIR", help="叠加自己的词库文件夹，可多次使用")
]
Kinds = Annotated[
    Kind | None,
    typer.Option(
        "--kind",
        help="functional 功能分类，economic_department 部门经济分类，economic_government 政府经济分类，revenue 收入",
    ),
]
Year = Annotated[int | None, typer.Option("--year", min=2007, max=2100, help="按哪一年的科目")]
GRADES = {
    Grade.EXACT: "名称相同",
    Grade.NORMALISED: "仅空格、括号、全半角不同",
    Grade.SUFFIX: "仅末尾“支出”“费用”等不同",
    Grade.SYNONYM: "常用的别名",
    Grade.NEAR: "相近，须核实",
}
KINDS = {
    "functional": "功能分类",
    "economic_department": "部门经济分类",
    "economic_government": "政府经济分类",
    "revenue": "收入分类",
}


@app.command(cls=usage.Command)
def lookup(
    names: Annotated[
        list[str], typer.Argument(metavar="CODE|NAME...", help="编码或名称；几个名称依次为类、款、项的路径")
    ],
    kind: Kinds = None,
    year: Year = None,
    lexicon: Overlays = None,
) -> None:
    """按编码、名称或类款项路径查科目。查不到时退出码为 1。"""
    book = _load(lexicon)
    wanted = kind.value if kind else None
    if len(names) == 1 and names[0].isdigit():
        found = [(e, "") for k in FILES if wanted in (None, k) for e in book.by_code(k, names[0])]
    elif len(names) > 1:
        found = [(m.entry, GRADES[m.grade]) for m in book.by_path(names, wanted or "functional", year)]
    else:
        matches = book.resolve(names[0], wanted, year) or book.near(names[0], wanted)
        found = [(m.entry, GRADES[m.grade]) for m in matches]
    if year:
        found = [f for f in found if f[0].valid(year)] or found
    for entry, grade in found:
        typer.echo(_line(entry, grade))
        _tell_rename(book, entry)
    if not found:
        typer.echo(f"词库中没有“{' '.join(names)}”。", err=True)
        raise typer.Exit(1)


def _tell_rename(book: Lexicon, entry: Entry) -> None:
    rename = book.renamed(entry.name, entry.code) if entry.last_year else None
    if rename:
        new = "、".join(f"{code} {name}" for code, name in rename.new)
        typer.echo(
            f"    {rename.year}年{'（大致）' if rename.approximate else ''}起为：{new}（依据 {rename.evidence}）"
        )


def _line(entry: Entry, grade: str = "") -> str:
    years = ""
    if entry.first_year or entry.last_year:
        years = f"{entry.first_year or ''}—{entry.last_year or ''}"
    parts = [
        KINDS[entry.kind],
        entry.code,
        f"{entry.name}（{entry.level}）",
        years,
        f"{entry.evidence}" + (f"，{entry.documents}份文件" if entry.documents else ""),
        grade,
    ]
    return "  ".join(p for p in parts if p)


@app.command(cls=usage.Command)
def show(
    code: Annotated[str, typer.Argument(help="编码，如 208 或 20805")],
    kind: Annotated[Kind, typer.Option("--kind")] = Kind.FUNCTIONAL,
    year: Year = None,
    lexicon: Overlays = None,
) -> None:
    """显示一个科目和它的全部下级。"""
    book = _load(lexicon)
    found = [e for e in book.classification.entries(kind.value) if e.code.startswith(code) and e.valid(year)]
    if not found:
        raise UsageError(f"{KINDS[kind.value]}中没有编码 {code}。")
    for entry in found:
        typer.echo("  " * ((len(entry.code) - len(code)) // 2) + _line(entry).split("  ", 1)[1])


@app.command(cls=usage.Command)
def diff(
    before: Annotated[int, typer.Argument(metavar="YEAR", min=2007, max=2100)],
    after: Annotated[int, typer.Argument(metavar="YEAR", min=2007, max=2100)],
    kind: Annotated[Kind, typer.Option("--kind")] = Kind.FUNCTIONAL,
    lexicon: Overlays = None,
) -> None:
    """比较两个年份的科目：更名、移并、新增、取消。"""
    from .diff import changes

    if after <= before:
        raise UsageError("后一个年份应大于前一个年份。")
    for change in changes(_load(lexicon), kind.value, before, after):
        new = " → " + "、".join(f"{c} {n}" for c, n in change.new) if change.new else ""
        below = f"（连同下级 {change.below} 个）" if change.below else ""
        year = f"{change.year}年{'（大致）' if change.approximate else ''}"
        typer.echo(f"{change.what}  {change.code} {change.name}{new}{below}  {year}  {change.evidence}")


@app.command(cls=usage.Command)
def lint(lexicon: Overlays = None) -> None:
    """检查词库文件：排序、重复、上级、位数、年份、依据、同义词、勾稽关系。有问题时退出码为 1。"""
    from .lint import lint as problems_of

    book = _load(lexicon)
    problems = problems_of(book)
    for problem in problems:
        typer.echo(f"{problem.file}:{problem.line}：{problem.message}")
    rows = sum(len(book.classification.entries(kind)) for kind in FILES)
    typer.echo(f"{'发现 ' + str(len(problems)) + ' 个问题' if problems else '没有问题'}（科目 {rows} 条）。", err=True)
    if problems:
        raise typer.Exit(1)


@app.command(cls=usage.Command)
def learn(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="公开文件所在的文件夹，或一份文件")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="候选词条写入的 CSV 文件")
    ] = None,
    lexicon: Overlays = None,
) -> None:
    """从一批公开文件的表格中收集编码和名称，写成候选文件，供审阅后用 merge 并入。"""
    from .learn import candidates, harvest, write

    if not archive.exists():
        raise UsageError(f"没有这个文件或文件夹：{archive}")
    book = _load(lexicon)
    found = harvest(archive, book)
    rows = candidates(found, book)
    if output:
        write(rows, output)
    counts = {status: sum(r.status == status for r in rows) for status in dict.fromkeys(r.status for r in rows)}
    typer.echo(
        f"读了 {found.read} 份文件，收集 {len(rows)} 对编码和名称：" + "，".join(f"{k} {v}" for k, v in counts.items())
    )
    for name, message in found.unreadable:
        typer.echo(f"未读：{name}：{message}", err=True)
    for row in rows:
        if row.status not in ("known", "variant"):
            known = f"（词库：{row.lexicon_name}）" if row.lexicon_name else ""
            typer.echo(f"{row.status}  {row.pair.code} {row.pair.name}{known}  {'、'.join(row.files)}")


@app.command(cls=usage.Command)
def unread(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="公开文件所在的文件夹，或一份文件")],
    most: Annotated[int, typer.Option("--most", min=1, help="最多列出多少个词")] = 50,
    lexicon: Overlays = None,
) -> None:
    """列出正文中妨碍读懂数字最多的词：在 phrases.csv 中给它一类，这些数就能核对。"""
    from reconcile.prose.reading import blocking

    from .learn import documents

    if not archive.exists():
        raise UsageError(f"没有这个文件或文件夹：{archive}")
    found = blocking(documents(archive), _load(lexicon))
    for word, figures, count, example in found[:most]:
        typer.echo(f"{word}  {figures} 个数，{count} 份文件  {example}")
    if not found:
        typer.echo("没有妨碍读懂数字的词。", err=True)


@app.command(cls=usage.Command)
def merge(
    candidates: Annotated[Path, typer.Argument(metavar="FILE", help="审阅过的候选文件，accept 一列写 yes 的并入")],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="并入哪个词库文件夹")],
) -> None:
    """把审阅过的候选词条并入词库文件夹。"""
    from .learn import merge as merged

    if not candidates.is_file() or not into.is_dir():
        raise UsageError("候选文件或词库文件夹不存在。")
    for name, count in merged(candidates, into):
        typer.echo(f"{name}：并入 {count} 条")


@app.command(cls=usage.Command)
def sources(
    write: Annotated[bool, typer.Option("--write", help="写入词库文件夹的 SOURCES.md，而不是显示")] = False,
    lexicon: Overlays = None,
) -> None:
    """词库各文件的条数和依据。"""
    from .sources import render

    book = _load(lexicon)
    if write:
        (book.folders[-1] / "SOURCES.md").write_text(render(book), encoding="utf-8")
    else:
        typer.echo(render(book))


def _load(overlays: list[Path] | None) -> Lexicon:
    try:
        return Lexicon.load(overlays)
    except FileNotFoundError as problem:
        raise UsageError(f"没有这个词库文件夹：{problem}") from problem
