"""A small made-up database, one document of which tries to break out of its cells."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline import answers, search
from pipeline.bigrams import bigrams
from pipeline.ddl import create_indexes, insert, statements
from pipeline.rows import number
from pipeline.schema import APPLICATION_ID, BY_NAME, SCHEMA_VERSION, TABLES
from pipeline.views import VIEWS

HOSTILE = "<script>alert('甲')</script>'; DROP TABLE items;--"

DOCUMENT = "qingshan-2023"
CRITERIA = "隐患排查治理：每发现1处重大隐患未整改的扣0.5分；整改率低于90%的扣1分，扣完为止。"


def _rule(seq: int, quote: str, **given: Any) -> dict[str, Any]:
    start = CRITERIA.index(quote)
    return {"id": f"{DOCUMENT}/1/{seq}", "item": f"{DOCUMENT}/1", "document": DOCUMENT, "seq": seq,
            "effect": "deduct", "condition": quote, "quote": quote, "start": start, "end": start + len(quote),
            "points_value": number(given["points"]), **given}  # fmt: skip


ROWS: dict[str, list[dict[str, Any]]] = {
    "documents": [
        {"id": DOCUMENT, "title": "青山县2023年安全生产目标责任书", "year": 2023, "jurisdiction": "青山县",
         "file": "a.docx", "format": "docx", "total_points": "20", "total_points_value": 20.0, "item_count": 2,
         "rule_count": 2, "finding_count": 1},
        {"id": "hostile-2022", "title": HOSTILE, "year": 2022, "jurisdiction": HOSTILE, "file": "../secret.txt",
         "source_url": "javascript:alert(1)", "note": HOSTILE, "total_points": "3", "total_points_value": 3.0,
         "item_count": 1, "rule_count": 0, "finding_count": 0},
    ],
    "headings": [{"document": DOCUMENT, "field": "criteria", "heading": "评分细则"}],
    "columns": [{"document": DOCUMENT, "table": 1, "field": name, "column": at} for at, name in
                enumerate(("section", "requirement", "points", "criteria", "evidence", "departments"), 1)],
    "items": [
        {"id": f"{DOCUMENT}/1", "document": DOCUMENT, "label": "1 隐患排查", "position": 1, "number": "1",
         "section": "一、安全生产", "requirement": "隐患排查", "kind": "scored", "points": "6", "points_value": 6.0,
         "criteria": CRITERIA, "remarks": "分管领导：甲",
         "evidence": "整改台账", "departments": "县应急局", "table": 1, "row_first": 2,
         "row_last": 2},
        {"id": f"{DOCUMENT}/2", "document": DOCUMENT, "label": "2 宣传", "position": 2, "number": "2",
         "section": "一、安全生产", "requirement": "宣传ＰＭ2.5", "kind": "bonus", "departments": "县应急局",
         "table": 1, "row_first": 3, "row_last": 3},
        {"id": "hostile-2022/1", "document": "hostile-2022", "label": HOSTILE, "position": 1, "number": HOSTILE,
         "section": HOSTILE, "requirement": HOSTILE, "kind": "scored", "points": "3", "points_value": 3.0,
         "criteria": HOSTILE, "evidence": HOSTILE, "remarks": HOSTILE, "departments": HOSTILE},
    ],
    "departments": [
        {"name": "县应急局", "item_count": 2, "points": "6", "points_value": 6.0},
        {"name": HOSTILE, "item_count": 1, "points": "3", "points_value": 3.0},
    ],
    "item_departments": [
        {"item": f"{DOCUMENT}/1", "department": "县应急局", "position": 1, "role": "lead", "collective": 0},
        {"item": f"{DOCUMENT}/2", "department": "县应急局", "position": 1, "collective": 0},
        {"item": "hostile-2022/1", "department": HOSTILE, "position": 1, "collective": 0},
    ],
    "topics": [{"name": "安全生产", "item_count": 1, "points": "6", "points_value": 6.0}],
    "item_topics": [{"item": f"{DOCUMENT}/1", "topic": "安全生产", "seq": 1, "score": 3}],
    "rules": [
        _rule(1, "每发现1处重大隐患未整改的扣0.5分", basis="per_unit", points="0.5", per_quantity="1",
              per_quantity_value=1.0, per_unit="处", indicator="重大隐患"),
        _rule(2, "整改率低于90%的扣1分", basis="fixed", points="1", indicator="整改率"),
    ],
    "thresholds": [{"rule": f"{DOCUMENT}/1/2", "seq": 1, "op": "<", "value": "90", "value_value": 90.0,
                    "unit": "%", "from_end": 0, "source": "criteria"}],
    "caps": [{"id": f"{DOCUMENT}/1/cap/1", "item": f"{DOCUMENT}/1", "document": DOCUMENT, "seq": 1,
              "direction": "deduct", "kind": "item_score", "scope": "text", "quote": "扣完为止",
              "start": CRITERIA.index("扣完"), "end": CRITERIA.index("扣完") + 4}],
    "cap_rules": [{"cap": f"{DOCUMENT}/1/cap/1", "rule": f"{DOCUMENT}/1/{seq}"} for seq in (1, 2)],
    "units": [{"name": "处", "kind": "count", "compared": "次", "scale": 1.0, "rule_count": 1}],
    "deadlines": [{"item": f"{DOCUMENT}/1", "seq": 1, "field": "evidence", "kind": "date", "relation": "before",
                   "iso": "2023-06-30", "quote": "整改", "start": 0, "end": 2}],
    "due_dates": [{"item": f"{DOCUMENT}/1", "deadline": 1, "date": "2023-06-30"}],
    "evidence": [{"item": f"{DOCUMENT}/1", "seq": 1, "name": "整改台账", "quote": "整改台账", "start": 0, "end": 4}],
    "findings": [{"id": f"{DOCUMENT}/finding/1", "document": DOCUMENT, "item": f"{DOCUMENT}/1",
                  "step": "normalize", "kind": "doubt", "severity": "warning", "message": "疑有遗漏"}],
    "links": [{"id": "qingshan-2023/1~hostile-2022/1", "document": DOCUMENT, "item": f"{DOCUMENT}/1",
               "earlier_document": "hostile-2022", "earlier_item": "hostile-2022/1", "kind": "same", "score": 0.9,
               "reasons": HOSTILE, "origin": "machine"}],
    "runs": [{"id": "r", "inputs": "i", "versions": "{}", "settings": "{}",
              "counts": '{"documents": 2, "items": 3, "rules": 2, "departments": 2}'}],
}  # fmt: skip


def build(path: Path, rows: dict[str, list[dict[str, Any]]] = ROWS) -> None:
    """A database of these rows, with its indexes, views and search index."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        for statement in (*statements(), *search.create(), answers.create()):
            connection.execute(statement)
        for table, records in rows.items():
            for record in records:
                values = tuple(record.get(name) for name in BY_NAME[table].column_names)
                connection.execute(insert(BY_NAME[table]), values)
        for rowid, *texts in connection.execute(
            f"SELECT rowid, {', '.join(search.COLUMNS)} FROM items ORDER BY rowid"
        ).fetchall():
            connection.execute(search.insert(), (rowid, *map(bigrams, texts)))
        for statement in (
            *(index for table in TABLES for index in create_indexes(table)),
            *(view.create() for view in VIEWS),
        ):
            connection.execute(statement)
        answers.fill(connection)
