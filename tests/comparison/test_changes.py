"""Changes between two wordings of one item: kind, direction, before, after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.comparison import Document, compare
from pipeline.comparison.change import Change

Make = Callable[..., Document]

STRICTER, MILDER, NEUTRAL = "stricter", "milder", "neutral"

CRITERIA = [
    # amounts
    ("少报一次扣0.5分", "少报一次扣0.25分", [("amount_lowered", MILDER, "每1次扣0.5分", "每1次扣0.25分")]),
    ("未建立台账扣1分", "未建立台账扣2分", [("amount_raised", STRICTER, "扣1分", "扣2分")]),
    ("获市级表彰的加1分", "获市级表彰的加2分", [("amount_raised", MILDER, "加1分", "加2分")]),
    ("完成年度任务得5分", "完成年度任务得4分", [("amount_lowered", STRICTER, "得5分", "得4分")]),
    ("数据出错每10次扣0.1分", "数据出错每5次扣0.1分",
     [("amount_raised", STRICTER, "每10次扣0.1分", "每5次扣0.1分")]),
    ("每降低1%扣0.2分", "每降低1个百分点扣0.2分", [("unit_changed", NEUTRAL, "每1%扣0.2分", "每1个百分点扣0.2分")]),
    ("根据档案质量扣0-0.5分", "根据档案质量扣0-1分", [("amount_raised", STRICTER, "酌情扣0～0.5分", "酌情扣0～1分")]),
    ("迟报一次扣0.5分", "迟报一天扣0.5分", [("unit_changed", NEUTRAL, "每1次扣0.5分", "每1天扣0.5分")]),
    ("未开展巡逻扣1分", "未开展巡逻每次扣1分", [("basis_changed", STRICTER, "扣1分", "每1次扣1分")]),
    ("未开展巡逻每次扣1分", "未开展巡逻扣1分", [("basis_changed", MILDER, "每1次扣1分", "扣1分")]),
    # consequences
    ("发生较大事故的扣5分", "发生较大事故的不得分", [("effect_changed", STRICTER, "扣5分", "不得分")]),
    ("发生较大事故的不得分", "发生较大事故的扣5分", [("effect_changed", MILDER, "不得分", "扣5分")]),
    # thresholds, by the direction of the effect
    ("巡河率低于90%的扣1分", "巡河率低于95%的扣1分", [("threshold_moved", STRICTER, "低于90%", "低于95%")]),
    ("巡河率低于90%的扣1分", "巡河率低于80%的扣1分", [("threshold_moved", MILDER, "低于90%", "低于80%")]),
    ("群众满意度达到90%的加1分", "群众满意度达到95%的加1分",
     [("threshold_moved", STRICTER, "不低于90%", "不低于95%")]),
    ("排名全市前10位的加1分", "排名全市前5位的加1分", [("threshold_moved", STRICTER, "不高于10位", "不高于5位")]),
    ("排名全市后10位的扣1分", "排名全市后5位的扣1分",
     [("threshold_moved", MILDER, "倒数不高于10位", "倒数不高于5位")]),
    # rules
    ("未报送总结扣1分。", "未报送总结扣1分；未召开会议扣2分。", [("rule_added", STRICTER, None, "未召开会议扣2分")]),
    ("未报送总结扣1分；未召开会议扣2分。", "未报送总结扣1分。", [("rule_removed", MILDER, "未召开会议扣2分", None)]),
    ("未报送总结扣1分。", "未报送总结扣1分；经验获全国推广的加2分。",
     [("rule_added", MILDER, None, "经验获全国推广的加2分")]),
    ("未报送总结扣1分。", "未报送总结扣1分。数据造假的，取消评先资格。",
     [("veto_added", STRICTER, None, "数据造假的，取消评先资格")]),
    ("未报送总结扣1分。数据造假的，取消评先资格。", "未报送总结扣1分。",
     [("veto_removed", MILDER, "数据造假的，取消评先资格", None)]),
    ("未按要求建立健全工作台账扣1分", "没有按要求建立工作台账的扣1分",
     [("rule_reworded", NEUTRAL, "未按要求建立健全工作台账", "没有按要求建立工作台账的")]),
    # caps
    ("每少1次扣1分，最高扣3分", "每少1次扣1分，最高扣2分", [("cap_moved", MILDER, "最多扣3分", "最多扣2分")]),
    ("每多1次加1分，最高加3分", "每多1次加1分，最高加5分", [("cap_moved", MILDER, "最多加3分", "最多加5分")]),
    ("每少1次扣1分，最高扣3分", "每少1次扣1分", [("cap_removed", STRICTER, "最多扣3分", None)]),
    ("每少1次扣1分", "每少1次扣1分，最高扣3分", [("cap_added", MILDER, None, "最多扣3分")]),
    # deadlines and frequencies
    ("未在6月30日前报送方案扣1分", "未在5月31日前报送方案扣1分",
     [("deadline_moved", STRICTER, "6月30日前", "5月31日前")]),
    ("未在方案印发后30天内开展自查扣1分", "未在方案印发后45天内开展自查扣1分",
     [("deadline_moved", MILDER, "方案印发后30天内", "方案印发后45天内")]),
    # what is no change
    ("未在2023年6月底前报送方案扣1分", "未在2024年6月底前报送方案扣1分", []),
    ("未报送2023年总结扣1分，扣完为止。", "未报送2024年总结扣1分，扣完为止", []),
    ("未完成2023年下达的整改任务扣1分", "未完成2023年下达的整改任务扣1分", []),
    ("未报送总结，扣１分。", "未报送总结 ,扣1分;", []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), CRITERIA)
def test_criteria(
    make: Make, before: str, after: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = changes(make, before, after)
    assert [(change.kind, change.direction, change.before, change.after) for change in found] == expected


def changes(make: Make, before: str, after: str) -> tuple[Change, ...]:
    demand = "抓好网格化服务管理"
    left = make("qingshan-2023", [("1", demand, "10", before)], 2023)
    right = make("qingshan-2024", [("1", demand, "10", after)])
    return compare(left, right).changes


def test_an_amount_is_told_with_its_share_and_rate(make: Make) -> None:
    [change] = changes(make, "少报一次扣0.5分", "少报一次扣0.25分")
    assert change.percent == -50.0
    assert (change.share_before, change.share_after) == (5.0, 2.5)
    assert change.sentence == "1 抓好网格化服务管理：“少报”由每1次扣0.5分改为每1次扣0.25分，降低50%。"


SENTENCES = [
    ("抓好河长制", "巡河率低于90%的扣1分", "巡河率低于95%的扣1分",
     "1 抓好河长制：“巡河率”的界限由低于90%改为低于95%。"),
    ("推进“一河（湖）一策”方案编制", "未编制的扣1分", "未编制的扣2分",
     "1 推进“一河（湖）一策”方案编制：“未编制”由扣1分改为扣2分，提高100%。"),
    ("抓好采砂管理", "非法采砂扣1分。", "非法采砂扣1分。充当“保护伞”的，取消评先资格。",
     "1 抓好采砂管理：新增一票否决“充当‘保护伞’的，取消评先资格”。"),
    ("抓好整改", "虚假整改的，每个扣2分", "虚假整改的，取消评先资格",
     "1 抓好整改：“虚假整改”由每1个扣2分改为取消评先资格。"),
]  # fmt: skip


@pytest.mark.parametrize(("demand", "before", "after", "sentence"), SENTENCES)
def test_a_sentence_can_be_quoted(make: Make, demand: str, before: str, after: str, sentence: str) -> None:
    left = make("qingshan-2023", [("1", demand, "10", before)], 2023)
    right = make("qingshan-2024", [("1", demand, "10", after)])
    assert [change.sentence for change in compare(left, right).changes] == [sentence]


def test_the_same_amount_of_another_total_is_another_share(make: Make) -> None:
    rows = [("1", "开展消防演练", "10", "未开展扣0.5分")]
    left = make("qingshan-2023", [*rows, ("2", "加强森林防火", "90", "发生火灾扣1分")], 2023)
    right = make(
        "qingshan-2024",
        [("1", "开展消防演练", "10", "未开展扣1分"), ("2", "加强森林防火", "190", "发生火灾扣1分")],
    )
    found = {change.kind: change for change in compare(left, right).changes}
    assert (found["amount_raised"].share_before, found["amount_raised"].share_after) == (0.5, 0.5)


FIELDS = [
    ({"evidence": "会议纪要、工作总结。"}, {"evidence": "会议纪要、工作总结、现场照片。"},
     ("evidence_added", STRICTER, None, "现场照片")),
    ({"evidence": "会议纪要、现场照片。"}, {"evidence": "会议纪要。"}, ("evidence_removed", MILDER, "现场照片", None)),
    ({"departments": ["县水利局"]}, {"departments": ["县水利局", "县公安局"]},
     ("department_added", NEUTRAL, None, "县公安局")),
    ({"departments": ["县水利局", "县公安局"]}, {"departments": ["县水利局"]},
     ("department_removed", NEUTRAL, "县公安局", None)),
    ({"departments": ["牵头单位：县水利局", "配合单位：县公安局"]},
     {"departments": ["牵头单位：县公安局", "配合单位：县水利局"]},
     ("role_changed", NEUTRAL, "县水利局牵头", "县水利局配合")),
    ({"kind": "scored"}, {"kind": "bonus"}, ("kind_changed", NEUTRAL, "计分", "加分项")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), FIELDS)
def test_other_fields(
    make: Make, before: dict[str, object], after: dict[str, object], expected: tuple[str | None, ...]
) -> None:
    rows = [("1", "落实河长制", "5", "未巡河每次扣1分")]
    left, right = make("qingshan-2023", rows, 2023, **before), make("qingshan-2024", rows, **after)
    found = [(one.kind, one.direction, one.before, one.after) for one in compare(left, right).changes]
    assert expected in found


def test_a_demand_in_other_words_and_a_new_number(make: Make) -> None:
    left = make("qingshan-2023", [("1", "切实加强森林防火巡护", "5", "发生火灾每起扣1分")], 2023)
    right = make("qingshan-2024", [("3", "全面加强森林防火巡查", "5", "发生火灾每起扣1分")])
    found = {change.kind: (change.before, change.after) for change in compare(left, right).changes}
    assert found == {
        "renumbered": ("1", "3"),
        "requirement_reworded": ("切实加强森林防火巡护", "全面加强森林防火巡查"),
    }


def test_a_renamed_label_is_no_move_but_an_item_elsewhere_is(make: Make) -> None:
    def table(year: int, labels: list[str]) -> Document:
        rows = [
            ("1", "加强森林防火", "5", "发生火灾每起扣1分"),
            ("2", "推进垃圾分类", "5", "每少一个小区扣1分"),
            ("3", "做好防汛抗旱", "5", "值守脱岗每次扣1分"),
        ]
        made = make(f"qingshan-{year}", rows, year)
        from dataclasses import replace

        return replace(
            made, items=tuple(replace(i, section=s) for i, s in zip(made.items, labels, strict=True))
        )

    left = table(2023, ["一、生态保护", "一、生态保护", "二、应急"])
    right = table(2024, ["一、绿色发展", "二、应急", "二、应急"])
    [change] = compare(left, right).changes
    assert (change.kind, change.before, change.after, change.right_item) == (
        "regrouped",
        "生态保护",
        "应急",
        "qingshan-2024/2",
    )
