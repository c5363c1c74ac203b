import pytest

from normalizers.indicators import name_indicator
from normalizers.phrases import noun_phrase

# Condition, unit of the rule's per, whether it is measured, and the name.
MEASURED = [
    ("秸秆视频监控火点处置率低于90%", None, "秸秆视频监控火点处置率"),
    ("秸秆视频监控火点处置率等于或高于95%的", None, "秸秆视频监控火点处置率"),
    ("机动车环保标志核发率每降低1%", "%", "机动车环保标志核发率"),
    ("空气优良天数比率未达到目标任务，每低于目标值0.1个百分点", "百分点", "空气优良天数比率"),
    ("PM2.5年均值未达到市级下达目标，每高于目标任务1μg/m3", "μg/m³", "PM2.5年均值"),
    ("PM2.5年均值同比每低1μg/m3", "μg/m³", "PM2.5年均值"),
    ("辖区内环境隐患问题整改完成率低于90%", None, "环境隐患问题整改完成率"),
    ("持续做好排查整改工作2024年底问题整改完成率低于90%", None, "问题整改完成率"),
    ("按时处置率、按时结案率每低10个百分点", "百分点", "按时处置率、按时结案率"),
    ("未完成2024年错混接点整改任务量的100%以上", None, "错混接点整改任务量"),
    ("群众安全感满意度低于95%，每低1个百分点", "百分点", "群众安全感满意度"),
    ("规上工业增加值增速低于全市平均水平的，每低1个百分点", "百分点", "规上工业增加值增速"),
    ("党员活动日参与率低于90%的", None, "党员活动日参与率"),
    ("信访事项按期办结率未达到100%的", None, "信访事项按期办结率"),
    ("系统上传监督检查记录比例未达到100%的，按差值扣分，每少1%", "%", "系统上传监督检查记录比例"),
    ("区域声环境质量同比每下降0.1dB", "dB", "区域声环境质量"),
    ("行政处罚案卷合格率(％)低於80％", None, "行政处罚案卷合格率"),
]  # fmt: skip
COUNTED = [
    ("每季度开展至少一次宣传活动，少一次", "次", "宣传活动"),
    ("每季度开展噪声污染联合整治行动不少于1次，每少1次", "次", "噪声污染联合整治行动"),
    ("全年被市环保网站采用信息不少于50篇，每少10篇", "篇", "市环保网站采用信息"),
    ("每季度开展一次消防演练，缺一次", "次", "消防演练"),
    ("出现违规批准节能审查的情形，每发现一起", "起", "违规批准节能审查的情形"),
    ("每创建一个无废细胞", "个", "无废细胞"),
    ("每淘汰1蒸吨燃煤锅炉", "蒸吨", "燃煤锅炉"),
    ("数据迟报一次", "次", "数据迟报"),
    ("未按时报送目标推进情况每次", "次", "目标推进情况"),
    ("按时提交减排项目相关材料，迟报1次", "次", "减排项目相关材料"),
    ("未按要求召开三会一课的，每次", "次", "三会一课"),
    ("占道经营未及时清理，每处", "处", "占道经营"),
    ("隐患未按期整改到位的，每处", "处", "隐患"),
    ("发生一般生产安全事故的，每起", "起", "一般生产安全事故"),
    ("新增规上企业1家", "家", "规上企业"),
    ("因信息报送问题被生态环境部通报一次", "次", "通报"),
    ("被县级以上通报批评的，每次", "次", "通报批评"),
    ("功能区噪声每有一个点次监测不达标", "个", "功能区噪声"),
    ("推广低VOCs替代项目，每实施1个", "个", "低VOCs替代项目"),
]  # fmt: skip
FIXED = [
    ("未制定检查制度", "检查制度"),
    ("未建立安全生产责任制的", "安全生产责任制"),
    ("未在规定时间内以县政府名义印发2024年度水污染防治工作计划", "水污染防治工作计划"),
    ("县政府未向县人大做年度工作报告", "年度工作报告"),
    ("未与司法部门联动", "司法部门联动"),
    ("历史遗留问题未解决的", "历史遗留问题"),
    ("网上申报情况较差的", "网上申报情况"),
    ("常态化巡查管控无专人负责", "常态化巡查管控"),
    ("发现未批先建的", "未批先建"),
    ("造成网络中断的", "网络中断"),
    ("获得国家级荣誉称号的", "国家级荣誉称号"),
    ("成功创建“两山”基地", "“两山”基地"),
    ("减排监测体系建设运行情况未达到国家考核要求的", "减排监测体系建设运行情况"),
]
UNCLEAR = ["", "漏报", "未完成的", "否则", "不通过", "每次", "0.5", "其中一项未达到的"]


@pytest.mark.parametrize(("condition", "unit", "name"), MEASURED)
def test_names_what_is_measured(condition, unit, name):
    assert name_indicator(condition, unit, measured=True) == name


@pytest.mark.parametrize(("condition", "unit", "name"), COUNTED)
def test_names_what_is_counted(condition, unit, name):
    assert name_indicator(condition, unit, measured=False) == name


@pytest.mark.parametrize(("condition", "name"), FIXED)
def test_names_what_failed_or_was_won(condition, name):
    assert name_indicator(condition, None, measured=False) == name


@pytest.mark.parametrize("condition", UNCLEAR)
@pytest.mark.parametrize("measured", [True, False])
def test_invents_no_name(condition, measured):
    assert name_indicator(condition, None, measured) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("根据档案资料的质量", "质量"), ("认真落实河道管护责任", "河道管护责任"), ("及时", None), ("", None)],
)
def test_noun_phrase(text, phrase):
    found = noun_phrase(text)
    assert (text[slice(*found)] if found else None) == phrase
