"""Sets of whole scoring texts, annotated by hand without the code in view."""

import json
from pathlib import Path

import pytest
from comparison import Comparison

from normalizers import normalize

SETS = sorted((Path(__file__).parent / "blind").glob("*.json"))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_reads_nearly_all_rules_and_caps(path):
    comparison = Comparison()
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        comparison.add(item, normalize(item))
    told = "\n".join(comparison.differences)
    assert comparison.rules.f1 >= 0.99, told
    assert comparison.caps.f1 >= 0.98, told


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_annotations_are_consistent(path):
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        text, rules = item["criteria"], item["rules"]
        assert [rule["seq"] for rule in rules] == list(range(1, len(rules) + 1))
        assert all(text[rule["start"] : rule["end"]] == rule["quote"] for rule in rules)
        assert all(set(cap["covers"]) <= {rule["seq"] for rule in rules} for cap in item["caps"])
