"""Rows of a query as plain records."""

from __future__ import annotations

import sqlite3
from typing import Any

Record = dict[str, Any]


def records_of(cursor: sqlite3.Cursor, most: int | None = None) -> list[Record]:
    """What is left of a query's rows, or the next `most` of them, each as a mapping of column to value."""
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
    return [dict(zip(names, tuple(row), strict=True)) for row in rows]
