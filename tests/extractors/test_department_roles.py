"""牵头 and 配合: said by a label in the cell or by the column's heading, kept beside the plain names."""

import pytest

from extractors import extract
from extractors.item.departments import departments_and_roles

CELLS = [
    (
        "牵头单位：县应急局；配合单位：县公安局、县交通局",
        "",
        {"县应急局": "lead", "县公安局": "support", "县交通局": "support"},
    ),
    ("牵头部门：县委宣传部\n配合部门：各乡镇", "", {"县委宣传部": "lead", "各乡镇": "support"}),
    ("主办：县教育局 协办：县公安局", "", {"县教育局": "lead", "县公安局": "support"}),
    ("县财政局、县审计局", "配合单位", {"县财政局": "support", "县审计局": "support"}),
    ("县水利局", "牵头\n单位", {"县水利局": "lead"}),
    ("责任单位：县住建局", "", {"县住建局": None}),
    ("牵头单位：县水利局；责任单位：各乡镇", "", {"县水利局": "lead", "各乡镇": None}),
    ("县财政局", "责任单位", {"县财政局": None}),
    ("", "牵头单位", {}),
]  # fmt: skip

PAGE = """<table><tr><th>序号</th><th>考核内容</th><th>分值</th><th>评分标准</th><th>牵头单位</th><th>配合单位</th></tr>
<tr><td>1</td><td>隐患排查</td><td>5</td><td>未开展的扣5分。</td><td>县应急局</td><td>县公安局、县交通局</td></tr>
<tr><td>2</td><td>宣传教育</td><td>3</td><td>少一次扣1分。</td><td>县委宣传部</td><td>各乡镇</td></tr></table>"""


@pytest.mark.parametrize(("cell", "heading", "roles"), CELLS)
def test_roles_in_a_cell(cell, heading, roles):
    assert departments_and_roles(cell, heading) == roles
    assert list(departments_and_roles(cell, heading)) == list(roles)


def test_roles_by_the_headings_of_two_columns(tmp_path):
    (tmp_path / "table.html").write_text(PAGE, "utf8")
    first, second = extract(tmp_path / "table.html").to_dict()["items"]
    assert first["departments"] == ["县应急局", "县公安局", "县交通局"]
    assert first["department_roles"] == {"县应急局": "lead", "县公安局": "support", "县交通局": "support"}
    assert second["department_roles"] == {"县委宣传部": "lead", "各乡镇": "support"}
