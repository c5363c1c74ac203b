"""A table as the shared steps see it: every position of a row refers to the block that covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.errors import ExtractionError
from extractors.grid import Box, Cell, Grid
from extractors.limits import MAX_CELLS, MAX_COLUMNS
from extractors.texts import join_broken


@dataclass(slots=True, eq=False)
class Block:
    """One cell as issued; a page may have cut it, then ``places`` holds each part. Compared by identity."""

    text: str
    places: list[tuple[int, Box]] = field(default_factory=list)
    confidence: float | None = None
    row_span: int = 1
    column_span: int = 1
    goes_on: bool = False

    @classmethod
    def of(cls, cell: Cell) -> Block:
        """The block of a cell of a grid."""
        places = [(cell.page, cell.box)] if cell.page is not None and cell.box is not None else []
        return cls(cell.text, places, cell.confidence, cell.row_span, cell.column_span, cell.goes_on)

    def absorb(self, other: Block) -> None:
        """Append the part of this cell that stands on the next page."""
        self.text = join_broken(self.text, other.text)
        self.places.extend(other.places)
        if other.confidence is not None and other.text:
            self.confidence = min(other.confidence, self.confidence if self.text and self.confidence else 1.0)


@dataclass(slots=True)
class Row:
    """A row of a table: the block at each column (None where the source has no cell), and where it was
    issued.

    ``number`` counts from 1 in the source's table ``grid``. ``form`` are the source's rows where a form was turned;
    then ``number`` is a column.
    """

    cells: list[Block | None]
    grid: int
    number: int
    page: int | None
    form: tuple[int, int] | None = None

    def text(self, column: int) -> str:
        """The text at a column; empty where there is no cell."""
        block = self.cells[column] if column < len(self.cells) else None
        return block.text if block is not None else ""

    def distinct(self) -> Iterator[Block]:
        """Each block of the row once, left to right."""
        last: Block | None = None
        for block in self.cells:
            if block is not None and block is not last:
                yield block
            last = block

    def written(self) -> list[Block]:
        """The blocks of the row that hold text."""
        return [block for block in self.distinct() if block.text]


def rows_of(grid: Grid) -> list[Row]:
    """A grid's cells as rows of equal length, spans filled with the block that covers them.

    Raises ExtractionError where the grid claims more than the limits allow or cells overlap.
    """
    width, height = grid.columns, grid.rows
    if width > MAX_COLUMNS or width * height > MAX_CELLS:
        raise ExtractionError(
            f"表格有{height}行{width}列，超过上限（{MAX_COLUMNS}列、{MAX_CELLS}格），请检查文件是否损坏",
            page=grid.page,
            table=grid.number,
        )
    rows = [Row([None] * width, grid.number, n + 1, grid.page) for n in range(height)]
    for cell in grid.cells:
        block = Block.of(cell)
        for row in rows[cell.row : cell.row + cell.row_span]:
            row.cells[cell.column : cell.column + cell.column_span] = [block] * cell.column_span
        if cell.page is not None:
            rows[cell.row].page = cell.page
    return rows


def blocks_of(rows: Iterable[Row], columns: Iterable[int]) -> list[Block]:
    """The distinct blocks of some rows at some columns, in reading order."""
    return [block for _, block in placed_blocks(rows, columns)]


def placed_blocks(rows: Iterable[Row], columns: Iterable[int]) -> list[tuple[int, Block]]:
    """As :func:`blocks_of`, each with the column at which it is met first."""
    found: list[tuple[int, Block]] = []
    columns = list(columns)
    for row in rows:
        for column in columns:
            block = row.cells[column] if column < len(row.cells) else None
            if block is not None and not any(block is other for _, other in found):
                found.append((column, block))
    return found
