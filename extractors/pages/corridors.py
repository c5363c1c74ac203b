"""Where an unruled table stands on a page and where its columns part: at blank corridors in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.pages.page import Glyph
from extractors.pages.text import HANGING, TextLine, hangs_on

PIECE_GAP = 0.9
"""Pieces of a line are parted by a blank wider than this many characters."""
LEAST_COLUMNS = 3
LEAST_FULL_LINES = 3
"""A table has at least so many lines with a piece in at least so many columns."""
LEAST_CORRIDOR = 0.4
"""A corridor is at least this many characters wide."""
NARROW_CORRIDOR = 0.15
MANY_LINES = 8
"""Where so many lines leave it blank, a narrower one is a corridor too: Chinese characters stand without blanks."""
CROSSED = 0.16
"""Columns of the page before hold where at most this share of the lines cross their borders."""
TITLE_WIDTH = 0.6
"""A line without a blank over this share of a table's width is a title within it."""
HEADING = 1.2
"""The lines of a heading lie within so many line heights of its fullest."""
BREAK = 4.0
"""A blank of more than so many line heights ends a table."""


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
    """The part of a page that an unruled table covers: its lines, the borders of its columns (points).

    ``drawn_rows`` are the borders of its rows where lines are drawn between them, ``lefts`` where the text of each
    column begins, ``heading`` the texts of the lines of its heading.
    """

    lines: list[TextLine]
    xs: list[float]
    drawn_rows: list[float] = field(default_factory=list)
    lefts: dict[int, float] = field(default_factory=dict)
    heading: list[str] = field(default_factory=list)

    def holds(self, line: TextLine) -> bool:
        """Does a line stand in one of the columns, from its left edge on?"""
        parts = columns_of(line, self.xs)
        if any(crosses(line, x) for x in self.xs[1:-1]) or line.right > self.xs[-1] + line.size:
            return False
        return all(
            abs(glyphs[0].left - self.lefts.get(column, self.xs[0])) < 0.5 * line.size
            for column, glyphs in parts.items()
        )


def pieces(line: TextLine) -> list[Piece]:
    """Cut a line at its wide blanks."""
    runs: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if runs and glyph.left - runs[-1][-1].right <= PIECE_GAP * line.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [Piece(tuple(run)) for run in runs]


def find_field(lines: Sequence[TextLine], known: Field | None = None) -> Field | None:
    """The unruled table among these lines, None where there is none.

    ``known`` is the same table on the page before; its columns hold again where the text keeps to them. The rest of
    its last row may be all that is left of it.
    """
    if not lines:
        return None
    xs = known.xs if known else []
    full = [index for index, line in enumerate(lines) if _is_full(line, xs)]
    if not full and known:
        rest = list(takewhile(known.holds, lines))
        return Field(rest, list(xs), lefts=known.lefts) if rest else None
    if len(full) < (1 if known else LEAST_FULL_LINES):
        return None
    first, last = full[0], full[-1]
    while first > 0 and _continues(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].top - lines[last].bottom < BREAK * lines[last].size:
        last += 1
    body = list(lines[first : last + 1])
    xs = list(xs) if known and _keeps_to(body, xs) else _headed(column_borders(body), lines, full[0])
    while body and any(crosses(body[0], x) for x in xs[1:-1]) and body[0] is not lines[full[0]]:
        body = body[1:]  # a title above the table
    if len(xs) - 1 < LEAST_COLUMNS:
        return None
    while body and spans_all(body[-1], xs):
        body = body[:-1]  # a note below the table
    filled = [line for line in body if len(columns_of(line, xs)) >= LEAST_COLUMNS]
    if len(filled) < (1 if known else LEAST_FULL_LINES):
        return None
    xs[0] = min(xs[0], *(line.left for line in body))
    xs[-1] = max(xs[-1], *(line.right for line in body))
    return Field(body, xs, lefts=_lefts(body, xs))


def _lefts(lines: Sequence[TextLine], xs: Sequence[float]) -> dict[int, float]:
    """Where the text of each column begins (points)."""
    lefts: dict[int, float] = {}
    for line in lines:
        for column, glyphs in columns_of(line, xs).items():
            lefts[column] = min(lefts.get(column, glyphs[0].left), glyphs[0].left)
    return lefts


def _headed(xs: list[float], lines: Sequence[TextLine], heading: int) -> list[float]:
    """Drop the borders of columns without a heading: chance blanks between words."""
    beside = [line for line in lines if abs(line.top - lines[heading].top) < HEADING * lines[heading].size]
    headed = {column for line in beside for column in columns_of(line, xs)}
    return [xs[0], *(x for column, x in enumerate(xs[1:-1], 1) if column in headed), xs[-1]]


def _is_full(line: TextLine, known: Sequence[float]) -> bool:
    """Does the line stand in three or more columns, known ones or such as wide blanks show?"""
    if known and not any(crosses(line, x) for x in known[1:-1]):
        return len(columns_of(line, known)) >= LEAST_COLUMNS
    return len(pieces(line)) >= LEAST_COLUMNS


def _continues(above: TextLine, below: TextLine) -> bool:
    """Is this a line right above in the same print: the first line of a cell higher than its neighbours?"""
    return below.top - above.bottom < below.size and abs(above.size - below.size) < 0.05 * below.size


def column_borders(lines: Sequence[TextLine]) -> list[float]:
    """The borders of columns: the text's left edge, the middle of every corridor, the text's right edge."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    set_out = [line for line in lines if not _alone(line, left, right)]
    if len(set_out) < LEAST_FULL_LINES:
        return [left, right]
    least = NARROW_CORRIDOR if len(set_out) >= MANY_LINES else LEAST_CORRIDOR
    stretches = [inked_stretches(line, least) for line in set_out]
    size = sorted(line.size for line in set_out)[len(set_out) // 2]
    corridors = _blank_between(sorted(one for line in stretches for one in line), least * size)
    kept = [
        (start + end) / 2
        for start, end in corridors
        if 2 * sum(_bridged(line, start, end) for line in set_out)
        <= sum(_reaches(line, start - size, start) for line in set_out)
    ]
    return [left, *kept, right]


def _alone(line: TextLine, left: float, right: float) -> bool:
    """May this be a title within a table: text alone on its line, wide, or set from the left edge on?"""
    wide = line.right - line.left > TITLE_WIDTH * (right - left)
    return len(pieces(line)) == 1 and (wide or line.left - left < line.size)


def _blank_between(stretches: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The gaps of at least that width between stretches that are sorted by where they start."""
    gaps: list[tuple[float, float]] = []
    end = stretches[0][1]
    for start, stop in stretches:
        if start - end >= least:
            gaps.append((end, start))
        end = max(end, stop)
    return gaps


def _bridged(line: TextLine, start: float, end: float) -> bool:
    """Does the text run over a gap by marks that were not counted as ink?"""
    inside = [g for g in line.glyphs if start <= g.center[0] <= end and g.text in HANGING]
    return any(
        0 <= g.left - mark.right < 0.15 * line.size for mark in inside for g in line.glyphs if g is not mark
    )


def _reaches(line: TextLine, start: float, end: float) -> bool:
    return any(start <= g.center[0] <= end for g in line.glyphs)


def inked_stretches(line: TextLine, least: float = NARROW_CORRIDOR) -> list[tuple[float, float]]:
    """The inked stretches (left, right) of a line, cut at every blank of ``least`` characters or more.

    Marks that may hang over a column's edge do not count as ink.
    """
    stretches: list[tuple[float, float]] = []
    for glyph in line.glyphs:
        if stretches and glyph.text in HANGING and glyph.left - stretches[-1][1] < 0.15 * line.size:
            continue
        if stretches and glyph.left - stretches[-1][1] < least * line.size:
            stretches[-1] = (stretches[-1][0], max(glyph.right, stretches[-1][1]))
        else:
            stretches.append((glyph.left, glyph.right))
    return stretches


def crosses(line: TextLine, border: float) -> bool:
    """Does the line's ink run over a border without a blank?"""
    return any(start < border - 1 and end > border + 1 for start, end in inked_stretches(line))


def spans_all(line: TextLine, xs: Sequence[float]) -> bool:
    """Is this line not set in columns: does it run over every border between its ends?"""
    inner = [x for x in xs[1:-1] if line.left < x - 1 and line.right > x + 1]
    return bool(inner) and all(crosses(line, x) for x in inner) and len(pieces(line)) == 1


def columns_of(line: TextLine, xs: Sequence[float]) -> dict[int, list[Glyph]]:
    """The characters of a line by column (0-based)."""
    found: dict[int, list[Glyph]] = {}
    column = 0
    before: Glyph | None = None
    for glyph in line.glyphs:
        if before is None or not hangs_on(glyph, before):
            column = min(max(bisect_right(xs, glyph.center[0]) - 1, 0), len(xs) - 2)
        before = glyph
        found.setdefault(column, []).append(glyph)
    return found


def _keeps_to(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    crossed = sum(any(crosses(line, x) for x in xs[1:-1]) for line in lines)
    return crossed <= max(1, int(CROSSED * len(lines)))
