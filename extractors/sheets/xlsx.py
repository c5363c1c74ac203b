"""Excel workbooks (.xlsx), read from their XML so that numbers come as shown and merged cells as merged."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml import etree

from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS, open_archive, parse_xml, read_member, whole
from extractors.parts import spared
from extractors.sheets.block import Range, laid_out
from extractors.sheets.number_format import show

USUAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
S = f"{{{USUAL.decode()}}}"
RELATION = re.compile(r"\{[^}]*relationships\}id$")
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")


@dataclass(slots=True)
class _Styles:
    formats: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)


def read(path: Path) -> Reading:
    """Read a workbook: one grid for each visible sheet that holds text.

    Raises ExtractionError for damaged, encrypted or oversized files.
    """
    with open_archive(path) as archive:
        return _Workbook(archive, path).read()


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.archive, self.path = archive, path
        self.reading = Reading("xlsx")
        book = self._xml("xl/workbook.xml")
        if book is None:
            raise ExtractionError("工作簿里没有目录（workbook.xml），可能已损坏，请重新获取", path=path)
        self.book = book
        properties = book.find(f"{S}workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.strings = self._shared_strings()
        self.styles = self._read_styles()

    def read(self) -> Reading:
        targets = self._targets()
        for sheet in self.book.iterfind(f"{S}sheets/{S}sheet"):
            name = sheet.get("name") or ""
            if (sheet.get("state") or "visible") != "visible":
                self.reading.notes.append(ReadingNote("hidden_sheet", "info", f"隐藏的工作表“{name}”未读取"))
                continue
            relation = next((value for key, value in sheet.attrib.items() if RELATION.search(str(key))), "")
            root = self._xml(targets.get(str(relation), ""))
            if root is None:
                message = f"文件里没有工作表“{name}”的内容，未读取"
                self.reading.notes.append(ReadingNote("damaged_part", "error", message))
                continue
            cells = list(self._cells(root, name))
            if any(cell.text for cell in cells):
                self.reading.blocks.append(Grid(len(self.reading.blocks) + 1, cells, sheet=name))
        return self.reading

    def _xml(self, name: str) -> etree._Element | None:
        data = read_member(self.archive, name, self.path) if name else None
        return None if data is None else parse_xml(data.replace(STRICT, USUAL), self.path, name)

    def _targets(self) -> dict[str, str]:
        root = self._xml("xl/_rels/workbook.xml.rels")
        out = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            out[relation.get("Id") or ""] = full
        return out

    def _shared_strings(self) -> list[str]:
        root = self._xml("xl/sharedStrings.xml")
        return [_rich_text(entry) for entry in root.iterfind(f"{S}si")] if root is not None else []

    def _read_styles(self) -> _Styles:
        root = spared(
            partial(self._xml, "xl/styles.xml"),
            self.reading.notes,
            "数字按原值读取，百分比和日期可能与所见不同",
        )
        styles = _Styles()
        if root is None:
            return styles
        for entry in root.iterfind(f"{S}numFmts/{S}numFmt"):
            styles.codes[whole(entry.get("numFmtId"), 0)] = entry.get("formatCode") or ""
        styles.formats = [whole(entry.get("numFmtId"), 0) for entry in root.iterfind(f"{S}cellXfs/{S}xf")]
        return styles

    def _cells(self, root: etree._Element, sheet: str) -> Iterator[Cell]:
        texts, hidden = self._texts(root)
        merges = [
            r for e in root.iterfind(f"{S}mergeCells/{S}mergeCell") if (r := _range(e.get("ref") or ""))
        ]
        used = [place for place, text in texts.items() if text.strip()]
        if not used:
            return
        if hidden:
            message = f"工作表“{sheet}”有{len(hidden)}行隐藏，未读取"
            self.reading.notes.append(ReadingNote("hidden_rows", "warning", message))
        last_row, last_column = max(row for row, _ in used), max(column for _, column in used)
        if last_column >= MAX_COLUMNS:
            raise ExtractionError(
                f"工作表“{sheet}”有{last_column + 1}列，超过上限{MAX_COLUMNS}列", path=self.path
            )
        shown = [row for row in range(min(last_row, MAX_CELLS) + 1) if row not in hidden]
        if len(shown) * (last_column + 1) > MAX_CELLS:
            raise ExtractionError(f"工作表“{sheet}”超过上限{MAX_CELLS}格，请删去无关的行列", path=self.path)
        yield from laid_out(texts, merges, {row: n for n, row in enumerate(shown)}, last_column)

    def _texts(self, root: etree._Element) -> tuple[dict[tuple[int, int], str], set[int]]:
        texts: dict[tuple[int, int], str] = {}
        hidden: set[int] = set()
        row_number = -1
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            stated = whole(row.get("r"), 0)
            row_number = stated - 1 if stated else row_number + 1
            if row.get("hidden") in ("1", "true"):
                hidden.add(row_number)
                continue
            column = -1
            for cell in row.iterfind(f"{S}c"):
                place = _place(cell.get("r") or "")
                column = place[1] if place else column + 1
                if text := self._text(cell):
                    texts[row_number, column] = text
        return texts, hidden

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return _rich_text(inline) if inline is not None else ""
        element = cell.find(f"{S}v")
        value = (element.text or "") if element is not None else ""
        if kind == "s":
            index = whole(value, -1)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind != "n" or not value:
            return value
        style, formats = whole(cell.get("s"), 0), self.styles.formats
        format_id = formats[style] if style < len(formats) else 0
        return show(value, format_id, self.styles.codes.get(format_id), from_1904=self.from_1904)


def _rich_text(element: etree._Element) -> str:
    """The text of a string with its runs, without phonetic guides; carriage returns as newlines."""
    parts = [
        t.text or ""
        for t in element.iter(f"{S}t")
        if (parent := t.getparent()) is None or parent.tag != f"{S}rPh"
    ]
    return "".join(parts).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _place(reference: str) -> tuple[int, int] | None:
    match = REFERENCE.match(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _range(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    return (*start, *end) if start and end else None
