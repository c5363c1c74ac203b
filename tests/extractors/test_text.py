"""Text files: dumps, CSV, drawn and Markdown tables, encodings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors import extract
from extractors.document import Document

# A dump: a tab begins each cell, a blank line ends a row, and one heading spans the number column.
DUMP = """
青溪县2024年度林长制工作考核评分表

\t考核项目
\t考核内容及要求
\t标准
分值
\t评分细则
\t牵头部门

\t组织领导
\t1
\t县级林长每年巡林不少于2次。
\t10
\t每少1次扣2分；

扣完为止。
\t县林业局、

县委办

\t
\t2
\t召开林长会议。


\t5
\t未召开的扣5分。

\t

\t资源保护
\t3
\t严查毁林案件。
\t
\t每查处1起加0.5分。
\t县公安局

注：由县林长办负责解释。
"""

BOX = """
长乐镇2023年信访工作考核评分表
┌────┬──────────┬────┬──────────────┐
│项目│考核内容  │分值│评分标准      │
├────┼──────────┼────┼──────────────┤
│组织│1.领导重视│ 5  │未研究的扣2分 │
│领导│          │    │；扣完为止。  │
│    ├──────────┼────┼──────────────┤
│    │2.机构健全│ 3  │未设的不得分。│
├────┴──────────┼────┼──────────────┤
│3.加分事项     │    │每次加1分     │
└───────────────┴────┴──────────────┘
"""

WIDE_STROKES = """
青田镇2012年防火责任考核标准
┌──┬──────┬───┬──────┐
│序号│  考核内容  │ 分值 │  评分标准  │
├──┼──────┼───┼──────┤
│ 1  │落实防火责任│  6分 │未研究计划的│
│    │制。        │      │扣6分。     │
│    │            ├───┼──────┤
│    │            │  5分 │未签责任书的│
│    │            │      │扣5分。     │
├──┼──────┼───┼──────┤
│ 2  │组织检查    │  6分 │少一次扣1分 │
└──┴──────┴───┴──────┘
"""
WIDE_STROKES_ITEMS = [
    ("1", "落实防火责任制。", "6", "未研究计划的扣6分。"),
    ("1", "落实防火责任制。", "5", "未签责任书的扣5分。"),
    ("2", "组织检查", "6", "少一次扣1分"),
]

ASCII = """
+------+----------+------+
| 内容 | 评分标准 | 分值 |
+------+----------+------+
| 接访 | 少一次扣 | 5    |
|      | 1分      |      |
+------+----------+------+
| 下访 | 少一次扣2分 | 6 |
+------+----------+------+
"""

MARKDOWN = """
# 平湖市2024年河长制考核细则

| 序号 | 考核内容 | 分值 | 评分标准 | 责任单位 |
|:---:|---|---:|---|---|
| 1 | **巡河** | 10 | 每少一次扣1分<br>扣完为止 | 市水利局、市农业农村局 |
| 2 | 清四乱 | 5 | 水面\\|岸线发现一处扣0.5分 | |
"""

CSV = """序号,考核内容,分值,评分标准,责任单位
1,巡河,10,"每少一次扣1分
扣完为止","市水利局,市农业农村局"
2,清四乱,5,"发现一处扣0.5分, 最多扣3分",
"""

LINES = "序号\t内容\t分值\t评分标准\n1\t接访\t5\t少一次扣1分\n2\t下访\t6\t少一次扣2分\n\n说明：略\n"


def document(tmp_path: Path, text: str, encoding: str = "utf8", name: str = "表.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return extract(path)


@pytest.mark.parametrize("encoding", ["utf8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_dump(tmp_path: Path, encoding: str) -> None:
    found = document(tmp_path, DUMP, encoding)
    assert [
        (i.number, i.section, i.requirement, i.points, i.kind, i.criteria, i.departments) for i in found.items
    ] == [
        (
            "1",
            "组织领导",
            "县级林长每年巡林不少于2次。",
            "10",
            "scored",
            "每少1次扣2分；\n扣完为止。",
            ["县林业局", "县委办"],
        ),
        ("2", "组织领导", "召开林长会议。", "5", "scored", "未召开的扣5分。", ["县林业局", "县委办"]),
        ("3", "资源保护", "严查毁林案件。", None, "bonus", "每查处1起加0.5分。", ["县公安局"]),
    ]
    assert found.title == "青溪县2024年度林长制工作考核评分表"
    assert found.headings["requirement"] == "考核内容及要求"


def test_dump_with_windows_line_ends(tmp_path: Path) -> None:
    assert len(document(tmp_path, DUMP.replace("\n", "\r\n")).items) == 3


def test_drawn_box(tmp_path: Path) -> None:
    found = document(tmp_path, BOX)
    assert [(i.number, i.section, i.requirement, i.points, i.criteria) for i in found.items] == [
        ("1", "组织领导", "1.领导重视", "5", "未研究的扣2分；扣完为止。"),
        ("2", "组织领导", "2.机构健全", "3", "未设的不得分。"),
        ("3", "3.加分事项", "3.加分事项", None, "每次加1分"),
    ]


@pytest.mark.parametrize(
    "drawn", [WIDE_STROKES, re.sub(" +", " ", WIDE_STROKES)], ids=["as drawn", "blanks lost"]
)
def test_drawn_with_strokes_as_wide_as_characters(tmp_path: Path, drawn: str) -> None:
    found = document(tmp_path, drawn)
    assert [(i.number, i.requirement, i.points, i.criteria) for i in found.items] == WIDE_STROKES_ITEMS


@pytest.mark.parametrize("page", ["<pre>{}</pre>", "<div><pre>\n<font>{}</font></pre></div>"])
def test_drawn_in_a_page(tmp_path: Path, page: str) -> None:
    found = document(tmp_path, f"<html><body>{page.format(WIDE_STROKES)}</body></html>", name="表.html")
    assert [(i.number, i.requirement, i.points, i.criteria) for i in found.items] == WIDE_STROKES_ITEMS


def test_drawn_with_ascii(tmp_path: Path) -> None:
    found = document(tmp_path, ASCII)
    assert [(i.requirement, i.criteria, i.points) for i in found.items] == [
        ("接访", "少一次扣1分", "5"),
        ("下访", "少一次扣2分", "6"),
    ]


def test_markdown(tmp_path: Path) -> None:
    found = document(tmp_path, MARKDOWN)
    assert [(i.number, i.requirement, i.points, i.criteria, i.departments) for i in found.items] == [
        ("1", "巡河", "10", "每少一次扣1分\n扣完为止", ["市水利局", "市农业农村局"]),
        ("2", "清四乱", "5", "水面|岸线发现一处扣0.5分", []),
    ]
    assert found.title == "平湖市2024年河长制考核细则"
    assert [f.kind for f in found.findings] == ["blank_departments"]


def test_csv(tmp_path: Path) -> None:
    found = document(tmp_path, CSV, "gb18030", "表.csv")
    assert (found.format, [(i.number, i.criteria) for i in found.items]) == (
        "csv",
        [("1", "每少一次扣1分\n扣完为止"), ("2", "发现一处扣0.5分, 最多扣3分")],
    )
    assert found.items[0].departments == ["市水利局", "市农业农村局"]


def test_a_row_on_each_line(tmp_path: Path) -> None:
    found = document(tmp_path, LINES)
    assert [(i.number, i.requirement, i.points) for i in found.items] == [
        ("1", "接访", "5"),
        ("2", "下访", "6"),
    ]


PASTED = """序号\t考核内容\t评分标准\t分值\t责任单位
1\t接访\t1.少一次扣1分；
2.未记录扣0.5分。\t5\t县信访局
县委办
2\t下访\t少一次扣2分\t6\t各镇
合计\t\t\t11
3\t督办\t逾期一件
扣1分\t4\t县信访局
注：不计负分。
"""


def test_rows_that_their_own_line_ends_break(tmp_path: Path) -> None:
    found = document(tmp_path, PASTED)
    assert [(i.number, i.requirement, i.criteria, i.points, i.departments) for i in found.items] == [
        ("1", "接访", "1.少一次扣1分；\n2.未记录扣0.5分。", "5", ["县信访局", "县委办"]),
        ("2", "下访", "少一次扣2分", "6", ["各镇"]),
        ("3", "督办", "逾期一件\n扣1分", "4", ["县信访局"]),
    ]


def test_prose_with_commas_is_no_csv(tmp_path: Path) -> None:
    text = "某县2024年考核办法\n一,组织(20分)\n1.会议（10分）：少一次,扣1分.\n2.培训（10分）：少一次,扣1分.\n"
    assert document(tmp_path, text).format == "txt"


def test_totals_get_nothing_from_the_row_above(tmp_path: Path) -> None:
    text = """序号,项目,工作目标,分值,评分办法,责任单位
1,文化,演出120场,6,每少1场扣0.1分,县文旅局
2,,非遗建档,4,缺一项扣1分,
合计,,,10,,
3,加分项,节目获奖,,每个加1分,县文旅局
"""
    found = document(tmp_path, text, "utf8", "表.csv")
    assert [(i.number, i.section, i.points, i.departments) for i in found.items] == [
        ("1", "文化", "6", ["县文旅局"]),
        ("2", "文化", "4", ["县文旅局"]),
        ("3", "加分项", None, ["县文旅局"]),
    ]
    assert found.total_points == "10"


def test_headings_of_other_places(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "北川县2022年度治水考核细则\n"
        "项目\t指标\t考核评价内容\t权重\t评分规定\t考核对象\t指标认定部门\t现场评估方式\n"
        "水质\t断面\t国控断面达标\t10\t每少一个扣1分\t各镇\t市生态环境局\t查监测数据\n"
        "水质\t管护\t河道保洁\t5\t每发现一处扣0.2分\t各镇\t市水利局\t看现场\n",
    )
    assert [(i.requirement, i.points, i.criteria, i.departments, i.evidence) for i in found.items] == [
        ("国控断面达标", "10", "每少一个扣1分", ["各镇"], "查监测数据"),
        ("河道保洁", "5", "每发现一处扣0.2分", ["各镇"], "看现场"),
    ]


PASSED_BY = """
古岭县2010年消防责任人考评标准
┌──┬────────┬───┬────────────┐
│序号│考评内容        │分值  │评分标准                │
├──┼────────┼───┼────────────┤
│1   │贯彻执行法律法规│6分   │未研究年度计划的扣6分。 │
│    │，落实消防安全责├───┼────────────┤
│    │任制。          │5分   │未签订责任书的扣5分。   │
├──┼────────┼───┼────────────┤
│2   │组织检查        │6分   │少一次扣1分。           │
└──┴────────┴───┴────────────┘
"""


def test_text_beside_a_rule_that_stops_short_is_read(tmp_path: Path) -> None:
    path = tmp_path / "box.txt"
    path.write_text(PASSED_BY, encoding="utf-8")
    document = extract(path)
    whole = "贯彻执行法律法规，落实消防安全责任制。"
    assert [(i.requirement, i.points) for i in document.items] == [
        (whole, "6"),
        (whole, "5"),
        ("组织检查", "6"),
    ]
