"""From a sheet's texts and merged ranges to cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extractors.errors import ExtractionError
from extractors.grid import Cell
from extractors.limits import MAX_CELLS

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


def laid_out(
    texts: dict[tuple[int, int], str], merges: list[Range], rows: dict[int, int], last_column: int
) -> Iterator[Cell]:
    """Cells in reading order: merged ranges as spans (hidden rows taken out of them), every other place a cell.

    ``rows`` gives each shown row's place, in order.  Raises ExtractionError where the ranges lie over each other many
    times.
    """
    order, area = list(rows), 0
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in merges:
        inside = order[bisect_left(order, top) : bisect_right(order, bottom)]
        if not inside or left > last_column:
            continue
        right = min(right, last_column)
        area += len(inside) * (right - left + 1)
        if area > 2 * MAX_CELLS:
            raise ExtractionError("合并的单元格互相重叠，文件可能已损坏")
        anchors[inside[0], left] = (len(inside), right - left + 1)
        texts.setdefault((inside[0], left), texts.get((top, left), ""))
        covered.update((row, column) for row in inside for column in range(left, right + 1))
        covered.discard((inside[0], left))
    for row, index in rows.items():
        for column in range(last_column + 1):
            if (row, column) in covered:
                continue
            tall, wide = anchors.get((row, column), (1, 1))
            yield Cell(index, column, tall, wide, tuple(texts.get((row, column), "").split("\n")))
