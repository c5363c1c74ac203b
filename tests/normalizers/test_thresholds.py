"""Bounds under which a consequence holds, and numbers that are none."""

import pytest

COMPARATORS = [
    ("合格率低于90%扣1分。", ["deduct fixed 1 <90%"]),
    ("安装率未达到100%的扣1分。", ["deduct fixed 1 <100%"]),
    ("接种率未达95%的扣2分。", ["deduct fixed 2 <95%"]),
    ("得票率不足60%的扣1分。", ["deduct fixed 1 <60%"]),
    ("知晓率80%以上得2分。", ["award fixed 2 >=80%"]),
    ("参保率达到80%的得2分。", ["award fixed 2 >=80%"]),
    ("办结率不低于95%的得1分。", ["award fixed 1 >=95%"]),
    ("开展督查不少于12次得1分。", ["award fixed 1 >=12次"]),
    ("抽检不合格率高于5%扣1分。", ["deduct fixed 1 >5%"]),
    ("被投诉超过3次的扣1分。", ["deduct fixed 1 >3次"]),
    ("新增就业增加50人以上的加1分。", ["bonus fixed 1 >=50人"]),
    ("被通报3次及以上的不得分。", ["forfeit >=3次"]),
    ("能耗增幅≤0的不得分。", ["forfeit <=0"]),
    ("测评得分≥90分的得3分。", ["award fixed 3 >=90分"]),
    ("上访量＞10批次的扣2分。", ["deduct fixed 2 >10批次"]),
    ("知晓率60%以下的扣2分。", ["deduct fixed 2 <=60%"]),
    ("公文差错率控制在5%以内的得1分。", ["award fixed 1 <=5%"]),
    ("火灾起数为0加0.5分。", ["bonus fixed 0.5 =0"]),
    ("等于或高于95%的不扣分。", ["exempt >=95%"]),
    ("检查发现3处以上积存垃圾的扣2分。", ["deduct fixed 2 >=3处"]),
]

RANGES = [
    ("排名较上年下降1-5位的扣0.3分。", ["deduct fixed 0.3 1..5位"]),
    ("完成率90%-95%的得1分。", ["award fixed 1 90..95%"]),
    ("群众测评80至89分的得2分。", ["award fixed 2 80..89分"]),
    ("80%≤完成率＜100%的得1分。", ["award fixed 1 >=80% <100%"]),
    ("满意度60%以上不足80%的扣1分。", ["deduct fixed 1 >=60% <80%"]),
    ("合格率低于85％和90％的，每下降2％扣0．1分。", ["deduct per_unit 0.1 /2% <85% <90%"]),
    ("覆盖率70%～80%得2分，80%以上得3分。", ["award fixed 2 70..80%", "award fixed 3 >=80%"]),
]

RANKS = [
    ("全市排名前10位的加1分。", ["bonus fixed 1 <=10位"]),
    ("季度考评后3位的扣1分。", ["deduct fixed 1 <=3位^"]),
    ("考核列第1名的加3分。", ["bonus fixed 3 =1名"]),
    ("考核列第2-5名的加2分。", ["bonus fixed 2 2..5名"]),
    ("全县倒数第1名扣2分。", ["deduct fixed 2 =1名^"]),
    ("连片考核末两位的扣1分。", ["deduct fixed 1 <=2位^"]),
    ("位列全省前三名的加2分。", ["bonus fixed 2 <=3名"]),
    ("暗访排名倒数第1名扣3分，倒数第2名扣2分。", ["deduct fixed 3 =1名^", "deduct fixed 2 =2名^"]),
]

SHORTFALLS = [
    ("至少报送信息10篇，少一篇扣0.2分。", ["deduct per_unit 0.2 /1篇 <10篇"]),
    ("每年专题研究工作两次，少一次扣0.5分。", ["deduct per_unit 0.5 /1次 <2次"]),
    ("每季度走访不少于4次，每少1次扣0.25分。", ["deduct per_unit 0.25 /1次 <4次"]),
    ("网站测评不低于70分，每少5分扣0.1分。", ["deduct per_unit 0.1 /5分 <70分"]),
    ("全年报送调研报告十篇，每少一篇扣0.2分。", ["deduct per_unit 0.2 /1篇 <10篇"]),
    ("全年接待量不超过5批次，每超1批次扣0.5分。", ["deduct per_unit 0.5 /1批次 >5批次"]),
    ("差错率控制在1%以内，每超0.1个百分点扣0.2分。", ["deduct per_unit 0.2 /0.1百分点 >1%"]),
    ("达到80%的得2分；低于80%的，按比例得分。", ["award fixed 2 >=80%", "award proportional <80%"]),
    ("回访率低于95%的，每低1个百分点扣0.1分。", ["deduct per_unit 0.1 /1百分点 <95%"]),
    ("每季度开展志愿活动超过2次的，每多1次加0.1分。", ["bonus per_unit 0.1 /1次 >2次"]),
    ("开展至少一次消防演练，未开展扣1分。", ["deduct fixed 1 <1次"]),
    ("生态考核占比达20%以上，未完成扣0.5分。", ["deduct fixed 0.5 <20%"]),
    ("每2个月开展夜查，少一次扣0.4分。", ["deduct per_unit 0.4 /1次"]),
    ("抽查合格率每下降2%扣0.1分。", ["deduct per_unit 0.1 /2%"]),
]

NEGATED = [
    ("达到90%得2分，否则不得分。", ["award fixed 2 >=90%", "forfeit <90%"]),
    ("整改率要求达到100%，未达到的扣2分。", ["deduct fixed 2 <100%"]),
    (
        "建档率达到80%得1分，每高1个百分点加0.1分。",
        ["award fixed 1 >=80%", "bonus per_unit 0.1 /1百分点 >=80%"],
    ),
    (
        "达到95%得3分，每低1个百分点扣0.5分。",
        ["award fixed 3 >=95%", "deduct per_unit 0.5 /1百分点 <95%"],
    ),
    ("回收率90%以上不扣分，低于90%扣1分。", ["exempt >=90%", "deduct fixed 1 <90%"]),
]

KINDS_OF_MEASURE = [
    ("设施停运10天以上的扣2分。", ["deduct fixed 2 >=10天"]),
    ("引进1亿元以上项目的加3分。", ["bonus fixed 3 >=1亿元"]),
    ("死亡1人扣5分，死亡2人扣12分。", ["deduct fixed 5 =1人", "deduct fixed 12 =2人"]),
    ("缺报1次扣1分，缺报2次扣3分。", ["deduct fixed 1 =1次", "deduct fixed 3 =2次"]),
    ("信访量低于去年同期10%及以上的加1分。", ["bonus fixed 1 >=10%"]),
    ("事故起数同比下降10%以上加1分。", ["bonus fixed 1 >=10%"]),
    ("未完成村庄总数70%的整治任务扣1分。", ["deduct fixed 1 <70%"]),
    ("改造任务量的100%以上未完成扣1分。", ["deduct fixed 1 <100%"]),
    ("引进5000万元以上项目，每个加1分。", ["bonus per_unit 1 /1个 >=5000万元"]),
]

REACH = [
    ("办结率低于90%的扣1分，并取消评先资格。", ["deduct fixed 1 <90%", "veto <90%"]),
    ("办结率低于90%的扣1分；未建台账扣1分。", ["deduct fixed 1 <90%", "deduct fixed 1"]),
    ("办结率低于90%扣1分，低于80%扣2分。", ["deduct fixed 1 <90%", "deduct fixed 2 <80%"]),
]

NO_BOUNDS = [
    ("突发事件24小时内未上报的扣1分。", ["deduct fixed 1"]),
    ("方案印发后45天内未分解任务的扣1分。", ["deduct fixed 1"]),
    ("2023年6月底前未完成移民搬迁的扣2分。", ["deduct fixed 2"]),
    ("第二轮巡察反馈问题未整改的扣1分。", ["deduct fixed 1"]),
    ("5项重点工作未推进的扣1分。", ["deduct fixed 1"]),
    ("站点周边2公里内露天烧烤未取缔的扣1分。", ["deduct fixed 1"]),
    ("前3年遗留案件未清结的扣1分。", ["deduct fixed 1"]),
    ("用水量超过规定标准的扣1分。", ["deduct fixed 1"]),
    ("3月15日前未报送计划的扣0.5分。", ["deduct fixed 0.5"]),
]

EXAMPLES = [
    *COMPARATORS,
    *RANGES,
    *RANKS,
    *SHORTFALLS,
    *NEGATED,
    *KINDS_OF_MEASURE,
    *REACH,
    *NO_BOUNDS,
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_thresholds(reads, example):
    reads(*example)
