"""Workbooks that an office would print: one for a document, one for a department."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.duties import dates, duties
from pipeline.nested import document_tree
from pipeline.plain import cap_in_words, item_in_words, rule_in_words

Record = dict[str, Any]

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The time that a workbook says it was made at: always the same, so that the same content gives the same file."""

A4, LANDSCAPE_MARGIN = 9, 0.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its title line, its columns (heading, width in characters) and its rows."""

    name: str
    title: str
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[Any]]


def write_document(connection: sqlite3.Connection, document: str, target: Path) -> None:
    """The document: its items with their rules in plain words, its rules, its caps, its findings."""
    tree = document_tree(connection, document)
    items = tree["items"]
    title = tree["title"]
    sheets = [
        Sheet(
            "事项",
            title,
            (
                ("编号", 7),
                ("类别", 18),
                ("考核内容", 32),
                ("分值", 6),
                ("评分规则", 52),
                ("材料要求", 24),
                ("责任单位", 16),
            ),
            [
                (
                    item["number"],
                    _lines(item["section"], item["group"]),
                    item["requirement"],
                    _number(item["points"]),
                    item_in_words(item) or item["criteria"],
                    item["evidence"],
                    "\n".join(item["departments"]),
                )
                for item in items
            ],
        ),
        Sheet(
            "规则",
            title,
            (("编号", 7), ("序号", 6), ("规则", 46), ("分数", 7), ("每", 6), ("单位", 8), ("原文", 52)),
            [
                (
                    item["number"],
                    rule["seq"],
                    rule_in_words(rule),
                    _number(rule["points"]),
                    _number(rule["per"]["quantity"]) if rule["per"] else None,
                    rule["per"]["unit"] if rule["per"] else None,
                    rule["quote"],
                )
                for item in items
                for rule in item["rules"]
            ],
        ),
        Sheet(
            "封顶",
            title,
            (("编号", 7), ("事项分值", 9), ("封顶", 24), ("所限规则", 20), ("考核内容", 60)),
            [
                (
                    item["number"],
                    _number(item["points"]),
                    cap_in_words(cap),
                    "、".join(map(str, cap["covers"])),
                    item["requirement"],
                )
                for item in items
                for cap in item["caps"]
            ],
        ),
        Sheet(
            "问题",
            title,
            (("程度", 8), ("种类", 18), ("说明", 60), ("所涉文字", 30), ("事项", 20)),
            [
                (found["severity"], found["kind"], found["message"], found["value"], found["item"])
                for found in tree["findings"]
            ],
        ),
    ]
    write_sheets(target, sheets)


def write_department(connection: sqlite3.Connection, department: str, target: Path) -> None:
    """The department: its duties with points, rules and evidence; its deadlines."""
    rows = []
    for tree, items in duties(connection, department):
        for item in items:
            others = [name for name in item["departments"] if name != department]
            rows.append(
                (
                    tree["title"],
                    item["number"],
                    item["requirement"],
                    _number(item["points"]),
                    item_in_words(item) or item["criteria"],
                    item["evidence"],
                    "\n".join(others),
                )
            )
    sheets = [
        Sheet(
            "职责",
            f"{department}考核职责",
            (
                ("文件", 18),
                ("编号", 7),
                ("考核内容", 32),
                ("分值", 6),
                ("评分规则", 52),
                ("材料要求", 26),
                ("共同责任单位", 14),
            ),
            rows,
        ),
        Sheet(
            "时限",
            f"{department}考核时限",
            (("到期日", 12), ("时限", 26), ("编号", 7), ("考核内容", 50), ("文件", 40)),
            [
                (due["date"] or due["event"], due["quote"], due["number"], due["requirement"], due["title"])
                for due in dates(connection, department)
            ],
        ),
    ]
    write_sheets(target, sheets)


def write_sheets(target: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook: A4 across, headings repeated on every page, text wrapped, no cell taken for a formula."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None), "title": sheets[0].title})
        title = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
        heading = book.add_format(
            {
                "bold": True,
                "border": 1,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "bg_color": "#DCE6F1",
            }
        )
        cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.set_landscape()
            page.set_paper(A4)
            page.set_margins(*[LANDSCAPE_MARGIN] * 4)
            page.fit_to_pages(1, 0)
            page.repeat_rows(0, 1)
            page.freeze_panes(2, 0)
            page.set_footer("&C第 &P 页，共 &N 页")
            page.merge_range(0, 0, 0, len(sheet.columns) - 1, sheet.title, title)
            page.set_row(0, 28)
            for column, (name, width) in enumerate(sheet.columns):
                page.set_column(column, column, width)
                page.write_string(1, column, name, heading)
            for row, values in enumerate(sheet.rows, 2):
                for column, value in enumerate(values):
                    _write(page, row, column, value, cell)


def _write(page: Any, row: int, column: int, value: Any, form: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, form)
    elif isinstance(value, str):
        page.write_string(row, column, value, form)
    else:
        page.write_number(row, column, value, form)


def _number(decimal: str | None) -> float | None:
    return None if decimal is None else float(decimal)


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)
