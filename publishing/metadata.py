"""Datasette's metadata, made from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pipeline import answers, search
from pipeline.schema import TABLES
from pipeline.tables import Column, Table

TITLE = "考核规则库"
DESCRIPTION = (
    "各地目标责任书、考核办法中的考核事项和评分规则：做什么、值多少分、怎样扣分加分、由谁负责、以什么为凭。"
    "每条规则都可查到原文及其在原文件中的位置。"
)


TOO_MANY = 50_000
"""Rows of a table beyond which nothing is counted or sorted unasked: it would take longer than the page."""


def metadata(databases: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Metadata for these databases, each with its tables' row counts: titles, units, facets and order."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "databases": {
            name: _of_database(tuple(sorted(counts.items()))) for name, counts in databases.items()
        },
    }


@lru_cache(maxsize=8)
def _of_database(counts: tuple[tuple[str, int], ...]) -> dict[str, Any]:
    rows = dict(counts)
    tables: dict[str, Any] = {table.name: table_metadata(table, rows.get(table.name, 0)) for table in TABLES}
    tables[answers.TABLE] = {"hidden": True}
    return {"title": TITLE, "description": DESCRIPTION, "tables": tables}


def table_metadata(table: Table, rows: int = 0) -> dict[str, Any]:
    """One table's entry."""
    out: dict[str, Any] = {
        "title": table.zh,
        "description": table.about,
        "columns": {column.name: describe(column) for column in table.columns},
    }
    if table.label:
        out["label_column"] = table.label
    if table.sort and rows <= TOO_MANY:
        descending = table.sort.startswith("-")
        out["sort_desc" if descending else "sort"] = table.sort.lstrip("-")
    if table.name == "items":
        out["fts_table"] = search.TABLE
    if table.facets and rows <= TOO_MANY:
        out["facets"] = list(table.facets)
    return out


def describe(column: Column) -> str:
    """The column in one line: Chinese title, unit, meaning of its codes, then English."""
    unit = f"（单位：{column.unit}）" if column.unit else ""
    codes = "；".join(f"{code} {label}" for code, label in (column.allowed or {}).items())
    return f"{column.zh}{unit}{'：' + codes if codes else ''} · {column.en}"
