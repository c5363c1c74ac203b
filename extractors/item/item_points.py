"""The points of an item, from its points cells or its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from extractors.document import Kind, Severity
from extractors.item.points import bracketed_points, is_blank, read_points, stated_points
from extractors.table.blocks import Row, blocks_of
from extractors.table.columns import Columns
from extractors.texts import one_line


@dataclass(slots=True)
class Shared:
    """Points cells that several items share: whether their own labels state points, and the item that was first."""

    apart: dict[int, bool]
    first: dict[int, int] = field(default_factory=dict)


def shared_points(drafts: Sequence[tuple[list[Row], str | None]], column: int | None) -> Shared:
    """Which points cells the drafts of items share; each draft is its rows and its finest label."""
    users: dict[int, list[str | None]] = {}
    for rows, label in drafts:
        for block in blocks_of(rows, [column] if column is not None else []):
            if block.text:
                users.setdefault(id(block), []).append(label)
    return Shared(
        {
            key: all(label is not None and bracketed_points(label) for label in labels)
            for key, labels in users.items()
            if len(labels) > 1
        }
    )


class Note(Protocol):
    """Takes down a finding on the item that is being read."""

    def __call__(self, kind: str, severity: Severity, message: str, value: str | None = None) -> None: ...


def cell_points(
    rows: list[Row], columns: Columns, shared: Shared, position: int, note: Note
) -> tuple[str | None, Kind | None]:
    """The amount and kind that the points cells state; an amount that several items share goes to the
    first."""
    found: tuple[str | None, Kind | None] = (None, None)
    for column in (columns.points, columns.bonus_points):
        for block in blocks_of(rows, [column] if column is not None else []):
            if is_blank(block.text):
                continue
            read = read_points(block.text)
            if not read.read:
                note("points_unread", "warning", "分值栏的内容不是分值", block.text)
                continue
            if found != (None, None):
                heading = one_line(columns.headings.get(column or 0, ""))
                note("more_points", "info", f"另有分值（{heading or '同一栏'}），未计入", block.text)
                continue
            kind = "bonus" if column == columns.bonus_points and read.kind == "scored" else read.kind
            if shared.apart.get(id(block)) and read.value is not None:
                continue  # the mark of the whole part; each item states its own
            if read.remark is not None:
                note("points_remark", "info", "分值后另有说明", block.text)
            if read.percent:
                note("points_percent", "info", "分值为百分比，按数值读取", block.text)
            first = shared.first.setdefault(id(block), position)
            if read.value is not None and first != position:
                note("shared_points", "warning", f"与第{first}项合用一个分值，未重复计入", read.value)
                found = (None, kind or "scored")
            else:
                found = (read.value, kind)
    return found


def text_points(
    requirement: str | None, criteria: str, columns: Columns, note: Note
) -> tuple[str | None, Kind | None]:
    """Points that stand in brackets behind the requirement, or that the scoring text states for the whole
    item."""
    heading = columns.headings.get(columns.requirement, "") if columns.requirement is not None else ""
    value = bracketed_points(requirement or "", bare="分" in heading or "权重" in heading)
    if value is None:
        value = stated_points(criteria)
    if value is None:
        return None, None
    if columns.points is not None:
        note("points_from_text", "info", "分值取自文字，不在分值栏", value)
    return value, "scored"
