"""The pages of comparisons: `/compare`, any two documents side by side; `/timeline`, a subject through the years."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from datasette.utils.asgi import Response

from pipeline.comparison.change import Change
from pipeline.comparison.compare import Comparison
from pipeline.comparison.differences import Row, aligned, marked
from pipeline.comparison.in_database import compare_in_database, timeline
from pipeline.comparison.summary import Summary, in_words, summarize
from pipeline.errors import SelectionError
from pipeline.schema import CHANGE_KINDS, DIRECTIONS, EFFECTS
from publishing import charts
from publishing.compare_queries import list_choices, list_topics, newest_pairs
from publishing.document_queries import list_places
from publishing.language import current, translator
from publishing.pages import not_found, one_of, read, show
from publishing.records import Record

TOPICS_DRAWN = 12
MOST_RULES = 400
"""Rules that a timeline lists."""


async def compare_page(datasette: Any, request: Any) -> Response:
    """`/compare?left=…&right=…`: two documents; without both, the choice of them."""
    asked = {name: one_of(request, name) for name in ("left", "right", "kind", "direction", "name")}
    try:
        context = await read(datasette, compare_context, asked, current())
    except SelectionError:
        return await not_found(datasette, request, "文件", f"{asked['left']}、{asked['right']}")
    return await show(datasette, request, "compare.html", context)


async def timeline_page(datasette: Any, request: Any) -> Response:
    """`/timeline?words=…&topic=…&place=…&effect=…`: rules on a subject, by year."""
    asked = {name: one_of(request, name, 60) for name in ("words", "topic", "place", "effect")}
    context = await read(datasette, timeline_context, asked, current())
    return await show(datasette, request, "timeline.html", context)


def compare_context(connection: sqlite3.Connection, asked: Record, language: str) -> Record:
    """What the template shows. Raises `SelectionError` for documents that are not there."""
    listed, more = list_choices(connection, asked["left"], asked["right"], asked["name"])
    many = more or bool(asked["name"])
    context = {**asked, "documents": listed, "many": many, "compared": None}
    if not (asked["left"] and asked["right"]):
        return context | {"pairs": newest_pairs(connection)}
    found = compare_in_database(connection, asked["left"], asked["right"])
    summary = summarize(found)
    rows = [_shown(row, asked) for row in aligned(found)]
    wanted = asked["kind"] or asked["direction"]
    return context | {
        "compared": found,
        "summary": in_words(summary),
        "rows": [row for row in rows if row["changes"] or not wanted],
        "kinds": {kind: (CHANGE_KINDS[kind], count) for kind, count in summary.kinds.items()},
        "directions": {one: (DIRECTIONS[one], count) for one, count in summary.directions.items()},
        "charts": _charts(found, summary, language),
    }


def timeline_context(connection: sqlite3.Connection, asked: Record, language: str) -> Record:
    """What the template shows: the choices, and the rules that were asked for."""
    choices = {
        "topics": list_topics(connection),
        "places": list_places(connection),
        "effects": EFFECTS,
    }
    if not (asked["words"] or asked["topic"]):
        return {**asked, **choices, "rules": None, "chart": ""}
    rules = timeline(connection, **asked, limit=MOST_RULES)
    return {**asked, **choices, "rules": rules, "most": MOST_RULES, "chart": _by_document(rules, language)}


def _shown(row: Row, asked: Record) -> Record:
    """A line of the table: both texts with what differs marked, and the changes that were asked for."""
    left, right = row.left, row.right
    requirement = marked(left.requirement if left else "", right.requirement if right else "")
    criteria = marked(left.criteria if left else "", right.criteria if right else "")
    return {
        "left": left and {"item": left, "requirement": requirement[0], "criteria": criteria[0]},
        "right": right and {"item": right, "requirement": requirement[1], "criteria": criteria[1]},
        "link": row.link,
        "changes": [change for change in row.changes if _fits(change, asked)],
    }


def _fits(change: Change, asked: Record) -> bool:
    return asked["kind"] in ("", change.kind) and asked["direction"] in ("", change.direction)


def _charts(found: Comparison, summary: Summary, language: str) -> list[str]:
    words = translator(language)
    names = [
        f"{document.place or document.title} {document.year or ''}" for document in (found.left, found.right)
    ]
    topics = sorted(summary.topics, key=lambda one: -max(one.share_before or 0, one.share_after or 0))
    by_topic = [
        charts.Series(one.topic, (one.share_before or 0, one.share_after or 0))
        for one in topics[:TOPICS_DRAWN]
    ]
    by_kind = [charts.Bar(words(CHANGE_KINDS[kind]), count) for kind, count in summary.kinds.items()]
    return [
        charts.grouped(
            words("各主题占总分的比重"), names, by_topic, unit="%", note=words("单位：{unit}", unit="%")
        ),
        charts.bars(
            words("各种变化的数目"), by_kind, unit=words("处"), note=words("单位：{unit}", unit=words("处"))
        ),
    ]


def _by_document(rules: Sequence[Record], language: str) -> str:
    """The penalty that weighs most in each document, as a share of the document's total."""
    most: dict[str, charts.Bar] = {}
    for rule in rules:
        share = rule["share_of_total"]
        label = f"{rule['year'] or ''} {rule['jurisdiction'] or rule['title']}".strip()
        if rule["effect"] == "deduct" and share is not None:
            before = most.get(rule["document"])
            if before is None or share > before.value:
                most[rule["document"]] = charts.Bar(label, share)
    words = translator(language)
    title, note = words("各文件中最重的一次扣分占总分的比重"), words("单位：{unit}", unit="%")
    return charts.bars(title, list(most.values()), unit="%", note=note) if most else ""


ROUTES = (
    (r"^/compare$", compare_page),
    (r"^/timeline$", timeline_page),
)
