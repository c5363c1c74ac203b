"""Word documents (.docx), read from their XML as Word shows them with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Paragraph, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS, MAX_NESTING, parse_xml, whole
from extractors.parts import spared
from extractors.word.docx_numbering import Numbering, read_lists
from extractors.word.docx_package import Package, open_package
from extractors.word.docx_text import MC, ParagraphReader, W, read_styles

USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
# Containers that stand around paragraphs, rows or cells without being any of them.
WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "bdo", "dir")
) | {f"{MC}AlternateContent", f"{MC}Choice"}
# Narrower grid columns are slips of the mouse, not columns (1/20 point).
SLIVER = 120


def read(path: Path) -> Reading:
    """Read a .docx file. Raises ExtractionError for damaged, encrypted or oversized ones."""
    return _Reader(open_package(path), path).read()


class _Reader:
    def __init__(self, package: Package, path: Path) -> None:
        self.package, self.path = package, path
        self.reading = Reading("docx")
        for error in package.damaged:
            self.reading.notes.append(
                ReadingNote("damaged_part", "warning", f"{error.message}；其余部分已读取")
            )
        styles = read_styles(self._part("styles.xml", "样式带来的编号和隐藏文字可能不对"))
        lists = read_lists(self._part("numbering.xml", "自动编号可能缺失"), styles.lists)
        self.paragraphs = ParagraphReader(styles, Numbering(lists))
        self.tables = 0
        self.number = 0

    def read(self) -> Reading:
        root = self._xml(self.package.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise ExtractionError("Word文件里没有正文，可能已损坏，请重新获取", path=self.path)
        self._blocks(body, 0)
        for name in self.package.running():
            self._running(name)
        self._footnotes()
        return self.reading

    def _xml(self, name: str) -> etree._Element | None:
        return self._parsed(self.package.parts.get(name), name)

    def _part(self, name: str, consequence: str) -> etree._Element | None:
        read = partial(self._parsed, self.package.beside(name), name)
        return spared(read, self.reading.notes, consequence)

    def _parsed(self, data: bytes | None, name: str) -> etree._Element | None:
        return None if data is None else parse_xml(data.replace(STRICT, USUAL), self.path, name)

    def _running(self, name: str) -> None:
        root = spared(partial(self._xml, name), self.reading.notes, "页眉页脚未读取")
        if root is not None:
            texts = (self.paragraphs.text(p) for p in root.iter(f"{W}p"))
            self.reading.running.extend(text for text in texts if text)

    def _footnotes(self) -> None:
        for name in ("footnotes.xml", "endnotes.xml"):
            root = self._part(name, "脚注未读取")
            for note in root if root is not None else ():
                text = "".join(self.paragraphs.text(p) for p in note.iter(f"{W}p"))
                if text:
                    self.reading.notes.append(ReadingNote("footnote", "info", f"脚注未并入正文：{text}"))

    def _blocks(self, parent: etree._Element, depth: int) -> None:
        for element in _children(parent, {f"{W}p", f"{W}tbl", f"{W}altChunk"}):
            if element.tag == f"{W}tbl":
                self._table(element, depth)
            elif element.tag == f"{W}p":
                self._paragraph(element, depth)
            else:
                self.reading.notes.append(
                    ReadingNote("alt_chunk", "warning", "嵌入的外来文档未读取，请另存后再读")
                )

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        self.number += 1
        boxed = _boxed_tables(element)
        text = self.paragraphs.text(element)
        if text and not boxed:
            self.reading.blocks.append(
                Paragraph(text, style=self.paragraphs.style(element), number=self.number)
            )
        for table in boxed:
            self._table(table, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> None:
        if depth > MAX_NESTING:
            raise ExtractionError(f"表格嵌套超过{MAX_NESTING}层", path=self.path, table=self.tables)
        rows = list(_rows(element))
        if all(sum(1 for _ in _children(row, {f"{W}tc"})) < 3 for row in rows) and any(
            True for row in rows for _ in row.iter(f"{W}tbl")
        ):
            # a frame around other tables, drawn as a table
            for row in rows:
                for cell in _children(row, {f"{W}tc"}):
                    self._blocks(cell, depth + 1)
            return
        self.tables += 1
        number = self.tables
        grid = Grid(number, self._cells(element, rows, number), header_rows=_header_rows(rows))
        if grid.cells:
            self.reading.blocks.append(grid)

    def _cells(self, table: etree._Element, rows: list[etree._Element], number: int) -> list[Cell]:
        drafts: list[_Draft] = []
        open_merges: dict[int, _Draft] = {}
        for index, row in enumerate(rows):
            column = _gap(row, "gridBefore")
            merges: dict[int, _Draft] = {}
            for cell in _children(row, {f"{W}tc"}):
                properties = cell.find(f"{W}tcPr")
                span = _span(properties)
                if column + span > MAX_COLUMNS or len(drafts) > MAX_CELLS:
                    raise ExtractionError(
                        f"表格超过上限（{MAX_COLUMNS}列、{MAX_CELLS}格），文件可能已损坏",
                        path=self.path,
                        table=number,
                        row=index + 1,
                    )
                if _merge(properties, "hMerge") == "continue" and drafts and drafts[-1].row == index:
                    drafts[-1].column_span += span
                    column += span
                    continue
                merge = _merge(properties, "vMerge")
                above = open_merges.get(column) if merge == "continue" else None
                if above is not None and above.column_span == span and above.header == _is_header(row):
                    above.row_span += 1
                    merges[column] = above
                    # what stands in a continued cell is not shown, but its automatic numbers do count
                    self._cell_paragraphs(cell)
                else:
                    draft = _Draft(index, column, span, self._cell_paragraphs(cell), _is_header(row))
                    drafts.append(draft)
                    if merge is not None:
                        merges[column] = draft
                column += span
            open_merges = merges
        return _without_slivers(drafts, _widths(table))

    def _cell_paragraphs(self, cell: etree._Element) -> tuple[str, ...]:
        """The cell's paragraphs, line breaks as paragraphs; a table inside gives a paragraph for each of
        its rows."""
        deleted = cell.find(f"{W}tcPr/{W}cellDel") is not None
        out: list[str] = []
        for element in _children(cell, {f"{W}p", f"{W}tbl"}):
            if element.tag == f"{W}p":
                out.append(self.paragraphs.text(element))
                continue
            for row in _rows(element):
                parts = ["".join(self._cell_paragraphs(c)) for c in _children(row, {f"{W}tc"})]
                out.append(" ".join(part for part in parts if part))
        return () if deleted else tuple(line for text in out for line in text.split("\n"))


@dataclass(slots=True)
class _Draft:
    row: int
    column: int
    column_span: int
    paragraphs: tuple[str, ...]
    header: bool
    row_span: int = 1


def _children(parent: etree._Element, tags: set[str]) -> Iterator[etree._Element]:
    """Children with one of the tags, those inside content controls and insertions included."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS and child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            yield from _children(child, tags)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _children(table, {f"{W}tr"}):
        properties = row.find(f"{W}trPr")
        if properties is None or (properties.find(f"{W}del") is None and not _is_on(row, "hidden")):
            yield row


def _boxed_tables(paragraph: etree._Element) -> list[etree._Element]:
    """Tables in text boxes that hang on a paragraph, without those of the fallback copy and without nested
    ones."""
    found: list[etree._Element] = []
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(a.tag == f"{MC}Fallback" for a in box.iterancestors()):
            found.extend(_children(box, {f"{W}tbl"}))
    return found


def _property(parent: etree._Element | None, name: str) -> str | None:
    found = parent.find(f"{W}{name}") if parent is not None else None
    return None if found is None else found.get(f"{W}val", "")


def _span(properties: etree._Element | None) -> int:
    return max(1, whole(_property(properties, "gridSpan"), 1))


def _gap(row: etree._Element, name: str) -> int:
    return min(whole(_property(row.find(f"{W}trPr"), name), 0), MAX_COLUMNS + 1)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    value = _property(properties, name)
    return None if value is None else (value or "continue")


def _is_header(row: etree._Element) -> bool:
    return _is_on(row, "tblHeader")


def _is_on(row: etree._Element, name: str) -> bool:
    value = _property(row.find(f"{W}trPr"), name)
    return value is not None and value not in ("0", "false", "off")


def _header_rows(rows: list[etree._Element]) -> int:
    count = 0
    for row in rows:
        if not _is_header(row):
            break
        count += 1
    return count


def _widths(table: etree._Element) -> list[int]:
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    return [whole(column.get(f"{W}w"), SLIVER) for column in columns]


def _without_slivers(drafts: list[_Draft], widths: list[int]) -> list[Cell]:
    """The cells with grid columns that are mere slips taken out; one that a cell with text needs stays."""
    count = max((d.column + d.column_span for d in drafts), default=0)
    thin = {column for column in range(count) if column < len(widths) and widths[column] < SLIVER}
    for draft in drafts:
        covered = set(range(draft.column, draft.column + draft.column_span))
        if covered <= thin and any(p.strip() for p in draft.paragraphs):
            thin -= covered
    place = [0] * (count + 1)
    for column in range(count):
        place[column + 1] = place[column] + (column not in thin)
    cells = []
    for d in drafts:
        start, end = place[d.column], place[d.column + d.column_span]
        if end > start:
            cells.append(Cell(d.row, start, d.row_span, end - start, d.paragraphs))
    return cells
