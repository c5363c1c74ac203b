"""What stands before every answer: the newest build, the visitor's language, the headers that keep pages safe."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Request

from publishing import language
from publishing.addresses import static_version
from publishing.ahead import make_ready, visit_common
from publishing.kept import Kept
from publishing.renewal import Renewal
from publishing.turns import in_turn, refuse

TOO_LONG = "地址太长。 The address is too long."

App = Callable[[Any, Any, Any], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, no script or style inside a page: what a document's cell holds can never run."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
OURS = "/-/static-plugins/kaohe/"
"""Where the static files stand; their addresses change with them, so that browsers need not ask again."""

YEAR = 365 * 24 * 60 * 60
LONGEST_QUERY = 16_384
"""Bytes of an address's query beyond which it is not read: no question needs them."""


def front(app: App, datasette: Any) -> App:
    """The application with everything before and after it."""
    kept = Kept(datasette)
    renewal = Renewal(datasette, lambda: visit_common(datasette, answer))
    worked_on = in_turn(app, datasette)

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            # The server waits for this before it listens.
            await make_ready(datasette, answer)
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if len(scope.get("query_string") or b"") > LONGEST_QUERY:
            await refuse(send, 414, TOO_LONG, HEADERS)
            return
        await renewal.check()
        request = Request(scope, receive)
        chosen = language.chosen(request)
        language.use(chosen)
        keep = request.args.get("_lang") == chosen

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), *_headers(chosen, keep)]
                if (
                    request.query_string == static_version()
                    and OURS in request.path
                    and message["status"] == 200
                ):
                    headers.append((b"cache-control", f"max-age={YEAR}, immutable".encode()))
                message = {**message, "headers": headers}
            await send(message)

        await kept.answer(worked_on, request, chosen, receive, with_headers)

    return answer


def _headers(chosen: str, keep: bool) -> list[tuple[bytes, bytes]]:
    cookie = f"{language.COOKIE}={chosen}; Path=/; Max-Age={YEAR}; SameSite=Lax".encode()
    return [*HEADERS, (b"vary", b"Accept-Language"), *([(b"set-cookie", cookie)] if keep else [])]
