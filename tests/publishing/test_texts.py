from __future__ import annotations

from typing import Any

import pytest

from publishing import english_rules
from publishing.hits import hits, marked, snippet
from publishing.issued import issued
from publishing.layers import Span, stretches, within_rule
from publishing.wording import bound, consequence, place, share


def rule(text: str, **given: Any) -> dict[str, Any]:
    found = {"seq": 1, "start": 0, "end": len(text), "effect": "deduct", "points": None, "points_min": None,
             "per_unit": None, "per_quantity": None, "thresholds": [], **given}  # fmt: skip
    for threshold in found["thresholds"]:
        threshold.setdefault("value_to", None)
    return found


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("未报送每次扣0.5分", {"points": "0.5", "per_unit": "次", "per_quantity": "1"},
         [("amount", "扣0.5分"), ("per", "每次")]),
        ("每下降2％扣0．1分", {"points": "0.1", "per_unit": "%", "per_quantity": "2"},
         [("amount", "扣0．1分"), ("per", "每下降2％")]),
        ("发现一例扣10分", {"points": "10", "per_unit": "例", "per_quantity": "1"},
         [("amount", "扣10分"), ("per", "一例")]),
        ("低于90%的扣1分", {"points": "1", "thresholds": [{"value": "90", "unit": "%"}]},
         [("amount", "扣1分"), ("bound", "低于90%")]),
        ("后10位的扣1分", {"points": "1", "thresholds": [{"value": "10", "unit": "位"}]},
         [("amount", "扣1分"), ("bound", "后10位")]),
        ("90%-95%按比例扣分", {"thresholds": [{"value": "90", "value_to": "95", "unit": "%"}]},
         [("amount", "按比例扣分"), ("bound", "90%-95%")]),
        ("质量较差的酌情扣0-0.5分", {"points": "0.5", "points_min": "0"}, [("amount", "酌情扣0-0.5分")]),
        ("0.1分", {"points": "0.1"}, [("amount", "0.1分")]),
        ("发生事故的不得分", {"effect": "forfeit"}, [("amount", "不得分")]),
        ("扣10.5分", {"points": "0.5"}, []),
        ("超过规定标准的", {"points": "3"}, []),
    ],
)  # fmt: skip
def test_amounts_units_and_bounds_are_found_in_the_words(
    text: str, given: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = within_rule(text, rule(text, **given))
    assert [(span.layer, text[span.start : span.end]) for span in found] == expected


def test_the_pieces_are_the_text_whatever_overlaps() -> None:
    text = "一二三四五六七八"
    rules = [{"seq": 1, "start": 1, "end": 4}, {"seq": 2, "start": 5, "end": 7}]
    spans = [Span("cap", 0, 2), Span("bound", 1, 6), Span("per", 3, 99), Span("amount", 6, 6)]
    found = stretches(text, rules, spans)
    assert "".join(piece.text for stretch in found for piece in stretch.pieces) == text
    assert [stretch.rule["seq"] if stretch.rule else None for stretch in found] == [None, 1, None, 2, None]
    assert found[1].pieces[0].layers == ("bound", "cap")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [("秸秆禁烧，秸秆离田", "秸秆", ["秸秆", "秸秆"]), ("秸，秆", "秸秆", []), ("ＰＭ２．５达标", "pm2", ["ＰＭ２"]),
     ("面积㎡", "m2", ["㎡"]), ("焚烧烧", "焚烧 烧烧", ["焚烧烧"]), ("甲乙", "", []), ("甲乙", "。", [])],
)  # fmt: skip
def test_hits(text: str, words: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, words)] == expected
    assert "".join(part.text for part in marked(text, words)) == text


def test_a_snippet_holds_the_first_hit() -> None:
    text = "前" * 300 + "秸秆" + "后" * 300
    found = snippet(text, "秸秆")
    assert [part.text for part in found if part.hit] == ["秸秆"]
    assert found[0].text == found[-1].text == "…"
    assert sum(len(part.text) for part in found) < 200


def item(**given: Any) -> dict[str, Any]:
    fields = ("section", "group", "number", "requirement", "points", "criteria", "evidence", "departments", "sheet",
              "table", "page", "row_first", "row_last", "paragraph_first", "paragraph_last")  # fmt: skip
    return {**dict.fromkeys(fields), "kind": "scored", "table": 1, **given}


def test_labels_run_over_their_rows_and_no_further() -> None:
    items = [item(section="一", group="甲", criteria="1"), item(section="一", group="甲", criteria="2"),
             item(section="二", group="甲", criteria="3"), item(section="二", group="乙", criteria="4")]  # fmt: skip
    (table,) = issued(items, {1: {"section": 1, "group": 2, "criteria": 3}}, {"criteria": "办法"})
    cells = [
        (cell.field, cell.text, cell.rows)
        for _, row in table.rows
        for cell in row
        if cell.field != "criteria"
    ]
    assert cells == [
        ("section", "一", 2),
        ("group", "甲", 2),
        ("section", "二", 2),
        ("group", "甲", 1),
        ("group", "乙", 1),
    ]
    assert table.headings[-1] == ("criteria", "办法", 1)


def test_a_heading_over_two_columns_stands_once() -> None:
    headings = {"number": "目标及要求", "requirement": "目标及要求", "points": "分值"}
    columns = {1: {"number": 1, "requirement": 2, "points": 3}}
    (table,) = issued([item(number="1", requirement="甲", points="2")], columns, headings)
    assert [(text, wide) for _, text, wide in table.headings] == [("目标及要求", 2), ("分值", 1)]
    assert [cell.text for _, row in table.rows for cell in row] == ["1", "甲", "2"]


def test_a_text_without_tables_has_all_its_fields() -> None:
    (table,) = issued([item(table=None, number="1", requirement="甲", criteria="乙")], {}, {})
    assert [name for name, _, _ in table.headings] == ["number", "requirement", "criteria"]


def test_words() -> None:
    between = {"op": "between", "value": "90", "value_to": "95", "unit": "%", "from_end": 0}
    assert bound(between, "zh") == "介于 90～95%"
    assert (
        bound({**between, "op": "<=", "unit": "位", "value": "10", "from_end": 1}, "zh")
        == "不高于 10位（倒数）"
    )
    assert [share("1", "3"), share(None, "3"), share("1", "0"), share("3", "3")] == [
        "33.33%",
        None,
        None,
        "100%",
    ]
    assert place(item(page=2, row_first=3, row_last=5), "zh") == "第2页，第1张表，第3～5行"


@pytest.mark.parametrize(
    ("given", "chinese", "english"),
    [
        ({"basis": "per_unit", "points": "0.25", "per": ("1", "次")}, "每1次扣0.25分",
         "Deduct 0.25 points for each time"),
        ({"basis": "per_unit", "points": "1", "per": ("1", "百分点")}, "每1个百分点扣1分",
         "Deduct 1 point for each percentage point"),
        ({"basis": "per_unit", "points": "0.2", "per": ("5", "%")}, "每5%扣0.2分", "Deduct 0.2 points for each 5%"),
        ({"basis": "per_unit", "points": "2", "per": ("3", "工作日")}, "每3个工作日扣2分",
         "Deduct 2 points for each 3 working days"),
        ({"basis": "per_unit", "points": "2", "per": ("1", "企业")}, "每1个企业扣2分",
         "Deduct 2 points for each business"),
        ({"basis": "per_unit", "points": "2", "per": ("1", "盏")}, "每1盏扣2分", "Deduct 2 points for each “盏”"),
        ({"basis": "per_unit", "points": "2", "per": ("10", "万元")}, "每10万元扣2分",
         "Deduct 2 points for each 100,000 yuan"),
        ({"basis": "fixed", "points": "3"}, "扣3分", "Deduct 3 points"),
        ({"basis": "discretionary", "points": "0.5", "points_min": "0"}, "酌情扣0～0.5分",
         "Deduct 0 to 0.5 points at discretion"),
        ({"basis": "share", "factor": "0.5"}, "扣本项分值的50%", "Deduct 50% of the item's mark"),
        ({"basis": "multiple", "factor": "2"}, "按前项分值的2倍扣分", "Deduct 2 times the preceding amount"),
        ({"basis": "proportional"}, "按比例扣分", "Deduct points in proportion"),
        ({"basis": "by_reference", "factor": "0.25"}, "按所指分值的0.25倍扣分",
         "Deduct 25% of the points stated elsewhere"),
        ({"effect": "award", "basis": "full"}, "得满分", "Earn the full mark"),
        ({"effect": "bonus", "basis": "fixed", "points": "1"}, "加1分", "Add 1 point"),
        ({"effect": "forfeit"}, "不得分", "No points at all"),
    ],
)  # fmt: skip
def test_rules_in_plain_words(given: dict[str, Any], chinese: str, english: str) -> None:
    per = given.get("per")
    found = {"effect": "deduct", "basis": None, "points": None, "points_min": None, "factor": None, "formula": None,
             **given, "per": {"quantity": per[0], "unit": per[1]} if per else None}  # fmt: skip
    assert consequence(found, "zh") == chinese
    assert consequence(found, "en") == english


def test_caps_bounds_and_places_in_english() -> None:
    cap = {"kind": "amount", "direction": "deduct", "points": "3", "period": "季度"}
    assert english_rules.cap(cap) == "at most 3 points deducted each quarter"
    assert english_rules.cap({**cap, "kind": "item_score", "period": None}) == "up to the item's own mark"
    between = {"op": "between", "value": "90", "value_to": "95", "unit": "%", "from_end": 0}
    assert bound(between, "en") == "between 90 and 95%"
    assert (
        bound({**between, "op": "<=", "value": "10", "unit": "位", "from_end": 1}, "en")
        == "at most 10 ranks from the bottom"
    )
    assert place(item(page=2, row_first=3, row_last=5), "en") == "page 2, table 1, rows 3–5"
