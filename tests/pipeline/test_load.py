from __future__ import annotations

import copy
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline import indexing
from pipeline.check import check
from pipeline.database_file import current_run
from pipeline.errors import DatabaseError
from pipeline.export import export_all
from pipeline.files import canonical
from pipeline.layout import Layout
from pipeline.load import WORTH_A_POOL, load
from pipeline.schema import TABLES
from pipeline.search import match
from pipeline.settings import Settings

CRITERIA = "每发现1处扣0.5分，超过3处的不得分，并取消评先资格；扣完为止。"
ITEM: dict[str, Any] = {
    "id": "qingshan-2023/1",
    "position": 1,
    "number": "1",
    "section": None,
    "group": None,
    "requirement": "隐患排查。",
    "points": "6",
    "kind": "scored",
    "criteria": CRITERIA,
    "evidence": None,
    "departments": ["县应急局", "县教育局"],
    "where": {"table": 1, "rows": [2, 2], "columns": {"criteria": 4}, "page": 1,
              "boxes": {"criteria": [1, 10.0, 20.0, 30.5, 40.0]}},
}  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "document": "qingshan-2023",
    "file": "anquan.docx",
    "title": "青山县2023年安全生产目标责任书",
    "year": 2023,
    "total_points": "6",
    "headings": {"criteria": "评分标准"},
    "items": [ITEM],
    "findings": [
        {"kind": "odd", "severity": "info", "message": "试", "item": 1, "where": {"table": 1, "rows": [2, 2]}}
    ],
}
RULE: dict[str, Any] = {
    "seq": 1, "effect": "deduct", "basis": "per_unit", "points": "0.5", "points_min": None, "factor": None,
    "formula": None, "per": {"quantity": "1", "unit": "处"}, "thresholds": [], "targets": ["甲", "乙"],
    "condition": "每发现1处", "start": 0, "end": 10, "quote": "每发现1处扣0.5分"[:10],
}  # fmt: skip
FORFEIT = RULE | {
    "seq": 2, "effect": "forfeit", "basis": None, "points": None, "per": None, "targets": [],
    "condition": "超过3处",
    "thresholds": [{"op": ">", "value": "3", "unit": "处"}],
    "start": 11, "end": 19, "quote": "超过3处的不得分",
}  # fmt: skip
CAP = {
    "direction": "deduct",
    "points": None,
    "kind": "item_score",
    "covers": [1],
    "period": None,
    "scope": "text",
}
RULES: dict[str, Any] = {
    "document": "qingshan-2023",
    "items": [
        {
            "id": "qingshan-2023/1",
            "rules": [RULE, FORFEIT],
            "caps": [CAP],
            "findings": [
                {"kind": "doubt", "severity": "warning", "message": "疑", "value": "每", "start": 0, "end": 1}
            ],
        }
    ],
}


@pytest.fixture
def records(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "data")
    put(layout, DOCUMENT, RULES)
    return layout


def put(layout: Layout, document: dict[str, Any], rules: dict[str, Any]) -> None:
    for folder, record in ((layout.items, document), (layout.rules, rules)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{document['document']}.json").write_bytes(canonical(record))


def ask(layout: Layout, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(layout.database)) as connection:
        return connection.execute(sql).fetchall()


def test_every_record_finds_its_row(records: Layout) -> None:
    assert load(records, Settings())
    assert ask(
        records, "SELECT id, item, per_quantity, per_unit, points, points_value FROM rules ORDER BY seq"
    ) == [
        ("qingshan-2023/1/1", "qingshan-2023/1", "1", "处", "0.5", 0.5),
        ("qingshan-2023/1/2", "qingshan-2023/1", None, None, None, None),
    ]
    assert ask(records, "SELECT rule, seq, op, value, value_value, unit, from_end FROM thresholds") == [
        ("qingshan-2023/1/2", 1, ">", "3", 3.0, "处", 0)
    ]
    assert ask(records, "SELECT rule, target FROM rule_targets ORDER BY seq") == [
        ("qingshan-2023/1/1", "甲"),
        ("qingshan-2023/1/1", "乙"),
    ]
    assert ask(records, "SELECT cap, rule FROM cap_rules") == [("qingshan-2023/1/cap/1", "qingshan-2023/1/1")]
    assert ask(records, "SELECT department, position FROM item_departments ORDER BY position") == [
        ("县应急局", 1),
        ("县教育局", 2),
    ]
    assert ask(records, "SELECT name, item_count, points FROM departments ORDER BY name") == [
        ("县应急局", 1, "6"),
        ("县教育局", 1, "6"),
    ]
    assert ask(records, 'SELECT id, item, step, kind, "table", row, start FROM findings ORDER BY id') == [
        ("qingshan-2023/finding/1", "qingshan-2023/1", "extract", "odd", 1, 2, None),
        ("qingshan-2023/finding/2", "qingshan-2023/1", "normalize", "doubt", None, None, 0),
    ]
    assert ask(records, 'SELECT field, "column", page, left, bottom FROM cells') == [
        ("criteria", 4, 1, 10.0, 40.0)
    ]
    assert ask(records, "SELECT rule_count, item_count, finding_count FROM documents") == [(2, 1, 2)]
    assert all(result.breaches == 0 for result in check(records.database))


def test_the_same_records_give_the_same_bytes(records: Layout) -> None:
    load(records, Settings())
    first = records.database.read_bytes()
    assert not load(records, Settings())
    assert load(records, Settings(), force=True)
    assert records.database.read_bytes() == first


def test_many_documents_prepared_by_processes_give_the_same_bytes(records: Layout) -> None:
    for number in range(WORTH_A_POOL):
        put(records, *(_renamed(record, f"qingshan{number}-2023") for record in (DOCUMENT, RULES)))
    load(records, Settings(), workers=1)
    here = records.database.read_bytes()
    load(records, Settings(), force=True, workers=2)
    assert records.database.read_bytes() == here


def test_a_full_disk_is_said_by_the_process_that_makes_the_search_index(
    records: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(WORTH_A_POOL):
        put(records, *(_renamed(record, f"qingshan{number}-2023") for record in (DOCUMENT, RULES)))
    monkeypatch.setattr(indexing, "SETTINGS", (*indexing.SETTINGS, "max_page_count = 2"))
    with pytest.raises(DatabaseError, match=r"写不下去（.*database or disk is full）"):
        load(records, Settings(), workers=2)
    assert not list(records.database.parent.iterdir())


def test_other_settings_make_another_run(records: Layout) -> None:
    load(records, Settings())
    run = current_run(records.database)
    assert load(records, Settings(from_nothing=1))
    assert current_run(records.database) != run


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"effect": "punish"}, "CHECK"),
        ({"condition": None}, "NOT NULL"),
        ({"seq": 2}, "UNIQUE"),
    ],
)
def test_records_that_break_the_schema_leave_the_old_database_in_place(
    records: Layout, change: dict[str, Any], says: str
) -> None:
    load(records, Settings())
    before = records.database.read_bytes()
    broken = copy.deepcopy(RULES)
    broken["items"][0]["rules"][0].update(change)
    put(records, DOCUMENT, broken)
    with pytest.raises(DatabaseError, match=says):
        load(records, Settings())
    assert records.database.read_bytes() == before
    assert [path.name for path in records.database.parent.iterdir()] == ["kaohe.db"]


def test_a_cap_over_a_rule_that_is_not_there_is_refused(records: Layout) -> None:
    broken = copy.deepcopy(RULES)
    broken["items"][0]["caps"][0]["covers"] = [7]
    put(records, DOCUMENT, broken)
    with pytest.raises(DatabaseError, match="cap_rules"):
        load(records, Settings())
    assert not records.database.exists()


def test_a_large_database_refuses_it_too(records: Layout) -> None:
    load(records, Settings(from_nothing=0))
    before = records.database.read_bytes()
    broken = copy.deepcopy(RULES)
    broken["items"][0]["caps"][0]["covers"] = [7]
    put(records, DOCUMENT, broken)
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        load(records, Settings(from_nothing=0))
    assert records.database.read_bytes() == before


def test_items_without_rules_are_refused(records: Layout) -> None:
    (records.rules / "qingshan-2023.json").unlink()
    with pytest.raises(DatabaseError, match="缺少规则文件"):
        load(records, Settings())


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_a_damaged_database_is_rebuilt(records: Layout, content: bytes) -> None:
    load(records, Settings())
    whole = records.database.read_bytes()
    records.database.write_bytes(content)
    assert current_run(records.database) is None
    assert load(records, Settings())
    assert records.database.read_bytes() == whole


def test_check_names_what_is_broken(records: Layout) -> None:
    load(records, Settings())
    with closing(sqlite3.connect(records.database)) as connection, connection:
        connection.execute("UPDATE rules SET quote = '改动' WHERE seq = 1")
        connection.execute("UPDATE documents SET total_points = '7', total_points_value = 7")
    broken = {result.sentence: result.examples for result in check(records.database) if result.breaches}
    assert broken == {
        "规则原文与其位置一致": ("qingshan-2023/1/1",),
        "总分等于各计分事项之和": ("qingshan-2023：7",),
    }


def test_check_finds_an_amount_that_nothing_covers(records: Layout) -> None:
    document = copy.deepcopy(DOCUMENT)
    document["items"][0]["criteria"] = CRITERIA + "漏报扣２．５分，30分钟内。"
    put(records, document, RULES)
    load(records, Settings())
    broken = {result.sentence: result.examples for result in check(records.database) if result.breaches}
    assert broken == {"评分标准中的每个分数都在规则、封顶或问题里": ("qingshan-2023/1 的“２．５分”",)}


@pytest.mark.parametrize(("row", "section", "breaches"), [(4, None, 1), (3, None, 0), (4, "二、其他", 0)])
def test_check_finds_a_row_between_two_items_that_is_lost(
    records: Layout, row: int, section: str | None, breaches: int
) -> None:
    second = ITEM | {"id": "qingshan-2023/2", "position": 2, "number": "2", "section": section, "criteria": "",
                     "where": {"table": 1, "rows": [row, row]}}  # fmt: skip
    note = {"kind": "no_criteria", "severity": "warning", "message": "空", "item": 2}
    put(records, DOCUMENT | {"items": [ITEM, second], "findings": [note], "total_points": "12"}, RULES)
    load(records, Settings())
    assert sum(result.breaches for result in check(records.database)) == breaches


def test_exports_open_in_excel_and_keep_decimals_as_text(records: Layout) -> None:
    load(records, Settings())
    assert export_all(records, Settings().formats)
    content = (records.exports / "csv" / "rules.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,item,")
    assert "每发现1处扣0.5分"[:10] in content.decode("utf-8-sig")
    rules = json.loads((records.exports / "json" / "rules.json").read_bytes())
    assert [rule["points"] for rule in rules] == ["0.5", None]
    assert "points_value" not in rules[0]


def test_the_nested_export_gives_the_rules_back_as_they_were(records: Layout) -> None:
    load(records, Settings())
    export_all(records, Settings().formats)
    tree = json.loads((records.exports / "documents" / "qingshan-2023.json").read_bytes())
    [item] = tree["items"]
    assert item["departments"] == ["县应急局", "县教育局"]
    given = [{"id": f"qingshan-2023/1/{rule['seq']}", **rule} for rule in (RULE, FORFEIT)]
    given[1]["thresholds"] = [{"op": ">", "value": "3", "value_to": None, "unit": "处", "from_end": False}]
    assert [_said(rule) for rule in item["rules"]] == given
    assert {name: item["caps"][0][name] for name in CAP} == CAP
    assert [finding["kind"] for finding in tree["findings"]] == ["odd", "doubt"]


def test_exports_are_written_again_only_for_another_database_or_when_incomplete(records: Layout) -> None:
    load(records, Settings())
    export_all(records, Settings().formats)
    assert not export_all(records, Settings().formats)
    (records.exports / "csv" / "caps.csv").unlink()
    assert export_all(records, Settings().formats)
    assert (records.exports / "csv" / "caps.csv").exists()


def _said(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule without what the normaliser may leave out."""
    bounds = [
        {k: v for k, v in bound.items() if k not in ("indicator", "source")} for bound in rule["thresholds"]
    ]
    return {k: v for k, v in rule.items() if k != "indicator"} | {"thresholds": bounds}


def test_a_large_database_takes_over_what_has_not_changed(records: Layout) -> None:
    for name in ("a-2024", "b-2024", "c-2024"):
        put(records, *(_renamed(record, name) for record in (DOCUMENT, RULES)))
    load(records, Settings(from_nothing=0))
    changed = _renamed(DOCUMENT, "b-2024")
    changed["items"][0]["requirement"] = "隐患整治。"
    put(records, changed, _renamed(RULES, "b-2024"))
    for folder in (records.items, records.rules):
        (folder / "c-2024.json").unlink()
    assert load(records, Settings(from_nothing=0))
    brought_up = dump(records)
    assert search(records, "整治") == ["b-2024/1"]
    assert search(records, "隐患排查") == ["a-2024/1", "qingshan-2023/1"]
    assert load(records, Settings(from_nothing=0), force=True)
    assert brought_up == dump(records)
    assert all(result.breaches == 0 for result in check(records.database))


def _renamed(record: dict[str, Any], name: str) -> dict[str, Any]:
    return json.loads(json.dumps(record).replace("qingshan-2023", name))  # type: ignore[no-any-return]


def dump(layout: Layout) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows in the order of their keys."""
    order = {table.name: ", ".join(f'"{name}"' for name in table.primary_key) for table in TABLES}
    return {name: ask(layout, f'SELECT * FROM "{name}" ORDER BY {keys}') for name, keys in order.items()}


def search(layout: Layout, words: str) -> list[str]:
    query = match(words)
    found = ask(
        layout, f"SELECT id FROM items WHERE rowid IN (SELECT rowid FROM items_search('{query}')) ORDER BY id"
    )
    return [name for (name,) in found]
