"""Pages → what every reader gives: paragraphs and grids in their order, running heads apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from statistics import median

from extractors.grid import Grid, Paragraph, Reading, ReadingNote
from extractors.pages.complete import completed, side_by_side, with_merged_columns
from extractors.pages.corridors import Field, find_field
from extractors.pages.lattice import Lattice, find_lattices, straighten
from extractors.pages.page import Page
from extractors.pages.rows import clearly_parted, rows_lattice
from extractors.pages.running import without_running
from extractors.pages.tables import outside, page_grid, within
from extractors.pages.text import ENDED, POINT, TextLine, goes_on, joined, text_lines

TITLE_SIZE = 1.15
"""A line this much higher than the page's usual ones is a title."""
THREE_LINES = 3
"""Tables in print have three lines: above and below the heading, and at the end."""
INDENT = 1.5
"""A line set in by this many characters begins a paragraph."""


def read_pages(pages: Sequence[Page], format_name: str) -> Reading:
    """Make the reading of a paged document from its pages, in order."""
    reading = Reading(format_name)
    outlines = [find_lattices(page.rules) for page in pages]
    pages, reading.running = without_running(pages, outlines)
    known: Field | None = None
    before: Lattice | None = None
    tables = 0
    for page, own in zip(pages, outlines, strict=True):
        lattices = [completed(one, page.glyphs) for one in side_by_side(own)]
        if lattices and before is not None:
            lattices[0] = with_merged_columns(lattices[0], before)
        before = lattices[-1] if lattices else None
        drawn = [(one, list(compress(page.glyphs, within(page.glyphs, one)))) for one in lattices]
        kept = text_lines(outside(page.glyphs, lattices))
        field = find_field(kept, known)
        if field is not None:
            field.drawn_rows = _drawn_rows(page, field, known)
            aligned = _aligned(field, known)
            known = field
            set_in = [g for line in field.lines for g in line.glyphs]
            drawn.append((aligned, set_in))
            used = {id(line) for line in field.lines}
            kept = [line for line in kept if id(line) not in used]
        drawn.sort(key=lambda one: one[0].ys[0])
        tops = [lattice.ys[0] for lattice, _ in drawn]
        blocks: list[tuple[float, Paragraph | Grid]] = _paragraphs(page, kept, tops)
        for lattice, glyphs in drawn:
            tables += 1
            if field is not None and not lattice.horizontal and not field.drawn_rows:
                reading.notes.append(_inferred(page, field, lattice, tables))
            blocks.append((lattice.ys[0], page_grid(page, lattice, glyphs, tables)))
        _append(reading, [block for _, block in sorted(blocks, key=lambda one: one[0])], kept)
    return reading


def _aligned(field: Field, before: Field | None) -> Lattice:
    """The cells of an unruled table; a heading known from the page before is a row of its own."""
    texts = [line.text for line in field.lines]
    field.heading = before.heading if before is not None else []
    repeated = len(field.heading) if field.heading and texts[: len(field.heading)] == field.heading else 0
    lattice = rows_lattice(field.lines, field.xs, field.drawn_rows, repeated)
    if before is None and len(lattice.ys) > 2:
        field.heading = [line.text for line in field.lines if line.bottom <= lattice.ys[1] + 1]
    return lattice


def _inferred(page: Page, field: Field, lattice: Lattice, table: int) -> ReadingNote:
    """The remark that a table's rows and columns come from where its text stands; a warning where rows are close."""
    if clearly_parted(field.lines, lattice.ys):
        message, severity = "表格没有框线，行列按文字位置判断", "info"
    else:
        message, severity = "表格没有框线，行间距也不明显，行的划分可能有误，请核对", "warning"
    return ReadingNote("table_without_lines", severity, message, page.number, table)


def _drawn_rows(page: Page, field: Field, before: Field | None) -> list[float]:
    """The lines drawn between the rows of a table without verticals.

    None where it has but three lines in all, unless on the page before it had lines between its rows.
    """
    horizontal, _ = straighten(page.rules)
    top, bottom = field.lines[0].top, field.lines[-1].bottom
    near = 2 * field.lines[0].size
    drawn = sorted(
        line.at
        for line in horizontal
        if line.end - line.start > 0.8 * (field.xs[-1] - field.xs[0]) and top - near < line.at < bottom + near
    )
    lined = before is not None and bool(before.drawn_rows)
    return drawn if lined or len(drawn) > THREE_LINES else []


def _paragraphs(
    page: Page, lines: Sequence[TextLine], tables: Sequence[float]
) -> list[tuple[float, Paragraph | Grid]]:
    """Paragraphs of lines outside of tables with their heights; none runs over a table."""
    if not lines:
        return []
    usual = median(g.height for g in page.glyphs)
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    found: list[tuple[float, list[TextLine]]] = []
    for line in lines:
        if found and _same_paragraph(found[-1][1][-1], line, left, right, tables):
            found[-1][1].append(line)
        else:
            found.append((line.top, [line]))
    blocks: list[tuple[float, Paragraph | Grid]] = []
    for top, own in found:
        text = own[0].text
        for line in own[1:]:
            text = joined(text, line.text)
        style = "Title" if own[0].size > TITLE_SIZE * usual else None
        blocks.append((top, Paragraph(text, page.number, style)))
    return blocks


def _same_paragraph(
    before: TextLine, line: TextLine, left: float, right: float, tables: Sequence[float]
) -> bool:
    if any(before.top < top < line.top for top in tables):
        return False
    if line.top - before.bottom > 1.5 * line.size or abs(line.size - before.size) > 0.1 * before.size:
        return False
    set_in = line.left - left > INDENT * line.size
    both_centred = set_in and before.left - left > INDENT * line.size
    middle_off = abs((line.left + line.right) - (before.left + before.right)) / 2
    if both_centred and before.right < right - INDENT * line.size:
        return middle_off < line.size and not POINT.match(line.text)  # a title broken in the middle
    return not set_in and goes_on(before, line, right)


def _append(reading: Reading, blocks: Sequence[Paragraph | Grid], lines: Sequence[TextLine]) -> None:
    """Add a page's blocks; a sentence cut by the page's end goes on in the paragraph before."""
    last = reading.blocks[-1] if reading.blocks else None
    first = blocks[0] if blocks else None
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and last.style == first.style:
        left = min(line.left for line in lines)
        cut = not last.text.endswith(ENDED) and not POINT.match(first.text)
        if cut and lines[0].left - left < INDENT * lines[0].size:
            reading.blocks[-1] = Paragraph(joined(last.text, first.text), last.page, last.style)
            blocks = blocks[1:]
    reading.blocks.extend(blocks)
