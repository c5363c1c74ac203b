"""Ten million rules as Parquet files asked by DuckDB, beside the database that the first of them come from.

``python -m bench.warehouse FOLDER [RULES]``: every part has the tables as `kaohe export --format parquet` writes them.
The first part is exported from a database made of the real documents; the others are the same rows under other ids,
as the shards of a large corpus would bring them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from bench.document_sets import ROOT
from bench.enlarge import enlarge
from pipeline.parquet import write_parquet
from pipeline.schema import TABLES
from pipeline.tables import Table

RULES = 10_000_000
OF_A_PART = 200_000
ROUNDS = 3

QUESTIONS = {
    "各种后果的规则数": "SELECT effect, count(*) FROM rules GROUP BY 1 ORDER BY 2 DESC, 1",
    "各单位涉及的事项和分值": """SELECT d.department, count(*), sum(i.points_value) FROM item_departments d
        JOIN items i ON i.id = d.item GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20""",
    "扣得最重的单位扣分": """SELECT r.id, r.points_value, r.per_unit, i.number, d.title FROM rules r
        JOIN items i ON i.id = r.item JOIN documents d ON d.id = i.document
        WHERE r.effect = 'deduct' AND r.per_unit IS NOT NULL ORDER BY 2 DESC, 1 LIMIT 10""",
    "一个地区历年的规则数": """SELECT d.year, count(*) FROM documents d JOIN rules r ON r.document = d.id
        WHERE d.jurisdiction = (SELECT min(jurisdiction) FROM documents) GROUP BY 1 ORDER BY 1""",
    "评分标准含“秸秆”的事项": "SELECT count(*) FROM items WHERE criteria LIKE '%秸秆%'",
    "一份文件的规则": "SELECT count(*) FROM rules WHERE document = (SELECT min(id) FROM documents)",
}
"""What is asked, in words that SQLite and DuckDB both understand."""


def main(folder: Path, rules: int) -> None:
    """Make the parts that are not there, ask, and print a table of milliseconds."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "part.db"
    if not source.exists():
        enlarge(ROOT / "data" / "db" / "kaohe.db", source, min(rules, OF_A_PART))
    begun = time.perf_counter()
    parts = fill(source, folder, rules)
    took = time.perf_counter() - begun
    warehouse, one = opened(folder), opened(folder, "part-000")
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
        held, of_a_part = (
            ask.execute("SELECT count(*) FROM rules").fetchall()[0][0] for ask in (warehouse, connection)
        )
        size = sum(path.stat().st_size for path in folder.glob("part-*/*.parquet"))
        print(f"一份：{of_a_part:,} 条规则，SQLite {_mib(source.stat().st_size)}")
        print(f"全部：{held:,} 条规则，{parts} 份，Parquet {_mib(size)}，写出 {took:.1f} 秒")
        print("问\tDuckDB 毫秒（全部）\tDuckDB 毫秒（一份）\tSQLite 毫秒（一份）\t一份的回答")
        for name, sql in QUESTIONS.items():
            same = "相同" if one.execute(sql).fetchall() == connection.execute(sql).fetchall() else "不同"
            figures = [f"{_milliseconds(where, sql):,.0f}" for where in (warehouse, one, connection)]
            print(name, *figures, same, sep="\t", flush=True)


def fill(source: Path, folder: Path, rules: int) -> int:
    """Write parts until they have so many rules; how many parts there are. Those that are there stay."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
        (of_a_part,) = connection.execute("SELECT count(*) FROM rules").fetchone()
        parts = max(1, -(-rules // of_a_part))
        _export(connection, folder / "part-000")
    for number in range(1, parts):
        _copy(folder, number)
    return int(parts)


def _export(connection: sqlite3.Connection, part: Path) -> None:
    part.mkdir(exist_ok=True)
    for table in TABLES:
        if not (part / f"{table.name}.parquet").exists():
            write_parquet(connection, table, part / f"{table.name}.parquet")


def _copy(folder: Path, number: int) -> None:
    """The first part's rows under ids of their own; what sums up other tables stays with the first."""
    part, fresh = folder / f"part-{number:03}", folder / ".new"
    if part.exists():
        return
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for table in TABLES:
        if not table.shared:
            replaced = ", ".join(f"'k{number}-' || {name} AS {name}" for name in _ids(table))
            rows = f"SELECT * REPLACE ({replaced}) FROM '{folder / 'part-000' / table.name}.parquet'"  # noqa: S608
            duckdb.sql(f"COPY ({rows}) TO '{fresh / table.name}.parquet'")
    fresh.rename(part)


def _ids(table: Table) -> Iterator[str]:
    """The columns of a table that begin with a document's id."""
    for column in table.columns:
        if column.name == "id" or (column.references or "").split(".")[0] in (
            "documents",
            "items",
            "rules",
            "caps",
        ):
            yield column.name


def opened(folder: Path, part: str = "part-*") -> duckdb.DuckDBPyConnection:
    """A DuckDB with a view for each table over its files."""
    connection = duckdb.connect()
    for table in TABLES:
        files = f"{folder}/{part}/{table.name}.parquet"
        connection.execute(f"CREATE VIEW \"{table.name}\" AS SELECT * FROM read_parquet('{files}')")  # noqa: S608
    return connection


def _milliseconds(connection: duckdb.DuckDBPyConnection | sqlite3.Connection, sql: str) -> float:
    """The shortest of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        connection.execute(sql).fetchall()
        rounds.append(time.perf_counter() - begun)
    return min(rounds) * 1000


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"


if __name__ == "__main__":
    print(f"{os.cpu_count()} 核，系统负载 {os.getloadavg()[0]:.1f}，DuckDB {duckdb.__version__}")
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else RULES)
