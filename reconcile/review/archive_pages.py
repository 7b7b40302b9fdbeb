"""The pages over a store: totals, lists that can be filtered and exported, offices × years, rules, and widening."""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

import reconcile
from reconcile import rowfiles
from reconcile.archive.stats import KINDS
from reconcile.archive.stats import STATUSES as DONE
from reconcile.decisions import trail
from reconcile.decisions.lines import REASONS, Decision, DocumentRef, Line, What
from reconcile.errors import ReconcileError, UsageError
from reconcile.reports.words import ZH
from reconcile.running import Session

from .archive import PAGE, Archive
from .archive_sql import FIELDS, LISTS, STATES, Filter
from .desk import Person, now
from .shelf import Shelf
from .views import render

HEADS = {
    "severity": "级别", "code": "规则", "name": "名称", "message": "说明", "office": "单位", "year": "年度",
    "page": "页", "state": "结论", "path": "文件", "quote": "数", "address": "是什么数", "context": "文句",
    "status": "结果",
    "reason": "原因", "kind": "种类", "region": "地区", "title": "标题", "errors": "错误", "warnings": "警告",
    "figures": "数字", "unchecked": "未核对", "doc": "文件编号", "fingerprint": "指纹", "document_kind": "种类",
    "expected": "应为", "suggestion": "建议", "why": "理由", "person": "人", "value": "数值", "unit": "单位（量）",
}  # fmt: skip
TITLES = {"findings": "问题", "figures": "数字", "documents": "材料"}
WORDS: dict[str, dict[str, str]] = {
    "severity": ZH, "state": STATES, "status": {**ZH, **DONE}, "kind": KINDS, "document_kind": KINDS,
}  # fmt: skip
MIME = {
    "csv": "text/csv", "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
MOST_ROWS = 1_000_000  # of a sheet


def store_application(root: Path, shared: Session, person: Person, record: Path | None) -> tuple[Starlette, Shelf]:
    """The application over a store; its documents are opened where their files still lie."""
    from .server import application

    archive = Archive(root, record)
    shelf = Shelf((), shared, archive.record)
    pages = ArchivePages(archive, shelf, person)
    more = (
        Route("/s/matrix", pages.matrix),
        Route("/s/rules", pages.rules),
        Route("/s/trend", pages.trend),
        Route("/s/widen", pages.widen, methods=["GET"]),
        Route("/s/widen", pages.widening, methods=["POST"]),
        Route("/s/narrow", pages.narrowing, methods=["POST"]),
        Route("/s/open/{doc}", pages.open),
        Route("/s/export/{name}.{form}", pages.export),
        Route("/s/{name}", pages.listing),
    )
    return application(shelf, person, pages.home, more), shelf


Endpoint = Callable[..., Awaitable[Response]]


def sentences(endpoint: Endpoint) -> Any:
    """An endpoint whose errors are sentences on a page; decisions made elsewhere are read first."""

    @functools.wraps(endpoint)
    async def guarded(self: ArchivePages, request: Request) -> Response:
        try:
            await run_in_threadpool(self.archive.refresh)
            return await endpoint(self, request)
        except ReconcileError as error:
            return self.page("store_message.html", message=str(error), status=409)

    return guarded


class ArchivePages:
    def __init__(self, archive: Archive, shelf: Shelf, person: Person) -> None:
        self.archive, self.shelf, self.person = archive, shelf, person

    def page(self, template: str, status: int = 200, **content: Any) -> Response:
        here = template.removeprefix("store_").removesuffix(".html")
        html = render(
            template, here=content.get("name", here), root=self.archive.root, titles=TITLES, heads=HEADS, words=WORDS,
            kinds=KINDS, query=query, damaged=self.archive.reading.damaged, up="./", **content,
        )  # fmt: skip
        return HTMLResponse(html, status, headers={"cache-control": "no-store"})

    @sentences
    async def home(self, request: Request) -> Response:
        totals, trend = await run_in_threadpool(lambda: (self.archive.totals(), self.archive.trend()))
        return self.page("store.html", totals=totals, trend=trend, f=Filter())

    @sentences
    async def listing(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in LISTS:
            return self.page("store_message.html", message="没有这一页", status=404)
        wanted = Filter.of(request.query_params)
        number = request.query_params.get("page", "0")
        page = min(int(number), 100_000) if number.isdigit() else 0
        found = await run_in_threadpool(self.archive.listing, name, wanted, page)
        return self.page(
            "store_list.html",
            name=name,
            f=wanted,
            found=found,
            page_number=page,
            size=PAGE,
            choices=self.archive.choices,
        )

    @sentences
    async def matrix(self, request: Request) -> Response:
        wanted = Filter.of(request.query_params)
        years, rows = await run_in_threadpool(self.archive.matrix, wanted)
        most = max((c["errors"] or 0 for _, cells in rows for c in cells.values()), default=0)
        return self.page("store_matrix.html", f=wanted, years=years, rows=rows, most=most, choices=self.archive.choices)

    @sentences
    async def rules(self, request: Request) -> Response:
        rows, wide = await run_in_threadpool(lambda: (self.archive.rules(), self.archive.widened()))
        return self.page("store_rules.html", rows=rows, wide=wide, person=self.person, f=Filter())

    @sentences
    async def trend(self, request: Request) -> Response:
        return self.page("store_trend.html", trend=await run_in_threadpool(self.archive.trend), f=Filter())

    @sentences
    async def widen(self, request: Request) -> Response:
        """What a dismissal for an office or a kind would hide, before anybody says so."""
        wanted = Filter.of(request.query_params)._replace(state="open")
        if not wanted.code or not (wanted.office or wanted.kind):
            raise UsageError("扩大误报要指明规则，以及单位或材料种类")
        scope = Filter(code=wanted.code, office=wanted.office, kind=wanted.kind, state="open")
        found = await run_in_threadpool(self.archive.listing, "findings", scope, 0)
        if not found.total:
            raise UsageError("这一范围内没有未处理的问题，没有可以扩大的")
        return self.page("store_widen.html", f=scope, found=found, reasons=REASONS, person=self.person)

    @sentences
    async def widening(self, request: Request) -> Response:
        given = dict(_pairs((await request.body()).decode("utf-8", "replace")))
        reason, who = given.get("reason", "").strip(), given.get("person", "").strip()
        if not reason or not who:
            raise UsageError("要写明理由和姓名")
        if not given.get("code") or not (given.get("office") or given.get("kind")):
            raise UsageError("扩大误报要指明规则，以及单位或材料种类")
        line = Line(
            What.WIDEN, uuid4().hex[:16], now(), who, self.person.role, DocumentRef("", ""), reconcile.__version__,
            code=given["code"], decision=Decision.FALSE_ALARM, reason=reason,
            facts={"office": given.get("office", ""), "kind": given.get("kind", "")},
        )  # fmt: skip
        await run_in_threadpool(trail.append, self.archive.record, [line])
        return RedirectResponse(f"findings?{urlencode({'code': line.code, 'state': 'widened'})}", 303)

    @sentences
    async def narrowing(self, request: Request) -> Response:
        """Takes a widened dismissal back."""
        given = dict(_pairs((await request.body()).decode("utf-8", "replace")))
        who = given.get("person", "").strip()
        if not who:
            raise UsageError("要写明姓名")
        if given.get("act") not in {w["act"] for w in self.archive.widened()}:
            raise UsageError("这一条扩大的误报已经没有了，请刷新页面")
        line = Line(
            What.UNDO, uuid4().hex[:16], now(), who, self.person.role, DocumentRef("", ""), reconcile.__version__,
            of=given["act"],
        )  # fmt: skip
        await run_in_threadpool(trail.append, self.archive.record, [line])
        return RedirectResponse("rules", 303)

    @sentences
    async def open(self, request: Request) -> Response:
        """A document of the store, from where its file lies: only what the store itself names."""
        row = await run_in_threadpool(self.archive.document, request.path_params["doc"])
        if row is None:
            return self.page("store_message.html", message="结果中没有这份材料", status=404)
        path = Path(row["path"])
        if not path.is_file():
            raise UsageError(
                f"原件 {row['path']} 不在这里了，只能看结果；在检查时的文件夹中启动 reconcile review 可以打开"
            )
        same = await run_in_threadpool(lambda: hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"])
        if not same:
            raise UsageError(f"原件 {row['path']} 在检查之后改过；请用 batch 重新检查，再打开")
        anchor = request.query_params.get("f", "")
        tail = f"#f-{anchor}" if anchor.isalnum() else ""
        return RedirectResponse(f"../../d/{self.shelf.add(path)}/{tail}")

    @sentences
    async def export(self, request: Request) -> Response:
        name, form = request.path_params["name"], request.path_params["form"]
        if name not in LISTS or form not in MIME:
            return self.page("store_message.html", message="没有这种格式", status=404)
        wanted = Filter.of(request.query_params)
        data = await run_in_threadpool(lambda: EXPORTS[form](self.archive.table(name, wanted)))
        return Response(
            data, media_type=MIME[form], headers={"content-disposition": f'attachment; filename="{name}.{form}"'}
        )


def query(wanted: Filter, **more: Any) -> str:
    """The filter as the end of an address, with some of it changed."""
    told = {name: getattr(wanted, name) for name in FIELDS} | more
    return urlencode({k: v for k, v in told.items() if v not in ("", None, 0)})


def _pairs(body: str) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl

    return parse_qsl(body, max_num_fields=20)


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _harmless(row: dict[str, Any]) -> dict[str, Any]:
    """The row without anything that a spreadsheet would run."""
    return {k: rowfiles.harmless(v) for k, v in row.items()}


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as a person reads them."""
    return [
        {HEADS.get(k, k): WORDS.get(k, {}).get(v, v) if isinstance(v, str) else v for k, v in row.items()}
        for row in table.to_pylist()
    ]


EXPORTS: dict[str, Callable[[pa.Table], bytes]] = {
    "csv": lambda table: rowfiles.as_csv([_harmless(row) for row in _rows(table)]),
    "xlsx": lambda table: rowfiles.as_xlsx(_rows(table.slice(0, MOST_ROWS))),
    "parquet": _parquet,
}
