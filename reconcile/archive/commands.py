"""The commands of the archive room, mounted by the command line: ``reconcile batch`` and ``reconcile stats``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reconcile import usage

batch = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
stats = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

HELP = {"help_option_names": ["-h", "--help"]}
EngineName = StrEnum("EngineName", ["local", "ray"])
StatsFormat = StrEnum("StatsFormat", ["text", "csv", "html"])


@batch.command(cls=usage.Command, context_settings=HELP)
def run(
    names: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="文件夹、通配符、.zip、@清单文件、s3:// 等地址"),
    ],
    store: Annotated[Path, typer.Option("--store", "-s", metavar="DIR", help="结果文件夹；再次运行时接着做")] = Path(
        "results"
    ),
    engine: Annotated[EngineName, typer.Option(help="在本机运行，或在 Ray 集群上运行")] = EngineName.local,
    address: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Ray 集群的地址，auto 为本机的集群")] = None,
    workers: Annotated[int, typer.Option("--workers", "-j", min=0, help="同时检查的份数，0 为每核一份")] = 0,
    timeout: Annotated[float, typer.Option(min=0, help="每份材料的处理器时间上限，秒；0 为不限")] = 120.0,
    memory: Annotated[int, typer.Option(min=0, help="每个进程的内存上限，MB；0 为不限")] = 2048,
    lexicon: Annotated[Path | None, typer.Option(metavar="DIR", help="叠加自己的词库文件夹")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="重做此前失败的材料")] = False,
    across: Annotated[bool, typer.Option("--across/--no-across", help="结束后核对各年之间、部门与单位之间")] = True,
) -> None:
    """检查整个档案：可随时中断，再次运行同一命令会接着做；结果为 Parquet，可用 DuckDB 查询。"""
    from reconcile.archive.batch import Options
    from reconcile.archive.batch import run as run_batch
    from reconcile.archive.work import Limits

    limits = Limits(timeout, memory)
    options = Options(engine.value, address, workers, limits, lexicon, retry, across)
    summary = run_batch(names, store, options)
    words = {
        "done": "检查", "incomplete": "检查不完整", "skipped": "未变跳过", "duplicate": "内容重复",
        "unreadable": "无法读取", "failed": "失败",
    }  # fmt: skip
    told = "，".join(f"{word} {summary.counts[kind]} 份" for kind, word in words.items() if summary.counts.get(kind))
    typer.echo(f"{told or '没有找到可以检查的文件'}；用时 {summary.seconds:.1f} 秒；结果在 {store}", err=True)
    if summary.stopped:
        typer.echo("已停止，完成的部分已经保存；再次运行同一命令会接着做。", err=True)
        raise typer.Exit(130)
    if not summary.counts:
        raise typer.Exit(2)


@stats.command(cls=usage.Command, context_settings=HELP)
def show(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="batch 的结果文件夹")],
    form: Annotated[
        StatsFormat | None, typer.Option("--format", "-f", help="输出格式（默认由文件名看出，否则 text）")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入的文件")] = None,
) -> None:
    """汇总 batch 的结果：按规则、年度、材料种类、单位，以及覆盖率、最慢和失败的材料。"""
    from reconcile import saving
    from reconcile.archive.stats import collect, render

    name = form.value if form else saving.form_of(output, [f.value for f in StatsFormat], "text")
    text = render(collect(store), name)
    if output:
        saving.save(text.encode("utf-8-sig" if name == "csv" else "utf-8"), output)
    else:
        typer.echo(text, nl=False)
