"""What tables, columns and codes are called, in the visitor's language; made from the schema."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pipeline.schema import BY_NAME, TABLES
from pipeline.tables import Column
from pipeline.views import VIEWS


@lru_cache
def _views() -> dict[str, Any]:
    return {view.name: view for view in VIEWS}


@lru_cache
def _columns() -> dict[tuple[str, str], Column]:
    return {(table.name, column.name): column for table in TABLES for column in table.columns}


def column(table: str | None, name: str) -> Column | None:
    """The schema's column; for a view's, one of that name in any table that explains its codes."""
    found = _columns().get((table or "", name))
    if found is None and table in _views():
        return next((one for (_, key), one in _columns().items() if key == name and one.allowed), None)
    return found


def table_title(name: str, language: str = "zh") -> str:
    """A table's or view's title; its name where the schema does not know it."""
    found = BY_NAME.get(name) or _views().get(name)
    return name if found is None else str(getattr(found, language))


def column_title(table: str | None, name: str, language: str = "zh") -> str:
    """A column's title: short in Chinese; in English its own name, which is an English word."""
    if language == "en":
        return name
    view = _views().get(table or "")
    if view is not None and name in view.columns:
        return str(view.columns[name]).split("（")[0].split("，")[0].split("；")[0].split("：")[0]
    found = _columns().get((table or "", name))
    return found.zh if found else name


def column_help(table: str | None, name: str, language: str = "zh") -> str:
    """What a column means, for a tip: its Chinese and English description and its unit."""
    view = _views().get(table or "")
    if view is not None and name in view.columns:
        return str(view.columns[name])
    found = _columns().get((table or "", name))
    if found is None:
        return name
    unit = f"（{found.unit}）" if found.unit else ""
    return f"{found.en}" if language == "en" else f"{found.zh}{unit} · {found.name}"


def code_title(table: str | None, name: str, value: Any, language: str = "zh") -> str | None:
    """The label of a coded value (deduct → 扣分); None where the column has no codes or the value is none of them."""
    found = column(table, name)
    if found is None or not found.allowed or value not in found.allowed:
        return None
    return str(value) if language == "en" else found.allowed[value]
