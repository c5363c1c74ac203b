"""Numbered points in all their styles, and how far a fronted quantifier, a bound and a cap reach in them."""

import pytest

# What stands in front of the first and of the second point.
NUMBERINGS = [
    ("1.", "2."),
    ("1、", "2、"),
    ("1．", "2．"),
    ("（1）", "（2）"),
    ("(1)", "(2)"),
    ("①", "②"),
    ("⑴", "⑵"),
    ("一、", "二、"),
    ("（一）", "（二）"),
    ("一是", "二是"),
    ("第一，", "第二，"),
]


@pytest.mark.parametrize(("first", "second"), NUMBERINGS)
@pytest.mark.parametrize("between", ["\n", ""])
def test_cap_in_its_own_sentence_covers_its_numbered_point(reads, first, second, between):
    text = f"{first}未建台账扣1分。未公示扣2分。{between}{second}每次扣0.5分。每件扣1分。最高扣2分。"
    rules = ["deduct fixed 1", "deduct fixed 2", "deduct per_unit 0.5 /1次", "deduct per_unit 1 /1件"]
    reads(text, rules, ["deduct amount 2 [3,4]"])


@pytest.mark.parametrize(("first", "second"), NUMBERINGS)
def test_fronted_quantifier_ends_with_its_numbered_point(reads, first, second):
    text = f"{first}每发现一处隐患未整改的扣0.5分\n{second}未建台账的扣1分"
    reads(text, ["deduct per_unit 0.5 /1处", "deduct fixed 1"])


EXAMPLES = [
    (
        "未建台账扣1分。\n2.每次扣0.5分。每件扣1分。最高扣2分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次", "deduct per_unit 1 /1件"],
        ["deduct amount 2 [2,3]"],
    ),
    (
        "1.每次扣0.5分，最高扣3分。\n2.每件扣1分，最高扣3分。\n3.漏报扣1分。",
        ["deduct per_unit 0.5 /1次", "deduct per_unit 1 /1件", "deduct fixed 1"],
        ["deduct amount 3 [1]", "deduct amount 3 [2]"],
    ),
    (
        "1.整改率低于90%扣1分。\n2.每下降1%扣0.1分。",
        ["deduct fixed 1 <90%", "deduct per_unit 0.1 /1%"],
    ),
    (
        "1.未召开会议扣0.5分;2.未签订责任书扣1分;3.未开展督查每次扣0.5分。",
        ["deduct fixed 0.5", "deduct fixed 1", "deduct per_unit 0.5 /1次"],
    ),
    (
        "完成得1分。\n未完成的\n扣0.5分。",
        ["award fixed 1", "deduct fixed 0.5"],
    ),
    (
        "未制定方案扣1分\n未开展培训扣2分",
        ["deduct fixed 1", "deduct fixed 2"],
    ),
    (
        "1. 2023年计划未印发扣1分。\n2. 3月底前未部署扣2分。",
        ["deduct fixed 1", "deduct fixed 2"],
    ),
    (
        "注：开展示范创建的奖励0.5分。",
        ["bonus fixed 0.5"],
    ),
    (
        "一是未建立机制扣1分；二是未明确专人扣0.5分；三是迟报一次扣0.2分。",
        ["deduct fixed 1", "deduct fixed 0.5", "deduct per_unit 0.2 /1次"],
    ),
    (
        "①未召开会议扣1分②未制定方案扣1分③未总结扣0.5分",
        ["deduct fixed 1", "deduct fixed 1", "deduct fixed 0.5"],
    ),
    (
        "1.机构健全（2分）。未设机构扣2分。2.制度完善（3分）。缺1项扣1分，扣完为止。",
        ["deduct fixed 2", "deduct per_unit 1 /1项"],
        ["deduct item_score [1,2]"],
    ),
    (
        "（1）每有一户漏评扣0.5分，错评扣1分（2）未公示扣1分",
        ["deduct per_unit 0.5 /1户", "deduct per_unit 1 /1户", "deduct fixed 1"],
    ),
    ("1）未建档扣1分；2）未公示扣0.5分。", ["deduct fixed 1", "deduct fixed 0.5"]),
    (
        "（一）组织领导。未部署扣1分。（二）工作落实。少1次扣0.5分。",
        ["deduct fixed 1", "deduct per_unit 0.5 /1次"],
    ),
    (
        "未按时完成扣1分、未通过验收扣2分、被退回整改每次扣0.5分。",
        ["deduct fixed 1", "deduct fixed 2", "deduct per_unit 0.5 /1次"],
    ),
    (
        "未建机制扣1分,未开会扣0.5分,未总结扣0.5分.",
        ["deduct fixed 1", "deduct fixed 0.5", "deduct fixed 0.5"],
    ),
    ("未报送总结 扣1分  未报送计划 扣0.5分", ["deduct fixed 1", "deduct fixed 0.5"]),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_reads_points_and_sentences(reads, example):
    reads(*example)
