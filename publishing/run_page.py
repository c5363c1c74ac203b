"""How the data came to be: the report that the last run left beside the exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response

from pipeline.database_file import current_run
from publishing.databases import data_folder, row_counts, the_database
from publishing.pages import show
from publishing.records import Record

STEPS = {
    "merge": "合并各片",
    "extract": "读表",
    "normalize": "读规则",
    "compare": "比较",
    "load": "入库",
    "export": "导出",
}
PARTS = {
    "run",
    "began",
    "seconds",
    "documents",
    "steps",
    "failures",
    "findings",
    "settings",
    "how",
    "versions",
}
"""What a report must have to be shown; an older one may have less."""
LONGEST = 4 << 20
"""Bytes of a report that are read: it names every document that failed."""


async def run_page(datasette: Any, request: Any) -> Response:
    """`/-/kaohe/run`."""
    database = Path(the_database(datasette).path)
    report = read_report(data_folder(datasette) / "exports" / "run.json", database)
    context = {"report": report, "steps": STEPS, "rows": row_counts(str(database))}
    return await show(datasette, request, "run.html", context)


def read_report(path: Path, database: Path) -> Record | None:
    """The report, None where there is none that can be read; `current` says whether it tells of this database."""
    try:
        with path.open("rb") as file:
            report = json.loads(file.read(LONGEST))
    except (OSError, ValueError):
        return None
    if not isinstance(report, dict) or not set(report) >= PARTS:
        return None
    return {**report, "current": report["run"] == current_run(database)}


ROUTES = ((r"^/-/kaohe/run$", run_page),)
