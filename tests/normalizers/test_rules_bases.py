"""Bases other than a fixed amount or a counted unit."""

import pytest

PROPORTIONAL = [
    ("年度任务按完成率得分。", ["award proportional"]),
    ("未完成年度任务的，按比例扣分。", ["deduct proportional"]),
    ("按任务完成比例得分，满分为2分。", ["award proportional 2"]),
    ("造林任务按完成率计分，上限1分。", ["award proportional 1"]),
    ("按与80%的完成比例计分。", ["award proportional"]),
    ("其余名次按线性内插法赋分。", ["award proportional"]),
    ("医保参保按完成百分率计分，满分为3分。", ["award proportional 3"]),
    ("参训率未达100%的按完成比例得分。", ["award proportional <100%"]),
    ("处置率90%-95%的，按比例扣分。", ["deduct proportional 90..95%"]),
    ("出栏率在90%与100%之间按比例扣分。", ["deduct proportional 90..100%"]),
    ("覆盖率未达100%的，按差值扣分，每少1%扣0.02分。", ["deduct per_unit 0.02 /1% <100%"]),
    ("按比例扣分，设施正常运行率每降低5%扣1分。", ["deduct per_unit 1 /5%"]),
]

DISCRETIONARY = [
    ("根据台账质量扣0-0.5分。", ["deduct discretionary 0-0.5"]),
    ("总结材料质量不高的，酌情扣1-3分。", ["deduct discretionary 1-3"]),
    ("宣传氛围不浓的酌情扣分。", ["deduct discretionary"]),
    ("工作推进不力的，视情节扣0.5～2分。", ["deduct discretionary 0.5-2"]),
    ("造成不良影响的，扣1至5分。", ["deduct discretionary 1-5"]),
    ("工作有创新的，视情加1—3分。", ["bonus discretionary 1-3"]),
    ("根据现场检查情况得0～4分。", ["award discretionary 0-4"]),
]

OF_THE_MARK = [
    ("全部完成的得满分。", ["award full"]),
    ("群众满意度90%以上得满分。", ["award full >=90%"]),
    ("没有征迁任务的得满分。", ["award full"]),
    ("未按期整改的，扣该项分值的50%。", ["deduct share x0.5"]),
    ("逾期完成的，扣本项分值的30%。", ["deduct share x0.3"]),
    ("基本完成的得一半分。", ["award share x0.5"]),
    ("按期开工的，得该项分值的80%。", ["award share x0.8"]),
]

OF_ANOTHER_RULE = [
    ("未按时上报每次扣1分，当天补报的减半扣分。", ["deduct per_unit 1 /1次", "deduct multiple x0.5"]),
    ("被曝光一次扣1分，重复发生的加倍扣分。", ["deduct per_unit 1 /1次", "deduct multiple x2"]),
    ("每件扣0.5分，重复信访的加扣一倍。", ["deduct per_unit 0.5 /1件", "deduct multiple x2"]),
    ("每起扣2分，瞒报的按三倍扣分。", ["deduct per_unit 2 /1起", "deduct multiple x3"]),
]

ELSEWHERE = [
    ("被市平台扣分的，按照平台扣分分值等量扣分。", ["deduct by_reference"]),
    ("自查发现的，按规定标准的25%计扣。", ["deduct by_reference x0.25"]),
    ("达标率在60%以上的，得分=70×达标率-63。", ["award formula >=60%"]),
    ("得分=实际完成数÷目标数×5。", ["award formula"]),
]

FURTHER_BASES = [
    ("按期完成的得满分，逾期完成的得该项分值的一半。", ["award full", "award share x0.5"]),
    ("未落实的，扣该项50%分值。", ["deduct share x0.5"]),
    ("发现问题未整改的加倍扣分。", ["deduct multiple x2"]),
    ("瞒报、谎报的双倍扣分。", ["deduct multiple x2"]),
    ("被国家级媒体曝光的三倍扣分。", ["deduct multiple x3"]),
    ("自行发现并整改的减半扣分。", ["deduct multiple x0.5"]),
    ("未完成的按未完成比例扣分。", ["deduct proportional"]),
    ("按实际完成数占目标数的比例计分。", ["award proportional"]),
    ("工作被动应付的，酌情扣0.5-1分。", ["deduct discretionary 0.5-1"]),
    ("档案整理不规范的扣0.1～0.5分。", ["deduct discretionary 0.1-0.5"]),
    ("领导重视程度由考核组评定，得0-3分。", ["award discretionary 0-3"]),
    ("得分＝实际接种人数/应接种人数×5。", ["award formula"]),
    ("该项得分=完成率×10分。", ["award formula"]),
    ("按照市考核扣分的50%计扣。", ["deduct by_reference x0.5"]),
    (
        "完成率90%以上得满分，每低1%扣0.1分，低于60%不得分。",
        ["award full >=90%", "deduct per_unit 0.1 /1% <90%", "forfeit <60%"],
    ),
    ("未达到目标的，按实际完成比例计分，满分5分。", ["award proportional 5"]),
    ("其他情况按线性插值法计分。", ["award proportional"]),
    ("全面完成的得满分，未完成的不得分。", ["award full", "forfeit"]),
    ("未整改的在总分中扣2分。", ["deduct fixed 2"]),
    ("发生泄密的从总分中扣除5分。", ["deduct fixed 5"]),
    ("被曝光的扣当月考核分1分。", ["deduct fixed 1"]),
    ("推广经验的加分0.5分。", ["bonus fixed 0.5"]),
    ("全部建成的得分3分，部分建成的得分1分。", ["award fixed 3", "award fixed 1"]),
    ("仅完成立项的只得0.5分。", ["award fixed 0.5"]),
    ("未达标的减分1分。", ["deduct fixed 1"]),
    ("工作有亮点的酌情加0.5-1分。", ["bonus discretionary 0.5-1"]),
    ("评为A级的得3分，评为B级的得2分，评为C级的不得分。", ["award fixed 3", "award fixed 2", "forfeit"]),
    ("未组织开展的，本项分值全扣。", ["deduct full"]),
]

EXAMPLES = [
    *PROPORTIONAL,
    *DISCRETIONARY,
    *OF_THE_MARK,
    *OF_ANOTHER_RULE,
    *ELSEWHERE,
    *FURTHER_BASES,
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_bases(reads, example):
    reads(*example)
