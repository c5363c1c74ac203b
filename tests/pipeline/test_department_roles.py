"""牵头 and 配合 from the page to the database's rows."""

from extractors import extract
from normalizers import normalize
from pipeline.ids import item_ids
from pipeline.rows import _departments
from pipeline.steps import scoring_records

PAGE = """<table><tr><th>序号</th><th>考核内容</th><th>分值</th><th>评分标准</th><th>责任单位</th></tr>
<tr><td>1</td><td>隐患排查</td><td>5</td><td>未开展的扣5分。</td><td>牵头单位：县应急局<br>配合单位：县公安局、各乡镇</td></tr>
<tr><td>2</td><td>宣传教育</td><td>3</td><td>少一次扣1分。</td><td>县委宣传部</td></tr></table>"""


def test_roles_reach_the_rows(tmp_path):
    (tmp_path / "table.html").write_text(PAGE, "utf8")
    document = extract(tmp_path / "table.html").to_dict()
    ids = item_ids("somewhere-2024", document["items"])
    items = [{**item, "id": id_} for item, id_ in zip(document["items"], ids, strict=True)]
    records = scoring_records({**document, "items": items})
    rows = [
        row
        for item, record in zip(items, records, strict=True)
        for row in _departments(item, normalize(record))
    ]
    assert [(row["department"], row["role"]) for row in rows] == [
        ("县应急管理局", "lead"),
        ("县公安局", "support"),
        ("各乡镇", "support"),
        ("县委宣传部", None),
    ]
