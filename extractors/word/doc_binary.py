"""The binary structures of Word 97 to 2003 files: text pieces, and the properties of characters and paragraphs."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.limits import MAX_CHARACTERS
from extractors.word.compound import CompoundFile

PAGE = 512
WORD_97 = 0x00C1
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# Places of the tables' positions in the file information block.
FIB_TEXT_LENGTHS, FIB_CHARACTERS, FIB_PARAGRAPHS, FIB_PIECES = 76, 0xFA, 0x102, 0x1A2
FIB_LISTS, FIB_OVERRIDES, FIB_STYLES = 0x2E2, 0x2EA, 0xA2
# The stories of a document in their order; their lengths stand one after the other.
MAIN_TEXT, FOOTNOTES, PAGE_HEADERS, ENDNOTES, TEXT_BOXES = 0, 1, 2, 5, 6
HUGE_PROPERTIES = (0x6645, 0x6646, 0x646B)
DEFINE_TABLE, CHANGE_TABS = 0xD608, 0xC615
OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}

Properties = list[tuple[int, bytes]]
"""Property modifiers in order: operation code and operand."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters ``start`` to ``end`` of the text, at a byte of the main stream; narrow ones take one byte."""

    start: int
    end: int
    offset: int
    narrow: bool

    @property
    def width(self) -> int:
        return 1 if self.narrow else 2


@dataclass(frozen=True, slots=True)
class _Runs:
    """Properties by byte position: run n holds from ``starts[n]`` to ``ends[n]``."""

    starts: list[int]
    ends: list[int]
    properties: list[tuple[int, bytes]]

    def at(self, offset: int) -> tuple[int, bytes]:
        """Style number and raw properties at a byte position."""
        index = bisect_right(self.starts, offset) - 1
        return self.properties[index] if index >= 0 and offset < self.ends[index] else (0, b"")


class WordBinary:
    """A Word 97–2003 document's main text with its properties.

    Raises ExtractionError for encrypted, older or damaged files.
    """

    def __init__(self, path: Path) -> None:
        container = CompoundFile(path.read_bytes(), path)
        main = container.stream("WordDocument")
        if main is None or len(main) < 0x200 or struct.unpack_from("<H", main)[0] != 0xA5EC:
            raise ExtractionError("Word文件里没有正文，可能已损坏，请重新获取", path=path)
        version, flags = struct.unpack_from("<H6xH", main, 2)
        if flags & ENCRYPTED:
            raise ExtractionError("文件已加密，请先去掉密码再读", path=path)
        if version < WORD_97:
            raise OldWordError("比Word 97更早的格式", path=path)
        self.main = main
        self.table = container.stream("1Table" if flags & SECOND_TABLE else "0Table") or b""
        self.data = container.stream("Data") or b""
        try:
            self.lengths = struct.unpack_from("<8I", main, FIB_TEXT_LENGTHS)
            self._pieces = self._read_pieces()
            self._characters = self._read_runs(FIB_CHARACTERS, paragraphs=False)
            self._paragraphs = self._read_runs(FIB_PARAGRAPHS, paragraphs=True)
            if sum(self.lengths) > MAX_CHARACTERS:
                raise ExtractionError(f"正文超过上限{MAX_CHARACTERS}字，文件可能已损坏", path=path)
        except (struct.error, IndexError) as error:
            raise ExtractionError("Word文件的内部目录已损坏，请重新获取", path=path) from error

    def part(self, place: int) -> bytes:
        """The part of the table stream whose position and length stand at a place of the information block."""
        start, size = struct.unpack_from("<II", self.main, place)
        return self.table[start : start + size]

    def characters(self, story: int = MAIN_TEXT) -> Iterator[tuple[str, int]]:
        """The characters of a story (main text, footnotes, page headers, text boxes) with their byte positions."""
        first = sum(self.lengths[:story])
        last = first + self.lengths[story]
        for piece in self._pieces:
            start, end = max(piece.start, first), min(piece.end, last)
            offset = piece.offset + (start - piece.start) * piece.width
            raw = self.main[offset : offset + max(end - start, 0) * piece.width]
            text = raw.decode("cp1252" if piece.narrow else "utf-16-le", "replace")
            for character in text:
                yield character, offset
                offset += piece.width * (2 if ord(character) > 0xFFFF else 1)

    def character_properties(self, offset: int) -> Properties:
        """What is set on the character at a byte position."""
        return list(modifiers(self._characters.at(offset)[1]))

    def paragraph_properties(self, offset: int) -> tuple[int, Properties]:
        """Style number and direct properties of the paragraph whose end stands at a byte position."""
        style, raw = self._paragraphs.at(offset)
        return style, list(self._with_huge(raw))

    def _with_huge(self, raw: bytes) -> Iterator[tuple[int, bytes]]:
        for code, operand in modifiers(raw):
            yield code, operand
            if code in HUGE_PROPERTIES and self.data:
                start = struct.unpack("<I", operand)[0]
                size = struct.unpack_from("<H", self.data, start)[0] if start + 2 <= len(self.data) else 0
                yield from modifiers(self.data[start + 2 : start + 2 + size])

    def _read_pieces(self) -> list[_Piece]:
        data = self.part(FIB_PIECES)
        position = 0
        while position < len(data) and data[position] == 1:
            position += 3 + struct.unpack_from("<h", data, position + 1)[0]
        if position >= len(data) or data[position] != 2:
            raise IndexError("no piece table")
        size = struct.unpack_from("<I", data, position + 1)[0]
        data = data[position + 5 : position + 5 + size]
        count = (len(data) - 4) // 12
        starts = struct.unpack_from(f"<{count + 1}I", data)
        pieces = []
        for n in range(count):
            place = struct.unpack_from("<I", data, (count + 1) * 4 + n * 8 + 2)[0]
            narrow = bool(place & 0x40000000)
            offset = place & 0x3FFFFFFF
            pieces.append(_Piece(starts[n], starts[n + 1], offset // 2 if narrow else offset, narrow))
        return pieces

    def _read_runs(self, place: int, *, paragraphs: bool) -> _Runs:
        index = self.part(place)
        count = (len(index) - 4) // 8
        pages = struct.unpack_from(f"<{count}I", index, (count + 1) * 4)
        found: dict[int, tuple[int, tuple[int, bytes]]] = {}
        for page in pages:
            block = self.main[(page & 0x3FFFFF) * PAGE : ((page & 0x3FFFFF) + 1) * PAGE]
            if len(block) < PAGE:
                raise IndexError("no such page")
            runs = block[PAGE - 1]
            bounds = struct.unpack_from(f"<{runs + 1}I", block)
            step = 13 if paragraphs else 1
            for n in range(runs):
                at = block[(runs + 1) * 4 + n * step] * 2
                found[bounds[n]] = (bounds[n + 1], _run(block, at, paragraphs=paragraphs) if at else (0, b""))
        starts = sorted(found)
        return _Runs(starts, [found[s][0] for s in starts], [found[s][1] for s in starts])


class OldWordError(ExtractionError):
    """The file is older than Word 97; LibreOffice may still read it."""


def _run(block: bytes, at: int, *, paragraphs: bool) -> tuple[int, bytes]:
    size = block[at]
    if not paragraphs:
        return 0, block[at + 1 : at + 1 + size]
    if size:
        start, size = at + 1, size * 2 - 1
    else:
        start, size = at + 2, block[at + 1] * 2
    return struct.unpack_from("<H", block, start)[0], block[start + 2 : start + size]


def modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers of a list; it ends where one does not fit."""
    position = 0
    while position + 2 <= len(raw):
        code = struct.unpack_from("<H", raw, position)[0]
        position += 2
        kind = code >> 13
        if kind != 6:
            size = OPERAND_SIZES[kind]
        elif position >= len(raw):
            return
        elif code == DEFINE_TABLE:
            if position + 2 > len(raw):
                return
            size = struct.unpack_from("<H", raw, position)[0] + 1
        elif code == CHANGE_TABS and raw[position] == 255:
            deleted = raw[position + 1] if position + 1 < len(raw) else 0
            added = raw[position + 2 + deleted * 4] if position + 2 + deleted * 4 < len(raw) else 0
            size = 3 + deleted * 4 + added * 3
        else:
            size = raw[position] + 1
        if position + size > len(raw):
            return
        yield code, raw[position : position + size]
        position += size
