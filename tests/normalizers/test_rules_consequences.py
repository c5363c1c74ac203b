"""One rule for each consequence; effects and verbs; what speaks of points without being a rule; references."""

import pytest

# The text, its rules, its caps.
ONE_RULE_PER_CONSEQUENCE = [
    ("未按时交账的不得分，并取消评先资格。", ["forfeit", "veto '取消评先资格'"]),
    ("瞒报事故的，取消评先资格，并严肃追究责任。", ["veto"]),
    ("考核失实的，视为未通过年度考核，取消评先资格。", ["veto"]),
    ("发生较大火灾的扣5分，并通报批评。", ["deduct fixed 5"]),
    ("未签责任书扣1分，未分解任务扣2分。", ["deduct fixed 1 '未签责任书'", "deduct fixed 2 '未分解任务'"]),
    ("弄虚作假的，本项不得分，并扣2分。", ["forfeit", "deduct fixed 2"]),
    ("发生亡人火灾的，除本项不得分外，另扣10分。", ["forfeit", "deduct fixed 10"]),
    ("材料齐全得1分，不全得0.5分，没有材料不得分。", ["award fixed 1", "award fixed 0.5", "forfeit"]),
    ("未建河长公示牌扣1分；巡河记录造假扣3分。", ["deduct fixed 1", "deduct fixed 3"]),
    ("获省级表彰加2分，获市级表彰加1分。", ["bonus fixed 2", "bonus fixed 1"]),
    (
        "支部书记未讲党课的扣0.5分，未开展主题党日的扣0.5分，未按期换届的扣1分。",
        ["deduct fixed 0.5 '讲党课'", "deduct fixed 0.5 '主题党日'", "deduct fixed 1 '换届'"],
    ),
]

VERBS = [
    ("未悬挂警示标志的减1分。", ["deduct fixed 1"]),
    ("未配备灭火器的扣减0.5分。", ["deduct fixed 0.5"]),
    ("未组织学习的扣除2分。", ["deduct fixed 2"]),
    ("虚报数据的倒扣3分。", ["deduct fixed 3"]),
    ("逾期未缴的扣罚1分。", ["deduct fixed 1"]),
    ("编制应急预案的得2分。", ["award fixed 2"]),
    ("建立健全台账的计1分。", ["award fixed 1"]),
    ("完成整改任务的记3分。", ["award fixed 3"]),
    ("机构健全的赋2分。", ["award fixed 2"]),
    ("资料完整的给1分。", ["award fixed 1"]),
    ("获评全国文明村镇的加3分。", ["bonus fixed 3"]),
    ("承办省级现场会的奖励2分。", ["bonus fixed 2"]),
    ("经验被推广的奖1分。", ["bonus fixed 1"]),
    ("超额完成任务的另加0.5分。", ["bonus fixed 0.5"]),
    ("未开展自评的得0分。", ["forfeit"]),
    ("数据缺失的计0分。", ["forfeit"]),
    ("无故缺考的记0分。", ["forfeit"]),
    ("未参加测评的，该项为0分。", ["forfeit"]),
    ("未提供佐证材料的不计分。", ["forfeit"]),
    ("无正当理由不参会的不给分。", ["forfeit"]),
    ("未落实包保责任的此项不得分。", ["forfeit"]),
    ("辖区内没有矿山的不扣分。", ["exempt"]),
    ("主动报告并及时整改的免扣分。", ["exempt"]),
    ("发生重大生产安全事故的，一票否决。", ["veto"]),
    ("发生失泄密事件的，取消评优评先资格。", ["veto"]),
    ("班子成员被立案查处的，不得评为优秀。", ["veto"]),
    ("发生重大食品安全事故的，年度考核定为不合格。", ["veto"]),
    ("因履职不力被问责的，考核结果降一个等次。", ["veto"]),
    ("拒不整改的，考核不合格。", ["veto"]),
]

NO_RULES = [
    ("每起扣1分，不重复扣分。", ["deduct per_unit 1 /1起"]),
    ("获国家级表彰加2分，省级加1分，同一事项取最高分。", ["bonus fixed 2", "bonus fixed 1"]),
    ("被通报一次扣1分，同一问题按一次计。", ["deduct per_unit 1 /1次"]),
    ("未办理行政处罚案件的扣1分（无线索的除外）。", ["deduct fixed 1"]),
    ("志愿服务成效显著加分，市级加0.5分，省级加1分。", ["bonus fixed 0.5", "bonus fixed 1"]),
    ("未按时报送扣分，迟报扣0.5分，漏报扣1分。", ["deduct fixed 0.5 '迟报'", "deduct fixed 1 '漏报'"]),
    ("达标率＝达标户数÷总户数×100%。达标率低于90%扣1分。", ["deduct fixed 1 <90% '达标率低于90%'"]),
    ("未完成统计任务的扣1分，以市统计局数据为准。", ["deduct fixed 1"]),
    ("制度建设（3分）：未建立值班制度的扣1分。", ["deduct fixed 1 '值班制度'"]),
    ("一、组织领导\n未成立领导小组的扣2分。", ["deduct fixed 2 '领导小组'"]),
    ("以现场查看资料为准。", []),
    ("考核结果由县考核办汇总并公布。", []),
]

IN_BRACKETS = [
    ("每起扣1分（主动整改的可只扣0.5分）。", ["deduct per_unit 1 /1起", "deduct fixed 0.5 '可只扣'"]),
    (
        "一家企业未申报扣1分（被省级通报的，一家扣3分）。",
        ["deduct per_unit 1 /1家 '未申报'", "deduct per_unit 3 /1家 '被省级通报'"],
    ),
    ("未开展巡查的扣1分（辖区无河道的不扣分）。", ["deduct fixed 1", "exempt '不扣分'"]),
    ("完成验收的得2分（延期完成的得1分）。", ["award fixed 2", "award fixed 1 '延期'"]),
]

OTHERWISE = [
    ("每建成一个示范点得0.5分，否则不得分。", ["award per_unit 0.5 /1个", "forfeit '否则不得分'"]),
    ("按时上报方案得1分，否则不得分。", ["award fixed 1", "forfeit"]),
    ("通过复核验收得3分，否则得0分。", ["award fixed 3", "forfeit"]),
    ("当年入库得2分，否则扣1分。", ["award fixed 2", "deduct fixed 1"]),
]

REFERENCES = [
    ("根据《全县信访工作考核办法》考核。", ["refer"]),
    ("按照《消防安全责任制考评细则》评分。", ["refer"]),
    ("按照省公安厅关于执法规范化建设相关要求考核。", ["refer"]),
    ("根据日常工作开展情况考核，未报送信息的扣0.5分。", ["deduct fixed 0.5"]),
    ("根据年度培训计划的实施情况考核。未开展培训的扣1分。", ["deduct fixed 1"]),
    ("未开展巡查扣1分。", ["deduct fixed 1"]),
    ("违规抵押扣2分，未抽查扣0.5分。", ["deduct fixed 2", "deduct fixed 0.5"]),
    ("根据政务公开实际情况考核，扣0.25分。", ["deduct fixed 0.25"]),
]

FURTHER_EFFECTS = [
    ("对工作推诿的部门减2分，情节严重的取消年度评优资格。", ["deduct fixed 2", "veto"]),
    ("未通过验收的，本项计零分。", ["forfeit"]),
    ("弄虚作假的，该项按0分计。", ["forfeit"]),
    ("发生重大负面舆情的，年度考核不得评为优秀等次。", ["veto"]),
    ("班子成员受到党纪处分的，年度考核直接评定为不合格等次。", ["veto"]),
    ("实行平安建设“一票否决”。", ["veto"]),
    ("被省级以上表彰的，每项奖励1分，同一奖项不重复计分。", ["bonus per_unit 1 /1项"]),
    ("没有信访任务的单位不扣分。", ["exempt"]),
    ("无故不参加的，不给分，并倒扣1分。", ["forfeit", "deduct fixed 1"]),
    ("达标的记2分，基本达标的记1分，不达标的记0分。", ["award fixed 2", "award fixed 1", "forfeit"]),
    ("工作有创新的另加1分，受到推广的再加1分。", ["bonus fixed 1", "bonus fixed 1"]),
    ("依据《食品安全工作评议考核办法》打分。", ["refer"]),
    ("因不可抗力未完成的不扣分。", ["exempt"]),
    ("及时纠正的不予扣分。", ["exempt"]),
    ("主动上报的可免扣。", ["exempt"]),
    ("逾期报送的一律不得分。", ["forfeit"]),
    ("资料造假的不予计分。", ["forfeit"]),
    ("拒不配合的，本项得零分。", ["forfeit"]),
    ("未开展创建的，以上各项均不得分。", ["forfeit"]),
    ("获奖的每项加1分，不重复加分。", ["bonus per_unit 1 /1项"]),
    ("被通报一次扣1分，就高不就低。", ["deduct per_unit 1 /1次"]),
    ("省级加2分，市级加1分，同一事项按最高分计。", ["bonus fixed 2", "bonus fixed 1"]),
    ("每起扣1分，同一案件不累计扣分。", ["deduct per_unit 1 /1起"]),
    ("满分5分，每少1次扣1分。", ["deduct per_unit 1 /1次"]),
]

FURTHER_REFERENCES = [
    ("按照市委组织部有关要求考核。", ["refer"]),
    ("对照《平安建设考核细则》计分。", ["refer"]),
    ("按照《督查考核办法》规定，每次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    ("根据《通报》情况，被点名批评的扣1分。", ["deduct fixed 1"]),
    ("参照市级平台扣分值同等扣分。", ["deduct by_reference"]),
    ("按市对县考核扣分的20%扣分。", ["deduct by_reference x0.2"]),
]

EVERYDAY_TEXTS = [
    (
        "未完成的不得分，完成但质量不高的扣0.5分，弄虚作假的扣2分并取消评优资格。",
        ["forfeit", "deduct fixed 0.5", "deduct fixed 2", "veto"],
    ),
    ("经费未落实的，扣2分；落实不足额的，扣1分。", ["deduct fixed 2", "deduct fixed 1"]),
    (
        "已建成并投入使用的得3分，已建成未投入使用的得2分，在建的得1分，未开工的不得分。",
        ["award fixed 3", "award fixed 2", "award fixed 1", "forfeit"],
    ),
    ("党组书记未述职扣1分，班子成员未述职的每人扣0.5分。", ["deduct fixed 1", "deduct per_unit 0.5 /1人"]),
    ("未设置举报箱、未公布举报电话的，扣0.5分。", ["deduct fixed 0.5"]),
    ("本年度无新增隐性债务的得5分，新增隐性债务的不得分。", ["award fixed 5", "forfeit"]),
    (
        "受到国务院表彰的，加5分；受到省政府表彰的，加3分；受到市政府表彰的，加1分。",
        ["bonus fixed 5", "bonus fixed 3", "bonus fixed 1"],
    ),
    (
        "工作经验在国家级媒体刊发的每篇加1分，在省级媒体刊发的每篇加0.5分，同一稿件不重复加分。",
        ["bonus per_unit 1 /1篇", "bonus per_unit 0.5 /1篇"],
    ),
    ("党员档案不完整的扣0.1分/份。", ["deduct per_unit 0.1 /1份"]),
    ("该项工作由第三方评估，得分折算计入。", []),
    ("查看文件、会议记录、影像资料，缺1项扣0.5分。", ["deduct per_unit 0.5 /1项"]),
    ("未通过市级复审的，责令限期整改，并扣2分。", ["deduct fixed 2"]),
    ("上述工作未开展的不得分，开展不力的酌情扣分。", ["forfeit", "deduct discretionary"]),
    (
        "年内未发生生产安全事故的得满分，发生一般事故的每起扣2分，发生较大事故的不得分。",
        ["award full", "deduct per_unit 2 /1起", "forfeit"],
    ),
    ("未落实“一企一策”的，每家扣0.5分。", ["deduct per_unit 0.5 /1家"]),
    ("接待群众态度生硬被投诉查实的，发现一次扣0.5分。", ["deduct per_unit 0.5 /1次"]),
    (
        "经费投入较上年增加的，得1分；持平的，得0.5分；减少的，不得分。",
        ["award fixed 1", "award fixed 0.5", "forfeit"],
    ),
    (
        "未按要求配备的，发现一处扣一分，扣完本项得分为止。",
        ["deduct per_unit 1 /1处"],
        ["deduct item_score [1]"],
    ),
]

EXAMPLES = [
    *ONE_RULE_PER_CONSEQUENCE,
    *VERBS,
    *NO_RULES,
    *IN_BRACKETS,
    *OTHERWISE,
    *REFERENCES,
    *FURTHER_EFFECTS,
    *FURTHER_REFERENCES,
    *EVERYDAY_TEXTS,
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_consequences(reads, example):
    reads(*example)
