"""Where an unruled table stands on a page and where its columns part: at blank corridors in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.page import Glyph
from extractors.page_text import TextLine, text_lines

PIECE_GAP = 0.9
"""Pieces of a line are parted by a blank wider than this many characters."""
LEAST_COLUMNS = 3
LEAST_FULL_LINES = 3
"""A table has at least so many lines with a piece in at least so many columns."""
LEAST_CORRIDOR = 0.4
"""A corridor is at least this many characters wide."""
CROSSED = 0.08
"""At most this share of the lines may cross a corridor (section titles over the whole width)."""
BREAK = 4.0
"""A blank of more than so many line heights ends a table."""
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one line without a wide blank."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(g.right for g in self.glyphs)


@dataclass(slots=True)
class Field:
    """The part of a page that an unruled table covers: its lines and the borders of its columns (points)."""

    lines: list[TextLine]
    xs: list[float]


def pieces(line: TextLine) -> list[Piece]:
    """Cut a line at its wide blanks."""
    runs: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if runs and glyph.left - runs[-1][-1].right <= PIECE_GAP * line.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [Piece(tuple(run)) for run in runs]


def find_field(glyphs: Sequence[Glyph], known: Sequence[float] = ()) -> Field | None:
    """The unruled table among these characters, None where there is none.

    ``known`` are column borders of the same table on the page before; they hold again where the text keeps to
    them.
    """
    lines = text_lines(glyphs)
    if not lines:
        return None
    full = [index for index, line in enumerate(lines) if len(pieces(line)) >= LEAST_COLUMNS]
    if len(full) < (1 if known else LEAST_FULL_LINES):
        return None
    first, last = full[0], full[-1]
    while last + 1 < len(lines) and lines[last + 1].top - lines[last].bottom < BREAK * lines[last].size:
        last += 1
    body = lines[first : last + 1]
    xs = list(known) if known and _keeps_to(body, known) else column_borders(body)
    if len(xs) - 1 < LEAST_COLUMNS:
        return None
    while body and spans_all(body[-1], xs):
        body = body[:-1]  # a note below the table
    filled = [line for line in body if len(columns_of(line, xs)) >= LEAST_COLUMNS]
    if len(filled) < (1 if known else LEAST_FULL_LINES):
        return None
    return Field(body, xs)


def column_borders(lines: Sequence[TextLine]) -> list[float]:
    """The borders of columns: the text's left edge, the middle of every corridor, the text's right edge."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = int((right - left) / _STEP) + 1
    crossing = [0] * (width + 1)
    for line in lines:
        if (
            len(lines) > 2 * LEAST_FULL_LINES
            and len(pieces(line)) == 1
            and line.right - line.left > 0.6 * (right - left)
        ):
            continue  # a title over the whole width
        for piece in pieces_by_corridor(line):
            first, last = int((piece[0] - left) / _STEP), int((piece[1] - left) / _STEP)
            for step in range(max(first, 0), min(last, width) + 1):
                crossing[step] += 1
    size = sorted(line.size for line in lines)[len(lines) // 2]
    allowed = int(CROSSED * len(lines))
    borders = [left]
    start: int | None = None
    for step in range(width + 1):
        blank = step < width and crossing[step] <= allowed
        if blank and start is None:
            start = step
        elif not blank and start is not None:
            if start > 0 and step < width and (step - start) * _STEP >= LEAST_CORRIDOR * size:
                borders.append(left + (start + step) / 2 * _STEP)
            start = None
    return [*borders, right]


def pieces_by_corridor(line: TextLine) -> list[tuple[float, float]]:
    """The inked stretches (left, right) of a line, cut at every blank that could be a corridor."""
    stretches: list[tuple[float, float]] = []
    for glyph in line.glyphs:
        if stretches and glyph.left - stretches[-1][1] < LEAST_CORRIDOR * line.size:
            stretches[-1] = (stretches[-1][0], max(glyph.right, stretches[-1][1]))
        else:
            stretches.append((glyph.left, glyph.right))
    return stretches


def crosses(line: TextLine, border: float) -> bool:
    """Does the line's ink run over a border without a blank?"""
    return any(start < border - 1 and end > border + 1 for start, end in pieces_by_corridor(line))


def spans_all(line: TextLine, xs: Sequence[float]) -> bool:
    """Is this line not set in columns: does it run over every border between its ends, two at least?"""
    inner = [x for x in xs[1:-1] if line.left < x - 1 and line.right > x + 1]
    return len(inner) >= 2 and all(crosses(line, x) for x in inner)


def columns_of(line: TextLine, xs: Sequence[float]) -> dict[int, list[Glyph]]:
    """The characters of a line by column (0-based)."""
    found: dict[int, list[Glyph]] = {}
    for glyph in line.glyphs:
        column = min(max(bisect_right(xs, glyph.center[0]) - 1, 0), len(xs) - 2)
        found.setdefault(column, []).append(glyph)
    return found


def _keeps_to(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    crossed = sum(any(crosses(line, x) for x in xs[1:-1]) for line in lines)
    return crossed <= max(1, int(2 * CROSSED * len(lines)))
