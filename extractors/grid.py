"""Grids: the one form in which every reader gives the tables of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as drawn: its place (0-based), its spans, its paragraphs.

    ``page`` is 1-based; ``box`` is set where the source has pages; ``confidence`` (0 to 1) where it was
    recognised from a picture.
    ``goes_on`` is true where no line closes the cell at the end of a page: its text may go on over the page.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    paragraphs: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The trimmed paragraphs joined by one newline, without empty ones."""
        return "\n".join(part for part in (p.strip() for p in self.paragraphs) if part)


@dataclass(slots=True)
class Grid:
    """One table of a document before its columns are known: cells that do not overlap, in reading order.

    ``number`` counts the document's tables from 1; ``header_rows`` are rows that the source itself marks as
    heading;
    ``spans`` is false where the source cannot show merged cells (text dumps, CSV), so that an empty cell
    may be one.
    """

    number: int
    cells: list[Cell]
    page: int | None = None
    sheet: str | None = None
    header_rows: int = 0
    spans: bool = True

    @property
    def rows(self) -> int:
        return max((c.row + c.row_span for c in self.cells), default=0)

    @property
    def columns(self) -> int:
        return max((c.column + c.column_span for c in self.cells), default=0)

    def by_row(self) -> Iterator[list[Cell]]:
        """The cells that start in each row, row by row, left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            yield sorted(row, key=lambda c: c.column)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside of tables; ``style`` is the source's own name for it (``Title``, ``h1``), where
    it has one."""

    text: str
    page: int | None = None
    style: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something a reader could not read or had to repair; becomes a finding."""

    kind: str
    severity: str
    message: str
    page: int | None = None
    table: int | None = None
    row: int | None = None


@dataclass(slots=True)
class Reading:
    """What a reader gives: the document's paragraphs and grids in their order, and what it could not read.

    ``running`` holds texts of page headers and footers (a title may stand only there).
    """

    format: str
    blocks: list[Paragraph | Grid] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)

    @property
    def grids(self) -> list[Grid]:
        return [b for b in self.blocks if isinstance(b, Grid)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [b for b in self.blocks if isinstance(b, Paragraph)]
