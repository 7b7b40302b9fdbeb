"""One normalisation for all formats: characters that look like others, or like nothing, made plain."""

from __future__ import annotations

import io

import docx

from reconcile.document import Grid, Paragraph
from reconcile.readers import read_bytes
from reconcile.readers.docx import address


def test_characters_are_plain_and_offsets_still_lead_to_the_source() -> None:
    text = "部门⽀出\u200b合计1,2\ufeff34.56\xa0万元，\u202f其中⻋辆购置3\u00ad.50万元。"
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    [block] = read_bytes(stream.getvalue(), "x.docx").blocks
    assert isinstance(block, Paragraph)
    assert block.text == "部门支出合计1,234.56 万元， 其中车辆购置3.50万元。"
    for sign in "合4万其.":
        where = address(block.place(block.text.index(sign)).part)
        assert where
        assert where.offset is not None
        assert text[where.offset + block.text.index(sign) - block.segment(block.text.index(sign)).start] == sign


def test_cells_are_plain_too() -> None:
    page = (
        "<table><tr><td>科⽬</td><td>⽀出</td></tr><tr><td>教&#8203;育⽀出</td><td>1&nbsp;234.5&shy;6</td></tr></table>"
    )
    [grid] = read_bytes(f"<html><body>{page}</body></html>".encode(), "x.html").blocks
    assert isinstance(grid, Grid)
    assert grid.rows == (("科目", "支出"), ("教育支出", "1 234.56"))
