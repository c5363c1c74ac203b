"""Limits: their kinds and wordings, which rules they cover, periods, and those that a heading states."""

import pytest

WORDINGS = [
    ("每次扣1分，扣完为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次减1分，减完为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，扣满本项分值为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，不计负分。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，扣至0分为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，最高扣3分。", ["deduct per_unit 1 /1次"], ["deduct amount 3 [1]"]),
    ("每次扣1分，最多扣3分。", ["deduct per_unit 1 /1次"], ["deduct amount 3 [1]"]),
    ("每次扣1分，最多倒扣3分。", ["deduct per_unit 1 /1次"], ["deduct amount 3 [1]"]),
    ("每次扣1分，上限3分。", ["deduct per_unit 1 /1次"], ["deduct amount 3 [1]"]),
    ("每次扣1分，3分封顶。", ["deduct per_unit 1 /1次"], ["deduct amount 3 [1]"]),
    ("每次扣0.5分，累计不超过3分。", ["deduct per_unit 0.5 /1次"], ["deduct amount 3 [1]"]),
    ("每次扣0.5分，扣分不超过2分。", ["deduct per_unit 0.5 /1次"], ["deduct amount 2 [1]"]),
    ("每次扣0.5分，以2分为限。", ["deduct per_unit 0.5 /1次"], ["deduct amount 2 [1]"]),
    ("每次扣0.5分，限扣2分。", ["deduct per_unit 0.5 /1次"], ["deduct amount 2 [1]"]),
    ("每次扣0.5分，扣完2分为止。", ["deduct per_unit 0.5 /1次"], ["deduct amount 2 [1]"]),
    ("每篇加0.5分，最高加2分。", ["bonus per_unit 0.5 /1篇"], ["bonus amount 2 [1]"]),
    ("每篇加0.5分，加满2分为止。", ["bonus per_unit 0.5 /1篇"], ["bonus amount 2 [1]"]),
    ("每篇加0.5分，超过2分的按2分计。", ["bonus per_unit 0.5 /1篇"], ["bonus amount 2 [1]"]),
    ("每篇加0.5分，上不封顶。", ["bonus per_unit 0.5 /1篇"], ["bonus unlimited [1]"]),
    ("每场得0.5分，最高得3分。", ["award per_unit 0.5 /1场"], ["award amount 3 [1]"]),
    ("每场得0.5分，上限3分。", ["award per_unit 0.5 /1场"], ["award amount 3 [1]"]),
]

REACH = [
    (
        "未建台账扣1分；每少一次扣0.5分；扣完为止。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct item_score [1,2]"],
    ),
    (
        "1.未建台账扣1分。\n2.每少一次扣0.5分。扣完为止。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct item_score [1,2]"],
    ),
    (
        "每少一次扣1分，扣完为止；漏报扣1分；扣完为止。",
        ["deduct per_unit 1 /1次", "deduct fixed 1"],
        ["deduct item_score [1]", "deduct item_score [2]"],
    ),
    (
        "每次扣1分，扣完为止；没有河道的不扣分。",
        ["deduct per_unit 1 /1次", "exempt"],
        ["deduct item_score [1]"],
    ),
    (
        "完成得2分；每次扣1分，扣完为止。",
        ["award fixed 2", "deduct per_unit 1 /1次"],
        ["deduct item_score [2]"],
    ),
    (
        "未公示扣1分；每次扣0.5分，最多扣2分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 [2]"],
    ),
    (
        "未公示扣1分，每次扣0.5分，最多扣2分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 [1,2]"],
    ),
    (
        "未公示扣1分。每次扣0.5分。最高扣2分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 [1,2]"],
    ),
    (
        "未公示扣1分；每次扣0.5分；本项累计最多扣2分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 [1,2]"],
    ),
    (
        "未公示扣1分；每次扣0.5分；以上合计最多扣2分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 [1,2]"],
    ),
    (
        "1.未公示扣1分。\n2.每次扣0.5分。以上合计最多扣1分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 1 [1,2]"],
    ),
    (
        "每家扣1分，最高扣3分（被省级通报的每家扣2分）。",
        ["deduct per_unit 1 /1家", "deduct per_unit 2 /1家"],
        ["deduct amount 3 [1]"],
    ),
    (
        "未建台账扣1分；一次扣0.1分，扣完0.5分为止。",
        ["deduct fixed 1", "deduct per_unit 0.1 /1次"],
        ["deduct amount 0.5 [2]"],
    ),
    (
        "1.未建台账扣1分。\n2.漏报扣1分；迟报一次扣0.5分，满分2分扣完为止。",
        ["deduct fixed 1", "deduct fixed 1", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 [2,3]"],
    ),
    (
        "每少一次扣0.5分，每多一次加0.2分，最高加1分。",
        ["deduct per_unit 0.5 /1次", "bonus per_unit 0.2 /1次"],
        ["bonus amount 1 [2]"],
    ),
    ("按完成率得分，上限1分。", ["award proportional 1"], []),
]

NET = [
    (
        "达标一家得0.5分，不达标一家扣1分。得扣分相抵后上限为4分。",
        ["award per_unit 0.5 /1家", "deduct per_unit 1 /1家"],
        ["net amount 4 [1,2]"],
    ),
    (
        "达标一家得1分，不达标扣2分，瞒报的不得分。得扣分相抵后上限为4分。",
        ["award per_unit 1 /1家", "deduct fixed 2", "forfeit"],
        ["net amount 4 [1,2]"],
    ),
]

PERIODS = [
    (
        "每篇加0.1分，每季度最高加0.5分，全年最高加2分。",
        ["bonus per_unit 0.1 /1篇"],
        ["bonus amount 0.5 季度 [1]", "bonus amount 2 年 [1]"],
    ),
    ("每次扣0.2分，每月最多扣1分。", ["deduct per_unit 0.2 /1次"], ["deduct amount 1 月 [1]"]),
    ("每条加0.1分，全年累计最高加3分。", ["bonus per_unit 0.1 /1条"], ["bonus amount 3 年 [1]"]),
]

FURTHER_CAPS = [
    ("每篇加0.2分，最高不超过2分。", ["bonus per_unit 0.2 /1篇"], ["bonus amount 2 [1]"]),
    ("每起扣2分，此项最多扣10分。", ["deduct per_unit 2 /1起"], ["deduct amount 10 [1]"]),
    ("每次扣0.5分，扣完该项分值为止。", ["deduct per_unit 0.5 /1次"], ["deduct item_score [1]"]),
    ("每次扣0.5分，扣完本项分为止。", ["deduct per_unit 0.5 /1次"], ["deduct item_score [1]"]),
    ("每次扣0.5分，扣完5分为止。", ["deduct per_unit 0.5 /1次"], ["deduct amount 5 [1]"]),
    (
        "未公开扣1分，漏报每次扣0.2分（本项扣完为止）。",
        ["deduct fixed 1", "deduct per_unit 0.2 /1次"],
        ["deduct item_score [1,2]"],
    ),
    (
        "每次扣0.5分（最高扣2分）；未建账扣1分。",
        ["deduct per_unit 0.5 /1次", "deduct fixed 1"],
        ["deduct amount 2 [1]"],
    ),
    (
        "每办结一件加0.1分，加分不超过1分；未办结每件扣0.2分，扣完为止。",
        ["bonus per_unit 0.1 /1件", "deduct per_unit 0.2 /1件"],
        ["bonus amount 1 [1]", "deduct item_score [2]"],
    ),
    (
        "1.国家级每项加2分，省级每项加1分，累计最高5分。\n2.被曝光每次扣1分，扣完为止。",
        ["bonus per_unit 2 /1项", "bonus per_unit 1 /1项", "deduct per_unit 1 /1次"],
        ["bonus amount 5 [1,2]", "deduct item_score [3]"],
    ),
    (
        "获国家级表彰加3分；省级加2分；市级加1分。加分最高不超过5分。",
        ["bonus fixed 3", "bonus fixed 2", "bonus fixed 1"],
        ["bonus amount 5 [1,2,3]"],
    ),
    (
        "每培训1期得0.5分，最多得2分；未建档的扣0.5分。",
        ["award per_unit 0.5 /1期", "deduct fixed 0.5"],
        ["award amount 2 [1]"],
    ),
    (
        "迟报每次扣0.2分，漏报每次扣0.5分，每半年最多扣2分。",
        ["deduct per_unit 0.2 /1次", "deduct per_unit 0.5 /1次"],
        ["deduct amount 2 半年 [1,2]"],
    ),
    ("每次扣1分，不封顶。", ["deduct per_unit 1 /1次"], ["deduct unlimited [1]"]),
    ("不合格1批次扣1分，累计扣分不超过5分。", ["deduct per_unit 1 /1批次"], ["deduct amount 5 [1]"]),
    (
        "每次扣0.5分，本项最多扣5分；未上报的扣1分。",
        ["deduct per_unit 0.5 /1次", "deduct fixed 1"],
        ["deduct amount 5 [1,2]"],
    ),
    (
        "完成率低于90%的扣1分，低于60%的不得分，扣完为止。",
        ["deduct fixed 1 <90%", "forfeit <60%"],
        ["deduct item_score [1]"],
    ),
    (
        "发生事故的取消评先资格；每起扣2分，扣完为止。",
        ["veto", "deduct per_unit 2 /1起"],
        ["deduct item_score [2]"],
    ),
    ("每次扣0.5分，扣完即止。", ["deduct per_unit 0.5 /1次"], ["deduct item_score [1]"]),
    ("每次扣0.5分，直至扣完为止。", ["deduct per_unit 0.5 /1次"], ["deduct item_score [1]"]),
    ("每期得1分，得满3分为止。", ["award per_unit 1 /1期"], ["award amount 3 [1]"]),
    ("每项加1分，累计加分最高3分。", ["bonus per_unit 1 /1项"], ["bonus amount 3 [1]"]),
    ("每项加1分，加分上限为5分。", ["bonus per_unit 1 /1项"], ["bonus amount 5 [1]"]),
    ("每项加1分，加分不封顶。", ["bonus per_unit 1 /1项"], ["bonus unlimited [1]"]),
    (
        "受表彰每项加1分，被通报每次扣1分。加减分相抵后最高不超过5分。",
        ["bonus per_unit 1 /1项", "deduct per_unit 1 /1次"],
        ["net amount 5 [1,2]"],
    ),
    ("每起扣1分，全年累计扣分不超过5分。", ["deduct per_unit 1 /1起"], ["deduct amount 5 年 [1]"]),
    ("每篇加0.2分，每年最多加2分。", ["bonus per_unit 0.2 /1篇"], ["bonus amount 2 年 [1]"]),
    (
        "每少1人扣0.5分，最多扣2分；每多1人加0.5分，最多加2分。",
        ["deduct per_unit 0.5 /1人", "bonus per_unit 0.5 /1人"],
        ["deduct amount 2 [1]", "bonus amount 2 [2]"],
    ),
    (
        "1.每次扣1分，最多扣3分；\n2.每件扣2分；\n3.扣完本项分值为止。",
        ["deduct per_unit 1 /1次", "deduct per_unit 2 /1件"],
        ["deduct amount 3 [1]", "deduct item_score [1,2]"],
    ),
]

EVERYDAY_CAPS = [
    (
        "获国家级荣誉加3分，省级加2分，最高加5分；被国家级媒体负面报道的扣3分，省级扣2分，最高扣5分。",
        ["bonus fixed 3", "bonus fixed 2", "deduct fixed 3", "deduct fixed 2"],
        ["bonus amount 5 [1,2]", "deduct amount 5 [3,4]"],
    ),
    (
        "每少1次扣0.5分，扣完2分为止；未建档扣1分，扣完为止。",
        ["deduct per_unit 0.5 /1次", "deduct fixed 1"],
        ["deduct amount 2 [1]", "deduct item_score [1,2]"],
    ),
    (
        "未设专柜扣1分。每缺1种扣0.2分，累计扣分最多2分。",
        ["deduct fixed 1", "deduct per_unit 0.2 /1种"],
        ["deduct amount 2 [2]"],
    ),
    ("每项加0.5分，最高加分不超过3分。", ["bonus per_unit 0.5 /1项"], ["bonus amount 3 [1]"]),
    ("每项加0.5分，加分最多3分。", ["bonus per_unit 0.5 /1项"], ["bonus amount 3 [1]"]),
    ("每项加0.5分，加分累计不超过3分。", ["bonus per_unit 0.5 /1项"], ["bonus amount 3 [1]"]),
    ("每项加0.5分，加满3分为止。", ["bonus per_unit 0.5 /1项"], ["bonus amount 3 [1]"]),
    ("每项加0.5分，最高可加3分。", ["bonus per_unit 0.5 /1项"], ["bonus amount 3 [1]"]),
    ("每次扣1分，最多可扣5分。", ["deduct per_unit 1 /1次"], ["deduct amount 5 [1]"]),
    ("每次扣1分，扣分上限为5分。", ["deduct per_unit 1 /1次"], ["deduct amount 5 [1]"]),
    ("每次扣1分，至多扣5分。", ["deduct per_unit 1 /1次"], ["deduct amount 5 [1]"]),
    ("每次扣1分，总扣分不超过5分。", ["deduct per_unit 1 /1次"], ["deduct amount 5 [1]"]),
    ("每次扣1分，该项分扣完为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，扣完该项总分为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，直到该项扣完为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("每次扣1分，扣到0分为止。", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    (
        "（1）每少1次扣0.5分，最多扣2分。（2）每迟1天扣0.1分，最多扣1分。（3）未总结扣1分。扣完为止。",
        ["deduct per_unit 0.5 /1次", "deduct per_unit 0.1 /1天", "deduct fixed 1"],
        ["deduct amount 2 [1]", "deduct amount 1 [2]", "deduct item_score [1,2,3]"],
    ),
    ("每培训1人得0.1分，最高5分。", ["award per_unit 0.1 /1人"], ["award amount 5 [1]"]),
    (
        "每月未报扣0.2分，每月最多扣0.5分，全年最多扣3分。",
        ["deduct fixed 0.2"],
        ["deduct amount 0.5 月 [1]", "deduct amount 3 年 [1]"],
    ),
]

EXAMPLES = [
    *WORDINGS,
    *REACH,
    *NET,
    *PERIODS,
    *FURTHER_CAPS,
    *EVERYDAY_CAPS,
]

# The field of the record that holds the heading, the heading, the text, its rules, its caps.
HEADINGS = [
    (
        "criteria_heading",
        "考核办法及扣分细则（扣满本项分值为止）",
        "每次扣1分。",
        ["deduct per_unit 1 /1次"],
        ["deduct item_score [1] table"],
    ),
    (
        "criteria_heading",
        "评分标准（扣完为止）",
        "未建台账扣1分；按时完成得2分；漏报扣1分。",
        ["deduct fixed 1", "award fixed 2", "deduct fixed 1"],
        ["deduct item_score [1,3] table"],
    ),
    (
        "section",
        "十六、其他加分事项（加分项上限10分）",
        "获国家级表彰加3分。",
        ["bonus fixed 3"],
        ["bonus amount 10 [1] section"],
    ),
    (
        "section",
        "16.其他扣分、加分事项。（加分项上限10分）",
        "被约谈扣2分；获表彰加1分。",
        ["deduct fixed 2", "bonus fixed 1"],
        ["bonus amount 10 [2] section"],
    ),
    ("criteria_heading", "评分标准", "每次扣1分。", ["deduct per_unit 1 /1次"], []),
    ("section", "一、党的建设（20分）", "未换届扣1分。", ["deduct fixed 1"], []),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_caps(reads, example):
    reads(*example)


@pytest.mark.parametrize(("where", "heading", "text", "rules", "caps"), HEADINGS)
def test_inherits_caps_from_headings(reads, where, heading, text, rules, caps):
    reads(text, rules, caps, **{where: heading})
