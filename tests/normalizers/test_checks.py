"""Checks of a document against itself, on small documents whose scoring texts are really read."""

import pytest

from normalizers import normalize
from normalizers.checks import check_document


def _document(*rows, departments=("县应急局",)):
    items = []
    for position, row in enumerate(rows, 1):
        item = {
            "id": f"d/{position}",
            "number": str(position),
            "section": None,
            "group": None,
            "points": "2",
            "kind": "scored",
            "criteria": "未完成的扣2分。",
            "departments": list(departments),
        }
        items.append(item | row)
    return items


def _found(items):
    results = [normalize({key: item[key] for key in ("id", "criteria", "points", "kind")}) for item in items]
    return [(one["item"], one["kind"], one["value"]) for one in check_document(items, results)]


AWARDS = [
    # The three and a half points against three of a real table.
    (
        "3",
        "及时报送计划得0.5分；足额安排年度项目得0.5分；每季形成督查报告得0.5分；按计划形成减排能力得1分；完成目标得1分。",
        [("awards_exceed", "3.5")],
    ),
    ("2", "制定方案得1分；建立台账得1分。", []),
    ("3", "制定方案得1分；建立台账得1分。", [("awards_short", "2")]),
    ("2", "上半年通过国家验收得2分，下半年通过国家验收得1分，不通过得0分。", []),
    ("10", "完成率达到90%的得10分，达到80%的得8分，达到70%的得5分。", []),
    ("3", "制定推进计划得1分，国家和省级创建任务各得1分。", []),
    ("1", "完成整治任务得0.5分。遗留问题未解决的不得分。", []),
    ("2", "每创建一个得0.5分，制定方案得1分。", []),
    ("2", "未制定方案的扣1分。", []),
]


@pytest.mark.parametrize(("points", "criteria", "expected"), AWARDS)
def test_awards_against_the_mark(points, criteria, expected):
    items = _document({"points": points, "criteria": criteria})
    assert _found(items) == [("d/1", *one) for one in expected]


@pytest.mark.parametrize(
    ("points", "criteria", "expected"),
    [
        ("2", "迟报一次扣0.5分，最多扣3分。", [("d/1", "cap_exceeds", "3")]),
        ("3", "迟报一次扣0.5分，最多扣3分。", []),
        ("2", "迟报一次扣0.5分，扣完为止。", []),
        ("2", "每项加1分，最高加5分。", []),
    ],
)
def test_caps_against_the_mark(points, criteria, expected):
    assert _found(_document({"points": points, "criteria": criteria})) == expected


def test_item_without_points():
    assert _found(_document({"points": None})) == [("d/1", "item_without_points", None)]


def test_bonus_item_needs_no_points():
    assert _found(_document({"points": None, "kind": "bonus", "criteria": "获奖的加1分。"})) == []


def test_item_without_department_where_others_have_one():
    items = _document({}, {}, {}, {"departments": []}, {})
    assert _found(items) == [("d/4", "item_without_department", None)]


def test_document_without_departments():
    assert _found(_document({}, {}, {}, {}, {}, departments=())) == []


def test_total_that_is_not_round():
    assert _found(_document({}, {}, {}, {}, {"points": "1.5"})) == [(None, "total_not_round", "9.5")]
    assert _found(_document({}, {}, {}, {}, {})) == []


def test_label_written_two_ways():
    items = _document(
        {"group": "7.打好蓝天保卫战，完成任务;声环境达标"},
        {"group": "7.打好蓝天保卫战，完成任务；声环境达标"},
        {"group": "8.打好净土保卫战"},
        {"group": "8.打好净土保卫战"},
    )
    assert [one[:2] for one in _found(items)] == [("d/2", "label_written_two_ways")]


def test_different_labels_under_one_number_are_no_slip():
    items = _document({"group": "1.安全生产"}, {"group": "1.党的建设"})
    assert _found(items) == []


def test_office_written_two_ways():
    items = _document({"departments": ["县政府办"]}, {"departments": ["县政府办公室"]})
    assert [one[1] for one in _found(items)] == ["department_written_two_ways"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.1", "1.2", "2.1"], []),
        (["1.1", "1.3"], [("number_gap", "1.2")]),
        (["1.1", "2.2"], [("number_gap", "2.1")]),
        (["1", "2", "2"], [("number_twice", "2")]),
        (["1", "2", "1", "2"], []),
        (["1.1", "1.2", "2.1", "1.3"], []),
        (["1", "2", "4"], [("number_gap", "3")]),
        (["一", "二", "四"], []),
        (["16.9", "16.10"], [("number_gap", "16.1")]),
    ],
)
def test_numbers(numbers, expected):
    items = _document(*({"number": number} for number in numbers))
    assert [one[1:] for one in _found(items)] == expected
