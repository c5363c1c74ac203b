"""A document with everything in it as one tree, read back from the database."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from pipeline.ddl import quoted
from pipeline.records import records_of
from pipeline.schema import BY_NAME

Record = dict[str, Any]

OF_ITEM = "item IN (SELECT id FROM items WHERE document = ?)"
OF_RULE = "rule IN (SELECT id FROM rules WHERE document = ?)"
OF_CAP = "cap IN (SELECT id FROM caps WHERE document = ?)"


LISTS = {
    "department_details": "item_departments",
    "topics": "item_topics",
    "indicators": "indicators",
    "deadlines": "deadlines",
    "frequencies": "frequencies",
    "citations": "citations",
    "assessors": "assessors",
    "scopes": "scopes",
    "authorities": "authorities",
    "evidence_list": "evidence",
}
"""What an item holds beside rules and caps: the name in the tree and the table."""


def document_tree(connection: sqlite3.Connection, document: str) -> Record:
    """The document's fields, `headings`, `items` with all that belongs to them, and `findings`.

    Rules and caps have the form of the rule model: `per`, `thresholds`, `targets` and `covers` are nested.
    """
    top = _read(connection, "documents", "id = ?", document)[0]
    rules = _by(_rules(connection, document), "item")
    caps = _by(_caps(connection, document), "item")
    departments = _by(_read(connection, "item_departments", OF_ITEM, document), "item")
    lists = {name: _by(_read(connection, table, OF_ITEM, document), "item") for name, table in LISTS.items()}
    cells = _by(_read(connection, "cells", OF_ITEM, document), "item")
    items = _read(connection, "items", "document = ?", document, order="position")
    headings = _read(connection, "headings", "document = ?", document)
    return {
        **top,
        "headings": {row["field"]: row["heading"] for row in headings},
        "items": [
            {
                **_without(item, "document"),
                "departments": [
                    row["department"]
                    for row in sorted(departments[item["id"]], key=lambda r: int(r["position"]))
                ],
                **{
                    name: [_without(row, "item", "seq") for row in of[item["id"]]]
                    for name, of in lists.items()
                },
                "cells": [_without(row, "item") for row in cells[item["id"]]],
                "rules": [_without(row, "item", "document") for row in rules[item["id"]]],
                "caps": [_without(row, "item", "document") for row in caps[item["id"]]],
            }
            for item in items
        ],
        "findings": [
            _without(row, "document") for row in _read(connection, "findings", "document = ?", document)
        ],
    }


def _rules(connection: sqlite3.Connection, document: str) -> list[Record]:
    thresholds = _by(_read(connection, "thresholds", OF_RULE, document), "rule")
    targets = _by(_read(connection, "rule_targets", OF_RULE, document), "rule")
    out = []
    for rule in _read(connection, "rules", "document = ?", document, order="item, seq"):
        unit, quantity = rule.pop("per_unit"), rule.pop("per_quantity")
        bounds = [_without(row, "rule", "seq") for row in thresholds[rule["id"]]]
        for bound in bounds:
            bound["from_end"] = bool(bound["from_end"])
        out.append(
            {
                **rule,
                "per": {"quantity": quantity, "unit": unit} if unit is not None else None,
                "thresholds": bounds,
                "targets": [row["target"] for row in targets[rule["id"]]],
            }
        )
    return out


def _caps(connection: sqlite3.Connection, document: str) -> list[Record]:
    covered = _by(_read(connection, "cap_rules", OF_CAP, document), "cap")
    return [
        {**cap, "covers": sorted(int(row["rule"].rsplit("/", 1)[1]) for row in covered[cap["id"]])}
        for cap in _read(connection, "caps", "document = ?", document, order="item, seq")
    ]


def _read(
    connection: sqlite3.Connection, table: str, where: str, value: str, order: str | None = None
) -> list[Record]:
    """The rows of a table for one document as records, in the order given or that of the primary key."""
    names = [column.name for column in BY_NAME[table].exported]
    columns = ", ".join(map(quoted, names))
    by = order or ", ".join(map(quoted, BY_NAME[table].primary_key))
    sql = f"SELECT {columns} FROM {quoted(table)} WHERE {where} ORDER BY {by}"  # noqa: S608 - names of the schema
    return records_of(connection.execute(sql, (value,)))


def _by(records: list[Record], key: str) -> defaultdict[str, list[Record]]:
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record[key]].append(record)
    return groups


def _without(record: Record, *names: str) -> Record:
    return {name: value for name, value in record.items() if name not in names}
