"""Web pages: tables with their spans, form fields' values; menus and other layout tables are told apart
later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
from lxml import etree

from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Paragraph, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS, MAX_NESTING, MAX_PAGE_BYTES, read_bytes, whole
from extractors.plain.text import decode
from extractors.plain.text_drawn import box_end, read_box

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w\-]{2,30})", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "blockquote",
        "pre",
        "tr",
        "caption",
        "center",
        "form",
        "fieldset",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "title", "caption"))
SILENT = frozenset(
    ["script", "style", "noscript", "template", "head", "nav", "footer", "button", "svg", "iframe", "object"]
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumb|crumb|footer|sidebar|toolbar|share)(?:$|[\s_-])", re.IGNORECASE
)
TABLE_STARTS = re.compile(r"<table[\s>]", re.IGNORECASE)
TABLE_ENDS = re.compile(r"</table\s*>", re.IGNORECASE)
MAX_DEPTH = 200
MAX_OPEN = 3000
CONTAINER = re.compile(
    r"<(/?)(?:div|span|table|ul|ol|dl|section|article|main|aside|nav|header|footer|center|blockquote|form|fieldset"
    r"|font|strong|em|b|i|u|s|a|big|small|sub|sup|button|label|h[1-6])(?=[\s/>])",
    re.IGNORECASE,
)
# Browsers treat larger spans as these.
MAX_ROW_SPAN, MAX_COLUMN_SPAN = 65534, 1000


def read(path: Path) -> Reading:
    """Read a web page or a fragment of one, in the encoding that it declares or that its bytes show."""
    data = read_bytes(path, MAX_PAGE_BYTES)
    text = _decode(data, path)
    if _nesting(text) > MAX_OPEN:
        raise ExtractionError(f"网页有{MAX_OPEN}层以上没有关闭的标签，可能已损坏", path=path)
    tree = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    root = tree.getroot()
    if root is None:
        raise ExtractionError("网页里没有内容", path=path)
    walker = _Walker(path)
    title = root.find("head/title")
    if title is not None and title.text:
        walker.reading.running.append(" ".join(title.text.split()))
    walker.walk(root, 0)
    walker.flush()
    if len(TABLE_STARTS.findall(text)) > len(TABLE_ENDS.findall(text)):
        message = "网页中有没有结束的表格，文件可能没有下载完整，后面的内容可能缺失"
        walker.reading.notes.append(ReadingNote("page_cut", "warning", message))
    return walker.reading


def _nesting(text: str) -> int:
    """How many elements are open at once at most: the parser's time grows with their square."""
    most = depth = 0
    for match in CONTAINER.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        most = max(most, depth)
    return most


def _decode(data: bytes, path: Path) -> str:
    match = CHARSET.search(data[:4096])
    declared = match[1].decode("ascii").lower() if match else ""
    if declared in ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"):
        declared = "gb18030"
    for encoding in (declared, ""):
        if not encoding:
            break
        try:
            text = data.decode(encoding)
            text.encode()  # some odd encodings give halves of characters
        except (LookupError, UnicodeError):
            continue
        return text
    return decode(data, path)


class _Walker:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading = Reading("html")
        self.tables = 0
        self.line: list[str] = []
        self.style: str | None = None
        self.number = 0
        self.preformatted = False
        """Inside of ``pre``, where blanks and line ends stay."""

    def walk(self, element: etree._Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ExtractionError(f"网页嵌套超过{MAX_DEPTH}层，可能已损坏", path=self.path)
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or _is_hidden(element):
            return
        if tag == "table":
            self.flush()
            self.table(element, depth)
            return
        block = tag in BLOCKS or tag in HEADINGS
        if block:
            self.flush()
            self.style = tag if tag in HEADINGS else None
        outside = self.preformatted
        self.preformatted = outside or tag == "pre"
        self.line.append(
            _kept(element.text or "")
            if self.preformatted and tag not in ("br", "input", "textarea")
            else _own_text(element)
        )
        for child in element:
            self.walk(child, depth + 1)
            self.line.append(_kept(child.tail or "") if self.preformatted else _flowed(child.tail))
        self.preformatted = outside
        if block:
            self.flush()

    def flush(self) -> None:
        lines, at = _lines("".join(self.line)), 0
        while at < len(lines):
            if (end := box_end(lines, at)) > at:
                self.tables += 1
                self.reading.blocks.append(Grid(self.tables, read_box(lines[at:end])))
                at = end
                continue
            self.number += 1
            self.reading.blocks.append(Paragraph(lines[at], style=self.style, number=self.number))
            at += 1
        self.line, self.style = [], None

    def table(self, element: etree._Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ExtractionError(f"表格嵌套超过{MAX_NESTING}层", path=self.path)
        caption = element.find("caption")
        if caption is not None:
            self.walk(caption, depth + 1)
        rows = list(_rows(element))
        widest = max((sum(1 for _ in _cells(row)) for row in rows), default=0)
        if widest < 3 and any(True for row in rows for _ in row.iter("table")):
            # a frame around other tables, drawn as a table
            for row in rows:
                for cell in _cells(row):
                    for child in cell:
                        self.walk(child, depth + 1)
                        self.line.append(_flowed(child.tail))
                    self.flush()
            return
        self.tables += 1
        grid = Grid(self.tables, self._layout(rows), header_rows=_header_rows(rows))
        if grid.cells:
            self.reading.blocks.append(grid)

    def _layout(self, rows: list[etree._Element]) -> list[Cell]:
        taken: dict[tuple[int, int], bool] = {}
        cells = []
        for index, row in enumerate(rows):
            column = 0
            for element in _cells(row):
                while (index, column) in taken:
                    column += 1
                tall = _span(element, "rowspan", MAX_ROW_SPAN) or len(rows) - index
                tall = min(tall, len(rows) - index)
                wide = max(1, _span(element, "colspan", MAX_COLUMN_SPAN))
                if column + wide > MAX_COLUMNS:
                    wide = max(1, self._fits(rows, column))
                for c in range(column, column + wide):
                    if any((r, c) in taken for r in range(index, index + tall)):
                        wide = c - column
                        break
                if wide < 1 or len(taken) + tall * wide > MAX_CELLS:
                    raise ExtractionError(
                        f"表格超过上限{MAX_CELLS}格，网页可能已损坏", path=self.path, table=self.tables
                    )
                for r in range(index, index + tall):
                    for c in range(column, column + wide):
                        taken[r, c] = True
                cells.append(Cell(index, column, tall, wide, tuple(_lines(_text(element, 0)))))
                column += wide
        return cells

    def _fits(self, rows: list[etree._Element], column: int) -> int:
        """How many columns a cell that claims too many may have: those of the widest row."""
        widest = max(
            sum(min(_span(c, "colspan", MAX_COLUMN_SPAN) or 1, 64) for c in _cells(row)) for row in rows
        )
        if widest > MAX_COLUMNS:
            raise ExtractionError(
                f"表格超过上限{MAX_COLUMNS}列，网页可能已损坏", path=self.path, table=self.tables
            )
        return widest - column


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not _is_hidden(child):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr" and not _is_hidden(row))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell))


def _header_rows(rows: list[etree._Element]) -> int:
    count = 0
    for row in rows:
        parent = row.getparent()
        if parent is None or (parent.tag != "thead" and not all(cell.tag == "th" for cell in _cells(row))):
            break
        count += 1
    return count


def _span(element: etree._Element, name: str, most: int) -> int:
    return min(whole(element.get(name), 1), most)


def _is_hidden(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return True
    if element.get("hidden") is not None or HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in ("div", "ul", "table", "section", "aside") and MENU.search(names) is not None


def _own_text(element: etree._Element) -> str:
    """An element's own leading text; a form field shows its value."""
    if element.tag == "br":
        return "\n"
    if element.tag == "input":
        kind = (element.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            return "☑" if element.get("checked") is not None else "☐"
        return (
            ""
            if kind in ("hidden", "button", "submit", "reset", "image")
            else _kept(element.get("value") or "")
        )
    if element.tag == "textarea":
        return _kept(element.text or "")
    if element.tag == "pre":
        return _kept(element.text or "")
    return _flowed(element.text)


def _flowed(text: str | None) -> str:
    """Text as a browser flows it: line ends in the source are blanks; none stays between Chinese
    characters."""
    return re.sub(r"[ \t\r\n\f]+", _gap, text or "")


def _gap(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return "" if "\n" in match[0] and before > "\u3000" and after > "\u3000" else " "


def _kept(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(element: etree._Element, depth: int) -> str:
    """The text of a cell, blocks on lines of their own; nested tables a line for each row."""
    if depth > MAX_DEPTH:
        return ""
    if element.tag == "select":
        chosen = [o for o in element.iter("option") if o.get("selected") is not None] or list(
            element.iter("option")
        )[:1]
        return "".join(str(part) for option in chosen for part in option.itertext())
    out = [_own_text(element)]
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in SILENT and not _is_hidden(child):
            inner = _text(child, depth + 1)
            if tag in BLOCKS:
                inner = f"\n{inner}\n"
            elif tag in ("td", "th"):
                inner = " ".join(inner.split("\n")).strip() + " "
            out.append(inner)
        out.append(_flowed(child.tail))
    return "".join(out)


def _lines(text: str) -> list[str]:
    return [line for line in (part.strip() for part in text.split("\n")) if line]
