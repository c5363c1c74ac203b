import pytest

from normalizers.beside.evidence import read_authorities, read_evidence

EVIDENCE = [
    "⟦常委会、常务会会议纪要⟧，⟦年度工作报告⟧，⟦文章刊发截图⟧。",
    "⟦生态环境保护目标责任书⟧；⟦检查通知⟧、⟦考核结果⟧。",
    "⟦总结⟧、⟦申报材料⟧、⟦活动照片⟧等。",
    "⟦宣传照片⟧、⟦总结⟧等，按季度报送。",
    "⟦水源地规范化建设相关证明材料⟧及⟦图片⟧;⟦查处违法行为相关文件⟧及⟦图片⟧。",
    "⟦清洁生产审核评估及验收相关材料⟧；⟦申请取消清洁生产审核企业名单⟧及⟦佐证材料⟧。",
    "⟦工业园区现场监管照片⟧、⟦检查记录⟧、⟦在线安装图片⟧等相关资料。（无工业园区无需提供）",
    "提供⟦年度土壤污染防治工作计划印发文件⟧。",
    "按照自治区绩效考核要求提供⟦相关佐证材料⟧。",
    "整治行动需提供⟦相关文件⟧、⟦总结⟧等。",
    "年内至少组织1次应急管理培训和应急演练，要有⟦通知文件⟧、⟦签到表⟧、⟦培训材料⟧、⟦照片⟧等证明材料",
    "每季度末月20日前报送⟦季度突发环境事件信息报告⟧，11月30日前报送⟦年度环境应急管理工作总结⟧。",
    "⟦试点文件⟧及⟦总结⟧，⟦会议通知⟧及⟦发言材料⟧或⟦照片⟧。",
    "⟦会议记录（含签到、照片）⟧、⟦《工作要点》印发文件⟧",
    "⟦巡河记录⟧\n⟦问题台账⟧\n⟦整改前后照片⟧",
    "⟦年度工作方\n案⟧、⟦示范创建档案⟧。",
    "①⟦实施方案⟧②⟦宣传照片⟧③⟦工作总结⟧",
    "⟦12345平台派单记录⟧及⟦办结回复⟧",
    "查阅⟦会议记录⟧、⟦学习笔记⟧等原始资料，现场查看",
    "⟦信息报道⟧等佐证材料（加盖公章），⟦检查记录⟧各1份",
    "资料完整、账实相符",
    "以市生态环境局统计为准。",
    "",
    "／",
]

AUTHORITIES = [
    ("⟦以市生态环境局统计为准⟧。", [("市生态环境局", "统计", None)]),
    ("⟦以市发展改革委意见为准⟧。", [("市发展改革委", "意见", None)]),
    ("问题数量⟦以市生态环境局统计数据为准⟧。", [("市生态环境局", "统计数据", "问题数量")]),
    ("⟦以上级通报为准⟧", [("上级", "通报", None)]),
    ("奖励级别⟦以发文单位为准⟧。", [("发文单位", None, "奖励级别")]),
    ("⟦以提交的《重点项目情况统计表》为准⟧。", [("《重点项目情况统计表》", None, None)]),
    ("⟦以现场抽查为准⟧", [(None, "现场抽查", None)]),
    ("达标情况⟦由市住房和城乡建设局认定⟧。", [("市住房和城乡建设局", "认定", None)]),
    ("⟦经省统计局核定⟧的数据", [("省统计局", "核定", None)]),
    ("⟦数据来源：县统计局⟧", [("县统计局", None, None)]),
]


@pytest.mark.parametrize("marked", EVIDENCE)
def test_splits_evidence(unmark, marked):
    text, spans = unmark(marked)
    assert [(one.start, one.end, one.quote) for one in read_evidence(text)] == spans


def test_keeps_the_points_that_a_statement_belongs_to():
    found = read_evidence("1、3以市生态环境局统计为准。2提供调查清单及备案截图等佐证材料。")
    assert [(one.name, one.points) for one in found] == [("调查清单", ("2",)), ("备案截图", ("2",))]


def test_name_has_no_line_end():
    assert [one.name for one in read_evidence("年度工作方\n案")] == ["年度工作方案"]


@pytest.mark.parametrize(("marked", "expected"), AUTHORITIES)
def test_reads_who_decides(unmark, marked, expected):
    text, spans = unmark(marked)
    found = read_authorities(text)
    assert [(one.start, one.end, one.quote) for one in found] == spans
    assert [(one.name, one.basis, one.subject) for one in found] == expected


@pytest.mark.parametrize(
    "text", ["", "以案促改", "由政府主导包装策划的项目", "未按时完成的扣1分", "以县人民政府名义印发"]
)
def test_reads_no_authority(text):
    assert read_authorities(text) == []
