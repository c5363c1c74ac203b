"""PDFs with text: each file holds one trap."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract
from extractors.grid import Grid
from extractors.pages.pdf import read

PDFS = Path(__file__).parent.parent / "documents" / "pdf"

SAFETY = [
    ["序号", "考核项目", "考核内容", "分值", "评分标准", "责任单位"],
    [
        "1",
        "责任落实",
        "党政领导干部安全生产责任制落实情况。",
        "5",
        "未制定年度重点工作清单的扣1分；主要领导每季度未专题研究的，少一次扣0.5分，扣完为止。",
        "县应急管理局",
    ],
    [
        "2",
        "责任落实",
        "部门监管责任落实情况。",
        "4",
        "未建立权责清单的不得分；清单内容不完整的，缺一项扣0.25分。",
        "县应急管理局、县委编办",
    ],
    [
        "3",
        "隐患治理",
        "重大事故隐患排查整治情况。",
        "10",
        "1.重大隐患未挂牌督办的，每处扣1分。\n2.整改完成率低于95%的，每低1个百分点扣0.2分。\n3.虚报整改结果的，发现一起扣2分。",
        "县安委办",
    ],
    [
        "4",
        "隐患治理",
        "“打非治违”专项行动。",
        "6",
        "未开展专项行动的不得分；执法检查少于12次的，每少1次扣0.5分。",
        "县交通运输局",
    ],
    ["5", "应急保障", "应急预案和演练。", "3", "未修订预案扣1分，未组织演练扣2分。", "县消防救援大队"],
    [
        "6",
        "事故控制",
        "生产安全事故起数和死亡人数“双下降”。",
        "12",
        "发生较大事故的，每起扣3分；发生重大及以上事故的，此项不得分，并取消评先资格。",
        "县安委会各成员单位",
    ],
]


def texts(grid: Grid) -> list[list[str]]:
    """The grid's rows, each cell's text at every place that it covers."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = cell.text
    return rows


@pytest.mark.parametrize(
    "name",
    [
        "ruled",
        "open-sides",
        "rows-only",
        "columns-only",
        "three-lines",
        "unruled",
        "unruled-tight",
        "unruled-middle",
    ],
)
def test_one_table_however_it_is_ruled(name: str) -> None:
    reading = read(PDFS / f"{name}.pdf")
    assert [p.text for p in reading.paragraphs] == ["青石县2025年度安全生产目标管理考核细则"]
    assert [texts(grid) for grid in reading.grids] == [SAFETY]


def test_merged_labels_are_spans() -> None:
    (grid,) = read(PDFS / "ruled.pdf").grids
    spans = {cell.text: cell.row_span for cell in grid.cells if cell.column == 1}
    assert spans == {"考核项目": 1, "责任落实": 2, "隐患治理": 2, "应急保障": 1, "事故控制": 1}


def test_cells_know_their_page_and_box() -> None:
    (grid,) = read(PDFS / "ruled.pdf").grids
    points = next(cell for cell in grid.cells if cell.text == "12")
    assert points.page == 1
    assert points.box is not None
    assert points.box.right - points.box.left == pytest.approx(34, abs=0.6)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    reading = read(PDFS / "running-heads.pdf")
    assert [p.text for p in reading.paragraphs] == ["青石县2025年度安全生产目标管理考核细则"]
    assert "青石县考核办公室文件汇编" in reading.running
    assert "- 2 -" in reading.running
    document = extract(PDFS / "running-heads.pdf")
    assert [item.number for item in document.items] == [str(n) for n in range(1, 25)]
    assert {item.criteria for item in document.items} == {row[4] for row in SAFETY[1:]}


def test_vertical_text_is_read_from_top_to_bottom_and_right_to_left() -> None:
    (grid,) = read(PDFS / "vertical-text.pdf").grids
    assert texts(grid)[1:] == [
        ["河长履职", "县级河长每季度巡河一次。", "6", "少巡一次扣1分，扣完为止。"],
        ["信息公开及督查", "设置河长公示牌并及时更新。", "扣分项", "发现一块未更新的扣0.2分。"],
    ]


def test_sideways_pages() -> None:
    drawn, rotated = read(PDFS / "sideways.pdf").grids
    assert texts(drawn) == texts(rotated) == SAFETY[:4]


def test_boxes_of_a_sideways_page_lie_on_the_page_as_issued() -> None:
    drawn, _ = read(PDFS / "sideways.pdf").grids
    boxes = [cell.box for cell in drawn.cells if cell.box is not None]
    # The page stands upright, 595 points wide; the table runs up along it.
    assert max(box.right for box in boxes) <= 595
    assert max(box.bottom for box in boxes) > 700


def test_characters_printed_twice_count_once_but_repeated_digits_stay() -> None:
    (grid,) = read(PDFS / "printed-twice.pdf").grids
    assert texts(grid)[1] == ["1", "信访积案化解。", "11", "每少化解1件扣0.5分。"]


def test_row_and_label_cut_by_a_page_without_closing_lines() -> None:
    first, second = extract(PDFS / "open-below.pdf").items
    assert first.section == second.section == "一、党的组织建设与制度落实"
    assert first.criteria.replace("\n", "") == "未按月开展的，每少一次扣0.5分；记录不规范的，每处扣0.1分。"
    assert (second.requirement, second.points) == ("主题党日活动。", "4")


def test_section_titles_over_the_width_of_an_unruled_table() -> None:
    (grid,) = read(PDFS / "section-rows.pdf").grids
    wide = [cell.text for cell in grid.cells if cell.column_span == grid.columns]
    assert wide == ["一、河道管护（40分）", "二、群众参与（10分）"]
    assert [row[0] for row in texts(grid)] == ["序号", *wide[:1], "1", "2", *wide[1:], "3"]


def test_two_tables_and_the_text_between_them() -> None:
    blocks = [b if isinstance(b, Grid) else b.text for b in read(PDFS / "two-tables.pdf").blocks]
    assert blocks[::2] == ["一、市容环境", "二、城管执法"]
    assert [texts(b)[1][1] for b in blocks[1::2] if isinstance(b, Grid)] == [
        "市容保洁。",
        "数字城管案件处置。",
    ]


def test_an_outline_is_paragraphs_and_no_table() -> None:
    reading = read(PDFS / "outline.pdf")
    assert reading.grids == []
    assert [p.text[:6] for p in reading.paragraphs] == [
        "青石县202",
        "一、信访工作",
        "1.第1季度",
        "2.第2季度",
        "3.第3季度",
        "4.第4季度",
        "二、平安建设",
        "1.重点人员",
        "2.重点人员",
    ]
    assert all(p.text.endswith(("细则", "分）", "。")) for p in reading.paragraphs)


def test_font_without_characters_is_recognised_and_said() -> None:
    pytest.importorskip("rapidocr")
    reading = read(PDFS / "without-unicode.pdf")
    assert [texts(grid) for grid in reading.grids] == [SAFETY[:3]]
    assert [(note.kind, note.severity, note.page) for note in reading.notes] == [
        ("font_without_unicode", "warning", 1)
    ]


def test_font_without_characters_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.errors import ExtractionError
    from extractors.pages import ocr

    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(ExtractionError, match=r"without-unicode\.pdf：.*pip install .*\[ocr\]'"):
        read(PDFS / "without-unicode.pdf")


@pytest.mark.parametrize(
    ("name", "severities"),
    [("ruled", []), ("rows-only", []), ("unruled", ["info"]), ("unruled-tight", ["warning"])],
)
def test_rows_that_only_the_text_shows_are_remarked(name: str, severities: list[str]) -> None:
    notes = read(PDFS / f"{name}.pdf").notes
    assert [note.severity for note in notes] == severities
    assert all((note.kind, note.page, note.table) == ("table_without_lines", 1, 1) for note in notes)


def test_label_that_begins_in_the_last_row_of_a_page_goes_on() -> None:
    document = extract(PDFS / "label-cut.pdf")
    assert [(i.section, i.requirement, i.points) for i in document.items] == [
        ("阵地建设管理（10分）", "活动场所面积达标。", "4"),
        ("阵地建设管理（10分）", "制度牌上墙。", "6"),
        ("队伍", "持证上岗。", "5"),
    ]
    assert [f for f in document.findings if f.kind == "sum_differs"] == []


def test_labels_beside_the_first_of_their_rows() -> None:
    (grid,) = read(PDFS / "labels-beside.pdf").grids
    spans = [(cell.text, cell.row_span) for cell in grid.cells if cell.column == 1]
    assert spans == [("考核项目", 1), ("收入组织", 2), ("日常征管", 4), ("纳税服务", 3), ("队伍建设", 1)]
