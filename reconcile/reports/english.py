"""What findings say in English: sentences from `reconcile.sentences`, numbers and names from the finding's own fields.

Quotes, names of tables and of categories stay as the document prints them.
"""

from __future__ import annotations

from reconcile.checked import Checked
from reconcile.document import Notice
from reconcile.findings import ChecklistItem, Correction, Evidence, Finding, LedgerLine
from reconcile.sentences import english, phrase, reason
from reconcile.sentences.rules import NAMES

from .words import EN, amount, spot

OF_THE_LIST = "R7"  # rules on what has to be published, whose message says what was not found


def in_english(checked: Checked) -> Checked:
    """The same with findings, notices, the checklist and reasons of the account told in English."""
    outcome = checked.outcome._replace(
        findings=tuple(map(translated, checked.outcome.findings)),
        ledger=tuple(map(_line, checked.outcome.ledger)),
        checklist=tuple(map(_item, checked.outcome.checklist)),
    )
    document = checked.document._replace(notices=tuple(map(_notice, checked.document.notices)))
    suppressed = {fingerprint: phrase(why) for fingerprint, why in checked.suppressed.items()}
    told = checked._replace(document=document, outcome=outcome, suppressed=suppressed)
    vars(told)["incomplete"] = tuple(map(_notice, checked.incomplete))  # what is cached here would arise in Chinese
    return told


def translated(finding: Finding) -> Finding:
    """``Prose and table differ: 2034.02万元 against 《收支总表》收入总计·预算数 2043.02万元; expected 2043.02万元``."""
    name = NAMES.get(finding.code, finding.name)
    numbers = list(dict.fromkeys(map(_number, (e for e in finding.evidence if e.value is not None))))[:4]
    message = name
    if finding.code.startswith(OF_THE_LIST):
        message += f": {reason(finding.message)}"
    elif numbers:
        message += f": {numbers[0]}" + (f" against {', '.join(numbers[1:])}" if numbers[1:] else "")
    elif finding.evidence:
        message += f": “{finding.evidence[0].quote}”"
    expected = phrase(finding.expected)
    if expected:
        message += f"; expected {expected}"
    return finding._replace(name=name, message=message, expected=expected, suggestion=phrase(finding.suggestion),
        lowered=phrase(finding.lowered), corrections=tuple(map(_correction, finding.corrections)),
        cause="; ".join(map(phrase, finding.cause.split("；"))),
    )  # fmt: skip


def _correction(correction: Correction) -> Correction:
    follows = tuple(f._replace(text=phrase(f.text)) for f in correction.follows)
    return correction._replace(text=phrase(correction.text), follows=follows)


def _number(evidence: Evidence) -> str:
    return f"{spot(evidence, EN) if evidence.table else ''} {amount(evidence)}".strip()


def _line(line: LedgerLine) -> LedgerLine:
    return line._replace(reason=reason(line.reason)) if line.reason else line


def _item(item: ChecklistItem) -> ChecklistItem:
    return item._replace(message=reason(item.message))


def _notice(notice: Notice) -> Notice:
    return notice._replace(message=english(notice.message))
