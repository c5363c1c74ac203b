"""Cells of Datasette's tables: ids lead to the pages, codes show their titles. CSV and JSON keep the codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from publishing.addresses import Addresses
from publishing.labels import code_title
from publishing.language import current

EFFECT = Markup('<span class="effect {}" title="{}">{}</span>')
CODE = Markup('<span title="{}">{}</span>')
LINK = Markup('<a href="{}">{}</a>')

CODES_OF = {"effect": "rules", "basis": "rules", "severity": "findings"}
"""Columns that mean the same in every query."""


def rendered(value: Any, column: str, table: str | None, go: Addresses) -> Markup | None:
    """The cell's HTML; None where Datasette's own way will do. A foreign key comes as its value and label."""
    label = None
    if isinstance(value, dict):
        value, label = value.get("value"), value.get("label")
    if not isinstance(value, str) or not value:
        return None
    title = code_title(table or CODES_OF.get(column), column, value, current())
    if title is not None:
        if column == "effect":
            return EFFECT.format(value, value, title)
        return CODE.format(value, title)
    address = _address(column, table, go)
    return LINK.format(address(value), escape(label or value)) if address else None


def _address(column: str, table: str | None, go: Addresses) -> Callable[[str], str] | None:
    """How the page of this column's values is addressed."""
    pages: dict[str, Callable[[str], str] | None] = {
        "item": go.item,
        "document": go.document,
        "rule": go.rule,
        "department": go.department,
        "责任单位": None if table else go.department,
        "topic": lambda name: go.search(topic=name),
        "主题": None if table else lambda name: go.search(topic=name),
    }
    return pages.get(column)


def row_page(table: str, key: list[str], go: Addresses) -> str | None:
    """The page of a table's row, where it has one."""
    if len(key) != 1:
        return None
    pages: dict[str, Callable[[str], str]] = {
        "items": go.item,
        "documents": go.document,
        "rules": go.rule,
        "departments": go.department,
    }
    page = pages.get(table)
    return page(key[0]) if page else None
