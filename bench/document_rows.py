"""The rows that a document holds and how many of them a reading gives exactly."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

Rows = Sequence[Sequence[str]]
"""Cell texts row by row; a merged cell's text at every place that it covers."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def folded(row: Iterable[str]) -> frozenset[str]:
    """A row's texts without white space and empty ones: Chinese text has none of its own, line breaks differ."""
    return frozenset(text for text in ("".join(cell.split()) for cell in row) if text)


def recovered(wanted: Rows, found: Rows) -> int:
    """How many wanted rows have all their cell texts, each as a whole cell, in one of the found rows."""
    rows = [folded(row) for row in found]
    return sum(any(folded(row) <= own for own in rows) for row in wanted)


def word_rows(path: Path) -> list[list[str]]:
    """The rows of a plain .docx straight from its XML, without the readers that are measured.

    Knows merged cells and nothing else: not for files with tracked changes, nested tables or automatic numbers.
    """
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own files
    rows = []
    for table in root.iter(f"{_W}tbl"):
        above: list[str] = []
        for row in table.iter(f"{_W}tr"):
            cells: list[str] = []
            for cell in row.iter(f"{_W}tc"):
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                text = "".join(part.text or "" for part in cell.iter(f"{_W}t"))
                goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                if goes_on and len(cells) < len(above):
                    text = above[len(cells)]
                cells += [text] * (int(span.get(f"{_W}val", "1")) if span is not None else 1)
            rows.append(cells)
            above = cells
    return rows
