"""Tables written as text for tests: cells parted by |, ^ joins with the cell above, < with the cell to the
left."""

from __future__ import annotations

from extractors.assemble import assemble
from extractors.document import Document
from extractors.grid import Cell, Grid, Paragraph, Reading


def grid(text: str, number: int = 1, *, page: int | None = None, spans: bool = True) -> Grid:
    """A grid from its drawing; ``/`` in a cell is a paragraph's end."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in ("^", "<"):
                continue
            wide = 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            tall = 1
            while r + tall < len(rows) and c < len(rows[r + tall]) and rows[r + tall][c] == "^":
                tall += 1
            cells.append(Cell(r, c, tall, wide, tuple(value.split("/")), page=page))
    return Grid(number, cells, page=page, spans=spans)


def read(*blocks: str | Grid) -> Document:
    """The document of some blocks: a string with | is a drawn table, any other a paragraph."""
    reading = Reading("test")
    for block in blocks:
        if isinstance(block, Grid):
            reading.blocks.append(block)
        elif "|" in block:
            reading.blocks.append(grid(block, len(reading.grids) + 1))
        else:
            reading.blocks.append(Paragraph(block))
    return assemble(reading, "0" * 64)


def short(
    document: Document,
) -> list[tuple[str | None, str | None, str | None, str | None, str | None, str, str]]:
    """The items as (number, section, group, requirement, points, kind, criteria)."""
    return [
        (i.number, i.section, i.group, i.requirement, i.points, i.kind, i.criteria) for i in document.items
    ]
