from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from datasette.utils.asgi import Request

from publishing import turns

WITHIN = SimpleNamespace(setting=lambda name: {"base_url": "/"}[name])


def scope(path: str) -> dict[str, Any]:
    plain, _, query = path.partition("?")
    return {
        "type": "http",
        "method": "GET",
        "path": plain,
        "raw_path": quote(plain).encode(),
        "query_string": query.encode(),
        "headers": [],
    }


@pytest.mark.parametrize(
    ("path", "lane"),
    [
        ("/", None),
        ("/documents", None),
        ("/document/liucheng-2024", None),
        ("/item/liucheng-2024/7.4", None),
        ("/department/环保局", None),
        ("/chart/points_by_topic", None),
        ("/-/static-plugins/kaohe/kaohe.css", None),
        ("/search?q=水", "long pages"),
        ("/compare", "long pages"),
        ("/timeline?words=水", "long pages"),
        ("/document/liucheng-2024/liucheng-2024.xlsx", "long pages"),
        ("/department-file/xlsx/环保局", "long pages"),
        ("/kaohe", "tables"),
        ("/kaohe.json", "tables"),
        ("/kaohe/items?_search=水", "tables"),
        ("/kaohe?sql=select+1", "own SQL"),
        ("/kaohe/items?_where=1", "own SQL"),
    ],
)
@pytest.mark.parametrize("base", ["/", "/sub/"])
def test_lanes(path: str, lane: str | None, base: str) -> None:
    assert turns.lane_of(Request(scope(base.rstrip("/") + path), None), base) == lane


class Working:
    """An application that works until it is told to stop; how many requests of each path it has taken."""

    def __init__(self) -> None:
        self.stop = asyncio.Event()
        self.taken: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.taken.append(scope["path"])
        await self.stop.wait()
        await turns.refuse(send, 200, "done")


def running(visit: Callable[[Working, Callable[[str], Any]], Any]) -> None:
    async def run() -> None:
        app = Working()
        answer = turns.in_turn(app, WITHIN)

        async def ask(path: str) -> int:
            said: list[Any] = []

            async def send(message: Any) -> None:
                said.append(message)

            await answer(scope(path), None, send)
            return int(said[0]["status"])

        await visit(app, lambda path: asyncio.ensure_future(ask(path)))

    asyncio.run(run())


def test_plain_pages_do_not_wait_behind_long_ones() -> None:
    async def visit(app: Working, ask: Callable[[str], Any]) -> None:
        asked = [ask(path) for path in ["/search?q=水"] * 20 + ["/kaohe/items"] * 20 + ["/documents"] * 20]
        for _ in range(100):
            await asyncio.sleep(0)
        assert app.taken.count("/search") == turns.LANES["long pages"].at_once
        assert app.taken.count("/kaohe/items") == turns.LANES["tables"].at_once
        assert app.taken.count("/documents") == 20
        app.stop.set()
        assert set(await asyncio.gather(*asked)) == {200}

    running(visit)


def test_who_waits_in_vain_is_told_so_and_takes_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(turns.LANES, "long pages", turns.Lane(1, 0.01))

    async def visit(app: Working, ask: Callable[[str], Any]) -> None:
        first, late = ask("/search?q=水"), ask("/search?q=火")
        assert await late == 503
        app.stop.set()
        assert await first == 200
        assert await ask("/search?q=土") == 200

    running(visit)
