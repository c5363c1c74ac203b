"""The home page: what there is, a search box, charts that answer at a glance, the questions asked first."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import Future
from typing import Any
from weakref import WeakKeyDictionary

from datasette.utils.asgi import Response

from publishing import home_charts
from publishing.addresses import Addresses
from publishing.databases import the_database
from publishing.home_queries import read_home
from publishing.language import current, translator
from publishing.pages import not_found, part, show
from publishing.queries import CHARTS, QUERIES
from publishing.reading import reader_of
from publishing.records import Record

_read: WeakKeyDictionary[Any, Future[Record]] = WeakKeyDictionary()
"""What the home page shows of a database, which changes only with a new build."""


async def home_page(datasette: Any, request: Any) -> Response:
    """`/`."""
    database = the_database(datasette)
    home = await home_data(database)
    go = Addresses(datasette.urls, database.name)
    rows, words = home["charts"], translator(current())
    drawn = {
        "points_by_topic": home_charts.topics(rows["points_by_topic"], go, words),
        "points_by_department": home_charts.departments(rows["points_by_department"], go, words),
        "penalty_distribution": home_charts.penalties(rows["penalty_distribution"], words),
        "effects_by_document": home_charts.effects(rows["effects_by_document"], go, words)
        + home_charts.bases(rows["effects_by_document"], go, words),
    }
    asked = {name: query for name, query in QUERIES.items() if name not in CHARTS}
    context = {**home, "drawn": drawn, "questions": asked, "chart_questions": CHARTS}
    return await show(datasette, request, "home.html", context)


async def chart_page(datasette: Any, request: Any) -> Response:
    """`/chart/NAME`: the numbers behind one of the home page's charts."""
    name = part(request, "name")
    if name not in CHARTS:
        return await not_found(datasette, request, "图", name)
    home = await home_data(the_database(datasette))
    rows = home["charts"][name]
    context = {"name": name, "query": CHARTS[name], "rows": rows, "total": home["totals"][name]}
    return await show(datasette, request, "chart.html", context)


async def home_data(database: Any) -> Record:
    """What the home page shows, read once for each build and kept."""
    try:
        return await asyncio.shield(asyncio.wrap_future(begin_reading(database)))
    except sqlite3.Error:
        _read.pop(database, None)
        raise


def begin_reading(database: Any) -> Future[Record]:
    """Begin to read what the home page shows of a database, if that has not begun; nobody has to wait for it."""
    found = _read.get(database)
    if found is None:
        found = _read[database] = reader_of(database).begin(read_home)
    return found


ROUTES = (
    (r"^/$", home_page),
    (r"^/chart/(?P<name>[^/]+)$", chart_page),
)
