from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from site_rows import ROWS, build

from publishing import renewal
from publishing.reading import limited

SLOW = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"


def serving(path: Path) -> Any:
    return Datasette([], immutables=[str(path)], settings={"sql_time_limit_ms": 300, "suggest_facets": False})


def test_a_new_build_is_shown_at_once_and_never_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "EVERY", 0.0)
    path, fresh = tmp_path / "kaohe.db", tmp_path / "fresh.db"
    build(path)
    shutil.copy(path, fresh)
    with closing(sqlite3.connect(fresh)) as connection, connection:
        connection.execute("UPDATE documents SET title = '青山县2023年新表' WHERE id = 'qingshan-2023'")
        connection.execute("UPDATE items SET requirement = '新的要求' WHERE id = 'qingshan-2023/1'")

    async def visit() -> None:
        client = serving(path).client
        before = await client.get("/document/qingshan-2023")
        table_before = await client.get("/kaohe/documents")
        fresh.replace(path)
        answers = await asyncio.gather(*(client.get("/document/qingshan-2023") for _ in range(8)))
        assert "青山县2023年安全生产目标责任书" in before.text
        assert "青山县2023年安全生产目标责任书" in table_before.text
        for answer in answers:
            assert answer.status_code == 200
            assert ("青山县2023年新表" in answer.text) == ("新的要求" in answer.text)
        for page in ("/", "/document/qingshan-2023", "/kaohe/documents"):
            assert "青山县2023年新表" in (await client.get(page)).text

    asyncio.run(visit())


def test_the_site_stays_up_while_the_file_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "EVERY", 0.0)
    path = tmp_path / "kaohe.db"
    build(path)

    async def visit() -> None:
        client = serving(path).client
        assert (await client.get("/documents")).status_code == 200
        path.unlink()
        assert (await client.get("/documents")).status_code == 200

    asyncio.run(visit())


def test_many_slow_queries_keep_no_page_waiting(database: Path) -> None:
    async def visit() -> tuple[list[int], list[int]]:
        client = serving(database).client
        await client.get("/")
        slow = [asyncio.create_task(client.get("/kaohe.json", params={"sql": SLOW})) for _ in range(200)]
        await asyncio.sleep(0.2)
        pages = [
            (await client.get(path)).status_code for path in ("/", "/search?q=隐患", "/item/qingshan-2023/1")
        ]
        assert not all(task.done() for task in slow)
        return pages, [(await task).status_code for task in slow]

    pages, slow = asyncio.run(visit())
    assert pages == [200, 200, 200]
    assert set(slow) <= {400, 503}


def test_what_takes_too_long_is_broken_off_and_the_connection_can_be_used_again() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        with pytest.raises(sqlite3.OperationalError, match="interrupted"), limited(connection, 50):
            connection.execute(SLOW).fetchall()
        assert connection.execute("select 1").fetchall() == [(1,)]


@pytest.mark.parametrize(
    "query",
    [SLOW, "select * from items; drop table items", "delete from items", "attach 'x' as y",
                                   "pragma writable_schema = 1", "select load_extension('x')"],
)  # fmt: skip
def test_sql_can_only_read(get: Any, query: str) -> None:
    assert get("/kaohe.json", sql=query).status_code == 400
    assert len(get("/kaohe/items.json", _shape="array").json()) == len(ROWS["items"])


def test_a_large_table_is_not_counted_unasked() -> None:
    from publishing.metadata import TOO_MANY, metadata

    small, large = (metadata({"kaohe": {"rules": rows}})["databases"]["kaohe"]["tables"]["rules"]
                    for rows in (10, TOO_MANY + 1))  # fmt: skip
    assert small["facets"]
    assert "facets" not in large
    assert "sort" not in large
