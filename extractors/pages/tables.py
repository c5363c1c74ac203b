"""A table's outline and the characters on it → a grid of cells with their paragraphs and boxes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import fmean

from extractors.grid import Cell, Grid
from extractors.pages.lattice import COVERED, SNAP, Lattice, Region
from extractors.pages.page import Glyph, Page
from extractors.pages.text import (
    TextLine,
    hangs_on,
    is_vertical,
    join_lines,
    padding,
    set_right,
    text_lines,
    vertical_text,
)

LINE_BELOW = 2.2
"""Text reaches a cell's end when there is less than so many line heights of room below it."""


def within(glyphs: Sequence[Glyph], lattice: Lattice) -> list[bool]:
    """For each character: does its middle lie inside the table?"""
    left, top, right, bottom = lattice.box
    mask: list[bool] = []
    for index, glyph in enumerate(glyphs):
        x, y = glyph.center
        inside = left - SNAP <= x <= right + SNAP and top - SNAP <= y <= bottom + SNAP
        mask.append(inside or (index > 0 and mask[-1] and hangs_on(glyph, glyphs[index - 1])))
    return mask


def outside(glyphs: Sequence[Glyph], lattices: Sequence[Lattice]) -> list[Glyph]:
    """The characters that stand in none of the tables."""
    masks = [within(glyphs, lattice) for lattice in lattices]
    return [g for index, g in enumerate(glyphs) if not any(mask[index] for mask in masks)]


def region_glyphs(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters of each region, by where their middles lie."""
    squares = lattice.squares()
    parts: list[list[Glyph]] = [[] for _ in lattice.regions]
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    last: int | None = None
    for glyph in glyphs:
        x, y = glyph.center
        column = min(max(bisect_right(lattice.xs, x) - 1, 0), columns - 1)
        row = min(max(bisect_right(lattice.ys, y) - 1, 0), rows - 1)
        index = squares.get((row, column))
        if last is not None and index != last and hangs_on(glyph, parts[last][-1]):
            index = last
        last = index
        if index is not None:
            parts[index].append(glyph)
    return parts


def page_grid(page: Page, lattice: Lattice, glyphs: Sequence[Glyph], number: int) -> Grid:
    """The grid of one table of a page; ``number`` counts the document's tables from 1."""
    parts = region_glyphs(lattice, glyphs)
    lines = [text_lines(part) for part in parts]
    edges = _text_edges(lattice, lines)
    cells = []
    for region, part, own, (left, right) in zip(lattice.regions, parts, lines, edges, strict=True):
        paragraphs = (vertical_text(part),) if is_vertical(own) else join_lines(own, left, right)
        cells.append(
            Cell(
                region.row,
                region.column,
                region.row_span,
                region.column_span,
                paragraphs,
                page.number,
                page.box(*lattice.region_box(region)),
                confidence(part),
                _cut_below(lattice, region, own),
            )
        )
    return Grid(number, cells, page.number)


def _cut_below(lattice: Lattice, region: Region, lines: Sequence[TextLine]) -> bool:
    """Does the text of a merged cell reach down to the page's end, where no line closes the cell?"""
    last = len(lattice.ys) - 2
    if not lattice.vertical or not lines or region.row + region.row_span - 1 != last:
        return False
    # a page may begin a merged cell with its last row; where the whole row is open, the row itself was cut
    if region.row_span == 1 and all(open_below(lattice, r) for r in lattice.regions if r.row == last):
        return False
    room = lattice.region_box(region)[3] - lines[-1].bottom
    return room <= LINE_BELOW * lines[-1].size and open_below(lattice, region)


def open_below(lattice: Lattice, region: Region) -> bool:
    """Is no line drawn along the lower side of a cell?"""
    left, _, right, bottom = lattice.region_box(region)
    drawn = sum(
        max(min(line.end, right) - max(line.start, left), 0.0)
        for line in lattice.horizontal
        if abs(line.at - bottom) <= SNAP
    )
    return drawn < COVERED * (right - left)


def confidence(glyphs: Sequence[Glyph]) -> float | None:
    """The mean confidence of recognised characters; None where none was recognised from a picture."""
    known = [g.confidence for g in glyphs if g.confidence is not None and not g.text.isspace()]
    return round(fmean(known), 4) if known else None


def _text_edges(lattice: Lattice, lines: Sequence[Sequence[TextLine]]) -> list[tuple[float, float]]:
    """Between which edges (points) the text of each region runs.

    Between drawn borders it is the cell less its padding; in an unruled column it ends where its
    longest line ends.
    """
    if lattice.vertical:
        blanks = [
            own[0].left - lattice.xs[region.column]
            if len(own) == 1
            else min(line.left for line in own) - lattice.xs[region.column]
            for region, own in zip(lattice.regions, lines, strict=True)
            if own
        ]
        size = max((line.size for own in lines for line in own), default=0.0)
        pad = padding(blanks, size)
        boxes = (lattice.region_box(region) for region in lattice.regions)
        return [(box[0] + pad, box[2] - pad) for box in boxes]
    ends: dict[tuple[int, int], tuple[float, float]] = {}
    for region, own in zip(lattice.regions, lines, strict=True):
        for line in own:
            left, right = ends.get(_columns(region), (line.left, set_right(line)))
            ends[_columns(region)] = min(left, line.left), max(right, set_right(line))
    return [ends.get(_columns(region), (0.0, 0.0)) for region in lattice.regions]


def _columns(region: Region) -> tuple[int, int]:
    return region.column, region.column_span
