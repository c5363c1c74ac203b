"""PDF with text: its pages as characters and rules, by pdfplumber."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from extractors.grid import Reading
from extractors.page import Page
from extractors.page_reading import read_pages
from extractors.pdf_page import plain_page


def read(path: Path) -> Reading:
    """Read a PDF."""
    with pdfplumber.open(path) as pdf:
        pages: list[Page] = []
        for page in pdf.pages:
            pages.append(plain_page(page))
            page.close()
    return read_pages(pages, "pdf")
