"""The notation of the examples is strict: what is not well formed is an error, what differs is told."""

import pytest
from comparison import Comparison
from notation import NotationError, differences, parse_cap, parse_rule

MALFORMED_RULES = [
    "",
    "deduce fixed 1",
    "deduct 1",
    "deduct fix 1",
    "deduct fixed",
    "deduct fixed 1 2",
    "deduct fixed 1-2",
    "deduct fixed 1 /1次",
    "deduct per_unit 1",
    "deduct per_unit /1次",
    "deduct per_unit 1 /次",
    "deduct share 1",
    "deduct full 3",
    "deduct fixed 1 =<90%",
    "deduct fixed 1 90-95%",
    "forfeit 1",
    "veto fixed",
    "deduct fixed 1 'words",
]
MALFORMED_CAPS = [
    "deduct amount [1]",
    "deduct item_score 3 [1]",
    "deduct amount 3",
    "minus amount 3 [1]",
    "deduct amount 3 每年 [1]",
    "deduct amount 3 [1] column",
]


@pytest.mark.parametrize("note", MALFORMED_RULES)
def test_malformed_rule_is_an_error(note):
    with pytest.raises(NotationError):
        parse_rule(note)


@pytest.mark.parametrize("note", MALFORMED_CAPS)
def test_malformed_cap_is_an_error(note):
    with pytest.raises(NotationError):
        parse_cap(note)


def test_words_that_are_not_in_the_text_are_an_error():
    with pytest.raises(NotationError):
        differences("缺报扣1分", ["deduct fixed 1 '漏报'"], [], {"rules": [], "caps": []})


def test_cap_over_a_rule_that_is_not_there_is_an_error():
    with pytest.raises(NotationError):
        differences(
            "缺报扣1分，扣完为止", ["deduct fixed 1"], ["deduct item_score [2]"], {"rules": [], "caps": []}
        )


def rule(**changes):
    given = {
        "seq": 1,
        "effect": "deduct",
        "basis": "fixed",
        "points": "1",
        "points_min": None,
        "factor": None,
    }
    given |= {
        "formula": None,
        "per": None,
        "thresholds": [],
        "targets": [],
        "start": 0,
        "end": 5,
        "quote": "缺报扣1分",
    }
    return given | changes


SAME = rule()
DIFFERENT = [
    rule(effect="award"),
    rule(points="2"),
    rule(per={"quantity": "1", "unit": "次"}),
    rule(thresholds=[{"op": "<", "value": "90", "unit": "%"}]),
    rule(quote="缺报", end=5),
    rule(start=2, quote="扣1分"),
    rule(targets=["缺报"]),
]


def test_same_reading_does_not_differ():
    found = {"rules": [SAME | {"points": "1.0"}], "caps": []}
    assert differences("缺报扣1分", ['deduct fixed 1 @- "缺报扣1分"'], [], found) == []


@pytest.mark.parametrize("found", DIFFERENT)
def test_different_rule_is_told(found):
    assert differences("缺报扣1分", ['deduct fixed 1 @- "缺报扣1分"'], [], {"rules": [found], "caps": []})


def test_missing_extra_and_swapped_rules_are_told():
    notes = ["deduct fixed 1", "deduct fixed 2"]
    swapped = [rule(points="2"), rule(seq=2)]
    text = "缺报扣1分"
    assert differences(text, notes, [], {"rules": [SAME], "caps": []})
    assert differences(text, notes[:1], [], {"rules": [SAME, rule(seq=2)], "caps": []})
    assert differences(text, notes, [], {"rules": swapped, "caps": []})


def test_scores_count_rules_caps_and_what_they_cover():
    cap = {
        "direction": "deduct",
        "kind": "item_score",
        "points": None,
        "period": None,
        "covers": [1],
        "scope": "text",
    }
    gold = {"id": "t/1", "criteria": "缺报扣1分", "rules": [SAME], "caps": [cap]}
    same, other = Comparison(), Comparison()
    same.add(gold, gold)
    other.add(gold, {"rules": [rule(points="2")], "caps": [cap]})
    assert (same.rules.f1, same.caps.f1, same.differences) == (1, 1, [])
    assert (other.rules.f1, other.caps.f1, len(other.differences)) == (0, 0, 1)
