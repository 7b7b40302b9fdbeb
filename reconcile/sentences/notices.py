"""What a document's reader must know: what was not read, left out, or read in a way of its own."""

from __future__ import annotations

NOTICES = (
    # what was not there
    (r"没有读到表格，只检查了文字说明自身", "no tables were read; the prose was checked by itself only"),
    (r"文字说明中没有读到数字.*", "no numbers were read in the prose; there is nothing to hold against the tables"),
    (r"没有读到可以核对的数字，等于没有核对", "no numbers were read that could be checked; nothing was checked"),
    (r"所有数字都没有核对，等于没有核对", "none of the numbers was checked; nothing was checked"),
    # several files
    (
        r"(\d+) 个文件合为一份材料检查，先文字后表格：(.*)",
        r"\1 files checked as one document, prose before tables: [2]",
    ),
    (r"(.*) 与 (.*) 内容相同，只检查后者", r"\1 and \2 are the same; only the latter was checked"),
    (r"没有读取 (.*)", r"not read: {1}"),
    (r"文件名以 (.*) 结尾，内容实为(.*)，已按.*读取", r"the name ends in \1, but it is read as what it is: {2}"),
    (r"新版 Word 文档（.docx）", "Word (.docx)"),
    (r"旧版 Word 文档", "old Word"),
    (r"电子表格", "workbook"),
    (r"网页", "web page"),
    (r"纯文本", "plain text"),
    # pages
    (r"第(\d+)页(.*)，本页未核对(.*)", r"p. \1: {2}; it was not checked{3}"),
    (
        r"第(\d+)页(.*)，已改用文字识别（OCR），识别结果可能有误，用字和标点没有核对(.*)",
        r"p. \1: {2}; read by recognition (OCR), which may be wrong; its wording was not checked{3}",
    ),
    (r"是扫描图片，没有可读取的文字", "a scan without text"),
    (r"的文字是一行行的小图片，读得到的只有零散的数字", "its text is pictures, line by line; only numbers are text"),
    (r"没有文字层（文字已转为图形）", "no text, letters were turned into drawings"),
    (r"的文字编码损坏，读出的内容不是正常文字", "the encoding of its text is broken"),
    (r"已损坏，无法读取", "damaged"),
    (r"有(\d+)个数字字符认不准，.*", r"\1 digits were not sure, and their numbers were not read"),
    (r"可安装 OCR 组件后重试：(.*)", r"with OCR it may be: \1"),
    (r"可另存为 PDF，并安装 OCR 组件后重试", "with OCR it may be: save it as PDF"),
    (r"第(\d+)页内容过多，只读取了一部分", r"p. \1: too much on it; only a part was read"),
    (
        r"第(\d+)页有 (\d+) 处图元引用的资源缺失、损坏或嵌套过深，.*",
        r"p. \1: \2 drawings are missing, damaged or too deep; their text was not read or checked",
    ),
    (r"第(\d+)页大部分是图片，.*", r"p. \1: mostly a picture; text and numbers in it were not read or checked"),
    (r"第(\d+)页有图片形式的表格或图表，.*", r"p. \1 has a picture of a table or chart; its numbers were not read"),
    (r"第(\d+)页是扫描件，.*", r"p. \1: a scan; its text comes from its recognition layer and may be wrong"),
    (
        r"第(\d+)页有(\d+)个字符的字体没有编码，.*",
        r"p. \1: \2 characters cannot be told; numbers with such were not read",
    ),
    (r"第(\d+)页有看不见的文字（与底色相同或被遮盖），未读取：(.*)", r"p. \1: text that is not seen was not read: \2"),
    (r"第(\d+)页的浅色水印未作正文读取：(.*)", r"p. \1: a pale watermark was not read as text: \2"),
    (
        r"第(\d+)页可能分栏排版，.*",
        r"p. \1: perhaps set in columns whose bounds are not certain; it is read line by line: sentences that are cut, "
        r"and the numbers in them, may not be checked",
    ),
    (
        r"第(\d+)页有没有框线的表格，.*",
        r"p. \1: a table without rules could not be read as one; its numbers were not checked",
    ),
    (
        r"文件未嵌入中文字体（第(\d+)页起），.*",
        r"no Chinese font in the file (from p. \1 on): it may look different elsewhere; it is read by its own widths",
    ),
    # Word, OFD, pages of the web, text
    (r"文件经 LibreOffice 转换后读取.*", "read by way of LibreOffice; the layout may differ a little"),
    (r"文档带有修订痕迹.*", "there are tracked changes; it was checked as if all were accepted"),
    (r"(?:文档|网页|文)中有加删除线的文字，按已删除处理", "text that is struck out was taken as deleted"),
    (r"(?:文档|网页正文|文)中有 (\d+) 张图片.*", r"\1 pictures; text and tables in them were not read"),
    (r"文档中嵌有 (\d+) 个电子表格对象，.*", r"\1 embedded workbooks were not read; turn them into tables"),
    (r"文档中插入的文件（已缺失）没有读取", "an inserted file is missing and was not read"),
    (r"文档中插入的文件（(.*)）没有读取", r"an inserted file (\1) was not read"),
    (r"网页带有 (\d+) 个附件，未随网页读取：(.*)", r"\1 attachments of the page were not read: [2]"),
    (r"文中有 (\d+) 段编码数据（如图片），.*", r"\1 pieces of coded data (such as pictures) were not read"),
    (
        r"(?:网页|文中)有 (\d+) 处文字编码损坏，.*",
        r"the encoding is broken in \1 places, shown as �; numbers there may lack digits",
    ),
    (r"文中有乱码（编码转换有误），.*", "parts were wrecked by a wrong encoding; their text and numbers were not read"),
    (
        r"文中使用繁体字，.*",
        "written in traditional characters: names may not be recognised, and their numbers were not checked",
    ),
    (r"OFD 文件内有(\d+)份文档，.*", r"\1 documents in the OFD file were read as one"),
    (r"OFD 内的附件没有读取：(.*)", r"attachments of the OFD file were not read: [1]"),
    (r"OFD 的批注中有文字，未作正文读取", "remarks in the OFD file were not read as text"),
    # cells
    (
        r"《(.*)》有 (\d+) 行的格数与表头不同，看不出各数属于哪一栏，没有核对：(.*)",
        r"《\1》: \2 rows have more or fewer cells than the head and were not checked: \3",
    ),
    (
        r"《(.*)》有 (\d+) 格读不出是多少，不作零，没有核对：(.*?)(?:等)?",
        r"《\1》: \2 cells cannot be read; they are not zero and were not checked: [3]",
    ),
    (r"有公式没有保存计算结果，.*：(.*)", r"formulas without a result; open and save the file in Excel or WPS: {1}"),
    (r"隐藏的工作表没有检查：(.*)", r"hidden sheets were not checked: {1}"),
    (r"隐藏的或打印区域以外的列没有检查：(.*)", r"columns hidden or outside of the print area were not checked: {1}"),
    (r"工作表中有隐藏的行：(.*)", r"hidden rows: {1}"),
    (r"有数字没有完整显示小数，按显示的数字检查：(.*)", r"numbers shown with fewer decimals are checked as shown: {1}"),
    (r"有数字格式不能识别，.*：(.*)", r"unknown number formats; the number of the cell is checked: {1}"),
    (r"工作表中有图片，.*：(.*)", r"pictures; text and tables in them were not read: {1}"),
    (r"“([^”]*)”(\S+) 列", r"“\1” columns [2]"),
    (r"“([^”]*)”(\d+) 行（(\d+) 行有数字，已一并检查）", r"“\1” \2 rows (\3 of them have numbers and were checked)"),
    (r"“([^”]*)”(\d+) (?:行|个|张)", r"“\1” \2"),
    # when the program itself errs
    (r"(.*)：程序处理时出错（(.*)），没有核对，.*", r"{1}: the program failed (\2), not checked; please report it"),
    (r"规则 (\S+)（.*）", r"rule \1"),
    (r"表格(.*)", r"table \1"),
    (r"段落(“.*)?", r"paragraph \1"),
    (r"段落中的数字", "numbers of a paragraph"),
    (r"材料的标题和单位", "title and office"),
    (r"比率的尾数取舍", "how rates are rounded"),
    # notes
    (r"这里有修订（(.*)）", r"tracked change here (\1)"),
)
