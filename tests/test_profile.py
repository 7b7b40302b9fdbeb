"""What kind of document it is, whose and of which year: from covers as offices of many places print them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.document import Block, Document, Grid, Paragraph
from reconcile.profile import Profile, read_profile


def profile(cover: str, path: str = "a.txt", year: int | None = None) -> Profile:
    """The profile of a document whose paragraphs are the lines (`/` between them)."""
    blocks: list[Block] = [Paragraph(line) for line in cover.split("/")]
    return read_profile(Document(path, "txt", tuple(blocks)), year)


class Cover(NamedTuple):
    lines: str
    kind: str
    entity: str
    year: int | None


COVERS = [
    # what is no budget although it speaks of budgets
    Cover("云湖市2025年国民经济和社会发展统计公报/一般公共预算收入115.90亿元，下降5.2%。", "other", "云湖市", 2025),
    # budgets and accounts of departments
    Cover("云湖市信访局2024年部门预算/目录", "department_budget", "云湖市信访局", 2024),
    Cover("云湖市信访局/2024年部门预算", "department_budget", "云湖市信访局", 2024),
    Cover("中共云湖市委/云湖市人民政府信访局/2024 年部门预算", "department_budget", "中共云湖市委云湖市人民政府信访局", 2024),
    Cover("2024年度云湖市民政局部门决算", "department_account", "云湖市民政局", 2024),
    Cover("2023年度/云湖市民政局部门决算", "department_account", "云湖市民政局", 2023),
    Cover("附件1/云湖市生态环境局2024年部门预算公开说明", "department_budget", "云湖市生态环境局", 2024),
    Cover("附件2：青原县水利局2025年部门预算", "department_budget", "青原县水利局", 2025),
    Cover("关于青原县水利局2025年部门预算的说明", "department_budget", "青原县水利局", 2025),
    Cover("中共青原县委宣传部2025年度部门预算公开", "department_budget", "中共青原县委宣传部", 2025),
    Cover("云湖市财政预算评审中心2024年单位预算", "department_budget", "云湖市财政预算评审中心", 2024),
    Cover("青原县第一中学2023年度单位决算", "department_account", "青原县第一中学", 2023),
    Cover("青原县东河学区2022年部门预算公开说明", "department_budget", "青原县东河学区", 2022),
    Cover("东河镇人民政府2024年度部门决算", "department_account", "东河镇人民政府", 2024),
    Cover("云湖市民政局（本级）2024年单位预算", "department_budget", "云湖市民政局", 2024),
    Cover("云湖市体育局2024年预算公开", "department_budget", "云湖市体育局", 2024),
    Cover("云湖市体育局2023年度决算公开", "department_account", "云湖市体育局", 2023),
    Cover("二〇二四年部门预算/部门名称：云湖市体育局", "department_budget", "云湖市体育局", 2024),
    Cover("2024年部门预算公开/编制单位（盖章）：云湖市体育局/目录", "department_budget", "云湖市体育局", 2024),
    Cover("新疆维吾尔自治区民政厅2024年部门预算公开", "department_budget", "新疆维吾尔自治区民政厅", 2024),
    Cover("云湖市民政局/2024年度/部门决算/目录", "department_account", "云湖市民政局", 2024),
    Cover("2024年部门预算/云湖市民政局/2024年2月/目录", "department_budget", "云湖市民政局", 2024),
    Cover("2024年度部门决算公开/目录/一、部门概况/主要职能", "department_account", "", 2024),
    Cover("云湖市民政局部门预算（2024年）", "department_budget", "云湖市民政局", 2024),
    Cover("云湖市民政局关于2024年部门预算公开的说明", "department_budget", "云湖市民政局", 2024),
    Cover("中国共产主义青年团云湖市委员会2024年部门预算", "department_budget", "中国共产主义青年团云湖市委员会", 2024),
    Cover("青原县人民代表大会常务委员会办公室2024年度部门决算", "department_account", "青原县人民代表大会常务委员会办公室", 2024),
    Cover("云湖市民政局2024年部门预算和“三公”经费预算公开", "department_budget", "云湖市民政局", 2024),
    Cover("关于云湖市民政局2024年预算及“三公”经费预算的公开说明", "department_budget", "云湖市民政局", 2024),
    # the place in the title, the office on the cover
    Cover("沪江市东林区2024年区级部门预算/预算主管部门：沪江市东林区人民政府柳湾街道办事处/目录", "department_budget", "沪江市东林区人民政府柳湾街道办事处", 2024),
    Cover("沪江市东林区2025年区级部门预算/预算主管部门： 沪江市东林区商务委员会", "department_budget", "沪江市东林区商务委员会", 2025),
    Cover("沪江市东林区2024年区级单位预算/预算主管部门：沪江市东林区教育局/预算单位：沪江市东林区柳湾小学", "department_budget", "沪江市东林区柳湾小学", 2024),
    Cover("沪江市2024年市级部门预算/目录/一、部门主要职能/部门名称：沪江市绿化局 单位：万元", "department_budget", "沪江市绿化局", 2024),
    # governments
    Cover("关于北川市2018年预算执行情况及2019年预算草案的报告", "government_budget", "北川市", 2019),
    Cover("北川市十六届人大/五次会议文件十八/关于北川市2025年预算执行情况和/2026年预算（草案）的报告/——2026年2月7日在会议上", "government_budget", "北川市", 2026),
    Cover("关于北川市2025年市本级预算和/市总预算执行情况与2026年市本级预算和/市总预算草案的报告（书面）", "government_budget", "北川市", 2026),
    Cover("北　川　市/2025年地方财政预算执行情况和2026年地方财政预算（草案）/北川市财政局编制", "government_budget", "北川市", 2026),
    Cover("2026年北川市本级政府预算公开/目录", "government_budget", "北川市", 2026),
    Cover("2025年度北原地区政府决算公开/目录", "government_account", "北原地区", 2025),
    Cover("关于北川市2023年财政决算和2024年上半年预算执行情况的报告", "government_account", "北川市", 2023),
    Cover("关于青原县2023年县级决算（草案）的报告", "government_account", "青原县", 2023),
    Cover("北川市2025年全市一般公共预算收入执行情况表/单位：万元", "government_budget", "北川市", 2025),
    Cover("全市和市级2019年预算执行情况及2020年预算编制说明", "government_budget", "", 2020),
    Cover("2024年末北川市地方政府债务限额及余额决算情况表", "government_account", "北川市", 2024),
    Cover("青原县2024年政府预算公开/目录", "government_budget", "青原县", 2024),
    Cover("青原县2024年财政预算公开/目录", "government_budget", "青原县", 2024),
    Cover("东河镇2024年财政预算执行情况和2025年财政预算草案的报告", "government_budget", "东河镇", 2025),
    # notices of the “三公” expenses
    Cover("2019年度青原县“三公”经费支出决算情况/根据要求，汇总如下：", "three_public", "青原县", 2019),
    Cover("北川经济开发区管委会2020年“三公”经费预算/一、2020年“三公”经费支出预算表", "three_public", "北川经济开发区管委会", 2020),
    Cover("青原县经信局2016年“三公经费”预算对比增减说明", "three_public", "青原县经信局", 2016),
    Cover("2015年“三公”经费决算情况及增减变化原因说明/2015年我局部门决算汇总“三公”经费8.20万元。", "three_public", "", 2015),
    Cover("2017年北岸区“三公”经费汇总情况表", "three_public", "北岸区", 2017),
    Cover("2021年区本级“三公”经费预算支出表", "three_public", "", 2021),
    Cover("根据财政部关于推进政府预算信息公开的工作安排，经北川市财政局汇总，2018年北川市“三公”经费决算总额2771万元，比上年下降1.8%。", "three_public", "", 2018),
    # without a title: nobody's name is made of a sentence
    Cover("2013年省级财政拨款安排的“三公”经费预算总额为7.1亿元，比上年下降3.7%。", "three_public", "", 2013),
    Cover("根据上级的工作安排，经北川市财政局汇总，2018年北川市“三公”经费决算总额2771万元。", "three_public", "", 2018),
    Cover("上半年，全市一般公共预算收入完成38.3亿元，同比增收6.5亿元，增长20.4%。", "government_budget", "", None),
    Cover("东河镇2020年“三公”经费决算数共计35.5万元，比上年下降34.26%；其中公务接待费15.5万元。", "three_public", "", 2020),
    Cover("", "other", "", None),
]  # fmt: skip


@pytest.mark.parametrize("cover", COVERS, ids=lambda c: c.lines[:30] or "empty")
def test_cover(cover: Cover) -> None:
    found = profile(cover.lines)
    assert (found.kind, found.entity, found.year) == (cover.kind, cover.entity, cover.year)


@pytest.mark.parametrize(
    "lines, title",
    [
        ("云湖市信访局/2024年部门预算/目录", "云湖市信访局2024年部门预算"),
        ("中共云湖市委/云湖市人民政府信访局/2024年部门预算", "中共云湖市委云湖市人民政府信访局2024年部门预算"),
        ("关于北川市2025年预算执行情况和/2026年预算（草案）的报告", "关于北川市2025年预算执行情况和2026年预算(草案)的报告"),
        ("云湖市信访局2024年部门预算/目录/一、2024年部门预算表", "云湖市信访局2024年部门预算"),
        ("公开目录/云湖市信访局2024年部门预算", "云湖市信访局2024年部门预算"),
        ("北川市2020年“三公”经费决算数共计35.5万元，比上年下降。", ""),
        ("领导讲话/第二行", "领导讲话"),
    ],
)  # fmt: skip
def test_title(lines: str, title: str) -> None:
    assert profile(lines).title == title


@pytest.mark.parametrize(
    "path, lines, entity, year",
    [
        ("云湖市体育局2024年部门预算.pdf", "部门预算公开/目录", "云湖市体育局", 2024),
        ("归档/2023/云湖市体育局2023年度部门决算.docx", "部门决算", "云湖市体育局", 2023),
        ("包.zip!/云湖市体育局2024年部门预算.pdf", "2025年部门预算公开", "云湖市体育局", 2025),  # the cover rules
        ("云湖市体育局2024年部门预算.pdf", "云湖市民政局2025年部门预算", "云湖市民政局", 2025),
        ("20240315扫描件.pdf", "部门预算公开/目录", "", None),
        ("-", "部门预算公开/目录", "", None),
        ("云湖市2019年预算报告.html", "全市和市级2019年预算执行情况及2020年预算编制说明", "云湖市", 2020),
    ],
)  # fmt: skip
def test_the_file_name_is_a_hint(path: str, lines: str, entity: str, year: int | None) -> None:
    found = profile(lines, path)
    assert (found.entity, found.year) == (entity, year)


def test_the_caller_knows_the_year_better() -> None:
    assert profile("云湖市信访局2024年部门预算", year=2023).year == 2023


def test_without_a_titled_year_the_most_frequent_one_is_taken() -> None:
    assert profile("部门预算/2025年比2024年增加/2025年安排/2025年用于").year == 2025


def test_a_form_to_fill_in() -> None:
    lines = "云湖市XX局2024年部门决算/" + "/".join(f"{n}、XX支出XX万元，占XX%，XX比XX增加XX万元" for n in range(8))
    assert profile(lines).kind == "template"
    assert profile(lines + "/支出" + "1.25万元、" * 60).kind == "department_account"


def test_tables_alone() -> None:
    document = Document("a.xls", "xls", (Grid((("项目", "预算数"), ("合计", "1.00"))),))
    assert read_profile(document) == Profile()


@given(st.lists(st.text("某市局2024年部门预决算、，。：（）“三公”经费附件1报告和与\n ", max_size=30), max_size=8))
def test_no_entity_is_a_sentence(lines: list[str]) -> None:
    found = read_profile(Document("a.txt", "txt", tuple(Paragraph(line) for line in lines)))
    assert len(found.entity) <= 40
    assert not set(found.entity) & set("，。：,:;\n ")


def test_a_title_of_a_report_goes_on_in_the_next_line() -> None:
    for first, second in (
        ("关于云湖市2025年预算执行情况", "和2026年预算草案的报告"),
        ("云湖市2025年预算执行", "情况和2026年预算草案"),
    ):
        profile = read_profile(
            Document("a.txt", "text", (Paragraph(first), Paragraph(second), Paragraph("云湖市财政局")))
        )
        assert (profile.title, profile.year) == (first + second, 2026)
