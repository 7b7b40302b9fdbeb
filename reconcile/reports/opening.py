"""The first lines of every report: how the check came out, what could not be read, how much was checked, and what the
settings took away."""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.checked import Checked, Hiding, Result
from reconcile.document import Notice

from .words import SEVERITIES, ZH

LOWERING = ("severity", "materiality")  # settings that make findings less severe
MOST_QUIET = 5  # hidden findings that the first lines name


def opening(checked: Checked, words: Mapping[str, str] = ZH) -> tuple[str, ...]:
    """All of them, one line each."""
    hidden = hidden_line(checked, words)
    return (
        result_line(checked, words),
        *(gap_line(gap, words) for gap in checked.incomplete),
        coverage_line(checked, words),
        *([hidden] if hidden else []),
        *quiet_lines(checked, words),
    )


def result_line(checked: Checked, words: Mapping[str, str] = ZH) -> str:
    counts = [f"{words[s]} {n}" for s in SEVERITIES if (n := checked.count(s))]
    found = words["found"].format(words["and"].join(counts)) if counts else words["nothing"]
    if checked.result is Result.INCOMPLETE:
        return words["incomplete"].format(len(checked.incomplete), found if counts else words["nothing_else"])
    return found


def gap_line(gap: Notice, words: Mapping[str, str] = ZH) -> str:
    """What could not be read."""
    return notice_line(gap, words, "gap")


def notice_line(notice: Notice, words: Mapping[str, str] = ZH, head: str = "notice") -> str:
    """``注意（第3页）：…``; the page where the message does not begin with it."""
    page = words["page"].format(notice.page) if notice.page else ""
    told = words["brackets"].format(page) if page and not notice.message.startswith(page) else ""
    return f"{words[head]}{told}{words['colon']}{notice.message}"


def coverage_line(checked: Checked, words: Mapping[str, str] = ZH) -> str:
    became = checked.coverage
    if not became.figures:
        return words["no_figures"].format(checked.outcome.relations)
    told = [words["covered"].format(became.checked, became.figures)]
    told += [words[f"of_{n}"].format(c) for n, c in (("weak", became.weak), ("ambiguous", became.ambiguous)) if c]
    return words["and"].join([*told, words["of_unchecked"].format(became.unchecked)])


def hidden_line(checked: Checked, words: Mapping[str, str] = ZH) -> str:
    """The settings file that was used and what settings took away; "" where there is neither."""
    hidden = checked.hidden
    if not hidden.file and not hidden.by:
        return ""
    name = words["settings"].format(hidden.file) if hidden.file else words["options"]
    told = words["semicolon"].join(hiding_words(h, words) for h in hidden.by)
    return f"{name}{words['colon']}{told or words['hid_nothing']}"


def quiet_lines(checked: Checked, words: Mapping[str, str] = ZH) -> list[str]:
    """The findings that are hidden, each with who hid it and why; the first of them where they are many."""
    gone = checked.quiet
    told = [words["quiet"].format(f.code, f.message, reason) for f, _, reason in gone[:MOST_QUIET]]
    return [*told, words["more_quiet"].format(len(gone) - MOST_QUIET)] if len(gone) > MOST_QUIET else told


def hiding_words(hiding: Hiding, words: Mapping[str, str]) -> str:
    if hiding.setting in LOWERING:
        return words["lowers"].format(hiding.setting, hiding.value, hiding.findings)
    if hiding.setting == "fail_on":
        return words["passes"].format(hiding.value, hiding.findings)
    if hiding.findings is None:
        return words[f"not_run_{hiding.setting}"].format(hiding.value)
    return words["hid"].format(hiding.setting, hiding.value, hiding.findings)
