"""How an item that was not found is told: what this program did not find, and never that it was not published."""

from reconcile.checklist import Entry, inner
from reconcile.findings import Evidence, Finding


def missing(entry: Entry, code: str, name: str, kind: str) -> Finding:
    item = entry.item
    return Finding(
        code, name, kind, entry.severity, f"本程序没有找到“{inner(item.item)}”（依据：{item.authority}）。",
        (Evidence("item", "", row=item.item),),
        suggestion="确有的，可能用了别的名称，或在另一个文件中（用 --together 合为一份检查）；没有的，应补上或说明没有",
    )  # fmt: skip
