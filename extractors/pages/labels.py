"""Which rows of an unruled table a label to their left stands for."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pages.text import POINT, TextLine

TIGHT = 0.6
"""Lines of a label are less than this share of a character apart."""
OWN = 0.8
"""A column in which this share of the rows have a text of their own has a cell for each row."""
LEAST_BESIDE = 4
"""Fewer labels (with their heading) may stand beside rows by chance."""
BESIDE = 0.35
"""A label whose middle is within this share of a character of a row's middle stands beside that row."""
ASTRIDE = 1.0
"""A line that runs over a row's border by more points stands astride of it."""


def label_rows(column: Sequence[TextLine], ys: Sequence[float]) -> list[int]:
    """The rows (0-based) at which the cells of a column of labels begin, given the rows' borders (points).

    Where nearly every row has a text of its own, that is its cell. Otherwise a label stands beside the first of its
    rows, on top of its rows or in their middle, whichever fits all of them better; the rows above the first label
    have none.
    """
    count = len(ys) - 1
    astride = any(line.top + ASTRIDE < y < line.bottom - ASTRIDE for line in column for y in ys)
    filled = {
        r for r in range(count) for line in column if ys[r] <= (line.top + line.bottom) / 2 <= ys[r + 1]
    }
    if len(filled) >= OWN * count and not astride:
        return list(range(count))
    blocks = _blocks(column)
    if not blocks:
        return [0]
    beside = _beside_rows(blocks, column, ys)
    if beside is not None:
        return beside
    on_top = [max((r for r in range(count) if ys[r] <= top + 2), default=0) for top, _ in blocks]
    top_cost = sum(abs(ys[r] - top) for r, (top, _) in zip(on_top, blocks, strict=True))
    centred, middle_cost = _centred_rows([(top + bottom) / 2 for top, bottom in blocks], ys)
    return centred if middle_cost < 0.5 * top_cost else sorted(set(on_top))


def _beside_rows(
    blocks: Sequence[tuple[float, float]], column: Sequence[TextLine], ys: Sequence[float]
) -> list[int] | None:
    """The rows beside which the labels stand, or None where they do not: each in the middle of one row, and the
    second right below the first, as the first label stands below its heading.

    Labels in the middle of their rows stand so by chance at most, where each has an odd number of them.
    """
    if len(blocks) < LEAST_BESIDE:
        return None
    size = max(line.size for line in column)
    rows: list[int] = []
    for top, bottom in blocks:
        middle = (top + bottom) / 2
        row = min(range(len(ys) - 1), key=lambda r: abs((ys[r] + ys[r + 1]) / 2 - middle))
        if abs((ys[row] + ys[row + 1]) / 2 - middle) > BESIDE * size:
            return None
        rows.append(row)
    return rows if rows[:2] == [0, 1] and len(set(rows)) == len(rows) else None


def _blocks(column: Sequence[TextLine]) -> list[tuple[float, float]]:
    """The labels of a column as stretches (top, bottom)."""
    blocks: list[tuple[float, float]] = []
    for line in column:
        if blocks and line.top - blocks[-1][1] < TIGHT * line.size and not POINT.match(line.text):
            blocks[-1] = (blocks[-1][0], line.bottom)
        else:
            blocks.append((line.top, line.bottom))
    return blocks


def _centred_rows(middles: Sequence[float], ys: Sequence[float]) -> tuple[list[int], float]:
    """The first row of each label such that labels stand as near as can be to the middle of their rows."""
    count, labels = len(ys) - 1, len(middles)
    if labels > count:
        return [], float("inf")
    # best[k][r]: least cost of giving rows 0..r-1 to the first k labels, with the first row of the k-th.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for k in range(1, labels + 1):
        line: dict[int, tuple[float, int]] = {}
        for end in range(k, count - (labels - k) + 1):
            options = [
                (cost + abs((ys[start] + ys[end]) / 2 - middles[k - 1]), start)
                for start, (cost, _) in best[k - 1].items()
                if start < end
            ]
            if options:
                line[end] = min(options)
        best.append(line)
    if count not in best[labels]:
        return [], float("inf")
    starts: list[int] = []
    end, total = count, best[labels][count][0]
    for k in range(labels, 0, -1):
        start = best[k][end][1]
        starts.append(start)
        end = start
    return starts[::-1], total
