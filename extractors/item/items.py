"""The scoring items of a table whose columns are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.document import FIELD_NAMES, Finding, Item, Role, Severity, Where
from extractors.item.departments import departments_and_roles
from extractors.item.item_points import Shared, cell_points, shared_points, text_points
from extractors.item.numbering import leading_number, level, number_alone
from extractors.item.points import is_blank, kind_of
from extractors.item.sums import Sum, check_sums
from extractors.lexicon import words
from extractors.table.blocks import Block, Row, blocks_of, placed_blocks
from extractors.table.body import Table
from extractors.table.columns import Columns
from extractors.table.rows import RowKind, RowReading, is_amount, read_row
from extractors.texts import costs, one_line, squeeze

OUTER_LEVELS = 2
"""Levels of numbering that number parts: 第一部分 一、 （一）."""
HEADING_MARKS = re.compile(r"\d分")


@dataclass(slots=True)
class _Draft:
    """The rows of one item, with the labels that hold there (coarsest first)."""

    rows: list[Row]
    labels: list[str]
    number: str | None


@dataclass(slots=True)
class _State:
    """What holds at the current row: parts' headings (level, text) and the last text of each label column."""

    parts: list[tuple[int, str]] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    number: str | None = None


def read_items(table: Table, start: int = 1) -> tuple[list[Item], list[Finding]]:
    """The items of a scoring table in order, their positions counted from ``start``, and what was found on
    the way."""
    drafts, findings, sums = _drafts(table)
    items: list[Item] = []
    drafted = [(d.rows, d.labels[-1] if d.labels else None) for d in drafts]
    shared = shared_points(drafted, table.columns.points)
    for draft in drafts:
        item, notes = _item(draft, table, start + len(items), shared)
        items.append(item)
        findings.extend(notes)
    findings.extend(check_sums(sums, items))
    return items, [*table.findings, *_guesses(table), *findings]


def _guesses(table: Table) -> list[Finding]:
    """A finding for each column that was decided by its content."""
    where = Where(table=table.number, page=table.page, sheet=table.sheet)
    return [
        Finding("guessed_column", "info", f"第{column + 1}列按内容判断为{FIELD_NAMES[name]}", where=where)
        for column, name in sorted(table.columns.guessed.items())
        if name in FIELD_NAMES
    ]


def _drafts(table: Table) -> tuple[list[_Draft], list[Finding], list[Sum]]:
    columns = table.columns
    drafts: list[_Draft] = []
    findings: list[Finding] = []
    sums: list[Sum] = []
    state = _State()
    fresh = True
    opened_last: list[tuple[RowReading, Where]] = []
    for row in table.body:
        reading = read_row(row, columns)
        where = _where([row], table)
        if reading.kind is RowKind.ITEM:
            opened_last.clear()
            if opened := _opened_part(row, columns, state):
                sums.append(Sum(opened, len(drafts), where, _open_part(state, opened)))
                fresh = True
            if drafts and not fresh and _continues(row, drafts[-1].rows[-1], columns):
                drafts[-1].rows.append(row)
            else:
                drafts.append(_start(row, columns, state, table))
            fresh = False
            continue
        fresh = True
        if reading.kind is RowKind.SECTION:
            findings.extend(_beside_section(row, columns, where))
            depth = _open_part(state, reading)
            sums.append(Sum(reading, len(drafts), where, depth))
            opened_last.append((reading, where))
        elif reading.kind is RowKind.TOTAL:
            sums.append(Sum(reading, len(drafts), where, None))
        else:
            findings.append(_aside(reading, where))
    # What reads as a part's heading and has no item below it is a remark: 注：1.… 2.… 3.…
    findings += [_aside(reading, where) for reading, where in opened_last]
    return drafts, findings, sums


def _aside(reading: RowReading, where: Where) -> Finding:
    if reading.kind is RowKind.SIGNATURE:
        return Finding("signature_row", "info", "签字栏，未作为考核项", value=reading.text, where=where)
    if costs(reading.text):
        message = "表内说明规定了扣分、加分、封顶或否决，没有读成规则"
        return Finding("note_row", "warning", message, value=reading.text, where=where)
    return Finding("note_row", "info", "表内说明，未作为考核项", value=reading.text, where=where)


def _open_part(state: _State, reading: RowReading) -> int:
    depth = 1 if reading.depth is None else reading.depth
    while state.parts and state.parts[-1][0] >= depth:
        state.parts.pop()
    state.parts.append((depth, reading.text))
    state.labels.clear()
    return depth


def _opened_part(row: Row, columns: Columns, state: _State) -> RowReading | None:
    """The part that an item's row opens: it is numbered like the parts before it (三、) and holds criteria itself."""
    if columns.number is None or columns.requirement is None or is_blank(row.text(columns.number)):
        return None
    depth = level(f"{squeeze(row.text(columns.number)).rstrip('、.')}、")
    if depth is None or depth > OUTER_LEVELS or not any(part == depth for part, _ in state.parts):
        return None
    return RowReading(RowKind.SECTION, one_line(row.text(columns.labels[0])), depth=depth)


def _beside_section(row: Row, columns: Columns, where: Where) -> list[Finding]:
    """What stands beside a part's heading in columns that belong to no item."""
    elsewhere = [block for c, block in enumerate(row.cells) if c not in columns.other]
    return [
        Finding("other_column", "info", "分段标题旁的内容未并入考核项", value=block.text, where=where)
        for block in blocks_of([row], columns.other)
        if not (is_blank(block.text) or is_amount(block.text) or any(block is other for other in elsewhere))
    ]


def _own(row: Row, above: Row | None, column: int | None) -> bool:
    """Whether the row has a written cell of its own at a column, one that does not come down from the row
    above."""
    if column is None or is_blank(row.text(column)):
        return False
    return above is None or row.cells[column] is not above.cells[column]


def _continues(row: Row, above: Row, columns: Columns) -> bool:
    """Whether a row goes on with the item above: it has no number, no requirement and no points of its
    own."""
    keys = [columns.number, columns.requirement, columns.points, columns.bonus_points]
    if any(_own(row, above, column) for column in keys):
        return False
    return not any(_own(row, above, column) for column in columns.labels)


def _start(row: Row, columns: Columns, state: _State, table: Table) -> _Draft:
    for index, column in enumerate(columns.labels):
        text = row.text(column)
        if is_blank(text):
            continue
        if index < len(columns.labels) - 1:
            text = one_line(text)
        if state.labels.get(column) != text:
            for finer in columns.labels[index + 1 :]:
                state.labels.pop(finer, None)
        state.labels[column] = text
    own_number = None
    if columns.number is not None and not is_blank(row.text(columns.number)):
        own_number = squeeze(row.text(columns.number))
        own_number = number_alone(own_number) or own_number
        state.number = own_number
    labels = [text for _, text in state.parts]
    labels += [state.labels[c] for c in columns.labels if c in state.labels and state.labels[c] not in labels]
    requirement = columns.requirement is not None and columns.requirement in state.labels
    number = (leading_number(labels[-1]) if requirement else None) if own_number is None else own_number
    if own_number is None and number is None:
        number = state.number
    if not requirement and labels:
        labels.append("")
    return _Draft([row], labels, number)


def _item(draft: _Draft, table: Table, position: int, shared: Shared) -> tuple[Item, list[Finding]]:
    columns = table.columns
    notes: list[Finding] = []

    def note(kind: str, severity: Severity, message: str, value: str | None = None) -> None:
        notes.append(Finding(kind, severity, message, value, item=position, where=where))

    where = _where_fields(draft.rows, table)
    criteria = _criteria(draft.rows, columns)
    rows = _beside_criteria(draft.rows, columns)
    evidence = _evidence(rows, columns)
    offices = _departments(rows, columns)
    section, group, requirement = _levels(draft.labels)
    for extra in draft.labels[2:-1]:
        note("extra_level", "info", "标签多于三级，中间一级未并入", extra)

    points, kind = cell_points(rows, columns, shared, position, note)
    if points is None and kind is None:
        points, kind = text_points(requirement, criteria, columns, note)
    if kind is None:
        kind = kind_of(criteria)
        if kind == "scored" and columns.points is not None:
            note("no_points", "warning", "没有读到分值")
    if not criteria:
        note("no_criteria", "warning", "评分标准为空")
    remarks = _remarks(rows, columns)
    for remark in remarks:
        if costs(remark):
            note("other_column", "warning", "其他栏目规定了扣分、加分、封顶或否决，没有读成规则", remark)
    every = blocks_of(draft.rows, range(len(draft.rows[0].cells)))
    sure = [b.confidence for b in every if b.confidence is not None and b.text]
    item = Item(
        position=position,
        number=draft.number,
        section=section,
        group=group,
        requirement=requirement,
        points=points,
        kind=kind,
        criteria=criteria,
        evidence=evidence or None,
        departments=list(offices),
        department_roles={name: role for name, role in offices.items() if role},
        where=where,
        confidence=min(sure) if sure else None,
        remarks="\n".join(remarks) or None,
    )
    return item, notes


def _remarks(rows: list[Row], columns: Columns) -> list[str]:
    """What stands in the columns that no field is made of, each led by its heading; marks of coarser levels, which
    their items share, left out."""
    remarks: list[str] = []
    for column in sorted([*columns.other, *columns.assessors]):
        heading = one_line(columns.headings.get(column, "").rpartition("／")[2])
        for block in blocks_of(rows, [column]):
            if not is_blank(block.text) and column not in columns.coarse_points:
                remarks.append(f"{heading}：{one_line(block.text)}" if heading else one_line(block.text))
    return remarks


def _departments(rows: list[Row], columns: Columns) -> dict[str, Role | None]:
    """The names in the departments' columns and their roles; a tick stands for the name in its column's heading."""
    offices: dict[str, Role | None] = {}
    labels = blocks_of(rows, columns.labels)
    for column in columns.departments:
        heading = columns.headings.get(column, "").rpartition("／")[2]
        for block in blocks_of(rows, [column]):
            if any(block is label for label in labels):
                continue  # a label that runs on over the offices' column
            if squeeze(block.text) in words("crosses"):
                continue
            named = _ticked(block, column, columns)
            found = departments_and_roles(block.text, heading) if named is None else {named: _part(block)}
            offices |= {name: offices.get(name) or role for name, role in found.items()}
    return offices


def _evidence(rows: list[Row], columns: Columns) -> str:
    """The texts of the evidence columns; a tick stands for what its column's heading names (查阅资料, 实地查看)."""
    texts: list[str] = []
    for column, block in placed_blocks(rows, columns.evidence):
        if not is_blank(block.text):
            named = _ticked(block, column, columns)
            texts.append(block.text if named is None else named)
    return "\n".join(texts)


def _ticked(block: Block, column: int, columns: Columns) -> str | None:
    """What a cell that only ticks stands for: its column's finest heading; None where it says more."""
    if squeeze(block.text) not in words("ticks") and _part(block) is None:
        return None
    return one_line(columns.headings.get(column, "").rpartition("／")[2])


def _part(block: Block) -> Role | None:
    """The part that a tick in words gives the office (主, 辅)."""
    text = squeeze(block.text)
    if text in words("leading_ticks"):
        return "lead"
    return "support" if text in words("supporting_ticks") else None


def _levels(labels: list[str]) -> tuple[str | None, str | None, str | None]:
    """Section, group and requirement from the labels, coarsest first; the last is the requirement."""
    if not labels:
        return None, None, None
    section = labels[0] if len(labels) > 1 else None
    group = labels[1] if len(labels) > 2 else None
    return section or None, group or None, labels[-1] or None


def _beside_criteria(rows: list[Row], columns: Columns) -> list[Row]:
    """The rows without scoring texts that run on over the columns beside theirs."""
    criteria = blocks_of(rows, columns.criteria)
    kept = set(columns.criteria) | set(columns.labels)
    return [
        replace(
            row,
            cells=[
                b if c in kept or not any(b is x for x in criteria) else None for c, b in enumerate(row.cells)
            ],
        )
        for row in rows
    ]


def _criteria(rows: list[Row], columns: Columns) -> str:
    """The scoring text; where a column's own heading gives the marks (优（8-10分）), it leads its texts."""
    if len(columns.criteria) == 1:
        return _text(rows, columns.criteria)
    parts: list[str] = []
    for column, block in placed_blocks(rows, columns.criteria):
        if not is_blank(block.text):
            heading = one_line(columns.headings.get(column, "").rpartition("／")[2])
            marked = HEADING_MARKS.search(heading) and block.column_span == 1
            parts.append(f"{heading}：{block.text}" if marked else block.text)
    return "\n".join(parts)


def _text(rows: list[Row], columns: list[int]) -> str:
    return "\n".join(b.text for b in blocks_of(rows, columns) if not is_blank(b.text))


def _where(rows: list[Row], table: Table) -> Where:
    return Where(
        table=rows[0].grid, rows=(rows[0].number, rows[-1].number), page=rows[0].page, sheet=table.sheet
    )


def _where_fields(rows: list[Row], table: Table) -> Where:
    where = _where(rows, table)
    where.columns = table.columns.by_field()
    if rows[0].form is not None:
        where.rows, where.columns = rows[0].form, dict.fromkeys(where.columns, rows[0].number)
        return where
    for name, column in where.columns.items():
        for block in blocks_of(rows[:1], [column - 1]):
            if block.places:
                page, box = block.places[0]
                where.boxes[name] = (page, box.left, box.top, box.right, box.bottom)
    return where
