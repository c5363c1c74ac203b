"""What is made ready before the first visitor comes: the templates, the words of comparisons, the common pages.

The first to ask would wait for all of it, and everybody beside them: reading jieba's dictionary alone holds up the
whole process for half a second.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from publishing.databases import kaohe_databases
from publishing.queries import CHARTS

App = Callable[[Any, Any, Any], Awaitable[None]]

TURN = 0.001
"""Seconds for which a thread may hold up the others. Each row that SQLite finds waits for such a turn; with Python's
own 5 ms a search on a busy site took seven times as long as its work."""

TEMPLATES = Path(__file__).with_name("templates")

COMMON = (
    "/",
    "/documents",
    "/departments",
    "/search",
    "/compare",
    "/timeline",
    *(f"/chart/{name}" for name in CHARTS),
)
"""The pages that everybody comes by, in the language of those who ask for none."""


async def make_ready(datasette: Any, app: App) -> None:
    """Compile the templates, read what comparisons need, visit the common pages; takes about a second."""
    if not kaohe_databases(datasette):
        return
    sys.setswitchinterval(TURN)
    for path in sorted(TEMPLATES.iterdir()):
        datasette.jinja_env.get_template(path.name)
    from pipeline.comparison.terms import theme_of

    theme_of("目标责任书")
    await visit_common(datasette, app)
    # All this stays: Python need not look through it for what can go, which takes 50 ms each time.
    gc.collect()
    gc.freeze()


async def visit_common(datasette: Any, app: App) -> None:
    """Ask the application for the common pages, so that it keeps their answers."""
    if not kaohe_databases(datasette):
        return
    for path in COMMON:
        await app(_scope(datasette.urls.path(path)), _nothing, _unheard)


def _scope(path: str) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": b"",
        "headers": [],
    }


async def _nothing() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _unheard(message: Any) -> None:
    """What is answered is kept on its way; nobody waits for it here."""
