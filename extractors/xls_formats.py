"""The number formats and hidden rows of old Excel files (BIFF8), which python-calamine does not give."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

BEGIN, END, SHEET, FORMAT, LOOK, ROW = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x0208
ONE_CELL = frozenset((0x027E, 0x0203, 0x0006))
MANY_CELLS = 0x00BD
HIDDEN = 0x20


@dataclass(slots=True)
class SheetFormats:
    """A sheet's number formats by place (row and column from 0): format number, and its code where it has its own."""

    formats: dict[tuple[int, int], tuple[int, str | None]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def read_formats(stream: bytes) -> dict[str, SheetFormats]:
    """The formats of every sheet by its name; what is damaged is left out."""
    codes: dict[int, str] = {}
    looks: list[int] = []
    sheets: dict[str, int] = {}
    for kind, data in _records(stream, 0):
        if kind == FORMAT and len(data) > 5:
            codes[struct.unpack_from("<H", data)[0]] = _text(
                data[4], data[5:], struct.unpack_from("<H", data, 2)[0]
            )
        elif kind == LOOK and len(data) >= 4:
            looks.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == SHEET and len(data) > 8:
            sheets[_text(data[7], data[8:], data[6])] = struct.unpack_from("<I", data)[0]
    return {name: _sheet(stream, start, looks, codes) for name, start in sheets.items()}


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the workbook, from its beginning to its end, those of inner parts left out."""
    depth = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        if kind == BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[position + 4 : position + 4 + size]
        position += 4 + size


def _text(flags: int, data: bytes, length: int) -> str:
    if flags & 1:
        return data[: length * 2].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")


def _sheet(stream: bytes, start: int, looks: list[int], codes: dict[int, str]) -> SheetFormats:
    sheet = SheetFormats()

    def note(row: int, column: int, look: int) -> None:
        number = looks[look] if look < len(looks) else 0
        sheet.formats[row, column] = (number, codes.get(number))

    for kind, data in _records(stream, start):
        if kind in ONE_CELL and len(data) >= 6:
            note(*struct.unpack_from("<HHH", data))
        elif kind == MANY_CELLS and len(data) >= 6:
            row, first = struct.unpack_from("<HH", data)
            for n in range((len(data) - 6) // 6):
                note(row, first + n, struct.unpack_from("<H", data, 4 + n * 6)[0])
        elif kind == ROW and len(data) >= 14 and struct.unpack_from("<H", data, 12)[0] & HIDDEN:
            sheet.hidden.add(struct.unpack_from("<H", data)[0])
    return sheet
