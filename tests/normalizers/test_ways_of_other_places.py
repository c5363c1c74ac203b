"""Ways of writing met in many places: signs with a noun behind them, rates, amounts without a verb, vetoes named."""

import pytest

from normalizers import normalize

BOUNDS = [
    ("≥计划数的90%，得2分；＜计划数的90%，不得分。", ["award fixed 2 >=90%", "forfeit <90%"]),
    ("≥任务量的60%，＜80%，得1分。", ["award fixed 1 >=60% <80%"]),
    ("低于（含）85%的不得分；高于（含）95%的加1分。", ["forfeit <=85%", "bonus fixed 1 >=95%"]),
    ("床位超过30张（含）的，加2分。", ["bonus fixed 2 >=30张"]),
    ("抽查合格率不达95%的，扣3分。", ["deduct fixed 3 <95%"]),
    ("入伍青年低于22周岁的，每例加0.5分。", ["bonus per_unit 0.5 /1例 <22周岁"]),
    ("办结率低于上一年度全省平均数的，每低1个百分点扣0.2分。", ["deduct per_unit 0.2 /1百分点"]),
    ("未每季度走访企业3次以上，扣1分。", ["deduct fixed 1 <3次"]),
    ("引进亿元以上项目的加3分。", ["bonus fixed 3 >=1亿元"]),
    (
        "投资额10亿元以上、5-10亿元、亿元以下的，分别加9、6、3分。",
        ["bonus fixed 9 >=10亿元", "bonus fixed 6 5..10亿元", "bonus fixed 3 <=1亿元"],
    ),
    ("受检率达90%，下降1个百分点扣1分。", ["deduct per_unit 1 /1百分点 <90%"]),
    ("全年至少4次，未安排或少安排的，扣2分。", ["deduct fixed 2 <4次"]),
    ("超15%调整预算说明原因的得2分。", ["award fixed 2 >15%"]),
    (
        "高于平均值5个百分点以内扣1分，5个百分点以外扣2分。",
        ["deduct fixed 1 <=5百分点", "deduct fixed 2 >5百分点"],
    ),
    ("全年巡查不少于12次（每少1次扣0.5分）。", ["deduct per_unit 0.5 /1次 <12次"]),
    ("满意率95%以上（每少1个百分点扣0.5分）。", ["deduct per_unit 0.5 /1百分点 <95%"]),
    ("发生3起以上（含3起）的扣5分。", ["deduct fixed 5 >=3起"]),
    ("年内发生2起以上（不含2起）的扣5分。", ["deduct fixed 5 >2起"]),
    ("10人以下（不含10人）的扣2分。", ["deduct fixed 2 <10人"]),
    ("销售收入超2000万元的得3分。", ["award fixed 3 >2000万元"]),
    ("超过5%的扣2分，未超过的得2分。", ["deduct fixed 2 >5%", "award fixed 2 <=5%"]),
    (
        "新增企业不少于5家，每少1家扣2分，每多1家加1分。",
        ["deduct per_unit 2 /1家 <5家", "bonus per_unit 1 /1家 >=5家"],
    ),
    (
        "每引进1个1000万元以上的项目得1分，5000万元以上的得2分。",
        ["award per_unit 1 /1个 >=1000万元", "award per_unit 2 /1个 >=5000万元"],
    ),
    (
        "每引进1个1000万元以上的项目得1分，其中5000万元以上的得2分。",
        ["award per_unit 1 /1个 >=1000万元", "award per_unit 2 /1个 >=5000万元"],
    ),
    ("达标率82%以下的记零分，并给予“一票否决”。", ["forfeit <=82%", "veto <=82%"]),
    ("台账总量300条得6分，未完成扣2分。", ["award fixed 6 >=300条", "deduct fixed 2"]),
]

FAILINGS = [
    ("发现3家以上企业未达标的，扣5分。", ["deduct fixed 5 >=3家"]),
    ("3项以上指标未达到目标的不得分。", ["forfeit >=3项"]),
    ("整改不到位3处以上的扣3分。", ["deduct fixed 3 >=3处"]),
    ("有2个以上村未达到要求的扣2分。", ["deduct fixed 2 >=2个"]),
    ("培训率95%以上未完成的扣2分。", ["deduct fixed 2 <95%"]),
    ("排名第1的得满分，每降1个名次扣0.5分。", ["award full =1", "deduct per_unit 0.5 /1名次"]),
]

COUNTS = [
    (
        "信息被市级采用一篇加0.5分，省级加1分，国家级加2分。",
        ["bonus per_unit 0.5 /1篇", "bonus per_unit 1 /1篇", "bonus per_unit 2 /1篇"],
    ),
    ("第2、3项，每缺1项扣1分。", ["deduct per_unit 1 /1项"]),
    ("部分月份反弹的，每月次扣2分。", ["deduct per_unit 2 /1月次"]),
    ("要素不全的每一小点扣0.5分。", ["deduct per_unit 0.5 /1小点"]),
    ("未参会的，按次扣1分；漏报的逐件扣0.5分。", ["deduct per_unit 1 /1次", "deduct per_unit 0.5 /1件"]),
    (
        "每少开1次碰头会扣0.5分，未制定年度方案扣1分，任务未落实的扣2分。",
        ["deduct per_unit 0.5 /1次", "deduct fixed 1", "deduct fixed 2"],
    ),
    ("每村2名联络员要求未达标的，扣2分。", ["deduct fixed 2"]),
    ("每人每年至少包案化解1件积案的记5分。", ["award fixed 5 >=1件"]),
    (
        "镇长至少每季度主持召开一次例会，得1分，每少一次扣0.2分。",
        ["award fixed 1 >=1次", "deduct per_unit 0.2 /1次 <1次"],
    ),
    ("发生1起死亡事故的扣3分，3起及以上的扣5分。", ["deduct fixed 3 =1起", "deduct fixed 5 >=3起"]),
    ("每发现1起隐患扣1分，3起以上的扣5分。", ["deduct per_unit 1 /1起", "deduct fixed 5 >=3起"]),
]

AMOUNTS = [
    ("未上报的，扣0.5份。", ["deduct fixed 0.5"]),
    ("没有完成的，按实际完成值占目标值的比重计分。", ["award proportional"]),
    ("发生责任事故的，实行“一票否决”，当年不得评先评优。", ["veto"]),
    ("取消评先资格，年度考核不得评为优秀等次。", ["veto"]),
    ("获评优秀案例一、二、三等奖的，每例加3-1分。", ["bonus discretionary 1-3"]),
    ("得满分2分，否则每处扣0.5分。", ["award fixed 2", "deduct per_unit 0.5 /1处"]),
    ("操作不当导致器具损坏，本题0分。", ["forfeit"]),
    ("有固定场所的3分，有专职人员的记2分。", ["award fixed 3", "award fixed 2"]),
    ("信息被采用的，每篇0.5分。", ["award per_unit 0.5 /1篇"]),
    ("无故迟到的，1分/次。", ["deduct per_unit 1 /1次"]),
]

PARTS_AND_SHARES = [
    ("经费不足扣0.5分，无经费扣1分，共3分。", ["deduct fixed 0.5", "deduct fixed 1"]),
    ("每发现一处扣0.2分，1分扣完为止。", ["deduct per_unit 0.2 /1处"], ["deduct amount 1 [1]"]),
    ("不能正常使用的每户扣2分，共计10分，扣完为止。", ["deduct per_unit 2 /1户"], ["deduct amount 10 [1]"]),
    ("每低1个百分点扣3分，最多扣完。", ["deduct per_unit 3 /1百分点"], ["deduct item_score [1]"]),
    ("公厕按1座/2500人建设的，得10分。", ["award fixed 10"]),
    ("发生重伤以上事故的，考核分清零。", ["forfeit"]),
    ("完成率=完成数/目标数×100%，得分=完成率×5分。", ["award formula"]),
    ("达到标准6分，高于标准不得分。", ["award fixed 6", "forfeit"]),
    (
        "平均浓度低于35微克/立方米的得满分，每高1微克/立方米扣0.2分。",
        ["award full <35微克/立方米", "deduct per_unit 0.2 /1微克/立方米 >=35微克/立方米"],
    ),
    (
        "每篇国家级加5分、省级加3分、市级加1分。",
        ["bonus per_unit 5 /1篇", "bonus per_unit 3 /1篇", "bonus per_unit 1 /1篇"],
    ),
]

LADDERS = [
    (
        "第一次扣1分，第二次扣2分，第三次不得分。",
        ["deduct fixed 1 =1次", "deduct fixed 2 =2次", "forfeit =3次"],
    ),
    (
        "第一次被通报的扣1分，第二次的扣2分，第三次及以上的扣5分。",
        ["deduct fixed 1 =1次", "deduct fixed 2 =2次", "deduct fixed 5 >=3次"],
    ),
    (
        "在全市排名1-3名的依次赋予9分、6分、3分。",
        ["award fixed 9 =1名", "award fixed 6 =2名", "award fixed 3 =3名"],
    ),
    (
        "面积小于等于5万亩的得3分，大于5万亩、小于10万亩的得2分，超过10万亩的不得分。",
        ["award fixed 3 <=5万亩", "award fixed 2 >5万亩 <10万亩", "forfeit >10万亩"],
    ),
    (
        "省级用稿1篇，市级用稿2篇，县级用稿2篇，得5分，多投一篇按2：1：0.5比例加分。",
        ["award fixed 5", "bonus proportional"],
    ),
    ("工作经验获省、市表扬的，分别奖10、5分。", ["bonus fixed 10 @省", "bonus fixed 5 @市"]),
]

VETOES = [
    ("发生清单所列“一票否决”重大事项的，扣20分。", ["deduct fixed 20"]),
    ("出现一票否决情形的，取消评优资格。", ["veto '取消评优资格'"]),
    ("发生重大案件的，实行一票否决制度，并扣10分。", ["veto", "deduct fixed 10"]),
]

TARGETS = [
    (
        "新增五星店、四星店、三星店的，每家分别加3分、2分、1分。",
        ["bonus per_unit 3 /1家 @五星店", "bonus per_unit 2 /1家 @四星店", "bonus per_unit 1 /1家 @三星店"],
    ),
    (
        "被评为省AAA级、AA级、A级旅游村的，分别加2分、1分、0.5分。",
        ["bonus fixed 2 @省AAA级", "bonus fixed 1 @AA级", "bonus fixed 0.5 @A级"],
    ),
    (
        "当年被评为县、市、省、国家级先进的，分别加1、2、4、8分。",
        ["bonus fixed 1 @县", "bonus fixed 2 @市", "bonus fixed 4 @省", "bonus fixed 8 @国家级"],
    ),
    (
        "发生治安案件、刑事案件的，每件分别扣2分、3分。",
        ["deduct per_unit 2 /1件 @治安案件", "deduct per_unit 3 /1件 @刑事案件"],
    ),
    ("被评为三星级及以下站所的，分别扣1-2分。", ["deduct discretionary 1-2 @-"]),
]


@pytest.mark.parametrize(
    "example",
    [*BOUNDS, *FAILINGS, *COUNTS, *AMOUNTS, *PARTS_AND_SHARES, *LADDERS, *VETOES, *TARGETS],
    ids=lambda example: example[0],
)
def test_reads(reads, example):
    reads(*example)


CONDITIONS = [
    ("出现重大违建问题实行一票否决。", ["出现重大违建问题"]),
    ("发生重大事故以上实行“一票否决”（不可抗力除外）。", ["发生重大事故以上（不可抗力除外）"]),
    ("党组织不健全的扣3分（）。", ["党组织不健全的"]),
    ("未上报年终总结（扣5分）。", ["未上报年终总结"]),
    (
        "完成综合改革（村级公益事业）项目，市级加2分，县级加1分。",
        ["完成综合改革（村级公益事业）项目，市级", "完成综合改革（村级公益事业）项目，县级"],
    ),
    ("八一、春节未开展慰问的，扣1分。", ["八一、春节未开展慰问的"]),
    ("出现1例未处理扣2分（5分）；", ["出现1例未处理"]),
    ("（2分，少一次扣0.5分）2.信息被推广的，得3分。", ["少一次", "信息被推广的"]),
    ("委托第三方评估，超过95%得3分；超过98%得5分。", ["委托第三方评估，超过95%", "委托第三方评估，超过98%"]),
    ("造成恶劣影响的加倍扣分，直至取消评优资格。", ["造成恶劣影响的", "造成恶劣影响的"]),
    ("PM2.5浓度低于35的得2分，每高1个单位扣1分。", ["PM2.5浓度低于35的", "PM2.5浓度每高1个单位"]),
    ("有1座以上中转站，得10分，没有中转站不得分。", ["有1座以上中转站", "没有中转站"]),
    (
        "性别比控制在110以内记10分，每上升1个百分点扣0.5分。",
        ["性别比控制在110以内", "性别比每上升1个百分点"],
    ),
]


@pytest.mark.parametrize(("text", "conditions"), CONDITIONS)
def test_conditions(text, conditions):
    assert [rule["condition"] for rule in normalize({"criteria": text})["rules"]] == conditions


def test_tells_an_amount_inside_a_quote_that_no_rule_takes():
    found = normalize({"criteria": "受检率达92%12分，下降1个百分点扣1分。"})["findings"]
    assert ("amount_not_read", "12分") in [(finding["kind"], finding["value"]) for finding in found]


def test_tells_that_a_series_goes_on():
    found = normalize({"criteria": "签约1亿元得2分，签约2亿元得4分，以此类推。"})["findings"]
    assert ("doubtful", "以此类推") in [(finding["kind"], finding["value"]) for finding in found]


def test_tells_bounds_that_the_amounts_cannot_be_dealt_to():
    read = normalize({"criteria": "完成率90%以上、80%以上的，分别加3、2、1分。"})
    assert [rule["thresholds"] for rule in read["rules"]] == [[], [], []]
    assert any("对不上" in finding["message"] for finding in read["findings"])
