"""The search page: words, filters, and what was found with the words marked."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from datasette.utils.asgi import Response

from pipeline.search import MOST_SINGLE, runs, too_many
from publishing import wording
from publishing.hits import hits, marked, snippet
from publishing.language import current
from publishing.pages import number_of, one_of, read, show
from publishing.records import Record
from publishing.search_queries import MOST, PAGE, Asked, search

FACETS = {"year": "年度", "place": "地区", "topic": "主题", "effect": "效果", "department": "责任单位"}
RULES_SHOWN = 3


async def search_page(datasette: Any, request: Any) -> Response:
    """`/search?q=…`."""
    asked = Asked(**{one.name: one_of(request, one.name) for one in fields(Asked)})
    start = number_of(request, "start", 0, MOST - PAGE)
    found = await read(datasette, search, asked, start)
    for item in found["items"]:
        describe(item, asked)
    context = {
        **found,
        "q": asked.q,
        "asked": {one.name: getattr(asked, one.name) for one in fields(Asked)},
        "without": {
            name: {one.name: getattr(replace(asked, **{name: ""}), one.name) for one in fields(Asked)}
            for name in asked.filters
        },
        "facet_titles": FACETS,
        "nothing_asked": not asked.q and not asked.filters,
        "only_signs": bool(asked.q) and not runs(asked.q),
        "too_many": MOST_SINGLE if too_many(asked.q) else 0,
        "start": start,
        "step": PAGE,
    }
    return await show(datasette, request, "search.html", context)


def describe(item: Record, asked: Asked) -> None:
    """Add to a found item its texts with the hits marked, and the rules that the question is about."""
    item["title_parts"] = marked(item["requirement"] or item["label"], asked.q)
    item["snippet"] = snippet(item["criteria"] or "", asked.q)
    item["evidence_parts"] = (
        snippet(item["evidence"], asked.q) if hits(item["evidence"] or "", asked.q) else []
    )
    about = [
        rule
        for rule in item["rules"]
        if (not asked.effect or rule["effect"] == asked.effect)
        and (not asked.q or asked.effect or hits(rule["condition"] + rule["quote"], asked.q))
    ]
    for rule in about:
        rule["words"] = wording.consequence(rule, current())
        rule["parts"] = snippet(rule["condition"] or rule["quote"], asked.q)
    item["about"] = about[:RULES_SHOWN]
    item["about_more"] = len(about) - len(item["about"])


ROUTES = ((r"^/search$", search_page),)
