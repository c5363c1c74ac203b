"""From grids to whole tables: joined over pages and splits, repeated headings dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.grid import Grid, Paragraph, Reading
from extractors.item.numbering import level
from extractors.item.points import bracketed_points, read_points
from extractors.lexicon import words
from extractors.table.blocks import Block, Row, rows_of
from extractors.table.body import Table
from extractors.table.columns import Columns, find_columns
from extractors.table.forms import turn_forms
from extractors.table.headings import find_header, header_key, letters_columns, reads_as_new_heading
from extractors.table.mend import append_rows, restore_spans
from extractors.texts import squeeze

LONGEST_INTRO = 60
LONGEST_KIND = 12
TITLE_END = re.compile(r"(?:表|办法|细则|方案|标准|书|体系|规定)(?:[(（][^()（）]*[)）])?$")
# (总分100分) below a title speaks of the whole table, not of a part.
WHOLE_SUM = re.compile(
    r"^[(【\[]?(?:本表)?(?:考核|考评)?(?:总分|满分|总计|合计|共计|共|计|百分制)(?:值|为|:|,|共|计)*\d*分?[^(]{0,8}[)】\]]?$"
)
INTRO_END = re.compile(r"[。；，]$")


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
    included; a form whose headings stand in the first column is turned."""
    rows, marked = rows_of(grid), grid.header_rows
    if find_header(rows, marked) is None and (turned := turn_forms(rows)):
        for form in turned:
            yield _Part(grid, form, (0, 1), start, list(intro))
        return
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
        append_rows(table, piece)
    if not table.spans and table.is_scoring:
        restore_spans(table)
    return table


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
    if WHOLE_SUM.match(squeeze(text)):
        return False
    kinds = words("bonus_words") | words("deduction_words")
    return TITLE_END.search(text) is None and (
        bracketed_points(text) is not None
        or (len(text) <= LONGEST_KIND and any(word in text for word in kinds))
    )


def _without_headings(rows: list[Row], header: list[Row]) -> list[Row]:
    """The rows without the heading typed again in the middle or on every page."""
    lines = {header_key([row]) for row in header} - {()}
    kept = [row for row in rows if row.written() and header_key([row]) not in lines]
    # under the heading some tables letter or number their columns (甲 乙 1 2)
    return kept[1:] if header and kept and letters_columns(kept[0]) else kept
