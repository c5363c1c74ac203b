"""Runs in a peer's own environment: the table rows that one library gives for each file, and its time.

``python document_worker.py NAME``; each line of input is a path as JSON, each of output ``{"seconds", "rows"}`` or
``{"error"}``. Seconds are the clock's, of one reading.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

Rows = list[list[str]]


class HtmlTables(HTMLParser):
    """The rows of all tables in HTML, spans filled; nested tables give rows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self._tables: list[tuple[list[str], dict[int, tuple[int, str]]]] = []
        self._cells: list[tuple[list[str], int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables.append(([], {}))
        elif tag in ("td", "th") and self._tables:
            spans = dict(attrs)
            self._cells.append(([], int(spans.get("rowspan") or 1), int(spans.get("colspan") or 1)))

    def handle_data(self, data: str) -> None:
        if self._cells:
            self._cells[-1][0].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cells:
            parts, down, across = self._cells.pop()
            row, held = self._tables[-1]
            self._fill(row, held)
            for _ in range(across):
                if down > 1:
                    held[len(row)] = (down - 1, "".join(parts))
                row.append("".join(parts))
        elif tag == "tr" and self._tables:
            row, held = self._tables[-1]
            self._fill(row, held)
            self.rows.append(list(row))
            row.clear()
        elif tag == "table" and self._tables:
            self._tables.pop()

    @staticmethod
    def _fill(row: list[str], held: dict[int, tuple[int, str]]) -> None:
        while len(row) in held:
            left, text = held.pop(len(row))
            if left > 1:
                held[len(row)] = (left - 1, text)
            row.append(text)


def html_rows(text: str) -> Rows:
    parser = HtmlTables()
    parser.feed(text)
    return parser.rows


def markdown_rows(text: str) -> Rows:
    lines = (line.strip() for line in text.splitlines())
    return [
        [re.sub(r"\\(.)|<br\s*/?>", r"\1", cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in lines
        if line.startswith("|")
    ]


def kaohe() -> Callable[[str], Rows]:
    from extractors import read_tables

    return lambda path: [row for table in read_tables(Path(path)) for row in table["rows"]]


def pdfplumber() -> Callable[[str], Rows]:
    import pdfplumber

    def read(path: str) -> Rows:
        with pdfplumber.open(path) as pdf:
            tables = [table for page in pdf.pages for table in page.extract_tables()]
        return [[cell or "" for cell in row] for table in tables for row in table]

    return read


def camelot() -> Callable[[str], Rows]:
    import camelot  # type: ignore[import-not-found]

    def read(path: str) -> Rows:
        tables = camelot.read_pdf(path, pages="all", flavor="lattice", copy_text=["v", "h"])
        if not len(tables):
            tables = camelot.read_pdf(path, pages="all", flavor="stream")
        return [[str(cell) for cell in row] for table in tables for row in table.df.values.tolist()]

    return read


def docvortex() -> Callable[[str], Rows]:
    import docvortex  # type: ignore[import-not-found]

    def read(path: str) -> Rows:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "out.html"
            docvortex.parse(path).export(str(target), output_format="html")
            return html_rows(target.read_text("utf8"))

    return read


def markitdown() -> Callable[[str], Rows]:
    from markitdown import MarkItDown  # type: ignore[import-not-found]

    converter = MarkItDown()
    return lambda path: markdown_rows(converter.convert(path).text_content)


def pandoc() -> Callable[[str], Rows]:
    def read(path: str) -> Rows:
        command = ["pandoc", "--to", "html", path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        return html_rows(done.stdout)

    return read


READERS = {one.__name__: one for one in (kaohe, pdfplumber, camelot, docvortex, markitdown, pandoc)}


def timed(read: Callable[[str], Rows], path: str) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        rows = read(path)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    return {"seconds": time.perf_counter() - began, "rows": rows}


def main() -> None:
    # What a library prints of itself must not get into the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    read = READERS[sys.argv[1]]()
    for line in sys.stdin:
        print(json.dumps(timed(read, json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
