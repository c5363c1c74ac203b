"""Complete a table whose borders are drawn in part: rows or columns that only the text shows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractors.page import Glyph
from extractors.page_corridors import find_field
from extractors.page_lattice import SNAP, Lattice, Region
from extractors.page_rows import anchor_lines, by_column, rows_lattice
from extractors.page_text import TextLine, text_lines

LEAST_MARKS = 3
"""So many points below each other in the only row of a table are so many rows."""
_NUMBERS = re.compile(r"\d+")


def completed(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """The lattice with the rows and columns that were left undrawn; itself where none were."""
    if len(lattice.xs) == 2:
        return _with_columns(lattice, glyphs)
    for row in reversed(range(len(lattice.ys) - 1)):
        band = [r for r in lattice.regions if r.row == row and r.row_span == 1]
        if len(band) >= 3 and sum(r.column_span for r in band) == len(lattice.xs) - 1:
            lattice = _with_rows(lattice, row, band, glyphs)
    return lattice


def inside(glyphs: Sequence[Glyph], box: tuple[float, float, float, float]) -> list[Glyph]:
    """The characters whose middles lie in a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    return [g for g in glyphs if left <= g.center[0] <= right and top <= g.center[1] <= bottom]


def _with_columns(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """A frame with lines between rows only: its columns are where the text shows them."""
    field = find_field(inside(glyphs, lattice.box))
    if field is None:
        return lattice
    drawn = [y for y in lattice.ys[1:-1] if field.lines[0].top < y < field.lines[-1].bottom]
    return rows_lattice(field.lines, field.xs, drawn if len(drawn) >= LEAST_MARKS else ())


def _with_rows(lattice: Lattice, row: int, band: Sequence[Region], glyphs: Sequence[Glyph]) -> Lattice:
    """Cut one drawn row into the rows that its numbers or points show, if it clearly holds several."""
    box = (lattice.xs[0] - SNAP, lattice.ys[row], lattice.xs[-1] + SNAP, lattice.ys[row + 1])
    lines = text_lines(inside(glyphs, box))
    xs = [lattice.xs[r.column] for r in band] + [lattice.xs[-1]]
    _, marks = anchor_lines(by_column(lines, xs))
    if not (_counts_up(marks) or (len(lattice.ys) <= 3 and len(marks) >= LEAST_MARKS)):
        return lattice
    cut = rows_lattice(lines, xs)
    more = len(cut.ys) - 2
    moved = [
        Region(r.row + more if r.row > row else r.row, r.column, r.row_span, r.column_span)
        if r.row != row
        else r
        for r in lattice.regions
        if r not in band
    ]
    columns = [r.column for r in band] + [len(lattice.xs) - 1]
    added = [
        Region(
            row + r.row,
            columns[r.column],
            r.row_span,
            columns[r.column + r.column_span] - columns[r.column],
        )
        for r in cut.regions
    ]
    ys = [*lattice.ys[: row + 1], *cut.ys[1:-1], *lattice.ys[row + 1 :]]
    regions = sorted([*moved, *added], key=lambda r: (r.row, r.column))
    return Lattice(lattice.xs, ys, regions, lattice.horizontal, lattice.vertical)


def _counts_up(marks: Sequence[TextLine]) -> bool:
    """Are these marks the numbers of rows, each the one before it plus one in its last part?"""
    numbers = [[int(n) for n in _NUMBERS.findall(mark.text)] for mark in marks]
    return len(numbers) >= 2 and all(
        a and b and len(a) == len(b) and a[:-1] == b[:-1] and b[-1] == a[-1] + 1
        for a, b in itertools.pairwise(numbers)
    )
