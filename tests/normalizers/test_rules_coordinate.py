"""Coordinate amounts, 分别 lists and parallel subjects."""

import pytest

SPLIT_AMOUNTS = [
    (
        "对省、市督办件未办结的，每件扣0.4分、0.2分。",
        ["deduct per_unit 0.4 /1件 @省", "deduct per_unit 0.2 /1件 @市"],
    ),
    (
        "未通过县级、市级验收的，每个扣1分、2分。",
        ["deduct per_unit 1 /1个 @县级", "deduct per_unit 2 /1个 @市级"],
    ),
    ("违规排放扣15分/次。", ["deduct per_unit 15 /1次"]),
    ("违规排放每次扣15分。", ["deduct per_unit 15 /1次"]),
    ("新增规上企业加2分/家。", ["bonus per_unit 2 /1家"]),
]

RESPECTIVELY = [
    (
        "合格率低于80%、70%、60%的，分别扣1分、2分、3分。",
        ["deduct fixed 1 <80%", "deduct fixed 2 <70%", "deduct fixed 3 <60%"],
    ),
    ("优秀、良好、合格分别得60、45、30分。", ["award fixed 60", "award fixed 45", "award fixed 30"]),
    (
        "考核为优秀、良好、合格的，分别得10分、8分、6分。",
        ["award fixed 10 @优秀", "award fixed 8 @良好", "award fixed 6 @合格"],
    ),
    (
        "获国家级、省级、市级荣誉的，分别加3分、2分、1分。",
        ["bonus fixed 3 @国家级", "bonus fixed 2 @省级", "bonus fixed 1 @市级"],
    ),
    (
        "全市排名第1、2、3名的，分别加3分、2分、1分。",
        ["bonus fixed 3 =1名", "bonus fixed 2 =2名", "bonus fixed 1 =3名"],
    ),
    ("评为好、一般、差的，分别得2分、1分、0分。", ["award fixed 2", "award fixed 1", "forfeit"]),
    (
        "降幅达到5%、10%的，分别加1分、2分。",
        ["bonus fixed 1 >=5%", "bonus fixed 2 >=10%"],
    ),
    ("获市级、省级、国家级奖励的，分别加1－3分。", ["bonus discretionary 1-3"]),
    ("低于90%和80%的，分别扣0.5分和1分。", ["deduct fixed 0.5 <90%", "deduct fixed 1 <80%"]),
]

EACH = [
    ("完成国家级、省级创建任务各得1分。", ["award fixed 1 @国家级,省级"]),
    ("未组织党员、干部轮训的各扣0.5分。", ["deduct fixed 0.5 @党员,干部"]),
    ("满意率、办结率每低1个百分点，各扣0.1分。", ["deduct per_unit 0.1 /1百分点 @满意率,办结率"]),
    ("签收率、办结率、满意率每下降5%扣0.2分。", ["deduct per_unit 0.2 /5% @签收率,办结率,满意率"]),
    (
        "四县全年采用不少于8篇，四区不少于4篇，每少一篇扣0.5分。",
        ["deduct per_unit 0.5 /1篇 <8篇 <4篇 @四县,四区"],
    ),
    ("PM10、PM2.5每有一项不达标扣0.5分。", ["deduct per_unit 0.5 /1项 @PM10,PM2.5"]),
    ("小区、商铺未分类投放的，每个扣0.1分。", ["deduct per_unit 0.1 /1个 @-"]),
    ("迟报、漏报、错报的，每次扣0.1分。", ["deduct per_unit 0.1 /1次 @-"]),
    ("未建台账的扣1分。", ["deduct fixed 1 @-"]),
]

FURTHER_LISTS = [
    (
        "对县、乡两级督查问题未整改的，每个分别扣1分、0.5分。",
        ["deduct per_unit 1 /1个", "deduct per_unit 0.5 /1个"],
    ),
    (
        "被县、市、省通报的，每次分别扣0.5分、1分、2分。",
        ["deduct per_unit 0.5 /1次", "deduct per_unit 1 /1次", "deduct per_unit 2 /1次"],
    ),
    ("一、二、三等奖分别加3分、2分、1分。", ["bonus fixed 3", "bonus fixed 2", "bonus fixed 1"]),
    (
        "获得全省前3名、前5名、前10名的分别加3、2、1分。",
        ["bonus fixed 3 <=3名", "bonus fixed 2 <=5名", "bonus fixed 1 <=10名"],
    ),
    (
        "完成90%、80%、70%以上的，分别得3分、2分、1分。",
        ["award fixed 3 >=90%", "award fixed 2 >=80%", "award fixed 1 >=70%"],
    ),
    (
        "未建立党建、廉政台账的各扣0.2分，缺一次学习记录扣0.1分。",
        ["deduct fixed 0.2 @党建,廉政", "deduct per_unit 0.1 /1次"],
    ),
    ("省级、市级示范点每个分别加1分、0.5分。", ["bonus per_unit 1 /1个", "bonus per_unit 0.5 /1个"]),
    ("甲等、乙等、丙等分别计10分、8分、0分。", ["award fixed 10", "award fixed 8", "forfeit"]),
    ("参保率、续保率每下降1个百分点各扣0.5分。", ["deduct per_unit 0.5 /1百分点 @参保率,续保率"]),
    ("每迟到、早退一次扣0.1分。", ["deduct per_unit 0.1 /1次"]),
]

EXAMPLES = [
    *SPLIT_AMOUNTS,
    *RESPECTIVELY,
    *EACH,
    *FURTHER_LISTS,
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_coordinate_amounts(reads, example):
    reads(*example)
