"""Workbooks: merged ranges, several sheets, numbers as shown (made by tests/documents/make_sheets.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract, read_tables
from extractors.sheets.number_format import show

SHEETS = Path(__file__).parents[1] / "documents" / "sheets"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_merged_ranges(kind: str) -> None:
    document = extract(SHEETS / f"merged.{kind}")
    departments = ["市应急管理局", "市总工会"]
    criteria = "未签订的扣2分；\n未分解的扣1分。"
    assert [
        (i.number, i.section, i.requirement, i.points, i.criteria, i.departments) for i in document.items
    ] == [
        ("1", "责任落实", "签订责任书", "3", criteria, departments),
        ("2", "责任落实", "分解任务", "2", criteria, departments),
        ("3", "隐患治理", "重大隐患整改", "2.5", "逾期未整改的，每处扣0.5分", ["市应急管理局"]),
    ]
    assert (document.title, document.year, document.level) == (
        "临江市2023年度安全生产目标责任考核评分表",
        2023,
        "市",
    )
    assert document.items[0].where.sheet == "安全生产"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_numbers_as_shown(kind: str) -> None:
    document = extract(SHEETS / f"shown_numbers.{kind}")
    assert [i.points for i in document.items] == ["10", "7.3", "5", "0.3"]
    assert [f.value for f in document.findings if f.kind == "points_percent"] == ["10%"]
    assert {i.remarks for i in document.items} == {"完成时限：2023-06-30"}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_several_sheets_hidden_ones_out(kind: str) -> None:
    document = extract(SHEETS / f"several_sheets.{kind}")
    assert [(i.where.sheet, i.number, i.requirement) for i in document.items] == [
        ("市容", "1", "占道经营"),
        ("环卫", "1", "清扫保洁"),
        ("环卫", "2", "公厕"),
        ("园林", "1", "绿地"),
    ]
    assert document.title == "丰泽区2024年城市管理考核细则"
    assert {f.kind for f in document.findings} == {"hidden_sheet", "hidden_rows", "table_skipped"}


def test_two_tables_on_a_sheet() -> None:
    document = extract(SHEETS / "two_tables.xlsx")
    assert [(i.section, i.requirement, i.points, i.kind) for i in document.items] == [
        ("基础分（10分）", "接访", "10", "scored"),
        ("加分项", "化解积案", "3", "bonus"),
    ]
    assert document.total_points == "10"


def test_tables_as_whole_grids() -> None:
    (table,) = read_tables(SHEETS / "merged.xlsx")
    assert (table["sheet"], table["page"], table["header_rows"]) == ("安全生产", None, 3)
    assert table["rows"][0] == ["临江市2023年度安全生产目标责任考核评分表"] * 6
    assert table["rows"][4][1:4] == ["责任落实", "分解任务", "2"]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("3", None, "3"),
        ("0.30000000000000004", None, "0.3"),
        ("0.1", "0%", "10%"),
        ("0.125", "0.0%", "12.5%"),
        ("0.125", "0.##", "0.13"),
        ("2", "0.##", "2"),
        ("-2", "0;(0)", "(2)"),
        ("5", '0"分"', "5分"),
        ("1234.5", "#,##0.0", "1234.5"),
        ("45292", "yyyy/m/d", "2024-01-01"),
        ("1E-2", "General", "0.01"),
        ("100", "[Red]0", "100"),
    ],
)
def test_number_formats(value: str, code: str | None, shown: str) -> None:
    assert show(value, 0, code) == shown
