"""What the pages of documents show."""

from __future__ import annotations

import sqlite3

from publishing.compare_queries import pairs_of
from publishing.item_queries import BY_SEVERITY
from publishing.records import Record, grouped, record, records

LISTED = 200
"""Documents on one page of the list."""

MOST_PLACES = 200
"""Places that a list offers; where there are more, a place is typed."""


def read_document(connection: sqlite3.Connection, document: str) -> Record | None:
    """The document with its items, headings, columns by table, findings and sums; None where there is none."""
    found = record(connection, "SELECT * FROM documents WHERE id = ?", document)
    if found is None:
        return None
    headings = records(connection, "SELECT field, heading FROM headings WHERE document = ?", document)
    columns = records(connection, 'SELECT "table", field, "column" FROM columns WHERE document = ?', document)
    return {
        **found,
        "items": records(connection, ITEMS, document),
        "headings": {row["field"]: row["heading"] for row in headings},
        "columns": {
            table: {row["field"]: row["column"] for row in rows}
            for table, rows in grouped(columns, "table").items()
        },
        "findings": records(
            connection,
            f"SELECT * FROM findings WHERE document = ? ORDER BY {BY_SEVERITY}",  # noqa: S608 - ours
            document,
        ),
        "sections": records(connection, SECTIONS, document),
        "bodies": records(connection, BODIES, document),
        "effects": records(connection, EFFECTS, document),
        "pairs": pairs_of(connection, document),
    }


ITEMS = """
SELECT i.*, (SELECT count(*) FROM rules r WHERE r.item = i.id) AS rule_count
FROM items i WHERE i.document = ? ORDER BY i.position"""

SECTIONS = """
SELECT section, count(*) AS items, round(sum(coalesce(points_value, 0)), 6) AS points
FROM items WHERE document = ? AND kind = 'scored' GROUP BY section ORDER BY min(position)"""

BODIES = """
SELECT l.department, count(*) AS items, round(sum(coalesce(i.points_value, 0)), 6) AS points
FROM items i JOIN item_departments l ON l.item = i.id WHERE i.document = ?
GROUP BY l.department ORDER BY points DESC, items DESC, l.department"""

EFFECTS = "SELECT effect, count(*) AS rules FROM rules WHERE document = ? GROUP BY effect ORDER BY rules DESC"


def list_documents(
    connection: sqlite3.Connection, place: str, year: str, offset: int, limit: int = LISTED
) -> Record:
    """The documents of a place and year (empty for all), newest first, with the places and years there are."""
    chosen = "(? = '' OR jurisdiction = ?) AND (? = '' OR year = CAST(? AS INTEGER))"
    rows = records(
        connection,
        f"SELECT * FROM documents WHERE {chosen} ORDER BY year DESC, jurisdiction, id LIMIT ? OFFSET ?",  # noqa: S608
        *(place, place, year, year, limit + 1, offset),
    )
    return {
        "documents": rows[:limit],
        "more": len(rows) > limit,
        "places": list_places(connection),
        "years": records(
            connection,
            "SELECT year AS value, count(*) AS n FROM documents WHERE year IS NOT NULL GROUP BY 1 ORDER BY 1 DESC",
        ),
    }


def list_places(connection: sqlite3.Connection) -> list[Record]:
    """The places that documents are about with their numbers of documents; none where there are too many to list."""
    sql = (
        "SELECT jurisdiction AS value, count(*) AS n FROM documents WHERE jurisdiction IS NOT NULL "
        "GROUP BY 1 ORDER BY 1 LIMIT ?"
    )
    found = records(connection, sql, MOST_PLACES + 1)
    return found if len(found) <= MOST_PLACES else []
