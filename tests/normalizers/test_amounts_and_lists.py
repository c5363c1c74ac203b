"""Amounts written before their verb, lists dealt out to lists of amounts, grades told in brackets, caps at the head."""

import pytest

AMOUNT_BEFORE_VERB = [
    ("按1分/处扣减。", ['deduct per_unit 1 /1处 "按1分/处扣减"']),
    ("每发现一处问题按0.5分扣减。", ['deduct per_unit 0.5 /1处 "每发现一处问题按0.5分扣减"']),
    ("按每处0.5分的标准扣分。", ["deduct per_unit 0.5 /1处"]),
    (
        "发现问题的，按0.2分/个予以扣分，扣完为止。",
        ["deduct per_unit 0.2 /1个"],
        ["deduct item_score [1]"],
    ),
    ("每增加一家按1分予以加分。", ["bonus per_unit 1 /1家"]),
    ("未按要求整改的，按每项1分进行扣减。", ["deduct per_unit 1 /1项"]),
    ("全年按0.5分/月计分。", ["award per_unit 0.5 /1月"]),
    (
        "入选国家、省、市级优秀案例的，分别按5分、3分、1分予以加分。",
        ["bonus fixed 5 @国家", "bonus fixed 3 @省", "bonus fixed 1 @市"],
    ),
    ("获省级、市级表彰的，按3分、1分的标准加分。", ["bonus fixed 3 @省级", "bonus fixed 1 @市级"]),
]

DEALT_OUT = [
    (
        "答复逾期1次、2次、3次及以上的，分别扣0.5分、1分、2分。",
        ["deduct fixed 0.5 =1次", "deduct fixed 1 =2次", "deduct fixed 2 >=3次"],
    ),
    (
        "发生1起、2起、3起的，分别扣1分、3分、5分。",
        ["deduct fixed 1 =1起", "deduct fixed 3 =2起", "deduct fixed 5 =3起"],
    ),
    (
        "少于3次、2次、1次的，分别扣1分、2分、3分。",
        ["deduct fixed 1 <3次", "deduct fixed 2 <2次", "deduct fixed 3 <1次"],
    ),
    (
        "完成率在90%以上、80%-90%、80%以下的，分别得3分、2分、0分。",
        ["award fixed 3 >=90%", "award fixed 2 80..90%", "forfeit <=80%"],
    ),
    (
        "抽查3家企业，发现1家不合格扣1分，2家不合格扣2分，3家均不合格的不得分。",
        ["deduct fixed 1 =1家", "deduct fixed 2 =2家", "forfeit =3家"],
    ),
]

RANGES_OF_DURATIONS = [
    (
        "入库逾期10天以内的扣0.2分，10天以上30天以内的扣0.5分。",
        ["deduct fixed 0.2 <=10天", "deduct fixed 0.5 >=10天 <=30天"],
    ),
    ("停运10天以上30天以下的扣0.5分。", ["deduct fixed 0.5 >=10天 <=30天"]),
    (
        "材料迟报1天内扣0.1分，1天至3天扣0.3分，3天以上不得分。",
        ["deduct fixed 0.1 <=1天", "deduct fixed 0.3 1..3天", "forfeit >=3天"],
    ),
    ("每月抽查5项内容，不合格的扣0.5分。", ["deduct fixed 0.5"]),
]

PLACES_AND_ON = [
    (
        "第4名至第6名得6分，第7名及以后得4分，第10名以后不得分。",
        ["award fixed 6 4..6名", "award fixed 4 >=7名", "forfeit >=10名"],
    ),
    ("排名第1名的得5分，第3名以内的得3分。", ["award fixed 5 =1名", "award fixed 3 <=3名"]),
]

MET_AND_MISSED = [
    (
        "村覆盖率、户覆盖率均达到100%得2分，其中一项未达到的得1分，两项均未达到的不得分。",
        ["award fixed 2 >=100%", "award fixed 1 <100%", "forfeit <100%"],
    ),
    ("更新任务数为200台，每少5台扣0.2分。", ["deduct per_unit 0.2 /5台 <200台"]),
    (
        "放大倍数达到5倍的得2分，每少0.1倍扣0.1分，每多0.1倍加0.05分。",
        ["award fixed 2 >=5倍", "deduct per_unit 0.1 /0.1倍 <5倍", "bonus per_unit 0.05 /0.1倍 >=5倍"],
    ),
    (
        "办结时间在5个工作日以内的，得5分；6至10个工作日的得3分；超过10个工作日的不得分。",
        ["award fixed 5 <=5工作日", "award fixed 3 6..10工作日", "forfeit >10工作日"],
    ),
    ("检查、指导、阵地三项工作，任意一项未开展的扣1分。", ["deduct fixed 1"]),
    ("混装混运的，每车扣0.5分，每店扣0.2分。", ["deduct per_unit 0.5 /1车", "deduct per_unit 0.2 /1店"]),
]

GRADES_IN_BRACKETS = [
    (
        "优秀（90分以上）得3分；良好（80-89分）得2分；不合格（60分以下）不得分。",
        ["award fixed 3 >=90分", "award fixed 2 80..89分", "forfeit <=60分"],
    ),
    (
        "完成率高（≥95%）得3分，较高（85%－95%）得2分。",
        ["award fixed 3 >=95%", "award fixed 2 85..95%"],
    ),
    ("开展演练（2次以上），未开展的扣1分。", ["deduct fixed 1"]),
]

CONDITIONS_AND_TAILS = [
    ("被“一票否决”的单位不得分。", ["forfeit"]),
    ("受到一票否决处理的，本项不得分。", ["forfeit"]),
    ("发生较大事故的一票否决，并全县通报批评。", ['veto "发生较大事故的一票否决，并全县通报批评"']),
    ("发案的取消评先资格，并追究相关人员责任。", ['veto "发案的取消评先资格，并追究相关人员责任"']),
    (
        "新增达到5家的得0.5分，未达到的不得分，每多1家加0.1分。",
        ["award fixed 0.5 >=5家", "forfeit <5家", "bonus per_unit 0.1 /1家 >=5家"],
    ),
    (
        "每新增一家省级文明单位加0.5分，国家级加1分。",
        ["bonus per_unit 0.5 /1家", "bonus per_unit 1 /1家"],
    ),
    ("县级领导包保的扣双倍分值。", ["deduct multiple x2"]),
    ("核验率未达98%的，按实际核验率÷98%×0.5分计分。", ["award formula <98%"]),
    ("普及率每降低1个百分点扣0.1分。", ["deduct per_unit 0.1 /1百分点 @-"]),
    (
        "及时受理率、按期办结率每降低1个百分点扣0.1分。",
        ["deduct per_unit 0.1 /1百分点 @及时受理率,按期办结率"],
    ),
]

CAPS = [
    ("每完成100件计0.1分，计满2分为止。", ["award per_unit 0.1 /100件"], ["award amount 2 [1]"]),
    ("每起加0.5分，满2分为止。", ["bonus per_unit 0.5 /1起"], ["bonus amount 2 [1]"]),
    ("每超1个百分点扣0.1分，最多扣至0分。", ["deduct per_unit 0.1 /1百分点"], ["deduct item_score [1]"]),
    ("加分上限5分，每获国家级荣誉1项加2分。", ["bonus per_unit 2 /1项"], ["bonus amount 5 [1]"]),
    (
        "最高扣3分：未报送的每次扣0.5分；未开展的扣1分。",
        ["deduct per_unit 0.5 /1次", "deduct fixed 1"],
        ["deduct amount 3 [1,2]"],
    ),
]


@pytest.mark.parametrize(
    "example",
    [
        *AMOUNT_BEFORE_VERB,
        *DEALT_OUT,
        *RANGES_OF_DURATIONS,
        *PLACES_AND_ON,
        *MET_AND_MISSED,
        *GRADES_IN_BRACKETS,
        *CONDITIONS_AND_TAILS,
        *CAPS,
    ],
    ids=lambda example: example[0],
)
def test_reads(reads, example):
    reads(*example)
