"""A stand-in for the check that does what its document's text says: real hangs, crashes and memory bombs."""

from __future__ import annotations

import os
import signal
import time
from decimal import Decimal

from reconcile.document import Document, Notice, Paragraph, Place
from reconcile.errors import ReadError
from reconcile.findings import Evidence, Finding, LedgerLine, Outcome, Severity, Status, TableView
from reconcile.lexicon import Lexicon

ROWS = (("科目编码", "科目名称", "决算数"), ("201", "一般公共服务支出", "12.50"), ("", "合计", "12.50"))


def check(data: bytes, name: str, lexicon: Lexicon) -> tuple[Document, Outcome]:
    text = data.decode()
    order, _, rest = text.partition("\n")
    if order == "hang":
        while True:
            pass
    if order == "sleep":
        time.sleep(float(rest.split("\n")[0]))
    if order == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "exit":
        os._exit(0)
    if order == "memory":
        return check(b"x" * (1 << 40), name, lexicon)
    if order == "swell":
        held = []
        while True:
            held.append(bytearray(16 << 20))
    if order == "unreadable":
        raise ReadError(f"{name}：不是可读的材料")
    if order == "bug":
        raise ValueError("程序里的错误")
    document, found = outcome(text, name)
    if order == "part":
        document = document._replace(notices=(Notice("warning", "第2页是扫描件，本页未核对", 2, "page"),))
    return document, found


def outcome(text: str, name: str) -> tuple[Document, Outcome]:
    """A small but whole outcome whose numbers come from the text."""
    amount = str(Decimal(len(text)) / 100)
    year = int(name[:4]) if name[:4].isdigit() else None
    place = Place(page=1, line=2)
    evidence = Evidence("claim", f"{amount}万元", place, value=amount, unit="万元")
    finding = Finding("R201", "表文不符", "text_table_value", Severity.ERROR, "数字不一致", (evidence,))
    line = LedgerLine(0, f"{amount}万元", place, 0, 3, "money", amount, "万元", "合计", Status.DISAGREES)
    table = TableView("支出决算表", "expenditure", "万元", (1,), 1, ROWS, 1)
    document = Document(name, "text", (Paragraph(f"{year}年支出{amount}万元。"),))
    return document, Outcome(
        f"{year}年部门决算", "department_account", "临江市某某局", year, (finding,), (line,), (table,), 1, 0.01
    )
