"""Forms: tables whose headings stand one below the other in the first column, an item to the right of them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.table.blocks import Row
from extractors.table.headings import find_header

MIN_ROWS = 3


def turn_forms(rows: Sequence[Row]) -> list[list[Row]]:
    """The forms in some rows, each turned so that its headings make the first row; empty where there is none.

    A form that is followed by others of the same headings in the same table begins anew at its first heading. A
    turned row's number is its column in the source.
    """
    if len(rows) < MIN_ROWS or not rows[0].cells:
        return []
    first = rows[0].text(0)
    starts = [n for n, row in enumerate(rows) if row.text(0) == first] if first else [0]
    forms = [list(rows[a:b]) for a, b in zip(starts, [*starts[1:], len(rows)], strict=True)]
    turned = [_turn(form) for form in forms]
    return turned if all(len(form) > 1 and find_header(form[:1]) == (0, 1) for form in turned) else []


def _turn(rows: Sequence[Row]) -> list[Row]:
    width = max(len(row.cells) for row in rows)
    cells = [[row.cells[c] if c < len(row.cells) else None for row in rows] for c in range(width)]
    source = (rows[0].number, rows[-1].number)
    turned = [Row(line, rows[0].grid, c + 1, rows[0].page, form=source) for c, line in enumerate(cells)]
    # a cell over several columns of the form is one row of the turned table
    return [
        row
        for n, row in enumerate(turned)
        if not n or any(b is not a for b, a in zip(row.cells, turned[n - 1].cells, strict=True))
    ]
