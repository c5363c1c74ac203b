"""Rows of the database as plain records."""

from __future__ import annotations

import sqlite3
from typing import Any

from pipeline.records import records_of

Record = dict[str, Any]


def records(connection: sqlite3.Connection, sql: str, *values: Any) -> list[Record]:
    """The rows of a query, each as a mapping of column to value."""
    return records_of(connection.execute(sql, values))


def record(connection: sqlite3.Connection, sql: str, *values: Any) -> Record | None:
    """The first row of a query, or None."""
    return next(iter(records(connection, sql, *values)), None)


def grouped(rows: list[Record], key: str) -> dict[Any, list[Record]]:
    """The records by the value of one column, in the order in which the values come up."""
    out: dict[Any, list[Record]] = {}
    for row in rows:
        out.setdefault(row[key], []).append(row)
    return out
