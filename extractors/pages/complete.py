"""Complete a table whose borders are drawn in part: rows or columns that only the text shows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractors.pages.corridors import find_field
from extractors.pages.lattice import SNAP, Lattice, Region, compressed
from extractors.pages.page import Glyph
from extractors.pages.rows import anchor_lines, by_column, rows_lattice
from extractors.pages.tables import open_below, region_glyphs
from extractors.pages.text import TextLine, text_lines

LEAST_MARKS = 3
"""So many points below each other in the only row of a table are so many rows."""
_NUMBERS = re.compile(r"\d{1,9}")


def completed(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """The lattice with the rows and columns that were left undrawn; itself where none were."""
    if len(lattice.xs) == 2:
        return _with_columns(lattice, glyphs)
    lattice = _without_stray_borders(lattice, glyphs)
    for row in reversed(range(len(lattice.ys) - 1)):
        band = [r for r in lattice.regions if r.row == row and r.row_span == 1]
        if len(band) >= 3 and sum(r.column_span for r in band) == len(lattice.xs) - 1:
            lattice = _with_rows(lattice, row, band, glyphs)
    return lattice


def _without_stray_borders(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """Take out what a page's break leaves of merged cells: an empty rest below or beside the rows.

    Browsers close a merged cell that comes from the page before where its text ends and leave the rest of its place
    bare; one that goes on to the next page reaches below the last row.
    """
    parts = region_glyphs(lattice, [g for g in glyphs if not g.text.isspace()])
    empty = {region for region, part in zip(lattice.regions, parts, strict=True) if not part}
    regions = list(lattice.regions)
    for row in range(1, len(lattice.ys) - 1):
        below = [r for r in regions if r.row == row]
        above = {(r.column, r.column_span): r for r in regions if r.row + r.row_span == row}
        pairs = [(above.get((r.column, r.column_span)), r) for r in below]
        if sum(r.column_span for r in below) == len(lattice.xs) - 1 or not pairs:
            continue
        joined = [(a, b) for a, b in pairs if a is not None and (a.row == 0 or a in empty) and b in empty]
        if len(joined) == len(pairs):
            for a, b in joined:
                whole = Region(a.row, a.column, a.row_span + b.row_span, a.column_span)
                regions = [whole if r is a else r for r in regions if r is not b]
                if a in empty:
                    empty.add(whole)
    last = len(lattice.ys) - 2
    tail = [r for r in regions if r.row == last]
    if last > 0 and tail and all(r in empty and open_below(lattice, r) for r in tail):
        # Below the last row only merged cells go on to the page's end: the last row reaches down to it too.
        regions = [
            Region(r.row, r.column, last + 1 - r.row, r.column_span) if r.row + r.row_span == last else r
            for r in regions
            if r not in tail
        ]
    return compressed(lattice.xs, lattice.ys, regions, lattice.horizontal, lattice.vertical) or lattice


def with_merged_columns(lattice: Lattice, before: Lattice) -> Lattice:
    """The lattice with the columns of the table on the page before that are not drawn here.

    Where a merged cell has no text left to show, browsers may leave out its whole column.
    """

    def same(x: float, y: float) -> bool:
        return abs(x - y) <= 2 * SNAP

    missing = [x for x in before.xs if not any(same(x, own) for own in lattice.xs)]
    outside = all(x < lattice.xs[0] or x > lattice.xs[-1] for x in missing)
    kept = all(any(same(own, x) for x in before.xs) for own in lattice.xs)
    if not missing or not outside or not kept or len(lattice.xs) < 3:
        return lattice
    left = [x for x in missing if x < lattice.xs[0]]
    right = [x for x in missing if x > lattice.xs[-1]]
    rows, shift = len(lattice.ys) - 1, len(left)
    width = len(lattice.xs) - 1 + shift
    regions = [Region(0, column, rows, 1) for column in (*range(shift), *range(width, width + len(right)))]
    regions += [Region(r.row, r.column + shift, r.row_span, r.column_span) for r in lattice.regions]
    regions.sort(key=lambda r: (r.row, r.column))
    return Lattice([*left, *lattice.xs, *right], lattice.ys, regions, lattice.horizontal, lattice.vertical)


def side_by_side(lattices: Sequence[Lattice]) -> list[Lattice]:
    """Join tables that stand beside each other with the same rows: the column between them is not drawn."""
    joined: list[Lattice] = []
    for lattice in sorted(lattices, key=lambda one: (round(one.ys[0]), one.xs[0])):
        last = joined[-1] if joined else None
        same_rows = last is not None and len(last.ys) == len(lattice.ys) > 2
        if (
            last is None
            or not same_rows
            or any(abs(a - b) > SNAP for a, b in zip(last.ys, lattice.ys, strict=True))
        ):
            joined.append(lattice)
            continue
        shift = len(last.xs)
        regions = [
            *last.regions,
            Region(0, shift - 1, len(last.ys) - 1, 1),
            *(Region(r.row, r.column + shift, r.row_span, r.column_span) for r in lattice.regions),
        ]
        regions.sort(key=lambda r: (r.row, r.column))
        joined[-1] = Lattice(
            [*last.xs, *lattice.xs],
            last.ys,
            regions,
            [*last.horizontal, *lattice.horizontal],
            [*last.vertical, *lattice.vertical],
        )
    return sorted(joined, key=lambda one: (one.ys[0], one.xs[0]))


def inside(glyphs: Sequence[Glyph], box: tuple[float, float, float, float]) -> list[Glyph]:
    """The characters whose middles lie in a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    return [g for g in glyphs if left <= g.center[0] <= right and top <= g.center[1] <= bottom]


def _with_columns(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """A frame with lines between rows only: its columns are where the text shows them."""
    field = find_field(text_lines(inside(glyphs, lattice.box)))
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
