import pytest

from normalizers.beside.frequencies import read_frequencies

# The marked words, and for each: iso op count unit.
FREQUENCIES = [
    ("现场监察⟦每月不少于1次⟧，每少1次扣0.25分", ["P1M >= 1 次"]),
    ("⟦每2个月⟧在新闻媒体开展新闻宣传，少一次扣0.4分", ["P2M = None None"]),
    ("⟦每季度开展至少一次⟧宣传活动，少一次扣0.5分", ["P3M >= 1 次"]),
    ("⟦每年党政主要领导在常委会或常务会上研究工作两次⟧，少一次扣0.5分", ["P1Y = 2 次"]),
    ("⟦全年被市政府采用信息不少于50篇⟧，每少10篇扣0.1分", ["P1Y >= 50 篇"]),
    ("⟦年内至少组织1次⟧应急管理培训和应急演练", ["P1Y >= 1 次"]),
    (
        "⟦每半年至少组织一次⟧消防演练；⟦每周1次⟧例会；⟦每日两次⟧巡查",
        ["P6M >= 1 次", "P1W = 1 次", "P1D = 2 次"],
    ),
    ("⟦两年一次⟧评估，⟦一年两次⟧述职，⟦每两年开展一次⟧修订", ["P2Y = 1 次", "P1Y = 2 次", "P2Y = 1 次"]),
    ("⟦每年召开常委会会议研究2次以上⟧", ["P1Y >= 2 次"]),
    ("⟦每10天一次⟧、⟦每半个月一次⟧", ["P10D = 1 次", "P15D = 1 次"]),
    ("环境质量⟦按季度⟧报送、⟦逐月⟧调度", ["P3M = None None", "P1M = None None"]),
    (
        "排污费⟦月报⟧、⟦季报⟧、⟦年报⟧未按时上报的，每次扣0.2分",
        ["P1M = None None", "P3M = None None", "P1Y = None None"],
    ),
    ("⟦一月一⟧调度、⟦一季一⟧通报", ["P1M = None None", "P3M = None None"]),
    ("⟦每季度⟧缺报一次扣0.1分", ["P3M = None None"]),
    ("⟦每月⟧报送，⟦每周不超过2次⟧检查", ["P1M = None None", "P1W <= 2 次"]),
    ("河长⟦每個季度巡河不得少于３次⟧", ["P3M >= 3 次"]),
    ("党支部⟦每月\n至少召开一次⟧组织生活会", ["P1M >= 1 次"]),
    ("第一书记⟦每月驻村不足20天⟧的，每人次扣0.2分", ["P1M >= 20 天"]),
    ("⟦全年集体学习少于12次⟧的，每少1次扣0.2分", ["P1Y >= 12 次"]),
    ("⟦每隔3天⟧消杀", ["P3D = None None"]),
]
NONE = [
    "未完成的每月扣0.1分",
    "每季度最高加0.5分，全年最高加2分",
    "全年未实施行政处罚的扣1分",
    "每迟一天扣0.1分",
    "每超期1个月扣1分",
    "在《连云港日报》和新华日报作专版报道",
    "一年内发生事故的",
    "每季度末月20日前报送",
    "年度工作计划未印发",
    "全年按时处置率、一次完成率低于100%",
    "未及时上报的每次扣1分",
    "",
]


@pytest.mark.parametrize(("marked", "expected"), FREQUENCIES)
def test_reads_frequencies(unmark, marked, expected):
    text, spans = unmark(marked)
    found = read_frequencies(text)
    assert [f"{one.iso} {one.op} {one.count} {one.unit}" for one in found] == expected
    assert [(one.start, one.end, one.quote) for one in found] == spans


@pytest.mark.parametrize("text", NONE)
def test_reads_no_frequency(text):
    assert read_frequencies(text) == []
