"""What a body row is: an item's row, a part's heading, a sum, a note, a line for signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from extractors.item.numbering import level
from extractors.item.points import amount, bracketed_points, is_blank, read_points
from extractors.lexicon import words
from extractors.table.blocks import Block, Row
from extractors.table.columns import Columns
from extractors.texts import gives_amounts, heading_key, one_line, squeeze

LONGEST_SECTION = 80
# 主要领导（签字）： 单位（盖章）： a line to be filled in by hand
SIGNED = re.compile(r"^[^。，；()]{2,20}\((?:签字|签名|签章|盖章|公章|签字盖章|签字、盖章)\)[:：]?$")


class RowKind(Enum):
    """What a row of a table's body is."""

    ITEM = "item"
    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row's kind; for sections and sums its text, the points that it states, its outline level."""

    kind: RowKind
    text: str = ""
    points: str | None = None
    depth: int | None = None


def read_row(row: Row, columns: Columns) -> RowReading:
    """Decide what a body row is. Only a row that is clearly something else is no item's row."""
    written = row.written()
    first = written[0].text
    head = _head(first)
    signed = SIGNED.search(squeeze(first)) is not None and not any(is_amount(b.text) for b in written)
    if signed or head in words("signature_rows") or head.endswith(tuple(words("signature_endings"))):
        return RowReading(RowKind.SIGNATURE, _whole(row))
    if adds_up(block.text for block in written):
        return RowReading(RowKind.TOTAL, _whole(row), _stated(row, columns))
    if head in words("note_rows") and _alone(row, columns):
        return RowReading(RowKind.NOTE, _whole(row))
    if _is_section(row, columns):
        labels = [one_line(b.text) for b in _said(row, columns)]
        # the number of a part may stand in a cell of its own, before its name
        text, depth = labels[-1], level(labels[0] if len(labels) == 1 else f"{labels[0]}、")
        if len(squeeze(text)) > LONGEST_SECTION or gives_amounts(text):
            return RowReading(RowKind.NOTE, _whole(row))
        return RowReading(RowKind.SECTION, text, _stated(row, columns) or bracketed_points(text), depth)
    return RowReading(RowKind.ITEM)


def is_amount(text: str) -> bool:
    """Whether a cell holds an amount of points and nothing else."""
    return amount(squeeze(text).rstrip("分")) is not None


def _head(text: str) -> str:
    return heading_key(re.split(r"[:：\d]", text.strip(), maxsplit=1)[0])


def _whole(row: Row) -> str:
    return "\n".join(block.text for block in row.written())


def adds_up(texts: Iterable[str]) -> bool:
    """Whether a row of these texts is a sum: amounts aside, one or two labels that say so (合计, 组织领导 小计)."""
    keys = [heading_key(text) for text in texts if text and not is_amount(text)]
    if not 1 <= len(keys) <= 2:
        return False
    return all(key in words("total_rows") for key in keys) or keys[-1].endswith(tuple(words("total_endings")))


def _stated(row: Row, columns: Columns) -> str | None:
    if columns.points is not None and (own := row.text(columns.points)):
        return read_points(own).value
    amounts = [amount(squeeze(b.text).rstrip("分")) for b in row.written() if is_amount(b.text)]
    return amounts[0] if len(amounts) == 1 else None


def _alone(row: Row, columns: Columns) -> bool:
    """Whether the row's text is one cell that stands for the whole row, or two of which the first is a mere
    head."""
    written = row.written()
    if len(written) > 2:
        return False
    return all(is_blank(row.text(c)) or row.cells[c] in written for c in columns.criteria)


def _is_section(row: Row, columns: Columns) -> bool:
    written = _said(row, columns)
    label_columns = [*columns.labels, *([columns.number] if columns.number is not None else [])]
    if not written:
        return False
    labels = [row.cells[c] for c in label_columns if row.text(c)]
    others = [*columns.criteria, *columns.evidence, *columns.departments, *columns.assessors]
    if any(row.text(c) and not any(row.cells[c] is label for label in labels) for c in others):
        return False
    wide = [b for b in written if b.column_span > 1 and b.column_span * 2 > len(row.cells)]
    if len(written) == 1:
        block = written[0]
        if not wide and not any(block is label for label in labels):
            return False
        return bool(wide) or _tops(block.text) or not _has_points(row, columns)
    # 一 | 组织领导 | 20: a part's own line with its marks, above items of a finer numbering
    numbered = _tops(f"{written[0].text}、") or bool(wide)
    return len(written) == 2 and numbered and level(written[1].text) is None


def _said(row: Row, columns: Columns) -> list[Block]:
    """The written blocks without amounts and without those that stand in columns to be filled in only."""
    elsewhere = [block for c, block in enumerate(row.cells) if c not in columns.other]
    return [b for b in row.written() if not is_amount(b.text) and any(b is other for other in elsewhere)]


def _tops(text: str) -> bool:
    """Whether a text carries a number of the outer levels (第一部分 一、 （一） 一)."""
    depth = level(text)
    return depth is not None and depth <= 2


def _has_points(row: Row, columns: Columns) -> bool:
    return columns.points is not None and not is_blank(row.text(columns.points))
