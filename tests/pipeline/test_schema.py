from __future__ import annotations

import re
import sqlite3

import pytest

from pipeline.ddl import create_indexes, insert, statements
from pipeline.ids import item_ids
from pipeline.schema import BY_NAME, TABLES
from pipeline.tables import Column, Table

COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in TABLES
    for column in table.columns
]
TABLE_PARAMS = [pytest.param(table, id=table.name) for table in TABLES]
CHINESE = re.compile("[一-鿿]")


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_is_described_in_both_languages(table: Table, column: Column) -> None:
    assert CHINESE.search(column.zh)
    assert re.search("[a-z]{2}", column.en)


@pytest.mark.parametrize(("table", "column"), [p for p in COLUMNS if p.values[1].references])
def test_references_point_at_a_key_of_an_earlier_table(table: Table, column: Column) -> None:
    target, key = str(column.references).split(".")
    assert BY_NAME[target].primary_key == (key,)
    assert TABLES.index(BY_NAME[target]) < TABLES.index(table)


@pytest.mark.parametrize("table", TABLE_PARAMS)
def test_keys_labels_facets_and_orders_are_columns(table: Table) -> None:
    named = {*table.primary_key, *table.facets, *(name for names in table.indexes for name in names)}
    named |= {name.lstrip("-") for name in (table.label, table.sort) if name}
    assert named <= set(table.column_names)


def test_the_statements_make_the_tables_with_checks_and_keys() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in (*statements(), *(index for table in TABLES for index in create_indexes(table))):
        connection.execute(statement)
    for table in TABLES:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')]
        assert columns == list(table.column_names)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute(insert(BY_NAME["headings"]), ("no-such-document", "criteria", "评分标准"))
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute("INSERT INTO caps (id, item, document, seq, direction, kind, scope) VALUES "
                           "('x', 'x', 'x', 1, 'sideways', 'amount', 'text')")  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        (["1.1", "1.2"], ["d/1.1", "d/1.2"]),
        (["16.2", "16.2", "16.2"], ["d/16.2", "d/16.2#2", "d/16.2#3"]),
        ([None, "", "3"], ["d/@1", "d/@2", "d/3"]),
        (["（一） 1", "3/4"], ["d/（一）-1", "d/3-4"]),
    ],
)
def test_ids_are_readable_and_unique(numbers: list[str | None], ids: list[str]) -> None:
    items = [{"number": number, "position": position} for position, number in enumerate(numbers, 1)]
    assert item_ids("d", items) == ids
