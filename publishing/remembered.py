"""What Datasette asks SQLite about the schema for every page, asked once for each build.

A page of a table asks some thirty times which columns, keys and views there are, each time waiting for a free thread;
the page of a database some two hundred times. A file that is served as immutable gives the same answer every time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from copy import copy
from typing import Any

Ask = Callable[..., Awaitable[Any]]

QUESTIONS = (
    "table_exists",
    "table_names",
    "table_columns",
    "table_column_details",
    "primary_keys",
    "fts_table",
    "label_column_for_table",
    "foreign_keys_for_table",
    "hidden_table_names",
    "view_names",
    "get_all_foreign_keys",
    "get_table_definition",
    "get_view_definition",
    "attached_databases",
)
"""Methods of Datasette's `Database` that answer from the schema alone."""

OF_TABLE = (
    "table_exists",
    "table_columns",
    "table_column_details",
    "primary_keys",
    "fts_table",
    "foreign_keys_for_table",
    "get_table_definition",
    "get_view_definition",
)

OF_SCHEMA = ("select name from sqlite_master", "select sql from sqlite_master", "select 1 from sqlite_master")
"""How SQL begins that asks for nothing but the schema, as Datasette's check of permissions does for each table."""

MOST = 2000
"""Answers that are kept: visitors may ask for tables that are not there without end."""


def remember(database: Any) -> None:
    """Let an immutable database of Datasette's answer questions about its schema from memory."""
    for name in QUESTIONS:
        setattr(database, name, _once(getattr(database, name), lambda *_: True))
    database.execute = _once(database.execute, lambda sql, *_: sql.lstrip().lower().startswith(OF_SCHEMA))


def compare_schemas_once(datasette: Any) -> None:
    """Let Datasette note the schemas of its databases once for each build, before visitors come.

    It would compare them whenever a table is asked for, three questions that wait behind other visitors', and note
    them while the first visitor waits, which on a busy site took three seconds.
    """
    compare = datasette.refresh_schemas
    compared: list[Any] = []

    async def refresh_schemas() -> None:
        databases = list(datasette.databases.values())
        if databases == compared and not any(one.is_mutable and one.path for one in databases):
            return
        await compare()
        compared[:] = databases

    datasette.refresh_schemas = refresh_schemas


async def ask_ahead(database: Any) -> None:
    """Ask of every table and view what pages ask, so that the first visitors need not wait for a hundred answers."""
    views = await database.view_names()
    for name in (*await database.table_names(), *views):
        for question in OF_TABLE:
            await getattr(database, question)(name)
        await database.ds.permission_allowed(None, "view-table", (database.name, name), default=True)
    for question in ("hidden_table_names", "get_all_foreign_keys", "attached_databases"):
        await getattr(database, question)()


def _once(ask: Ask, is_kept: Callable[..., bool]) -> Ask:
    answers: dict[Hashable, Any] = {}

    async def answer(*given: Any, **named: Any) -> Any:
        key = _key(given, named)
        if key is None or not is_kept(*given):
            return await ask(*given, **named)
        if key not in answers:
            if len(answers) >= MOST:
                answers.clear()
            answers[key] = await ask(*given, **named)
        # Whoever asks may add to its list.
        return copy(answers[key])

    return answer


def _key(given: tuple[Any, ...], named: dict[str, Any]) -> Hashable:
    """The question as a key; None where it has a part that is no plain value."""
    parts = [*given, *sorted(named.items())]
    plain = [tuple(sorted(part.items())) if isinstance(part, dict) else tuple(part) if isinstance(part, list) else part
             for part in parts]  # fmt: skip
    try:
        hash(tuple(plain))
    except TypeError:
        return None
    return tuple(plain)
