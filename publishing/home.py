"""The home page: what there is, a search box, charts that answer at a glance, the questions asked first."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from pipeline import answers
from publishing import home_charts
from publishing.addresses import Addresses
from publishing.databases import NO_DATABASE, kaohe_databases, the_database
from publishing.home_queries import read_home
from publishing.language import current, translator
from publishing.pages import not_found, part, read, show
from publishing.queries import CHARTS, QUERIES


async def home_page(datasette: Any, request: Any) -> Response:
    """`/`."""
    if not kaohe_databases(datasette):
        # Not raised: for a path that ends in a slash Datasette would lead on to the path without it, which is here.
        context = {"status": 404, "error": NO_DATABASE, "title": None, "what": None, "value": None}
        return await show(datasette, request, "error.html", context, status=404)
    home = await read(datasette, read_home)
    go = Addresses(datasette.urls, the_database(datasette).name)
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
    total, rows = (await read(datasette, answers.read))[name]
    context = {"name": name, "query": CHARTS[name], "rows": rows, "total": total}
    return await show(datasette, request, "chart.html", context)


ROUTES = (
    (r"^/$", home_page),
    (r"^/chart/(?P<name>[^/]+)$", chart_page),
)
