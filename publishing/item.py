"""The page of one item: its scoring text in layers, the rules in words and as data, and all that belongs to it."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.utils.asgi import Response

from publishing import wording
from publishing.item_queries import read_item
from publishing.language import current
from publishing.layers import LAYERS, Span, Stretch, stretches, within_rule
from publishing.pages import not_found, part, read, show
from publishing.records import Record

SPANS = {
    "deadlines": "deadline",
    "frequencies": "frequency",
    "citations": "citation",
    "assessors": "assessor",
    "authorities": "authority",
    "scopes": "scope",
}
"""What is read beside the rules, and its layer."""

TEXTS = ("requirement", "criteria", "evidence", "remarks")


async def item_page(datasette: Any, request: Any) -> Response:
    """`/item/…`: one item."""
    asked = part(request, "item")
    item = await read(datasette, item_context, asked, current())
    if item is None:
        return await not_found(datasette, request, "考核事项", asked)
    return await show(datasette, request, "item.html", item)


def item_context(connection: sqlite3.Connection, asked: str, language: str) -> Record | None:
    """What the template shows of an item; None where there is no such item."""
    item = read_item(connection, asked)
    if item is None:
        return None
    for rule in item["rules"]:
        rule["headline"] = wording.headline(rule, item["caps"], language)
        rule["bounds"] = [wording.bound(one, language) for one in rule["thresholds"]]
        rule["share"] = wording.share(rule["points"], item["points"])
    for frequency in item["beside"]["frequencies"]:
        frequency["words"] = wording.frequency(frequency, language)
    texts = {field: text_layers(item, field, language) for field in TEXTS if item[field]}
    used = {
        layer
        for text in texts.values()
        for stretch in text
        for piece in stretch.pieces
        for layer in piece.layers
    }
    return {
        "item": item,
        "texts": texts,
        "layers_used": [layer for layer in LAYERS if layer in used],
        "effects_used": list(dict.fromkeys(rule["effect"] for rule in item["rules"])),
        "place": wording.place(item, language),
        "share_of_total": wording.share(item["points"], item["of"]["total_points"]),
        "cap_words": {cap["id"]: wording.cap(cap, language) for cap in item["caps"]},
        "has_picture": any(cell["page"] and cell["left"] is not None for cell in item["cells"]),
    }


def text_layers(item: Record, field: str, language: str) -> list[Stretch]:
    """One of the item's texts with its layers; rules, caps and findings lie over the criteria alone."""
    text = item[field]
    spans = [
        Span(layer, row["start"], row["end"])
        for table, layer in SPANS.items()
        for row in item["beside"][table]
        if row["field"] == field and row["start"] is not None
    ]
    if field != "criteria":
        return stretches(text, (), spans)
    spans += [
        Span("cap", cap["start"], cap["end"], wording.cap(cap, language))
        for cap in item["caps"]
        if cap["start"] is not None
    ]
    spans += [
        Span("finding", row["start"], row["end"], row["message"])
        for row in item["findings"]
        if row["start"] is not None and row["severity"] != "info"
    ]
    spans += [span for rule in item["rules"] for span in within_rule(text, rule)]
    return stretches(text, item["rules"], spans)


ROUTES = ((r"^/item/(?P<item>.+)$", item_page),)
