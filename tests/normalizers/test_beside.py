"""What a record gives beside its rules, and where."""

from normalizers import normalize

RECORD = {
    "id": "1",
    "criteria": "每季度开展至少一次消防演练，少一次扣0.5分；未在10月1日前报送总结的扣1分（县消防大队考核）。",
    "requirement": "落实《消防安全责任制实施办法》（国办发〔2017〕87号），年底前整改到位。",
    "evidence": "演练照片、总结等，以县消防大队统计为准。",
    "departments": ["县应急局", "各乡镇"],
    "year": 2024,
}
SPANNED = ("deadlines", "frequencies", "references", "assessors", "scopes", "authorities")


def test_spans_count_their_own_field():
    result = normalize(RECORD)
    for kind in SPANNED:
        for one in result[kind]:
            assert RECORD[one["field"]][one["start"] : one["end"]] == one["quote"], kind
    assert {kind for kind in SPANNED if result[kind]} >= {
        "deadlines",
        "frequencies",
        "references",
        "authorities",
    }


def test_dates_take_the_year_of_the_document():
    assert [one["iso"] for one in normalize(RECORD)["deadlines"]] == ["2024-10-01", "2024-12-31"]


def test_rules_carry_their_indicator():
    result = normalize(RECORD)
    assert [rule["indicator"] for rule in result["rules"]] == ["消防演练", "总结"]
    assert result["indicators"] == [
        {"name": "消防演练", "unit": "次", "rules": [1]},
        {"name": "总结", "unit": None, "rules": [2]},
    ]


def test_strongest_topic_comes_first():
    assert normalize(RECORD)["topics"][0]["name"] == "消防"


def test_departments_and_evidence():
    result = normalize(RECORD)
    assert [one["name"] for one in result["departments"]] == ["县应急管理局", "各乡镇"]
    assert [one["name"] for one in result["evidence"]] == ["演练照片", "总结"]


def test_same_record_same_result():
    assert normalize(RECORD) == normalize(dict(RECORD))


def test_nothing_beside_nothing():
    result = normalize({"id": "1", "criteria": ""})
    assert {name for name, value in result.items() if value} <= {"id", "findings"}


def test_deadline_in_a_column_of_its_own():
    record = {
        "id": 1,
        "criteria": "未完成扣1分。",
        "remarks": "责任领导：张三\n完成时限：11月20日前",
        "year": 2024,
    }
    (deadline,) = normalize(record)["deadlines"]
    assert (deadline["field"], deadline["iso"], deadline["quote"]) == ("remarks", "2024-11-20", "11月20日前")
    assert record["remarks"][deadline["start"] : deadline["end"]] == deadline["quote"]
