"""Word files, one trap each, as made by tests/documents/make_word.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract
from extractors.errors import ExtractionError
from extractors.word.docx_numbering import FORMATS, chinese
from extractors.word.symbols import symbol

WORD = Path(__file__).parents[1] / "documents" / "word"

Row = tuple[str | None, str | None, str, list[str]]

ROWS: dict[str, list[Row]] = {
    "tracked_changes": [
        ("预案演练", "5", "每次扣2分", ["县应急局"]),
        ("教育培训", "3", "未演练的扣1分", ["县总工会"]),
    ],
    "deleted_points": [("会议", "5", "1.未研究的扣1分。\n2.未部署的扣2分。", ["县委办"])],
    "content_controls": [
        ("巡河", "5", "少一次扣1分", ["县水利局"]),
        ("清漂", "4", "每处扣0.5分", ["县城管局"]),
        ("保洁", "3", "每次扣0.2分", ["各镇政府"]),
        ("宣传", "2", "未开展扣2分", ["县委宣传部"]),
    ],
    "merged_cells": [
        ("占道", "5", "每处扣1分", []),
        ("清扫", "5", "每处扣0.5分", []),
        ("清运", "3", "每处扣0.5分", []),
        ("绿化", "2", "每株扣1分", []),
        ("路灯", "2", "每盏扣0.5分", []),
    ],
    "grid_gaps": [
        ("接访", "5", "少一次扣1分", ["县信访局"]),
        ("接访", "3", "未回复扣1分", ["县委办"]),
        ("督办", "2", "逾期一件扣1分", []),
    ],
    "sliver_columns": [
        ("党员发展", "5", "违规一例扣1分", ["组织部"]),
        ("党费收缴", "3", "逾期一次扣0.5分", ["机关党委"]),
    ],
    "inline_content": [
        ("信访", "5", "按《办法》每次扣0.5分", ["县信访局"]),
        ("督查", "4", "1.未发现的扣1分；\n2.未整改的扣2分。", ["县督查室"]),
        ("问责", "3", "追责一人扣1分☑", ["县纪委监委"]),
    ],
    "text_boxes": [("接访", "5", "少一次扣1分", ["信访办"])],
    "nested_tables": [("排查", "5", "按下列标准：\n一般 扣1分\n重大 扣3分", ["应急办"])],
    "split_tables": [
        ("矛盾调处", "5", "每低1%扣1分", ["区司法局"]),
        ("命案防控", "6", "每起扣3分", ["公安分局"]),
        ("反诈宣传", "4", "少一次扣1分", ["公安分局"]),
    ],
}


@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    document = extract(WORD / f"{name}.docx")
    assert [(i.requirement, i.points, i.criteria, i.departments) for i in document.items] == ROWS[name]


def test_automatic_numbers_are_part_of_the_text() -> None:
    document = extract(WORD / "automatic_numbers.docx")
    assert [(i.number, i.section, i.criteria) for i in document.items] == [
        ("1", "一、组织领导", "1.未研究的扣1分。\n2.未部署的扣1分。"),
        ("2", "一、组织领导", "1.少一次扣1分。\n2.未考试扣2分。"),
        ("3", "二、工作落实", "缺一项扣1分。"),
    ]


def test_outline_numbered_by_styles() -> None:
    document = extract(WORD / "numbers_from_styles.docx")
    assert [(i.number, i.section, i.requirement, i.points, i.criteria) for i in document.items] == [
        ("一", "一、组织体系（40分）", "（一）巡河（25分）", "25", "每少一次扣1分，扣完为止。"),
        ("二", "一、组织体系（40分）", "（二）会议（15分）", "15", "未召开的不得分。"),
        ("一", "二、水质目标（60分）", "（一）达标率（60分）", "60", "每低1个百分点扣2分。"),
    ]
    assert (document.title, document.jurisdiction, document.year) == (
        "云岭县2024年度河长制考核细则",
        "云岭县",
        2024,
    )


def test_title_that_stands_only_in_the_page_header() -> None:
    document = extract(WORD / "split_tables.docx")
    assert (document.title, document.level) == ("明湖区2023年度平安建设考核细则", "区")


def test_title_in_a_text_box_is_read_once() -> None:
    assert extract(WORD / "text_boxes.docx").title == "长桥镇2024年信访工作考核办法"


def test_footnotes_are_findings_and_their_marks_no_digits() -> None:
    document = extract(WORD / "inline_content.docx")
    assert document.items[0].points == "5"
    assert [f.message for f in document.findings if f.kind == "footnote"] == ["脚注未并入正文：含积案。"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("wide_claim", "第1张表第1行：表格超过上限"), ("external_entity", "文档类型声明")],
)
def test_refused(name: str, message: str) -> None:
    with pytest.raises(ExtractionError, match=message) as caught:
        extract(WORD / f"{name}.docx")
    assert f"{name}.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ],
)
def test_chinese_counting(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        ("chineseLegalSimplified", 11, "壹拾壹"),
        ("ideographDigital", 12, "一二"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("bullet", 1, ""),
    ],
)
def test_number_formats(kind: str, number: int, text: str) -> None:
    assert FORMATS[kind](number) == text


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Wingdings", "F0FC", "✓"), ("Wingdings 2", "F050", "✓"), ("Wingdings 2", "F0A3", "☐"), ("Symbol", "F0A3", "≤"),
     ("Wingdings", "F050", "�"), (None, "F050", "✓"), ("SimSun", "2713", "✓")],
)  # fmt: skip
def test_symbols_of_fonts(font: str | None, code: str, shown: str) -> None:
    assert symbol(int(code, 16), font) == shown
