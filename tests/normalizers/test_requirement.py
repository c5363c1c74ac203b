import pytest

from normalizers import normalize
from normalizers.beside.requirement import same

# Requirement with the bound marked, scoring text, and what is linked: rule, op, value, indicator.
LINKED = [
    (
        "机动车环保标志核发率⟦达到95%以上⟧，实施信用等级评定",
        "未完成任务的扣1分；机动车环保标志核发率每降低1%扣0.2分。",
        [(2, "<", "95", "机动车环保标志核发率")],
    ),
    (
        "确保废旧金属放射性监测率⟦达100％⟧。",
        "废旧金属放射性监测率每下降10％，扣0.2分",
        [(1, "<", "100", "废旧金属放射性监测率")],
    ),
    (
        "确保污水处理厂污泥规范化处置率⟦到90％⟧；",
        "污泥规范处置率每降低1％，扣0．1分。",
        [(1, "<", "90", "污水处理厂污泥规范化处置率")],
    ),
    ("监督检查率、整治达标率100%", "未开展监督检查的扣1分。", []),
    ("抽检合格率达到95%以上", "抽检合格率低于90%的，每低1%扣0.1分。", []),
    ("抽检合格率达到95%以上", "每迟报一次扣0.1分。", []),
    ("全年报送信息12条", "抽检合格率每低1%扣0.1分。", []),
    ("森林火灾受害率⟦控制在1‰以内⟧", "森林火灾受害率每超过0.1‰扣1分。", [(1, ">", "1", "森林火灾受害率")]),
]


@pytest.mark.parametrize(("marked", "criteria", "expected"), LINKED)
def test_links_bounds_of_the_requirement(unmark, marked, criteria, expected):
    requirement, _ = unmark(marked)
    result = normalize({"id": "1", "criteria": criteria, "requirement": requirement})
    found = result["requirement_thresholds"]
    assert [
        (one["rule"], one["threshold"]["op"], one["threshold"]["value"], one["indicator"]) for one in found
    ] == expected
    for one in found:
        assert requirement[one["start"] : one["end"]] == one["quote"]
        assert one["source"] == "requirement"
        assert result["rules"][one["rule"] - 1]["thresholds"] == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("处置率", "处置率", True),
        ("年度评估率", "安全和防护年度评估率", True),
        ("污泥规范化处置率", "污泥规范处置率", True),
        ("处置率", "达标率", False),
        ("合格率", "合格数", False),
        ("率", "达标率", False),
    ],
)
def test_same_indicator(one, other, alike):
    assert same(one, other) is alike
    assert same(other, one) is alike
