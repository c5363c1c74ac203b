"""The pages of documents: their list, and each one's table as it was issued."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any

from datasette.utils.asgi import Response

from publishing import charts
from publishing.document_queries import LISTED, list_documents, read_document
from publishing.downloads import FORMATS
from publishing.issued import issued
from publishing.language import current, translator
from publishing.pages import not_found, number_of, one_of, part, read, show
from publishing.records import Record

FIELDS = {
    "section": "一级类别",
    "group": "二级类别",
    "number": "编号",
    "requirement": "考核内容",
    "points": "分值",
    "criteria": "评分标准",
    "evidence": "材料要求",
    "departments": "责任单位",
}
"""What a column is called where the source has no heading for it."""

MOST_BODIES = 12


async def document_page(datasette: Any, request: Any) -> Response:
    """`/document/…`: one document."""
    asked = part(request, "document")
    document = await read(datasette, document_context, asked, current())
    if document is None:
        return await not_found(datasette, request, "文件", asked)
    return await show(datasette, request, "document.html", document)


async def documents_page(datasette: Any, request: Any) -> Response:
    """`/documents`: all of them, by place and year."""
    place, year = one_of(request, "place"), one_of(request, "year", 10)
    start = number_of(request, "start", 0, 1_000_000)
    found = await read(datasette, list_documents, place, year, start)
    context = {**found, "place": place, "year": year, "start": start, "step": LISTED}
    return await show(datasette, request, "documents.html", context)


def document_context(connection: sqlite3.Connection, asked: str, language: str) -> Record | None:
    """What the template shows of a document; None where there is none."""
    document = read_document(connection, asked)
    if document is None:
        return None
    words = translator(language)
    unit = words("分")
    note = words("单位：{unit}", unit=unit)
    kinds: dict[str, list[Record]] = {"scored": [], "bonus": [], "deduction": []}
    for item in document["items"]:
        kinds[item["kind"]].append(item)
    return {
        "document": document,
        "tables": issued(document["items"], document["columns"], document["headings"]),
        "fields": FIELDS,
        "sums": {
            kind: (len(items), sum((Decimal(item["points"] or 0) for item in items), Decimal(0)))
            for kind, items in kinds.items()
            if items
        },
        "formats": FORMATS,
        "section_chart": charts.bars(
            words("各类别的分值"),
            [charts.Bar(row["section"] or "—", row["points"] or 0) for row in document["sections"]],
            unit=unit,
            note=note,
        )
        if len(document["sections"]) > 1
        else "",
        "body_chart": charts.bars(
            words("各单位涉及的分值"),
            [charts.Bar(row["department"], row["points"]) for row in document["bodies"][:MOST_BODIES]],
            unit=unit,
            note=note,
        )
        if len(document["bodies"]) > 1
        else "",
    }


ROUTES = (
    (r"^/documents$", documents_page),
    (r"^/document/(?P<document>[^/]+)$", document_page),
)
