"""The same table written as Word, Excel, web page and drawn text gives the same items."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from grids import grid, read, short

from extractors import extract
from extractors.grid import Cell, Grid

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
import make_word

TABLES = {
    "merged labels": """
一级指标 | 二级指标 | 考核要点 | 分值 | 评分标准 | 责任单位
一、组织领导 | （一）会议 | 1.专题研究 | 5 | 少一次扣1分；/未记录扣0.5分。 | 县安委办、/县应急局
^ | ^ | 2.部署落实 | 3 | 未部署的不得分 | ^
^ | （二）责任 | 3.签责任书 | 2 | 缺一家扣0.5分 | 县安委会成员单位
二、隐患治理 | （三）排查 | 4.重大隐患 | 扣/分/项 | 逾期一处扣1分 | 县消防大队
^ | （四）创新 | 5.经验推广 | 加分项 | 省级推广的加2分 | 县应急局
""",
    "part rows and a heading of two rows": """
序号 | 考核内容 | 分值 | < | 计分办法 | 得分
^ | ^ | 基本分 | 加分 | ^ | ^
一、基础工作（15分） | < | < | < | < | <
1 | 台账 | 10 | | 缺一项扣1分 |
2 | 信息 | 5 | 2 | 少一条扣0.1分；超额加0.2分 |
二、附加 | < | < | < | < | <
3 | 表彰 | | 3 | 国家级加3分 |
合计 | < | 15 | | |
""",
    "merged criteria and points": """
项目 | 内容 | 标准分 | 评分办法 | 备注
市容 | 占道经营 | 5 | 发现一处扣0.5分 |
^ | 乱贴乱画 | 3 | ^ |
垃圾 | 清运 | 8 | 未日产日清每次扣1分 |
^ | ^ | ^ | 车辆撒漏每次扣2分 | 抽查
""",
}


def as_word(table: Grid, path: Path) -> None:
    rows = []
    anchors = {(c.row, c.column): c for c in table.cells}
    covering = {(r, c.column): c for c in table.cells for r in range(c.row, c.row + c.row_span)}
    for r in range(table.rows):
        cells, column = [], 0
        while column < table.columns:
            cell = covering[r, column]
            span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
            merge = ""
            if cell.row_span > 1:
                merge = '<w:vMerge w:val="restart"/>' if (r, column) in anchors else "<w:vMerge/>"
            text = "/".join(html.escape(p) for p in cell.paragraphs) if (r, column) in anchors else ""
            cells.append(make_word.cell(text, span + merge))
            column += cell.column_span
        rows.append(make_word.row(*cells))
    make_word.write(path.stem, make_word.table(*rows, widths=(1500,) * table.columns), folder=path.parent)


def as_sheet(table: Grid, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for cell in table.cells:
        text = "\n".join(cell.paragraphs)
        if cell.row_span > 1 or cell.column_span > 1:
            last = (cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
            sheet.merge_range(cell.row, cell.column, *last, text)
        else:
            sheet.write(cell.row, cell.column, float(text) if text.isdigit() else text)
    book.close()


def as_page(table: Grid, path: Path) -> None:
    def tag(cell: Cell) -> str:
        inside = "<br>".join(html.escape(p) for p in cell.paragraphs)
        return f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{inside}</td>'

    rows = "".join(f"<tr>{''.join(map(tag, row))}</tr>" for row in table.by_row())
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf8")


WRITERS: dict[str, Callable[[Grid, Path], None]] = {"docx": as_word, "xlsx": as_sheet, "html": as_page}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", TABLES)
def test_formats_agree(tmp_path: Path, name: str, kind: str) -> None:
    table = grid(TABLES[name])
    path = tmp_path / f"table.{kind}"
    WRITERS[kind](table, path)
    expected, found = read(table), extract(path)
    assert len(expected.items) >= 3
    assert short(found) == short(expected)
    assert [i.departments for i in found.items] == [i.departments for i in expected.items]
    assert [i.where.rows for i in found.items] == [i.where.rows for i in expected.items]
