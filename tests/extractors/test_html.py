# ruff: noqa: E501 - pages are easier to read unbroken
"""Web pages: spans, menus and layout tables, form fields, nested tables, encodings, hidden parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract
from extractors.document import Document

PAGE = """<html><head><meta charset="{0}"><title>石桥镇2024年信访工作考核细则_政务公开</title>
<script>var a = "<table><tr><td>评分标准</td></tr></table>";</script></head><body>
<div class="nav"><table><tr><td>首页</td><td>政务公开</td><td>互动</td></tr></table></div>
<table width="100%"><tr><td>当前位置：首页</td></tr><tr><td><div>
<p align="center"><b>石桥镇2024年信访工作
考核细则</b></p>
<table border="1">
<thead><tr><th rowspan="2">考核项目</th><th rowspan="2">考核内容</th><th colspan="2">分值及标准</th><th rowspan="2">考核方式</th></tr>
<tr><th>分值</th><th>评分标准</th></tr></thead>
<tbody><tr><td rowspan="3">基础工作<br>（40分）</td><td>1.领导<span style="display:none">x</span>包案</td><td>20</td>
<td>未包案的，<br/>每件扣2分</td><td>查阅资料</td></tr>
<tr><td>2.矛盾排查</td><td><input type="text" value="15"></td><td><p>少一次扣1分</p><p>扣完为止</p></td><td>&nbsp;</td></tr>
<tr><td>3.信息报送</td><td>5</td><td>迟报一次
扣0.5分<table><tr><td>漏报</td><td>扣1分</td></tr></table></td><td><select><option>听汇报</option>
<option selected>查台账</option></select></td></tr>
<tr><td>重点工作（60分）</td><td>4.越级访</td><td>60</td><td><textarea>1人次扣10分</textarea></td><td><input type="checkbox" checked>通报</td></tr>
<tr><td colspan="2">一票否决事项</td><td colspan="3">发生到市集体上访的，取消评先资格。</td></tr>
</tbody></table></div></td></tr></table><div id="footer">主办：石桥镇人民政府</div></body></html>"""

ROWS = [
    ("1", "基础工作（40分）", "1.领导包案", "20", "未包案的，\n每件扣2分", "查阅资料"),
    ("2", "基础工作（40分）", "2.矛盾排查", "15", "少一次扣1分\n扣完为止", None),
    ("3", "基础工作（40分）", "3.信息报送", "5", "迟报一次扣0.5分\n漏报 扣1分", "查台账"),
    ("4", "重点工作（60分）", "4.越级访", "60", "1人次扣10分", "☑通报"),
    (None, "一票否决事项", "一票否决事项", None, "发生到市集体上访的，取消评先资格。", None),
]


def page(tmp_path: Path, text: str, encoding: str) -> Document:
    path = tmp_path / "页.html"
    path.write_bytes(text.encode(encoding))
    return extract(path)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf8"), ("gb2312", "gbk"), ("gbk", "gb18030"), ("utf-8", "gbk"), ("none", "gbk")],
)
def test_page(tmp_path: Path, declared: str, encoding: str) -> None:
    document = page(tmp_path, PAGE.format(declared), encoding)
    assert [
        (i.number, i.section, i.requirement, i.points, i.criteria, i.evidence) for i in document.items
    ] == ROWS
    assert (document.title, document.jurisdiction, document.level) == (
        "石桥镇2024年信访工作考核细则",
        "石桥镇",
        "乡镇",
    )


def test_fragment_saved_as_excel(tmp_path: Path) -> None:
    rows = "<tr><td>考核内容</td><td>分值</td><td>评分标准</td></tr><tr><td>接访</td><td>5</td><td>少一次扣1分</td></tr>"
    path = tmp_path / "表.xls"
    path.write_text(f"<table>{rows}</table>", encoding="utf8")
    (item,) = extract(path).items
    assert (item.requirement, item.points, item.criteria) == ("接访", "5", "少一次扣1分")


def test_spans_that_overlap_and_overrun(tmp_path: Path) -> None:
    text = """<table><tr><td>考核内容</td><td>分值</td><td>评分标准</td></tr>
<tr><td rowspan="0">接访</td><td>5</td><td rowspan="99">少一次扣1分</td></tr>
<tr><td>3</td></tr></table>"""
    document = page(tmp_path, text, "utf8")
    assert [(i.requirement, i.points, i.criteria) for i in document.items] == [
        ("接访", "5", "少一次扣1分"),
        ("接访", "3", "少一次扣1分"),
    ]
