"""How a page is answered: read everything it shows in one go from one connection, then fill a template."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette.utils.asgi import Response

from publishing.databases import the_database
from publishing.reading import limited, reader_of

Result = TypeVar("Result")

TIME_LIMIT_MS = 3000
"""A page's queries may take so long, in milliseconds; the pages are made to need a fraction of it."""


async def read(datasette: Any, reader: Callable[..., Result], *values: Any) -> Result:
    """What `reader(connection, *values)` gives, read on one connection so that a new build cannot mix in."""
    database = the_database(datasette)

    def in_time(connection: sqlite3.Connection) -> Result:
        with limited(connection, TIME_LIMIT_MS):
            return reader(connection, *values)

    return await reader_of(database).run(in_time)


async def show(
    datasette: Any, request: Any, template: str, context: dict[str, Any], status: int = 200
) -> Response:
    """The page of a template."""
    html = await datasette.render_template(template, context, request=request, view_name="kaohe")
    return Response.html(html, status=status)


async def not_found(datasette: Any, request: Any, what: str, value: str) -> Response:
    """A page that says what is not there and where to look for it."""
    context = {"status": 404, "what": what, "value": value, "error": None, "title": None}
    return await show(datasette, request, "error.html", context, status=404)


def part(request: Any, name: str) -> str:
    """A part of the address, decoded."""
    return unquote(request.url_vars[name])


def one_of(request: Any, name: str, longest: int = 200) -> str:
    """A parameter as text, cut to a sane length; empty where it is not given."""
    return str(request.args.get(name) or "").strip()[:longest]


def number_of(request: Any, name: str, lowest: int, highest: int) -> int:
    """A parameter as a whole number within bounds; the lowest where it is not given or no number."""
    given = str(request.args.get(name) or "")
    return min(max(int(given), lowest), highest) if given.isdecimal() and len(given) < 10 else lowest
