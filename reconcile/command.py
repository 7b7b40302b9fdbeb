"""What ``reconcile check`` does once its arguments are understood: run, write, and say what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from time import strftime

from reconcile import baseline, saving, selection, settings
from reconcile.checked import Checked
from reconcile.errors import UsageError
from reconcile.findings import Severity, Status
from reconcile.lexicon import Lexicon
from reconcile.readers import pace
from reconcile.reports import FORMATS, Options, write
from reconcile.running import Failure, Run, run, session
from reconcile.settings import Settings
from reconcile.sources import STDIN, documents, passed_over, readable
from reconcile.streams import aside, note, progress, say, show
from reconcile.tuples import NamedTuple

TEXT = (".txt", ".md", ".markdown")  # endings of files that are read here


class Call(NamedTuple):
    """One call of ``reconcile check``. ``outputs`` are file names, folders, or ``-`` for standard output; ``fixes`` is
    "" (none), "diff" (shown) or "fix" (made)."""

    paths: tuple[str, ...]
    settings: Settings
    together: bool = False
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    write_baseline: bool = False
    settings_file: str = ""
    review: Path | None = None
    suggest: bool = False
    fixes: str = ""
    checklist: bool = False


NOTHING, FOUND, UNUSABLE, INCOMPLETE = 0, 1, 2, 3  # exit codes
MOST_NAMED = 5  # files that were not looked at


def plain(paths: Sequence[str]) -> int:
    """A call without options."""
    file = settings.nearest()
    chosen = settings.load(file) if file else Settings()
    return check(Call(tuple(paths), chosen, settings_file=str(file or "")))


def check(call: Call) -> int:
    """Runs the call, writes its reports and returns the exit code."""
    if call.fixes == "diff":
        return _diff(call)
    result = once(call)
    if result.failures:
        return UNUSABLE
    if call.write_baseline:
        return NOTHING
    if call.settings.strict and (result.passed_over or any(c.incomplete for c in result.checked)):
        return INCOMPLETE
    severities = [f.severity for checked in result.checked for f in checked.findings]
    return FOUND if selection.fails(severities, call.settings.fail_on) else NOTHING


def once(call: Call, shown: bool = True) -> Run:
    """Runs the call, writes its reports, and says what could not be used. Unless ``shown``, nothing goes to standard
    output."""
    pairs = targets(call.formats, call.outputs)
    if call.write_baseline and call.settings.baseline is None:
        raise UsageError("--write-baseline 需要用 --baseline 指明基线文件")
    if call.suggest and not any(form == "docx" for form, _ in pairs):
        raise UsageError("--suggest 把更正写成 Word 修订，请用 -o 指明 .docx 文件")
    paths = call.paths if call.together else documents(call.paths)
    listed = bool(call.fixes or call.suggest or call.review) or not all(FORMATS[form].several for form, _ in pairs)
    result = _run(call, paths, listed)._replace(passed_over=() if call.together else passed_over(call.paths))
    if call.fixes == "fix" and fix(result.checked, paths, call.settings):
        result = _run(call, paths, listed)._replace(passed_over=result.passed_over)
    if call.write_baseline and call.settings.baseline:
        saving.save(baseline.render(result.checked).encode(), call.settings.baseline, paths)
        known = sum(len(c.outcome.findings) for c in result.checked)
        note(f"基线已写入 {call.settings.baseline}：{len(result.checked)} 份材料，{known} 条问题", call.settings.lang)
    if result.checked:
        for form, output in pairs:
            if not shown and output == STDIN:
                continue
            try:
                deliver(form, output, result.checked, call.settings, paths, call.suggest, call.checklist)
            except BrokenPipeError:
                sys.stdout = None  # nobody reads any more; files and exit code are as ever
            except UsageError as error:  # the other reports are written all the same
                result = result._replace(failures=(*result.failures, Failure(output, str(error))))
        failed = {failure.path for failure in result.failures}
        written = [output for _, output in pairs if output != STDIN]
        if written and len(written) == len(pairs) and not failed.intersection(written):
            note(summary(result.checked, written), call.settings.lang)
    if call.suggest:
        tell_suggested(result.checked, call.settings)
    tell(result, call.settings.lang)
    return result


def _run(call: Call, paths: Sequence[str], listed: bool) -> Run:
    """``listed``: whether the relations are wanted one by one."""
    _get_ready(paths)
    shared = session(call.settings, not call.write_baseline, call.settings_file)._replace(judgements=listed)
    with aside() as line, pace.heard(line):
        result = run(paths, shared, call.together, progress())
    if call.review is not None:
        result = result._replace(checked=reviewed_by(call.review, result.checked, call.settings.lang))
    return result


def summary(checked: Sequence[Checked], written: Sequence[str]) -> str:
    """``错误 2，警告 1，提示 0；未核对的数字 3 个；已写入 report.html``."""
    words = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
    counts = "，".join(f"{word} {sum(c.count(s) for c in checked)}" for s, word in words.items())
    unchecked = sum(line.status == Status.UNCHECKED for c in checked for line in c.outcome.ledger)
    return f"{counts}；未核对的数字 {unchecked} 个；已写入 {'、'.join(written)}"


def fix(checked: Sequence[Checked], paths: Sequence[str], settings: Settings) -> int:
    """Makes what is certain right in the documents that are text; the number of places."""
    from reconcile.fixing import fixed

    number = 0
    lexicon = Lexicon.load(settings.lexicon)
    for one in checked:
        made = fixed(one, lexicon) if one.document.path != STDIN else None
        if made:
            saving.save(made.data, _file_of(one, paths))
            note(f"{one.document.path}：改正 {made.number} 处", settings.lang)
            number += made.number
    if not number:
        note(
            "没有可以自动改正的地方（只改文本和 Markdown 中确定的标点、括号、名称、单位；数字一律不改）", settings.lang
        )
    return number


def _file_of(checked: Checked, paths: Sequence[str]) -> Path:
    """The file that the document was read from: its own path is made readable and may name no file, or another one.
    Where two names read the same, the bytes decide."""
    named = [Path(path) for path in paths if path != STDIN and readable(path) == checked.document.path]
    if len(named) == 1:
        return named[0]
    for file in named:
        if file.is_file() and file.read_bytes() == checked.data:
            return file
    raise UsageError(f"{checked.document.path}：分不清是哪个文件，没有改写；请给文件换一个名字")


def _diff(call: Call) -> int:
    """Shows what `fix` would change and changes nothing; 1 where there is something."""
    from reconcile.fixing import fixed

    result = _run(call, call.paths if call.together else documents(call.paths), listed=True)
    lexicon = Lexicon.load(call.settings.lexicon)
    made = [m for m in (fixed(one, lexicon) for one in result.checked) if m]
    for one in made:
        show(one.diff.encode())
    tell(result, call.settings.lang)
    if result.failures:
        return 2
    number = sum(m.number for m in made)
    note(f"可改正 {number} 处" if made else "没有可以自动改正的地方", call.settings.lang)
    return int(bool(made))


def reviewed_by(file: Path, checked: Sequence[Checked], language: str) -> tuple[Checked, ...]:
    """The documents with the decisions in the file; UsageError where there is none."""
    from reconcile.decisions.draft import reviewed
    from reconcile.decisions.trail import read

    if not file.is_file():
        raise UsageError(f"复核记录 {file} 不存在；用 reconcile review 生成")
    reading = read(file)
    for damaged in reading.damaged:
        say(f"{file}：{damaged}", language)
    return tuple(reviewed(one, reading.lines, str(file)) for one in checked)


def tell_suggested(checked: Sequence[Checked], settings: Settings) -> None:
    """Says how many corrections were certain."""
    from reconcile.corrections import certain

    lexicon = Lexicon.load(settings.lexicon)
    count = sum(len(certain(one, lexicon)) for one in checked)
    note(f"确定的更正 {count} 处，写作修订；其余问题写作批注", settings.lang)


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
            from difflib import get_close_matches

            likely = get_close_matches(name, FORMATS, n=1)
            hint = f"（是不是 {likely[0]}？）" if likely else ""
            raise UsageError(f"没有“{name}”这种输出格式{hint}，可用的有：{'、'.join(FORMATS)}")
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
    form: str, output: str, checked: Sequence[Checked], settings: Settings, inputs: Sequence[str],
    suggest: bool = False, checklist: bool = False,
) -> None:  # fmt: skip
    """One report to where it belongs; into a folder, one file a document for formats that hold one document only."""
    if output == STDIN:
        terminal = sys.stdout is not None and sys.stdout.isatty()
        colour = terminal and "NO_COLOR" not in os.environ
        width = None
        if terminal:
            import shutil

            width = shutil.get_terminal_size().columns
        show(write(form, checked, Options(settings.lang, colour, width, _now(), checklist=checklist)))
        return
    folders = tuple(map(str, settings.lexicon))
    options = Options(settings.lang, time=_now(), lexicons=folders, suggest=suggest, checklist=checklist)
    if Path(output).is_dir() and not FORMATS[form].several:
        taken: set[str] = set()
        for one in checked:
            name = _free_name(PurePath(one.document.path).stem or "report", FORMATS[form].suffix, taken)
            saving.save(write(form, [one], options), Path(output) / name, inputs)
    else:
        saving.save(write(form, checked, options), Path(output), inputs)


def tell(result: Run, language: str) -> None:
    """Says on standard error which documents could not be checked, which files were not looked at, and which
    suppressions are stale."""
    for failure in result.failures:
        say(failure.message, language)
    if left := [readable(path) for path in result.passed_over]:
        more = " 等" if len(left) > MOST_NAMED else ""
        say(f"文件夹中有 {len(left)} 个文件没有检查：{'、'.join(left[:MOST_NAMED])}{more}（压缩包、图片等）", language)
    for suppression in result.stale:
        say(f"设置中的屏蔽 {suppression}（{suppression.reason}）没有对应的问题，可以删去", language)


def diff(old: str, new: str, form: str | None, output: Path | None, language: str) -> int:
    """What changed between two JSON results, and why; 1 where something did."""
    from reconcile import comparing
    from reconcile.reports import difference

    form = form or saving.form_of(output, ("text", "json"), "text")
    told = comparing.paired(comparing.load(old), comparing.load(new))
    data = difference.as_json(told) if form == "json" else difference.as_text(told, language).encode()
    if output is None:
        show(data)
    else:
        saving.save(data, output, [old, new])
    return NOTHING if told.empty else FOUND


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
    """The local time with its offset from UTC, as ISO 8601 has it: 2026-05-01T09:30:00+08:00."""
    said = strftime("%Y-%m-%dT%H:%M:%S%z")
    return f"{said[:-2]}:{said[-2:]}"
