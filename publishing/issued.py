"""A document's table as it was issued: its columns in their order, labels that run over several rows merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.schema import ITEM_KINDS
from publishing.records import Record

ORDER = ("section", "group", "number", "requirement", "points", "criteria", "evidence", "departments")
"""The fields in the order in which they stand where the source does not tell: in texts without a table."""

LABELS = ("section", "group")
"""The fields that run over several rows, the wider one first."""


@dataclass(slots=True)
class Cell:
    """A cell: the field it holds, its text, over how many rows it runs, and its item."""

    field: str
    text: str
    item: Record
    rows: int = 1


@dataclass(slots=True)
class IssuedTable:
    """A table: where it stood, its headings (field, text and over how many columns it runs), how many columns it
    has, and its rows, without the cells merged away."""

    place: str
    headings: list[tuple[str, str, int]]
    width: int
    rows: list[tuple[Record, list[Cell]]] = field(default_factory=list)


def issued(
    items: Sequence[Record], columns: Mapping[int, Mapping[str, int]], headings: Mapping[str, str]
) -> list[IssuedTable]:
    """The tables of a document's items, which stand in their order; `columns` gives by table each field's column."""
    out = []
    for (sheet, number), group in groupby(items, key=lambda item: (item["sheet"], item["table"])):
        rows = list(group)
        fields = _fields(columns.get(number) or {}, rows)
        place = "，".join(
            [*([f"工作表“{sheet}”"] if sheet else []), *([f"第{number}张表"] if number is not None else [])]
        )
        table = IssuedTable(place, _headings(fields, headings), len(fields))
        _fill(table, rows, fields)
        out.append(table)
    return out


def _fields(columns: Mapping[str, int], rows: Sequence[Record]) -> list[str]:
    """The fields by their column; of those that share one, the one with most to say; without columns, all in use."""
    used = [name for name in ORDER if any(row[name] for row in rows)]
    if not columns:
        return used
    by_column: dict[int, str] = {}
    for name in (
        "number",
        "section",
        "group",
        "points",
        "departments",
        "evidence",
        "criteria",
        "requirement",
    ):
        if name in columns and name in ORDER:
            by_column[columns[name]] = name
    placed = [by_column[column] for column in sorted(by_column)]
    # A number that stands beside its requirement is shown with it.
    lost = [name for name in used if name not in placed and name not in columns and name != "number"]
    return [
        *(name for name in LABELS if name in lost),
        *placed,
        *(name for name in lost if name not in LABELS),
    ]


def _headings(fields: Sequence[str], headings: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """The headings in their order; one that stands over neighbouring columns once."""
    out: list[tuple[str, str, int]] = []
    for name in fields:
        text = headings.get(name, "")
        if out and text and out[-1][1] == text:
            out[-1] = (*out[-1][:2], out[-1][2] + 1)
        else:
            out.append((name, text, 1))
    return out


def _fill(table: IssuedTable, rows: Sequence[Record], fields: Sequence[str]) -> None:
    open_cells: dict[str, Cell] = {}
    for item in rows:
        cells = []
        fresh = False
        for name in fields:
            text = _text(item, name, with_number="number" not in fields)
            above = open_cells.get(name)
            if name in LABELS:
                if above is not None and above.text == text and text and not fresh:
                    above.rows += 1
                    continue
                # A narrower label does not run on past the end of the wider one.
                fresh = True
            cell = Cell(name, text, item)
            open_cells[name] = cell
            cells.append(cell)
        table.rows.append((item, cells))


def _text(item: Record, name: str, with_number: bool) -> str:
    if name == "points" and item["points"] is None:
        return "" if item["kind"] == "scored" else ITEM_KINDS[item["kind"]]
    requirement, own = item["requirement"] or "", item["number"] or ""
    if name == "requirement" and with_number and own and not requirement.startswith(own):
        return f"{own} {requirement}".strip()
    return str(item[name] or "")
