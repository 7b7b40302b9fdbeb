"""A disclosure as blocks: headings, paragraphs and tables, in the order and wording of one of three styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from benchmarks.synthetic.figures import HEADS, OPERATING, PERSONNEL, Item, Money, Split, rate, wan, yuan


class Head(NamedTuple):
    text: str
    level: int


class Text(NamedTuple):
    text: str


class Table(NamedTuple):
    """``heads`` are pairs of a header and its sub-headers (none: the header spans both rows)."""

    title: str
    unit: str
    heads: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[tuple[str, ...], ...]


Block = Head | Text | Table


class Office(NamedTuple):
    """``name`` in full, ``level`` 部门 or 单位, ``style`` zhejiang, shanghai or central."""

    name: str
    level: str
    style: str


class Year(NamedTuple):
    """What a disclosure is made from: this year's money, what it is compared with, and for an account its budget."""

    year: int
    now: Money
    last: Money
    plan: Money | None = None

    @property
    def account(self) -> bool:
        return self.plan is not None


class Disclosure(NamedTuple):
    title: str
    blocks: tuple[Block, ...]


def disclosure(office: Office, y: Year) -> Disclosure:
    word = "决算" if y.account else "预算"
    period = f"{y.year}年度" if y.account else f"{y.year}年"
    title = f"{office.name}{period}{office.level}{word}"
    prose = [*(account_prose(office, y) if y.account else budget_prose(office, y))]
    tables = [*(account_tables(y) if y.account else budget_tables(office, y))]
    intro: list[Block] = [
        Text(title),
        Head("一、主要职责", 1),
        Text(f"{office.name}负责本地区相关工作的组织实施和监督管理，承担上级交办的其他任务。"),
    ]
    heads: tuple[Block, Block] = (
        Head(f"二、{period}{office.level}{word}情况说明", 1),
        Head(f"三、{period}{office.level}{word}表", 1),
    )
    if office.style == "shanghai":
        blocks = [*intro, heads[1], *tables, heads[0], *prose]
    else:
        blocks = [*intro, heads[0], *prose, heads[1], *tables]
    terms = "基本支出：指保障机构正常运转、完成日常工作任务的支出。项目支出：指为完成特定任务发生的支出。"
    return Disclosure(title, (*blocks, Head("四、名词解释", 1), Text(terms)))


# prose


def change(now: int, last: int) -> str:
    """增加D万元，增长G% as printed from exact amounts."""
    if now == last:
        return "与上年持平"
    up = now > last
    words = ("增加", "增长") if up else ("减少", "下降")
    return f"{words[0]}{wan(abs(now - last))}万元，{words[1]}{rate(abs(now - last), last)}%"


def classes(money: Money) -> list[tuple[str, str, int]]:
    """(code, name, total) of the classes."""
    names = dict.fromkeys((i.code[:3], i.classes) for i in money.items)
    return [(code, name, money.sum("total", code)) for code, name in names]


def listed(money: Money, known: dict[str, str]) -> str:
    return "、".join(name for code, name in known.items() if money.economic.get(code))


def budget_prose(office: Office, y: Year) -> Iterator[Block]:
    name, money, total = office.name, y.now, y.now.total
    year, kinds = f"{y.year}年", classes(y.now)
    by_class = "、".join(f"{n}{wan(t)}万元" for _, n, t in kinds)
    yield Head(f"（一）{year}收支预算总体情况", 2)
    yield Text(f"{name}的全部收入和支出都纳入{office.level}预算。收入为一般公共预算拨款收入；支出包括{'、'.join(n for _, n, _ in kinds)}。{name}{year}收支总预算{wan(total)}万元。")  # fmt: skip
    yield Head(f"（二）{year}收入预算情况", 2)
    yield Text(f"{name}{year}收入预算{wan(total)}万元，比上年预算数{change(total, y.last.total)}，主要原因是人员和项目安排有所调整。其中：一般公共预算拨款收入{wan(total)}万元，占100.00%。")  # fmt: skip
    yield Head(f"（三）{year}支出预算情况", 2)
    yield Text(
        f"{name}{year}支出预算{wan(total)}万元，比上年预算数{change(total, y.last.total)}，主要原因是人员和项目安排有所调整。"
    )
    yield Text(f"按支出功能分类，包括{by_class}。")
    parts = (("人员经费", "personnel"), ("公用经费", "operating"), ("项目支出", "project"))
    shares = "；".join(f"{n}{wan(money.sum(p))}万元，占{rate(money.sum(p), total)}%" for n, p in parts)
    yield Text(f"按支出用途分类，包括{shares}。")
    yield Head(f"（四）{year}财政拨款收支预算总体情况", 2)
    yield Text(
        f"{name}{year}财政拨款收支总预算{wan(total)}万元。收入为一般公共预算拨款{wan(total)}万元；支出包括：{by_class}。"
    )
    yield Head(f"（五）{year}一般公共预算当年拨款情况", 2)
    yield Text(f"{name}{year}一般公共预算当年拨款{wan(total)}万元，比上年预算数{change(total, y.last.total)}。")
    yield Text("；".join(f"{n}（类）{wan(t)}万元，占{rate(t, total)}%" for _, n, t in kinds) + "。")
    for number, (item, split) in enumerate(money.items.items(), 1):
        yield Text(
            f"{number}.{item.classes}（类）{item.section}（款）{item.name}（项）{wan(split.total)}万元，主要用于{use(item)}。"
        )
    yield from basic_prose(f"（六）{year}一般公共预算基本支出情况", f"{name}{year}一般公共预算基本支出", money)
    yield Head(f"（七）{year}政府性基金预算支出情况", 2)
    yield Text(f"{name}{year}没有使用政府性基金预算拨款安排的支出。")
    yield from trips_prose(f"（八）{year}一般公共预算“三公”经费预算情况", y)
    yield Head("（九）其他重要事项的情况说明", 2)
    yield Text(f"{name}{year}机关运行经费财政拨款预算{wan(money.sum('operating'))}万元。")
    yield Text(f"截至{y.year - 1}年12月31日，{name}共有车辆{1 + money.vehicles % 5}辆。")


def use(item: Item) -> str:
    return f"{item.name.removesuffix('支出')}方面的支出"


def basic_prose(head: str, subject: str, money: Money) -> Iterator[Block]:
    yield Head(head, 2)
    basic, people, running = money.sum("basic"), money.sum("personnel"), money.sum("operating")
    yield Text(f"{subject}{wan(basic)}万元，其中：人员经费{wan(people)}万元，主要包括：{listed(money, PERSONNEL)}；公用经费{wan(running)}万元，主要包括：{listed(money, OPERATING)}。")  # fmt: skip


def trips_prose(head: str, y: Year) -> Iterator[Block]:
    yield Head(head, 2)
    now, last = y.now.vehicles + y.now.reception, y.last.vehicles + y.last.reception
    yield Text(f"{y.year}年“三公”经费预算数为{wan(now)}万元，比上年预算数{change(now, last)}。")
    yield Text("1.因公出国（境）费用0.00万元，与上年预算数持平。")
    yield Text(f"2.公务接待费{wan(y.now.reception)}万元，比上年预算数{change(y.now.reception, y.last.reception)}。")
    yield Text(f"3.公务用车购置及运行维护费{wan(y.now.vehicles)}万元，其中：公务用车购置费0.00万元，公务用车运行维护费{wan(y.now.vehicles)}万元。")  # fmt: skip


def account_prose(office: Office, y: Year) -> Iterator[Block]:
    assert y.plan
    name, money, total, plan = office.name, y.now, y.now.total, y.plan
    period = f"{y.year}年度"
    yield Head(f"（一）{period}收入支出决算总体情况", 2)
    yield Text(f"{period}收入支出总计{wan(total)}万元。与{y.year - 1}年度相比，收入支出总计{change(total, y.last.total)}。主要原因是人员和项目有所变动。")  # fmt: skip
    yield Head(f"（二）{period}收入决算情况", 2)
    yield Text(f"本年收入合计{wan(total)}万元，其中：财政拨款收入{wan(total)}万元，占100.00%。")
    yield Head(f"（三）{period}支出决算情况", 2)
    yield Text(f"本年支出合计{wan(total)}万元，其中：基本支出{wan(money.sum('basic'))}万元，占{rate(money.sum('basic'), total)}%；项目支出{wan(money.sum('project'))}万元，占{rate(money.sum('project'), total)}%。")  # fmt: skip
    yield Head(f"（四）{period}财政拨款收入支出决算总体情况", 2)
    yield Text(
        f"{period}财政拨款收入支出总计{wan(total)}万元。与{y.year - 1}年度相比，财政拨款收入支出总计{change(total, y.last.total)}。"
    )
    yield Head(f"（五）{period}一般公共预算财政拨款支出决算情况", 2)
    yield Text(f"{period}一般公共预算财政拨款支出{wan(total)}万元，占本年支出合计的100.00%。")
    kinds = "；".join(f"{n}（类）{wan(t)}万元，占{rate(t, total)}%" for _, n, t in classes(money))
    yield Text(f"一般公共预算财政拨款支出主要用于以下方面：{kinds}。")
    yield Text(f"一般公共预算财政拨款支出年初预算为{wan(plan.total)}万元，支出决算为{wan(total)}万元，完成年初预算的{rate(total, plan.total)}%。其中：")  # fmt: skip
    for number, (item, split) in enumerate(money.items.items(), 1):
        yield Text(
            f"{number}.{item.classes}（类）{item.section}（款）{item.name}（项）。{completion(plan.items[item].total, split.total)}"
        )
    yield from basic_prose(
        f"（六）{period}一般公共预算财政拨款基本支出决算情况", f"{period}一般公共预算财政拨款基本支出", money
    )
    yield Head(f"（七）{period}“三公”经费财政拨款支出决算情况", 2)
    trips, planned = money.vehicles + money.reception, plan.vehicles + plan.reception
    yield Text(f"{period}“三公”经费财政拨款支出预算为{wan(planned)}万元，支出决算为{wan(trips)}万元，完成预算的{rate(trips, planned)}%。其中：公务用车购置及运行维护费支出决算为{wan(money.vehicles)}万元；公务接待费支出决算为{wan(money.reception)}万元。")  # fmt: skip
    yield Head("（八）其他重要事项的情况说明", 2)
    yield Text(f"{period}机关运行经费支出{wan(money.sum('operating'))}万元。")
    yield Text(f"截至{y.year}年12月31日，{name}共有车辆{1 + money.vehicles % 5}辆。")


def completion(plan: int, actual: int) -> str:
    """The sentence on one item of an account; an actual that prints like its plan is said to equal it."""
    text = f"年初预算为{wan(plan)}万元，支出决算为{wan(actual)}万元，完成年初预算的{rate(actual, plan)}%。"
    if wan(plan) == wan(actual):
        return text + "决算数等于预算数。"
    return text + f"决算数{'大于' if actual > plan else '小于'}预算数的主要原因是实际工作量有所变化。"


# tables

Show = Callable[[int], str]


def blank(amount: int) -> str:
    return wan(amount) if amount else ""


def by_function(money: Money, show: Show, columns: Callable[[Split], tuple[int, ...]]) -> tuple[tuple[str, ...], ...]:
    """合计, then every class, section and item with its amounts: code, name, amounts."""
    rows: list[tuple[str, ...]] = [("", "合计", *map(show, added(money, "", columns)))]
    seen: set[str] = set()
    for item in money.items:
        for code, name in ((item.code[:3], item.classes), (item.code[:5], item.section), (item.code, item.name)):
            if code not in seen:
                seen.add(code)
                rows.append((code, name, *map(show, added(money, code, columns))))
    return tuple(rows)


def added(money: Money, code: str, columns: Callable[[Split], tuple[int, ...]]) -> tuple[int, ...]:
    parts = [columns(s) for i, s in money.items.items() if i.code.startswith(code)]
    return tuple(map(sum, zip(*parts, strict=True)))


def by_economy(money: Money, show: Show) -> tuple[tuple[str, ...], ...]:
    names = {**PERSONNEL, **OPERATING}
    people, running = money.sum("personnel"), money.sum("operating")
    rows: list[tuple[str, ...]] = [("", "合计", show(people + running), show(people), show(running))]
    for head, title in HEADS.items():
        codes = [c for c in money.economic if c.startswith(head) and money.economic[c]]
        if codes:
            rows.append(economic_row(head, title, sum(money.economic[c] for c in codes), show))
            rows += [economic_row(c, names[c], money.economic[c], show) for c in codes]
    return tuple(rows)


def economic_row(code: str, name: str, amount: int, show: Show) -> tuple[str, ...]:
    person = code[:3] in ("301", "303")
    return (code, name, show(amount), show(amount) if person else "", "" if person else show(amount))


def heads(*plain: str, **grouped: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (*((p, ()) for p in plain), *grouped.items())


def overview(title: str, unit: str, income: str, column: str, money: Money, show: Show) -> Table:
    kinds = classes(money)
    left = [(f"一、{income}", show(money.total)), ("二、其他收入", "")]
    right = [(f"{n}", show(t)) for _, n, t in kinds]
    depth = max(len(left), len(right))
    left += [("", "")] * (depth - len(left))
    right += [("", "")] * (depth - len(right))
    total = show(money.total)
    rows = [(*a, *b) for a, b in zip(left, right, strict=True)]
    rows += [("本年收入合计", total, "本年支出合计", total), ("收入总计", total, "支出总计", total)]
    return Table(title, unit, (("收入", ("项目", column)), ("支出", ("项目", column))), tuple(rows))


def budget_tables(office: Office, y: Year) -> Iterator[Block]:
    in_yuan = office.style == "shanghai"
    show, unit = (yuan, "元") if in_yuan else (blank, "万元")
    year, level, money = f"{y.year}年", office.level, y.now
    yield overview(f"{year}{level}收支预算总表", unit, "一般公共预算拨款收入", "预算数", money, show)
    yield Table(
        f"{year}{level}收入预算总表", unit, heads("科目编码", "科目名称", "合计", "财政拨款收入", "事业收入", "其他收入"),
        by_function(money, show, lambda s: (s.total, s.total, 0, 0)),
    )  # fmt: skip
    basic = (("科目编码", ()), ("科目名称", ()), ("合计", ()), ("基本支出", ("人员经费", "公用经费")), ("项目支出", ()))
    rows = by_function(money, show, lambda s: (s.total, s.personnel, s.operating, s.project))
    yield Table(f"{year}{level}支出预算总表", unit, basic, rows)
    yield overview(f"{year}{level}财政拨款收支预算总表", unit, "一般公共预算", "预算数", money, show)
    plain = heads("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    general = by_function(money, show, lambda s: (s.total, s.basic, s.project))
    yield Table(f"{year}{level}一般公共预算支出表", unit, plain, general)
    economic = heads("科目编码", "科目名称", "合计", "人员经费", "公用经费")
    yield Table(f"{year}{level}一般公共预算基本支出表", unit, economic, by_economy(money, show))
    trips = ((), (), ("小计", "公务用车购置费", "公务用车运行维护费"), ())
    names = ("合计", "因公出国（境）费用", "公务用车购置及运行维护费", "公务接待费")
    row = (
        wan(money.vehicles + money.reception),
        "0.00",
        wan(money.vehicles),
        "0.00",
        wan(money.vehicles),
        wan(money.reception),
    )
    yield Table(f"{year}{level}一般公共预算“三公”经费支出表", "万元", tuple(zip(names, trips, strict=True)), (row,))


def account_tables(y: Year) -> Iterator[Block]:
    money, plan = y.now, y.plan
    assert plan
    yield overview("收入支出决算总表", "万元", "一般公共预算财政拨款收入", "决算数", money, blank)
    yield Table(
        "收入决算表", "万元", heads("科目编码", "科目名称", "本年收入合计", "财政拨款收入", "事业收入", "其他收入"),
        by_function(money, blank, lambda s: (s.total, s.total, 0, 0)),
    )  # fmt: skip
    plain = heads("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
    rows = by_function(money, blank, lambda s: (s.total, s.basic, s.project))
    yield Table("支出决算表", "万元", plain, rows)
    yield overview("财政拨款收入支出决算总表", "万元", "一般公共预算财政拨款", "决算数", money, blank)
    general = heads("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    yield Table("一般公共预算财政拨款支出决算表", "万元", general, rows)
    economic = heads("科目编码", "科目名称", "合计", "人员经费", "公用经费")
    yield Table("一般公共预算财政拨款基本支出决算表", "万元", economic, by_economy(money, blank))
    names = ("合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费")
    cells = [(wan(m.vehicles + m.reception), "0.00", wan(m.vehicles), wan(m.reception)) for m in (plan, money)]
    yield Table(
        "财政拨款“三公”经费支出决算表", "万元", (("预算数", names), ("决算数", names)), ((*cells[0], *cells[1]),)
    )  # fmt: skip


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
