"""Whose turn it is: what may take long is worked on a few at a time, so that plain pages never wait behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Request

from publishing.routes import SECTIONS, section

App = Callable[[Any, Any, Any], Awaitable[None]]

BUSY = "正在查询的人太多，请稍后再试。 Too many queries at once, please try again later."


@dataclass(frozen=True, slots=True)
class Lane:
    """So many are worked on at once; another waits so many seconds for its turn."""

    at_once: int
    patience: float


LANES = {"own SQL": Lane(2, 4.0), "tables": Lane(20, 10.0), "long pages": Lane(3, 10.0)}

LONG = frozenset(("search", "compare", "timeline", "department-file", "page-picture"))
"""Pages that take what is asked for; the others show what there is, found by its key."""

OWN_SQL = ("sql", "_where")


def in_turn(app: App, datasette: Any) -> App:
    """The application, in turn; who waits in vain is told so."""
    turns = {name: asyncio.Semaphore(lane.at_once) for name, lane in LANES.items()}

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        lane = lane_of(Request(scope, receive), datasette.setting("base_url"))
        if lane is None:
            await app(scope, receive, send)
            return
        try:
            # Not `wait_for`, which in Python 3.11 may lose a cancellation.
            async with asyncio.timeout(LANES[lane].patience):
                await turns[lane].acquire()
        except TimeoutError:
            await refuse(send, 503, BUSY)
            return
        try:
            await app(scope, receive, send)
        finally:
            turns[lane].release()

    return answer


def lane_of(request: Any, base_url: str) -> str | None:
    """The lane of a request; None for what is answered at once: plain pages, static files."""
    if any(request.args.get(name) for name in OWN_SQL):
        return "own SQL"
    first, deeper = section(request.path, base_url)
    if first in LONG or (first == "document" and "/" in deeper):
        return "long pages"
    return None if first in SECTIONS or first == "-" else "tables"


async def refuse(send: Any, status: int, words: str, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
    """Answer with a few words."""
    plain = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [plain, *headers]})
    await send({"type": "http.response.body", "body": words.encode()})
