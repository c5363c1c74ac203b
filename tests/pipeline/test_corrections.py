from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.corrections import hash_of_fields, read_corrections, text_hash
from pipeline.errors import CorrectionError
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

CRITERIA = "未签订责任书扣2分；每发现1处隐患未整改扣0.5分，扣完为止。"
SIGNED = {"who": "张三", "when": "2024-03-01", "why": "原件印错"}
ITEM = "qingshan-2023/1"


def correct(layout: Layout, *entries: dict[str, Any]) -> None:
    path = layout.corrections_of("qingshan-2023")
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
    run(layout, settings=Settings())


def ask(layout: Layout, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(layout.database)) as connection:
        return connection.execute(sql).fetchall()


def rules(layout: Layout) -> list[tuple[Any, ...]]:
    return ask(layout, f"SELECT seq, effect, points, quote FROM rules WHERE item = '{ITEM}' ORDER BY seq")


def of_rule(**entry: Any) -> dict[str, Any]:
    return {"item": ITEM, "text": text_hash(CRITERIA), **entry, **SIGNED}


READ = [(1, "deduct", "2", "未签订责任书扣2分"), (2, "deduct", "0.5", "每发现1处隐患未整改扣0.5分")]


def test_without_corrections_the_rules_are_as_read(layout: Layout) -> None:
    run(layout, settings=Settings())
    assert rules(layout) == READ


def test_a_field_of_a_rule_is_set_and_the_database_says_so(layout: Layout) -> None:
    correct(layout, of_rule(quote="未签订责任书扣2分", set={"points": 3}))
    assert rules(layout)[0] == (1, "deduct", "3", "未签订责任书扣2分")
    assert ask(
        layout, "SELECT item, quote, field, before, after, applied, who, date, why FROM corrections"
    ) == [(ITEM, "未签订责任书扣2分", "points", "2", "3", 1, "张三", "2024-03-01", "原件印错")]


def test_a_rule_is_removed_and_the_rest_numbered_anew(layout: Layout) -> None:
    correct(layout, of_rule(quote="未签订责任书扣2分", remove=True))
    assert rules(layout) == [(1, "deduct", "0.5", "每发现1处隐患未整改扣0.5分")]
    assert ask(layout, f"SELECT rule FROM cap_rules WHERE rule LIKE '{ITEM}/%'") == [(f"{ITEM}/1",)]


def test_a_rule_is_added_where_its_words_stand(layout: Layout) -> None:
    removed = of_rule(quote="未签订责任书扣2分", remove=True)
    added = of_rule(add={"effect": "deduct", "basis": "fixed", "points": "2.5", "quote": "未签订责任书扣2分"})
    correct(layout, removed, added)
    assert rules(layout) == [(1, "deduct", "2.5", "未签订责任书扣2分"), READ[1]]
    assert ask(layout, "SELECT start, end FROM rules WHERE points = '2.5'") == [(0, 9)]


def test_a_corrected_scoring_text_is_read_anew(layout: Layout) -> None:
    entry = {"item": ITEM, "text": hash_of_fields({"criteria": CRITERIA}, ["criteria"]), **SIGNED}
    correct(layout, entry | {"set": {"criteria": "未签订责任书扣4分。"}})
    assert rules(layout) == [(1, "deduct", "4", "未签订责任书扣4分")]
    correct(layout)
    assert rules(layout) == READ


def test_corrected_points_count_in_the_total(layout: Layout) -> None:
    entry = {
        "item": ITEM,
        "text": hash_of_fields({"points": "6"}, ["points"]),
        "set": {"points": 8},
        **SIGNED,
    }
    correct(layout, entry)
    assert ask(layout, "SELECT points FROM items WHERE id = 'qingshan-2023/1'") == [("8",)]
    assert ask(layout, "SELECT total_points FROM documents WHERE id = 'qingshan-2023'") == [("22",)]


STALE = [
    pytest.param({"text": "0" * 16}, "已经变了", id="text changed"),
    pytest.param({"item": "qingshan-2023/99"}, "没有 qingshan-2023/99", id="no such item"),
    pytest.param({"quote": "没有这句扣9分"}, "没有原文是", id="no such rule"),
    pytest.param({"who": ""}, "没有写明", id="unsigned"),
]


@pytest.mark.parametrize(("change", "says"), STALE)
def test_a_correction_that_does_not_fit_is_reported_and_not_applied(
    layout: Layout, change: dict[str, Any], says: str
) -> None:
    correct(layout, of_rule(quote="未签订责任书扣2分", set={"points": 3}) | change)
    assert rules(layout) == READ
    [(message,)] = ask(layout, "SELECT message FROM findings WHERE step = 'correct'")
    assert says in message
    assert ask(layout, "SELECT applied FROM corrections") == [(0,)]


@pytest.mark.parametrize(
    ("quote", "says"),
    [("没有这句扣9分", "评分标准中没有"), ("签订责任书扣2分", "重叠")],
    ids=["no words", "overlap"],
)
def test_a_rule_that_does_not_fit_is_not_added(layout: Layout, quote: str, says: str) -> None:
    correct(layout, of_rule(add={"effect": "deduct", "quote": quote}))
    assert rules(layout) == READ
    assert says in ask(layout, "SELECT message FROM findings WHERE step = 'correct'")[0][0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("item: 1", "应是一个列表"),
        ("- item: a\n  text: b", "之一"),
        ("- item: a\n  text: b\n  set: {colour: red}", "set 只能写"),
        ("- item: a\n  text: b\n  quote: c\n  set: {effect: punish}", "effect 只能是"),
        ("- item: a\n  text: b\n  quote: c\n  set: {points: 很多}", "不是数"),
        ("- item: a\n  text: b\n  quote: c\n  set: {points: .nan}", "不能用作数额"),
        ("- item: a\n  text: b\n  quote: c\n  set: {points: '1e9999'}", "不能用作数额"),
        ("- item: a\n  text: b\n  quote: c\n  set: {points: -5}", "不能用作数额"),
        ("- item: a\n  text: b\n  remove: true", "remove 要用 quote"),
        ("- item: a\n  text: b\n  add: {effect: deduct}", "add 至少"),
        ("- item: a\n  text: b\n  set: {points: 1}\n  colour: red", "不认识的写法 colour"),
        ("- item: [", "不是 YAML"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_its_entry(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError, match=says):
        read_corrections(path)


def kaohe(layout: Layout, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(layout.root)])


def test_review_lists_the_worst_first_and_writes_what_is_to_be_filled_in(layout: Layout) -> None:
    correct(layout, of_rule(quote="没有这句扣9分", set={"points": 3}))
    listed = kaohe(layout, "review", "--info")
    assert listed.exit_code == 0
    severities = [line.split("\t")[1] for line in listed.stdout.splitlines()]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    [name] = [line.split("\t")[0] for line in listed.stdout.splitlines() if "stale_correction" in line]
    assert kaohe(layout, "review", "--stub", name).exit_code == 0
    path = layout.corrections_of("qingshan-2023")
    assert len(read_corrections(path)) == 2
    run(layout, settings=Settings())
    assert ("unfinished_correction",) in ask(layout, "SELECT kind FROM findings WHERE step = 'correct'")
    filled = path.read_text(encoding="utf-8").replace(
        "who:\n  when:\n  why:", "who: 李四\n  when: 今天\n  why: 看过"
    )
    path.write_text(filled, encoding="utf-8")
    run(layout, settings=Settings())
    assert ask(layout, "SELECT accepted_by FROM findings WHERE kind = 'stale_correction'") == [("李四",)]
    assert "stale_correction" not in kaohe(layout, "review", "--info").stdout


def test_review_of_what_is_not_there_says_so(layout: Layout) -> None:
    run(layout, settings=Settings())
    result = kaohe(layout, "review", "--stub", "nowhere/finding/1")
    assert result.exit_code == 1
    assert "没有待核对的问题" in result.stderr
