"""The step in a data folder: files, cache, database, corrections."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from made_tables import DOCUMENTS, ELSEWHERE, put

from pipeline.cache import Cache
from pipeline.compare_step import compare_documents
from pipeline.comparing import to_record
from pipeline.comparison.in_database import compare_in_database, of_place, timeline
from pipeline.errors import SelectionError
from pipeline.files import canonical
from pipeline.layout import Layout
from pipeline.load import load
from pipeline.pools import local_pools
from pipeline.settings import Settings


def compared(layout: Layout, documents: list[str] = DOCUMENTS) -> int:
    return compare_documents(layout, documents, Cache(layout.cache), Settings(), local_pools(1))


def ask(layout: Layout, sql: str) -> list[tuple[Any, ...]]:
    load(layout, Settings())
    with closing(sqlite3.connect(layout.database)) as connection:
        return connection.execute(sql).fetchall()


def test_links_and_changes_reach_the_database(layout: Layout) -> None:
    assert compared(layout) == 3
    assert ask(layout, "SELECT item, earlier_item, kind FROM links ORDER BY id") == [
        ("donghu-2024/7", "qingshan-2023/2", "same"),
        ("qingshan-2024/1", "qingshan-2023/1", "same"),
        ("qingshan-2024/2", "donghu-2024/7", "same"),
        ("qingshan-2024/2", "qingshan-2023/2", "same"),
    ]
    kinds = "SELECT kind, before, after, rule, link FROM changes ORDER BY id"
    assert ask(layout, kinds) == [
        ("points_raised", "3", "4", None, "qingshan-2024/1~qingshan-2023/1"),
        (
            "amount_raised",
            "每1次扣0.5分",
            "每1次扣1分",
            "qingshan-2024/1/1",
            "qingshan-2024/1~qingshan-2023/1",
        ),
        ("item_added", None, "推进生活垃圾分类", None, None),
    ]


def test_views_give_both_sides(layout: Layout) -> None:
    compared(layout)
    changes = "SELECT jurisdiction, earlier_year, year, kind, earlier_item, item FROM changes_in_full LIMIT 1"
    assert ask(layout, changes) == [
        ("青山县", 2023, 2024, "points_raised", "qingshan-2023/1", "qingshan-2024/1")
    ]
    counterparts = "SELECT item, counterpart, share_of_total, counterpart_share FROM counterparts"
    assert ask(layout, f"{counterparts} WHERE item LIKE '%/1' ORDER BY item") == [
        ("qingshan-2023/1", "qingshan-2024/1", 42.8571, 40.0),
        ("qingshan-2024/1", "qingshan-2023/1", 40.0, 42.8571),
    ]


def test_the_database_gives_the_comparison_that_the_files_gave(layout: Layout) -> None:
    compared(layout)
    load(layout, Settings())
    stored = json.loads((layout.links / "qingshan-2024.json").read_bytes())["comparisons"]
    [wanted] = [one for one in stored if one["earlier"] == "qingshan-2023"]
    with closing(sqlite3.connect(layout.database)) as connection:
        found = to_record(compare_in_database(connection, "qingshan-2023", "qingshan-2024"))
    assert json.loads(canonical(found)) == wanted


def test_only_what_changed_is_worked_on_again(layout: Layout) -> None:
    compared(layout)
    before = {path.name: path.read_bytes() for path in layout.links.iterdir()}
    assert compared(layout) == 0
    put(layout, "donghu-2024", [("7", "加强森林防火", "6", "发生火灾每起扣3分")], 2024, "东湖区")
    assert compared(layout) == 2
    assert {path.name: path.read_bytes() for path in layout.links.iterdir()} == before


@pytest.mark.parametrize("entries", ["compare", "pairs"])
def test_what_is_kept_of_a_file_and_cannot_be_read_is_made_again(layout: Layout, entries: str) -> None:
    compared(layout)
    before = {path.name: path.read_bytes() for path in layout.links.iterdir()}
    put(layout, "donghu-2024", [("7", "加强森林防火", "6", "发生火灾每起扣3分")], 2024, "东湖区")
    for path in (layout.cache / entries).rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    compared(layout)
    after = {path.name: path.read_bytes() for path in layout.links.iterdir()}
    assert after.keys() == before.keys()
    shutil.rmtree(layout.cache)
    shutil.rmtree(layout.links)
    compared(layout)
    assert {path.name: path.read_bytes() for path in layout.links.iterdir()} == after


def test_a_document_that_is_gone_takes_its_links_along(layout: Layout) -> None:
    compared(layout)
    (layout.items / "qingshan-2023.json").unlink()
    (layout.rules / "qingshan-2023.json").unlink()
    compared(layout, DOCUMENTS[1:])
    assert ask(layout, "SELECT count(*) FROM links WHERE id LIKE '%2023%'") == [(0,)]
    assert not (layout.links / "qingshan-2023.json").exists()


def test_a_damaged_cache_is_made_again(layout: Layout) -> None:
    compared(layout)
    before = (layout.links / "qingshan-2024.json").read_bytes()
    for path in layout.cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    (layout.links / "qingshan-2024.json").unlink()
    compared(layout)
    assert (layout.links / "qingshan-2024.json").read_bytes() == before


VERDICT = """
- item: qingshan-2024/3
  link: donghu-2024/7
  kind: related
  who: 张三
  when: 2024-05-06
  why: 都要发动群众
- item: qingshan-2024/1
  link: qingshan-2023/1
  kind: none
  who: 张三
  when: 2024-05-06
  why: 不是一回事
"""


def test_people_decide(layout: Layout) -> None:
    layout.corrections_of("qingshan-2024").write_text(VERDICT, encoding="utf-8")
    compared(layout)
    by_person = "SELECT item, earlier_item, kind, reasons FROM links WHERE origin = 'person' ORDER BY kind"
    found = ask(layout, by_person)
    assert [row[2] for row in found] == ["none", "related"]
    assert found[0][3] == "不是一回事（张三，2024-05-06）"
    dropped = "SELECT count(*) FROM changes WHERE kind IN ('item_removed', 'item_added')"
    assert ask(layout, dropped) == [(3,)]


@pytest.mark.parametrize(
    ("old", "new"), [("kind: none", "kind: maybe"), ("  who: 张三\n", ""), ("why: 不", "reason: 不")]
)
def test_a_verdict_that_cannot_be_used_is_left_out_and_told(layout: Layout, old: str, new: str) -> None:
    layout.corrections_of("qingshan-2024").write_text(VERDICT.replace(old, new, 1), encoding="utf-8")
    compared(layout)
    assert ask(layout, "SELECT count(*) FROM links WHERE origin = 'person'") == [(1,)]
    found = ask(layout, "SELECT message FROM findings WHERE kind = 'unreadable_correction'")
    assert [("qingshan-2024.yaml，第" in message) for (message,) in found] == [True]


def test_documents_are_found_by_place_and_year(layout: Layout) -> None:
    compared(layout)
    load(layout, Settings())
    with closing(sqlite3.connect(layout.database)) as connection:
        assert of_place(connection, "青山县", 2023) == "qingshan-2023"
        with pytest.raises(SelectionError, match="有 2023、2024 年的"):
            of_place(connection, "青山县", 2019)
        with pytest.raises(SelectionError, match="是不是 青山县"):
            of_place(connection, "青山", 2023)
        with pytest.raises(SelectionError, match="是不是 qingshan"):
            compare_in_database(connection, "qingshan-2022", "qingshan-2024")


def test_two_documents_of_a_place_and_year(layout: Layout) -> None:
    put(layout, "qingshan-2024-b", ELSEWHERE, 2024, "青山县")
    compared(layout, [*DOCUMENTS, "qingshan-2024-b"])
    load(layout, Settings())
    with closing(sqlite3.connect(layout.database)) as connection:
        with pytest.raises(SelectionError, match="2 份文件"):
            of_place(connection, "青山县", 2024)
        found = compare_in_database(connection, "qingshan-2024", "qingshan-2024-b")
    assert [(link.left, link.right) for link in found.links] == [("qingshan-2024/2", "qingshan-2024-b/7")]


def test_a_subject_through_the_years(layout: Layout) -> None:
    compared(layout)
    load(layout, Settings())
    with closing(sqlite3.connect(layout.database)) as connection:
        rows = timeline(connection, "火灾")
        assert timeline(connection, "灾 火") == timeline(connection, "火灾", limit=3) == rows
        assert (
            timeline(connection, "火灾 %") == timeline(connection, "火_") == timeline(connection, "~") == []
        )
    told = [(row["document"], row["comparable_points"], row["share_of_total"]) for row in rows]
    assert told == [
        ("qingshan-2023", 1.0, 14.2857),
        ("donghu-2024", 2.0, 33.3333),
        ("qingshan-2024", 1.0, 10.0),
    ]
