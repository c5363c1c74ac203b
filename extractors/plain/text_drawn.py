"""Tables drawn with characters in text files: boxes of ─ │ ┼ or + - |, and Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from extractors.grid import Cell
from extractors.texts import join_broken

VERTICAL = frozenset("│┃║|¦")
HORIZONTAL = frozenset("─━═-=┄┅┈┉")
CROSSING = frozenset("┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝┠┨┯┷┿╂╟╢╤╧╪╫╞╡╓╖╙╜╥╨╒╕╘╛+")
RULES = HORIZONTAL | CROSSING | VERTICAL
STROKES = frozenset(character for character in RULES if "\u2500" <= character <= "\u257f")
"""The strokes that a font may draw as wide as a Chinese character."""
_STROKE = re.compile(f"[{''.join(VERTICAL)}]")
_STROKE_OR_CROSSING = re.compile(f"[{''.join(VERTICAL | CROSSING)}]")
MARKDOWN_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
ENTITY_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_rule_line(line: str) -> bool:
    """Whether a line draws the top, bottom or a rule of a box."""
    bare = line.strip()
    return (
        len(bare) >= 3
        and bare[0] in CROSSING | VERTICAL
        and any(c in HORIZONTAL for c in bare)
        and any(c in CROSSING for c in bare)
    )


def is_box_line(line: str) -> bool:
    """Whether a line belongs to a box: a rule, or text between vertical strokes."""
    bare = line.strip()
    return is_rule_line(line) or (len(bare) >= 2 and bare[0] in VERTICAL and bare[-1] in VERTICAL)


def box_end(lines: list[str], start: int) -> int:
    """The line after the box that begins at ``start``; ``start`` itself where none begins there."""
    if not is_rule_line(lines[start]):
        return start
    end = start
    while end < len(lines) and is_box_line(lines[end]):
        end += 1
    return end if end - start >= 3 else start


def markdown_end(lines: list[str], start: int) -> int:
    """The line after the Markdown table that begins at ``start``; ``start`` itself where none begins
    there."""
    if start + 1 >= len(lines) or "|" not in lines[start] or not MARKDOWN_RULE.match(lines[start + 1]):
        return start
    if "|" not in lines[start + 1]:
        return start
    end = start + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    return end


def read_markdown(lines: list[str]) -> list[list[str]]:
    """The rows of a Markdown table; ``<br>`` is a line end, ``\\|`` a stroke in a text."""
    return [_markdown_row(line) for n, line in enumerate(lines) if n != 1]


def _markdown_row(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    cells = re.split(r"(?<!\\)\|", bare)
    return [_plain(cell.replace("\\|", "|").strip()) for cell in cells]


def _plain(text: str) -> str:
    text = ENTITY_BREAK.sub("\n", text)
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", text)


@dataclass(slots=True)
class _Line:
    """A line by display columns: a wide character fills two, the second empty.

    The strokes of a box are as wide as a Chinese character in the fonts that many such files were drawn with.
    """

    cells: list[str]

    @classmethod
    def of(cls, line: str, wide_strokes: bool) -> _Line:
        cells: list[str] = []
        for character in line.rstrip():
            cells.append(character)
            wide = unicodedata.east_asian_width(character) in "WF" and character not in RULES
            if wide or (wide_strokes and character in STROKES):
                cells.append("")
        return cls(cells)

    def at(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else " "

    def places(self, strokes: Container[str]) -> list[int]:
        """The columns at which one of the strokes stands."""
        return [column for column, character in enumerate(self.cells) if character in strokes]

    def text(self, start: int, end: int) -> str:
        return "".join(self.cells[start:end]).strip()


@dataclass(slots=True)
class _Drawing:
    """What is drawn in each line: its texts by column, and between two bands where a rule runs."""

    columns: int
    texts: dict[int, list[str | None]]
    """By the number of its line; None where no stroke parts a column from the one before. A rule that stops short has
    the text of the cells that it passes by."""
    ruled: dict[int, list[bool]]


def read_box(lines: list[str]) -> list[Cell]:
    """The cells of a drawn box with their spans: a rule that stops short, or a stroke left out, merges cells."""
    bands = _bands(lines)
    drawing = _by_count(lines) or _by_place(lines)
    columns, texts = drawing.columns, drawing.texts
    owner = {(band, column): (band, column) for band in range(len(bands)) for column in range(columns)}
    for band, rows in enumerate(bands):
        for column in range(1, columns):
            if all(texts[row][column] is None for row in rows):
                owner[band, column] = owner[band, column - 1]
    for band in range(len(bands) - 1):
        between = range(bands[band][-1] + 1, bands[band + 1][0])
        for column in range(columns):
            if not any(drawing.ruled[row][column] for row in between):
                for place in [p for p, o in owner.items() if o == owner[band + 1, column]]:
                    owner[place] = owner[band, column]
    return [_cell(bands, anchor, owner, texts) for anchor in sorted(set(owner.values()))]


def _bands(lines: list[str]) -> list[list[int]]:
    bands: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if is_rule_line(line):
            bands.append([])
        else:
            bands[-1].append(index)
    return [band for band in bands if band]


def _by_count(lines: list[str]) -> _Drawing | None:
    """A box all of whose lines have as many strokes: told by their count, for blanks may have been lost.

    None for a box with cells that go over several columns.
    """
    parts = [
        re.split(_STROKE_OR_CROSSING if is_rule_line(line) else _STROKE, line.strip())[1:-1] for line in lines
    ]
    if len({len(one) for one in parts}) != 1:
        return None
    texts: dict[int, list[str | None]] = {}
    ruled: dict[int, list[bool]] = {}
    for row, one in enumerate(parts):
        if is_rule_line(lines[row]):
            ruled[row] = [bool(part) and HORIZONTAL.issuperset(part) for part in one]
            texts[row] = ["" if drawn else part.strip() for part, drawn in zip(one, ruled[row], strict=True)]
        else:
            texts[row] = [part.strip() for part in one]
    return _Drawing(len(parts[0]), texts, ruled)


def _by_place(lines: list[str]) -> _Drawing:
    """A box by the display columns of its strokes, in the width of strokes that lets more of them meet the rules."""
    _, drawn, edges = max(
        (_placed(lines, wide_strokes) for wide_strokes in (False, True)), key=lambda placed: placed[0]
    )
    texts: dict[int, list[str | None]] = {}
    ruled: dict[int, list[bool]] = {}
    for row, line in enumerate(drawn):
        if is_rule_line(lines[row]):
            strokes = line.places(VERTICAL | CROSSING)
            spans = list(pairwise(strokes if len(strokes) == len(edges) else edges))
            ruled[row] = [_ruled(line, start, end) for start, end in spans]
            texts[row] = [
                "" if passed else line.text(start + 1, end)
                for (start, end), passed in zip(spans, ruled[row], strict=True)
            ]
        else:
            texts[row] = _texts(line, edges)
    return _Drawing(len(edges) - 1, texts, ruled)


def _placed(lines: list[str], wide_strokes: bool) -> tuple[int, list[_Line], list[int]]:
    """How many strokes of the texts stand where the rules cross, the lines, and where the rules cross."""
    drawn = [_Line.of(line, wide_strokes) for line in lines]
    edges = {
        column
        for line, written in zip(drawn, lines, strict=True)
        if is_rule_line(written)
        for column, character in enumerate(line.cells)
        if character in CROSSING
    }
    meeting = sum(
        character in VERTICAL and column in edges
        for line, written in zip(drawn, lines, strict=True)
        if not is_rule_line(written)
        for column, character in enumerate(line.cells)
    )
    return meeting, drawn, sorted(edges)


def _texts(line: _Line, edges: list[int]) -> list[str | None]:
    """The text of a line in each column, None where no stroke parts it from the column before.

    Wide characters often push strokes off the rules; a line with all its strokes is read by their count.
    """
    strokes = line.places(VERTICAL)
    if len(strokes) == len(edges):
        return [line.text(start + 1, end) for start, end in pairwise(strokes)]
    out: list[str | None] = []
    for column, start in enumerate(edges[:-1]):
        if column and line.at(start) not in RULES:
            out.append(None)
            continue
        end = next((e for e in edges[column + 1 :] if line.at(e) in RULES), edges[-1])
        out.append(line.text(start + 1, end))
    return out


def _ruled(line: _Line, start: int, end: int) -> bool:
    middle = [line.at(column) for column in range(start + 1, end)]
    return bool(middle) and all(c in HORIZONTAL | CROSSING for c in middle if c)


def _cell(
    bands: list[list[int]],
    anchor: tuple[int, int],
    owner: dict[tuple[int, int], tuple[int, int]],
    texts: dict[int, list[str | None]],
) -> Cell:
    places = [place for place, own in owner.items() if own == anchor]
    last_band = max(band for band, _ in places)
    last_column = max(column for _, column in places)
    text = ""
    for row in range(bands[anchor[0]][0], bands[last_band][-1] + 1):
        part = texts[row][anchor[1]]
        text = join_broken(text, part) if part else text
    return Cell(
        anchor[0], anchor[1], last_band - anchor[0] + 1, last_column - anchor[1] + 1, tuple(text.split("\n"))
    )
