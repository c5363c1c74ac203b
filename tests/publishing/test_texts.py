from __future__ import annotations

from typing import Any

import pytest

from publishing.hits import hits, marked, snippet
from publishing.issued import issued
from publishing.layers import Span, stretches, within_rule
from publishing.wording import bound_in_words, place_in_words, share


def rule(text: str, **given: Any) -> dict[str, Any]:
    found = {"seq": 1, "start": 0, "end": len(text), "effect": "deduct", "points": None, "points_min": None,
             "per_unit": None, "per_quantity": None, "thresholds": [], **given}  # fmt: skip
    for bound in found["thresholds"]:
        bound.setdefault("value_to", None)
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
    bound = {"op": "between", "value": "90", "value_to": "95", "unit": "%", "from_end": 0}
    assert bound_in_words(bound) == "介于 90～95%"
    assert (
        bound_in_words({**bound, "op": "<=", "unit": "位", "value": "10", "from_end": 1})
        == "不高于 10位（倒数）"
    )
    assert [share("1", "3"), share(None, "3"), share("1", "0"), share("3", "3")] == [
        "33.33%",
        None,
        None,
        "100%",
    ]
    assert place_in_words(item(page=2, row_first=3, row_last=5)) == "第2页，第1张表，第3～5行"
