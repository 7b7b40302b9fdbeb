"""What is counted and which of it is ticked: sums whose words say that they should come out, names that are as many."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.ledger import TICKED
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes

HEAD = "# 云湖市水务局2024年部门决算\n\n"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def ticked(prose: str) -> list[str]:
    outcome = check_document(read_bytes((HEAD + prose).encode(), "a.md"), lexicon())
    return [line.quote for line in outcome.ledger if line.status in TICKED]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("共发现问题8个，已完成整改5个，正在整改3个。", ["8个", "5个", "3个"]),
        ("共发现问题0个，已完成整改0个，正在整改0个。", ["0个", "0个", "0个"]),
        ("自评4个（平均得分98分。共发现问题2个，已完成整改2个，正在整改0个）。", ["2个", "2个", "0个"]),
        ("共发现问题8个，已完成整改5个。", []),
        ("共有编制50名，行政编制30名，事业编制20名。", ["50名", "30名", "20名"]),
        ("行政编制30名，事业编制20名，编制总数50名。", ["30名", "20名", "50名"]),
        ("在职人员45人，离退休人员12人，合计57人。", ["45人", "12人", "57人"]),
        ("在职人员45人，离退休人员12人，编外人员3人。", []),
        ("教职工32人，其中高级职称2人，中级职称20人，技师10人，退休职工9人。", ["32人", "2人", "20人", "10人"]),
        ("专技岗7人（其中：专技6级1人、专技7级6人）；工勤岗3人。", ["7人", "1人", "6人"]),
        ("新增5辆车，分别为机关2辆，水文站1辆，渠道所和泵站各1辆。", ["5辆", "2辆", "1辆", "1辆"]),
        ("实施项目5个，分别为：渠道2个、泵站2个、水库2个。", []),
        ("维修12处，其中：渠道8处、泵站4处、水库3处。", []),
        ("接待12批次，其中外事接待2批次。", []),
        ("实有在职人员14人，退休人员2人。具体情况如下：\n\n专技岗7人（其中：6级3人）；管理岗4人；工勤岗3人。", ["14人", "7人", "4人", "3人"]),
        ("比上年增加5人，其中行政3人、事业2人。", ["5人", "3人", "2人"]),
    ],
)  # fmt: skip
def test_what_is_counted_and_adds_up(prose: str, expected: list[str]) -> None:
    assert ticked(prose) == expected


LINES = "\n\n1.云湖市水务局本级。\n\n2.云湖市水文站。\n\n3.云湖市渠道管理所。"
DUTIES = "\n\n1.负责水资源管理。\n\n2.负责防汛。\n\n3.负责灌溉。"
ROWS = "\n\n| 序号 | 单位名称 |\n| --- | --- |\n| 1 | 云湖市水务局本级 |\n| 2 | 云湖市水文站 |\n"


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("内设3个科室，分别是：办公室、法规科（信息科）和财务科。", ["3个"]),
        ("内设办公室、法规科、财务科3个科室。", ["3个"]),
        ("包括局本级、水文站、渠道所等3家单位。", ["3家"]),
        ("机关、水文站、4个渠道所等6家单位。", ["6家"]),
        ("涉及办公室、水文站和渠道所和灌溉站等3家单位。", []),
        ("局属2个事业单位（水文站、渠道所）。", ["2个"]),
        ("下设1个事业单位：水文站。", ["1个"]),
        ("下设1个项目：防汛。", []),
        ("设有3个股室：1.办公室；2.法规股；3.财务股。", ["3个"]),
        ("下属单位3家，包括局本级、水文站、渠道所、灌溉站。", ["3家"]),
        (f"行政单位1家，事业单位2家，具体包括：{LINES}", ["1家", "2家"]),
        (f"包括局本级和下属2家预算单位。\n\n行政单位1家，事业单位2家，具体包括：{LINES}", ["2家", "1家", "2家"]),
        (f"设3个科室，主要职责如下：{DUTIES}", []),
        (f"预算单位共2个，详见下表：{ROWS}", ["2个"]),
        (f"下属单位1个，详见下表：{ROWS}", ["1个"]),
        ("下属单位2家，包括：\n\n云湖市水文站\n\n云湖市渠道管理所", ["2家"]),
    ],
)
def test_as_many_as_are_listed(prose: str, expected: list[str]) -> None:
    assert ticked(prose) == expected


TABLE = """

“三公”经费支出表

| 项目 | 统计数 |
| --- | --- |
| 公务用车保有量（辆） | 3 |
| 公务用车购置数（辆） |  |
| 国内公务接待批次（个） | 55 |
| 国内公务接待人次（人） | 332 |
"""


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("公务用车保有量3辆。\n\n年末公务用车保有量为3辆。", ["3辆", "3辆"]),
        ("公务用车保有量3辆。\n\n年末公务用车保有量为4辆。", []),
        ("2024年公务用车保有量3辆。\n\n2023年公务用车保有量3辆。", []),
        ("行政编制45名。\n\n年末行政编制45名。", ["45名", "45名"]),
        ("行政单位1家，事业单位4家。\n\n下属1家机关和4家事业单位的经费。", ["1家", "4家", "1家", "4家"]),
        ("行政单位1家，事业单位4家。\n\n下属2家机关的经费。", []),
        ("因公出国（境）费0万元，因公出国（境）团组0个，0人次。", ["0个", "0人次"]),
        ("因公出国（境）费3万元，因公出国（境）团组0个，0人次。", []),
        ("公务用车购置费0万元，购置公务用车0辆，公务用车保有量1辆。", ["0辆"]),
        (f"公务用车保有量3辆，购置0辆，国内公务接待55批次、330人次。{TABLE}", ["3辆", "0辆", "55批次"]),
        (f"外事接待55批次。{TABLE}", []),
    ],
)
def test_what_is_counted_once_more(prose: str, expected: list[str]) -> None:
    assert [t for t in ticked(prose) if not t.endswith("元")] == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("决定拨付灌溉补助资金共计2600万元。\n\n本次安排灌溉补助资金2600万元。", ["2600万元", "2600万元"]),
        ("决定拨付灌溉补助资金共计2600万元。\n\n本次安排灌溉补助资金2500万元。", []),
        ("决定拨付2023年灌溉补助资金2600万元。\n\n本次安排2024年灌溉补助资金2600万元。", []),
        ("灌溉补助资金比上年增加2600万元。\n\n本次安排灌溉补助资金2600万元。", []),
        ("水文站收入9212万元（含高新区水文资金825万元）。\n\n支出9612万元（含高新区水文资金825万元）。", []),
        ("灌溉补助资金年初预算2600万元。\n\n灌溉补助资金支出决算2600万元。", []),
    ],
)
def test_amounts_by_the_same_words(prose: str, expected: list[str]) -> None:
    assert ticked(prose) == expected
