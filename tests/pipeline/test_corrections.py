from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cap_corrections import cap_names
from pipeline.cli import main
from pipeline.correction_files import read_corrections
from pipeline.corrections import hash_of_fields, text_hash
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
        ("- item: a\n  text: b\n  quote: c\n  set: {points: .nan}", "不是数"),
        ("- item: a\n  text: b\n  quote: c\n  set: {points: '1e9999'}", "不能用作数额"),
        ("- item: a\n  text: b\n  quote: c\n  set: {points: -5}", "不能用作数额"),
        ("- item: a\n  text: b\n  remove: true", "remove 要用 quote"),
        ("- item: a\n  text: b\n  add: {effect: deduct}", "add 至少"),
        ("- item: a\n  text: b\n  set: {points: 1}\n  colour: red", "不认识的写法 colour"),
        ("- item: [", "不是 YAML"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    file = read_corrections(path)
    assert not file.corrections
    [problem] = file.problems
    assert says in problem
    assert problem.startswith(str(path))
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("entry", "line", "says"),
    [
        ("set: {departments: [1, {a: b}]}", 7, "departments 的第1个 应是文字，现为 1"),
        ("set:\n    criteria: 5", 8, "criteria 应是文字，现为 5；数字要加引号"),
        ("set: {kind: [a]}", 7, "kind 只能是 scored"),
        ("quote: [1]\n  remove: true", 7, "quote 应是文字"),
        ("accept: [no_points]", 7, "accept 应是文字"),
        ("accept: {a: b}", 7, "accept 应是文字"),
        ("quote: x\n  set: {thresholds: 3}", 8, "thresholds 应是一个列表，现为 3"),
        ("quote: x\n  set: {thresholds: [{op: '≥', value: 3}]}", 8, "op 只能是 <"),
        ("quote: x\n  set: {thresholds: [{op: '<'}]}", 8, "thresholds 的第1个 要写 op 和 value"),
        ("quote: x\n  set: {thresholds: [{op: '<', value: 3, from_end: 1}]}", 8, "from_end 只能写 true"),
        ("quote: x\n  set: {per: 3}", 8, "per 要写 quantity 和 unit"),
        ("quote: x\n  set: {condition: null}", 8, "condition 应是文字，现为 空"),
        ("quote: x\n  remove: 7", 8, "remove 只能写 true，现为 7"),
        ("quote: x\n  cap: y\n  remove: true", 4, "只能写一个"),
        ("cap: x\n  set: {effect: deduct}", 8, "set 只能写 direction"),
        ("cap: x\n  set: {direction: sideways}", 8, "direction 只能是 deduct"),
        ("add: {direction: deduct, quote: 扣完为止}", 7, "direction、kind 和 quote"),
        ("add: 3", 7, "add 至少"),
        ("set: 3", 7, "set 只能写"),
        ("set: {points: [3]}", 7, "points：['3'] 不是数"),
        ("set: {points: 3}\n  set: {points: 4}", 8, "set 写了两次"),
        ("link: qingshan-2024/1\n  kind: same", 4, "对应关系的更正要写"),
        ("who: [张三]\n  remove: true\n  quote: x", 7, "who 应是文字"),
    ],
)
def test_a_value_of_another_kind_is_told_in_one_line(
    tmp_path: Path, entry: str, line: int, says: str
) -> None:
    path = tmp_path / "a.yaml"
    good = "- {item: a, text: b, quote: 好, remove: true}\n"
    path.write_text(f"# 更正\n\n{good}- item: a\n  # 说明\n  text: b\n  {entry}\n", encoding="utf-8")
    file = read_corrections(path)
    [problem] = file.problems
    if "写了两次" not in says:
        assert [one.quote for one in file.corrections] == ["好"]
    assert problem.startswith(f"{path}，第{line}行：")
    assert says in problem and "\n" not in problem


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "- " * 3000,
        "- &a [*a]",
        "- &a {item: x}\n- *a",
        "- 3",
        "- item: a\n\ttext: b",
        "{",
        "x",
        "- ? [a]\n  : b",
    ],
)
def test_a_file_that_is_no_list_of_entries_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    file = read_corrections(path)
    assert not file.corrections
    [problem] = file.problems
    assert problem.startswith(str(path)) and "\n" not in problem


def test_what_yaml_takes_for_numbers_and_dates_stays_as_written(tmp_path: Path) -> None:
    """A hash of digits alone, a number of an item, a date."""
    path = tmp_path / "a.yaml"
    text = "- item: a/1\n  text: 0123456701234567\n  set: {number: 1.10, points: 3.50}\n  when: 2024-03-01\n"
    path.write_text(text, encoding="utf-8")
    [one] = read_corrections(path).corrections
    assert (one.text, one.value, one.when) == (
        "0123456701234567",
        {"number": "1.10", "points": "3.50"},
        "2024-03-01",
    )


def test_a_broken_file_costs_only_its_own_document(layout: Layout) -> None:
    run(layout, settings=Settings())
    layout.corrections.mkdir()
    layout.corrections_of("donghu-2024").write_text("- item: [", encoding="utf-8")
    entry = of_rule(quote="未签订责任书扣2分", set={"points": 3})
    layout.corrections_of("qingshan-2023").write_text(yaml.safe_dump([entry], allow_unicode=True), "utf-8")
    for command in (("run",), ("load",), ("run",)):
        result = kaohe(layout, *command)
        assert result.exit_code == 1
        [line] = [line for line in result.stderr.splitlines() if line.startswith("错误：")]
        assert "donghu-2024.yaml，第1行" in line
    assert rules(layout)[0][2] == "3"
    assert ask(layout, "SELECT document, severity FROM findings WHERE kind = 'unreadable_correction'") == [
        ("donghu-2024", "error")
    ]
    layout.corrections_of("donghu-2024").unlink()
    assert kaohe(layout, "run", "--allow-findings").exit_code == 0


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere-2024.yaml", "没有文件 nowhere-2024"), ("donghu-2024.yml", "以 .yaml 结尾")]
)
def test_corrections_for_no_document_are_told(layout: Layout, name: str, says: str) -> None:
    layout.corrections.mkdir()
    (layout.corrections / name).write_text("", encoding="utf-8")
    result = kaohe(layout, "run", "--allow-findings")
    assert result.exit_code == 0
    [line] = [line for line in result.stderr.splitlines() if name in line]
    assert says in line


def caps(layout: Layout) -> list[tuple[Any, ...]]:
    sql = f"SELECT seq, direction, kind, points, scope, quote FROM caps WHERE item = '{ITEM}' ORDER BY seq"
    return ask(layout, sql)


READ_CAP = (1, "deduct", "item_score", None, "text", "扣完为止")


def test_a_cap_is_set(layout: Layout) -> None:
    correct(
        layout, of_rule(cap="扣完为止", set={"kind": "amount", "points": 3, "covers": ["未签订责任书扣2分"]})
    )
    assert caps(layout) == [(1, "deduct", "amount", "3", "text", "扣完为止")]
    assert ask(layout, f"SELECT rule FROM cap_rules WHERE cap LIKE '{ITEM}/%'") == [(f"{ITEM}/1",)]
    assert ask(layout, "SELECT quote, field, before, after FROM corrections ORDER BY id") == [
        (
            "扣完为止",
            "cap.covers",
            '["未签订责任书扣2分", "每发现1处隐患未整改扣0.5分"]',
            '["未签订责任书扣2分"]',
        ),
        ("扣完为止", "cap.kind", "item_score", "amount"),
        ("扣完为止", "cap.points", None, "3"),
    ]


def test_a_cap_is_removed_and_another_added(layout: Layout) -> None:
    added = {"direction": "deduct", "kind": "amount", "points": 1, "quote": "扣0.5分", "covers": [READ[1][3]]}
    correct(layout, of_rule(cap="扣完为止", remove=True), of_rule(add=added))
    assert caps(layout) == [(1, "deduct", "amount", "1", "text", "扣0.5分")]
    assert ask(layout, f"SELECT rule FROM cap_rules WHERE cap LIKE '{ITEM}/%'") == [(f"{ITEM}/2",)]
    assert ask(layout, "SELECT field, applied FROM corrections ORDER BY id") == [
        ("cap.remove", 1),
        ("cap.add", 1),
    ]


def test_a_cap_covers_a_rule_that_was_added(layout: Layout) -> None:
    quote = "扣完为止"
    rule = of_rule(add={"effect": "deduct", "basis": "fixed", "points": 9, "quote": quote})
    correct(layout, rule, of_rule(cap=quote, set={"covers": [quote]}))
    assert ask(layout, f"SELECT rule FROM cap_rules WHERE cap LIKE '{ITEM}/%'") == [(f"{ITEM}/3",)]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"cap": "扣完为止#2", "remove": True}, "没有名为“扣完为止#2”的封顶（有 扣完为止）"),
        ({"cap": "扣完为止", "set": {"covers": ["没有"]}}, "没有原文是“没有”的规则"),
        ({"add": {"direction": "bonus", "kind": "unlimited", "quote": "没有"}}, "评分标准中没有“没有”"),
    ],
)
def test_a_cap_that_does_not_fit_is_reported(layout: Layout, entry: dict[str, Any], says: str) -> None:
    correct(layout, of_rule(**entry))
    assert caps(layout) == [READ_CAP]
    [(message,)] = ask(layout, "SELECT message FROM findings WHERE step = 'correct'")
    assert says in message
    assert ask(layout, "SELECT applied FROM corrections") == [(0,)]


def test_caps_of_the_same_words_are_counted() -> None:
    quotes = ("最高加1分", "最高加1分", None, "扣完为止")
    assert cap_names([{"quote": quote, "scope": "table"} for quote in quotes]) == [
        "最高加1分",
        "最高加1分#2",
        "table",
        "扣完为止",
    ]


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
    assert len(read_corrections(path).corrections) == 2
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
