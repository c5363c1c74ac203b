"""Scans: pictures of pages, their tables from the rules in them, each cell recognised by itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from extractors.grid import Reading, ReadingNote
from extractors.pages import ocr
from extractors.pages.lattice import find_lattices
from extractors.pages.page import Glyph, Page, Rule
from extractors.pages.reading import read_pages
from extractors.pages.scan_image import Gray, Scan, file_frames, from_picture, ink, straight
from extractors.pages.scan_lines import Strip, find_pieces, find_strips, without_specks
from extractors.pages.scan_rules import character_height, find_rules, without

UNSURE = 0.6
"""A character recognised with less confidence is doubtful."""
SHOWN = 20
"""So many doubtful characters are named in a note."""
LEGIBLE = 0.8
"""Lines recognised with less mean confidence may be sideways or upside down."""
SAMPLES = 5
LONGEST_SAMPLE = 20.0
"""So many lines are tried, none longer than this many character heights."""
LEAST_SIDE, LONGEST_STRIP = 16, 100
"""A picture with fewer dots on its short side, or so many times longer than wide, is no page."""
MARGIN = 0.3
MARGIN_ABOVE = 0.12
"""A line is recognised with margins of these shares of its height: at its ends, above and below."""


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
        unsure = [
            g for g in page.glyphs if g.confidence is not None and g.confidence < UNSURE and g.text.strip()
        ]
        if unsure:
            shown = "".join(g.text for g in unsure[:SHOWN]) + ("…" if len(unsure) > SHOWN else "")
            message = f"图像识别有{len(unsure)}个字符把握不足，请核对：{shown}"
            notes.append(ReadingNote("low_confidence", "warning", message, page.number))
    return notes


def scan_page(scan: Scan) -> Page:
    """One picture as a page of characters and rules; a mere strip, on which no line has room, is empty."""
    high, wide = scan.gray.shape
    if min(high, wide) < LEAST_SIDE or max(high, wide) > LONGEST_STRIP * min(high, wide):
        return Page(scan.number, wide / scan.scale, high / scan.scale, [], [])
    return _recognized(_upright(_prepared(scan)))


@dataclass(slots=True)
class _Prepared:
    """A straightened page, its rules taken out: the dark pixels left, and how high its characters are."""

    scan: Scan
    gray: Gray
    dark: NDArray[np.bool_]
    rules: list[Rule]
    height: float


def _prepared(scan: Scan) -> _Prepared:
    scan = straight(scan)
    dark = ink(scan.gray)
    height = character_height(dark, scan.scale)
    rules, pixels = find_rules(dark, scan.scale, height)
    return _Prepared(scan, without(scan.gray, pixels), without_specks(dark & ~pixels), rules, height)


def _upright(page: _Prepared) -> _Prepared:
    """The page turned such that its text can be read; unchanged where it can as it is."""
    best, certainty = page, _legible(page)
    if certainty < LEGIBLE:
        for degrees in (90, 180, 270):
            gray = np.ascontiguousarray(np.rot90(page.scan.gray, -degrees // 90))
            turned = _prepared(Scan(page.scan.number, gray, page.scan.scale, degrees))
            legible = _legible(turned)
            if legible > certainty:
                best, certainty = turned, legible
        if best is not page:
            best.scan.tilt += page.scan.tilt
    return best


def _legible(page: _Prepared) -> float:
    """How confidently some lines of a page are recognised, 1 where there are none."""
    pieces = [
        s for s in find_pieces(page.dark, page.height) if s.right - s.left <= LONGEST_SAMPLE * page.height
    ]
    samples = sorted(pieces, key=lambda s: (s.left - s.right, s.top, s.left))[:SAMPLES]
    glyphs = [g for strip in samples for g in line_glyphs(page.gray, strip, page.scan.scale)]
    return fmean([g.confidence or 0.0 for g in glyphs]) if glyphs else float(not samples)


def _recognized(page: _Prepared) -> Page:
    """The characters of a page: those of each cell by itself, then those outside of tables."""
    scale = page.scan.scale
    high, width = (length / scale for length in page.dark.shape)
    result = Page(page.scan.number, width, high, [], page.rules, page.scan.turn, page.scan.tilt)
    outside = page.dark.copy()
    for lattice in find_lattices(page.rules):
        find = find_strips if len(lattice.xs) > 2 else find_pieces
        for region in lattice.regions:
            left, top, right, bottom = (max(round(v * scale), 0) for v in lattice.region_box(region))
            for strip in find(page.dark[top:bottom, left:right], page.height):
                result.glyphs += line_glyphs(page.gray, strip.moved(top, left), scale)
        left, top, right, bottom = (max(round(v * scale), 0) for v in lattice.box)
        outside[top:bottom, left:right] = False
    for strip in find_pieces(outside, page.height):
        result.glyphs += line_glyphs(page.gray, strip, scale)
    return result


def line_glyphs(gray: Gray, strip: Strip, scale: float) -> list[Glyph]:
    """The characters of one text line of a page's picture, in points."""
    height = strip.bottom - strip.top
    margin, above = max(round(MARGIN * height), 2), max(round(MARGIN_ABOVE * height), 2)
    line = gray[strip.top : strip.bottom, strip.left : strip.right]
    picture = np.pad(line, ((above, above), (margin, margin)), constant_values=255)
    characters = ocr.recognize(picture)
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
