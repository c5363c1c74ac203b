"""Datasette's own search box on every table: the same index, the same words as on the search page."""

from __future__ import annotations

from typing import Any

from datasette.filters import FilterArguments

from pipeline.ddl import quoted
from pipeline.schema import BY_NAME
from pipeline.search import TABLE, match, runs
from pipeline.tables import Table

NOTHING = '""'
"""An FTS5 query that finds nothing."""

ITEMS = f"SELECT id FROM items WHERE rowid IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :words)"  # noqa: S608
BY_COLUMN = {
    "item": f"item IN ({ITEMS})",
    "rule": f"rule IN (SELECT id FROM rules WHERE item IN ({ITEMS}))",  # noqa: S608 - ours
    "cap": f"cap IN (SELECT id FROM caps WHERE item IN ({ITEMS}))",  # noqa: S608 - ours
}
"""How the rows of a table hang on the items that are searched, by the column that says so."""


def escape_words(words: Any) -> str:
    """What Datasette's `escape_fts` is for kaohe's databases: the words as the bigram index wants them."""
    return match(str(words)) or NOTHING


def search_filter(request: Any, table: str) -> FilterArguments:
    """The condition for `?_search=`: rows of the items in which the words stand, else rows whose texts hold them."""
    words = str(request.args.get("_search") or "").strip()
    known = BY_NAME.get(table)
    if known is None or table == "items":
        return FilterArguments([])
    context = {"supports_search": True, "search": words}
    if not words:
        return FilterArguments([], extra_context=context)
    described = [f"搜索“{words}”"]
    for column, condition in BY_COLUMN.items():
        if column in known.column_names:
            return FilterArguments([condition], {"words": escape_words(words)}, described, context)
    conditions, values = _containing(known, words)
    return FilterArguments(conditions, values, described, context)


def _containing(table: Table, words: str) -> tuple[list[str], dict[str, str]]:
    """Every word stands in one of the table's texts, as it is written."""
    texts = " || ' ' || ".join(
        f"coalesce({quoted(column.name)}, '')" for column in table.columns if column.type == "text"
    )
    names = {f"word{n}": word for n, word in enumerate(runs(words))}
    conditions = [f"instr(lower({texts}), :{name}) > 0" for name in names] if texts else []
    return conditions or ["0"], names
