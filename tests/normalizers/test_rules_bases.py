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

EXAMPLES = [*PROPORTIONAL, *DISCRETIONARY, *OF_THE_MARK, *OF_ANOTHER_RULE, *ELSEWHERE]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_bases(reads, example):
    reads(*example)
