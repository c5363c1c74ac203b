from __future__ import annotations

import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import search
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

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
            connection.execute(search.insert(), (rowid, search.bigrams(text), "", "", ""))
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
    index.execute(search.insert(), (99, search.bigrams("蓝藻"), "", "", ""))
    assert found(index, "蓝藻") == {99}
    index.execute(search.remove(), (99, search.bigrams("蓝藻"), "", "", ""))
    assert found(index, "蓝藻") == set()


def test_recall_on_the_source_tables_is_whole(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    shutil.copytree(Path(__file__).parents[2] / "data" / "raw", layout.raw)
    run(layout, ("extract", "normalize", "load"), settings=Settings())
    columns = ", ".join(f'coalesce("{name}", "")' for name in search.COLUMNS)
    with closing(sqlite3.connect(layout.database)) as connection:
        texts = connection.execute(f"SELECT rowid, {columns} FROM items").fetchall()
        folded = [(rowid, *map(fold, fields)) for rowid, *fields in texts]
        runs = {run for _, *fields in texts for field in fields for run in re.findall(r"[^\W_]+", field)}
        words = {run[i : i + n] for run in runs for n in (1, 2, 3, 4) for i in range(len(run) - n + 1)}
        assert len(words) > 10_000
        for word in words:
            with_word = {rowid for rowid, *fields in folded if any(fold(word) in field for field in fields)}
            assert with_word == found(connection, word), word
