"""The pages of departments: their list, and what each answers for: duties, dates, evidence, points."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any

from datasette.utils.asgi import Response

from publishing import wording
from publishing.department_queries import PAGE, list_departments, read_department
from publishing.language import current
from publishing.pages import not_found, number_of, one_of, part, read, show
from publishing.records import Record, grouped

LISTED = 200


async def department_page(datasette: Any, request: Any) -> Response:
    """`/department/NAME`."""
    name = part(request, "name")
    start = number_of(request, "start", 0, 1_000_000)
    found = await read(datasette, department_context, name, one_of(request, "year", 10), start, current())
    if found is None:
        return await not_found(datasette, request, "责任单位", name)
    return await show(datasette, request, "department.html", {**found, "start": start, "step": PAGE})


async def departments_page(datasette: Any, request: Any) -> Response:
    """`/departments`."""
    words = one_of(request, "words", 50)
    start = number_of(request, "start", 0, 1_000_000)
    found = await read(datasette, list_departments, words, start, LISTED)
    context = {**found, "words": words, "start": start, "step": LISTED}
    return await show(datasette, request, "departments.html", context)


def department_context(
    connection: sqlite3.Connection, name: str, year: str, start: int, language: str
) -> Record | None:
    """What the template shows of a department; None where there is none."""
    found = read_department(connection, name, year, start)
    if found is None:
        return None
    for item in found["items"]:
        for rule in item["rules"]:
            rule["words"] = wording.consequence(rule, language)
        item["limits"] = list(dict.fromkeys(wording.cap(cap, language) for cap in item["caps"]))
    of_months = grouped([{**due, "month": (due["date"] or "")[:7]} for due in found["dates"]], "month")
    return {
        **found,
        "documents": grouped(found["items"], "document"),
        "months": of_months,
        "points": sum((Decimal(item["points"] or 0) for item in found["items"]), Decimal(0)),
        "evidence": [item for item in found["items"] if item["evidence"]],
    }


ROUTES = (
    (r"^/departments$", departments_page),
    (r"^/department/(?P<name>[^/]+)$", department_page),
)
