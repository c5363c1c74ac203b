"""Cells of Datasette's tables: ids lead to the pages, codes show their titles. CSV and JSON keep the codes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from typing import Any

from datasette.utils import to_css_class
from markupsafe import Markup, escape

from publishing.addresses import Addresses
from publishing.labels import code_title, column
from publishing.language import current

CODES_OF = {"effect": "rules", "basis": "rules", "severity": "findings"}
"""Columns that mean the same in every query."""


PAGES: dict[str, Callable[[Addresses, str], str]] = {
    "item": lambda go, id: go.item(id),
    "document": lambda go, id: go.document(id),
    "rule": lambda go, id: go.rule(id),
    "department": lambda go, name: go.department(name),
    "topic": lambda go, name: go.search(topic=name),
}
"""How the page of a column's values is addressed."""

ENOUGH = 10
"""Rows from which on a column that is empty in all of them is not shown."""

OF_QUERIES = {"责任单位": PAGES["department"], "主题": PAGES["topic"]}
"""The same for the columns of the canned queries."""


def rendered(value: Any, column: str, table: str | None, go: Addresses) -> Markup | None:
    """The cell's HTML; None where Datasette's own way will do. A foreign key comes as its value and label."""
    label = None
    if isinstance(value, dict):
        value, label = value.get("value"), value.get("label")
    if not isinstance(value, str) or not value:
        return None
    title = code_title(table or CODES_OF.get(column), column, value, current())
    if title is not None:
        kind = f' class="effect {escape(value)}"' if column == "effect" else ""
        return Markup(f'<span{kind} title="{escape(value)}">{escape(title)}</span>')  # noqa: S704 - escaped
    page = _page(column, table)
    if page is None:
        return None
    return Markup(f'<a href="{escape(page(go, value))}">{escape(label or value)}</a>')  # noqa: S704 - escaped


@lru_cache(maxsize=1000)
def is_rendered(name: str, table: str | None) -> bool:
    """Whether any value of a column is shown otherwise than Datasette shows it."""
    known = column(table or CODES_OF.get(name), name)
    return _page(name, table) is not None or bool(known and known.allowed)


def _page(column: str, table: str | None) -> Callable[[Addresses, str], str] | None:
    return PAGES.get(column) or (None if table else OF_QUERIES.get(column))


def rows_html(rows: Iterable[Sequence[dict[str, Any]]], left_out: Container[str]) -> Markup:
    """The rows of a table as Datasette gives them, without the columns that are left out."""
    return _joined(
        [
            (cell["column"], f" type-{cell['value_type']}", cell["value"])
            for cell in row
            if cell["column"] not in left_out
        ]
        for row in rows
    )


def empty_columns(rows: Sequence[Sequence[dict[str, Any]]]) -> list[str]:
    """The columns of a table's rows in which no row has anything, where there are rows enough to tell."""
    if len(rows) < ENOUGH:
        return []
    filled = {cell["column"] for row in rows for cell in row if cell["raw"] not in (None, "")}
    return [cell["column"] for cell in rows[0] if cell["column"] not in filled]


def results_html(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Markup:
    """The rows of a query as Datasette gives them: values in the order of the columns."""
    return _joined([(name, "", value) for name, value in zip(columns, row, strict=True)] for row in rows)


def _joined(rows: Iterable[Iterable[tuple[str, str, Any]]]) -> Markup:
    """Table rows of cells: column, what is added to its class, value.

    Joined here, not in a template: a page has thousands of cells, and each would cost several calls.
    """
    classes: dict[str, str] = {}
    lines = []
    for row in rows:
        cells = []
        for name, added, value in row:
            kind = classes.get(name)
            if kind is None:
                kind = classes[name] = str(escape(f"col-{to_css_class(name)}"))
            cells.append(f'<td class="{kind}{escape(added)}">{escape(value)}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    # Every value is escaped above, or was made as HTML by Datasette or `rendered`.
    return Markup("\n".join(lines))  # noqa: S704


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
