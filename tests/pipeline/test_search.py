from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing

import pytest

from pipeline import search
from pipeline.bigrams import bigrams
from pipeline.layout import Layout

TEXTS = (
    "秸秆焚烧火点处置率低于90%的，每低于1个百分点扣0.1分。",
    "PM2.5浓度达到35μg/m³；ＰＭ10按《大气十条》（国发〔2013〕37号）考核。",
    "焚烧。烧毁秸秆：秸秆综合利用率",
    "党政“一把手”履职，一票否决；扣完为止。",
    "每季度末月20日前报送A类、b类清单_2024",
    "",
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE texts (text TEXT)")
        for statement in search.create():
            connection.execute(statement)
        for rowid, text in enumerate(TEXTS, 1):
            connection.execute("INSERT INTO texts VALUES (?)", (text,))
            connection.execute(search.insert(), (rowid, bigrams(text), "", "", ""))
        yield connection


def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", character) for character in text).lower()


def found(index: sqlite3.Connection, words: str) -> set[int]:
    sql = f"SELECT rowid FROM {search.TABLE}(?)"
    return {row[0] for row in index.execute(sql, (search.match(words),))}


def like(index: sqlite3.Connection, word: str) -> set[int]:
    return {
        row[0] for row in index.execute("SELECT rowid FROM texts WHERE text LIKE '%' || ? || '%'", (word,))
    }


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_every_word_of_the_texts_is_found_wherever_it_stands(index: sqlite3.Connection, length: int) -> None:
    words = {
        run[i : i + length] for text in TEXTS for run in re.findall(r"[^\W_]+", text) for i in range(len(run))
    }
    for word in words:
        missed = like(index, word) - found(index, word)
        assert not missed, word


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("秸秆", {1, 3}),
        ("烧", {1, 3}),
        ("秸秆焚烧", {1}),
        ("烧烧", set()),
        ("秸秆 利用率", {3}),
        ("pm10", {2}),
        ("PM2.5", {2}),
        ("ＰＭ１０", {2}),
        ("〔2013〕37号", {2}),
        ("清单_2024", {5}),
        ('扣完" OR "x', set()),
        ("一把手", {4}),
    ],
)
def test_a_search_finds_these(index: sqlite3.Connection, words: str, rows: set[int]) -> None:
    assert found(index, words) == rows


def test_nothing_to_look_for_is_no_query() -> None:
    assert search.match(" 。、“” ") == ""


def test_what_is_taken_out_is_no_longer_found(index: sqlite3.Connection) -> None:
    index.execute(search.insert(), (99, bigrams("蓝藻"), "", "", ""))
    assert found(index, "蓝藻") == {99}
    index.execute(search.remove(), (99, bigrams("蓝藻"), "", "", ""))
    assert found(index, "蓝藻") == set()


def test_recall_on_the_source_tables_is_whole(sources: Layout) -> None:
    columns = ", ".join(f'coalesce("{name}", "")' for name in search.COLUMNS)
    rows_of: defaultdict[str, set[int]] = defaultdict(set)
    with closing(sqlite3.connect(sources.database)) as connection:
        for rowid, *fields in connection.execute(f"SELECT rowid, {columns} FROM items").fetchall():
            for run in (run for field in fields for run in re.findall(r"[^\W_]+", fold(field))):
                for length in (1, 2, 3, 4):
                    for start in range(len(run) - length + 1):
                        rows_of[run[start : start + length]].add(rowid)
        assert len(rows_of) > 10_000
        for word, rows in rows_of.items():
            assert found(connection, word) == rows, word
