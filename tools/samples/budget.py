"""The budget of a fictional bureau in the style of Zhejiang: prose first, eleven tables with pipes, 万元."""

from __future__ import annotations

from collections.abc import Sequence

from .books import NAMES, cell, money, path, percent, rolled_up, total

CITY = "青澜市"
OFFICE = "市农产品质量监测局"
CENTRE = "青澜市农产品检验检测中心"
YEAR = 2025

# 项: 人员, 公用, 项目, and how much of it other income than 一般公共预算 pays for
LEAVES = {
    "2080501": (782, 60, 0, 0),
    "2080502": (315, 20, 0, 0),
    "2080505": (9648, 0, 0, 0),
    "2080506": (4824, 0, 0, 0),
    "2101101": (2931, 0, 0, 0),
    "2101102": (1807, 0, 0, 0),
    "2101103": (2264, 0, 0, 0),
    "2130101": (61235, 5840, 0, 0),
    "2130102": (0, 0, 14600, 0),
    "2130104": (28516, 2175, 0, 0),
    "2130109": (0, 0, 53862, 3500),
    "2210201": (11853, 0, 0, 0),
    "2210203": (3570, 0, 0, 0),
}
USES = {
    "2080501": "行政单位离退休人员的经费",
    "2080502": "事业单位离退休人员的经费",
    "2080505": "按规定由单位缴纳的基本养老保险费",
    "2080506": "按规定由单位缴纳的职业年金",
    "2101101": "行政单位人员的基本医疗保险缴费",
    "2101102": "事业单位人员的基本医疗保险缴费",
    "2101103": "公务员医疗补助",
    "2130101": "局机关人员工资和日常运转",
    "2130102": "监测标准修订、普法宣传等专项工作",
    "2130104": "检验检测中心人员工资和日常运转",
    "2130109": "农产品例行监测、监督抽查和追溯平台运行维护",
    "2210201": "按规定比例为职工缴纳的住房公积金",
    "2210203": "按规定向职工发放的购房补贴",
}
STAFF = {
    "30101": ("基本工资", 26540),
    "30102": ("津贴补贴", 28465),
    "30103": ("奖金", 21320),
    "30107": ("绩效工资", 14210),
    "30108": ("机关事业单位基本养老保险缴费", 9648),
    "30109": ("职业年金缴费", 4824),
    "30110": ("职工基本医疗保险缴费", 4738),
    "30111": ("公务员医疗补助缴费", 2264),
    "30112": ("其他社会保障缴费", 796),
    "30113": ("住房公积金", 11853),
    "30199": ("其他工资福利支出", 1990),
}
PENSIONS = {"30302": ("退休费", 1047), "30309": ("奖励金", 50)}
RUNNING = {
    "30201": ("办公费", 1465),
    "30205": ("水费", 120),
    "30206": ("电费", 485),
    "30207": ("邮电费", 360),
    "30209": ("物业管理费", 910),
    "30211": ("差旅费", 1180),
    "30213": ("维修（护）费", 275),
    "30216": ("培训费", 330),
    "30217": ("公务接待费", 215),
    "30228": ("工会经费", 980),
    "30231": ("公务用车运行维护费", 640),
    "30239": ("其他交通费用", 835),
}
EQUIPMENT = {"31002": ("办公设备购置", 300)}
PROJECTS = (
    ("农产品例行监测和监督抽查", 31580, 3500),
    ("农产品质量追溯平台运行维护", 22282, 0),
    ("监测标准修订和普法宣传", 14600, 0),
)
THREE_PUBLIC = ((0, 0, 420, 160), (0, 0, 220, 55))  # 出国, 购置, 运行维护, 接待 of the office and the centre
LAST = {"all": 195010, "general": 191740, "running": 5610, "car": 640, "reception": 230}
PURCHASE = (8620, 0, 23150)
MEETINGS, TRAINING, TRAVEL = 460, 785, 2940


def table(title: str, header: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> str:
    """A table as pipes under its title and unit line."""
    width = len(header[0])
    lines = [" | ".join(row).join(("| ", " |")) for row in (*header[:1], ["---"] * width, *header[1:], *rows)]
    return f"## {YEAR}年{title}\n\n单位：万元\n\n" + "\n".join(lines) + "\n"


def build() -> str:
    staff, running, projects, other = total(LEAVES.values())
    everything = staff + running + projects
    general = everything - other
    classes = {code: sum(row[:3]) for code, row in rolled_up(LEAVES).items() if len(code) == 3}
    general_classes = {code: sum(row[:3]) - row[3] for code, row in rolled_up(LEAVES).items() if len(code) == 3}
    assert sum(v for _, v in (*STAFF.values(), *PENSIONS.values())) == staff
    assert sum(v for _, v in (*RUNNING.values(), *EQUIPMENT.values())) == running
    assert sum(v for _, v, _ in PROJECTS) == projects
    return (
        _front()
        + _overview(everything, general, other, classes, (staff, running, projects))
        + _general(general, general_classes)
        + _basic(staff, running)
        + _three_public()
        + _other_matters(projects)
        + "\n"
        + "\n".join(_tables(everything, general, other))
    )


def _front() -> str:
    titles = "\n".join(
        f"（{number}）{YEAR}年{title}" for number, title in zip("一二三四五六七八九十", TITLES, strict=True)
    )
    return f"""# {CITY}农产品质量监测局{YEAR}年部门预算

## 目录

一、部门概况

二、{YEAR}年{OFFICE}部门预算安排情况说明

三、名词解释

四、{YEAR}年部门预算表

{titles}

## 一、部门概况

### （一）主要职能

1. 组织实施全市农产品质量安全监测，发布监测结果。

2. 受理“12316”三农服务热线转来的质量投诉，提供7×24小时值守。

3. 完成市委、市政府交办的其他任务。

### （二）部门机构设置情况

从预算单位构成看，{OFFICE}部门预算包括：局本级预算和局属事业单位{CENTRE}预算。

## 二、{YEAR}年{OFFICE}部门预算安排情况说明

"""


def _overview(everything: int, general: int, other: int, classes: dict[str, int], uses: tuple[int, ...]) -> str:
    change = everything - LAST["all"]
    moved = (
        f"比上年执行数增加{money(change)}万元，增长{percent(change, LAST['all'], 1)}%，主要是新增追溯平台运行维护项目"
    )
    parts = "、".join(f"{NAMES[c]}{money(v)}万元" for c, v in classes.items())
    staff, running, projects = uses
    general_parts = "、".join(NAMES[c] for c in classes)
    return f"""### （一）关于{OFFICE}{YEAR}年收支预算情况的总体说明

按照综合预算的原则，{OFFICE}所有收入和支出均纳入部门预算管理。收入包括：一般公共预算拨款收入、事业收入；支出包括：{general_parts}。{OFFICE}{YEAR}年收支总预算{money(everything)}万元。

### （二）关于{OFFICE}{YEAR}年收入预算情况说明

{OFFICE}{YEAR}年收入预算{money(everything)}万元，{moved}。

其中：一般公共预算拨款收入{money(general)}万元，占{percent(general, everything, 1)}%；事业收入{money(other)}万元，占{percent(other, everything, 1)}%。

### （三）关于{OFFICE}{YEAR}年支出预算情况说明

{OFFICE}{YEAR}年支出预算{money(everything)}万元，{moved}。

1. 按支出功能分类，包括{parts}。

2. 按支出用途分类，包括人员支出{money(staff)}万元，占{percent(staff, everything, 1)}%；日常公用支出{money(running)}万元，占{percent(running, everything, 1)}%；项目支出{money(projects)}万元，占{percent(projects, everything, 1)}%。

"""


def _general(general: int, classes: dict[str, int]) -> str:
    change = general - LAST["general"]
    shares = "；".join(f"{NAMES[c]}（类）{money(v)}万元，占{percent(v, general, 1)}%" for c, v in classes.items())
    parts = "、".join(f"{NAMES[c]}{money(v)}万元" for c, v in classes.items())
    items = "\n\n".join(
        f"（{number}）{path(code)}{money(sum(row[:3]) - row[3])}万元，主要用于{USES[code]}。"
        for number, (code, row) in enumerate(LEAVES.items(), 1)
    )
    return f"""### （四）关于{OFFICE}{YEAR}年财政拨款收支预算情况的总体说明

{OFFICE}{YEAR}年财政拨款收支总预算{money(general)}万元。收入包括：一般公共预算{money(general)}万元；支出包括：{parts}。

### （五）关于{OFFICE}{YEAR}年一般公共预算当年拨款情况说明

1. 一般公共预算当年拨款规模变化情况。

{OFFICE}{YEAR}年一般公共预算当年拨款{money(general)}万元，比上年执行数增加{money(change)}万元，增长{percent(change, LAST["general"], 1)}%，主要是新增追溯平台运行维护项目。

2. 一般公共预算当年拨款结构情况。

{shares}。

3. 一般公共预算当年拨款具体使用情况。

{items}

"""


def _basic(staff: int, running: int) -> str:
    staff_names = "、".join(name for name, _ in (*STAFF.values(), *PENSIONS.values()))
    running_names = "、".join(name for name, _ in (*RUNNING.values(), *EQUIPMENT.values()))
    return f"""### （六）关于{OFFICE}{YEAR}年一般公共预算基本支出情况说明

{OFFICE}{YEAR}年一般公共预算基本支出{money(staff + running)}万元，其中：

人员经费{money(staff)}万元，主要包括：{staff_names}；

公用经费{money(running)}万元，主要包括：{running_names}。

### （七）关于{OFFICE}{YEAR}年政府性基金预算支出情况说明

{OFFICE}{YEAR}年没有使用政府性基金预算拨款安排的支出，与上年持平。

### （八）关于{OFFICE}{YEAR}年国有资本经营预算支出情况说明

{OFFICE}{YEAR}年没有使用国有资本经营预算拨款安排的支出，与上年持平。

"""


def _three_public() -> str:
    abroad, bought, kept, reception = total(THREE_PUBLIC)
    everything, before = abroad + bought + kept + reception, LAST["car"] + LAST["reception"]
    fall = LAST["reception"] - reception
    return f"""### （九）关于{OFFICE}{YEAR}年一般公共预算“三公”经费预算情况说明

{OFFICE}{YEAR}年“三公”经费预算数为{money(everything)}万元，比上年预算数减少{money(before - everything)}万元，下降{percent(before - everything, before, 1)}%，具体如下：

1. 因公出国（境）费用：{YEAR}年安排因公出国（境）费用预算0.00万元，与上年预算数持平。

2. 公务接待费：{YEAR}年安排公务接待费预算{money(reception)}万元，比上年预算数减少{money(fall)}万元，下降{percent(fall, LAST["reception"], 1)}%，主要是压减一般性支出。

3. 公务用车购置及运行维护费：{YEAR}年安排公务用车购置及运行维护费预算{money(bought + kept)}万元，与上年预算数持平。其中，公务用车购置支出0.00万元，公务用车运行维护费支出{money(kept)}万元。

"""


def _other_matters(projects: int) -> str:
    running = LEAVES["2130101"][1]
    rise = running - LAST["running"]
    goods, works, services = PURCHASE
    own = projects - sum(o for _, _, o in PROJECTS)
    return f"""### （十）其他重要事项的情况说明

1. 机关运行经费。

{YEAR}年{CITY}农产品质量监测局（本级）机关运行经费财政拨款预算{money(running)}万元，比上年预算增加{money(rise)}万元，增长{percent(rise, LAST["running"], 1)}%，主要是物业管理费标准调整。

2. 政府采购情况。

{YEAR}年{OFFICE}各单位政府采购预算总额{money(sum(PURCHASE))}万元，其中：政府采购货物预算{money(goods)}万元、政府采购工程预算{money(works)}万元、政府采购服务预算{money(services)}万元。

3. 国有资产占有使用情况。

截至{YEAR - 1}年12月31日，{OFFICE}所属各预算单位共有车辆3辆，其中，机要通信用车1辆、特种专业技术用车2辆。单位价值100万元以上设备4台（套）。

4. 预算绩效情况说明。

{YEAR}年{OFFICE}项目支出均实行绩效目标管理，共有项目{len(PROJECTS)}个，涉及一般公共预算当年拨款{money(own)}万元。

5. 一般公共预算其他公务支出预算情况说明。

{YEAR}年{OFFICE}各单位会议费预算{money(MEETINGS)}万元，与上年预算数持平。培训费预算{money(TRAINING)}万元，与上年预算数持平。差旅费预算{money(TRAVEL)}万元，与上年预算数持平。

## 三、名词解释

1. 财政拨款收入：指本级财政部门当年拨付的财政预算资金。

2. 事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。

3. 基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。

## 四、{YEAR}年部门预算表
"""


TITLES = (
    "市级部门收支预算总表",
    "市级部门收入预算总表",
    "市级部门支出预算总表",
    "市级部门财政拨款收支预算总表",
    "市级部门一般公共预算支出表",
    "市级部门一般公共预算基本支出表",
    "市级部门一般公共预算“三公”经费支出表",
    "市级部门政府性基金预算支出表",
    "市级部门国有资本经营预算支出表",
    "市级部门项目支出预算表",
)


def _tables(everything: int, general: int, other: int) -> list[str]:
    return [
        _totals(everything, general, other),
        _income(everything, general, other),
        _spending(),
        _fiscal_totals(general),
        _general_spending(),
        _basic_by_economy(),
        _three_public_table(),
        _empty("市级部门政府性基金预算支出表", "本部门没有使用政府性基金预算拨款安排的支出，故本表无数据。"),
        _empty("市级部门国有资本经营预算支出表", "本部门没有使用国有资本经营预算拨款安排的支出，故本表无数据。"),
        _projects_table(),
    ]


def _totals(everything: int, general: int, other: int) -> str:
    classes = [(NAMES[c], sum(r[:3])) for c, r in rolled_up(LEAVES).items() if len(c) == 3]
    left = [
        ("一、一般公共预算拨款收入", general), ("二、政府性基金预算拨款收入", 0), ("三、国有资本经营预算拨款收入", 0),
        ("四、事业收入", other), ("五、其他收入", 0),
    ]  # fmt: skip
    rows = []
    for index, (name, value) in enumerate(left):
        right = classes[index] if index < len(classes) else ("", 0)
        rows.append([name, cell(value), right[0], cell(right[1])])
    for a, b in (("本年收入合计", "本年支出合计"), ("上年结转结余", "结转下年"), ("收入总计", "支出总计")):
        amount = cell(0 if "结转" in a else everything)
        rows.append([a, amount, b, amount])
    header = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]]
    return table(TITLES[0], header, rows)


def _income(everything: int, general: int, other: int) -> str:
    header = [
        ["科目编码", "科目名称", "合计", "一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入", "其他收入"]
    ]
    rows = [["", "合计", money(everything), money(general), "", money(other), ""]]
    for code, row in rolled_up(LEAVES).items():
        whole = sum(row[:3])
        rows.append([code, NAMES[code], cell(whole), cell(whole - row[3]), "", cell(row[3]), ""])
    return table(TITLES[1], header, rows)


def _spending() -> str:
    header = [
        ["科目编码", "科目名称", "合计", "基本支出", "", "项目支出"],
        ["", "", "", "人员支出", "公用支出", ""],
    ]
    rows = [["", "合计", *(cell(v) for v in _wide(total(LEAVES.values())))]]
    rows += [[code, NAMES[code], *(cell(v) for v in _wide(row))] for code, row in rolled_up(LEAVES).items()]
    return table(TITLES[2], header, rows)


def _wide(row: Sequence[int]) -> tuple[int, int, int, int]:
    staff, running, projects = row[:3]
    return staff + running + projects, staff, running, projects


def _fiscal_totals(general: int) -> str:
    classes = [(NAMES[c], sum(r[:3]) - r[3]) for c, r in rolled_up(LEAVES).items() if len(c) == 3]
    left = [("一、一般公共预算", general), ("二、政府性基金预算", 0), ("三、国有资本经营预算", 0), ("", 0)]
    rows = [
        [name, cell(value), right, cell(amount), cell(amount), "", ""]
        for (name, value), (right, amount) in zip(left, classes, strict=True)
    ]
    rows.append(["收入总计", money(general), "支出总计", money(general), money(general), "", ""])
    header = [
        ["收入", "", "支出", "", "", "", ""],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ]
    return table(TITLES[3], header, rows)


def _general_spending() -> str:
    header = [
        ["科目编码", "科目名称", "合计", "基本支出", "", "", "项目支出"],
        ["", "", "", "小计", "人员经费", "公用经费", ""],
    ]

    def row(values: Sequence[int]) -> list[str]:
        staff, running, projects, other = values
        basic = staff + running
        return [cell(v) for v in (basic + projects - other, basic, staff, running, projects - other)]

    rows = [["", "合计", *row(total(LEAVES.values()))]]
    rows += [[code, NAMES[code], *row(values)] for code, values in rolled_up(LEAVES).items()]
    return table(TITLES[4], header, rows)


def _basic_by_economy() -> str:
    header = [["科目编码", "科目名称", "合计", "人员经费", "公用经费"]]
    rows = []
    sums = [0, 0]
    groups = (
        ("301", "工资福利支出", STAFF, 0),
        ("302", "商品和服务支出", RUNNING, 1),
        ("303", "对个人和家庭的补助", PENSIONS, 0),
        ("310", "资本性支出", EQUIPMENT, 1),
    )
    for code, name, items, column in groups:
        whole = sum(v for _, v in items.values())
        sums[column] += whole
        for row_code, (row_name, value) in {code: (name, whole), **items}.items():
            rows.append([row_code, row_name, money(value), *(("", money(value)) if column else (money(value), ""))])
    rows.insert(0, ["", "合计", money(sum(sums)), money(sums[0]), money(sums[1])])
    return table(TITLES[5], header, rows)


def _three_public_table() -> str:
    header = [
        ["单位名称", "合计", "因公出国（境）费用", "公务用车购置及运行维护费", "", "", "公务接待费"],
        ["", "", "", "小计", "公务用车购置费", "公务用车运行维护费", ""],
    ]

    def row(name: str, values: Sequence[int]) -> list[str]:
        abroad, bought, kept, reception = values
        return [name, *(cell(v) for v in (sum(values), abroad, bought + kept, bought, kept, reception))]

    rows = [row("合计", total(THREE_PUBLIC)), row(f"{CITY}农产品质量监测局（本级）", THREE_PUBLIC[0])]
    return table(TITLES[6], header, [*rows, row(CENTRE, THREE_PUBLIC[1])])


def _empty(title: str, note: str) -> str:
    return (
        table(title, [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]], [["", "合计", "", "", ""]])
        + f"\n{note}\n"
    )


def _projects_table() -> str:
    header = [["单位名称", "项目名称", "总计", "一般公共预算", "政府性基金预算", "单位资金"]]
    whole, other = total(p[1:] for p in PROJECTS)
    rows = [["", "合计", money(whole), money(whole - other), "", cell(other)]]
    for name, value, own in PROJECTS:
        unit = CENTRE if own else f"{CITY}农产品质量监测局（本级）"
        rows.append([unit, name, money(value), money(value - own), "", cell(own)])
    return table(TITLES[9], header, rows)
