"""The records of all documents into one SQLite database, built beside the old one and put in its place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.ddl import create_indexes, insert, quoted, statements
from pipeline.errors import DatabaseError
from pipeline.files import digest, replacing, sha256
from pipeline.layout import Layout
from pipeline.rows import document_rows, number
from pipeline.schema import APPLICATION_ID, BY_NAME, SCHEMA_VERSION, TABLES
from pipeline.versions import code_version

Record = dict[str, Any]

TOTALS = (("departments", "item_departments", "department"), ("topics", "item_topics", "topic"))
"""Tables that sum up a link table: the table, the links, the links' column that names it."""

UNTIL_WHOLE = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -65536")
"""Settings of a database that is thrown away unless finished: no journal, keys checked once at the end."""


def inputs(layout: Layout) -> dict[str, str]:
    """For each document, in the order of the ids, the hash of the records it is loaded from.

    Raises `DatabaseError` where a document has items but no rules: the normalising step has not run.
    """
    found = {}
    for items in sorted(layout.items.glob("*.json")):
        rules = layout.rules / items.name
        if not rules.exists():
            raise DatabaseError(f"{rules}：缺少规则文件。先运行 kaohe run --step normalize。")
        found[items.stem] = digest([sha256(items), sha256(rules)])
    return found


def run_record(hashes: Mapping[str, str], settings: Record) -> Record:
    """What identifies a database's content: the inputs, the versions of the code and the settings."""
    versions = {room: code_version(room) for room in ("extractors", "normalizers", "pipeline")}
    facts = {"inputs": digest(hashes), "versions": versions, "settings": settings, "schema": SCHEMA_VERSION}
    return {"id": digest(facts), **facts}


def current_run(database: Path) -> str | None:
    """The id of the run that made the database; None where there is no database of this schema."""
    if not database.exists():
        return None
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT id FROM runs").fetchall()
    except sqlite3.Error:
        return None
    return str(rows[0][0]) if len(rows) == 1 else None


def load(layout: Layout, settings: Record, *, force: bool = False) -> bool:
    """Build the database from data/items and data/rules; False where the one there is already just that.

    Raises `DatabaseError` where the records break the schema; the old database then stays.
    """
    hashes = inputs(layout)
    run = run_record(hashes, settings)
    if not force and current_run(layout.database) == run["id"]:
        return False
    with replacing(layout.database) as fresh:
        build(fresh, _records(layout, hashes), run)
    return True


def _records(layout: Layout, hashes: Mapping[str, str]) -> Iterator[tuple[Record, Record, str]]:
    for document, records_sha256 in hashes.items():
        items = json.loads((layout.items / f"{document}.json").read_bytes())
        rules = json.loads((layout.rules / f"{document}.json").read_bytes())
        yield items, rules, records_sha256


def build(path: Path, documents: Iterator[tuple[Record, Record, str]], run: Record) -> None:
    """Fill an empty file with the tables, the documents' rows and the run's record."""
    from sqlite_utils import Database

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        database = Database(connection)
        for setting in UNTIL_WHOLE:
            database.execute(f"PRAGMA {setting}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("BEGIN")
        try:
            for statement in statements():
                connection.execute(statement)
            for document, rules, records_sha256 in documents:
                _insert(connection, document, rules, records_sha256)
            for totals, links, column in TOTALS:
                _add_totals(connection, totals, links, column)
            _add_run(connection, run)
            for table in TABLES:
                for statement in create_indexes(table):
                    connection.execute(statement)
            _check_keys(connection)
        except sqlite3.IntegrityError as error:
            raise DatabaseError(f"数据不合数据库的规定：{error}。") from error
        connection.execute("COMMIT")
        database.execute("ANALYZE")


def _insert(connection: sqlite3.Connection, document: Record, rules: Record, records_sha256: str) -> None:
    for table, rows in document_rows(document, rules, records_sha256).items():
        if rows:
            connection.executemany(insert(BY_NAME[table]), rows)


def _add_totals(connection: sqlite3.Connection, table: str, links: str, column: str) -> None:
    """One row for each department or topic, with its number of items and their exact sum of points."""
    counts: dict[str, tuple[int, Decimal]] = {}
    sql = f"SELECT l.{column}, i.points FROM {links} l JOIN items i ON i.id = l.item"  # noqa: S608 - ours
    for name, points in connection.execute(sql):
        count, total = counts.get(name, (0, Decimal(0)))
        counts[name] = count + 1, total + Decimal(points or 0)
    rows = [(name, count, str(total), number(str(total))) for name, (count, total) in sorted(counts.items())]
    connection.executemany(insert(BY_NAME[table]), rows)


def _add_run(connection: sqlite3.Connection, run: Record) -> None:
    counts = {table.name: _count(connection, table.name) for table in TABLES if table.name != "runs"}
    values = (
        run["id"],
        run["inputs"],
        *(_json(run[name]) for name in ("versions", "settings")),
        _json(counts),
    )
    connection.execute(insert(BY_NAME["runs"]), values)


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
