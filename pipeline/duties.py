"""What one department answers for, over all documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.nested import document_tree
from pipeline.records import Record, records_of

ITEMS = """
SELECT i.document, i.id FROM item_departments l JOIN items i ON i.id = l.item
WHERE l.department = ? ORDER BY i.document, i.position"""

DATES = """
SELECT t.date, l.kind, l.iso, l.quote, l.event, i.id AS item, i.number, i.requirement, i.evidence, d.title, d.year
FROM deadlines l JOIN items i ON i.id = l.item JOIN documents d ON d.id = i.document
JOIN item_departments m ON m.item = i.id LEFT JOIN due_dates t ON t.item = l.item AND t.deadline = l.seq
WHERE m.department = ? ORDER BY t.date IS NULL, t.date, d.id, i.position, l.seq"""


def duties(connection: sqlite3.Connection, department: str) -> Iterator[tuple[Record, list[Record]]]:
    """The documents that name the department, each with its items there, in their nested form and order."""
    of: dict[str, list[str]] = {}
    for document, item in connection.execute(ITEMS, (department,)).fetchall():
        of.setdefault(document, []).append(item)
    for document, items in of.items():
        tree = document_tree(connection, document)
        wanted = set(items)
        yield tree, [item for item in tree["items"] if item["id"] in wanted]


def dates(connection: sqlite3.Connection, department: str) -> list[Record]:
    """The deadlines of the department's items, one record a due date; those without a date come last."""
    return records_of(connection.execute(DATES, (department,)))
