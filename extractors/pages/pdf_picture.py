"""PDF pages as pictures, drawn by pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.pages import ocr
from extractors.pages.scan_image import DENSITY, Scan, to_gray

MOST_DRAWN = 30_000_000
"""A page is drawn with at most so many pixels."""
USUAL_DENSITY = 220.0
"""Dots per inch for pages without a picture of their own."""


def draw_pages(path: Path, densities: Mapping[int, float]) -> Iterator[Scan]:
    """The pages with these numbers (from 1), each drawn with about that many dots per inch."""
    ocr.require(path)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise ExtractionError("PDF无法打开，请用其他软件另存后再读取", path=path) from error
    try:
        for number, density in densities.items():
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(max(density, DENSITY[0]), DENSITY[1]) / 72
            scale = min(scale, (MOST_DRAWN / max(width * height, 1)) ** 0.5)
            picture = page.render(scale=scale).to_pil()
            yield Scan(number, to_gray(picture), picture.width / width)
            page.close()
    finally:
        document.close()
