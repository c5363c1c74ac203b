"""Mending what pages and plain text break: rows cut by a page, labels that go on, merged cells that do not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.document import Finding, Where
from extractors.item.numbering import leading_number
from extractors.item.points import is_blank, read_points
from extractors.table.blocks import Block, Row
from extractors.table.body import Table
from extractors.table.columns import Columns
from extractors.table.rows import RowKind, read_row
from extractors.texts import SENTENCE_END

NUMBERED_SHARE = 0.6
FINISHED_SHARE = 0.6


def append_rows(table: Table, rows: list[Row]) -> None:
    """Add the rows of the next page to a table: a row that the page cut is joined, labels that go on are carried."""
    if not rows:
        return
    if not table.body:
        table.body = rows
        return
    last, first = table.body[-1], rows[0]
    cut = _is_cut(table, first)
    # All cells are asked before any is joined: a carried label would else look like a new one to those after it.
    joins = [
        _joins(table, last, first, column, cut) for column in range(min(len(last.cells), len(first.cells)))
    ]
    for column, joined in enumerate(joins):
        above, below = last.cells[column], first.cells[column]
        if not joined or above is None or below is None or above is below:
            continue
        if below.text and below.text != above.text:
            above.absorb(below)
        elif not below.text:
            above.places.extend(below.places)
        _replace(rows, below, above)
    if cut:
        rows = [row for row in rows if row is not first or _has_own(first, last)]
    table.body.extend(rows)


def _joins(table: Table, last: Row, first: Row, column: int, cut: bool) -> bool:
    """Whether the cells of a column before and after a page's end are one."""
    above, below = last.cells[column], first.cells[column]
    if above is None or below is None or above is below:
        return False
    return (
        cut
        or _text_goes_on(table, column, above, below)
        or (not below.text and _carried(table, first, column))
    )


def _text_goes_on(table: Table, column: int, above: Block, below: Block) -> bool:
    """Whether a page's end cut the text of a merged cell, a label's or a department's."""
    merged = column in table.columns.labels[:-1] or column in table.columns.departments
    return merged and above.goes_on and bool(below.text) and leading_number(below.text) is None


def _has_own(row: Row, above: Row) -> bool:
    return any(b is not None and not any(b is a for a in above.cells) for b in row.cells)


def _replace(rows: Sequence[Row], old: Block, new: Block) -> None:
    for row in rows:
        row.cells = [new if block is old else block for block in row.cells]


def _is_cut(table: Table, row: Row) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before: it has no number and
    no points."""
    columns = table.columns
    if not columns.is_scoring or (len(row.written()) == 1 and row.written()[0].column_span > 1):
        return False
    keys = [c for c in (columns.number, columns.points) if c is not None]
    if any(not is_blank(row.text(c)) and not _rest_of_points(table, row, c) for c in keys):
        return False
    if any((block := row.cells[c]) is not None and block.row_span > 1 for c in keys) and _whole(
        table.body[-1], columns
    ):
        return False
    requirement = columns.requirement
    if requirement is None or not row.text(requirement):
        return bool(keys) or requirement is not None
    if columns.number is not None:
        return columns.points is not None or bool(table.body[-1].text(columns.number))
    if columns.points is None:
        return False
    if any(_unfinished(table, column) for column in (requirement, *columns.criteria)):
        return True
    return _numbered(table, requirement) and not leading_number(row.text(requirement))


def _rest_of_points(table: Table, row: Row, column: int) -> bool:
    """Whether a text in the points column says nothing by itself, but does with what stands above (加分 and 项)."""
    if column != table.columns.points or read_points(row.text(column)).read:
        return False
    return read_points(table.body[-1].text(column) + row.text(column)).read


def _unfinished(table: Table, column: int) -> bool:
    """Whether the last row's text stops within a sentence, where those above it do not."""
    *others, last = (row.text(column) for row in table.body)
    finished = sum(text[-1:] in SENTENCE_END for text in others if text)
    return bool(last) and last[-1] not in SENTENCE_END and finished >= FINISHED_SHARE * max(len(others), 1)


def _whole(row: Row, columns: Columns) -> bool:
    """Whether the row's scoring text has come to an end."""
    return all(row.text(c)[-1:] in SENTENCE_END for c in columns.criteria if row.text(c))


def _numbered(table: Table, column: int) -> bool:
    texts = [row.text(column) for row in table.body if row.text(column)]
    return bool(texts) and sum(leading_number(t) is not None for t in texts) >= NUMBERED_SHARE * len(texts)


def _carried(table: Table, row: Row, column: int) -> bool:
    """Whether an empty cell first on a page belongs to the cell above the page's end.

    A cell over several rows is a merged one that goes on. A single one goes on in a label's column, and
    elsewhere where the labels go on too; where the label is new it is truly empty.
    """
    columns = table.columns
    block = row.cells[column]
    if columns.number == column or columns.points == column:
        return block is not None and block.row_span > 1
    if block is not None and block.row_span > 1:
        return True
    if column in columns.labels[:-1]:
        return True
    if column in columns.departments and len(columns.labels) > 1:
        carried = not row.text(columns.labels[0])
        if carried:
            where = Where(table=row.grid, rows=(row.number, row.number), page=row.page)
            message = "页首的责任单位为空，按上一页的合并单元格续读"
            table.findings.append(Finding("carried_cell", "info", message, where=where))
        return carried
    return False


def _neighbours(table: Table) -> Iterator[tuple[Row, Row]]:
    """Each item's row with the one above it in its part of the table; sums, notes and signatures between do not
    count."""
    above: Row | None = None
    for row in table.body:
        kind = read_row(row, table.columns).kind
        if kind is RowKind.ITEM:
            if above is not None:
                yield above, row
            above = row
        elif kind is RowKind.SECTION:
            above = None


def restore_spans(table: Table) -> None:
    """Carry an empty cell from above where the source cannot show that it was merged.

    Departments go on as long as the coarsest of several labels does; criteria where an item has points and a
    requirement but no text of its own. One finding says how many cells were carried, one how many stay in
    doubt.
    """
    columns = table.columns
    carried = doubtful = 0
    for above, row in _neighbours(table):
        label = columns.labels[0] if columns.labels else None
        goes_on = label is not None and len(columns.labels) > 1 and not row.text(label)
        wanted = list(columns.departments) if goes_on else []
        doubtful += not goes_on and any(not row.text(c) and above.text(c) for c in columns.departments)
        if columns.points is not None and row.text(columns.points) and columns.requirement is not None:
            wanted += [
                c for c in columns.criteria if row.text(columns.requirement) and len(row.written()) > 1
            ]
        for column in wanted:
            if column < len(row.cells) and not row.text(column) and above.text(column):
                row.cells[column] = above.cells[column]
                carried += 1
    if carried:
        message = f"这种格式看不出合并单元格，有{carried}个空格按上一行的内容补齐"
        table.findings.append(Finding("carried_cell", "info", message, where=Where(table=table.number)))
    if doubtful:
        message = f"责任单位栏有{doubtful}处空白，看不出是合并单元格还是没有填写，未补齐"
        table.findings.append(Finding("blank_departments", "info", message, where=Where(table=table.number)))
