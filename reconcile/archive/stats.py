"""What a store holds, in numbers: by rule, year, kind, region and office; coverage; the slowest and the failed.

Reads the Parquet datasets only, so it may be asked while a run is going on.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from reconcile.archive.charts import Table, page
from reconcile.archive.rows import SCHEMAS
from reconcile.archive.store import Store
from reconcile.errors import UsageError
from reconcile.rowfiles import harmless
from reconcile.sources import visible
from reconcile.widths import padded, width

MOST = 20  # rows of the tables that would otherwise be as long as the archive
KINDS = {
    "department_budget": "部门预算", "department_account": "部门决算", "government_budget": "政府预算",
    "government_account": "政府决算", "three_public": "“三公”经费", "template": "模板", "other": "其他",
}  # fmt: skip
STATUSES = {"ok": "已检查", "incomplete": "检查不完整", "unreadable": "无法读取", "failed": "检查失败"}
CHECKED = ("ok", "incomplete")
FIGURES = {
    "figures": "正文数字", "agrees": "相符", "by_rounding": "四舍五入内相符", "weak": "以上两项中弱核对",
    "disagrees": "不符", "ambiguous": "有歧义", "unchecked": "未核对",
}  # fmt: skip
Row = dict[str, Any]


def collect(root: Path) -> tuple[Table, ...]:
    """All tables. UsageError where there is no store."""
    if not (root / "documents").is_dir():
        raise UsageError(f"{root} 不是 batch 的结果文件夹")
    Store(root).refuse_other_version()
    names = [n for n in SCHEMAS["documents"].names if n not in ("sha256", "notices", "version")]
    documents = [d for d in dataset(root, "documents", names).to_pylist() if d["status"]]
    checked = [d for d in documents if d["status"] in CHECKED]
    by: tuple[tuple[str, Callable[[Row], Any]], ...] = (
        ("年度", lambda d: d["year"] or "未知"),
        ("种类", lambda d: KINDS.get(d["kind"], d["kind"])),
        ("地区", lambda d: d["region"]),
    )
    return (
        overview(root, documents, checked),
        by_rule(root),
        *(grouped(f"按{name}", name, checked, key) for name, key in by),
        worst_offices(checked),
        checklist_by_item(root, checked),
        checklist_by_office(root, checked),
        across(root),
        slowest(checked),
        not_checked(documents),
        conflicting(checked),
    )


def dataset(root: Path, name: str, columns: Sequence[str]) -> pa.Table:
    """The columns of a dataset, with year and region."""
    files = [str(p) for p in (root / name).glob("year=*/region=*/*.parquet")]
    partition = pa.schema([("year", pa.int32()), ("region", pa.string())])
    schema = pa.schema([*SCHEMAS[name], *partition])
    parts = ds.partitioning(partition, flavor="hive")
    base = str(root / name)
    found = ds.dataset(files, schema=schema, format="parquet", partitioning=parts, partition_base_dir=base)
    return found.to_table(columns=[*columns, "year", "region"])


def overview(root: Path, documents: Sequence[Row], checked: Sequence[Row]) -> Table:
    copies = root / "duplicates" / "duplicates.parquet"
    rows: list[tuple[str, str | int | float]] = [
        *((word, sum(1 for d in documents if d["status"] == s)) for s, word in STATUSES.items()),
        ("内容重复", ds.dataset(str(copies)).count_rows() if copies.exists() else 0),
        *((word, total(checked, name)) for name, word in FIGURES.items()),
        ("覆盖率", coverage(checked)), ("弱核对占相符", weak_share(checked)),
        ("核对关系", total(checked, "relations")), ("表格", total(checked, "tables")),
        ("错误", total(checked, "errors")), ("警告", total(checked, "warnings")),
        ("每份错误", each(total(checked, "errors"), len(checked))),
        ("有错误的材料", percent(sum(1 for d in checked if d["errors"]), len(checked))),
    ]  # fmt: skip
    return Table("总览", ("项目", "数值"), tuple(rows))


def by_rule(root: Path) -> Table:
    found = dataset(root, "findings", ["doc", "code", "name", "severity"])
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for r in found.group_by(["code", "name", "severity"]).aggregate([("doc", "count")]).to_pylist():
        counts.setdefault((r["code"], r["name"]), {})[r["severity"]] = r["doc_count"]
    in_documents = {
        r["code"]: r["doc_count_distinct"]
        for r in found.group_by("code").aggregate([("doc", "count_distinct")]).to_pylist()
    }
    rows = [
        (code, name, *(by.get(s, 0) for s in ("error", "warning", "info")), in_documents[code])
        for (code, name), by in sorted(counts.items())
    ]
    return Table("按规则", ("编号", "规则", "错误", "警告", "提示", "材料份数"), tuple(rows), "错误")


def grouped(title: str, name: str, checked: Sequence[Row], key: Callable[[Row], Any]) -> Table:
    groups: dict[Any, list[Row]] = {}
    for d in checked:
        groups.setdefault(key(d), []).append(d)
    rows = [(str(k), *measures(groups[k])) for k in sorted(groups, key=str)]
    return Table(title, (name, *MEASURES), tuple(rows), "每份错误")


MEASURES = ("份数", "错误", "警告", "每份错误", "有错误的材料", "覆盖率", "弱核对占相符", "检查不完整")


def measures(group: Sequence[Row]) -> tuple[str | int | float, ...]:
    errors = total(group, "errors")
    return (
        len(group), errors, total(group, "warnings"), each(errors, len(group)),
        percent(sum(1 for d in group if d["errors"]), len(group)),
        coverage(group), weak_share(group), percent(sum(1 for d in group if d["status"] != "ok"), len(group)),
    )  # fmt: skip


def worst_offices(checked: Sequence[Row]) -> Table:
    table = grouped("错误最多的单位", "单位", [d for d in checked if d["office"]], lambda d: d["office"])
    rows = sorted(table.rows, key=lambda r: (-int(r[2]), str(r[0])))[:MOST]
    return table._replace(rows=tuple(r for r in rows if r[2]), bars="")


LISTED = {"found": "有", "not_applicable": "不涉及", "incomplete": "不完整", "not_found": "没有找到"}


def checklist_rows(root: Path, checked: Sequence[Row]) -> list[Row]:
    """The items of the checklists, each with the office and the path of its document."""
    if not (root / "checklist").is_dir():
        return []
    known = {d["doc"]: d for d in checked}
    rows = dataset(root, "checklist", ["doc", "n", "item", "status"]).to_pylist()
    return [{**r, "office": d["office"] or "未知", "path": d["path"]} for r in rows if (d := known.get(r["doc"]))]


def checklist_by_item(root: Path, checked: Sequence[Row]) -> Table:
    """Each item and year: in how many documents it is there, and in how many this program did not find it."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in sorted(checklist_rows(root, checked), key=lambda r: (r["n"], r["item"], r["year"] or 0)):
        counts.setdefault((row["item"], str(row["year"] or "未知")), Counter())[row["status"]] += 1
    told: list[tuple[str | int | float, ...]] = [
        (item, year, n.total(), *(n[s] for s in LISTED)) for (item, year), n in counts.items()
    ]
    return Table("公开清单：按事项和年度", ("事项", "年度", "份数", *LISTED.values()), tuple(told))


def checklist_by_office(root: Path, checked: Sequence[Row]) -> Table:
    """Each office and year whose document has items that were not found or are incomplete, and which."""
    open_items: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for row in checklist_rows(root, checked):
        if row["status"] in ("not_found", "incomplete"):
            items = open_items.setdefault((row["office"], str(row["year"] or "未知"), row["path"]), {})
            items.setdefault(row["status"], []).append(row["item"])
    most = sorted(open_items.items(), key=lambda i: (-sum(map(len, i[1].values())), str(i[0])))
    told: list[tuple[str | int | float, ...]] = [
        (*key, *("、".join(found.get(s, ())) for s in ("not_found", "incomplete"))) for key, found in most[:MOST]
    ]
    columns = ("单位", "年度", "材料", LISTED["not_found"], LISTED["incomplete"])
    return Table(f"公开清单：有事项没有找到或不完整的材料（共 {len(most)} 份）", columns, tuple(told))


def across(root: Path) -> Table:
    file = root / "across" / "across.parquet"
    columns = ("编号", "问题", "级别", "条数")
    if not file.exists():
        return Table("跨材料", columns, ())
    found = ds.dataset(str(file)).to_table(columns=["code", "name", "severity", "doc"])
    rows = found.group_by(["code", "name", "severity"]).aggregate([("doc", "count")]).to_pylist()
    told = [(r["code"], r["name"], r["severity"], r["doc_count"]) for r in rows]
    return Table("跨材料", columns, tuple(sorted(told)))


SIZES = {"pages": "页数", "tables": "表格", "figures": "正文数字", "relations": "核对关系", "bytes": "文件大小"}


def slowest(checked: Sequence[Row]) -> Table:
    """The slowest documents, and of what they have much more than others do."""
    usual = {name: median([d[name] for d in checked if d[name]] or [0]) for name in (*SIZES, "seconds")}
    rows = sorted(checked, key=lambda d: -(d["seconds"] or 0))[:MOST]
    told = tuple((d["path"], d["pages"] or "", round(d["seconds"], 2), beyond(d, usual)) for d in rows)
    return Table("最慢的材料", ("材料", "页数", "秒", "与通常相比"), told)


def beyond(document: Row, usual: Mapping[str, float]) -> str:
    """``用时 9 倍：核对关系 12 倍，表格 4 倍``: how many times as much as half of the archive has at the most."""
    times = {name: (document[name] or 0) / usual[name] for name in usual if usual[name]}
    large = sorted((name for name in SIZES if times.get(name, 0) >= 2), key=lambda name: -times[name])
    sizes = "，".join(f"{SIZES[name]} {times[name]:.0f} 倍" for name in large[:2]) or "大小与别的材料相近"
    return f"用时 {times.get('seconds', 0):.1f} 倍：{sizes}"


def not_checked(documents: Sequence[Row]) -> Table:
    rows = sorted((d["path"], STATUSES[d["status"]], d["reason"] or "") for d in documents if d["status"] != "ok")
    return Table(f"未能检查或检查不完整的材料（共 {len(rows)} 份）", ("材料", "结果", "原因"), tuple(rows[:MOST]))


def conflicting(checked: Sequence[Row]) -> Table:
    rows = sorted((d["path"], d["conflicts"]) for d in checked if d["conflicts"])
    return Table(f"年度或单位前后不一的材料（共 {len(rows)} 份）", ("材料", "不一致之处"), tuple(rows[:MOST]))


def total(rows: Iterable[Row], name: str) -> int:
    return sum(r[name] or 0 for r in rows)


def coverage(rows: Sequence[Row]) -> str:
    """The share of the numbers that a verdict was reached on."""
    figures = total(rows, "figures")
    return percent(figures - total(rows, "unchecked") - total(rows, "ambiguous"), figures)


def weak_share(rows: Sequence[Row]) -> str:
    return percent(total(rows, "weak"), total(rows, "agrees") + total(rows, "by_rounding"))


def each(number: int, of: int) -> float:
    return round(number / of, 2) if of else 0.0


def percent(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}%" if whole else "—"


def render(tables: Sequence[Table], form: str) -> str:
    """The tables as ``text``, ``csv`` (the table's title in the first column) or ``html`` (one page, with charts)."""
    return {"text": as_text, "csv": as_csv, "html": page}[form](tables)


def as_csv(tables: Sequence[Table]) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink)
    for table in tables:
        writer.writerow(["表", *table.columns])
        writer.writerows([table.title, *map(harmless, row)] for row in table.rows)
    return sink.getvalue()


def as_text(tables: Sequence[Table]) -> str:
    lines: list[str] = []
    for table in tables:
        if table.rows:
            cells = [table.columns, *([str(c) for c in row] for row in table.rows)]
            widths = [max(width(row[i]) for row in cells) for i in range(len(table.columns))]
            lines.append(table.title)
            lines += ("  " + "  ".join(map(padded, row, widths)).rstrip() for row in cells)
            lines.append("")
    return visible("\n".join(lines))
