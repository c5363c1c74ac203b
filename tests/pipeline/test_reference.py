"""What is made from the schema is never stale, and describes what is really written."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.json_schema import document_schema, normalize_schema
from pipeline.layout import Layout
from pipeline.nested import document_tree
from pipeline.reference import reference
from pipeline.schema import TABLES
from pipeline.views import CHANGES_IN_FULL, COUNTERPARTS, VIEWS, View

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def database(sources: Layout) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sources.database)) as connection:
        yield connection


@pytest.mark.parametrize("name", reference())
def test_the_reference_is_not_stale(name: str) -> None:
    kept = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    assert kept == reference()[name], "run: make reference"


def test_the_data_dictionary_names_every_column_of_the_database(database: sqlite3.Connection) -> None:
    text = (PROJECT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for one in (*TABLES, *VIEWS):
        section = text.split(f"\n## {one.name}\n")[1].split("\n## ")[0]
        for _, column, *_ in database.execute(f'PRAGMA table_info("{one.name}")'):
            assert f"| `{column}` |" in section


@pytest.mark.parametrize("document", ["liucheng-2024", "lianyungang-2013"])
def test_nested_documents_are_of_their_schema(database: sqlite3.Connection, document: str) -> None:
    jsonschema.Draft202012Validator.check_schema(document_schema())
    errors = jsonschema.Draft202012Validator(document_schema()).iter_errors(document_tree(database, document))
    assert not [f"{error.json_path}: {error.message[:200]}" for error in errors]


@pytest.mark.parametrize("document", ["liucheng-2024", "lianyungang-2013"])
def test_normalised_lines_are_of_their_schema(sources: Layout, document: str) -> None:
    jsonschema.Draft202012Validator.check_schema(normalize_schema())
    validator = jsonschema.Draft202012Validator(normalize_schema())
    for line in json.loads((sources.rules / f"{document}.json").read_bytes())["items"]:
        assert not [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(line)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_that_are_described(database: sqlite3.Connection, view: View) -> None:
    cursor = database.execute(f'SELECT * FROM "{view.name}" LIMIT 1')
    assert [column[0] for column in cursor.description] == list(view.columns)
    # The two real tables are no neighbouring years: the comparison's own tests fill its views.
    assert cursor.fetchone() is not None or view in (CHANGES_IN_FULL, COUNTERPARTS)


def ask(database: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return database.execute(sql).fetchall()


def test_a_rule_stands_in_full_in_one_row(database: sqlite3.Connection) -> None:
    columns = "title, departments, effect, points, per_unit, cap"
    assert ask(database, f"SELECT {columns} FROM rules_in_full WHERE rule = 'liucheng-2024/1.1/1'") == [
        (
            "柳城县2024年生态环境保护目标责任书部门任务分解表",
            "县委办、县政府办、县人大办、县委宣传部",
            "deduct",
            "0.5",
            "次",
            "本项分值",
        )
    ]
    assert ask(database, "SELECT count(*) FROM rules_in_full") == ask(database, "SELECT count(*) FROM rules")


def test_a_rule_in_full_hides_neither_its_targets_nor_a_rank_from_the_bottom_nor_a_caps_period(
    database: sqlite3.Connection,
) -> None:
    def of(quote: str, column: str) -> list[Any]:
        sql = f"SELECT DISTINCT {column} FROM rules_in_full WHERE quote LIKE ?"
        return [value for (value,) in database.execute(sql, (f"%{quote}%",))]

    assert of("按时处置率、按时结案率、一次完成率每低10个百分点，各扣0.1分", "targets") == [
        "按时处置率；按时结案率；一次完成率"
    ]
    assert of("低于去年同期水质指数10%及以上的，加0.25分", "cap") == ["0.5（季度）；2（年）；10"]
    ends = "SELECT r.thresholds LIKE '%倒数%' FROM thresholds t JOIN rules_in_full r USING (rule) WHERE t.from_end"
    assert {bool(shown) for (shown,) in database.execute(ends)} == {True}


def test_penalties_are_compared_in_one_unit(database: sqlite3.Connection) -> None:
    compared = dict(ask(database, "SELECT DISTINCT per_unit, compared FROM penalty_per_unit"))
    assert compared["次"] == compared["个"] == "次"
    assert compared["百分点"] == compared["%"] == "%"
    tenth = (
        "SELECT points, points_per_unit FROM penalty_per_unit WHERE per_quantity = '10' AND per_unit = '%'"
    )
    for points, each in ask(database, tenth):
        assert each == pytest.approx(float(points) / 10)


def test_points_at_stake_of_items_with_one_department_and_no_topic_add_up(
    database: sqlite3.Connection,
) -> None:
    sql = """SELECT sum(points_value) FROM items WHERE id IN (
               SELECT item FROM item_departments GROUP BY item HAVING count(*) = 1)
             AND id NOT IN (SELECT item FROM item_topics)"""
    alone = ask(database, sql)[0][0] or 0
    stake = ask(
        database, "SELECT sum(points) FROM points_at_stake WHERE topic IS NULL AND department IS NOT NULL"
    )
    assert (stake[0][0] or 0) >= alone


def test_vetoes_are_all_there(database: sqlite3.Connection) -> None:
    assert ask(database, "SELECT count(*) FROM vetoes_in_full") == ask(
        database, "SELECT count(*) FROM rules WHERE effect = 'veto'"
    )


SQL_BLOCK = re.compile(r"```sql\n(.*?)```", re.S)
QUERIES = [
    pytest.param(query, id=f"{path.name}-{number}")
    for path in sorted((PROJECT / "docs").glob("*.md"))
    for number, query in enumerate(SQL_BLOCK.findall(path.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_in_the_docs_has_an_answer(database: sqlite3.Connection, query: str) -> None:
    assert ask(database, query)
