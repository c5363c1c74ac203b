# ruff: noqa: E501
import pytest

from normalizers.beside.deadlines import read_deadlines

# The marked words, and for each: kind iso relation [event | month/day | unit | offset].
DEADLINES = [
    ("未在⟦《水污染防治年度工作计划》印发后45天内⟧以县人民政府名义印发方案扣1分", ["duration P45D after event=《水污染防治年度工作计划》印发"]),
    ("未在⟦方案印发后45天内⟧制定细则扣1分", ["duration P45D after event=方案印发"]),
    ("在⟦第二轮自治区督察整改方案印发后45天内⟧，未制定方案的", ["duration P45D after event=第二轮自治区督察整改方案印发"]),
    ("⟦事故发生后1小时内⟧未上报的扣2分，落实24小时值班", ["duration PT1H after event=事故发生"]),
    ("应于⟦收到整改通知之日起20个工作日内⟧反馈", ["duration P20D after event=收到整改通知 unit=workday"]),
    ("⟦接到转办件三日内⟧未签收的，每件扣0.1分", ["duration P3D after event=接到转办件"]),
    ("突发事件⟦30分钟内⟧电话报告、⟦两小时内⟧书面报告", ["duration PT30M within", "duration PT2H within"]),
    ("问题未在⟦一周内⟧整改、⟦半个月内⟧销号", ["duration P1W within", "duration P15D within"]),
    ("⟦会议召开前3个工作日⟧报送材料", ["duration P3D before event=会议召开 unit=workday"]),
    ("须⟦提前5天⟧告知", ["duration P5D before"]),
    ("⟦当日内⟧处置完毕", ["duration P0D within"]),
    ("⟦季度结束后10日内⟧报送小结", ["duration P10D after event=季度结束"]),
    ("实施计划⟦2024年5月底前⟧完成加0.2分", ["date 2024-05-31 before"]),
    ("在⟦10月1日前⟧开通政务微博", ["date --10-01 before"]),
    ("⟦2024年12月31日前⟧完成", ["date 2024-12-31 before"]),
    ("⟦十一月三十日前⟧报送总结", ["date --11-30 before"]),
    ("⟦次年1月15日前⟧报送自评报告", ["date --01-15 before offset=1"]),
    ("⟦截至11月30日⟧完成率", ["date --11-30 before"]),
    ("⟦2月底前⟧印发要点", ["date --02-28 before"]),
    ("⟦2024年2月底前⟧印发要点", ["date 2024-02-29 before"]),
    ("⟦6月30日⟧、⟦12月20日前⟧分别报送总结", ["date --06-30 before", "date --12-20 before"]),
    ("⟦6月中旬前⟧完成", ["date --06-20 before"]),
    ("⟦6月前⟧完成", ["date --06 before"]),
    ("完成时限：⟦12月底⟧", ["date --12-31 before"]),
    ("完成时间：⟦2024年12月⟧", ["date 2024-12 before"]),
    ("办结期限：⟦2024-6-30⟧", ["date 2024-06-30 before"]),
    ("时限要求：⟦2024.6⟧", ["date 2024-06 before"]),
    ("完成时限：⟦第四季度⟧", ["date --12-31 within"]),
    ("完成时限：⟦每月5日前⟧", ["recurring R/P1M before day=5"]),
    ("完成时限：长期坚持", []),
    ("备注：2024-6-30", []),
    ("⟦年底前⟧全部销号，⟦年内⟧达到二级标准", ["date --12-31 before", "date --12-31 within"]),
    ("⟦上半年⟧通过国家验收得2分，⟦下半年⟧通过验收得1分", ["date --06-30 within", "date --12-31 within"]),
    ("⟦第三季度末前⟧完成七成", ["date --09-30 before"]),
    ("⟦到2025年底⟧建成", ["date 2025-12-31 before"]),
    ("⟦2024年4月1日至10月31日⟧为禁烧期", ["interval 2024-04-01/2024-10-31 within"]),
    ("⟦2023年12月1日至2024年11月30日⟧", ["interval 2023-12-01/2024-11-30 within"]),
    ("⟦每季度末月20日前⟧报送信息报告", ["recurring R/P3M before month=3 day=20"]),
    ("⟦每季度首月10日前⟧报送上季度报表", ["recurring R/P3M before month=1 day=10"]),
    ("⟦每季度第二个月15日前⟧", ["recurring R/P3M before month=2 day=15"]),
    ("⟦每月5日前⟧报表，⟦次月10日前⟧通报", ["recurring R/P1M before day=5", "recurring R/P1M before day=10 offset=1"]),
    ("⟦每月底前⟧、⟦季末前⟧、⟦每年3月底前⟧", ["recurring R/P1M before day=-1", "recurring R/P3M before month=3 day=-1", "recurring R/P1Y before month=3 day=-1"]),
    ("⟦每周五前⟧上报", ["recurring R/P1W before day=5"]),
    ("⟦每月25日⟧报送台账", ["recurring R/P1M on day=25"]),
    ("⟦每季度末⟧报送台账", ["recurring R/P3M on month=3 day=-1"]),
    ("⟦汛期前⟧完成排查，⟦国庆节前⟧完成整治", ["event null before event=汛期", "date --10-01 before event=国庆"]),
    ("⟦２０２４年１２月２０日前⟧報送", ["date 2024-12-20 before"]),
    ("于⟦2024年\n6月 30日前⟧完成", ["date 2024-06-30 before"]),
]  # fmt: skip
NONE = [
    "6月5日环境日开展宣传",
    "PM2.5年均值高于35μg/m3",
    "24小时值班",
    "近三年内无重大事故",
    "一年内累计发生2次的",
    "2024年度工作计划未印发",
    "年底考核时根据档案资料的质量扣0-0.5分",
    "上半年工作总结",
    "较上年下降1-5位",
    "每迟一天扣0.1分",
    "2023年第2号令",
    "2月30日前",
    "",
]


def _shown(found):
    fields = {
        "event": found.event,
        "month": found.month,
        "day": found.day,
        "unit": found.unit,
        "offset": found.offset,
    }
    more = [f"{name}={value}" for name, value in fields.items() if value not in (None, 0)]
    return " ".join([found.kind, found.iso or "null", found.relation, *more])


@pytest.mark.parametrize(("marked", "expected"), DEADLINES)
def test_reads_deadlines(unmark, marked, expected):
    text, spans = unmark(marked)
    found = read_deadlines(text)
    assert [(one.start, one.end, one.quote) for one in found] == spans
    assert [_shown(one) for one in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_reads_no_deadline(text):
    assert read_deadlines(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10月1日前完成", "2024-10-01"),
        ("次年1月底前完成", "2025-01-31"),
        ("2月底前完成", "2024-02-29"),
        ("年底前完成", "2024-12-31"),
        ("2023年5月底前完成", "2023-05-31"),
    ],
)
def test_completes_dates_with_the_documents_year(text, iso):
    assert [found.iso for found in read_deadlines(text, year=2024)] == [iso]
