"""The page of an item as a picture, the item's cells outlined."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractors.document import Item
from extractors.errors import ExtractionError
from extractors.formats import detect
from extractors.pages import ocr

DENSITY = 110.0
"""Pages of a PDF are drawn with so many dots per inch."""
COLOURS = {"criteria": (200, 30, 30), "points": (20, 90, 200)}
"""The outlines' colours by field; the other fields are green."""
OTHER = (20, 140, 60)
LINE = 3
"""Width of the outlines in pixels."""


def outline(path: Path, item: Item) -> bytes:
    """A PNG of the page on which an item's criteria begin, with its cells on that page outlined.

    Raises ExtractionError where the source has no pages that can be drawn, or does not tell where the item stood.
    """
    return outline_boxes(path, item.where.boxes or {})


def outline_boxes(path: Path, boxes: Mapping[str, tuple[int, float, float, float, float]]) -> bytes:
    """The same for an item's cells alone: field → (page, left, top, right, bottom)."""
    if not boxes:
        raise ExtractionError("这份文件没有页面位置，画不出图；只有PDF和图像可以", path=path)
    first = boxes["criteria"][0] if "criteria" in boxes else min(box[0] for box in boxes.values())
    picture, scale_x, scale_y = _page(path, first)
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for name, (page, left, top, right, bottom) in sorted(boxes.items()):
        if page == first:
            box = (left * scale_x, top * scale_y, right * scale_x, bottom * scale_y)
            draw.rectangle(box, outline=COLOURS.get(name, OTHER), width=LINE)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _page(path: Path, number: int) -> tuple[Any, float, float]:
    """A page in colour and its pixels per point across and down."""
    format_ = detect(path)
    if format_ == "pdf":
        return _pdf_page(path, number)
    if format_ == "image":
        from extractors.pages.scan_image import file_frames, from_picture

        for frame, picture in file_frames(path):
            if frame == number:
                scale = from_picture(number, picture).scale
                return picture.convert("RGB"), scale, scale
    raise ExtractionError("画不出这种格式的页面；只有PDF和图像可以", path=path, page=number)


def _pdf_page(path: Path, number: int) -> tuple[Any, float, float]:
    ocr.require(path)
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        picture = page.render(scale=DENSITY / 72).to_pil().convert("RGB")
        width, height = page.get_size()
        return picture, picture.width / width, picture.height / height
    finally:
        document.close()
