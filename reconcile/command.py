"""What the commands do once their arguments are understood: run, write, and say what could not be used."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from reconcile import baseline, exporting, opendata, rowfiles, saving, selection
from reconcile.checked import Checked
from reconcile.errors import UsageError
from reconcile.lexicon import Lexicon
from reconcile.readers import read
from reconcile.reports import FORMATS, Options, write
from reconcile.running import Failure, Progress, Run, run, session
from reconcile.settings import Settings
from reconcile.sources import STDIN, documents, readable
from reconcile.streams import say, show

TEXT = (".txt", ".md", ".markdown")  # endings of files that are read here


class Call(NamedTuple):
    """One call of ``reconcile check``. ``outputs`` are file names, folders, or ``-`` for standard output."""

    paths: tuple[str, ...]
    settings: Settings
    together: bool = False
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    write_baseline: bool = False
    settings_file: str = ""
    review: Path | None = None
    suggest: bool = False


NOTHING, FOUND, UNUSABLE, INCOMPLETE = 0, 1, 2, 3  # exit codes


def check(call: Call) -> int:
    """Runs the call, writes its reports and returns the exit code."""
    result = once(call)
    if result.failures:
        return UNUSABLE
    if call.write_baseline:
        return NOTHING
    if call.settings.strict and any(c.incomplete for c in result.checked):
        return INCOMPLETE
    severities = [f.severity for checked in result.checked for f in checked.findings]
    return FOUND if selection.fails(severities, call.settings.fail_on) else NOTHING


def once(call: Call) -> Run:
    """Runs the call, writes its reports, and says what could not be used."""
    pairs = targets(call.formats, call.outputs)
    if call.write_baseline and call.settings.baseline is None:
        raise UsageError("--write-baseline 需要用 --baseline 指明基线文件")
    if call.suggest and not any(form == "docx" for form, _ in pairs):
        raise UsageError("--suggest 把更正写成 Word 修订，请用 -o 指明 .docx 文件")
    paths = call.paths if call.together else documents(call.paths)
    _get_ready(paths)
    shared = session(call.settings, not call.write_baseline, call.settings_file)
    result = run(paths, shared, call.together, progress())
    if call.review is not None:
        result = result._replace(checked=reviewed_by(call.review, result.checked))
    if call.write_baseline and call.settings.baseline:
        saving.save(baseline.render(result.checked).encode(), call.settings.baseline, paths)
    if result.checked:
        for form, output in pairs:
            try:
                deliver(form, output, result.checked, call.settings, paths, call.suggest)
            except BrokenPipeError:
                sys.stdout = None  # nobody reads any more; files and exit code are as ever
            except UsageError as error:  # the other reports are written all the same
                result = result._replace(failures=(*result.failures, Failure(output, str(error))))
    if call.suggest:
        tell_suggested(result.checked)
    tell(result)
    return result


def reviewed_by(file: Path, checked: Sequence[Checked]) -> tuple[Checked, ...]:
    """The documents with the decisions in the file; UsageError where there is none."""
    from reconcile.decisions.draft import reviewed
    from reconcile.decisions.trail import read

    if not file.is_file():
        raise UsageError(f"复核记录 {file} 不存在；用 reconcile review 生成")
    reading = read(file)
    for damaged in reading.damaged:
        print(f"reconcile：{file} {damaged}", file=sys.stderr)
    return tuple(reviewed(one, reading.lines, str(file)) for one in checked)


def tell_suggested(checked: Sequence[Checked]) -> None:
    """Says how many corrections were certain."""
    from reconcile.reports.docx_changes import of_itself

    count = sum(len(of_itself(one)) for one in checked)
    print(f"reconcile：确定的更正 {count} 处，写作修订；其余问题写作批注", file=sys.stderr)


def _get_ready(paths: Sequence[str]) -> None:
    """Starts the helper that reads what is not plain text, so that it gets ready while names and rules are loaded."""
    if any(PurePath(path).suffix.lower() not in TEXT for path in paths if path != STDIN):
        from reconcile.readers import guarded

        guarded.start()


def targets(formats: Sequence[str], outputs: Sequence[str]) -> list[tuple[str, str]]:
    """(form, output) pairs: in order where there are as many of both, else each output takes the format that its
    suffix names and the one format that is left goes to standard output. UsageError where that does not come out."""
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"没有“{name}”这种输出格式，可用的有：{'、'.join(FORMATS)}")
    if len(formats) == len(outputs):
        pairs = list(zip(formats, outputs, strict=True))
    else:
        pairs = []
        left = list(formats)
        for output in outputs:
            name = _format_of(output, left)
            if name in left:
                left.remove(name)
            pairs.append((name, output))
        pairs += [(name, STDIN) for name in left]
    pairs = pairs or [("text", STDIN)]
    shown = [name for name, output in pairs if output == STDIN]
    if len(shown) > 1:
        raise UsageError(f"{'、'.join(shown)} 不能都写到标准输出；请用 -o 依次指明文件")
    if shown and FORMATS[shown[0]].binary:
        raise UsageError(f"{shown[0]} 格式要写入文件，请用 -o 指明文件名")
    return pairs


def deliver(
    form: str, output: str, checked: Sequence[Checked], settings: Settings, inputs: Sequence[str], suggest: bool = False
) -> None:
    """One report to where it belongs; into a folder, one file a document for formats that hold one document only."""
    if output == STDIN:
        terminal = sys.stdout is not None and sys.stdout.isatty()
        colour = terminal and "NO_COLOR" not in os.environ
        width = shutil.get_terminal_size().columns if terminal else None
        show(write(form, checked, Options(settings.lang, colour, width, _now())))
        return
    options = Options(settings.lang, time=_now(), lexicons=tuple(map(str, settings.lexicon)), suggest=suggest)
    if Path(output).is_dir() and not FORMATS[form].several:
        taken: set[str] = set()
        for one in checked:
            name = _free_name(PurePath(one.document.path).stem or "report", FORMATS[form].suffix, taken)
            saving.save(write(form, [one], options), Path(output) / name, inputs)
    else:
        saving.save(write(form, checked, options), Path(output), inputs)


def diff(old: str, new: str, form: str, output: Path | None, language: str) -> int:
    """What changed between two JSON results, and why; 1 where something did."""
    from reconcile import comparing
    from reconcile.reports import difference

    told = comparing.paired(comparing.load(old), comparing.load(new))
    data = difference.as_json(told) if form == "json" else difference.as_text(told, language).encode()
    put(data, form, output, [old, new])
    return NOTHING if told.empty else FOUND


def extract(path: str, form: str, output: Path | None, lexicons: Sequence[Path]) -> None:
    """Quantities and names, a row each: of the text on standard input, or of a file's paragraphs."""
    lexicon = _lexicon(lexicons)
    if path == STDIN:
        from reconcile.readers.encoding import decode

        lines = exporting.text_lines(decode(sys.stdin.buffer.read(), "标准输入").text, lexicon)
    else:
        lines = exporting.document_lines(read(path), lexicon)
    if form == "jsonl" and output is None:  # a line as soon as it is found
        for line in lines:
            show(rowfiles.as_jsonl([line]))
    else:
        put(rowfiles.ROW_WRITERS[form](list(lines)), form, output, [path])


def tables(paths: Sequence[str], form: str, output: Path | None, lexicons: Sequence[Path]) -> None:
    """The tables of files as they were read, or their amounts as open data (parquet, package)."""
    lexicon = _lexicon(lexicons)
    read_all = [read(path) for path in paths]
    if form in exporting.TABLE_WRITERS:
        found = [table for document in read_all for table in exporting.tables(document, lexicon)]
        put(exporting.TABLE_WRITERS[form](found), form, output, paths)
        return
    rows = [row for document in read_all for row in opendata.facts(document, lexicon)]
    if form == "parquet":
        put(rowfiles.as_parquet(rows), form, output, paths)
    elif output is None:
        raise UsageError("package 格式是一个文件夹，请用 -o 指明")
    else:
        saving.folder(output)
        for name, data in opendata.package(rows, "、".join(PurePath(p).stem for p in paths)).items():
            saving.save(data, output / name, paths)


def put(data: bytes, form: str, output: Path | None, inputs: Sequence[str]) -> None:
    """To the file, or to standard output where the format is text."""
    if output is not None:
        saving.save(data, output, inputs)
    elif form in ("xlsx", "parquet"):
        raise UsageError(f"{form} 格式要写入文件，请用 -o 指明文件名")
    else:
        show(data)


def progress() -> Progress:
    """One line on a terminal that says how far a run over several documents is; nothing elsewhere."""

    def line(done: int, of: int, path: str) -> None:
        if of > 1:
            print(f"\r\x1b[K{done + 1}/{of} {readable(PurePath(path).name)}", end="", file=sys.stderr, flush=True)
            if done + 1 == of:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    return line if sys.stderr is not None and sys.stderr.isatty() else lambda done, of, path: None


def tell(result: Run) -> None:
    """Says on standard error which documents could not be checked and which suppressions are stale."""
    for failure in result.failures:
        say(failure.message)
    for suppression in result.stale:
        say(f"设置中的屏蔽 {suppression}（{suppression.reason}）没有对应的问题，可以删去")


def _lexicon(folders: Sequence[Path]) -> Lexicon:
    return session(Settings(lexicon=tuple(folders))).lexicon


def _format_of(output: str, wanted: Sequence[str]) -> str:
    suffix = PurePath(output).suffix.lower()
    fitting = [f.name for f in FORMATS.values() if f.suffix == suffix]
    named = [name for name in fitting if name in wanted] or ([] if len(wanted) else fitting)
    if not named and len(wanted) == 1:
        return wanted[0]
    if not named:
        raise UsageError(f"看不出 {output} 要写成哪种格式；请让 --format 与 -o 一一对应")
    return named[0]


def _free_name(stem: str, suffix: str, taken: set[str]) -> str:
    """The stem with the suffix, numbered where an earlier document has that name."""
    number = 1
    name = saving.fitting(stem, suffix)
    while name in taken:
        number += 1
        name = saving.fitting(stem, f"-{number}{suffix}")
    taken.add(name)
    return name


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
