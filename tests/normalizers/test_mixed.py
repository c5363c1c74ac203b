"""Constructs that meet in one text."""

import pytest

EXAMPLES = [
    (
        "PM2.5、PM10、臭氧每有一项超标扣0.5分，同比上升的扣1分。",
        ["deduct per_unit 0.5 /1项", "deduct per_unit 1 /1项"],
    ),
    (
        "发现一处积水未处置的扣0.2分、未设警示的扣0.1分，扣完为止。",
        ["deduct per_unit 0.2 /1处", "deduct per_unit 0.1 /1处"],
        ["deduct item_score [1,2]"],
    ),
    (
        "县级以上领导批示肯定的，国家级加3分，省级加2分，市级加1分。",
        ["bonus fixed 3", "bonus fixed 2", "bonus fixed 1"],
    ),
    ("拒不履行生效判决的，每案扣1分。", ["deduct per_unit 1 /1案"]),
    (
        "未完成目标任务的50%的，不得分；完成50%以上不足80%的，得1分；完成80%以上的，得2分。",
        ["forfeit <50%", "award fixed 1 >=50% <80%", "award fixed 2 >=80%"],
    ),
    ("森林覆盖率较上年提高0.1个百分点以上的加1分。", ["bonus fixed 1 >=0.1百分点"]),
    ("每发生1起亡人事故扣3分，发生较大以上事故的一票否决。", ["deduct per_unit 3 /1起", "veto"]),
    ("受到表彰的加1分（仅限市级以上）。", ["bonus fixed 1"]),
    (
        "每超时1天扣0.1分（法定节假日除外），扣完为止。",
        ["deduct per_unit 0.1 /1天"],
        ["deduct item_score [1]"],
    ),
    ("每低1个百分点扣0.5分（不足1个百分点的按1个百分点计）。", ["deduct per_unit 0.5 /1百分点"]),
    (
        "低于90%的，每低1个百分点扣0.2分，不足1个百分点按1个百分点计算。",
        ["deduct per_unit 0.2 /1百分点 <90%"],
    ),
    ("以100分为基准，每少1次扣2分。", ["deduct per_unit 2 /1次"]),
    ("得分在90分以上的为优秀。", []),
    ("按季度考核，每季度未达标的扣0.5分。", ["deduct fixed 0.5"]),
    ("日常巡查发现问题整改不及时，每处每次扣0.1分。", ["deduct per_unit 0.1 /1次"]),
    (
        "未成立组织机构，扣1分,未明确责任人，扣0.5分,未签责任状,每少1份扣0.1分.",
        ["deduct fixed 1", "deduct fixed 0.5", "deduct per_unit 0.1 /1份"],
    ),
    (
        "信息每采用1条：国家级加1分，省级加0.5分，市级加0.2分。",
        ["bonus per_unit 1 /1条", "bonus per_unit 0.5 /1条", "bonus per_unit 0.2 /1条"],
    ),
    (
        "每建成1个示范村的加1分，其中被省级命名的加2分，最高加4分。",
        ["bonus per_unit 1 /1个", "bonus per_unit 2 /1个"],
        ["bonus amount 4 [1,2]"],
    ),
    (
        "每宗土地违法案件未立案的扣1分，未结案的扣0.5分。",
        ["deduct per_unit 1 /1宗", "deduct per_unit 0.5 /1宗"],
    ),
    (
        "对上级督办的案件，未按时办结扣1分/件，办理质量差扣0.5分/件。",
        ["deduct per_unit 1 /1件", "deduct per_unit 0.5 /1件"],
    ),
    ("村级账目未公开扣0.5分/村。", ["deduct per_unit 0.5 /1村"]),
    ("安全员未持证扣0.2分/人，最多扣2分。", ["deduct per_unit 0.2 /1人"], ["deduct amount 2 [1]"]),
    (
        "未按规定时限报告的扣2分，迟报超过2小时的扣3分，瞒报的不得分。",
        ["deduct fixed 2", "deduct fixed 3 >2小时", "forfeit"],
    ),
    (
        "当年新增“四上”企业5家，每少1家扣0.5分，每多1家加0.5分。",
        ["deduct per_unit 0.5 /1家 <5家", "bonus per_unit 0.5 /1家 >=5家"],
    ),
    ("引进项目到位资金每达1亿元得1分。", ["award per_unit 1 /1亿元"]),
    (
        "参会迟到的每人次扣0.1分；缺席的每人次扣0.2分；代会的每人次扣0.1分。",
        ["deduct per_unit 0.1 /1人次", "deduct per_unit 0.2 /1人次", "deduct per_unit 0.1 /1人次"],
    ),
    ("案件办结率低于80%或服判息诉率低于90%的扣1分。", ["deduct fixed 1 <80% <90%"]),
    ("发生3起以上（含3起）群体性事件的不得分。", ["forfeit >=3起"]),
    ("发病率高于全省平均水平10%以上扣1分。", ["deduct fixed 1 >=10%"]),
    (
        "较去年排名每上升1位加0.5分，每下降1位扣0.5分。",
        ["bonus per_unit 0.5 /1位", "deduct per_unit 0.5 /1位"],
    ),
    ("学生体质健康合格率达92%以上，每低1%扣0.1分。", ["deduct per_unit 0.1 /1% <92%"]),
    ("义务教育巩固率≥95%，每低0.1%扣0.1分。", ["deduct per_unit 0.1 /0.1% <95%"]),
    ("重复信访率≤5%，每高1个百分点扣0.2分。", ["deduct per_unit 0.2 /1百分点 >5%"]),
    ("案件差错数≤2件，每多1件扣0.5分。", ["deduct per_unit 0.5 /1件 >2件"]),
    ("省级检查排名倒数前三位的扣3分。", ["deduct fixed 3 <=3位^"]),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_mixed_texts(reads, example):
    reads(*example)
