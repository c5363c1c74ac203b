"""Open spreadsheets (.ods): cells as shown, merged as merged, read from content.xml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from extractors.errors import ExtractionError
from extractors.grid import Grid, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS, open_archive, parse_xml, read_member, whole
from extractors.parts import spared
from extractors.sheets.block import Range, laid_out

NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
TABLE, TEXT, OFFICE, STYLE = (f"{{{NAMES.format(name)}}}" for name in ("table", "text", "office", "style"))
GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
UNSEEN = frozenset(("collapse", "filter"))


def read(path: Path) -> Reading:
    """Read a workbook: one grid for each visible sheet that holds text.

    Raises ExtractionError for damaged, encrypted or oversized files.
    """
    reading = Reading("ods")
    with open_archive(path) as archive:
        data = read_member(archive, "content.xml", path)
        manifest = spared(
            partial(read_member, archive, "META-INF/manifest.xml", path), reading.notes, "其余部分已读取"
        )
    if b"encryption-data" in (manifest or b""):
        raise ExtractionError("文件已加密，请先去掉密码再读", path=path)
    if data is None:
        raise ExtractionError("工作簿里没有内容（content.xml），可能已损坏，请重新获取", path=path)
    root = parse_xml(data, path, "content.xml")
    hidden = {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{STYLE}style")
        if (shown := style.find(f"{STYLE}table-properties")) is not None
        and shown.get(f"{TABLE}display") == "false"
    }
    for table in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
        name = table.get(f"{TABLE}name") or ""
        if table.get(f"{TABLE}style-name") in hidden:
            reading.notes.append(ReadingNote("hidden_sheet", "info", f"隐藏的工作表“{name}”未读取"))
            continue
        _add(reading, table, name, path)
    return reading


def _add(reading: Reading, table: etree._Element, name: str, path: Path) -> None:
    texts: dict[tuple[int, int], str] = {}
    merges: list[Range] = []
    hidden: set[int] = set()
    number = 0
    for row in _rows(table):
        cells = list(_cells(row))
        repeated = _count(row, "number-rows-repeated") if any(text for _, text, _, _ in cells) else 1
        for r in range(number, number + min(repeated, MAX_CELLS)):
            if row.get(f"{TABLE}visibility") in UNSEEN:
                hidden.add(r)
            for column, text, tall, wide in cells:
                if text:
                    texts[r, column] = text
                if tall > 1 or wide > 1:
                    merges.append((r, column, r + tall - 1, column + wide - 1))
            if len(texts) > MAX_CELLS:
                raise _too_large(name, path)
        number += _count(row, "number-rows-repeated")
    used = [place for place, text in texts.items() if text.strip() and place[0] not in hidden]
    if not used:
        return
    last_row, last_column = max(row for row, _ in used), max(column for _, column in used)
    if last_column >= MAX_COLUMNS or (last_row + 1) * (last_column + 1) > MAX_CELLS:
        raise _too_large(name, path)
    if unread := {row for row, _ in texts if row in hidden}:
        message = f"工作表“{name}”有{len(unread)}行隐藏，未读取"
        reading.notes.append(ReadingNote("hidden_rows", "warning", message))
    shown = [row for row in range(last_row + 1) if row not in hidden]
    cells_ = list(laid_out(texts, merges, {row: index for index, row in enumerate(shown)}, last_column))
    reading.blocks.append(Grid(len(reading.blocks) + 1, cells_, sheet=name))


def _too_large(name: str, path: Path) -> ExtractionError:
    message = f"工作表“{name}”超过上限（{MAX_COLUMNS}列、{MAX_CELLS}格），请删去无关的行列"
    return ExtractionError(message, path=path)


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in GROUPS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[tuple[int, str, int, int]]:
    """Column, text, and how many rows and columns it spans, of each cell that has text or spans."""
    column = 0
    for cell in row:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = (
            ""
            if cell.tag.endswith("covered-table-cell")
            else "\n".join(map(_text, cell.iterfind(f"{TEXT}p")))
        )
        tall, wide = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if text or tall > 1 or wide > 1:
            for c in range(column, column + min(repeated, MAX_COLUMNS + 1)):
                yield c, text, tall, wide
        column += repeated


def _count(element: etree._Element, name: str) -> int:
    return max(1, whole(element.get(f"{TABLE}{name}"), 1))


def _text(element: etree._Element) -> str:
    out = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            out.append(" " * min(whole(child.get(f"{TEXT}c"), 1), 100))
        elif child.tag == f"{TEXT}tab":
            out.append(" ")
        elif child.tag == f"{TEXT}line-break":
            out.append("\n")
        elif isinstance(child.tag, str) and child.tag != f"{OFFICE}annotation":
            out.append(_text(child))
        out.append(child.tail or "")
    return "".join(out)
