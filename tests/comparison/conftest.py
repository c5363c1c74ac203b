"""Documents to compare: the two real tables, the made-up next year, and small ones made on the spot."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors import extract
from pipeline.comparison import Document, from_records
from pipeline.ids import item_ids
from pipeline.steps import normalize_document

sys.path.insert(0, str(Path(__file__).parent))
from next_year import Expected, next_year

RAW = Path(__file__).parents[2] / "data" / "raw"
Record = dict[str, Any]
Rows = Sequence[tuple[str, str, str | None, str]]
Make = Callable[..., Document]


def issued(name: str, place: str, year: int) -> Record:
    """A document's record as the first step writes it."""
    found = extract(RAW / f"{name}.txt").to_dict() | {"document": name, "jurisdiction": place, "year": year}
    return with_ids(found | {"title": f"{place}{year}年目标责任书"})


def with_ids(document: Record) -> Record:
    items = document["items"]
    names = item_ids(document["document"], items)
    total = sum(Decimal(item["points"] or 0) for item in items if item["kind"] == "scored")
    items = [{**item, "id": name} for name, item in zip(names, items, strict=True)]
    return {**document, "items": items, "total_points": str(total) if total else None}


def documented(document: Record) -> Document:
    return from_records(document, normalize_document(document))


@pytest.fixture(scope="session")
def lianyungang() -> Document:
    return documented(issued("lianyungang-2013", "连云港市", 2013))


@pytest.fixture(scope="session")
def liucheng() -> Document:
    return documented(issued("liucheng-2024", "柳城县", 2024))


@pytest.fixture(scope="session")
def made_up() -> tuple[Document, set[tuple[str, str]], list[Expected]]:
    """The made-up next year of the 2024 table, the true links, and the changes to be found."""
    made, links, expected = next_year(issued("liucheng-2024", "柳城县", 2024))
    return documented(with_ids(made | {"document": "liucheng-2025"})), links, expected


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


@pytest.fixture
def make() -> Make:
    """Make a small document: its name, its rows, its year, and fields that all its items have."""

    def document(name: str, rows: Rows, year: int | None = 2024, **fields: Any) -> Document:
        return documented(record(name, rows, year, **fields))

    return document
