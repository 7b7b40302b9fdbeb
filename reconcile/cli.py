"""The command line: options and arguments, nothing else. What a command needs is imported when it runs."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from reconcile import errors

# rich is not loaded for help pages: that would double the time of the shortest calls
app = typer.Typer(
    name="reconcile",
    help="核对部门预算、决算公开材料：文字说明与表格逐数勾稽，离线运行。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
FORMATS = "text|json|jsonl|sarif|junit|csv|github|html|xlsx|docx|pdf，可多次使用"
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

Language = StrEnum("Language", ["zh", "en"])
FailOn = StrEnum("FailOn", ["error", "warning", "info", "never"])
RowFormat = StrEnum("RowFormat", ["jsonl", "csv", "xlsx", "parquet"])
DiffFormat = StrEnum("DiffFormat", ["text", "json"])
TableFormat = StrEnum("TableFormat", ["json", "csv", "xlsx", "parquet", "package"])
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入的文件")]

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="文件或文件夹；- 表示从标准输入读文字")]
Lexicons = Annotated[
    list[Path] | None, typer.Option("--lexicon", metavar="DIR", help="叠加自己的词库文件夹，可多次使用")
]


@app.command()
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
    year: Annotated[int | None, typer.Option(min=1990, max=2100, help="材料所属年度（默认从材料中识别）")] = None,
    lexicon: Lexicons = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="设置文件（默认找 reconcile.toml）")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何设置文件")] = False,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="基线：其中已有的问题不再报告")] = None,
    review: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="复核记录 review.jsonl：误报不再报告，其余写明结论"),
    ] = None,
    suggest: Annotated[bool, typer.Option("--suggest", help="写 DOCX 时把确定的更正写成修订")] = False,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="把现有问题写入 --baseline 指定的文件")
    ] = False,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="有内容没有读到或没有核对时退出码为 3")
    ] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0, max=1, help="不报告把握低于此值的问题")] = None,
    lang: Annotated[Language | None, typer.Option(help="报告的语言（默认 zh）")] = None,
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
        lang=lang and lang.value,
    )
    call = command.Call(
        tuple(paths),
        chosen,
        together,
        tuple(formats or ()),
        tuple(outputs or ()),
        write_baseline,
        str(file or ""),
        review,
        suggest,
    )
    if watch:
        from reconcile import watching

        raise typer.Exit(watching.watch(call))
    raise typer.Exit(command.check(call))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD.json", help="先前的结果（--format json 或 jsonl）")],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help="现在的结果")],
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help="输出格式")] = DiffFormat.text,
    output: Output = None,
    lang: Annotated[Language, typer.Option(help="报告的语言")] = Language.zh,
) -> None:
    """比较两次检查的结果：哪些变化来自材料，哪些来自程序。有变化时退出码为 1。"""
    from reconcile import command

    raise typer.Exit(command.diff(old, new, form.value, output, lang.value))


@app.command()
def extract(
    path: Annotated[str, typer.Argument(metavar="PATH|-", help="文件；- 表示从标准输入读文字")],
    form: Annotated[RowFormat, typer.Option("--format", "-f", help="输出格式")] = RowFormat.jsonl,
    output: Output = None,
    lexicon: Lexicons = None,
) -> None:
    """列出文字中的数量和科目、指标名称，每个一行。"""
    from reconcile import command

    command.extract(path, form.value, output, tuple(lexicon or ()))


@app.command()
def tables(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="文件")],
    form: Annotated[
        TableFormat, typer.Option("--format", "-f", help="输出格式；package 为 Fiscal Data Package 文件夹")
    ] = TableFormat.json,
    output: Output = None,
    lexicon: Lexicons = None,
) -> None:
    """列出读到的表格，或把其中的金额存为开放数据。"""
    from reconcile import command

    command.tables(paths, form.value, output, tuple(lexicon or ()))


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="规则编号，如 R101")]) -> None:
    """说明一条规则查什么、为什么，并举例。"""
    from reconcile.rules import ALL
    from reconcile.rules.describe import describe, find

    typer.echo(describe(find(ALL, code)).text)


@app.command()
def rules() -> None:
    """列出全部规则。"""
    from reconcile.rules import ALL
    from reconcile.rules.describe import SEVERITIES, describe

    for rule in map(describe, ALL):
        typer.echo(f"{rule.code}  {SEVERITIES[rule.severity]}  {rule.kind:<17} {rule.name}：{rule.what}")


@app.command(context_settings=PASSED_ON)
def lexicon(context: typer.Context) -> None:
    """词库：查找、校验、比较年度、从材料中学习。"""
    _pass_on(context, "reconcile.lexicon.commands", "app")


@app.command(context_settings=PASSED_ON)
def batch(context: typer.Context) -> None:
    """检查整个档案，中断后可继续。"""
    _pass_on(context, "reconcile.archive.commands", "batch")


@app.command(context_settings=PASSED_ON)
def stats(context: typer.Context) -> None:
    """汇总 batch 的结果。"""
    _pass_on(context, "reconcile.archive.commands", "stats")


Role = StrEnum("Role", ["preparer", "reviewer"])


@app.command()
def review(
    path: Annotated[Path, typer.Argument(metavar="FILE|FOLDER|STORE", help="文件、文件夹，或 batch 的结果文件夹")],
    person: Annotated[str | None, typer.Option(metavar="NAME", help="姓名（默认为登录名）")] = None,
    role: Annotated[Role, typer.Option(help="编制 preparer 或复核 reviewer")] = Role.preparer,
    record: Annotated[Path | None, typer.Option(metavar="FILE", help="复核记录（默认为文件旁的 review.jsonl）")] = None,
    workpaper: Annotated[
        Path | None, typer.Option("--import", metavar="XLSX", help="把填好的工作底稿读回复核记录，不打开页面")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口（默认任选）")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="是否打开浏览器")] = True,
    year: Annotated[int | None, typer.Option(min=1990, max=2100, help="材料所属年度")] = None,
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

        typer.echo(read_back(workpaper, path, shared, who, record))
    else:
        commands.serve(path, shared, who, port=port, record=record, browser=browser)


def main() -> None:
    """The command. Exit codes: 0 nothing to fail on, 1 findings, 2 the input or the call cannot be used, 3 (with
    ``--strict``) a document could not be read or checked whole."""
    raise SystemExit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """Runs the command; whatever goes wrong ends in one sentence on standard error."""
    command = typer.main.get_command(app)
    try:
        return int(command.main(arguments or ["--help"], prog_name="reconcile", standalone_mode=False) or 0)
    except errors.ReconcileError as error:
        return _refuse(str(error))
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        sys.stdout = None  # its reader has gone, and Python would complain when it flushes
        return 0
    except OSError as error:
        return _refuse(f"读写时出错：{error}")
    except CallError as error:
        return _refuse(_said(error))
    except Exception as error:
        if os.environ.get("RECONCILE_DEBUG"):
            raise
        return _refuse(f"内部错误（{type(error).__name__}: {error}），请反馈给维护者")


# typer's own copy of click has no public name; every error about a call descends from this class
CallError: type[Exception] = typer.BadParameter.__mro__[2]


def _said(error: Exception) -> str:
    """An error about the call in Chinese; what is not known keeps its own words."""
    kind = type(error).__name__
    name = getattr(error, "option_name", None) or getattr(getattr(error, "param", None), "name", None) or ""
    words = {
        "NoSuchOption": f"没有选项 {name}",
        "NoSuchCommand": f"没有这个命令：{getattr(error, 'command_name', '')}",
        "MissingParameter": f"缺少参数 {name}",
        "BadParameter": f"参数 {name} 的值不对（{getattr(error, 'message', error)}）",
        "BadOptionUsage": f"选项 {name} 的用法不对",
    }
    return f"{words.get(kind, getattr(error, 'message', error))}；用 reconcile --help 查看用法"


def _refuse(message: str) -> int:
    from reconcile.streams import say

    say(message)
    return 2


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values or () for code in value.split(",") if code.strip())


def _pass_on(context: typer.Context, module: str, name: str) -> None:
    """Hands the arguments to the commands that another room has, without loading that room for the help page."""
    group = typer.main.get_command(getattr(import_module(module), name))
    program = f"reconcile {context.info_name}"
    raise typer.Exit(int(group.main(context.args or ["--help"], prog_name=program, standalone_mode=False) or 0))
