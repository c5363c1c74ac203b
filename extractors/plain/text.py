"""Plain text: dumps of tables with tabs, CSV, drawn and Markdown tables, and text without any table."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from charset_normalizer import from_bytes

from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Paragraph, Reading, ReadingNote
from extractors.limits import MAX_COLUMNS, MAX_TEXT_BYTES, read_bytes
from extractors.plain.text_drawn import box_end, markdown_end, read_box, read_markdown
from extractors.plain.text_dump import is_cell_dump, read_dump, read_lines

# Chinese official text is UTF-8 or GB 18030 (which holds GBK and GB 2312); others only if neither reads.
ENCODINGS = ("utf-8-sig", "gb18030")
MIN_COLUMNS = 3
CSV_SHARE = 0.7
MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.+)$")


def read(path: Path) -> Reading:
    """Read a text file; lines outside of tables are paragraphs."""
    text = decode(read_bytes(path, MAX_TEXT_BYTES), path)
    reading = Reading("txt")
    if rows := _separated(text):
        reading.format = "csv"
        _add(reading, rows)
        return reading
    lines = text.split("\n")
    first_tab = next((n for n, line in enumerate(lines) if "\t" in line.strip(" ")), len(lines))
    index = 0
    while index < len(lines):
        if (end := box_end(lines, index)) > index:
            reading.blocks.append(Grid(len(reading.grids) + 1, read_box(lines[index:end])))
        elif (end := markdown_end(lines, index)) > index:
            _add(reading, read_markdown(lines[index:end]))
        elif index == first_tab:
            end = len(lines)
            _read_tabs(reading, lines[index:])
        else:
            end = index + 1
            if line := lines[index].strip():
                heading = MARKDOWN_HEADING.match(line)
                style = f"h{len(heading[1])}" if heading else None
                reading.blocks.append(
                    Paragraph(heading[2] if heading else line, style=style, number=index + 1)
                )
        index = end
    return reading


def _read_tabs(reading: Reading, lines: list[str]) -> None:
    for dump in read_dump(lines) if is_cell_dump(lines) else read_lines(lines):
        _add(reading, dump.rows)
        reading.blocks.extend(Paragraph(line) for line in dump.behind)


def _add(reading: Reading, rows: list[list[str]]) -> None:
    """Add rows of plain cells as a grid; rows wider than the others get a note."""
    number = len(reading.grids) + 1
    if max(map(len, rows)) > MAX_COLUMNS:
        raise ExtractionError(f"表格超过上限{MAX_COLUMNS}列，请检查分隔符", table=number)
    cells = [
        Cell(r, c, paragraphs=tuple(t.split("\n"))) for r, row in enumerate(rows) for c, t in enumerate(row)
    ]
    reading.blocks.append(Grid(number, cells, spans=False))
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for index, row in enumerate(rows):
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            message = f"这一行有{len(row)}格，多于其他行的{width}格"
            reading.notes.append(ReadingNote("row_width", "warning", message, table=number, row=index + 1))


def _separated(text: str) -> list[list[str]]:
    """The rows of a CSV text (comma, semicolon or tab, quotes kept together); empty where the text is none.

    Most rows have as many fields as the usual row, at least three.
    """
    for delimiter in (",", ";", "\t"):
        if delimiter not in text or (delimiter == "\t" and '"' not in text):
            continue
        try:
            rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        rows = [[field.strip() for field in row] for row in rows if any(field.strip() for field in row)]
        if not rows:
            continue
        width, count = Counter(map(len, rows)).most_common(1)[0]
        if width >= MIN_COLUMNS and len(rows) > 1 and count >= CSV_SHARE * len(rows):
            return rows
    return []


def decode(data: bytes, path: Path) -> str:
    """The text of some bytes, line ends made one; UTF-8, UTF-16 with a mark, GB 18030, else the likeliest.

    Raises ExtractionError where no encoding reads.
    """
    encodings: Iterable[str] = ENCODINGS
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            return _plain(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = from_bytes(data).best()
    if best is None:
        raise ExtractionError("认不出文字编码，请另存为UTF-8", path=path)
    return _plain(str(best))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
