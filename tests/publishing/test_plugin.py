from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.ddl import create_indexes, insert, statements
from pipeline.schema import APPLICATION_ID, BY_NAME, TABLES
from publishing.queries import QUERIES

ROWS = {
    "documents": {"id": "qingshan-2023", "title": "青山县2023年安全生产目标责任书", "year": 2023,
                  "file": "a.docx", "total_points": "20", "total_points_value": 20.0},
    "items": {"id": "qingshan-2023/1", "document": "qingshan-2023", "label": "1 隐患排查", "position": 1,
              "kind": "scored", "points": "6", "points_value": 6.0, "criteria": "每发现1处扣0.5分",
              "departments": "县应急局"},
    "departments": {"name": "县应急局", "item_count": 1, "points": "6", "points_value": 6.0},
    "item_departments": {"item": "qingshan-2023/1", "department": "县应急局", "position": 1,
                         "collective": 0},
    "rules": {"id": "qingshan-2023/1/1", "item": "qingshan-2023/1", "document": "qingshan-2023", "seq": 1,
              "effect": "deduct", "basis": "per_unit", "points": "0.5", "points_value": 0.5,
              "per_quantity": "1", "per_quantity_value": 1.0, "per_unit": "处",
              "condition": "每发现1处达标率", "quote": "每发现1处扣0.5分", "start": 0, "end": 10},
    "thresholds": {"rule": "qingshan-2023/1/1", "seq": 1, "op": "<", "value": "90", "value_value": 90.0,
                   "unit": "%", "from_end": 0, "source": "criteria"},
    "caps": {"id": "qingshan-2023/1/cap/1", "item": "qingshan-2023/1", "document": "qingshan-2023", "seq": 1,
             "direction": "deduct", "kind": "item_score", "scope": "text"},
    "cap_rules": {"cap": "qingshan-2023/1/cap/1", "rule": "qingshan-2023/1/1"},
    "findings": {"id": "qingshan-2023/finding/1", "document": "qingshan-2023", "step": "normalize",
                 "kind": "doubt", "severity": "warning", "message": "疑"},
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("db") / "kaohe.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in (*statements(), *(index for table in TABLES for index in create_indexes(table))):
            connection.execute(statement)
        for table, row in ROWS.items():
            values = tuple(row.get(name) for name in BY_NAME[table].column_names)
            connection.execute(insert(BY_NAME[table]), values)
    return path


def get(database: Path, path: str, **query: str) -> Any:
    async def fetch() -> Any:
        datasette = Datasette([], immutables=[str(database)])
        return await datasette.client.get(path, params=query)

    return asyncio.run(fetch())


def test_the_database_page_names_tables_and_questions_in_chinese(database: Path) -> None:
    page = get(database, "/kaohe").text
    assert "考核规则库" in page
    assert all(query["title"] in page for query in QUERIES.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_title_and_columns_explained(database: Path, table: Any) -> None:
    response = get(database, f"/kaohe/{table.name}")
    assert response.status_code == 200
    assert table.zh in response.text
    assert table.about in response.text
    for column in table.columns:
        assert f"<dt>{column.name}</dt>" in response.text
        assert column.zh in response.text


def test_keys_show_labels(database: Path) -> None:
    page = get(database, "/kaohe/rules").text
    assert ">青山县2023年安全生产目标责任书</a>" in page
    assert ">1 隐患排查</a>" in page


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("penalties_per_incident", {"points": "0.5"}),
        ("rules_of_department", {"department": "应急"}),
        ("caps_of_items", {"document": "qingshan-2023"}),
        ("items_worth_most", {"points": "6", "year": "2023"}),
        ("thresholds_on", {"words": "达标率"}),
        ("grave_findings", {"document": "qingshan-2023"}),
    ],
)
def test_a_question_answers_with_and_without_its_parameters(
    database: Path, name: str, query: dict[str, str]
) -> None:
    assert len(get(database, f"/kaohe/{name}.json", _shape="array", **query).json()) == 1
    assert len(get(database, f"/kaohe/{name}.json", _shape="array", **dict.fromkeys(query, "")).json()) == 1


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
def test_a_question_leaves_out_what_does_not_fit(database: Path, name: str, query: dict[str, str]) -> None:
    assert get(database, f"/kaohe/{name}.json", _shape="array", **query).json() == []


def test_a_database_of_others_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE rules (id TEXT PRIMARY KEY)")
    page = get(path, "/other").text
    assert "考核规则库" not in page
    assert "vetoes" not in page
