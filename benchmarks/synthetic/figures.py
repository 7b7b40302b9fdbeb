"""The money of a fictional office over the years: whole 元, consistent from the smallest item up.

An office has units; a department's figures are the sum of its units'. A year has a budget and an actual for every
item, split into personnel, public operating and project spending; basic spending is split over the economic
categories. Printed amounts are rounded each by itself, as in real documents.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


class Item(NamedTuple):
    code: str
    classes: str
    section: str
    name: str


def items(rows: str) -> tuple[Item, ...]:
    return tuple(Item(*row.split()) for row in rows.strip().splitlines())


COMMON = items("""
2080501 社会保障和就业支出 行政事业单位养老支出 行政单位离退休
2080505 社会保障和就业支出 行政事业单位养老支出 机关事业单位基本养老保险缴费支出
2080506 社会保障和就业支出 行政事业单位养老支出 机关事业单位职业年金缴费支出
2101101 卫生健康支出 行政事业单位医疗 行政单位医疗
2101103 卫生健康支出 行政事业单位医疗 公务员医疗补助
2210201 住房保障支出 住房改革支出 住房公积金
2210203 住房保障支出 住房改革支出 购房补贴
""")
OWN = {
    "统计局": items("2010501 一般公共服务支出 统计信息事务 行政运行\n2010505 一般公共服务支出 统计信息事务 专项统计业务\n2010507 一般公共服务支出 统计信息事务 专项普查活动"),
    "审计局": items("2010801 一般公共服务支出 审计事务 行政运行\n2010804 一般公共服务支出 审计事务 审计业务\n2010806 一般公共服务支出 审计事务 信息化建设"),
    "教育局": items("2050101 教育支出 教育管理事务 行政运行\n2050202 教育支出 普通教育 小学教育\n2050203 教育支出 普通教育 初中教育"),
    "农业农村局": items("2130101 农林水支出 农业农村 行政运行\n2130106 农林水支出 农业农村 科技转化与推广服务\n2130108 农林水支出 农业农村 病虫害控制"),
    "交通运输局": items("2140101 交通运输支出 公路水路运输 行政运行\n2140104 交通运输支出 公路水路运输 公路建设\n2140106 交通运输支出 公路水路运输 公路养护"),
    "应急管理局": items("2240101 灾害防治及应急管理支出 应急管理事务 行政运行\n2240106 灾害防治及应急管理支出 应急管理事务 安全监管\n2240109 灾害防治及应急管理支出 应急管理事务 应急管理"),
    "文化和旅游局": items("2070101 文化旅游体育与传媒支出 文化和旅游 行政运行\n2070109 文化旅游体育与传媒支出 文化和旅游 群众文化\n2070114 文化旅游体育与传媒支出 文化和旅游 文化和旅游管理事务"),
    "生态环境局": items("2110101 节能环保支出 环境保护管理事务 行政运行\n2110301 节能环保支出 污染防治 大气\n2110302 节能环保支出 污染防治 水体"),
}  # fmt: skip
PERSONNEL = dict(
    row.split()
    for row in """30101 基本工资
30102 津贴补贴
30103 奖金
30108 机关事业单位基本养老保险缴费
30109 职业年金缴费
30110 职工基本医疗保险缴费
30111 公务员医疗补助缴费
30112 其他社会保障缴费
30113 住房公积金
30302 退休费
30309 奖励金""".splitlines()
)
OPERATING = dict(
    row.split()
    for row in """30201 办公费
30202 印刷费
30205 水费
30206 电费
30207 邮电费
30209 物业管理费
30211 差旅费
30213 维修（护）费
30215 会议费
30216 培训费
30217 公务接待费
30228 工会经费
30229 福利费
30231 公务用车运行维护费
30239 其他交通费用
30299 其他商品和服务支出
31002 办公设备购置""".splitlines()
)
HEADS = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出"}


class Split(NamedTuple):
    """Spending of one item in 元."""

    personnel: int
    operating: int
    project: int

    @property
    def basic(self) -> int:
        return self.personnel + self.operating

    @property
    def total(self) -> int:
        return self.basic + self.project


@dataclass(frozen=True)
class Money:
    """One office's spending in one year: by item (budget and actual), basic spending by economic category, 三公."""

    items: dict[Item, Split]
    economic: dict[str, int]
    vehicles: int
    reception: int

    @property
    def total(self) -> int:
        return sum(s.total for s in self.items.values())

    def sum(self, part: str, code: str = "") -> int:
        return sum(getattr(s, part) for i, s in self.items.items() if i.code.startswith(code))


def plus(parts: Iterable[Money]) -> Money:
    """The figures of several units together."""
    found: dict[Item, Split] = {}
    economic: dict[str, int] = {}
    vehicles = reception = 0
    for money in parts:
        for item, s in money.items.items():
            old = found.get(item, Split(0, 0, 0))
            found[item] = Split(old.personnel + s.personnel, old.operating + s.operating, old.project + s.project)
        for code, amount in money.economic.items():
            economic[code] = economic.get(code, 0) + amount
        vehicles, reception = vehicles + money.vehicles, reception + money.reception
    return Money(dict(sorted(found.items())), dict(sorted(economic.items())), vehicles, reception)


def budget(chance: random.Random, trade: str, size: int) -> Money:
    """A first year's budget of a unit with about ``size`` 元 of personnel spending."""
    own, found = OWN[trade], {}
    found[own[0]] = Split(int(size * chance.uniform(0.6, 0.8)), int(size * chance.uniform(0.05, 0.15)), 0)
    for item in own[1:]:
        found[item] = Split(0, 0, int(size * chance.uniform(0.1, 0.9)))
    for item in COMMON:
        if item.code != "2210203" or chance.random() < 0.5:
            operating = int(size * 0.002) if item.code == "2080501" else 0
            found[item] = Split(int(size * chance.uniform(0.02, 0.09)), operating, 0)
    return complete(chance, found)


def complete(chance: random.Random, found: dict[Item, Split]) -> Money:
    """The figures with basic spending split over the economic categories."""
    personnel, operating = sum(s.personnel for s in found.values()), sum(s.operating for s in found.values())
    economic = {**share(chance, personnel, list(PERSONNEL)), **share(chance, operating, list(OPERATING))}
    for code in chance.sample([c for c in OPERATING if c not in ("30217", "30231")], 3):
        economic["30299"] += economic.pop(code) if code != "30299" else 0
    vehicles, reception = economic["30231"], economic["30217"]
    return Money(dict(sorted(found.items())), dict(sorted(economic.items())), vehicles, reception)


def share(chance: random.Random, total: int, codes: list[str]) -> dict[str, int]:
    """``total`` split over the codes, to the 元."""
    weights = [chance.uniform(0.3, 3.0) for _ in codes]
    parts = [int(total * w / sum(weights)) for w in weights]
    parts[0] += total - sum(parts)
    return dict(zip(codes, parts, strict=True))


def moved(chance: random.Random, money: Money, low: float, high: float) -> Money:
    """Every item moved by a factor between ``low`` and ``high``: the actual of a budget, or the next year."""
    return complete(chance, {
        item: Split(*(int(amount * chance.uniform(low, high)) for amount in split)) for item, split in money.items.items()
    })  # fmt: skip


def wan(yuan: int) -> str:
    """元 as 万元 with two places, rounded half up."""
    return str((Decimal(yuan) / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP))


def yuan(amount: int) -> str:
    return f"{amount:,}" if amount else ""


def rate(part: Decimal | int, whole: Decimal | int, places: str = "0.01") -> str:
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(places), ROUND_HALF_UP))
