from __future__ import annotations

from typing import Any

import pytest

from pipeline.plain import cap_in_words, consequence, item_in_words, rule_in_words
from pipeline.units import unit_facts

RULE: dict[str, Any] = {
    "effect": "deduct", "basis": "fixed", "points": "1", "points_min": None, "factor": None, "formula": None,
    "per": None, "condition": "未报送", "quote": "未报送扣1分",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "扣1分"),
        ({"effect": "bonus", "points": "0.5"}, "加0.5分"),
        ({"basis": "per_unit", "per": {"quantity": "10", "unit": "次"}, "points": "0.1"}, "每10次扣0.1分"),
        ({"basis": "discretionary", "points_min": "0", "points": "0.5"}, "酌情扣0～0.5分"),
        ({"basis": "discretionary", "points": "2"}, "酌情扣至多2分"),
        ({"basis": "discretionary", "points": None}, "酌情扣分"),
        ({"effect": "award", "basis": "proportional", "points": "2"}, "按比例得分，满分2分"),
        ({"basis": "proportional", "points": None}, "按比例扣分"),
        ({"effect": "award", "basis": "full", "points": None}, "得满分"),
        ({"basis": "share", "points": None, "factor": "0.5"}, "扣本项分值的50%"),
        ({"basis": "multiple", "points": None, "factor": "2"}, "按前项分值的2倍扣分"),
        (
            {"effect": "award", "basis": "formula", "points": None, "formula": "70×达标率"},
            "按公式得分：70×达标率",
        ),
        ({"basis": "by_reference", "points": None, "factor": "0.25"}, "按所指分值的0.25倍扣分"),
        ({"effect": "forfeit", "basis": None, "points": None}, "不得分"),
        ({"effect": "exempt", "basis": None, "points": None}, "不扣分"),
        ({"effect": "refer", "basis": None, "points": None}, "按所指文件计分"),
    ],
)
def test_a_consequence_in_plain_words(change: dict[str, Any], words: str) -> None:
    assert consequence(RULE | change) == words


def test_a_veto_speaks_for_itself() -> None:
    veto = RULE | {"effect": "veto", "basis": None, "points": None, "quote": "弄虚作假的，取消评先资格"}
    assert rule_in_words(veto) == "弄虚作假的，取消评先资格"


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        ({"kind": "amount", "direction": "deduct", "points": "3", "period": None}, "最多扣3分"),
        ({"kind": "amount", "direction": "bonus", "points": "0.5", "period": "季度"}, "每季度最多加0.5分"),
        ({"kind": "amount", "direction": "net", "points": "4", "period": None}, "得扣相抵后最多4分"),
        ({"kind": "item_score", "direction": "deduct", "points": None, "period": None}, "以本项分值为限"),
        ({"kind": "unlimited", "direction": "bonus", "points": None, "period": None}, "不设上限"),
    ],
)
def test_a_cap_in_plain_words(cap: dict[str, Any], words: str) -> None:
    assert cap_in_words(cap) == words


def test_an_item_lists_its_rules_and_caps() -> None:
    cap = {"kind": "item_score", "direction": "deduct", "points": None, "period": None}
    assert item_in_words({"rules": [RULE, RULE], "caps": [cap]}).splitlines() == [
        "1. 未报送：扣1分",
        "2. 未报送：扣1分",
        "（以本项分值为限）",
    ]


@pytest.mark.parametrize(
    ("unit", "facts"),
    [
        ("起", ("count", "次", 1.0)),
        ("家", ("count", "次", 1.0)),
        ("%", ("ratio", "%", 1.0)),
        ("百分点", ("ratio", "%", 1.0)),
        ("‰", ("ratio", "%", 0.1)),
        ("工作日", ("time", "天", 1.0)),
        ("周", ("time", "天", 7.0)),
        ("月", ("time", "月", 1.0)),
        ("名次", ("order", "名次", 1.0)),
        ("万元", ("measure", "万元", 1.0)),
        ("μg/m³", ("measure", "μg/m³", 1.0)),
        ("闻所未闻", ("other", "闻所未闻", 1.0)),
    ],
)
def test_units_are_compared_within_their_kind(unit: str, facts: tuple[str, str, float]) -> None:
    assert unit_facts(unit) == facts
