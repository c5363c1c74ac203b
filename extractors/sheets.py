"""From a sheet's texts and merged ranges to cells."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.grid import Cell

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


def laid_out(
    texts: dict[tuple[int, int], str], merges: list[Range], rows: dict[int, int], last_column: int
) -> Iterator[Cell]:
    """Cells in reading order: merged ranges as spans (hidden rows taken out of them), every other place a
    cell."""
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in merges:
        inside = [row for row in rows if top <= row <= bottom]
        if not inside or left > last_column:
            continue
        right = min(right, last_column)
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
