"""Where the rows of an unruled table part: from blanks between lines and from what begins a row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pages.corridors import columns_of, spans_all
from extractors.pages.labels import label_rows
from extractors.pages.lattice import Lattice, Region
from extractors.pages.page import Glyph
from extractors.pages.text import ENDED, TextLine, goes_on, text_lines

ANCHOR = re.compile(
    r"\d{1,3}(?:[.．\-]\d{1,3}){0,3}[.．、]?|[+＋\-－]?\d{1,3}(?:\.\d+)?分?|[（(]?[一二三四五六七八九十]{1,3}[)）、]?"
    r"|加分项?|扣分项?"
)
"""What stands alone in a cell that every row has: its number or its points."""
ANCHORED = 0.6
"""A column anchors the rows when this share of its lines are numbers or points."""
WIDER = 0.25
"""A blank wider by this many characters than those between a cell's lines parts rows."""
ALIKE = 0.12
"""Blanks are equally high within this share of a character."""
TRIM = 0.08
"""Boxes of characters are this share higher than the ink on either side."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A horizontal stripe (points) without text in the columns looked at."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def rows_lattice(
    lines: Sequence[TextLine], xs: Sequence[float], ys: Sequence[float] = (), heading: int = 0
) -> Lattice:
    """The cells of an unruled table from its lines and its column borders (points).

    ``ys`` are row borders that are known because they are drawn; the first ``heading`` lines are known to be the
    repeated heading. A line over the whole width is a row of its
    own; a label to the left of the longest texts spans the rows that it stands for.
    """
    titles = [line for line in lines if spans_all(line, xs)]
    body = [line for line in lines if not any(line is title for title in titles)]
    columns = by_column(body, xs)
    top = min(line.top for line in lines) - 1
    bottom = max(line.bottom for line in lines) + 1
    if ys:
        inner = [y for y in ys if top < y < bottom]
    else:
        rest = body[heading:]
        inner = _row_borders(by_column(rest, xs), rest) if rest else []
        if 0 < heading < len(body):
            inner.append((body[heading - 1].bottom + body[heading].top) / 2)
        for title in titles:
            near = [y for y in inner if title.top <= y <= title.bottom]
            inner = [y for y in inner if y not in near] + [title.top - 0.5, title.bottom + 0.5]
    borders = [top, *_apart(sorted(y for y in inner if top + 1 < y < bottom - 1)), bottom]
    return Lattice(list(xs), borders, _regions(borders, list(xs), columns, titles))


def _apart(ys: list[float]) -> list[float]:
    kept: list[float] = []
    for y in ys:
        if not kept or y - kept[-1] > 3:
            kept.append(y)
    return kept


def by_column(lines: Sequence[TextLine], xs: Sequence[float]) -> list[list[TextLine]]:
    """The lines of each column, given the columns' borders (points)."""
    glyphs: list[list[Glyph]] = [[] for _ in range(len(xs) - 1)]
    for line in lines:
        for column, part in columns_of(line, xs).items():
            glyphs[column] += part
    return [text_lines(part) for part in glyphs]


def clearly_parted(lines: Sequence[TextLine], ys: Sequence[float]) -> bool:
    """Are the blanks at the borders of rows higher than those between the lines of their cells?"""
    stripes = _blanks([lines])
    parting = [s.height for s in stripes if any(s.top <= y <= s.bottom for y in ys)]
    within = [s.height for s in stripes if not any(s.top <= y <= s.bottom for y in ys)]
    if not parting or not within:
        return True
    return median(parting) >= median(within) + WIDER * median(line.size for line in lines)


def anchor_lines(columns: Sequence[Sequence[TextLine]]) -> tuple[int | None, list[TextLine]]:
    """The column whose lines each mark a row (its number or points), and those lines; else (None, [])."""
    best: tuple[int | None, list[TextLine]] = (None, [])
    for index, column in enumerate(columns):
        marked = [line for line in column if ANCHOR.fullmatch(line.text)]
        sure = _marks_rows(column) if len(marked) > 1 else len(column) <= 2
        if sure and len(marked) > len(best[1]):
            best = index, marked
    return best


def _marks_rows(column: Sequence[TextLine]) -> bool:
    return sum(bool(ANCHOR.fullmatch(line.text)) for line in column) >= ANCHORED * (len(column) - 1) > 0


def _blanks(columns: Sequence[Sequence[TextLine]]) -> list[Blank]:
    """The stripes between lines, over all these columns."""
    inked = sorted(
        (line.top + TRIM * line.size, line.bottom - TRIM * line.size) for column in columns for line in column
    )
    stripes: list[Blank] = []
    end = inked[0][1] if inked else 0.0
    for top, bottom in inked:
        if top > end:
            stripes.append(Blank(end, top))
        end = max(end, bottom)
    return stripes


def _row_borders(columns: list[list[TextLine]], body: Sequence[TextLine]) -> list[float]:
    anchor, marks = anchor_lines(columns)
    if anchor is None:
        return _borders_by_blanks(columns, body)
    plain = _plain_columns(columns, anchor, marks)
    stripes = _blanks(plain)
    widest = max(plain, key=lambda column: sum(line.right - line.left for line in column))
    size = median(line.size for line in marks)
    borders = []
    top_set = _top_set(widest, marks)
    for before, mark in itertools.pairwise(marks):
        between = [s for s in stripes if before.top < s.middle < mark.bottom]
        if between:
            borders.append(_parting_blank(between, mark, widest, size, top_set).middle)
        else:
            borders.append((before.bottom + mark.top) / 2)
    above = [s for s in stripes if s.middle < marks[0].top + 1]
    headed = any(line.bottom <= marks[0].top for line in columns[anchor])
    if above and (headed or top_set):
        borders.append(_parting_blank(above, marks[0], widest, size, top_set).middle)
    return borders + _extra_borders(stripes, borders, plain, size)


def _parting_blank(
    between: Sequence[Blank], mark: TextLine, widest: Sequence[TextLine], size: float, top_set: bool
) -> Blank:
    """The blank at which the row of a mark begins.

    It is the highest; of equal ones that right above the mark or, where marks stand in the middle of their
    rows, one after which the text does not go on.
    """
    highest = max(s.height for s in between)
    likely = [s for s in between if s.height >= highest - ALIKE * size]
    if top_set:
        return max(likely, key=lambda s: (s.middle <= mark.top + 0.3 * size, s.middle))
    return max(likely, key=lambda s: (_ended(s, widest), s.height))


def _plain_columns(
    columns: list[list[TextLine]], anchor: int, marks: Sequence[TextLine]
) -> list[list[TextLine]]:
    """The columns with a cell in each row: those that leave a blank between any two marks."""
    plain = [columns[anchor]]
    for index, column in enumerate(columns):
        if index == anchor or not column:
            continue
        stripes = _blanks([columns[anchor], column])
        if all(
            any(before.top < s.middle < mark.bottom for s in stripes)
            for before, mark in itertools.pairwise(marks)
        ):
            plain.append(column)
    return plain


def _top_set(widest: Sequence[TextLine], marks: Sequence[TextLine]) -> bool:
    """Do the rows begin on the line of their marks (and not have them in their middle)?"""
    going = 0
    seen = 0
    right = max(line.right for line in widest)
    for mark in marks:
        at = [i for i, line in enumerate(widest) if line.top < mark.bottom and line.bottom > mark.top]
        if at and at[0] > 0:
            seen += 1
            before, line = widest[at[0] - 1], widest[at[0]]
            going += goes_on(before, line, right) and not before.text.endswith(ENDED)
    return seen == 0 or going <= 0.25 * seen


def _ended(stripe: Blank, widest: Sequence[TextLine]) -> int:
    """How surely the longest texts end at this blank: 2 with a full stop and a short line, 1 with either."""
    above = [line for line in widest if line.bottom - TRIM * line.size <= stripe.top + 0.1]
    below = [line for line in widest if line.top + TRIM * line.size >= stripe.bottom - 0.1]
    if not above or not below:
        return 0
    right = max(line.right for line in widest)
    return above[-1].text.endswith(ENDED) + (not goes_on(above[-1], below[0], right))


def _extra_borders(
    stripes: Sequence[Blank], borders: Sequence[float], plain: Sequence[Sequence[TextLine]], size: float
) -> list[float]:
    """Borders of rows that have no mark: blanks as wide as those that part marked rows."""
    parting = [s.height for s in stripes if any(s.top <= y <= s.bottom for y in borders)]
    within = [
        (b.top + TRIM * b.size) - (a.bottom - TRIM * a.size)
        for column in plain
        for a, b in itertools.pairwise(column)
        if not any(a.bottom <= y <= b.top for y in borders)
    ]
    if not parting or not within or median(parting) < median(within) + WIDER * size:
        return []
    least = (median(parting) + median(within)) / 2
    return [
        s.middle for s in stripes if s.height >= least and not any(s.top <= y <= s.bottom for y in borders)
    ]


def _borders_by_blanks(columns: list[list[TextLine]], body: Sequence[TextLine]) -> list[float]:
    """Without marks rows part at wide blanks; where all are alike, at each line that most columns share."""
    stripes = _blanks(columns)
    if not stripes:
        return []
    heights = sorted(s.height for s in stripes)
    size = median(line.size for line in body)
    if heights[-1] - heights[0] >= WIDER * size:
        least = (heights[0] + heights[-1]) / 2
        return [s.middle for s in stripes if s.height >= min(least, heights[0] + 0.6 * size)]
    filled = [column for column in columns if column]
    starts = [
        line.top
        for line in body
        if sum(any(o.top < line.bottom and o.bottom > line.top for o in column) for column in filled)
        > len(filled) / 2
    ]
    above = ([s.middle for s in stripes if s.middle <= y + 1] for y in starts[1:])
    return [max(middles) for middles in above if middles]


def _regions(
    ys: list[float], xs: list[float], columns: list[list[TextLine]], titles: Sequence[TextLine]
) -> list[Region]:
    count = len(ys) - 1
    whole = {
        row for row in range(count) if any(ys[row] <= (t.top + t.bottom) / 2 <= ys[row + 1] for t in titles)
    }
    regions = [Region(row, 0, 1, len(xs) - 1) for row in whole]
    widest = max(
        range(len(columns)), key=lambda index: sum(line.right - line.left for line in columns[index])
    )
    for index, column in enumerate(columns):
        labels = index < widest and not _marks_rows(column)
        starts = label_rows(column, ys) if labels else list(range(count))
        starts = sorted({*starts, 0, *whole, *(row + 1 for row in whole if row + 1 < count)})
        for start, end in zip(starts, [*starts[1:], count], strict=True):
            if start not in whole:
                regions.append(Region(start, index, end - start, 1))
    return sorted(regions, key=lambda r: (r.row, r.column))
