"""Amounts as people write them: Chinese numerals, full width, traditional characters, slips of the pen."""

import pytest

from normalizers import normalize

NUMERALS = [
    ("全年召开会议两次，少一次扣一分。", ["deduct per_unit 1 /1次 <2次"]),
    ("迟报的扣半分。", ["deduct fixed 0.5"]),
    ("满意度每下降百分之五扣1分。", ["deduct per_unit 1 /5%"]),
    ("办结率每提高十个百分点加1分。", ["bonus per_unit 1 /10百分点"]),
    ("每缺席两人扣零点五分。", ["deduct per_unit 0.5 /2人"]),
    ("瞒报事故的扣二十分。", ["deduct fixed 20"]),
    ("合格率低于百分之九十的扣两分。", ["deduct fixed 2 <90%"]),
    ("报送信息不少于十二篇，每少一篇扣0.1分。", ["deduct per_unit 0.1 /1篇 <12篇"]),
    ("重点户脱贫的每十户加三分。", ["bonus per_unit 3 /10户"]),
]

WRITING = [
    ("未公示的扣０．５分。", ["deduct fixed 0.5"]),
    ("每下降５％扣１分。", ["deduct per_unit 1 /5%"]),
    ("未公示的扣 0. 5 分。", ["deduct fixed 0.5"]),
    ("每 次 扣 1 分,扣完为止.", ["deduct per_unit 1 /1次"], ["deduct item_score [1]"]),
    ("未公示的扣1分。。未上报的扣2分；；", ["deduct fixed 1", "deduct fixed 2"]),
    ("未公示的扣1.0分;未上报的扣2分", ["deduct fixed 1", "deduct fixed 2"]),
    ("办結率未達到90%的扣1分，扣完為止。", ["deduct fixed 1 <90%"], ["deduct item_score [1]"]),
    ("滿意度低於60%的不得分。", ["forfeit <60%"]),
    ("每發現一處扣0.5分。", ["deduct per_unit 0.5 /1处"]),
]

# What is read although it is not written so, and the words that a finding must tell of.
REPAIRED = [
    ("办结率每下降10％，扣0.2；未建台账扣1分。", ["deduct per_unit 0.2 /10%", "deduct fixed 1"], "扣0.2"),
    ("台账不规范的，扣分0.3分。", ["deduct fixed 0.3"], "扣分0.3分"),
    ("未及时上报的，扣O.5分。", ["deduct fixed 0.5"], "O.5"),
    ("未及时上报的，扣0.l分。", ["deduct fixed 0.1"], "0.l"),
    ("未及时上报的，扣0。5分。", ["deduct fixed 0.5"], "0。5"),
    ("未及时上报的，扣0,1分。", ["deduct fixed 0.1"], "0,1"),
    ("未及时上报的，扣0，2分。", ["deduct fixed 0.2"], "0，2"),
    ("未及时上报的，每次扣l分。", ["deduct per_unit 1 /1次"], "l"),
]

EXAMPLES = [*NUMERALS, *WRITING]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_ways_of_writing(reads, example):
    reads(*example)


@pytest.mark.parametrize(("text", "rules", "slip"), REPAIRED)
def test_reads_slips(reads, text, rules, slip):
    reads(text, rules)


@pytest.mark.parametrize(("text", "rules", "slip"), REPAIRED)
def test_tells_of_slips(text, rules, slip):
    start = text.index(slip)
    findings = normalize({"id": "t/1", "criteria": text})["findings"]
    assert any(f["start"] <= start < f["end"] and f["kind"] == "repaired" for f in findings), findings
