from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from httpx import ASGITransport, AsyncClient
from lxml import html
from site_rows import build

from publishing import ahead, kept, renewal

Visit = Callable[[Any], Awaitable[None]]


def on(path: Path, visit: Visit, **given: Any) -> None:
    async def run() -> None:
        await visit(Datasette(**{"files": [], "immutables": [str(path)], **given}))

    asyncio.run(run())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the answers that were made, not taken from those kept."""
    paths: list[str] = []
    collector = kept._Collector

    class Counting(collector):  # type: ignore[misc, valid-type]
        def __init__(self, request: Any, send: Any) -> None:
            paths.append(request.full_path)
            super().__init__(request, send)

    monkeypatch.setattr(kept, "_Collector", Counting)
    return paths


def test_a_page_is_made_once_also_for_many_at_once(database: Path, made: list[str]) -> None:
    async def visit(site: Any) -> None:
        answers = await asyncio.gather(*(site.client.get("/documents") for _ in range(10)))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1

    on(database, visit)
    assert made == ["/documents"]


async def start(app: Any) -> list[str]:
    """Let an application start and stop as a server does; the types of what it says."""
    orders = iter(({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}))
    said: list[str] = []

    async def receive() -> Any:
        return next(orders)

    async def send(message: Any) -> None:
        said.append(message["type"])

    await app({"type": "lifespan"}, receive, send)
    return said


def test_the_common_pages_are_made_before_the_first_visitor_comes(database: Path, made: list[str]) -> None:
    async def visit(site: Any) -> None:
        await site.invoke_startup()
        app = site.app()
        assert await start(app) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
        assert made == list(ahead.COMMON)
        async with AsyncClient(transport=ASGITransport(app=app), base_url="http://any.example") as client:
            for path in ahead.COMMON:
                assert (await client.get(path)).status_code == 200
        assert made == list(ahead.COMMON)

    on(database, visit)


def test_a_site_without_our_database_starts_too(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (a)")

    async def visit(site: Any) -> None:
        await site.invoke_startup()
        assert "lifespan.startup.complete" in await start(site.app())

    on(path, visit)


def test_pages_are_kept_for_every_name_of_the_host_tables_for_each(database: Path, made: list[str]) -> None:
    async def visit(site: Any) -> None:
        for host in ("one.example", "two.example"):
            assert (await site.client.get("/documents", headers={"host": host})).status_code == 200
            rows = await site.client.get("/kaohe/items.json?_size=1", headers={"host": host})
            assert rows.json()["next_url"].startswith(f"http://{host}/")

    on(database, visit)
    assert made.count("/documents") == 1
    assert made.count("/kaohe/items.json?_size=1") == 2


def test_a_browser_that_has_the_page_is_told_so(database: Path) -> None:
    async def visit(site: Any) -> None:
        first = await site.client.get("/item/qingshan-2023/1")
        again = await site.client.get(
            "/item/qingshan-2023/1", headers={"if-none-match": first.headers["etag"]}
        )
        assert again.status_code == 304
        assert again.content == b""

    on(database, visit)


def test_pages_are_sent_compressed_to_those_who_can_read_it(database: Path) -> None:
    async def visit(site: Any) -> None:
        packed = await site.client.get("/documents", headers={"accept-encoding": "gzip"})
        plain = await site.client.get("/documents", headers={"accept-encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
        assert packed.text == plain.text

    on(database, visit)


def test_each_language_has_its_own_answer_and_no_visitor_gets_anothers_cookie(database: Path) -> None:
    async def visit(site: Any) -> None:
        for _ in range(2):
            chosen = await site.client.get("/documents?_lang=en")
            assert "kaohe_lang=en" in chosen.headers["set-cookie"]
            chinese = await site.client.get("/documents")
            english = await site.client.get("/documents", headers={"accept-language": "en"})
            assert 'lang="zh-CN"' in chinese.text
            assert '<html lang="en">' in english.text
            assert "set-cookie" not in chinese.headers
            assert "set-cookie" not in english.headers

    on(database, visit)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/documents", {"cookie": "ds_actor=someone"}),
        ("/documents", {"authorization": "Bearer x"}),
        ("/kaohe?sql=select+1", {}),
        ("/kaohe/items?_where=1", {}),
        ("/-/versions.json", {}),
        ("/document/qingshan-2023/source", {}),
        ("/kaohe/items.csv", {}),
        ("/item/none", {}),
    ],
)
def test_what_may_differ_is_not_kept(database: Path, path: str, headers: dict[str, str]) -> None:
    async def visit(site: Any) -> None:
        answer = await site.client.get(path, headers=headers)
        assert "etag" not in answer.headers

    on(database, visit)


def test_a_database_that_may_change_is_never_kept(database: Path) -> None:
    async def visit(site: Any) -> None:
        assert "etag" not in (await site.client.get("/documents")).headers

    on(database, visit, files=[str(database)], immutables=[])


def test_the_least_asked_for_are_given_up_when_the_room_is_full(
    database: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ROOM", 4000)
    paths = ["/documents", "/departments", "/search?q=隐患", "/compare"]

    async def visit(site: Any) -> None:
        for path in (*paths, paths[-1], paths[0]):
            assert (await site.client.get(path)).status_code == 200

    on(database, visit)
    assert made.count("/compare") == 1
    assert made.count("/documents") == 2


def test_an_answer_that_is_too_large_is_sent_all_the_same(
    database: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LARGEST", 100)

    async def visit(site: Any) -> None:
        for _ in range(2):
            answer = await site.client.get("/documents")
            assert answer.text.rstrip().endswith("</html>")

    on(database, visit)
    assert made == ["/documents"] * 2


def test_a_new_build_has_new_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    monkeypatch.setattr(renewal, "EVERY", 0.0)
    path, fresh = tmp_path / "kaohe.db", tmp_path / "fresh.db"
    build(path)
    shutil.copy(path, fresh)
    with closing(sqlite3.connect(fresh)) as connection, connection:
        connection.execute("UPDATE documents SET title = '新的标题' WHERE id = 'qingshan-2023'")

    async def visit(site: Any) -> None:
        before = await site.client.get("/documents")
        fresh.replace(path)
        after = await site.client.get("/documents", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert "新的标题" in after.text
        assert "新的标题" in (await site.client.get("/")).text

    on(path, visit)
    assert made == ["/documents", *ahead.COMMON]


def test_schemas_are_compared_once_for_each_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "EVERY", 0.0)
    path, fresh = tmp_path / "kaohe.db", tmp_path / "fresh.db"
    build(path)
    build(fresh)
    compared: list[object] = []
    compare = Datasette._refresh_schemas

    async def counted(site: Any) -> None:
        compared.append(site.databases["kaohe"])
        await compare(site)

    monkeypatch.setattr(Datasette, "_refresh_schemas", counted)

    async def visit(site: Any) -> None:
        for number in range(3):
            assert (await site.client.get(f"/kaohe/items?_size={number + 1}")).status_code == 200
        fresh.replace(path)
        for number in range(3):
            assert (await site.client.get(f"/kaohe/rules?_size={number + 1}")).status_code == 200

    on(path, visit)
    assert len(compared) == len(set(map(id, compared))) == 2


def test_static_files_of_this_version_need_not_be_asked_for_again(database: Path) -> None:
    async def visit(site: Any) -> None:
        sheet = html.fromstring((await site.client.get("/")).text).xpath("//link[@rel='stylesheet']/@href")[0]
        assert "immutable" in (await site.client.get(sheet)).headers["cache-control"]
        other = await site.client.get(sheet.split("?")[0] + "?old")
        assert "immutable" not in other.headers.get("cache-control", "")

    on(database, visit)
