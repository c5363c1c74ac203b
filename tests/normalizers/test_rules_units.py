"""Counted units: with and without 每, which of two counts, how far a fronted one reaches, what only selects."""

import pytest

MEASURE_WORDS = [
    ("消防演练每少一次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("被县级通报一次扣1分。", ["deduct per_unit 1 /1次"]),
    ("餐饮单位未持证经营的，一家扣1分。", ["deduct per_unit 1 /1家"]),
    ("项目库少一个项目扣0.2分。", ["deduct per_unit 0.2 /1个"]),
    ("发现1例无证驾驶扣0.5分。", ["deduct per_unit 0.5 /1例"]),
    ("路灯破损未修复的每处扣0.1分。", ["deduct per_unit 0.1 /1处"]),
    ("统计月报迟报1次扣0.2分。", ["deduct per_unit 0.2 /1次"]),
    ("一个企业未建立台账扣0.5分。", ["deduct per_unit 0.5 /1个"]),
    ("每有一个点次水质超标扣0.1分。", ["deduct per_unit 0.1 /1个"]),
    ("整改复查合格率每降低1个百分点扣0.2分。", ["deduct per_unit 0.2 /1百分点"]),
    ("人大建议未按期办复的，每件扣0.5分。", ["deduct per_unit 0.5 /1件"]),
    ("化肥使用量每超计划1吨扣0.1分。", ["deduct per_unit 0.1 /1吨"]),
    ("每改造1蒸吨燃煤锅炉加0.1分。", ["bonus per_unit 0.1 /1蒸吨"]),
    ("竣工推迟1个月扣0.5分。", ["deduct per_unit 0.5 /1月"]),
    ("审批超期1个工作日扣0.1分。", ["deduct per_unit 0.1 /1工作日"]),
    ("综合排名每后退1个名次扣0.2分。", ["deduct per_unit 0.2 /1名次"]),
    ("税收每超收10万元加0.1分。", ["bonus per_unit 0.1 /10万元"]),
    ("年均浓度每升高1μg/m3扣0.5分。", ["deduct per_unit 0.5 /1μg/m³"]),
    ("交通噪声每下降0.1dB加0.1分。", ["bonus per_unit 0.1 /0.1dB"]),
    ("任务完成率每低10％扣1分。", ["deduct per_unit 1 /10%"]),
    ("群众测评每少5分扣0.5分。", ["deduct per_unit 0.5 /5分"]),
    ("总结材料每迟一天扣0.1分。", ["deduct per_unit 0.1 /1天"]),
    ("旅游饭店星级每升一级加1分。", ["bonus per_unit 1 /1级"]),
    ("制度不落实的，每项扣0.5分。", ["deduct per_unit 0.5 /1项"]),
    ("发生溺水事件的，每起扣2分。", ["deduct per_unit 2 /1起"]),
    ("公章管理不善丢失的，每枚扣1分。", ["deduct per_unit 1 /1枚"]),
    ("低保对象错保一户扣0.2分。", ["deduct per_unit 0.2 /1户"]),
    ("发现一人未持证上岗扣0.2分。", ["deduct per_unit 0.2 /1人"]),
    ("每流失一名预备党员扣0.5分。", ["deduct per_unit 0.5 /1名"]),
    ("应训未训的，每10人次扣0.1分。", ["deduct per_unit 0.1 /10人次"]),
    ("每新建1公里绿道加0.2分。", ["bonus per_unit 0.2 /1公里"]),
    ("网络培训每完成10学时得0.5分。", ["award per_unit 0.5 /10学时"]),
    ("满意度每提高0.5个百分点加0.1分。", ["bonus per_unit 0.1 /0.5百分点"]),
    ("撂荒耕地未复耕的，每亩扣0.1分。", ["deduct per_unit 0.1 /1亩"]),
    ("一条河道未设公示牌扣0.5分。", ["deduct per_unit 0.5 /1条"]),
    ("每5家规上企业未达标扣1分。", ["deduct per_unit 1 /5家"]),
    ("巡查发现问题每办结一件得0.2分。", ["award per_unit 0.2 /1件"]),
    ("结案率每提高两个百分点加1分。", ["bonus per_unit 1 /2百分点"]),
    ("新增文物保护单位，每处加0.5分。", ["bonus per_unit 0.5 /1处"]),
    ("未及时救治每出现一例扣1分。", ["deduct per_unit 1 /1例"]),
    ("电梯未检验的每台扣0.3分。", ["deduct per_unit 0.3 /1台"]),
    ("每引进1名博士加0.5分。", ["bonus per_unit 0.5 /1名"]),
    ("未按时缴存，每笔扣0.1分。", ["deduct per_unit 0.1 /1笔"]),
    ("政务信息被省级采用，每篇加0.3分。", ["bonus per_unit 0.3 /1篇"]),
    ("违规占用车位的，发现一起扣0.5分。", ["deduct per_unit 0.5 /1起"]),
]

NO_UNIT = [
    ("被省厅约谈扣3分。", ["deduct fixed 3"]),
    ("获国家级奖励加1.5分。", ["bonus fixed 1.5"]),
    ("单超加2分，四超加8分。", ["bonus fixed 2", "bonus fixed 8"]),
    ("每季度未调度的扣0.5分。", ["deduct fixed 0.5"]),
    ("每年未开展应急演练的扣1分。", ["deduct fixed 1"]),
    ("每月未上报隐患台账的扣0.2分。", ["deduct fixed 0.2"]),
]

TWO_QUANTIFIERS = [
    ("一个路段脏乱被曝光的，一次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("每个乡镇被市级督办的，每件扣0.3分。", ["deduct per_unit 0.3 /1件"]),
    ("每家医院发生纠纷的，每起扣0.5分。", ["deduct per_unit 0.5 /1起"]),
]

SELECTING = [
    ("未达到其中一项的扣0.2分，两项均未达到的扣0.5分。", ["deduct fixed 0.2", "deduct fixed 0.5"]),
    ("其中一个村未通过验收的扣1分。", ["deduct fixed 1"]),
    ("未完成征兵、民兵整组任务之一的扣0.5分。", ["deduct fixed 0.5"]),
    ("未完成征兵、民兵整组任务之一的，每项扣0.5分。", ["deduct per_unit 0.5 /1项"]),
    ("规章制度缺一项扣0.25分。", ["deduct per_unit 0.25 /1项"]),
    ("有一家评为不达标扣2分。", ["deduct per_unit 2 /1家"]),
]

FRONTED = [
    (
        "每有一项排名后10位的扣1分，较上年下降1-5位的扣0.3分，下降6位及以上的扣0.5分。",
        [
            "deduct per_unit 1 /1项 <=10位^",
            "deduct per_unit 0.3 /1项 1..5位",
            "deduct per_unit 0.5 /1项 >=6位",
        ],
    ),
    (
        "发现一例无证经营的扣1分、超范围经营的扣0.5分。",
        ["deduct per_unit 1 /1例", "deduct per_unit 0.5 /1例"],
    ),
    (
        "每发现一处违建未报告的扣0.5分，未拆除的扣1分。",
        ["deduct per_unit 0.5 /1处", "deduct per_unit 1 /1处"],
    ),
    (
        "每个社区未建台账的扣0.2分，未公示的扣0.1分。",
        ["deduct per_unit 0.2 /1个", "deduct per_unit 0.1 /1个"],
    ),
    ("每有一个项目未开工扣0.5分，未竣工扣0.3分。", ["deduct per_unit 0.5 /1个", "deduct per_unit 0.3 /1个"]),
    ("未按时报送每次扣0.5分，漏报扣1分。", ["deduct per_unit 0.5 /1次", "deduct fixed 1"]),
    ("迟报一次扣0.5分，瞒报扣2分。", ["deduct per_unit 0.5 /1次", "deduct fixed 2"]),
    ("每办理一起案件得1分，其中重大的得2分。", ["award per_unit 1 /1起", "award per_unit 2 /1起"]),
    (
        "发现一起酒驾的扣1分，醉驾的每人扣2分。",
        ["deduct per_unit 1 /1起", "deduct per_unit 2 /1人"],
    ),
]

SENTENCE_ENDS = [
    ("每发现一处违建未报告的扣0.5分；未拆除的扣1分。", ["deduct per_unit 0.5 /1处", "deduct fixed 1"]),
    ("每发现一处违建未报告的扣0.5分。未拆除的扣1分。", ["deduct per_unit 0.5 /1处", "deduct fixed 1"]),
    ("发现一例漏登的扣0.2分:未建台账的扣0.3分。", ["deduct per_unit 0.2 /1例", "deduct fixed 0.3"]),
    ("1.每发现一处隐患未整改的扣0.5分\n2.未建台账的扣1分", ["deduct per_unit 0.5 /1处", "deduct fixed 1"]),
    ("发现一例未登记的扣0.2分;未注销的扣0.3分", ["deduct per_unit 0.2 /1例", "deduct fixed 0.3"]),
]

MONTHLY = [
    ("逾期未整改的，每月扣0.1分。", ["deduct per_unit 0.1 /1月"]),
    ("每月开展巡查，少一次扣0.2分。", ["deduct per_unit 0.2 /1次"]),
    ("闲置土地未处置的每年扣1分。", ["deduct per_unit 1 /1年"]),
]

OTHER_FIELDS = [
    ("消防栓被圈占、埋压的，发现1处扣0.2分。", ["deduct per_unit 0.2 /1处"]),
    ("因监管不力导致群体性事件的，1起扣5分。", ["deduct per_unit 5 /1起"]),
    ("每一个行政村未建微型消防站的扣0.1分。", ["deduct per_unit 0.1 /1个"]),
    ("专职网格员每缺编1名扣0.1分。", ["deduct per_unit 0.1 /1名"]),
    ("每超期一个月扣0.5分。", ["deduct per_unit 0.5 /1月"]),
    ("每延误1小时扣0.2分。", ["deduct per_unit 0.2 /1小时"]),
    ("公示信息错误的，1条扣0.1分。", ["deduct per_unit 0.1 /1条"]),
    ("财政供养人员超编1人扣1分。", ["deduct per_unit 1 /1人"]),
    ("“三公”经费每增长1%扣0.5分。", ["deduct per_unit 0.5 /1%"]),
    ("固定资产投资增速每高于全市平均1个百分点加0.2分。", ["bonus per_unit 0.2 /1百分点"]),
    ("林地每减少10亩扣0.5分。", ["deduct per_unit 0.5 /10亩"]),
    ("引进资金每1000万元加0.5分。", ["bonus per_unit 0.5 /1000万元"]),
    ("每查处一起加0.2分，其中移送司法的加1分。", ["bonus per_unit 0.2 /1起", "bonus per_unit 1 /1起"]),
    ("每发生一起死亡事故扣5分，瞒报的加扣2分。", ["deduct per_unit 5 /1起", "deduct per_unit 2 /1起"]),
    (
        "每个校区未配保安扣0.5分，无监控扣0.3分；无预案扣1分。",
        ["deduct per_unit 0.5 /1个", "deduct per_unit 0.3 /1个", "deduct fixed 1"],
    ),
    ("每年未开展体检的扣1分，漏检的每人扣0.1分。", ["deduct fixed 1", "deduct per_unit 0.1 /1人"]),
    ("每周未巡查的扣0.2分，记录缺1次扣0.1分。", ["deduct fixed 0.2", "deduct per_unit 0.1 /1次"]),
    (
        "未落实首问责任制被投诉的，一次扣0.5分；被媒体曝光的扣2分。",
        ["deduct per_unit 0.5 /1次", "deduct fixed 2"],
    ),
    (
        "每有一家企业亏损的扣1分，停产的扣2分、破产的扣3分。",
        ["deduct per_unit 1 /1家", "deduct per_unit 2 /1家", "deduct per_unit 3 /1家"],
    ),
    ("未按规定公开的扣0.5分/项。", ["deduct per_unit 0.5 /1项"]),
    (
        "参加省级比赛获奖的每项加1分，市级的每项加0.5分。",
        ["bonus per_unit 1 /1项", "bonus per_unit 0.5 /1项"],
    ),
    ("每培育1家专精特新企业加0.5分。", ["bonus per_unit 0.5 /1家"]),
    ("超过规定时限的，每超1天扣0.1分。", ["deduct per_unit 0.1 /1天"]),
    ("每1000人拥有全科医生数每少0.1名扣0.2分。", ["deduct per_unit 0.2 /0.1名"]),
    ("森林火灾受害率每上升0.1‰扣0.5分。", ["deduct per_unit 0.5 /0.1‰"]),
    ("每有1人次违规操办酒席扣1分。", ["deduct per_unit 1 /1人次"]),
    ("氨氮浓度每超标0.1mg/L扣0.2分。", ["deduct per_unit 0.2 /0.1mg/L"]),
    ("乱停乱放的每人每次扣0.1分。", ["deduct per_unit 0.1 /1次"]),
    ("逾期未退还的每户每月扣0.1分。", ["deduct per_unit 0.1 /1月"]),
    ("违规饮酒的每次每人扣1分。", ["deduct per_unit 1 /1人"]),
    ("每查实1起扣1分；造成影响的扣2分。", ["deduct per_unit 1 /1起", "deduct fixed 2"]),
]

EVERYDAY_UNITS = [
    (
        "每发现一家无证幼儿园，扣0.5分；经督办仍未取缔的，扣2分。",
        ["deduct per_unit 0.5 /1家", "deduct fixed 2"],
    ),
    ("消防安全重点单位未建档，每少一家，扣0.2分。", ["deduct per_unit 0.2 /1家"]),
    ("信息公开超期：每超1个工作日，扣0.1分。", ["deduct per_unit 0.1 /1工作日"]),
    ("每新增一名省级以上劳模，加2分。", ["bonus per_unit 2 /1名"]),
    ("发现1个农药包装废弃物乱丢点扣0.1分。", ["deduct per_unit 0.1 /1个"]),
    ("未按时缴纳工会经费的，每个单位扣0.2分。", ["deduct per_unit 0.2 /1个"]),
    ("应急物资缺1类扣0.1分。", ["deduct per_unit 0.1 /1类"]),
    ("计量器具未检定的，每台（件）扣0.1分。", ["deduct per_unit 0.1 /1台"]),
    (
        "被省政府办公厅通报批评一次扣2分，被市政府办公室通报批评一次扣1分。",
        ["deduct per_unit 2 /1次", "deduct per_unit 1 /1次"],
    ),
    (
        "每有一起信访事项未在规定期限办结的扣0.2分，未录入系统的扣0.1分。",
        ["deduct per_unit 0.2 /1起", "deduct per_unit 0.1 /1起"],
    ),
    ("每漏缴1万元扣0.1分。", ["deduct per_unit 0.1 /1万元"]),
    ("无偿献血每增加100人次加0.1分。", ["bonus per_unit 0.1 /100人次"]),
    ("人均住房面积每增加1平方米加0.2分。", ["bonus per_unit 0.2 /1平方米"]),
    ("用电量每下降1万千瓦时加0.1分。", ["bonus per_unit 0.1 /1万千瓦时"]),
    ("每季度未召开例会的，每次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("每逾期一周扣0.5分。", ["deduct per_unit 0.5 /1周"]),
    ("每晚到10分钟扣0.1分。", ["deduct per_unit 0.1 /10分钟"]),
    ("离婚率每上升1个千分点扣0.1分。", ["deduct per_unit 0.1 /1千分点"]),
    ("房屋空置的每间扣0.1分。", ["deduct per_unit 0.1 /1间"]),
    ("垃圾桶满溢的，一只扣0.05分。", ["deduct per_unit 0.05 /1只"]),
    ("苗木死亡一株扣0.01分。", ["deduct per_unit 0.01 /1株"]),
    ("未通过认证的，每门课程扣0.5分。", ["deduct per_unit 0.5 /1门"]),
    ("护理文书书写不规范，一份扣0.2分。", ["deduct per_unit 0.2 /1份"]),
    ("未开展查房的，每床扣0.1分。", ["deduct per_unit 0.1 /1床"]),
    ("驻村工作队员脱岗1人次扣0.2分。", ["deduct per_unit 0.2 /1人次"]),
    ("国有资产流失的，每5万元扣1分。", ["deduct per_unit 1 /5万元"]),
]

EXAMPLES = [
    *MEASURE_WORDS,
    *NO_UNIT,
    *TWO_QUANTIFIERS,
    *SELECTING,
    *FRONTED,
    *SENTENCE_ENDS,
    *MONTHLY,
    *OTHER_FIELDS,
    *EVERYDAY_UNITS,
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_units(reads, example):
    reads(*example)
