"""Datasette's metadata, made from the schema."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pipeline import search
from pipeline.schema import TABLES
from pipeline.tables import Column, Table

TITLE = "考核规则库"
DESCRIPTION = (
    "各地目标责任书、考核办法中的考核事项和评分规则：做什么、值多少分、怎样扣分加分、由谁负责、以什么为凭。"
    "每条规则都可查到原文及其在原文件中的位置。"
)


@lru_cache
def metadata(databases: Sequence[str]) -> dict[str, Any]:
    """Metadata for these databases: title, description, and every table's titles, units, facets and order."""
    tables = {table.name: table_metadata(table) for table in TABLES}
    one = {"title": TITLE, "description": DESCRIPTION, "tables": tables}
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "databases": dict.fromkeys(databases, one),
    }


def table_metadata(table: Table) -> dict[str, Any]:
    """One table's entry."""
    out: dict[str, Any] = {
        "title": table.zh,
        "description": table.about,
        "columns": {column.name: describe(column) for column in table.columns},
    }
    if table.label:
        out["label_column"] = table.label
    if table.sort:
        descending = table.sort.startswith("-")
        out["sort_desc" if descending else "sort"] = table.sort.lstrip("-")
    if table.name == "items":
        out["fts_table"] = search.TABLE
    if table.facets:
        out["facets"] = list(table.facets)
    return out


def describe(column: Column) -> str:
    """The column in one line: Chinese title, unit, meaning of its codes, then English."""
    unit = f"（单位：{column.unit}）" if column.unit else ""
    codes = "；".join(f"{code} {label}" for code, label in (column.allowed or {}).items())
    return f"{column.zh}{unit}{'：' + codes if codes else ''} · {column.en}"
