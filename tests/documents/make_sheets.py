"""Make the small workbooks that the tests read, one trap a file: python tests/documents/make_sheets.py

The .xls is made from one of them by LibreOffice (see make_doc.py) and kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))
from make_doc import convert

FOLDER = Path(__file__).parent / "sheets"
HEAD = ("序号", "考核项目", "考核内容", "分值", "评分标准", "责任单位")


class Book:
    """A workbook under a name; every file has the same date of making."""

    def __init__(self, name: str) -> None:
        self.book = xlsxwriter.Workbook(str(FOLDER / f"{name}.xlsx"))
        self.book.set_properties({"created": datetime(2024, 1, 1)})

    def __enter__(self) -> xlsxwriter.Workbook:
        return self.book

    def __exit__(self, *error: object) -> None:
        self.book.close()


def write_rows(sheet: xlsxwriter.worksheet.Worksheet, first: int, rows: Sequence[Sequence[object]]) -> None:
    """Write rows of plain values from a row on."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(first + r, c, value)


def merged() -> None:
    with Book("merged") as book:
        sheet = book.add_worksheet("安全生产")
        sheet.merge_range(0, 0, 0, 5, "临江市2023年度安全生产目标责任考核评分表")
        sheet.write(1, 5, "单位：分")
        write_rows(sheet, 2, [HEAD])
        sheet.merge_range(3, 1, 4, 1, "责任落实")
        write_rows(sheet, 3, [[1], [2], [3]])
        sheet.write(3, 2, "签订责任书")
        sheet.write(4, 2, "分解任务")
        sheet.merge_range(3, 4, 4, 4, "未签订的扣2分；\n未分解的扣1分。")
        sheet.merge_range(3, 5, 4, 5, "市应急管理局、市总工会")
        write_rows(
            sheet, 5, [[3, "隐患治理", "重大隐患整改", 2.5, "逾期未整改的，每处扣0.5分", "市应急管理局"]]
        )
        sheet.write(3, 3, 3)
        sheet.write(4, 3, 2.0)


def shown_numbers() -> None:
    with Book("shown_numbers") as book:
        sheet = book.add_worksheet()
        percent = book.add_format({"num_format": "0%"})
        fixed = book.add_format({"num_format": "0.0"})
        unit = book.add_format({"num_format": '0"分"'})
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        write_rows(sheet, 0, [["序号", "考核内容", "权重", "完成时限", "评分标准"]])
        for row, (name, value, look) in enumerate(
            [("巡河", 0.1, percent), ("清漂", 7.25, fixed), ("监测", 5, unit), ("执法", 0.1 + 0.2, None)], 1
        ):
            sheet.write(row, 0, row)
            sheet.write(row, 1, name)
            sheet.write(row, 2, value, look)
            sheet.write_datetime(row, 3, datetime(2023, 6, 30), date)
            sheet.write(row, 4, "未完成的不得分")


def several_sheets() -> None:
    with Book("several_sheets") as book:
        cover = book.add_worksheet("封面")
        write_rows(cover, 2, [["丰泽区2024年城市管理考核细则"], ["区城管委办公室"]])
        for name, rows in {
            "市容": [(1, "市容", "占道经营", 5, "每处扣1分", "区城管局")],
            "环卫": [
                (1, "环卫", "清扫保洁", 6, "每处扣0.5分", "区环卫中心"),
                (2, "环卫", "公厕", 4, "每座扣1分", ""),
            ],
        }.items():
            write_rows(book.add_worksheet(name), 0, [HEAD, *rows])
        draft = book.add_worksheet("旧稿")
        write_rows(draft, 0, [HEAD, (1, "旧", "旧", 9, "每处扣9分", "")])
        draft.hide()
        last = book.add_worksheet("园林")
        write_rows(
            last, 0, [HEAD, (1, "园林", "绿地", 3, "每处扣1分", ""), (2, "园林", "旧条", 8, "每处扣8分", "")]
        )
        last.set_row(2, None, None, {"hidden": True})


def two_tables() -> None:
    with Book("two_tables") as book:
        sheet = book.add_worksheet("考核")
        write_rows(
            sheet, 0, [["基础分（10分）"], ["内容", "分值", "评分标准"], ["接访", 10, "少一次扣1分"], []]
        )
        write_rows(sheet, 5, [["加分项"], ["加分内容", "最高加分", "加分标准"], ["化解积案", 3, "每件加1分"]])


def main() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    for make in (merged, shown_numbers, several_sheets, two_tables):
        make()
    for name, kind in (
        ("merged", "xls"),
        ("merged", "ods"),
        ("shown_numbers", "xls"),
        ("several_sheets", "xls"),
        ("several_sheets", "ods"),
        ("shown_numbers", "ods"),
    ):
        convert(FOLDER / f"{name}.xlsx", kind, FOLDER)


if __name__ == "__main__":
    main()
