"""From a reading to a document: the steps that all formats share."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.closings import outside_text
from extractors.document import Document, Finding, Where
from extractors.errors import ExtractionError
from extractors.grid import Paragraph, Reading
from extractors.item.items import read_items
from extractors.item.outline import read_outline
from extractors.metadata import describe
from extractors.table.body import Table
from extractors.table.headings import has_scoring
from extractors.table.tables import join_tables
from extractors.texts import one_line


def assemble(reading: Reading, sha256: str) -> Document:
    """Make the document with its items and findings.

    Raises ExtractionError where nothing in the reading holds scoring rules.
    """
    tables = join_tables(reading)
    document = Document(reading.format, sha256)
    document.findings.extend(_notes(reading))
    for table in tables:
        if not table.is_scoring:
            document.findings.append(_skipped(table))
            continue
        items, findings = read_items(table, len(document.items) + 1)
        document.items.extend(items)
        document.findings.extend(findings)
        for name, heading in _headings(table).items():
            document.headings.setdefault(name, heading)
    if document.items:
        document.findings.extend(_outside(reading))
    else:
        items, findings = read_outline(_flow(reading))
        document.items.extend(items)
        document.findings.extend(findings)
    if not document.items:
        raise ExtractionError("没有找到带评分标准的表格或条目，请确认这是考核表；若是扫描件请先识别文字")
    describe(document, reading, tables)
    return document


def _headings(table: Table) -> dict[str, str]:
    columns = table.columns.by_field()
    known = {name: table.columns.headings.get(column - 1, "") for name, column in columns.items()}
    known["criteria"] = "；".join(
        dict.fromkeys(table.columns.headings.get(c, "") for c in table.columns.criteria)
    )
    return {name: one_line(text) for name, text in known.items() if text}


def _notes(reading: Reading) -> list[Finding]:
    out = []
    for note in reading.notes:
        severity = note.severity if note.severity in ("info", "warning", "error") else "warning"
        where = Where(table=note.table, rows=(note.row, note.row) if note.row else None, page=note.page)
        place = where if where.to_dict() else None
        out.append(Finding(note.kind, severity, note.message, where=place))  # type: ignore[arg-type]
    return out


def _skipped(table: Table) -> Finding:
    first = next((row for row in [*table.before, *table.header, *table.body] if row.written()), None)
    text = " ".join(b.text for b in first.written())[:80] if first else ""
    where = Where(table=table.number, page=table.page, sheet=table.sheet)
    if has_scoring([*table.before, *table.header, *table.body]):
        message = "表中有扣分、加分的文字，但认不出评分标准栏，未读取考核项"
        return Finding("table_skipped", "warning", message, value=text, where=where)
    return Finding("table_skipped", "info", "不是评分表，未读取考核项", value=text, where=where)


def _flow(reading: Reading) -> list[Paragraph]:
    """The text outside of tables; a table of one column is a frame around text and belongs to it."""
    flow: list[Paragraph] = []
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            flow.append(block)
        elif block.columns == 1:
            flow.extend(
                Paragraph(line, page=c.page) for c in block.cells for line in c.text.split("\n") if line
            )
    return flow


def _outside(reading: Reading) -> Iterator[Finding]:
    """A finding for each paragraph outside of the tables that speaks of points: it is read as no item."""
    for paragraph in reading.paragraphs:
        yield from outside_text(paragraph.text, _place(paragraph))


def _place(paragraph: Paragraph) -> Where | None:
    number = paragraph.number
    if number is None and paragraph.page is None:
        return None
    return Where(page=paragraph.page, paragraphs=(number, number) if number is not None else None)
