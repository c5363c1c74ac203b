"""Numbers and words that must not be taken for amounts, units, bounds or consequences."""

import pytest

NUMBERS = [
    ("12345热线办理不力的，每件扣0.5分。", ["deduct per_unit 0.5 /1件"]),
    ("12369举报未处理的扣1分。", ["deduct fixed 1"]),
    ("110联动不及时的，每起扣0.5分。", ["deduct per_unit 0.5 /1起"]),
    ("PM2.5年均浓度未达标的扣2分。", ["deduct fixed 2"]),
    ("PM10、PM2.5数据漏报扣1分。", ["deduct fixed 1"]),
    ("未执行住建部令2023年第2号的扣1分。", ["deduct fixed 1"]),
    ("未落实县政发〔2011〕168号文件的扣1分。", ["deduct fixed 1"]),
    ("“十四五”规划未编制的扣2分。", ["deduct fixed 2"]),
    ("十四五规划中期评估未开展的扣2分。", ["deduct fixed 2"]),
    ("未执行三同时制度的，每家扣1分。", ["deduct per_unit 1 /1家"]),
    ("未落实“六个百分之百”的，每个扣0.5分。", ["deduct per_unit 0.5 /1个"]),
    ("扬尘管控六个百分之百不到位的扣1分。", ["deduct fixed 1"]),
    ("五水共治工作未推进的扣1分。", ["deduct fixed 1"]),
    ("“双随机”抽查未公开的扣1分。", ["deduct fixed 1"]),
    ("24小时值班制度不落实的扣1分。", ["deduct fixed 1"]),
    ("6月5日环境日活动未开展的扣1分。", ["deduct fixed 1"]),
    ("12月底前未完成的扣1分。", ["deduct fixed 1"]),
    ("第二轮巡察问题未销号的，每个扣1分。", ["deduct per_unit 1 /1个"]),
    ("“一岗双责”不落实的扣1分。", ["deduct fixed 1"]),
    ("未学习党的二十大精神的扣1分。", ["deduct fixed 1"]),
    ("“三会一课”记录不全的，每次扣0.2分。", ["deduct per_unit 0.2 /1次"]),
    ("上午9时前未报送舆情的，每次扣0.1分。", ["deduct per_unit 0.1 /1次"]),
    ("4A级景区创建未启动的扣1分。", ["deduct fixed 1"]),
    ("2023-2025年三年行动方案未印发的扣1分。", ["deduct fixed 1"]),
    ("5G基站建设任务未完成的扣1分。", ["deduct fixed 1"]),
    ("第一书记未到岗的，每人扣0.5分。", ["deduct per_unit 0.5 /1人"]),
    ("一把手未履行第一责任人职责的扣1分。", ["deduct fixed 1"]),
    ("最多跑一次改革未落实的扣1分。", ["deduct fixed 1"]),
    ("GB/T19001标准未执行的扣1分。", ["deduct fixed 1"]),
    ("四好农村路建设滞后的扣1分。", ["deduct fixed 1"]),
]

TITLES = [
    ("未执行《驾驶证记满12分管理办法》的扣1分。", ["deduct fixed 1"]),
    ("未落实《每季扣分通报制度》的扣0.5分。", ["deduct fixed 0.5"]),
    ("《2023年工作要点》未分解的扣1分。", ["deduct fixed 1"]),
    ("《安全生产法》宣传每少一次扣0.2分。", ["deduct per_unit 0.2 /1次"]),
]

NOUNS = [
    ("评分标准未公开的扣1分。", ["deduct fixed 1"]),
    ("加分项材料未上报的扣0.5分。", ["deduct fixed 0.5"]),
    ("年度得分未公示的扣1分。", ["deduct fixed 1"]),
    ("扣分情况未反馈的扣0.5分。", ["deduct fixed 0.5"]),
    ("评分弄虚作假的扣1分。", ["deduct fixed 1"]),
    ("部分单位未整改到位的扣1分。", ["deduct fixed 1"]),
    ("论证不充分的扣0.5分。", ["deduct fixed 0.5"]),
    ("目标任务未分解的扣1分。", ["deduct fixed 1"]),
    ("垃圾未分类投放的扣1分。", ["deduct fixed 1"]),
    ("分管领导未参会的扣0.5分。", ["deduct fixed 0.5"]),
    ("实行百分制，未组织测评的扣1分。", ["deduct fixed 1"]),
    ("扣除物业费用后未公示的扣1分。", ["deduct fixed 1"]),
    ("违规扣押车辆的，每次扣1分。", ["deduct per_unit 1 /1次"]),
    ("未代扣代缴税款的，每笔扣0.5分。", ["deduct per_unit 0.5 /1笔"]),
    ("克扣工资被查实的，每起扣1分。", ["deduct per_unit 1 /1起"]),
    ("水资源分配方案未报批的扣1分。", ["deduct fixed 1"]),
    ("十分不重视、部署不到位的扣1分。", ["deduct fixed 1"]),
]

NO_RULES = [
    "考核得分由办公室汇总。",
    "本项考核实行百分制。",
    "扣除人工费用后据实结算。",
    "部门分工明确，任务分解到位。",
    "PM2.5和PM10监测数据以省站为准。",
    "加分项由考核领导小组认定。",
    "扣分项和加分项分别公示。",
    "依法查封、扣押涉案财物。",
    "按照县政发〔2023〕15号文件执行分管责任。",
    "12345热线24小时有人值守。",
]

NAMES = [
    ("“扫黄打非”进基层未落实的扣1分。", ["deduct fixed 1"]),
    ("“七五”普法规划未实施的扣1分。", ["deduct fixed 1"]),
    ("未在每月5日前报送报表的，每次扣0.2分。", ["deduct per_unit 0.2 /1次"]),
    ("110处警超过5分钟的，每次扣0.2分。", ["deduct per_unit 0.2 /1次 >5分钟"]),
    ("“1+3+N”网格体系未建立的扣1分。", ["deduct fixed 1"]),
    ("S301省道沿线绿化未达标的扣1分。", ["deduct fixed 1"]),
    ("8小时工作时间外值班脱岗的，每次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("第三方测评未参加的扣2分。", ["deduct fixed 2"]),
    ("两法衔接机制未落实的扣0.5分。", ["deduct fixed 0.5"]),
    ("部分乡镇分管领导分工不明的扣0.5分。", ["deduct fixed 0.5"]),
    ("7×24小时应急值守不到位的扣1分。", ["deduct fixed 1"]),
    ("“两新”组织党组织未覆盖的，每个扣0.2分。", ["deduct per_unit 0.2 /1个"]),
    ("Ⅲ类水质断面未达标的，每个扣1分。", ["deduct per_unit 1 /1个"]),
    ("扣押物品未登记造册的每件扣0.1分。", ["deduct per_unit 0.1 /1件"]),
    ("未按时足额扣缴社保费的，每户扣0.2分。", ["deduct per_unit 0.2 /1户"]),
    ("加分项目未经审核的不予认定。", []),
    ("评分采取百分制，按得分高低排名。", []),
]

LIKE_VETOES = [
    ("被撤销文明单位称号的，扣2分。", ["deduct fixed 2"]),
    ("年度考核不合格的，扣3分。", ["deduct fixed 3"]),
    ("被评为基本称职的，每人扣0.5分。", ["deduct per_unit 0.5 /1人"]),
    ("被上级取消评先资格的，扣5分。", ["deduct fixed 5"]),
    ("被一票否决的，扣10分。", ["deduct fixed 10"]),
    ("抽检不合格的，每批次扣1分。", ["deduct per_unit 1 /1批次"]),
    ("验收不达标的不得分。", ["forfeit"]),
]

LIKE_VERBS = [
    ("被上级考核扣分的，每次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("违规扣发工资的，每人扣0.2分。", ["deduct per_unit 0.2 /1人"]),
    ("不得迟报，迟报一次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("走访不得少于3次，少一次扣0.2分。", ["deduct per_unit 0.2 /1次 <3次"]),
    ("取得专利证书的，每件加0.5分。", ["bonus per_unit 0.5 /1件"]),
    ("未登记1户扣0.2分。", ["deduct per_unit 0.2 /1户"]),
    ("党委书记未部署的扣1分。", ["deduct fixed 1"]),
    ("每加装1部电梯加0.5分。", ["bonus per_unit 0.5 /1部"]),
    ("事故每减少1起加0.5分。", ["bonus per_unit 0.5 /1起"]),
    ("每减排1吨加0.1分。", ["bonus per_unit 0.1 /1吨"]),
    ("获一等奖加3分，获二等奖加2分。", ["bonus fixed 3", "bonus fixed 2"]),
    ("接警后30分钟内未到场的扣0.5分。", ["deduct fixed 0.5"]),
    ("省考核中每被扣1分，扣0.5分。", ["deduct per_unit 0.5 /1分"]),
    ("统计台账不全的扣1分。", ["deduct fixed 1"]),
    ("未参加2023年度培训的扣1分。", ["deduct fixed 1"]),
    ("会计核算不规范的扣0.5分。", ["deduct fixed 0.5"]),
    ("未按要求减免租金的，每户扣0.1分。", ["deduct per_unit 0.1 /1户"]),
]

ORDINALS_AND_DATES = [
    ("前三季度未完成任务的扣1分。", ["deduct fixed 1"]),
    ("第1季度未报送计划的扣0.5分。", ["deduct fixed 0.5"]),
    ("1-3月份未开展排查的扣0.5分。", ["deduct fixed 0.5"]),
    ("第二次常委会要求未落实的扣1分。", ["deduct fixed 1"]),
    ("12月31日前完成的得2分，次年1月完成的得1分。", ["award fixed 2", "award fixed 1"]),
    ("受到处分的一次性扣5分。", ["deduct fixed 5"]),
    ("未佩戴工牌一律扣0.5分。", ["deduct fixed 0.5"]),
    ("首次违反扣1分，再次违反扣2分。", ["deduct fixed 1", "deduct fixed 2"]),
]

EVERYDAY_NAMES = [
    ("“一站式”服务大厅未建成的扣1分。", ["deduct fixed 1"]),
    ("“三线一单”管控要求未落实的扣1分。", ["deduct fixed 1"]),
    ("“四风”问题被查处的，每起扣2分。", ["deduct per_unit 2 /1起"]),
    ("“5·12”防灾减灾日宣传未开展的扣0.5分。", ["deduct fixed 0.5"]),
    ("“3·15”活动未组织的扣0.5分。", ["deduct fixed 0.5"]),
    ("“119”消防宣传月未开展活动的扣0.5分。", ["deduct fixed 0.5"]),
    ("12315投诉举报未按期处理的，每件扣0.2分。", ["deduct per_unit 0.2 /1件"]),
    ("G60高速沿线广告未清理的，每块扣0.2分。", ["deduct per_unit 0.2 /1块"]),
    ("第三轮土地承包试点未完成的扣1分。", ["deduct fixed 1"]),
    ("（皖政办〔2022〕5号）文件要求未落实的扣1分。", ["deduct fixed 1"]),
    ("未按2025年1号文件要求部署的扣1分。", ["deduct fixed 1"]),
    ("未在7个工作日内办结的，每件扣0.1分。", ["deduct per_unit 0.1 /1件"]),
    ("“双百行动”未完成的扣1分。", ["deduct fixed 1"]),
    ("分类得分低的部分单位未约谈的扣0.5分。", ["deduct fixed 0.5"]),
    ("考核得分、扣分情况未在3日内公示的扣0.5分。", ["deduct fixed 0.5"]),
    ("一般工业固废未入库的，每吨扣0.01分。", ["deduct per_unit 0.01 /1吨"]),
    ("一、二级保护区内违建未清理的，每处扣1分。", ["deduct per_unit 1 /1处"]),
    ("三甲医院创建未启动的扣1分。", ["deduct fixed 1"]),
    ("十五分钟生活圈未建成的扣1分。", ["deduct fixed 1"]),
    ("一日一巡制度未落实的扣0.5分。", ["deduct fixed 0.5"]),
]

EXAMPLES = [
    *NUMBERS,
    *TITLES,
    *NOUNS,
    *NAMES,
    *LIKE_VETOES,
    *LIKE_VERBS,
    *ORDINALS_AND_DATES,
    *EVERYDAY_NAMES,
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_decoys_leave_the_rule_alone(reads, example):
    reads(*example)


@pytest.mark.parametrize("text", NO_RULES)
def test_decoys_alone_are_no_rule(reads, text):
    reads(text, [])
