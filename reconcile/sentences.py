"""What is said to the user outside reports, in English: errors, notices, and what a run tells of itself.

Sentences are written in Chinese where they arise; here are their English forms, by pattern. One that is missing here is
told in Chinese: better that than nothing.
"""

from __future__ import annotations

import re

PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        # documents
        (r"(.*)：文件不存在", r"\1: there is no such file"),
        (r"(.*)：没有读取权限", r"\1: no permission to read it"),
        (r"(.*)：(?:文件|文档|电子表格)为空，没有可读的内容", r"\1: it is empty"),
        (r"(.*)：文件中(?:没有任何文字|只有标记，没有可读的内容)", r"\1: there is no text in it"),
        (r"(.*)：(?:文件|文本|网页)过大（(.*) MB，上限 (.*) MB）", r"\1: it is too large (\2 MB, at most \3 MB)"),
        (
            r"(.*)：是文件夹，不是文件；.*",
            r"\1: it is a folder, not a file; use --together for a case in several files",
        ),
        (r"(.*)：是压缩包，不是单个文档；.*", r"\1: it is an archive; unpack it, or use --together"),
        (r"(.*)：(?:文件|PDF )设有打开密码，.*", r"\1: it is protected by a password; remove that first"),
        (r"(.*)：.*(?:已损坏|不完整|无法打开|无法解析).*", r"\1: it is damaged or incomplete and cannot be opened"),
        (r"(.*)：不是文本文件.*", r"\1: it is not text, nor a format that is known"),
        (r"(.*)：无法识别文字编码，.*", r"\1: its encoding is not recognised; save it as UTF-8 or GB18030"),
        (r"(.*)：全部 (\d+) 页都没有可读取的文字.*", r"\1: none of its \2 pages has text that can be read (scans?)"),
        (r"(.*)：是 OFD 版式文件，.*", r"\1: it is an OFD file; save it as PDF"),
        (r"(.*)：是演示文稿，.*", r"\1: it is a presentation; save it as PDF"),
        (r"(.*)：.*(?:过多|过大|过深|超过).*，?已停止(?:读取)?", r"\1: it exceeds what is read of one document"),
        (r"(.*)：文件无法读取（(.*)）", r"\1: it cannot be read (\2)"),
        (r"(.*)：检查时出现内部错误（(.*)），请反馈给维护者", r"\1: an internal error (\2); please report it"),
        # calls
        (r"没有“(.*)”这种输出格式(?:（是不是 (.*)？）)?，可用的有：(.*)", r"there is no format “\1”; there are: \3"),
        (r"(.*) 不能都写到标准输出；.*", r"\1 cannot all go to standard output; name files with -o"),
        (r"(.*) 格式要写入文件，请用 -o 指明文件名", r"the format \1 goes to a file; name it with -o"),
        (r"(.*) 格式一次只能写一个文件.*", r"the format \1 holds one document only"),
        (r"看不出 (.*) 要写成哪种格式；.*", r"the name \1 tells no format; name it with --format"),
        (r"(.*) 就是被检查的文件.*", r"\1 is a document that is being checked; choose another name"),
        (r"(.*) 是文件夹，请写明报告的文件名", r"\1 is a folder; name a file"),
        (r"(.*)：分不清是哪个文件，没有改写；.*", r"\1: not clear which file it is; it was left as it was"),
        (r"写不了 (.*)：文件夹 (.*) 不存在", r"cannot write \1: there is no folder \2"),
        (r"写不了 (.*)：(.*)", r"cannot write \1: \2"),
        (r"--write-baseline 需要.*", "--write-baseline needs --baseline FILE"),
        (r"--watch 不能用于标准输入", "--watch does not go with standard input"),
        (r"--watch 不能与 --fix、--diff 同用", "--watch does not go with --fix and --diff"),
        (r"没有编号为 (.*?) 的规则(?:（是不是 (.*)？）)?；.*", r"there is no rule \1; see reconcile rules"),
        (r"文件夹 (.*) 中没有可以检查的文件", r"there is nothing to check in the folder \1"),
        (r"没有与 (.*) 相符的文件", r"no file fits \1"),
        (r"没有指定要检查的文件", "no file to check was named"),
        (r"基线文件 (.*) 不存在；.*", r"there is no baseline \1; --write-baseline makes it"),
        (r"(.*) 不是基线文件；.*", r"\1 is not a baseline; --write-baseline makes it anew"),
        (r"设置文件 (.*) 不存在", r"there is no settings file \1"),
        (r"设置文件 (.*) 不是有效的 TOML：(.*)", r"the settings file \1 is not valid TOML: \2"),
        (r"设置文件 (.*)：没有名为 (.*) 的设置项", r"the settings file \1: there is no setting \2"),
        (r"词库文件夹不存在：(.*)", r"there is no lexicon folder \1"),
        (r"没有选项 (\S+?)(?:（是不是 (.*)？）)?；用 (.*) 查看用法", r"there is no option \1; see \3"),
        (r"没有命令 (\S+?)(?:（是不是 (.*)？）)?；用 (.*) 查看用法", r"there is no command \1; see \3"),
        (r"缺少参数 (.*)；用 (.*) 查看用法", r"\1 is missing; see \2"),
        (r"参数 (\S+) 的值不对：.*；用 (.*) 查看用法", r"the value of \1 is not right; see \2"),
        (r"选项 (\S+) (?:后面缺少值|不带值)；用 (.*) 查看用法", r"the option \1 is not used so; see \2"),
        (r"内部错误（(.*)），请反馈给维护者", r"an internal error (\1); please report it"),
        # what a run tells of itself
        (
            r"错误 (\d+)，警告 (\d+)，提示 (\d+)；未核对的数字 (\d+) 个；已写入 (.*)",
            r"\1 errors, \2 warnings, \3 notes; \4 figures unchecked; written: \5",
        ),
        (r"基线已写入 (.*)：(\d+) 份材料，(\d+) 条问题", r"baseline \1 written: \2 documents, \3 findings"),
        (r"设置中的屏蔽 (.*)（.*）没有对应的问题，可以删去", r"the suppression \1 meets no finding any more"),
        (r"(.*)：改正 (\d+) 处", r"\1: \2 places set right"),
        (r"可改正 (\d+) 处", r"\1 places can be set right"),
        (r"没有可以自动改正的地方.*", "nothing that can be set right for certain"),
        (r"新增 (\d+) 条，消除 (\d+) 条，仍有 (\d+) 条(.*)", r"\1 new, \2 gone, \3 still there\4"),
        (r"…… 等待文件变化.*", "… waiting for changes (Ctrl+C ends)"),
        # notices
        (r"没有读到表格，只检查了文字说明自身", "no tables were read; the prose was checked by itself only"),
        (r"文字说明中没有读到数字.*", "no numbers were read in the prose; there is nothing to hold against the tables"),
        (r"按设置或基线隐去 (\d+) 条问题", r"\1 findings are hidden by settings or baseline"),
        (r"文档带有修订痕迹.*", "there are tracked changes; it was checked as if all were accepted"),
        (r"文件经 LibreOffice 转换后读取.*", "read by way of LibreOffice; the layout may differ a little"),
        (r"文档中有 (\d+) 张图片.*", r"\1 pictures; text and tables in them were not read"),
        (r"第(\d+)页是扫描件，.*", r"page \1 is a scan; its text comes from its recognition layer and may be wrong"),
        (r"第(\d+)页有没有框线的表格.*", r"page \1 has a table without rules that could not be read as one"),
        (r"第(\d+)页.*，本页未核对.*", r"page \1 could not be read and was not checked"),
        (r"第(\d+)页.*已改用文字识别.*", r"page \1 was read by text recognition (OCR), which may be wrong"),
        (r"这里有修订（(.*)）", r"tracked change here (\1)"),
    )
)


def english(sentence: str) -> str:
    for pattern, words in PATTERNS:
        if found := pattern.fullmatch(sentence):
            return re.sub(r"、", ", ", found.expand(words))
    return sentence
