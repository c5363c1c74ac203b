"""The form of what is given: plain data, decimals as strings, records in their order."""

import json
import re

import pytest

from normalizers import VERSION, normalize, normalize_many

TEXT = (
    "合格率低于90%的，每低1%扣0.2分，最多扣3分；排名第2-5名的加０．５分；"
    "根据质量扣0-1分；未整改的扣该项分值的50%。"
)
RULE_FIELDS = {
    *("seq", "effect", "basis", "points", "points_min", "factor", "formula", "per", "thresholds", "targets"),
    *("condition", "start", "end", "quote"),
}
DECIMAL = re.compile(r"\d+(\.\d+)?")


@pytest.fixture(scope="module")
def found():
    return normalize({"id": "test-2024/1.1", "criteria": TEXT})


def test_rules_have_every_field_of_the_model(found):
    assert len(found["rules"]) == 4
    for rule in found["rules"]:
        assert set(rule) >= RULE_FIELDS


def test_decimals_are_plain_strings(found):
    for rule in found["rules"]:
        values = [rule["points"], rule["points_min"], rule["factor"], rule["per"] and rule["per"]["quantity"]]
        values += [threshold["value"] for threshold in rule["thresholds"]]
        values += [threshold.get("value_to") for threshold in rule["thresholds"]]
        assert all(DECIMAL.fullmatch(value) for value in values if value is not None)


def test_full_width_amount_is_given_in_half_width(found):
    assert found["rules"][1]["points"] == "0.5"


def test_the_result_is_plain_data(found):
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_the_record_is_left_as_it_was():
    record = {"id": "t/1", "criteria": TEXT, "departments": ["教育局"], "points": "5"}
    before = json.dumps(record)
    normalize(record)
    assert json.dumps(record) == before


def test_many_are_read_one_by_one_in_their_order():
    records = ({"id": f"t/{i}", "criteria": f"未报送的扣{i}分。"} for i in range(1, 6))
    stream = normalize_many(records)
    first = next(stream)
    assert (first["id"], next(records)["id"]) == ("t/1", "t/2")
    assert [(one["id"], one["rules"][0]["points"]) for one in stream] == [
        ("t/3", "3"),
        ("t/4", "4"),
        ("t/5", "5"),
    ]


def test_version_is_a_string_that_is_not_empty():
    assert isinstance(VERSION, str)
    assert VERSION
