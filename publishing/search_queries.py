"""Finding items by words and by what they are about."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from typing import Any

from pipeline.search import match
from publishing.item_queries import rules_of
from publishing.records import Record, records

MOST = 1000
"""So many items are looked at for one answer; where there are more, the page says so and asks to narrow it down."""

PAGE = 20
MOST_VALUES = 12
"""Values of one filter that the page offers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks: words, and filters that are empty where not given."""

    q: str = ""
    year: str = ""
    place: str = ""
    topic: str = ""
    effect: str = ""
    department: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are given."""
        given = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "q"}
        return {name: value for name, value in given.items() if value}


CONDITIONS = {
    "year": "i.document IN (SELECT id FROM documents WHERE year = CAST(? AS INTEGER))",
    "place": "i.document IN (SELECT id FROM documents WHERE jurisdiction = ?)",
    "topic": "i.id IN (SELECT item FROM item_topics WHERE topic = ?)",
    "effect": "EXISTS (SELECT 1 FROM rules r WHERE r.item = i.id AND r.effect = ?)",
    "department": "i.id IN (SELECT item FROM item_departments WHERE department = ?)",
}

COUNTS = {
    "year": "SELECT d.year AS value, count(*) AS n FROM found i JOIN documents d ON d.id = i.document GROUP BY 1",
    "place": "SELECT d.jurisdiction AS value, count(*) AS n FROM found i JOIN documents d ON d.id = i.document "
    "GROUP BY 1",
    "topic": "SELECT t.topic AS value, count(*) AS n FROM found i JOIN item_topics t ON t.item = i.id GROUP BY 1",
    "effect": "SELECT r.effect AS value, count(DISTINCT i.id) AS n FROM found i JOIN rules r ON r.item = i.id "
    "GROUP BY 1",
    "department": "SELECT l.department AS value, count(*) AS n FROM found i JOIN item_departments l ON l.item = i.id "
    "GROUP BY 1",
}


def search(connection: sqlite3.Connection, asked: Asked, start: int) -> Record:
    """The items found (`items`, one page of them with their rules), how many, whether that is all (`more`), and for
    each filter the values among them with their numbers. Nothing asked finds nothing."""
    rowids = _found(connection, asked)
    more = len(rowids) > MOST
    rowids = rowids[:MOST]
    page = _items(connection, rowids[start : start + PAGE])
    return {
        "total": len(rowids),
        "more": more,
        "items": page,
        "facets": {
            name: _facet(connection, name, rowids) for name in COUNTS if rowids and name not in asked.filters
        },
    }


def _found(connection: sqlite3.Connection, asked: Asked) -> list[int]:
    """The rowids of the items: by how well the words fit, else in the order of the documents, newest first."""
    where = [CONDITIONS[name] for name in asked.filters]
    values: list[Any] = list(asked.filters.values())
    wanted = match(asked.q)
    if wanted:
        # Ranking looks at every hit, so it is done only where there are few.
        inside = "SELECT s.rowid FROM items_search s CROSS JOIN items i ON i.rowid = s.rowid"
        sql = " AND ".join([f"{inside} WHERE s.items_search MATCH ?", *where])
        rows = connection.execute(f"{sql} LIMIT {MOST + 1}", (wanted, *values)).fetchall()
        if len(rows) <= MOST:
            rows = connection.execute(f"{sql} ORDER BY s.rank", (wanted, *values)).fetchall()
    elif asked.q or not where:
        return []
    else:
        rows = connection.execute(
            f"SELECT i.rowid FROM items i WHERE {' AND '.join(where)} LIMIT {MOST + 1}",  # noqa: S608 - ours
            values,
        ).fetchall()
    return [int(row[0]) for row in rows]


def _items(connection: sqlite3.Connection, rowids: list[int]) -> list[Record]:
    ids = json.dumps(rowids)
    rows = records(
        connection,
        "SELECT i.rowid AS rowid, i.*, d.title, d.year, d.jurisdiction FROM items i "
        "JOIN documents d ON d.id = i.document WHERE i.rowid IN (SELECT value FROM json_each(?))",
        ids,
    )
    by_rowid = {row["rowid"]: row for row in rows}
    found = [by_rowid[rowid] for rowid in rowids if rowid in by_rowid]
    names = json.dumps([row["id"] for row in found])
    rules = rules_of(connection, "item IN (SELECT value FROM json_each(?))", names)
    for row in found:
        row["rules"] = [rule for rule in rules if rule["item"] == row["id"]]
    return found


def _facet(connection: sqlite3.Connection, name: str, rowids: list[int]) -> list[Record]:
    sql = (
        "WITH found AS (SELECT id, document FROM items WHERE rowid IN (SELECT value FROM json_each(?))) "  # noqa: S608
        f"SELECT value, n FROM ({COUNTS[name]}) WHERE value IS NOT NULL ORDER BY n DESC, value LIMIT {MOST_VALUES}"
    )
    return records(connection, sql, json.dumps(rowids))
