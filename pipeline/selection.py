"""A part of the database, seen under the tables' own names: chosen documents, departments, years."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from pipeline.ddl import quoted
from pipeline.errors import SelectionError
from pipeline.schema import TABLES
from pipeline.tables import Table

OF_ITEMS = "SELECT id FROM temp.chosen"
OF_RULES = f"SELECT id FROM main.rules WHERE item IN ({OF_ITEMS})"  # noqa: S608 - ours
OF_CAPS = f"SELECT id FROM main.caps WHERE item IN ({OF_ITEMS})"  # noqa: S608 - ours
CONDITIONS = {
    "documents": f"id IN (SELECT document FROM main.items WHERE id IN ({OF_ITEMS}))",  # noqa: S608 - ours
    "items": f"id IN ({OF_ITEMS})",
    "departments": f"name IN (SELECT department FROM main.item_departments WHERE item IN ({OF_ITEMS}))",  # noqa: S608
    "topics": f"name IN (SELECT topic FROM main.item_topics WHERE item IN ({OF_ITEMS}))",  # noqa: S608 - ours
    "units": "1",
    "runs": "1",
}


def select(
    connection: sqlite3.Connection,
    documents: Sequence[str] = (),
    departments: Sequence[str] = (),
    years: Sequence[int] = (),
) -> None:
    """Let the connection see only the items of these documents, departments and years, and what belongs to them.

    Nothing given leaves everything. Raises `SelectionError` for a name or year that is not there.
    """
    if not (documents or departments or years):
        return
    for what, given, sql in (
        ("文件", documents, "SELECT id FROM documents"),
        ("责任单位", departments, "SELECT name FROM departments"),
        ("年度", years, "SELECT DISTINCT year FROM documents"),
    ):
        _check(what, given, [row[0] for row in connection.execute(sql)])
    connection.execute("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY)")
    tests = (
        ("i.document", documents),
        ("d.year", years),
        ("i.id IN (SELECT item FROM item_departments WHERE department", departments),
    )
    wanted = [(f"{test} IN ({', '.join('?' * len(given))})", given) for test, given in tests if given]
    where = " AND ".join(test + (")" if test.count("(") > test.count(")") else "") for test, _ in wanted)
    sql = f"INSERT INTO chosen SELECT i.id FROM items i JOIN documents d ON d.id = i.document WHERE {where}"  # noqa: S608
    connection.execute(sql, [value for _, given in wanted for value in given])
    for table in TABLES:
        name = quoted(table.name)
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {_condition(table)}")  # noqa: S608


def _condition(table: Table) -> str:
    if table.name in CONDITIONS:
        return CONDITIONS[table.name]
    names = table.column_names
    for column, chosen in (("item", OF_ITEMS), ("rule", OF_RULES), ("cap", OF_CAPS)):
        if column in names:
            everything = " OR item IS NULL" if table.name == "findings" else ""
            return f"({column} IN ({chosen}){everything}) AND {_of_documents(table)}"
    return _of_documents(table)


def _of_documents(table: Table) -> str:
    if "document" not in table.column_names:
        return "1"
    return f"document IN (SELECT document FROM main.items WHERE id IN ({OF_ITEMS}))"  # noqa: S608 - ours


def _check(what: str, given: Sequence[str | int], there: Sequence[str | int]) -> None:
    for value in given:
        if value not in there:
            near = get_close_matches(str(value), map(str, there), n=3, cutoff=0.3)
            hint = f"是不是 {'、'.join(near)}？" if near else ""
            raise SelectionError(f"数据库中没有{what} {value}。{hint}")


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the database, but may have temporary tables."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
