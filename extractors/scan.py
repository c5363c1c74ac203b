"""Scans: pictures of pages, their tables from the rules in them, each cell recognised by itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

from extractors import ocr
from extractors.grid import Reading, ReadingNote
from extractors.page import Glyph, Page
from extractors.page_lattice import find_lattices
from extractors.page_reading import read_pages
from extractors.scan_image import Gray, Scan, file_frames, from_picture, ink, straight
from extractors.scan_lines import Strip, find_strips, without_specks
from extractors.scan_rules import character_height, find_rules, without

UNSURE = 0.6
"""A character recognised with less confidence is doubtful."""
SHOWN = 20
"""So many doubtful characters are named in a note."""
MARGIN = 0.12
"""A line is recognised with a margin of this share of its height around it."""


def read(path: Path) -> Reading:
    """Read a PNG, JPEG or TIFF file (several pages too)."""
    ocr.require(path)
    scans = (from_picture(number, picture) for number, picture in file_frames(path))
    pages = recognized(scans)
    reading = read_pages(pages, "scan")
    reading.notes += doubts(pages)
    return reading


def recognized(scans: Iterable[Scan]) -> list[Page]:
    """The pages of scans in order, as many worked on at a time as there are processors."""
    workers = processors()
    pages: list[Page] = []
    waiting = iter(scans)
    with ThreadPoolExecutor(workers) as pool:
        while batch := list(islice(waiting, 2 * workers)):  # never all pictures in memory
            pages += pool.map(scan_page, batch)
    return pages


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1


def doubts(pages: Iterable[Page]) -> list[ReadingNote]:
    """What recognition is unsure of: each text line with a character below the least confidence."""
    notes = []
    for page in pages:
        unsure = [g for g in page.glyphs if g.confidence is not None and g.confidence < UNSURE]
        if unsure:
            shown = "".join(g.text for g in unsure[:SHOWN]) + ("…" if len(unsure) > SHOWN else "")
            message = f"图像识别有{len(unsure)}个字符把握不足，请核对：{shown}"
            notes.append(ReadingNote("low_confidence", "warning", message, page.number))
    return notes


def scan_page(scan: Scan) -> Page:
    """One picture as a page of characters and rules."""
    scan = straight(scan)
    dark = ink(scan.gray)
    height = character_height(dark, scan.scale)
    rules, pixels = find_rules(dark, scan.scale, height)
    gray = without(scan.gray, pixels)
    dark = without_specks(dark & ~pixels)
    width, high = scan.gray.shape[1] / scan.scale, scan.gray.shape[0] / scan.scale
    page = Page(scan.number, width, high, [], rules, scan.turn, scan.tilt)
    for part in _parts(page, scan.scale, dark.shape):
        for strip in find_strips(dark[part], height):
            moved = Strip(
                strip.top + part[0].start,
                strip.left + part[1].start,
                strip.bottom + part[0].start,
                strip.right + part[1].start,
            )
            page.glyphs += line_glyphs(gray, moved, scan.scale)
    return page


def _parts(page: Page, scale: float, shape: tuple[int, ...]) -> Iterator[tuple[slice, slice]]:
    """The cells of a page's tables in pixels, and the stripes of the page above, between and below them."""
    lattices = find_lattices(page.rules)
    end = 0
    for lattice in lattices:
        for region in lattice.regions:
            left, top, right, bottom = (round(v * scale) for v in lattice.region_box(region))
            yield slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0))
        top, bottom = round(lattice.ys[0] * scale), round(lattice.ys[-1] * scale)
        if top > end:
            yield slice(end, top), slice(0, shape[1])
        end = max(end, bottom)
    yield slice(end, shape[0]), slice(0, shape[1])


def line_glyphs(gray: Gray, strip: Strip, scale: float) -> list[Glyph]:
    """The characters of one text line of a page's picture, in points."""
    margin = max(round(MARGIN * (strip.bottom - strip.top)), 2)
    picture = np.pad(gray[strip.top : strip.bottom, strip.left : strip.right], margin, constant_values=255)
    characters = list(ocr.recognize(picture))
    width = picture.shape[1]
    shown = max(width * ocr.HEIGHT / picture.shape[0], ocr.LEAST_WIDTH) * picture.shape[0] / ocr.HEIGHT
    places = [c.place * shown - margin for c in characters]
    ends = [0.0, *((a + b) / 2 for a, b in pairwise(places)), strip.right - strip.left]
    return [
        Glyph(
            c.text,
            (strip.left + left) / scale,
            strip.top / scale,
            (strip.left + max(right, left)) / scale,
            strip.bottom / scale,
            c.confidence,
        )
        for c, left, right in zip(characters, ends, ends[1:], strict=False)
    ]
