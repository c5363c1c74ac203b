"""Records of documents for the tests: the real tables, and small ones made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors import extract
from pipeline.comparison import Document, from_records
from pipeline.files import canonical
from pipeline.ids import item_ids
from pipeline.layout import Layout
from pipeline.steps import normalize_document

RAW = Path(__file__).parents[2] / "data" / "raw"
Record = dict[str, Any]
Rows = Sequence[tuple[str, str, str | None, str]]


def issued(name: str, place: str, year: int) -> Record:
    """A document's record as the first step writes it."""
    found = extract(RAW / f"{name}.txt").to_dict() | {"document": name, "jurisdiction": place, "year": year}
    return with_ids(found)


def with_ids(document: Record) -> Record:
    items = document["items"]
    names = item_ids(document["document"], items)
    total = sum(Decimal(item["points"] or 0) for item in items if item["kind"] == "scored")
    items = [{**item, "id": name} for name, item in zip(names, items, strict=True)]
    return {**document, "items": items, "total_points": str(total) if total else None}


def documented(document: Record) -> Document:
    return from_records(document, normalize_document(document))


def record(name: str, rows: Rows, year: int | None = 2024, **fields: Any) -> Record:
    """A small document's record: its rows are number, requirement, points and criteria."""
    items = [
        {
            "position": position, "number": number, "section": None, "group": None, "requirement": requirement,
            "points": points, "kind": "scored", "criteria": criteria, "evidence": None,
            "departments": ["县政府办"], "where": {"table": 1, "rows": [position, position], "columns": {}},
        } | fields
        for position, (number, requirement, points, criteria) in enumerate(rows, 1)
    ]  # fmt: skip
    return with_ids(
        {
            "document": name, "title": name, "year": year, "jurisdiction": "青山县", "headings": {},
            "findings": [], "items": items,
        }
    )  # fmt: skip


EARLIER = [
    ("1", "开展普法宣传活动", "3", "每季度开展一次，少一次扣0.5分"),
    ("2", "抓好森林防火巡护", "4", "发生火灾每起扣1分，扣完为止"),
]
LATER = [
    ("1", "开展普法宣传活动", "4", "每季度开展一次，少一次扣1分"),
    ("2", "抓好森林防火巡护", "4", "发生火灾每起扣1分，扣完为止"),
    ("3", "推进生活垃圾分类", "2", "每少一个小区扣0.1分"),
]
ELSEWHERE = [("7", "加强森林防火", "6", "发生火灾每起扣2分")]
DOCUMENTS = ["qingshan-2023", "qingshan-2024", "donghu-2024"]


def put(
    layout: Layout, name: str, rows: list[tuple[str, str, str | None, str]], year: int, place: str
) -> None:
    document = record(name, rows, year) | {"jurisdiction": place, "file": f"{name}.docx"}
    document |= {"format": "docx", "sha256": "0"}
    (layout.items / f"{name}.json").write_bytes(canonical(document))
    (layout.rules / f"{name}.json").write_bytes(canonical(normalize_document(document)))
