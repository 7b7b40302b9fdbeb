"""JUnit XML: a suite for each document, a case for each finding; errors and warnings fail, infos do not. What could not
be read is a case that was skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from reconcile.checked import Checked
from reconcile.document import Notice
from reconcile.findings import Finding, Severity

from .characters import clean
from .opening import coverage_line, gap_line, opening
from .options import Options
from .quoting import where
from .words import LANGUAGES, advice, amount


def write(checked: Sequence[Checked], options: Options) -> bytes:
    root = ElementTree.Element("testsuites", name="reconcile")
    suites = [suite(c, options) for c in checked]
    root.extend(suites)
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(s.get(name, "0")) for s in suites)))
    root.set("time", f"{sum(c.outcome.seconds for c in checked):.3f}")
    ElementTree.indent(root)
    told: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return told + b"\n"


def suite(checked: Checked, options: Options) -> ElementTree.Element:
    words = LANGUAGES[options.language]
    failures = checked.count(Severity.ERROR) + checked.count(Severity.WARNING)
    cases = [skipped(checked, gap, words) for gap in checked.incomplete]
    cases += [case(checked, finding, words) for finding in checked.findings]
    if not failures:
        passed = coverage_line(checked, words)
        cases.append(ElementTree.Element("testcase", classname=clean(checked.document.path), name=passed))
    node = ElementTree.Element(
        "testsuite", name=clean(checked.document.path), tests=str(len(cases)), failures=str(failures), errors="0",
        skipped=str(len(checked.incomplete)), time=f"{checked.outcome.seconds:.3f}",
    )  # fmt: skip
    if options.time:
        node.set("timestamp", options.time[:19])
    properties = ElementTree.SubElement(node, "properties")
    told = {"outcome": str(checked.result), **{k: str(v) for k, v in checked.coverage._asdict().items()}}
    for name, value in told.items():
        ElementTree.SubElement(properties, "property", name=name, value=value)
    node.extend(cases)
    ElementTree.SubElement(node, "system-out").text = clean("\n".join(opening(checked, words)))
    return node


def skipped(checked: Checked, gap: Notice, words: Mapping[str, str]) -> ElementTree.Element:
    told = clean(gap_line(gap, words))
    node = ElementTree.Element("testcase", classname=clean(checked.document.path), name=told)
    ElementTree.SubElement(node, "skipped", message=told)
    return node


def case(checked: Checked, finding: Finding, words: Mapping[str, str]) -> ElementTree.Element:
    place = where(checked.document, finding.evidence[0], words) if finding.evidence else ""
    name = f"{finding.code} {finding.name} {place}".strip()
    node = ElementTree.Element("testcase", classname=clean(checked.document.path), name=clean(name))
    lines = [f"{where(checked.document, e, words)}  {amount(e)}  {e.quote}".strip() for e in finding.evidence]
    lines += [f"{words[key]}{words['colon']}{text}" for key, text in advice(finding, words)]
    detail = clean("\n".join(lines))
    if finding.severity == Severity.INFO:
        ElementTree.SubElement(node, "system-out").text = clean(f"{finding.message}\n{detail}")
    else:
        failure = ElementTree.SubElement(node, "failure", type=str(finding.severity), message=clean(finding.message))
        failure.text = detail
    return node
