"""What people take away: one module for each format, all made from `Checked` and nothing else.

A module is imported when its format is written, so that a run in the terminal loads no Excel writer. Each has
``write(checked: Sequence[Checked], options: Options) -> bytes``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import cast

from reconcile.checked import Checked
from reconcile.errors import ReconcileError, UsageError
from reconcile.tuples import NamedTuple

from .options import PLAIN, Options

__all__ = ["FORMATS", "PLAIN", "Format", "Options", "write"]


MARKED_UP = ("docx", "pdf")  # formats that write into the document itself


class Format(NamedTuple):
    """``name`` is also the module's name. ``several`` says whether one file can hold several documents; ``binary``
    whether it makes no sense on a terminal; ``about`` is one line of help."""

    name: str
    suffix: str
    several: bool
    binary: bool
    about: str

    def write(self, checked: Sequence[Checked], options: Options = PLAIN) -> bytes:
        """The report file's bytes. Raises UsageError where the documents cannot be written so."""
        if not self.several and len(checked) != 1:
            raise UsageError(f"{self.name} 格式一次只能写一个文件，请逐个文件输出。")
        if options.language == "en" and not self.binary:  # workpapers and notes in Chinese documents stay Chinese
            from .english import in_english

            checked = tuple(map(in_english, checked))
        writer = import_module(f"{__name__}.{self.name}")
        try:
            return cast(bytes, writer.write(checked, options))
        except (ReconcileError, MemoryError):
            raise
        except Exception as error:  # a damaged original: what could be read of it is not all that must be written
            if self.name not in MARKED_UP or os.environ.get("RECONCILE_DEBUG"):
                raise
            raise UsageError(
                f"{checked[0].document.path}：原文件有损坏，内容读得出，标记加不上；"
                "请用原来的软件另存后再检查，或改用 html 格式"
            ) from error


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("text", ".txt", True, False, "终端上阅读的文字报告"),
            Format("statistics", ".txt", True, False, "每条规则报告的次数，次数多的在前"),
            Format("json", ".json", True, False, "机器读取的完整结果；多个文件时为数组"),
            Format("jsonl", ".jsonl", True, False, "每个文件一行 JSON"),
            Format("sarif", ".sarif", True, False, "SARIF 2.1.0，供代码平台和流水线使用"),
            Format("junit", ".xml", True, False, "JUnit XML，供持续集成使用"),
            Format("csv", ".csv", True, False, "问题清单，Excel 可直接打开"),
            Format("github", ".txt", True, False, "GitHub Actions 的注释行"),
            Format("html", ".html", False, False, "单个网页：正文与表格并排，点数字看对应处"),
            Format("xlsx", ".xlsx", False, True, "Excel 工作底稿：问题、逐数核对、勾稽关系、各表"),
            Format("docx", ".docx", False, True, "原 Word 文件加批注"),
            Format("pdf", ".pdf", False, True, "原 PDF 文件加高亮和说明"),
        )
    }
)


def write(name: str, checked: Sequence[Checked], options: Options = PLAIN) -> bytes:
    """The documents' report in the format of this name. Raises UsageError for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f"没有“{name}”这种输出格式，可用的有：{'、'.join(FORMATS)}。")
    return FORMATS[name].write(checked, options)
