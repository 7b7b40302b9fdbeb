"""The words of change and of other terms, for what is not yet read from claims: flows, outlines, yearly means."""

from __future__ import annotations

from reconcile.patterns import lazy

UP = "增加|增长|上升|增收|超收|增支|提高|增幅|上涨|新增|多支|扩大|同比增|环比增|上浮"
DOWN = "减少|下降|降低|减收|减支|降幅|压减|压缩|缩减|回落|少支|削减|减幅|同比减|同比降|减少率"
_AFTER = r"(?:了|额|数|额度|幅度|率|比例|幅|金额)?(?:合计|共计)?(?:分别)?(?:为|是)?(?:约|近)?[:,]?\(?$"
# 稳增长, 促增收 are names of what money is for
CHANGE = lazy(rf"(?<![稳促保])(?:(?P<up>{UP})|(?P<down>{DOWN})){_AFTER}")
EXCEPTION = lazy(r"不含|不包括|剔除|扣除|同口径|可比口径|自然口径|同比口径|还原|调整口径|按可比")
