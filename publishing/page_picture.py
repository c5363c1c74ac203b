"""The page of the source on which an item stands, its cells outlined; only where the source has pages."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response

from publishing.downloads import source_path
from publishing.pages import not_found, part, read
from publishing.records import records

Boxes = tuple[tuple[str, tuple[int, float, float, float, float]], ...]

CELLS = """
SELECT c.field, c.page, c.left, c.top, c.right, c.bottom, i.document FROM cells c JOIN items i ON i.id = c.item
WHERE c.item = ? AND c.page IS NOT NULL AND c.left IS NOT NULL"""

KEPT = 32
"""Pictures that are kept: a page is drawn once for the visitors who look at it."""

_one_at_a_time = asyncio.Semaphore(1)


async def page_picture(datasette: Any, request: Any) -> Response:
    """`/page-picture/ITEM`: a PNG."""
    item = part(request, "item")
    cells = await read(datasette, records, CELLS, item)
    path = await source_path(datasette, cells[0]["document"]) if cells else None
    if path is None:
        return await not_found(datasette, request, "图", item)
    boxes = tuple(
        (row["field"], (row["page"], row["left"], row["top"], row["right"], row["bottom"])) for row in cells
    )
    async with _one_at_a_time:
        picture = await asyncio.to_thread(_drawn, path, path.stat().st_mtime_ns, boxes)
    if picture is None:
        return await not_found(datasette, request, "图", item)
    return Response(body=picture, content_type="image/png", headers={"cache-control": "max-age=3600"})


@lru_cache(maxsize=KEPT)
def _drawn(path: Path, _changed: int, boxes: Boxes) -> bytes | None:
    """The picture; None where it cannot be drawn: the file is no longer what was read, or the means are missing."""
    from extractors.errors import ExtractionError
    from extractors.pages.picture import outline_boxes

    try:
        return outline_boxes(path, dict(boxes))
    except ExtractionError:
        return None


ROUTES = ((r"^/page-picture/(?P<item>.+)$", page_picture),)
