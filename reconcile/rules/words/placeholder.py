"""没有替换的占位符：XX局、202X年、____万元，或表中的 #REF!。

套用模板写成的文件，模板里留空的地方应当全部填好。整份文件就是模板的，不查。
为什么：留着占位符的文件没有写完，读者无从知道说的是谁、是多少。

错误示例：第二部分 上海市某区XX局2024年度部门决算表
正确示例：第二部分 上海市某区财政局2024年度部门决算表
依据：部门预决算公开应当完整、准确（财预〔2016〕143号）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import cells, passages, quote_cell

CODE = "R501"
NAME = "占位符没有替换"
KIND = "placeholder"
SEVERITY = Severity.ERROR

# what a blank stands before; 张×× and the like are names kept secret
NOUN = (
    "[局委办厅部院会站所队校镇乡县区市省街年月日个辆名人次批家台万亿元%]|中心|单位|部门|公司|项目|工程|学校|医院|大学"
)
PLACEHOLDER = lazy(
    rf"(?<![A-Za-z0-9+])(?:20)?[Xx×]{{2,}}(?:{NOUN})|(?<=[为共有约达计占收出加少长降关于:])[Xx×]{{2,}}(?![A-Za-z0-9])"
    r"|(?<!\d)20\d?[Xx×]年"  # 202X年
    r"|(?<![A-Za-z0-9+×])[Xx](?:年|月|日|万元|亿元|个|辆|%|名|批次|人次|县|乡|镇|局)"  # X年X月
    r"|_{3,}|(?<=[\u4e00-\u9fff])__(?=[\u4e00-\u9fff%])"  # ____万元
    r"|(?<![一二〇○\d])(?:○|◯|〇){2,}(?:[局委办厅部院会县区市省镇乡]|万元)"  # ○○局
    r"|(?<=[\u4e00-\u9fff])\*{2,}(?:[局委办厅市县区镇乡部院会]|公司|单位|部门|万元)"  # 某**局
    r"|[(\[【](?:单位|部门|机构|填报单位)(?:全称|名称|简称)[)\]】](?!:)"
    r"|某某(?:局|委|办|厅|市|县|区|镇|单位|部门|公司)"
)
SIGN = lazy(r"[Xx×_○◯〇*]|某某|[(\[【](?:单位|部门|机构|填报单位)")  # in every placeholder, and quickly looked for
BROKEN_CELL = lazy(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)")


def check(facts: Facts) -> Iterator[Result]:
    """One finding for each placeholder, with all the places where it stands."""
    found: dict[str, list[Evidence]] = {}
    for passage in passages(facts):
        for match in PLACEHOLDER.finditer(passage.text) if SIGN.search(passage.text) else ():
            found.setdefault(match[0], []).append(passage.quote(*match.span()))
    for block, grid, row, column, text in cells(facts):
        if broken := BROKEN_CELL.search(text) or (SIGN.search(text) and PLACEHOLDER.fullmatch(text.strip())):
            found.setdefault(broken[0], []).append(quote_cell(block, grid, row, column, text))
    for words, places in found.items():
        times = f"，共{len(places)}处" if len(places) > 1 else ""
        yield Finding(
            CODE, NAME, KIND, SEVERITY, f"“{words}”是没有替换的占位符{times}：{places[0].quote}", tuple(places),
            suggestion="填上实际内容",
        )  # fmt: skip
