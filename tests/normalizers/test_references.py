import pytest

from normalizers.beside.references import read_references

# The marked words, and for each: kind, title, number, year.
REFERENCES = [
    (
        "严格执行⟦《节能审查办法》（国家发展和改革委员会令2023年第2号）⟧，出现违规",
        [("measure", "节能审查办法", "国家发展和改革委员会令2023年第2号", 2023)],
    ),
    (
        "贯彻落实⟦连环发[2011]168号⟧和⟦连环发[2012]426号⟧文件,全面规范",
        [("document", None, "连环发[2011]168号", 2011), ("document", None, "连环发[2012]426号", 2012)],
    ),
    (
        "⟦《关于印发〈大气污染防治计划〉的通知》（柳政办发〔2024〕12号）⟧要求",
        [("notice", "关于印发〈大气污染防治计划〉的通知", "柳政办发〔2024〕12号", 2024)],
    ),
    ("未在⟦《2024年度工作计划》⟧印发后45天内", [("plan", "2024年度工作计划", None, 2024)]),
    (
        "⟦《中国环境报》⟧、⟦《江苏环境》⟧宣传征订",
        [("periodical", "中国环境报", None, None), ("other", "江苏环境", None, None)],
    ),
    (
        "按照⟦国务院令第591号⟧、⟦国务院第493号令⟧处理",
        [("order", None, "国务院令第591号", None), ("order", None, "国务院第493号令", None)],
    ),
    ("参照⟦国家发展改革委2021年第9号公告⟧", [("order", None, "国家发展改革委2021年第9号公告", 2021)]),
    ("执行⟦GB 3838-2002⟧ Ⅲ类标准", [("standard", None, "GB3838-2002", 2002)]),
    (
        "违反⟦《安全生产法》⟧、⟦《信访工作条例》⟧",
        [("law", "安全生产法", None, None), ("law", "信访工作条例", None, None)],
    ),
    ("报送⟦《重点项目情况统计表》⟧", [("form", "重点项目情况统计表", None, None)]),
    ("根据⟦《秸秆禁烧工作考核\n及奖励办法》⟧考核", [("measure", "秸秆禁烧工作考核及奖励办法", None, None)]),
]
NONE = ["12345热线、12369举报热线", "2024年第2号", "地铁5号线", "《没有写完的标题", "PM2.5、PM10", "》《", ""]


@pytest.mark.parametrize(("marked", "expected"), REFERENCES)
def test_reads_references(unmark, marked, expected):
    text, spans = unmark(marked)
    found = read_references(text)
    assert [(one.start, one.end, one.quote) for one in found] == spans
    assert [(one.kind, one.title, one.number, one.year) for one in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_reads_no_reference(text):
    assert read_references(text) == []
