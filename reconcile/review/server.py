"""The pages and what they ask for. Every request has passed the guard; every answer is made from the desk."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from reconcile import reports
from reconcile.decisions.lines import Decision, Role
from reconcile.errors import ReconcileError
from reconcile.reports import Options

from .desk import ONE_AT_A_TIME, Desk, Person, now
from .shelf import Open, Shelf
from .views import Frame, detail_of_finding, detail_of_number, document_page, list_page, message_page, sign_page, status

PAGE = Path(__file__).parent / "page"
STATIC = {"review.js": "text/javascript", "review.css": "text/css"}
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "csv": "text/csv",
    "html": "text/html", "json": "application/json",
}  # fmt: skip


class Asked(BaseModel):
    """What a page posts. ``seen`` is the SHA-256 of the document that it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seen: str = ""
    person: str = Field(default="", max_length=60)
    role: Role = Role.PREPARER
    subjects: tuple[str, ...] = Field(default=(), max_length=20_000)
    decision: Decision | None = None
    reason: str = Field(default="", max_length=2000)
    new: str = Field(default="", max_length=2000)
    acknowledged: tuple[str, ...] = ()

    @property
    def who(self) -> Person:
        return Person(self.person, self.role)


Endpoint = Callable[[Request], Awaitable[Response]]


def application(shelf: Shelf, person: Person, home: Endpoint | None = None, more: tuple[Route, ...] = ()) -> Starlette:
    """The documents of a shelf; ``home`` is the first page where that is not the document or the list of them."""
    pages = Pages(shelf, person)
    routes = [
        Route("/", home or pages.home),
        *more,
        Route("/static/{name}", static),
        Route("/d/{n:int}/", pages.document),
        Route("/d/{n:int}/original", pages.original),
        Route("/d/{n:int}/page/{page:int}", pages.picture),
        Route("/d/{n:int}/finding/{i:int}", pages.finding),
        Route("/d/{n:int}/number/{i:int}", pages.number),
        Route("/d/{n:int}/state", pages.state),
        Route("/d/{n:int}/signing", pages.signing),
        Route("/d/{n:int}/export/{form}", pages.export),
        *(Route(f"/d/{{n:int}}/{name}", pages.act, methods=["POST"], name=name) for name in ACTS),
    ]
    return Starlette(routes=routes, exception_handlers={Exception: failed})


async def failed(request: Request, error: Exception) -> Response:
    """What a request gets where the program errs."""
    told = f"内部错误（{type(error).__name__}: {error}），这一步没有做成，请反馈给维护者"
    return JSONResponse({"error": told}, 500) if request.method == "POST" else HTMLResponse(message_page(told), 500)


async def static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return Response("没有这个文件", 404)
    return Response((PAGE / name).read_bytes(), media_type=STATIC[name], headers={"cache-control": "max-age=3600"})


def refusals(endpoint: Callable[..., Awaitable[Response]]) -> Any:
    """An endpoint whose errors are sentences: a page for whoever opens one, JSON for the script."""

    @functools.wraps(endpoint)
    async def guarded(self: Pages, request: Request) -> Response:
        try:
            return await endpoint(self, request)
        except ReconcileError as error:
            if request.method == "POST":
                return JSONResponse({"error": str(error)}, 409)
            return HTMLResponse(message_page(str(error)), 409)
        except IndexError:
            return HTMLResponse(message_page("没有这份材料"), 404)

    return guarded


class Pages:
    def __init__(self, shelf: Shelf, person: Person) -> None:
        self.shelf, self.person = shelf, person

    def _known(self, number: int) -> int:
        if number >= len(self.shelf.cases):
            raise IndexError
        return number

    async def _open(self, request: Request) -> Open:
        return await run_in_threadpool(self.shelf.open, self._known(request.path_params["n"]))

    async def home(self, request: Request) -> Response:
        if len(self.shelf.cases) == 1:
            return RedirectResponse("d/0/")
        return HTMLResponse(list_page(self.shelf))

    @refusals
    async def document(self, request: Request) -> Response:
        found = await self._open(request)
        frame = Frame(request.path_params["n"], len(self.shelf.cases), self.person)
        html = await run_in_threadpool(document_page, found.desk, found.original, found.text, frame)
        return HTMLResponse(html, headers={"cache-control": "no-store"})

    @refusals
    async def original(self, request: Request) -> Response:
        found = await self._open(request)
        return JSONResponse(await run_in_threadpool(found.original.content), headers={"cache-control": "no-store"})

    @refusals
    async def picture(self, request: Request) -> Response:
        try:
            scale = float(request.query_params.get("scale", "1"))
        except ValueError:
            scale = 1.0
        number, page = request.path_params["n"], request.path_params["page"] - 1
        data = await run_in_threadpool(self.shelf.picture, self._known(number), page, scale)
        if not data:
            return Response("这一页画不出来", 404)
        return Response(data, media_type="image/png", headers={"cache-control": "private, max-age=3600"})

    @refusals
    async def finding(self, request: Request) -> Response:
        found = await self._open(request)
        return HTMLResponse(detail_of_finding(found.desk, request.path_params["i"]))

    @refusals
    async def number(self, request: Request) -> Response:
        found = await self._open(request)
        return HTMLResponse(detail_of_number(found.desk, request.path_params["i"]))

    @refusals
    async def state(self, request: Request) -> Response:
        found = await self._open(request)
        return JSONResponse(await run_in_threadpool(status, found.desk), headers={"cache-control": "no-store"})

    @refusals
    async def signing(self, request: Request) -> Response:
        found = await self._open(request)
        return HTMLResponse(sign_page(found.desk))

    @refusals
    async def act(self, request: Request) -> Response:
        """A decision or the like: kept first, then answered with how everything stands now."""
        found = await self._open(request)
        name = request.url.path.rpartition("/")[2]
        try:
            asked = Asked.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"error": "请求的内容不对，请刷新页面"}, 400)
        if name != "recheck" and asked.seen != found.desk.known.reference.sha256:
            return JSONResponse({"error": "文件已经重新核对过，请刷新页面再做"}, 409)
        if name == "recheck":
            await run_in_threadpool(self.shelf.check_again, request.path_params["n"])
            return JSONResponse({})
        told = await run_in_threadpool(ACTS[name], found.desk, asked)
        return JSONResponse(await run_in_threadpool(status, found.desk) | told)

    @refusals
    async def export(self, request: Request) -> Response:
        found = await self._open(request)
        form: str = request.path_params["form"]
        if form not in MIME:
            return Response("没有这种格式", 404)
        data = await run_in_threadpool(exported, found.desk, form)
        file = f"{found.desk.case.stem}.复核{reports.FORMATS[form].suffix}"
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(file)}", "cache-control": "no-store"}
        return Response(data, media_type=MIME[form], headers=headers)


def exported(desk: Desk, form: str) -> bytes:
    with ONE_AT_A_TIME:
        return reports.write(form, [desk.checked()], Options(time=now()))


def decide(desk: Desk, asked: Asked) -> dict[str, Any]:
    if asked.decision is not None:
        desk.decide(asked.subjects, asked.decision, asked.reason, asked.who)
    return {}


def comment(desk: Desk, asked: Asked) -> dict[str, Any]:
    desk.comment(asked.subjects[0] if asked.subjects else "", asked.reason, asked.who)
    return {}


def correct(desk: Desk, asked: Asked) -> dict[str, Any]:
    from .correcting import edits_for

    subject = asked.subjects[0] if asked.subjects else ""
    desk.correct(subject, edits_for(desk, subject, asked.new), asked.who)
    return {}


def undo(desk: Desk, asked: Asked) -> dict[str, Any]:
    return {"undone": desk.undo(asked.who)}


def sign(desk: Desk, asked: Asked) -> dict[str, Any]:
    desk.sign(asked.acknowledged, asked.who)
    return {}


ACTS: dict[str, Any] = {
    "decide": decide, "comment": comment, "correct": correct, "undo": undo, "sign": sign, "recheck": None,
}  # fmt: skip
