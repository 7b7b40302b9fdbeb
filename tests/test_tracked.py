"""A finding whose number a tracked change put in, or beside which one took something out, says so."""

from __future__ import annotations

import io
import zipfile

import reconcile
from reconcile.report import Report

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:author="林一" w:date="2025-03-04T10:00:00Z"'


def checked(*content: str) -> Report:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body><w:p>{''.join(content)}</w:p></w:body></w:document>"
        )
    return reconcile.check(stream.getvalue(), name="草稿.docx")


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str) -> str:
    return f"<w:ins {WHO}>{r(text)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


HEAD = "2025年市档案馆各单位政府采购预算总额"
TAIL = "万元，其中：政府采购货物预算20.00万元、政府采购工程预算0.00万元、政府采购服务预算30.00万元。"


def causes(report: Report) -> list[str]:
    assert [f.code for f in report.findings if f.code == "R202"] == ["R202"]
    return [f.cause for f in report.findings if f.code == "R202"]


def test_a_number_that_was_put_in() -> None:
    (cause,) = causes(checked(r(HEAD), deleted("50.00"), ins("58.00"), r(TAIL)))
    assert cause.endswith("这里有修订（林一 2025-03-04）")


def test_digits_that_were_taken_out() -> None:
    (cause,) = causes(checked(r(HEAD + "5"), deleted("0"), r("8.00" + TAIL)))
    assert "这里有修订" in cause


def test_a_change_elsewhere_in_the_paragraph_is_not_the_cause() -> None:
    (cause,) = causes(checked(ins("按照批复，"), r(HEAD + "58.00" + TAIL), ins("其余不变。")))
    assert "修订" not in cause
