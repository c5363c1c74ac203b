"""Excel 97–2003 workbooks (.xls), read from their records so that numbers come as shown and merged cells as merged."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.grid import Grid, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS
from extractors.sheets.block import Range, laid_out
from extractors.sheets.number_format import show
from extractors.word.compound import CompoundFile

BEGIN, END, CONTINUE, PASSWORD, FROM_1904 = 0x0809, 0x000A, 0x003C, 0x002F, 0x0022
SHEET, FORMAT, LOOK, STRINGS, ROW, MERGES = 0x0085, 0x041E, 0x00E0, 0x00FC, 0x0208, 0x00E5
SHARED_TEXT, TEXT, NUMBER, SHORT_NUMBER, SHORT_NUMBERS = 0x00FD, 0x0204, 0x0203, 0x027E, 0x00BD
FORMULA, FORMULA_TEXT, BOOLEAN = 0x0006, 0x0207, 0x0205
WIDE, EXTENDED, RICH = 1, 4, 8
HIDDEN_ROW, HIDDEN_SHEET = 0x20, 3
DAMAGED = "工作簿已损坏，文件可能没有下载完整，请重新获取"

Record = tuple[int, list[bytes]]
"""A record's kind and its data, in the parts in which the file holds it."""


@dataclass(slots=True)
class _Book:
    """What holds for all sheets: shared texts, number formats, and the sheets with their places and states."""

    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    looks: list[int] = field(default_factory=list)
    sheets: list[tuple[str, int, int, int]] = field(default_factory=list)
    from_1904: bool = False

    def show(self, value: float, look: int) -> str:
        """A number as its cell's format shows it."""
        number = self.looks[look] if look < len(self.looks) else 0
        return show(repr(value), number, self.codes.get(number), from_1904=self.from_1904)


@dataclass(slots=True)
class _Sheet:
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def read(path: Path) -> Reading:
    """Read a workbook: one grid for each visible sheet that holds text.

    Raises ExtractionError for damaged, encrypted, oversized or older files.
    """
    container = CompoundFile(path.read_bytes(), path)
    stream = container.stream("Workbook")
    if stream is None:
        raise ExtractionError("Excel 95或更早的工作簿，请在Excel、WPS里另存为xlsx", path=path)
    reading = Reading("xls")
    try:
        book = _read_book(stream, path)
        for name, start, state, kind in book.sheets:
            if kind:
                continue
            if state & HIDDEN_SHEET:
                reading.notes.append(ReadingNote("hidden_sheet", "info", f"隐藏的工作表“{name}”未读取"))
                continue
            _add(reading, name, _read_sheet(stream, start, book), path)
    except (struct.error, IndexError) as error:
        raise ExtractionError(DAMAGED, path=path) from error
    return reading


def _add(reading: Reading, name: str, sheet: _Sheet, path: Path) -> None:
    used = [place for place, text in sheet.texts.items() if text.strip() and place[0] not in sheet.hidden]
    if not used:
        return
    last_row, last_column = max(row for row, _ in used), max(column for _, column in used)
    if last_column >= MAX_COLUMNS or (last_row + 1) * (last_column + 1) > MAX_CELLS:
        message = f"工作表“{name}”超过上限（{MAX_COLUMNS}列、{MAX_CELLS}格），请删去无关的行列"
        raise ExtractionError(message, path=path)
    hidden = {row for row, _ in sheet.texts if row in sheet.hidden}
    if hidden:
        message = f"工作表“{name}”有{len(hidden)}行隐藏，未读取"
        reading.notes.append(ReadingNote("hidden_rows", "warning", message))
    shown = [row for row in range(last_row + 1) if row not in sheet.hidden]
    places = {row: index for index, row in enumerate(shown)}
    cells = list(laid_out(sheet.texts, sheet.merges, places, last_column))
    reading.blocks.append(Grid(len(reading.blocks) + 1, cells, sheet=name))


def _records(stream: bytes, position: int) -> Iterator[Record]:
    """The records of one part of the workbook, from its beginning to its end, those of inner parts left out."""
    depth = 0
    last: Record | None = None
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        data = stream[position + 4 : position + 4 + size]
        position += 4 + size
        if kind == CONTINUE and last is not None:
            last[1].append(data)
            continue
        if last is not None:
            yield last
            last = None
        if kind == BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            last = (kind, [data])
    if last is not None:
        yield last


def _read_book(stream: bytes, path: Path) -> _Book:
    book = _Book()
    for kind, parts in _records(stream, 0):
        data = parts[0]
        if kind == PASSWORD:
            raise ExtractionError("文件已加密，请先去掉密码再读", path=path)
        if kind == FORMAT:
            number, length, flags = struct.unpack_from("<HHB", data)
            book.codes[number] = _text(data[5:], length, flags)
        elif kind == LOOK:
            book.looks.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == SHEET:
            start, state, sort, length, flags = struct.unpack_from("<IBBBB", data)
            book.sheets.append((_text(data[8:], length, flags), start, state, sort))
        elif kind == FROM_1904:
            book.from_1904 = data[:1] == b"\x01"
        elif kind == STRINGS:
            book.strings = list(_shared_strings(parts))
    return book


def _text(data: bytes, length: int, flags: int) -> str:
    if flags & WIDE:
        return data[: length * 2].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")


def _shared_strings(parts: list[bytes]) -> Iterator[str]:
    """The shared texts; one may run on in the next part, which then begins with the width of its characters."""
    reader = _Parts(parts)
    reader.take(4)
    for _ in range(struct.unpack("<I", reader.take(4))[0]):
        if reader.ended:
            return
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & RICH else 0
        extra = struct.unpack("<I", reader.take(4))[0] if flags & EXTENDED else 0
        yield reader.characters(length, flags)
        reader.take(runs * 4)
        reader.take(extra)


class _Parts:
    """Reads over the borders of a record's parts."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        self._skip()
        return self._part >= len(self._parts)

    def _skip(self) -> None:
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0

    def take(self, count: int) -> bytes:
        """The next bytes; fewer at the end."""
        out = b""
        while len(out) < count and not self.ended:
            piece = self._parts[self._part][self._at : self._at + count - len(out)]
            out += piece
            self._at += len(piece)
        return out

    def characters(self, count: int, flags: int) -> str:
        """So many characters; each further part first says how wide its characters are."""
        out = ""
        while len(out) < count:
            width = 2 if flags & WIDE else 1
            left = len(self._parts[self._part]) - self._at if self._part < len(self._parts) else 0
            size = min(left, (count - len(out)) * width)
            piece = self._parts[self._part][self._at : self._at + size] if size else b""
            out += piece.decode("utf-16-le" if flags & WIDE else "latin-1", "replace")
            self._at += len(piece)
            if len(out) < count:
                if self.ended:
                    break
                flags = self._parts[self._part][self._at]
                self._at += 1
        return out


def _read_sheet(stream: bytes, start: int, book: _Book) -> _Sheet:
    sheet = _Sheet()
    formula: tuple[int, int] | None = None
    for kind, parts in _records(stream, start):
        data = parts[0]
        if kind == FORMULA_TEXT and formula is not None:
            length, flags = struct.unpack_from("<HB", data)
            sheet.texts[formula] = _Parts([data[3:], *parts[1:]]).characters(length, flags)
        elif kind == MERGES:
            for n in range(struct.unpack_from("<H", data)[0]):
                top, bottom, left, right = struct.unpack_from("<4H", data, 2 + n * 8)
                sheet.merges.append((top, left, bottom, right))
        elif kind == ROW and struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW:
            sheet.hidden.add(struct.unpack_from("<H", data)[0])
        elif kind == SHORT_NUMBERS:
            row, first = struct.unpack_from("<HH", data)
            for n in range((len(data) - 6) // 6):
                look, number = struct.unpack_from("<HI", data, 4 + n * 6)
                sheet.texts[row, first + n] = book.show(_short(number), look)
        elif kind in (SHARED_TEXT, TEXT, NUMBER, SHORT_NUMBER, FORMULA, BOOLEAN):
            row, column, look = struct.unpack_from("<HHH", data)
            formula = (row, column) if kind == FORMULA else None
            if text := _cell(kind, data, look, book):
                sheet.texts[row, column] = text
    return sheet


def _cell(kind: int, data: bytes, look: int, book: _Book) -> str:
    if kind == SHARED_TEXT:
        index = struct.unpack_from("<I", data, 6)[0]
        return book.strings[index] if index < len(book.strings) else ""
    if kind == TEXT:
        length, flags = struct.unpack_from("<HB", data, 6)
        return _text(data[9:], length, flags)
    if kind == SHORT_NUMBER:
        return book.show(_short(struct.unpack_from("<I", data, 6)[0]), look)
    if kind == BOOLEAN:
        return "" if data[7] else ("TRUE" if data[6] else "FALSE")
    if kind == FORMULA and data[12:14] == b"\xff\xff":
        return ("TRUE" if data[8] else "FALSE") if data[6] == 1 else ""
    return book.show(struct.unpack_from("<d", data, 6)[0], look)


def _short(number: int) -> float:
    """A number in four bytes: an integer or the upper part of a float, either perhaps a hundredfold."""
    if number & 2:
        value = float((number - (1 << 32) if number & 0x80000000 else number) >> 2)
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0])
    return value / 100 if number & 1 else value
