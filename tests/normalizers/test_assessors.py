import pytest

from normalizers.beside.assessors import read_assessors

ASSESSORS = [
    "未通过系统报送的，每例扣0.5分（⟦环评处⟧考核）。",
    "未验投产的扣1分(⟦环监局⟧、⟦环评处⟧考核)。",
    "根据《秸秆禁烧工作考核办法》考核。（⟦禁烧办⟧、⟦环监局⟧\n）",
    "工作不力的扣1分（⟦人力资源和社会保障局⟧、⟦财政局⟧负责考核）",
    "考核单位：⟦县督考办⟧、⟦县委组织部⟧。",
    "该项由⟦县应急局⟧考核。",
    "未达标的扣2分（由⟦市住房和城乡建设局⟧和⟦市城管局⟧联合考核）；",
    "由⟦市統計局⟧評定。",
]
NONE = [
    "未在主流媒体（含纸质及网络平台）刊发扣1分",
    "（PM2.5比例不低于均值可只扣0.5分）",
    "新建养殖场（户、小区）未实施雨污分流",
    "县委、县政府未与乡（镇）人民政府签订责任书扣1分",
    "除雪不及时的扣0.1分（仅限北部乡镇）。",
    "最高加1分（此项命名单位为生态环境部门）。",
    "由政府主导包装策划的项目每项加0.5分",
    "成功创建示范县（区）加1分",
    "",
]


@pytest.mark.parametrize("marked", ASSESSORS)
def test_reads_assessors(unmark, marked):
    text, spans = unmark(marked)
    assert [(one.start, one.end, one.quote) for one in read_assessors(text)] == spans


@pytest.mark.parametrize("text", NONE)
def test_reads_no_assessor(text):
    assert read_assessors(text) == []


def test_name_has_no_line_end():
    assert [one.name for one in read_assessors("扣1分（综合行政\n执法局考核）。")] == ["综合行政执法局"]
