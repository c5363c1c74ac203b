"""From grids to whole tables: joined over pages, repeated headings dropped, cut rows and merged labels
mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extractors.blocks import Block, Row, rows_of
from extractors.columns import Columns, find_columns, find_header, header_key, reads_as_new_heading
from extractors.document import Finding, Where
from extractors.grid import Grid, Paragraph, Reading
from extractors.lexicon import words
from extractors.numbering import leading_number, level
from extractors.points import bracketed_points, is_blank, read_points
from extractors.texts import SENTENCE_END

NUMBERED_SHARE = 0.6
LONGEST_INTRO = 60
LONGEST_KIND = 12
TITLE_END = re.compile(r"(?:表|办法|细则|方案|标准|书|体系|规定)(?:[(（][^()（）]*[)）])?$")
INTRO_END = re.compile(r"[。；，]$")


@dataclass(slots=True)
class Table:
    """A table as a person sees it, over all its pages. ``before`` are rows above the heading (title,
    remarks).

    ``spans`` is false where the source cannot show merged cells, so that an empty cell may be one.
    """

    number: int
    page: int | None
    sheet: str | None
    before: list[Row]
    header: list[Row]
    body: list[Row]
    columns: Columns
    spans: bool = True
    position: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_scoring(self) -> bool:
        """Whether the table holds scoring items."""
        return self.columns.is_scoring

    def to_dict(self) -> dict[str, Any]:
        """The table as plain JSON: every row's texts, a spanned cell's text at each place that it covers."""
        top = [*self.before, *self.header]
        body = [row for row in self.body if row.number and not any(row is other for other in top)]
        out: dict[str, Any] = {"table": self.number, "page": self.page}
        if self.sheet is not None:
            out["sheet"] = self.sheet
        width = max((len(row.cells) for row in [*top, *body]), default=0)
        rows = [[row.text(column) for column in range(width)] for row in [*top, *body]]
        return {**out, "header_rows": len(top), "rows": rows}


@dataclass(slots=True)
class _Part:
    """A grid or a part of one with its heading; ``start`` is its place among the reading's blocks.

    ``intro`` are headings of parts that stand above it, in paragraphs.
    """

    grid: Grid
    rows: list[Row]
    header: tuple[int, int] | None
    start: int
    intro: list[str]

    @property
    def key(self) -> tuple[str, ...]:
        """The heading's words."""
        return header_key(self.rows[self.header[0] : self.header[1]]) if self.header else ()


def join_tables(reading: Reading) -> list[Table]:
    """The document's tables in order, each with its columns decided.

    Grids with the same heading, and grids without one that go on with the same columns, are one table.
    """
    tables: list[Table] = []
    group: list[_Part] = []
    intros = _intros(reading)
    for start, block in enumerate(reading.blocks):
        if isinstance(block, Paragraph):
            continue
        for part in _parts(block, start, intros.get(start, ())):
            if group and not _goes_on(group, part):
                tables.append(_join(group))
                group = []
            group.append(part)
    if group:
        tables.append(_join(group))
    return tables


def _parts(grid: Grid, start: int, intro: Sequence[str]) -> Iterator[_Part]:
    """The tables of one grid: another heading in the middle begins another table, rows that lead up to it
    included."""
    rows, marked = rows_of(grid), grid.header_rows
    while any(row.written() for row in rows):
        header = find_header(rows, marked)
        end = _next_heading(rows, header) if header else len(rows)
        yield _Part(grid, rows[:end], header, start, list(intro))
        rows, marked, intro = rows[end:], 0, ()


def _next_heading(rows: Sequence[Row], header: tuple[int, int]) -> int:
    """Where a row reads as a heading other than the table's own; the row count where none does."""
    own = {header_key([row]) for row in rows[slice(*header)]}
    for index in range(header[1], len(rows)):
        if reads_as_new_heading(rows[index]) and header_key([rows[index]]) not in own:
            while index > header[1] and len(rows[index - 1].written()) == 1:
                index -= 1
            return index
    return len(rows)


def _intros(reading: Reading) -> dict[int, list[str]]:
    """Part headings (一、组织领导（20分）) that stand between tables, by the place of the table that follows.

    They count where they state points or where several tables each have one; else they are the document's
    own.
    """
    found: dict[int, list[str]] = {}
    waiting: list[str] = []
    for index, block in enumerate(reading.blocks):
        if isinstance(block, Paragraph):
            depth = level(block.text)
            if (
                depth is not None
                and depth <= 2
                and len(block.text) <= LONGEST_INTRO
                and not INTRO_END.search(block.text)
            ):
                waiting = [text for text in waiting if (level(text) or 0) < depth] + [block.text]
        elif waiting:
            found[index], waiting = waiting, []
    with_points = {i: texts for i, texts in found.items() if any(bracketed_points(t) for t in texts)}
    return found if len(found) > 1 else with_points


def _goes_on(group: Sequence[_Part], part: _Part) -> bool:
    first = group[0]
    if part.grid.sheet != first.grid.sheet:
        return False
    if part.header:
        return bool(first.header) and part.key == first.key and part.grid.columns == first.grid.columns
    if not first.header or part.grid.columns != group[-1].grid.columns:
        return False
    columns = find_columns(first.rows[slice(*first.header)], _body(first))
    return columns.is_scoring and _fits(columns, part.rows)


def _fits(columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether rows without heading read well under these columns: a signature table does not."""
    written = [row for row in rows if row.written()]
    used = set(columns.criteria) | set(columns.labels)
    full = sum(any(row.text(c) for c in used) and _points_fit(columns, row) for row in written)
    return full * 2 > len(written)


def _points_fit(columns: Columns, row: Row) -> bool:
    return columns.points is None or read_points(row.text(columns.points)).read


def _body(part: _Part) -> list[Row]:
    return part.rows[part.header[1] :] if part.header else part.rows


def _join(group: list[_Part]) -> Table:
    first = group[0]
    before = first.rows[: first.header[0]] if first.header else []
    header = first.rows[slice(*first.header)] if first.header else []
    pieces = [[*_led_by(part), *_without_headings(_body(part), header)] for part in group]
    columns = find_columns(header, [row for piece in pieces for row in piece])
    table = Table(
        number=first.grid.number,
        page=first.grid.page,
        sheet=first.grid.sheet,
        before=before,
        header=header,
        body=[],
        columns=columns,
        spans=all(part.grid.spans for part in group),
        position=first.start,
    )
    for piece in pieces:
        _append(table, piece)
    if not table.spans and table.is_scoring:
        _restore_spans(table)
    return table


def _restore_spans(table: Table) -> None:
    """Carry an empty cell from above where the source cannot show that it was merged.

    Departments go on as long as the coarsest of several labels does; criteria where an item has points and a
    requirement but no text of its own. One finding says how many cells were carried, one how many stay in
    doubt.
    """
    columns = table.columns
    carried = doubtful = 0
    for above, row in pairwise(table.body):
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


def _led_by(part: _Part) -> list[Row]:
    """The part's headings above its own heading row, as rows over the whole width."""
    above = part.rows[: part.header[0]] if part.header else []
    rows = [row for row in above if len(row.written()) == 1 and _leads(row.written()[0].text)]
    width = part.grid.columns
    intro = [
        Row([Block(text, column_span=width)] * width, part.grid.number, 0, part.grid.page)
        for text in part.intro
    ]
    return [*intro, *rows]


def _leads(text: str) -> bool:
    depth = level(text)
    if len(text) > LONGEST_INTRO:
        return False
    if depth is not None:
        return depth <= 2
    kinds = words("bonus_words") | words("deduction_words")
    return TITLE_END.search(text) is None and (
        bracketed_points(text) is not None
        or (len(text) <= LONGEST_KIND and any(word in text for word in kinds))
    )


def _without_headings(rows: list[Row], header: list[Row]) -> list[Row]:
    """The rows without the heading typed again in the middle or on every page."""
    lines = {header_key([row]) for row in header} - {()}
    return [row for row in rows if row.written() and header_key([row]) not in lines]


def _append(table: Table, rows: list[Row]) -> None:
    if not rows:
        return
    if not table.body:
        table.body = rows
        return
    last, first = table.body[-1], rows[0]
    first.page_start = True
    cut = _is_cut(table, first)
    for column in range(min(len(last.cells), len(first.cells))):
        above, below = last.cells[column], first.cells[column]
        if above is None or below is None or above is below:
            continue
        goes_on = _text_goes_on(table, column, above, below)
        if cut or goes_on or (not below.text and _carried(table, first, column)):
            if below.text and below.text != above.text:
                above.absorb(below)
            elif not below.text:
                above.places.extend(below.places)
            _replace(rows, below, above)
    if cut:
        rows = [row for row in rows if row is not first or _has_own(first, last)]
    table.body.extend(rows)


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
    if any(not is_blank(row.text(c)) for c in keys):
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
    return (
        columns.points is not None
        and _numbered(table, requirement)
        and not leading_number(row.text(requirement))
    )


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
