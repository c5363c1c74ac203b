"""Everything the database knows of one item, as one record."""

from __future__ import annotations

import sqlite3
from typing import Any

from publishing.records import Record, grouped, record, records

BESIDE = (
    "deadlines", "frequencies", "citations", "assessors", "authorities", "scopes", "indicators", "evidence",
)  # fmt: skip
"""What is read beside rules and caps: one table each, with the item and a sequence number."""


def read_item(connection: sqlite3.Connection, item: str) -> Record | None:
    """The item with its document, rules and caps (nested as in the rule model), what is read beside, its
    departments, topics, findings, place in the source and neighbours; None where there is no such item."""
    found = record(connection, "SELECT * FROM items WHERE id = ?", item)
    if found is None:
        return None
    document = record(connection, "SELECT * FROM documents WHERE id = ?", found["document"])
    return {
        **found,
        "of": document,
        "rules": rules_of(connection, "item = ?", item),
        "caps": caps_of(connection, "item = ?", item),
        "bodies": records(
            connection, "SELECT * FROM item_departments WHERE item = ? ORDER BY position", item
        ),
        "topics": records(connection, "SELECT topic FROM item_topics WHERE item = ? ORDER BY seq", item),
        "beside": {name: _beside(connection, name, item) for name in BESIDE},
        "dates": grouped(
            records(connection, "SELECT deadline, date FROM due_dates WHERE item = ? ORDER BY date", item),
            "deadline",
        ),
        "findings": records(
            connection,
            f"SELECT * FROM findings WHERE item = ? ORDER BY {BY_SEVERITY}",  # noqa: S608 - ours
            item,
        ),
        "corrections": records(connection, "SELECT * FROM corrections WHERE item = ? ORDER BY id", item),
        "counterparts": records(connection, COUNTERPARTS, item),
        "cells": records(connection, "SELECT * FROM cells WHERE item = ?", item),
        "columns": {
            row["field"]: row["column"]
            for row in records(
                connection,
                'SELECT field, "column" FROM columns WHERE document = ? AND "table" IS ?',
                found["document"],
                found["table"],
            )
        },
        "previous": _neighbour(connection, found, -1),
        "next": _neighbour(connection, found, 1),
    }


COUNTERPARTS = """
SELECT l.kind, l.score, l.reasons, l.origin, i.id AS item, i.label, i.points, d.id AS document, d.title, d.year,
       d.jurisdiction
FROM (SELECT kind, score, reasons, origin, earlier_item AS other FROM links WHERE item = ?1
      UNION ALL SELECT kind, score, reasons, origin, item FROM links WHERE earlier_item = ?1) l
JOIN items i ON i.id = l.other JOIN documents d ON d.id = i.document
WHERE l.kind <> 'none'
ORDER BY l.kind = 'related', d.year DESC, l.score DESC LIMIT 30"""
"""What other documents have of the same duty, then what is related."""

BY_SEVERITY = "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id"


def rules_of(connection: sqlite3.Connection, where: str, *values: Any) -> list[Record]:
    """Rules in their order, each with `per`, `thresholds` and `targets` nested."""
    rules = records(connection, f"SELECT * FROM rules WHERE {where} ORDER BY item, seq", *values)  # noqa: S608
    inside = f"rule IN (SELECT id FROM rules WHERE {where})"  # noqa: S608 - ours
    bounds = grouped(
        records(connection, f"SELECT * FROM thresholds WHERE {inside} ORDER BY rule, seq", *values),  # noqa: S608
        "rule",
    )
    targets = grouped(
        records(connection, f"SELECT * FROM rule_targets WHERE {inside} ORDER BY rule, seq", *values),  # noqa: S608
        "rule",
    )
    return [
        {
            **rule,
            "per": {"quantity": rule["per_quantity"], "unit": rule["per_unit"]} if rule["per_unit"] else None,
            "thresholds": bounds.get(rule["id"], []),
            "targets": [row["target"] for row in targets.get(rule["id"], [])],
        }
        for rule in rules
    ]


def caps_of(connection: sqlite3.Connection, where: str, *values: Any) -> list[Record]:
    """Caps in their order, each with the sequence numbers of the rules that it covers."""
    caps = records(connection, f"SELECT * FROM caps WHERE {where} ORDER BY item, seq", *values)  # noqa: S608
    covered = grouped(
        records(
            connection,
            "SELECT k.cap, r.seq FROM cap_rules k JOIN rules r ON r.id = k.rule "  # noqa: S608
            f"WHERE k.cap IN (SELECT id FROM caps WHERE {where}) ORDER BY r.seq",
            *values,
        ),
        "cap",
    )
    return [{**cap, "covers": [row["seq"] for row in covered.get(cap["id"], [])]} for cap in caps]


def _beside(connection: sqlite3.Connection, table: str, item: str) -> list[Record]:
    return records(connection, f"SELECT * FROM {table} WHERE item = ? ORDER BY seq", item)  # noqa: S608


def _neighbour(connection: sqlite3.Connection, item: Record, step: int) -> Record | None:
    sql = "SELECT id, number, label FROM items WHERE document = ? AND position = ?"
    return record(connection, sql, item["document"], item["position"] + step)
