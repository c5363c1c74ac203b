"""Characters on a page → lines → paragraphs. Joins broken lines without adding or losing a character."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pages.page import Glyph

SAME_LINE = 0.45
"""Characters whose middles lie nearer than this share of their height stand in one line."""
WIDE_GAP = 1.0
"""A gap wider than this many characters is a blank."""
LATIN_GAP = 0.2
"""Between two Latin letters a gap of this many characters is already a blank."""
SLACK = 0.3
"""A line is full when the next word would end beyond the edge less this many characters."""
INDENT = 1.5
"""A line set in by this many characters begins a paragraph."""
STACKED = 0.15
"""Vertical writing: in a column neighbours are at most this share of a character apart, columns more."""
MOST_PER_LINE = 4
"""Vertical writing has at most so many columns in a cell."""

POINT = re.compile(
    r"(?:\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[)）]"
    r"|[①-⑳⑴-⒇]|第[一二三四五六七八九十]{1,3}[条章节款])"
)
"""The head of a numbered point."""
ENDED = tuple("。；;：:！!？?")
"""A line that ends in one of these may end a paragraph."""
HANGING = frozenset("，。、；：！？）】》”’")
"""Marks that may hang over the edge of a column, at the end of a line."""
_OPENERS = "（([【〔《〈“‘「『"
_CLOSERS = "）)]】〕》〉”’」』，。、；：！？,.;:!?%％…"
_WORD = re.compile(
    f"[{re.escape(_OPENERS)}]*(?:[A-Za-z0-9.,%％/+\\-μ³²℃~]+|.)[{re.escape(_CLOSERS)}]*", re.DOTALL
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: its characters from left to right, with blanks where the page shows one.

    ``size`` is the usual height of its characters (points).
    """

    glyphs: tuple[Glyph, ...]
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def hangs_on(glyph: Glyph, before: Glyph) -> bool:
    """Is this a mark that stands right behind the character before it, and so belongs where that belongs?"""
    size = max(glyph.height, before.height)
    return (
        glyph.text in HANGING
        and abs(glyph.left - before.right) < 0.15 * size
        and abs(glyph.center[1] - before.center[1]) < SAME_LINE * size
    )


def text_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines of horizontally set text, from top to bottom."""
    inked = [g for g in glyphs if not g.text.isspace()]
    if not inked:
        return []
    rows: list[list[Glyph]] = []
    middle = tallest = 0.0
    for glyph in sorted(inked, key=lambda g: (g.center[1], g.left)):
        if rows and abs(glyph.center[1] - middle) <= SAME_LINE * max(rows[-1][0].height, glyph.height):
            rows[-1].append(glyph)
            if glyph.height > tallest:
                middle, tallest = glyph.center[1], glyph.height
        else:
            rows.append([glyph])
            middle, tallest = glyph.center[1], glyph.height
    blanks = sorted((g for g in glyphs if g.text.isspace()), key=lambda g: g.center[1])
    heights = [blank.center[1] for blank in blanks]
    lines = []
    for row in rows:
        first = bisect_left(heights, min(g.top for g in row))
        last = bisect_right(heights, max(g.bottom for g in row))
        lines.append(_line(row, blanks[first:last]))
    return lines


def _line(row: list[Glyph], blanks: list[Glyph]) -> TextLine:
    top, bottom = min(g.top for g in row), max(g.bottom for g in row)
    left, right = min(g.left for g in row), max(g.right for g in row)
    own = [b for b in blanks if left <= b.center[0] <= right + b.width]
    ordered = sorted([*row, *own], key=lambda g: (g.left, g.right))
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in ordered:
        if last is not None and not glyph.text.isspace() and not last.text.isspace() and _apart(last, glyph):
            parts.append(" ")
        parts.append(" " if glyph.text.isspace() else glyph.text)
        last = glyph
    text = "".join(parts).strip()
    inked = tuple(g for g in ordered if not g.text.isspace())
    return TextLine(inked, text, left, top, right, bottom, median(g.height for g in inked))


def _apart(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.height, glyph.height)
    gap = glyph.left - last.right
    if _LETTER.match(last.text) and _LETTER.match(glyph.text):
        return gap > LATIN_GAP * size
    return gap > WIDE_GAP * size


def is_vertical(lines: Sequence[TextLine]) -> bool:
    """Are these lines really columns, one character under the other, to be read from right to left?

    True where in three or more lines of single, mostly Chinese characters the lines are set closer than the
    characters in them.
    """
    count = sum(len(line.glyphs) for line in lines)
    if len(lines) < 3 or count > MOST_PER_LINE * len(lines):
        return False
    ideographs = sum(bool(_IDEOGRAPH.match(g.text)) for line in lines for g in line.glyphs)
    if ideographs < 0.6 * count:
        return False
    beside = [
        (b.left - a.right) / max(a.height, 0.1)
        for line in lines
        for a, b in zip(line.glyphs, line.glyphs[1:], strict=False)
    ]
    if not beside:
        return False  # a single column reads the same either way
    below = [(b.top - a.bottom) / max(a.size, 0.1) for a, b in itertools.pairwise(lines)]
    return median(below) <= STACKED < min(beside)


def vertical_text(glyphs: Sequence[Glyph]) -> str:
    """The text of vertically set characters: columns from right to left, each from top to bottom."""
    columns: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: -g.center[0]):
        if columns and abs(columns[-1][0].center[0] - glyph.center[0]) <= SAME_LINE * glyph.width:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return "".join(g.text for column in columns for g in sorted(column, key=lambda g: g.top))


def join_lines(lines: Sequence[TextLine], left: float, right: float) -> tuple[str, ...]:
    """Paragraphs from lines in reading order between two edges (points).

    A line goes on in the next one where the next word had no room before the right edge. A new paragraph begins after
    a line that ended early, at a numbered point after a finished sentence, and at a line that is set in.
    """
    if not lines:
        return ()
    centred = _centred(lines, left, right)
    margin = min(line.left for line in lines)
    result = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        indented = (
            not centred and line.left - margin > INDENT * line.size and before.left - margin < line.size
        )
        if goes_on(before, line, right) and not indented:
            result[-1] = joined(result[-1], line.text)
        else:
            result.append(line.text)
    return tuple(result)


def goes_on(before: TextLine, line: TextLine, right: float) -> bool:
    """Does a line go on in the next one, given the right edge (points) at which it had to break?"""
    if _IDEOGRAPH.fullmatch(before.text) and _IDEOGRAPH.fullmatch(line.text):
        return True  # one character a line: set vertically in a narrow cell
    if line.text[:1] in _CLOSERS:
        return True
    full = before.right + head_width(line) > right - SLACK * line.size
    starts_point = bool(POINT.match(line.text)) and before.text.endswith(ENDED)
    return full and not starts_point


def head_width(line: TextLine) -> float:
    """Width (points) of the first word of a line, with the marks that may not be parted from it."""
    match = _WORD.match(line.text)
    length = len(match.group().rstrip()) if match else 1
    head = line.glyphs[: max(length, 1)]
    return head[-1].right - head[0].left


def set_right(line: TextLine) -> float:
    """Where a line ends (points), but for a mark at its end that may hang over the edge."""
    if len(line.glyphs) > 1 and line.glyphs[-1].text in HANGING:
        return line.glyphs[-2].right
    return line.right


def joined(before: str, after: str) -> str:
    """Two pieces of a broken line as one; between two Latin words the line break was a blank."""
    if before and after and _LETTER.match(before[-1]) and _LETTER.match(after[0]):
        return f"{before} {after}"
    return before + after


def _centred(lines: Sequence[TextLine], left: float, right: float) -> bool:
    if len(lines) < 2:
        return False
    middle = (left + right) / 2
    size = lines[0].size
    off = [abs((line.left + line.right) / 2 - middle) for line in lines]
    spread = max(line.left for line in lines) - min(line.left for line in lines)
    return max(off) < 0.5 * size and spread > 0.5 * size


def padding(lines_left: Sequence[float], size: float) -> float:
    """The blank between border and text (points), from the left blanks of all cells of a table."""
    blanks = [blank for blank in lines_left if blank >= 0]
    return min(min(blanks), size) if blanks else 0.0
