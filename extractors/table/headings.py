"""Which rows of a table are its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon import ENDING, WHOLE, Meaning, meaning, words
from extractors.table.blocks import Block, Row
from extractors.texts import heading_key, scoring, squeeze

HEADER_SEARCH = 12
HEADER_ROWS = 3
LONGEST_HEADER_CELL = 60
LONGEST_SUB_HEADING = 15
# What no heading says: an amount, or a sentence.
VALUE = re.compile(r"[\d.]+分?|.*[。；]")
COLUMN_LETTER = re.compile("^(?:[甲乙丙丁戊己庚辛壬癸]|[A-Z])$")


def find_header(rows: Sequence[Row], marked: int = 0) -> tuple[int, int] | None:
    """The first row of the heading and the row after its last, or None where no row reads as a heading.

    ``marked`` rows are those that the source itself marks as heading.
    """
    for index, row in enumerate(rows[:HEADER_SEARCH]):
        if _reads_as_header(row):
            return index, _header_end(rows, index, marked)
    return None


def _reads_as_header(row: Row) -> bool:
    written = row.written()
    texts = [squeeze(block.text) for block in written]
    if len(texts) < 2 or any(len(text) > LONGEST_HEADER_CELL or VALUE.fullmatch(text) for text in texts):
        return False
    known = [m for b in written if (m := meaning(b.text)) and m.weight >= ENDING]
    if all(m.weight == WHOLE for m in known) and len(known) == len(written):
        return True
    fields = {m.field for m in known}
    return (
        len(fields) >= 2 and len(known) * 2 >= len(written) and bool(fields & {"criteria", "points", "label"})
    )


def reads_as_new_heading(row: Row) -> bool:
    """Whether a row in a table's middle is a heading beyond doubt: only words of headings, criteria among them."""
    found: list[Meaning] = []
    for block in row.written():
        known = meaning(block.text)
        if known is None or known.weight < ENDING:
            return False
        found.append(known)
    whole = sum(m.weight == WHOLE for m in found)
    return len(found) >= 2 and whole * 2 > len(found) and any(m.field == "criteria" for m in found)


def letters_columns(row: Row) -> bool:
    """Whether a row under the heading only letters or numbers the columns: 甲 乙 丙, A B C, 1 2 3."""
    texts = [squeeze(block.text) for block in row.written()]
    digits = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 4]
    letters = [text for text in texts if COLUMN_LETTER.match(text)]
    counted = digits == list(range(1, len(digits) + 1))
    return len(texts) >= 3 and counted and len(digits) + len(letters) == len(texts) == len(row.cells)


def _header_end(rows: Sequence[Row], start: int, marked: int) -> int:
    """The row after the heading's last: a row into which a heading cell reaches, or one of sub-headings
    only."""
    end = start + 1
    while end < min(len(rows), start + HEADER_ROWS):
        above, row = rows[end - 1], rows[end]
        own = [b for b in row.written() if not any(b is other for other in above.cells)]
        reached = len(own) < len(row.written())
        fewer = len(own) < len(above.written()) and all(map(_sub_heading, own))
        if not own or not (end < marked or reached or fewer):
            break
        end += 1
    return end


def _sub_heading(block: Block) -> bool:
    text = squeeze(block.text)
    if len(text) > LONGEST_SUB_HEADING or VALUE.fullmatch(text):
        return False
    found = meaning(block.text)
    known = found is not None and found.weight >= ENDING
    return known or heading_key(block.text) in words("sub_headings")


def header_key(rows: Sequence[Row]) -> tuple[str, ...]:
    """The words of heading rows, to know the heading when it is repeated."""
    return tuple(squeeze(block.text) for row in rows for block in row.written())


def has_scoring(rows: Sequence[Row]) -> bool:
    """Whether any cell of the rows states what costs or earns points."""
    return any(scoring(block.text) for row in rows for block in row.distinct())
