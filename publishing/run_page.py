"""How the data came to be: the report that the last run left beside the exports."""

from __future__ import annotations

import json
from typing import Any

from datasette.utils.asgi import Response

from publishing.databases import data_folder, row_counts, the_database
from publishing.pages import show

STEPS = {
    "merge": "合并各片",
    "extract": "读表",
    "normalize": "读规则",
    "compare": "比较",
    "load": "入库",
    "export": "导出",
}
SEVERITIES = {"error": "严重", "warning": "存疑", "info": "提示"}
LONGEST = 4 << 20
"""Bytes of a report that are read: it names every document that failed."""


async def run_page(datasette: Any, request: Any) -> Response:
    """`/-/kaohe/run`."""
    path = the_database(datasette).path
    report = read_report(data_folder(datasette) / "exports" / "run.json", str(path))
    context = {"report": report, "steps": STEPS, "severities": SEVERITIES, "rows": row_counts(str(path))}
    return await show(datasette, request, "run.html", context)


def read_report(path: Any, database: str) -> dict[str, Any] | None:
    """The report, None where there is none that can be read; `current` says whether it tells of this database."""
    from pipeline.load import current_run

    try:
        with path.open("rb") as file:
            report: dict[str, Any] = json.loads(file.read(LONGEST))
        complete = {"run", "began", "seconds", "steps", "failures", "findings", "versions", "settings", "how"}
        if not complete <= set(report):
            return None
    except (OSError, ValueError, TypeError):
        return None
    from pathlib import Path

    return {**report, "current": report["run"] == current_run(Path(database))}


ROUTES = ((r"^/-/kaohe/run$", run_page),)
