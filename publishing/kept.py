"""Answers that are kept: a page is the same for everybody until the next build, so it is made once and sent compressed.

Kept are pages of the site and of a database that is served as immutable, as plain visitors see them. Whatever may
differ from visitor to visitor is not: other cookies than ours, visitors' own SQL, answers that set a cookie, downloads.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from publishing.databases import kaohe_databases
from publishing.language import COOKIE
from publishing.routes import SECTIONS, section
from publishing.turns import OWN_SQL

App = Callable[[Any, Any, Any], Awaitable[None]]
Header = tuple[bytes, bytes]

ROOM = 12 << 20
"""Bytes of compressed answers that are kept, the ones asked for least recently given up first."""

LARGEST = 2 << 20
"""Bytes of an answer beyond which it is sent on as it comes and not kept."""

KINDS = (b"text/html", b"application/json")
COMPRESSION = 3
"""One to nine: more takes longer than it saves on the way."""

HARMLESS_COOKIES = {COOKIE, "ds_csrftoken"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: its headers but for the length, its body compressed, and its mark."""

    headers: tuple[Header, ...]
    body: bytes
    mark: bytes


class Kept:
    """Answers by what was asked, of one build."""

    def __init__(self, datasette: Any) -> None:
        self.datasette = datasette
        self.build: object = None
        self.answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self.size = 0
        self.awaited: dict[Hashable, asyncio.Future[Answer | None]] = {}

    async def answer(self, app: App, request: Any, language: str, receive: Any, send: Any) -> None:
        """Answer a request from what is kept, or by the application, keeping what it says."""
        key = self._key(request, language)
        if key is None:
            await app(request.scope, receive, send)
            return
        if key in self.awaited:
            await asyncio.wait([self.awaited[key]])
        found = self.answers.get(key)
        if found is not None:
            self.answers.move_to_end(key)
            await _send(found, request, send)
            return
        made: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.awaited[key] = made
        build = self.build
        try:
            collector = _Collector(request, send)
            await app(request.scope, receive, collector)
            if collector.answer is not None and build is self.build:
                self._keep(key, collector.answer)
        finally:
            made.set_result(None)
            self.awaited.pop(key, None)

    def _key(self, request: Any, language: str) -> Hashable | None:
        """What tells one answer from another; None where it is not to be kept."""
        if request.method != "GET" or "authorization" in request.headers:
            return None
        if set(request.cookies) - HARMLESS_COOKIES or any(name in request.args for name in OWN_SQL):
            return None
        names = kaohe_databases(self.datasette)
        shown = [self.datasette.databases[name] for name in names]
        if not shown or any(database.is_mutable for database in shown):
            return None
        first, _ = section(request.path, self.datasette.setting("base_url"))
        of_database = first in {database.route for database in shown}
        if first not in SECTIONS and not of_database:
            return None
        if self.build is not shown[0]:
            self.build, self.size = shown[0], 0
            self.answers.clear()
        # Only Datasette writes whole addresses, with the host as the visitor names it, into its answers.
        host = (request.scheme, request.headers.get("host")) if of_database else None
        return language, host, request.full_path

    def _keep(self, key: Hashable, answer: Answer) -> None:
        before = self.answers.pop(key, None)
        self.size += len(answer.body) - (len(before.body) if before else 0)
        self.answers[key] = answer
        while self.size > ROOM:
            _, given_up = self.answers.popitem(last=False)
            self.size -= len(given_up.body)


class _Collector:
    """Takes what the application sends; compresses it where it can be kept, sends it on where it cannot."""

    def __init__(self, request: Any, send: Any) -> None:
        self.request, self.send = request, send
        self.start: Any = None
        self.parts: list[bytes] = []
        self.answer: Answer | None = None

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start" and _can_be_kept(message):
            self.start = message
            return
        if self.start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        self.parts.append(message.get("body", b""))
        if sum(map(len, self.parts)) > LARGEST:
            await self.send(self.start)
            await self.send({**message, "body": b"".join(self.parts)})
            self.start = None
        elif not message.get("more_body"):
            self.answer = _made(self.start["headers"], b"".join(self.parts))
            await _send(self.answer, self.request, self.send)


def _can_be_kept(start: Any) -> bool:
    headers = dict(start["headers"])
    kind = headers.get(b"content-type", b"")
    return (
        start["status"] == 200
        and kind.startswith(KINDS)
        and b"set-cookie" not in headers
        and b"content-disposition" not in headers
    )


def _made(headers: Sequence[Header], body: bytes) -> Answer:
    kept = tuple(
        (name, value) for name, value in headers if name not in (b"content-length", b"cache-control")
    )
    return Answer(
        kept, gzip.compress(body, COMPRESSION, mtime=0), b'"%s"' % sha256(body).hexdigest()[:20].encode()
    )


async def _send(answer: Answer, request: Any, send: Any) -> None:
    headers = [
        *answer.headers,
        (b"etag", answer.mark),
        (b"cache-control", b"no-cache"),
        (b"vary", b"Accept-Encoding"),
    ]
    if request.headers.get("if-none-match") == answer.mark.decode():
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = answer.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers.append((b"content-encoding", b"gzip"))
    else:
        body = gzip.decompress(body)
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
