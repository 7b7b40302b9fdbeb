"""The command line: options and arguments, nothing else. What a command needs is imported when it runs."""

from __future__ import annotations

import os
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from reconcile import __version__, ending, errors, usage

# rich is not loaded for help pages: that would double the time of the shortest calls
app = typer.Typer(
    name="reconcile",
    cls=usage.Group,
    help="核对部门预算、决算公开材料：文字说明与表格逐数勾稽，离线运行。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
FORMATS = "text|statistics|json|jsonl|sarif|junit|csv|github|html|xlsx|docx|pdf，可多次使用"
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

Language = StrEnum("Language", ["zh", "en"])
FailOn = StrEnum("FailOn", ["error", "warning", "info", "never"])
RowFormat = StrEnum("RowFormat", ["jsonl", "csv", "xlsx", "parquet"])
DiffFormat = StrEnum("DiffFormat", ["text", "json"])
TableFormat = StrEnum("TableFormat", ["json", "csv", "xlsx", "parquet", "package"])
Shell = StrEnum("Shell", ["bash", "zsh", "fish", "powershell"])
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入的文件")]

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="文件或文件夹；- 表示从标准输入读文字")]
Lexicons = Annotated[
    list[Path] | None, typer.Option("--lexicon", metavar="DIR", help="叠加自己的词库文件夹，可多次使用")
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reconcile {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="显示版本", is_eager=True, callback=_version)
    ] = False,
) -> None:
    pass


@app.command(cls=usage.Command)
def check(
    paths: Paths,
    together: Annotated[bool, typer.Option("--together", help="把给出的文件、文件夹或 .zip 合为一份材料检查")] = False,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=FORMATS,
        ),
    ] = None,
    outputs: Annotated[
        list[str] | None, typer.Option("--output", "-o", metavar="FILE", help="报告写入的文件，与 --format 依次对应")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="CODES", help="只用这些规则，如 R101,R2")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="不用这些规则")] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="有此级别及以上的问题时退出码为 1（默认 error）")] = None,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", min=1990, max=2100, help="材料所属年度（默认从材料中识别）")
    ] = None,
    lexicon: Lexicons = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="设置文件（默认找 reconcile.toml）")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何设置文件")] = False,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="基线：其中已有的问题不再报告")] = None,
    review: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="复核记录 review.jsonl：误报不再报告，其余写明结论"),
    ] = None,
    checklist: Annotated[bool, typer.Option("--checklist", help="列出应公开事项的全部，不只是没有找到的")] = False,
    suggest: Annotated[bool, typer.Option("--suggest", help="写 DOCX 时把确定的更正写成修订")] = False,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="把现有问题写入 --baseline 指定的文件")
    ] = False,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="有内容没有读到或没有核对时退出码为 3")
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(metavar="NUMBER", min=0, max=1, help="不报告把握低于此值的问题")
    ] = None,
    materiality: Annotated[
        str | None, typer.Option(metavar="AMOUNT|PERCENT", help="涉及金额低于此值的错误和警告只作提示，如 1万元、0.5%")
    ] = None,
    lang: Annotated[Language | None, typer.Option(help="报告的语言（默认 zh）")] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="只列每条规则报告的次数，同 --format statistics")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="显示 --fix 会改什么，不改文件")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="改正文本和 Markdown 中确定的标点、括号、名称、单位；数字不改")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="文件变化时重新检查，按 Ctrl+C 结束")] = False,
) -> None:
    """检查材料：每个数字与表格核对，指出矛盾的两处。"""
    from reconcile import command, settings

    if isolated and config:
        raise errors.UsageError("--isolated 不读设置文件，不能与 --config 一起使用")
    file = None if isolated else config or settings.nearest()
    chosen = (settings.load(file) if file else settings.Settings()).override(
        select=_codes(select),
        ignore=_codes(ignore),
        fail_on=fail_on and fail_on.value,
        strict=strict,
        year=year,
        lexicon=tuple(lexicon or ()),
        baseline=baseline,
        min_confidence=min_confidence,
        materiality=materiality,
        lang=lang and lang.value,
    )
    forms = (*(formats or ()), *(["statistics"] if statistics else []))
    fixes = "diff" if diff else "fix" if fix else ""
    call = command.Call(
        tuple(paths), chosen, together, forms, tuple(outputs or ()), write_baseline, str(file or ""), review, suggest,
        fixes, checklist,
    )  # fmt: skip
    if watch:
        from reconcile import watching

        raise typer.Exit(watching.watch(call))
    raise typer.Exit(command.check(call))


@app.command(cls=usage.Command)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD.json", help="先前的结果（--format json 或 jsonl）")],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help="现在的结果")],
    form: Annotated[
        DiffFormat | None, typer.Option("--format", "-f", help="输出格式（默认看文件名，否则 text）")
    ] = None,
    output: Output = None,
    lang: Annotated[Language, typer.Option(help="报告的语言")] = Language.zh,
) -> None:
    """比较两次检查的结果：哪些变化来自材料，哪些来自程序。有变化时退出码为 1。"""
    from reconcile import command

    raise typer.Exit(command.diff(old, new, form and form.value, output, lang.value))


@app.command(cls=usage.Command)
def extract(
    path: Annotated[str, typer.Argument(metavar="PATH|-", help="文件；- 表示从标准输入读文字")],
    form: Annotated[
        RowFormat | None, typer.Option("--format", "-f", help="输出格式（默认看文件名，否则 jsonl）")
    ] = None,
    output: Output = None,
    lexicon: Lexicons = None,
) -> None:
    """列出文字中的数量和科目、指标名称，每个一行。"""
    from reconcile import exporting

    exporting.extract_to(path, form and form.value, output, tuple(lexicon or ()))


@app.command(cls=usage.Command)
def tables(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="文件")],
    form: Annotated[
        TableFormat | None,
        typer.Option(
            "--format", "-f", help="输出格式（默认看文件名，否则 json）；package 为 Fiscal Data Package 文件夹"
        ),
    ] = None,
    output: Output = None,
    lexicon: Lexicons = None,
) -> None:
    """列出读到的表格，或把其中的金额存为开放数据。"""
    from reconcile import exporting

    exporting.tables_to(paths, form and form.value, output, tuple(lexicon or ()))


@app.command(cls=usage.Command)
def explain(
    codes: Annotated[list[str], typer.Argument(metavar="CODE", help="规则编号或编号的开头，如 R101、R2，可用逗号隔开")],
) -> None:
    """说明规则查什么、为什么，并举例。"""
    from reconcile.rules import ALL
    from reconcile.rules.describe import describe, find

    pages = [describe(rule).text for code in _codes(codes) for rule in find(ALL, code)]
    typer.echo(f"\n\n{'─' * 40}\n\n".join(pages))


LIST_KINDS = "budget 部门预算，account 部门决算，government-budget 政府预算，government-account 政府决算"
ListKind = StrEnum("ListKind", ["budget", "account", "government-budget", "government-account"])


@app.command("checklist", cls=usage.Command)
def print_checklist(
    kind: Annotated[ListKind, typer.Argument(metavar="KIND", help=LIST_KINDS)],
    year: Annotated[int | None, typer.Option(min=1990, max=2100, help="年度（默认列出各年度的全部事项）")] = None,
    lexicon: Lexicons = None,
) -> None:
    """列出应公开的事项、适用年度和依据。"""
    from reconcile.checklist.listing import listing
    from reconcile.running import session
    from reconcile.settings import Settings, load

    book = session(Settings(lexicon=tuple(lexicon or load().lexicon))).lexicon
    name = kind.value.replace("-", "_")
    name = name if name.startswith("government") else f"department_{name}"
    typer.echo("\n".join(listing(book, name, year)))


@app.command(cls=usage.Command)
def rules() -> None:
    """列出全部规则。"""
    from reconcile.rules import ALL
    from reconcile.rules.describe import KINDS, SEVERITIES, describe

    for rule in map(describe, ALL):
        typer.echo(f"{rule.code}  {SEVERITIES[rule.severity]}  {KINDS[rule.kind]}  {rule.name}：{rule.what}")


@app.command(cls=usage.Command, context_settings=PASSED_ON)
def lexicon(context: typer.Context) -> None:
    """词库：查找、校验、比较年度、从材料中学习。"""
    _pass_on(context, "reconcile.lexicon.commands", "app")


@app.command(cls=usage.Command, context_settings=PASSED_ON)
def batch(context: typer.Context) -> None:
    """检查整个档案，中断后可继续。"""
    _pass_on(context, "reconcile.archive.commands", "batch")


@app.command(cls=usage.Command, context_settings=PASSED_ON)
def stats(context: typer.Context) -> None:
    """汇总 batch 的结果。"""
    _pass_on(context, "reconcile.archive.commands", "stats")


@app.command(cls=usage.Command)
def mcp(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR", help="允许读取的文件夹，其余一概不读")],
    lexicon: Lexicons = None,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", min=1990, max=2100, help="材料所属年度（默认从材料中识别）")
    ] = None,
) -> None:
    """供智能体调用的 MCP 服务（标准输入输出，只读，不联网）。"""
    try:
        from reconcile.agents.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "mcp":
            raise
        raise errors.UsageError("缺少 mcp 组件；用 pip install 'reconcile-cn[mcp]' 安装") from None
    serve(folders, tuple(lexicon or ()), year)


@app.command(cls=usage.Command)
def completion(shell: Annotated[Shell, typer.Argument(help="哪种命令行")]) -> None:
    """输出命令补全脚本：eval "$(reconcile completion bash)"。"""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    typer.echo(get_completion_script(prog_name="reconcile", complete_var="_RECONCILE_COMPLETE", shell=shell.value))


Role = StrEnum("Role", ["preparer", "reviewer"])


@app.command(cls=usage.Command)
def review(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER|STORE...", help="文件、文件夹，或 batch 的结果文件夹")
    ],
    together: Annotated[bool, typer.Option("--together", help="把给出的文件、文件夹或 .zip 合为一份材料复核")] = False,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="姓名（默认为登录名）")] = None,
    role: Annotated[Role, typer.Option(help="编制 preparer 或复核 reviewer")] = Role.preparer,
    record: Annotated[Path | None, typer.Option(metavar="FILE", help="复核记录（默认为文件旁的 review.jsonl）")] = None,
    workpaper: Annotated[
        Path | None, typer.Option("--import", metavar="XLSX", help="把填好的工作底稿读回复核记录，不打开页面")
    ] = None,
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="端口（默认任选）")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="是否打开浏览器")] = True,
    year: Annotated[int | None, typer.Option(metavar="YEAR", min=1990, max=2100, help="材料所属年度")] = None,
    lexicon: Lexicons = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="设置文件（默认找 reconcile.toml）")] = None,
) -> None:
    """在浏览器中逐条复核、签署，并改回文件。"""
    from reconcile import running, settings
    from reconcile.review import commands

    file = config or settings.nearest()
    chosen = settings.load(file).override(year=year, lexicon=tuple(lexicon or ()))
    shared = running.session(chosen, file=str(file) if file else "")
    who = commands.who(person, role.value)
    if workpaper is not None:
        from reconcile.review.importing import read_back

        typer.echo(read_back(workpaper, commands.given(paths, together), shared, who, record))
    else:
        commands.serve(paths, together, shared, who, port=port, record=record, browser=browser)


def call(arguments: list[str]) -> int:
    """Runs the command. Exit codes: 0 nothing to fail on, 1 findings, 2 the input or the call cannot be used, 3 (with
    ``--strict``) a document could not be read or checked whole."""
    return ending.code_of(lambda: _parsed(arguments), arguments)


def _parsed(arguments: list[str]) -> int:
    command = _built(arguments[:1])
    if "_RECONCILE_COMPLETE" in os.environ:  # a shell asks what could stand next
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    try:
        return int(command.main(arguments or ["--help"], prog_name="reconcile", standalone_mode=False) or 0)
    except typer.Abort:
        return 130
    except CallError as error:
        raise errors.UsageError(usage.said(error)) from None


def _built(called: list[str]) -> Any:
    """The parser of the command that is called, without the others, or of all where none of them is."""
    everything = app.registered_commands
    chosen = [c for c in everything if c.callback and [c.name or c.callback.__name__] == called]
    try:
        app.registered_commands = chosen or everything
        return typer.main.get_command(app)
    finally:
        app.registered_commands = everything


# typer's own copy of click has no public name; every error about a call descends from this class
CallError: type[Exception] = typer.BadParameter.__mro__[2]


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values or () for code in value.split(",") if code.strip())


def _pass_on(context: typer.Context, module: str, name: str) -> None:
    """Hands the arguments to the commands that another room has, without loading that room for the help page."""
    group = typer.main.get_command(getattr(import_module(module), name))
    program = f"reconcile {context.info_name}"
    raise typer.Exit(int(group.main(context.args or ["--help"], prog_name=program, standalone_mode=False) or 0))
