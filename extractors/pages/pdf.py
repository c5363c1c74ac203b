"""PDF: pages with text by pdfplumber; scans and pages whose fonts tell no characters by recognition."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extractors.errors import ExtractionError
from extractors.grid import Reading, ReadingNote
from extractors.pages import ocr, pdf_guard
from extractors.pages.page import Page
from extractors.pages.pdf_page import plain_page
from extractors.pages.pdf_picture import USUAL_DENSITY, draw_pages
from extractors.pages.reading import read_pages
from extractors.pages.scan import doubts, recognized
from extractors.pages.scan_image import check_size
from extractors.patience import patience

# What pdfminer warns of (a font without its bounding box) is nothing a reader could act on.
logging.getLogger("pdfminer").setLevel(logging.ERROR)
logging.getLogger("pdfplumber").setLevel(logging.ERROR)

MOST_PAGES = 2000
MOST_CHARACTERS = 300_000
"""A page with more characters is no page of a document."""
MANY_UNREAD = 0.05
"""Pages with more than this share of characters without a meaning are recognised from their picture."""
COVERS = 0.5
"""A picture covering this share of a page with hardly any text of its own is a scan."""
FIRST, PER_BYTE = 8.0, 1e-4
"""Seconds of processor time for a page, and more for each byte of the file: many times what real pages take."""
FEW = 20
"""So few characters on a scanned page are a stamp or a page number laid over it."""


def read(path: Path) -> Reading:
    """Read a PDF; raises ExtractionError for files that are encrypted, broken, or too large."""
    unpacked = pdf_guard.check(path)
    allowed = FIRST + PER_BYTE * (path.stat().st_size + unpacked)
    pages: dict[int, Page] = {}
    scanned: dict[int, float] = {}
    notes: list[ReadingNote] = []
    with patience(path, allowed) as clock, _opened(path) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise ExtractionError(f"共{len(pdf.pages)}页，超过上限{MOST_PAGES}页，请拆分后再读取", path=path)
        for source in pdf.pages:
            number = source.page_number
            if len(source.chars) > MOST_CHARACTERS:
                raise ExtractionError(
                    f"一页有{len(source.chars)}个字符，超过上限{MOST_CHARACTERS}", path=path, page=number
                )
            density = scan_density(source, path)
            unread = unread_share(source.chars)
            if unread > MANY_UNREAD:
                notes.append(_unread_note(unread, number))
                density = density or USUAL_DENSITY
            if density is not None and (unread > MANY_UNREAD or ocr.available() or len(source.chars) <= FEW):
                scanned[number] = density
            else:
                pages[number] = plain_page(source)
            source.close()
            clock.renew()
    if scanned:
        found = recognized(draw_pages(path, scanned))
        pages |= {page.number: page for page in found}
        notes += doubts(found)
    with patience(path, allowed * len(pages)):
        reading = read_pages(
            [pages[number] for number in sorted(pages)], "pdf" if len(scanned) < len(pages) else "scan"
        )
    reading.notes += notes
    return reading


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file as pdfplumber sees it; what goes wrong while it is open becomes an ExtractionError."""
    try:
        with pdfplumber.open(path) as pdf:
            yield pdf
    except ExtractionError:
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise ExtractionError("PDF已加密，需要密码；请解除密码后再读取", path=path) from error
        raise ExtractionError("PDF已损坏，无法解析；请用其他软件另存后再读取", path=path) from error
    except RecursionError as error:
        raise ExtractionError("PDF内部结构循环引用，无法解析", path=path) from error


def unread_share(chars: list[dict[str, Any]]) -> float:
    """The share of characters whose font does not tell what they mean: (cid:n), private use, replacement."""
    if not chars:
        return 0.0
    return sum(_unread(char["text"]) for char in chars) / len(chars)


def _unread(text: str) -> bool:
    return text.startswith("(cid:") or any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)


def _unread_note(share: float, number: int) -> ReadingNote:
    message = f"字体没有字符对照表，{share:.0%}的字符无法直接读取，改用图像识别，请核对"
    return ReadingNote("font_without_unicode", "warning", message, number)


def scan_density(source: Any, path: Path) -> float | None:
    """The dots per inch of the scan that a page is; None where the page is not a scan."""
    area = float(source.width) * float(source.height)
    covered = 0.0
    density = 0.0
    for image in source.images:
        wide = max(min(image["x1"], source.bbox[2]) - max(image["x0"], source.bbox[0]), 0)
        high = max(min(image["bottom"], source.bbox[3]) - max(image["top"], source.bbox[1]), 0)
        dots_wide, dots_high = image["srcsize"]
        check_size(dots_wide, dots_high, path, source.page_number)
        if wide and high:
            covered += wide * high / area
            density = max(density, dots_wide / (image["x1"] - image["x0"]) * 72)
    drawn = len(source.lines) + len(source.rects) + len(source.curves)
    if covered >= COVERS and (len(source.chars) <= FEW or drawn < 4):
        return density
    return None
