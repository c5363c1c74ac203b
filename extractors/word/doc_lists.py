"""Automatic numbers of Word 97–2003 files: list tables and what paragraph styles bring with them."""

from __future__ import annotations

import struct
from dataclasses import replace

from extractors.word.doc_binary import FIB_LISTS, FIB_OVERRIDES, FIB_STYLES, Properties, WordBinary, modifiers
from extractors.word.docx_numbering import LEVELS, Level, NumberList

LIST, LIST_LEVEL = 0x460B, 0x260A
FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
FOLLOWERS = ("tab", "space", "nothing")
NO_STYLE = 0x0FFF


def read_lists(word: WordBinary) -> dict[str, NumberList]:
    """The lists by the number that paragraphs refer to (from 1); empty where the tables are damaged."""
    try:
        return _overrides(word, _definitions(word))
    except (struct.error, IndexError):
        return {}


def _definitions(word: WordBinary) -> dict[int, dict[int, Level]]:
    start, size = struct.unpack_from("<II", word.main, FIB_LISTS)
    if not size:
        return {}
    count = struct.unpack_from("<h", word.table, start)[0]
    position = start + size
    found: dict[int, dict[int, Level]] = {}
    for n in range(count):
        key = struct.unpack_from("<i", word.table, start + 2 + n * 28)[0]
        simple = word.table[start + 2 + n * 28 + 26] & 1
        found[key] = {}
        for depth in range(1 if simple else LEVELS):
            found[key][depth], position = _level(word.table, position)
    return found


def _level(table: bytes, position: int) -> tuple[Level, int]:
    start, kind, flags = struct.unpack_from("<iBB", table, position)
    follower = table[position + 15]
    characters, paragraphs = table[position + 24], table[position + 25]
    position += 28 + characters + paragraphs
    length = struct.unpack_from("<H", table, position)[0]
    text = table[position + 2 : position + 2 + length * 2].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(c) + 1}" if ord(c) < LEVELS else c for c in text)
    suffix = FOLLOWERS[follower] if follower < len(FOLLOWERS) else "tab"
    level = Level(FORMATS.get(kind, "decimal"), pattern, start, suffix, legal=bool(flags & 4))
    return level, position + 2 + length * 2


def _overrides(word: WordBinary, definitions: dict[int, dict[int, Level]]) -> dict[str, NumberList]:
    data = word.part(FIB_OVERRIDES)
    count = struct.unpack_from("<I", data)[0] if data else 0
    position = 4 + count * 16
    lists: dict[str, NumberList] = {}
    for n in range(count):
        key = struct.unpack_from("<i", data, 4 + n * 16)[0]
        changed = data[4 + n * 16 + 12]
        found = NumberList(str(key), dict(definitions.get(key, {})))
        position += 4
        for _ in range(changed):
            start, flags = struct.unpack_from("<iI", data, position)
            position += 8
            depth = flags & 15
            if flags & 32:
                found.levels[depth], position = _level(data, position)
            if flags & 16:
                found.starts[depth] = start
                found.levels[depth] = replace(found.levels.get(depth, Level()), start=start)
        lists[str(n + 1)] = found
    return lists


def read_style_lists(word: WordBinary) -> dict[int, Properties]:
    """The paragraph properties of each style that is based on none or on others, by style number."""
    data = word.part(FIB_STYLES)
    own: dict[int, tuple[int, Properties]] = {}
    try:
        size = struct.unpack_from("<H", data)[0]
        count, base_size = struct.unpack_from("<HH", data, 2)
        position = 2 + size
        for style in range(count):
            length = struct.unpack_from("<H", data, position)[0]
            if length:
                own[style] = _style(data[position + 2 : position + 2 + length], base_size)
            position += 2 + length
    except (struct.error, IndexError):
        return {}
    return {style: _with_bases(style, own) for style in own}


def _style(data: bytes, base_size: int) -> tuple[int, Properties]:
    flags, updates = struct.unpack_from("<HH", data, 2)
    kind, base = flags & 15, flags >> 4
    length = struct.unpack_from("<H", data, base_size)[0]
    position = base_size + 2 + (length + 1) * 2
    if kind != 1 or not updates & 15:
        return base, []
    size = struct.unpack_from("<H", data, position)[0]
    return base, list(modifiers(data[position + 4 : position + 2 + size]))


def _with_bases(style: int, own: dict[int, tuple[int, Properties]]) -> Properties:
    chain: list[Properties] = []
    seen: set[int] = set()
    while style in own and style not in seen and style != NO_STYLE:
        seen.add(style)
        base, properties = own[style]
        chain.insert(0, properties)
        style = base
    return [entry for properties in chain for entry in properties]
