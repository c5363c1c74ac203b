"""Word 97–2003 files (.doc, .wps), read from their own binary tables; no other program is needed."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Paragraph, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS, MAX_NESTING
from extractors.word.doc_binary import (
    ENDNOTES,
    FOOTNOTES,
    MAIN_TEXT,
    PAGE_HEADERS,
    TEXT_BOXES,
    OldWordError,
    Properties,
    WordBinary,
)
from extractors.word.doc_lists import LIST, LIST_LEVEL, read_lists, read_style_lists
from extractors.word.docx_numbering import Numbering
from extractors.word.office import read as read_by_office
from extractors.word.symbols import PRIVATE, symbol

IN_TABLE, ROW_END, DEPTH, INNER_CELL_END, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
DEFINE_TABLE, VERTICAL_MERGE, INSERT_CELLS, HEADER = 0xD608, 0xD62B, 0x7621, 0x3404
DELETED, HIDDEN, SYMBOL = 0x0800, 0x083C, 0x6A09
FIELD_BEGIN, FIELD_RESULT, FIELD_END = "\x13", "\x14", "\x15"
PARAGRAPH_ENDS = "\r\x07\x0c"
CHARACTERS = {"\x0b": "\n", "\t": " ", "\x1e": "-", "\x1f": "", "\xa0": "\xa0"}
# Edges of cells that lie closer together (1/20 point) are one.
SLIVER = 120
GOES_ON = 1
# A table without a row of so many cells, around another table, only frames it.
FRAME_COLUMNS = 3


def read(path: Path) -> Reading:
    """Read a .doc or .wps file; LibreOffice is asked only for those older than Word 97.

    Raises ExtractionError for encrypted and damaged files.
    """
    try:
        word = WordBinary(path)
    except OldWordError:
        return read_by_office(path)
    return _Reader(word, path).read()


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a run of characters is shown: not at all, or as one symbol."""

    hidden: bool
    symbol: str | None


@lru_cache(maxsize=4096)
def _shown(properties: tuple[tuple[int, bytes], ...]) -> _Shown:
    hidden, shown = False, None
    for code, operand in properties:
        if code in (DELETED, HIDDEN):
            hidden = hidden or operand[0] == 1
        elif code == SYMBOL:
            value = struct.unpack("<2xH", operand)[0]
            shown = symbol(value) if value >= PRIVATE else chr(value)
    return _Shown(hidden, shown)


@dataclass(slots=True)
class _Cells:
    """The cell definitions of a row: edges (1/20 point) and merge marks."""

    edges: list[int]
    across: list[int]
    down: list[int]
    header: bool = False


@dataclass(slots=True)
class _Row:
    cells: list[tuple[str, ...]]
    layout: _Cells


@dataclass(slots=True)
class _Open:
    """A table that is being read: its whole rows, the cells of the current one, the lines of the current cell."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    inner: list[list[_Row]] = field(default_factory=list)


class _Reader:
    def __init__(self, word: WordBinary, path: Path) -> None:
        self.word, self.path = word, path
        self.numbering = Numbering(read_lists(word))
        self.styles = read_style_lists(word)
        self.reading = Reading("wps" if path.suffix.lower() == ".wps" else "doc")
        self.open: list[_Open] = []
        self.number = 0

    def read(self) -> Reading:
        self._story(MAIN_TEXT)
        self._story(TEXT_BOXES)
        self._aside()
        return self.reading

    def _story(self, story: int) -> None:
        text: list[str] = []
        fields: list[bool] = []
        for character, offset in self.word.characters(story):
            if character in PARAGRAPH_ENDS:
                # a deleted paragraph end joins its paragraph to the next
                if character != "\r" or not self._shown(offset).hidden:
                    self._paragraph("".join(text), character, offset)
                    text = []
            elif character == FIELD_BEGIN:
                fields.append(True)
            elif character == FIELD_RESULT:
                fields[-1:] = [False] * len(fields[-1:])
            elif character == FIELD_END:
                fields[-1:] = []
            elif not any(fields):
                text.append(self._character(character, offset))
        self._close_tables(0)
        if rest := "".join(text).strip():
            self.reading.blocks.append(Paragraph(rest))

    def _aside(self) -> None:
        """Page headers, where a title may stand alone, and notes."""
        for story in (PAGE_HEADERS, FOOTNOTES, ENDNOTES):
            text = "".join(
                self._character(c, o) if c not in PARAGRAPH_ENDS else "\n"
                for c, o in self.word.characters(story)
            )
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if story == PAGE_HEADERS:
                self.reading.running.extend(lines)
            else:
                self.reading.notes.extend(
                    ReadingNote("footnote", "info", f"脚注未并入正文：{line}") for line in lines
                )

    def _shown(self, offset: int) -> _Shown:
        return _shown(tuple(self.word.character_properties(offset)))

    def _character(self, character: str, offset: int) -> str:
        shown = self._shown(offset)
        if shown.hidden:
            return ""
        if shown.symbol is not None and character in "(\x28":
            return shown.symbol
        if "\uf000" <= character <= "\uf0ff":
            return symbol(ord(character))
        if character in CHARACTERS:
            return CHARACTERS[character]
        return "" if character < " " else character

    def _paragraph(self, text: str, end: str, offset: int) -> None:
        style, direct = self.word.paragraph_properties(offset)
        properties = dict([*self.styles.get(style, []), *direct])
        if not _on(properties, IN_TABLE):
            self._close_tables(0)
            if labelled := self._label(properties, text):
                self.number += 1
                self.reading.blocks.append(Paragraph(labelled, number=self.number))
            return
        depth = max(1, struct.unpack("<I", properties[DEPTH])[0] if DEPTH in properties else 1)
        if depth > MAX_NESTING:
            raise ExtractionError(f"表格嵌套超过{MAX_NESTING}层", path=self.path)
        self._close_tables(depth)
        while len(self.open) < depth:
            self.open.append(_Open())
        table = self.open[-1]
        row_end, cell_end = (ROW_END, None) if depth == 1 else (INNER_ROW_END, INNER_CELL_END)
        if _on(properties, row_end) and (end == "\x07" or depth > 1):
            if not self._shown(offset).hidden:
                table.rows.append(_Row(table.cells, _layout(direct, len(table.cells))))
            table.cells, table.lines = [], []
            return
        table.lines.extend(self._label(properties, text).split("\n"))
        if end == "\x07" if cell_end is None else _on(properties, cell_end):
            table.cells.append(tuple(table.lines))
            table.lines = []

    def _label(self, properties: dict[int, bytes], text: str) -> str:
        text = text.strip()
        number = struct.unpack("<h", properties[LIST])[0] if LIST in properties else 0
        if number <= 0:
            return text
        depth = properties[LIST_LEVEL][0] if LIST_LEVEL in properties else 0
        label = self.numbering.label(str(number), depth)
        return f"{label}{text}" if text else label.strip()

    def _close_tables(self, depth: int) -> None:
        """Close the tables that stand deeper than ``depth``.

        A table inside a cell becomes lines of the cell; where the outer table is a mere frame, it stands for itself.
        """
        while len(self.open) > depth:
            table = self.open.pop()
            if not table.rows:
                continue
            frame = all(len(row.cells) < FRAME_COLUMNS for row in table.rows)
            if self.open:
                self.open[-1].inner.extend([*table.inner, table.rows])
                self.open[-1].lines.extend(_line(row) for row in table.rows)
                continue
            inner = [rows for rows in table.inner if any(len(row.cells) >= FRAME_COLUMNS for row in rows)]
            for rows in inner if frame and inner else [table.rows]:
                self._add(rows)

    def _add(self, rows: list[_Row]) -> None:
        number = len(self.reading.grids) + 1
        header = next((n for n, row in enumerate(rows) if not row.layout.header), len(rows))
        self.reading.blocks.append(Grid(number, self._cells(rows, number), header_rows=header))

    def _cells(self, rows: list[_Row], number: int) -> list[Cell]:
        place = _columns([edge for row in rows for edge in row.layout.edges])
        width = max(place.values(), default=0)
        if width > MAX_COLUMNS or width * len(rows) > MAX_CELLS:
            message = f"表格超过上限（{MAX_COLUMNS}列、{MAX_CELLS}格），文件可能已损坏"
            raise ExtractionError(message, path=self.path, table=number)
        cells: list[Cell] = []
        open_merges: dict[tuple[int, int], int] = {}
        for index, row in enumerate(rows):
            merges: dict[tuple[int, int], int] = {}
            for start, end, texts, down in _spans(row, place):
                above = open_merges.get((start, end)) if down == GOES_ON else None
                if above is not None and rows[index - 1].layout.header == row.layout.header:
                    old = cells[above]
                    cells[above] = Cell(
                        old.row, old.column, old.row_span + 1, old.column_span, old.paragraphs
                    )
                    merges[start, end] = above
                else:
                    cells.append(Cell(index, start, 1, end - start, texts))
                    if down:
                        merges[start, end] = len(cells) - 1
            open_merges = merges
        return cells


def _line(row: _Row) -> str:
    texts = ("".join(cell).strip() for cell in row.cells)
    return " ".join(text for text in texts if text)


def _on(properties: dict[int, bytes], code: int) -> bool:
    return code in properties and properties[code][0] == 1


def _columns(edges: list[int]) -> dict[int, int]:
    """The column at which each edge stands; edges that nearly meet are one."""
    place: dict[int, int] = {}
    column, last = -1, -(10**6)
    for edge in sorted(set(edges)):
        if edge - last >= SLIVER:
            column, last = column + 1, edge
        place[edge] = column
    return place


def _spans(row: _Row, place: dict[int, int]) -> list[tuple[int, int, tuple[str, ...], int]]:
    """The row's cells as (first column, column after the last, paragraphs, vertical merge mark)."""
    out: list[tuple[int, int, tuple[str, ...], int]] = []
    layout = row.layout
    anchor = 0
    for n, texts in enumerate(row.cells):
        start, end = place[layout.edges[n]], place[layout.edges[n + 1]]
        across = layout.across[n]
        if across and anchor and across != anchor and out:
            first = out[-1]
            out[-1] = (first[0], end, first[2], first[3])
            continue
        anchor = across
        if end > start:
            out.append((start, end, texts, layout.down[n]))
        elif out and any(t.strip() for t in texts):
            first = out[-1]
            out[-1] = (first[0], first[1], first[2] + texts, first[3])
    return out


def _layout(properties: Properties, count: int) -> _Cells:
    """The cell definitions that a row's end carries; even columns where it carries none."""
    edges, across, down = [0], list[int](), list[int]()
    header = False
    for code, operand in properties:
        if code == DEFINE_TABLE and len(operand) > 3:
            edges, across, down = _define(operand)
        elif code == INSERT_CELLS:
            first, cells, width = operand[0], operand[1], struct.unpack_from("<H", operand, 2)[0]
            first = min(first, len(across))
            added = [edges[first] + width * (n + 1) for n in range(cells)]
            edges[first + 1 :] = added + [edge + width * cells for edge in edges[first + 1 :]]
            across[first:first], down[first:first] = [0] * cells, [0] * cells
        elif code == VERTICAL_MERGE and len(operand) >= 3 and operand[1] < len(down):
            down[operand[1]] = operand[2]
        elif code == HEADER:
            header = operand[0] == 1
    while len(across) < count:
        edges.append(edges[-1] + SLIVER * 10)
        across.append(0)
        down.append(0)
    return _Cells(edges, across, down, header)


def _define(operand: bytes) -> tuple[list[int], list[int], list[int]]:
    count = operand[2]
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
    start = 3 + (count + 1) * 2
    across, down = [], []
    for n in range(count):
        at = start + n * 20
        flags = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        across.append(flags & 3)
        down.append(flags >> 5 & 3)
    return edges, across, down
