"""Who may ask: only whoever was given the address, on this machine, and from a page of this server.

The token is the first part of every path, so that another page or another user of this machine, who do not know it, get
nothing. A Host other than ours is a name made to point at 127.0.0.1; an Origin other than ours is another page.
"""

from __future__ import annotations

import os
from secrets import compare_digest
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MAX_BODY = 1 << 20  # bytes
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Lets a request through to ``app`` only with the token, our Host, and no Origin but ours."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self.app = app
        self.prefix = f"/{token}"
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self.refusal(scope)
        if refusal:
            await PlainTextResponse(refusal, 403)(scope, receive, with_headers(send))
            return
        inner = {**scope, "path": scope["path"][len(self.prefix) :] or "/", "root_path": ""}
        try:
            await self.app(inner, receive, with_headers(send))
        except Exception:  # it was answered with a sentence, and is no traceback on somebody's terminal
            if os.environ.get("RECONCILE_DEBUG"):
                raise

    def refusal(self, scope: Scope) -> str:
        """Why the request is refused, "" where it is not."""
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        if headers.get("host", "") not in self.hosts:
            return "拒绝：地址不对"
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return "拒绝：请求来自别的网页"
        path = scope["path"]
        given = path[: len(self.prefix)]
        if not compare_digest(given.encode(), self.prefix.encode()) or path[
            len(self.prefix) : len(self.prefix) + 1
        ] not in ("", "/"):
            return "拒绝：地址中没有口令，请用启动时显示的完整地址打开"
        size = headers.get("content-length", "0")
        if not size.isdigit() or int(size) > MAX_BODY or "transfer-encoding" in headers:
            return "拒绝：请求过大"
        return ""


def with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            have = {k for k, _ in message["headers"]}
            extra = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in have]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sending
