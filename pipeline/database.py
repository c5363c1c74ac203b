"""The database's content: made from nothing, or brought up to date in a copy. Nothing here is shown half done."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from pipeline import answers, search
from pipeline.bigrams import bigrams_of
from pipeline.ddl import create_indexes, insert, of_document, quoted, statements
from pipeline.errors import DatabaseError
from pipeline.files import sync
from pipeline.indexing import indexing, take_over
from pipeline.indexing import insert as insert_tokens
from pipeline.rows import Rows, number
from pipeline.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES
from pipeline.units import unit_facts
from pipeline.views import VIEWS

Record = dict[str, Any]
Prepared = tuple[str, bytes, bytes]
"""A document's id; its rows by table, and for each of its items the columns that are searched, as bigrams: both as
JSON, which is handed from one process to another in half the time."""

UNTIL_WHOLE = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "foreign_keys = OFF",
    "cache_size = -24576",
    "temp_store = FILE",
)
"""Settings of a database that is thrown away unless finished: no journal, keys checked once at the end. Memory is
bounded: what sorting an index takes beyond the cache (KiB where negative) goes to a file, which costs no time."""

PAGE_BYTES = 16384
"""Fewer and larger pages than SQLite's own 4096: a tenth less time to fill, hardly more room."""

ANALYSED = 1000
"""Rows of each index that `ANALYZE` looks at: enough for the planner, and the same time for every size."""

INSERTS = {table.name: insert(table) for table in TABLES}

TOTALS = (("departments", "item_departments", "department"), ("topics", "item_topics", "topic"))
"""Tables that sum up a link table: the table, the links, the links' column that names it."""


def create(path: Path, documents: Iterable[Prepared], run: Record, aside: Executor) -> None:
    """Fill an empty file with the tables, the documents' rows and everything made from them; the search index is
    built by the executor, which has one worker.

    Raises `DatabaseError` where the rows break the schema.
    """
    with _unfinished(path) as connection, indexing(path, aside) as (index, beside):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("ATTACH ? AS beside", (str(beside),))
        connection.execute("BEGIN")
        for statement in (*statements(), answers.create()):
            connection.execute(statement)
        for prepared in documents:
            index.add(_insert(connection, prepared), prepared[2])
        index.finish()
        # What is written by now goes to the disk while the rest is worked out.
        flushed = aside.submit(sync, path)
        take_over(connection, "beside")
        for table in TABLES:
            for statement in create_indexes(table):
                connection.execute(statement)
        for view in VIEWS:
            connection.execute(view.create())
        # Without it the sums would be joined in the wrong order, in twice the time.
        _analyse(connection)
        _sum_up(connection, run)
        _check_keys(connection)
        flushed.result()
        _end(connection)


def update(path: Path, gone: Iterable[str], documents: Iterable[Prepared], run: Record) -> None:
    """Take the documents that are gone out of a database of this schema, replace or add the others.

    Raises `DatabaseError` where the rows break the schema.
    """
    with _unfinished(path) as connection:
        # SQLite then checks the keys of what changes, and only those, when all is done.
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for document in gone:
            _remove(connection, document)
        for prepared in documents:
            _remove(connection, prepared[0])
            insert_tokens(connection, _insert(connection, prepared), prepared[2])
        for table in TABLES:
            if table.shared:
                connection.execute(f"DELETE FROM {quoted(table.name)}")  # noqa: S608 - a name of the schema
        _sum_up(connection, run)
        _end(connection)


@contextmanager
def _unfinished(path: Path) -> Iterator[sqlite3.Connection]:
    from sqlite_utils import Database

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        database = Database(connection)
        # The page's size first, of a new file or read from an old one: SQLite counts the cache in pages of the size
        # that it knows of when it is told the cache's, and would hold four times as much.
        database.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        database.execute("PRAGMA schema_version")
        for setting in UNTIL_WHOLE:
            database.execute(f"PRAGMA {setting}")
        try:
            yield connection
        except sqlite3.IntegrityError as error:
            raise DatabaseError(f"数据不合数据库的规定：{error}。") from error
        except sqlite3.OperationalError as error:
            raise DatabaseError(
                f"{path}：数据库写不下去（{error}）。磁盘是否已满？原有的数据库没有改动。"
            ) from error


def _sum_up(connection: sqlite3.Connection, run: Record) -> None:
    """Fill what is made from the documents' rows."""
    for table, links, column in TOTALS:
        _add_totals(connection, table, links, column)
    _add_units(connection)
    answers.fill(connection)
    _add_run(connection, run)


def _end(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")
    _analyse(connection)


def _analyse(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA analysis_limit = {ANALYSED}")
    connection.execute("ANALYZE main")


def _insert(connection: sqlite3.Connection, prepared: Prepared) -> int:
    """Put a document's rows in; the rowid of its first item."""
    rows: Rows = orjson.loads(prepared[1])
    (last,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM items").fetchone()
    for table, values in rows.items():
        if values:
            connection.executemany(INSERTS[table], values)
    # A row put at the end of a table has the rowid after the greatest.
    return int(last) + 1


def _remove(connection: sqlite3.Connection, document: str) -> None:
    columns = ", ".join(map(quoted, search.COLUMNS))
    items = connection.execute(f"SELECT rowid, {columns} FROM items WHERE document = ?", (document,))  # noqa: S608
    take_out = search.remove()
    for rowid, *texts in items.fetchall():
        connection.execute(take_out, (rowid, *bigrams_of(texts)))
    for table in reversed(TABLES):
        if not table.shared:
            where, values = of_document(table, document)
            connection.execute(f"DELETE FROM {quoted(table.name)} {where}", values)  # noqa: S608 - ours


def _add_totals(connection: sqlite3.Connection, table: str, links: str, column: str) -> None:
    """One row for each department or topic, with its number of items and their exact sum of points."""
    counts: dict[str, tuple[int, Decimal]] = {}
    sql = f"SELECT l.{column}, i.points FROM {links} l JOIN items i ON i.id = l.item"  # noqa: S608 - ours
    for (name, points), times in Counter(connection.execute(sql)).items():
        count, total = counts.get(name, (0, Decimal(0)))
        counts[name] = count + times, total + times * Decimal(points or 0)
    rows = [(name, count, str(total), number(str(total))) for name, (count, total) in sorted(counts.items())]
    connection.executemany(INSERTS[table], rows)


def _add_units(connection: sqlite3.Connection) -> None:
    sql = """
        SELECT unit, sum(n) FROM (
          SELECT per_unit AS unit, count(*) AS n FROM rules GROUP BY 1 UNION ALL SELECT unit, 0 FROM thresholds
        ) WHERE unit IS NOT NULL GROUP BY unit ORDER BY unit"""
    rows = [(unit, *unit_facts(unit), count) for unit, count in connection.execute(sql).fetchall()]
    connection.executemany(INSERTS["units"], rows)


def _add_run(connection: sqlite3.Connection, run: Record) -> None:
    counts = {table.name: _count(connection, table.name) for table in TABLES if table.name != "runs"}
    values = (
        run["id"],
        run["inputs"],
        *(_json(run[name]) for name in ("versions", "settings")),
        _json(counts),
    )
    connection.execute(INSERTS["runs"], values)


def _count(connection: sqlite3.Connection, table: str) -> int:
    sql = f"SELECT count(*) FROM {quoted(table)}"  # noqa: S608 - a name of the schema
    return int(connection.execute(sql).fetchone()[0])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _check_keys(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchmany(3)
    if broken:
        places = "；".join(
            f"{table} 第 {row} 行指向 {target} 中没有的记录" for table, row, target, _ in broken
        )
        raise DatabaseError(f"数据前后不一：{places}。")
