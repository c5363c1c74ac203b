"""What one department answers for."""

from __future__ import annotations

import sqlite3

from pipeline import answers
from publishing.item_queries import caps_of, rules_of
from publishing.records import Record, grouped, record, records

PAGE = 100
"""Items on one page of a department: an office's year has fewer."""
MOST_YEARS, MOST_DATES = 40, 200

MOST_DOCUMENTS = 100
"""Documents that a department's workbook and calendar are made of; each takes some 15 ms."""


def read_department(connection: sqlite3.Connection, name: str, year: str, start: int) -> Record | None:
    """The department with its duties of one year (empty for the newest), their rules, caps, evidence and dates;
    None where there is no such department."""
    found = record(connection, "SELECT * FROM departments WHERE name = ?", name)
    if found is None:
        return None
    years = answers.years_of_department(connection, name)[:MOST_YEARS]
    shown = year if year in {str(row["year"]) for row in years} else str(years[0]["year"] if years else "")
    sql = ITEMS_OF_MANY if found["item_count"] >= answers.MANY and shown.isdecimal() else ITEMS
    items = records(connection, sql, name, shown, PAGE + 1, start)
    page = items[:PAGE]
    ids = [item["id"] for item in page]
    inside = f"item IN ({', '.join('?' * len(ids))})"
    rules = grouped(rules_of(connection, inside, *ids), "item")
    caps = grouped(caps_of(connection, inside, *ids), "item")
    evidence = grouped(
        records(connection, f"SELECT * FROM evidence WHERE {inside} ORDER BY item, seq", *ids),  # noqa: S608
        "item",
    )
    for item in page:
        item["rules"] = rules.get(item["id"], [])
        item["caps"] = caps.get(item["id"], [])
        item["things"] = evidence.get(item["id"], [])
    return {
        "department": found,
        "years": years,
        "year": shown,
        "items": page,
        "more": len(items) > PAGE,
        "dates": records(connection, DATES.format(inside=inside), *ids, MOST_DATES),
        "others": records(connection, OTHERS.format(inside=inside), *ids, name),
        "in_too_many": in_too_many(connection, name),
    }


ITEMS = """
SELECT i.*, d.title, d.year, d.total_points, l.role, l.collective
FROM item_departments l JOIN items i ON i.id = l.item JOIN documents d ON d.id = i.document
WHERE l.department = ?1 AND coalesce(d.year, 'None') = CASE ?2 WHEN 'None' THEN 'None' ELSE CAST(?2 AS INTEGER) END
ORDER BY i.document, i.position LIMIT ?3 OFFSET ?4"""

ITEMS_OF_MANY = """
SELECT i.*, d.title, d.year, d.total_points, l.role, l.collective
FROM documents d CROSS JOIN items i CROSS JOIN item_departments l
WHERE d.year = CAST(?2 AS INTEGER) AND i.document = d.id AND l.item = i.id AND l.department = ?1
ORDER BY d.id, i.position LIMIT ?3 OFFSET ?4"""
"""The same where there are many: by walking the year's documents, not all of its items."""

DATES = """
SELECT t.date, l.quote, l.event, i.id AS item, i.number, i.label, i.evidence
FROM deadlines l JOIN items i ON i.id = l.item LEFT JOIN due_dates t ON t.item = l.item AND t.deadline = l.seq
WHERE l.{inside} ORDER BY t.date IS NULL, t.date, i.document, i.position LIMIT ?"""

OTHERS = """
SELECT department, count(*) AS n FROM item_departments
WHERE {inside} AND department <> ? GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20"""


def in_too_many(connection: sqlite3.Connection, department: str) -> bool:
    """Whether a department stands in more documents than its files can be made of while a visitor waits."""
    sql = (
        "SELECT count(*) AS n FROM (SELECT DISTINCT i.document FROM item_departments l "
        "JOIN items i ON i.id = l.item WHERE l.department = ? LIMIT ?)"
    )
    return bool(records(connection, sql, department, MOST_DOCUMENTS + 1)[0]["n"] > MOST_DOCUMENTS)


def list_departments(connection: sqlite3.Connection, words: str, start: int, limit: int) -> Record:
    """The departments whose names hold the words, those with most points first."""
    rows = records(
        connection,
        "SELECT * FROM departments WHERE instr(name, ?) > 0 ORDER BY points_value DESC, item_count DESC, name "
        "LIMIT ? OFFSET ?",
        *(words, limit + 1, start),
    )
    return {"departments": rows[:limit], "more": len(rows) > limit}
