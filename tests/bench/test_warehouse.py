"""The parts of the warehouse are the database's rows again, under ids of their own, and answer as it does."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench import warehouse
from bench.document_sets import ROOT
from pipeline.catalogue import Entry, write_catalogue
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.schema import TABLES
from pipeline.settings import Settings

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout = Layout(tmp_path_factory.mktemp("warehouse") / "data")
    layout.raw.mkdir(parents=True)
    shutil.copy(ROOT / "data" / "raw" / "lianyungang-2013.txt", layout.raw)
    write_catalogue(
        layout.catalogue, [Entry("lianyungang-2013", "lianyungang-2013.txt", jurisdiction="连云港市")]
    )
    run(layout, ("extract", "normalize", "load"), settings=Settings(), workers=1)
    return layout.database


def test_parts_hold_the_rows_again_and_answer_alike(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (rules,) = connection.execute("SELECT count(*) FROM rules").fetchone()
        assert warehouse.fill(database, tmp_path, 3 * rules) == 3
        every, first = warehouse.opened(tmp_path), warehouse.opened(tmp_path, "part-000")
        for table in TABLES:
            sql = f'SELECT count(*) FROM "{table.name}"'
            (count,) = connection.execute(sql).fetchone()
            assert first.execute(sql).fetchone() == (count,)
            assert every.execute(sql).fetchone() == (count if table.shared else 3 * count,)
        for name, sql in warehouse.QUESTIONS.items():
            assert first.execute(sql).fetchall() == connection.execute(sql).fetchall(), name
    joined = "SELECT count(*), count(DISTINCT r.id) FROM rules r JOIN items i ON i.id = r.item"
    assert every.execute(joined).fetchone() == (3 * rules, 3 * rules)
