from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from site_rows import build

from pipeline.schema import TABLES
from publishing.queries import QUERIES


def test_the_database_page_names_tables_and_questions_in_chinese(get: Any) -> None:
    page = get("/kaohe").text
    assert "考核规则库" in page
    assert all(query["title"] in page for query in QUERIES.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_title_and_columns_explained(get: Any, table: Any) -> None:
    response = get(f"/kaohe/{table.name}")
    assert response.status_code == 200
    assert table.zh in response.text
    assert table.about in response.text
    for column in table.columns:
        assert f"<code>{column.name}</code>" in response.text
        assert column.zh in response.text


def test_keys_show_labels(get: Any) -> None:
    page = get("/kaohe/rules").text
    assert ">青山县2023年安全生产目标责任书</a>" in page
    assert ">1 隐患排查</a>" in page


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("penalties_per_incident", {"points": "0.5"}),
        ("rules_of_department", {"department": "应急"}),
        ("caps_of_items", {"document": "qingshan-2023"}),
        ("items_worth_most", {"points": "6", "year": "2023"}),
        ("thresholds_on", {"words": "整改率"}),
        ("grave_findings", {"document": "qingshan-2023"}),
    ],
)
def test_a_question_answers_with_and_without_its_parameters(
    get: Any, name: str, query: dict[str, str]
) -> None:
    fitting = get(f"/kaohe/{name}.json", _shape="array", **query).json()
    everything = get(f"/kaohe/{name}.json", _shape="array", **dict.fromkeys(query, "")).json()
    assert fitting
    assert all(row in everything for row in fitting)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("penalties_per_incident", {"points": "0.6"}),
        ("rules_of_department", {"department": "教育"}),
        ("caps_of_items", {"document": "other"}),
        ("items_worth_most", {"points": "", "year": "2024"}),
        ("vetoes", {"document": ""}),
    ],
)
def test_a_question_leaves_out_what_does_not_fit(get: Any, name: str, query: dict[str, str]) -> None:
    assert get(f"/kaohe/{name}.json", _shape="array", **query).json() == []


def test_a_database_of_others_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE rules (id TEXT PRIMARY KEY)")

    async def fetch() -> Any:
        return await Datasette([], immutables=[str(path)]).client.get("/other")

    page = asyncio.run(fetch()).text
    assert "考核规则库" not in page
    assert "vetoes" not in page


def test_a_database_of_another_version_is_only_tables(tmp_path: Path) -> None:
    path = tmp_path / "kaohe.db"
    build(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 1")

    async def fetch() -> tuple[Any, Any]:
        site = Datasette([], immutables=[str(path)]).client
        return await site.get("/"), await site.get("/kaohe/rules")

    home, table = asyncio.run(fetch())
    assert home.status_code == 404
    assert "kaohe run" in home.text
    assert table.status_code == 200
