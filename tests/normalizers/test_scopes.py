import pytest

from normalizers.beside.scopes import read_scopes

# The marked words, and for each: kind and name.
SCOPES = [
    ("按时处置率100%。（⟦仅考核各区⟧）", ["only 各区"]),
    ("本项⟦适用于沿江乡镇⟧。", ["only 沿江乡镇"]),
    ("河长制工作⟦仅限有河道的镇⟧，", ["only 有河道的镇"]),
    ("现场照片等相关资料。（⟦无工业园区无需提供⟧）", ["not_applicable 无工业园区"]),
    ("⟦辖区不涉及甘蔗种植的不扣分⟧。", ["not_applicable 辖区不涉及甘蔗种植"]),
    ("⟦没有河道管护任务的乡镇，此项得满分⟧。", ["not_applicable 没有河道管护任务"]),
    ("⟦未承担招商任务的单位不考核⟧。", ["not_applicable 未承担招商任务"]),
    ("无处罚案件扣1分（⟦无遥感监测火点的除外⟧）。", ["except 无遥感监测火点"]),
    ("⟦除警告以外⟧，无行政处罚案件扣1分", ["except 警告"]),
    (
        "⟦四县⟧全年采用数不少于10篇，⟦四区⟧不少于5篇，每少一篇扣0.5分",
        ["group 四县", "group 四区"],
    ),
    ("⟦每县⟧完成试点企业5家,⟦每区⟧完成2家", ["group 每县", "group 每区"]),
    ("⟦各乡镇（街道）⟧、⟦县直各部门⟧未报送的", ["group 各乡镇（街道）", "group 县直各部门"]),
]
NONE = ["常态化巡查管控无专人负责扣0.3分", "未按时完成的每件扣1分", "全省第五次大接访", "清除外来物种", ""]


@pytest.mark.parametrize(("marked", "expected"), SCOPES)
def test_reads_scopes(unmark, marked, expected):
    text, spans = unmark(marked)
    found = read_scopes(text)
    assert [(one.start, one.end, one.quote) for one in found] == spans
    assert [f"{one.kind} {one.name}" for one in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_reads_no_scope(text):
    assert read_scopes(text) == []
