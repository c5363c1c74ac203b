"""Plain text: dumps of tables with tabs, and text without any table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from charset_normalizer import from_bytes

from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Paragraph, Reading, ReadingNote

# Chinese official text is UTF-8 or GB 18030 (which holds GBK and GB 2312); others only if neither reads.
ENCODINGS = ("utf-8-sig", "gb18030")
MIN_COLUMNS = 3


def read(path: Path) -> Reading:
    """Read a text file: a tab begins each cell of a dump; lines before and after the table are paragraphs."""
    text = decode(path.read_bytes(), path)
    reading = Reading("txt")
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if "\t" in line), None)
    if first is None:
        reading.blocks = [
            Paragraph(line.strip(), number=n + 1) for n, line in enumerate(lines) if line.strip()
        ]
        return reading
    for number, line in enumerate(lines[:first]):
        if line.strip():
            reading.blocks.append(Paragraph(line.strip(), number=number + 1))
    body = lines[first:]
    rows = _rows_by_cell(body) if _is_cell_dump(body) else [line.split("\t") for line in body if line.strip()]
    grid = Grid(
        1,
        [
            Cell(r, c, paragraphs=tuple(cell.split("\n")))
            for r, row in enumerate(rows)
            for c, cell in enumerate(row)
        ],
    )
    grid.spans = False
    reading.blocks.append(grid)
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for number, row in enumerate(rows):
        if len(row) > width:
            message = f"这一行有{len(row)}格，多于其他行的{width}格"
            reading.notes.append(ReadingNote("row_width", "warning", message, table=1, row=number + 1))
    return reading


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


def _is_cell_dump(lines: list[str]) -> bool:
    """Whether each cell stands on a line of its own, with a tab in front, and not a whole row on a line."""
    tabbed = [line for line in lines if "\t" in line]
    return sum(line.startswith("\t") and line.count("\t") == 1 for line in tabbed) * 2 > len(tabbed)


def _rows_by_cell(lines: list[str]) -> list[list[str]]:
    """Rows of a dump with one cell a line.

    A blank line ends a row, but a cell may hold blank lines, and even end with them. So the usual number of cells
    between blank lines is taken for the table's width, and shorter runs that together make one row are joined.
    """
    runs: list[list[str]] = []
    after_blank = True
    for line in lines:
        if line.startswith("\t"):
            cells = line[1:].split("\t")
            if after_blank or not runs:
                runs.append(cells)
            else:
                runs[-1].extend(cells)
        elif runs and line.strip():
            runs[-1][-1] += "\n" + line
        # a tab alone is an empty cell, not a blank line
        after_blank = "\t" not in line and not line.strip()
    width = Counter(len(run) for run in runs if len(run) >= MIN_COLUMNS).most_common(1)
    return _joined(runs, width[0][0]) if width else runs


def _joined(runs: list[list[str]], width: int) -> list[list[str]]:
    rows: list[list[str]] = []
    index = 0
    while index < len(runs):
        end, cells = index + 1, list(runs[index])
        while len(cells) < width and end < len(runs):
            cells += runs[end]
            end += 1
        if len(cells) == width and end > index + 1:
            rows.append(cells)
            index = end
        else:
            rows.append(runs[index])
            index += 1
    return rows
