"""Exports of the whole database: each table as CSV and JSON, each document as one nested JSON."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.ddl import quoted
from pipeline.errors import DatabaseError
from pipeline.files import canonical, sha256
from pipeline.layout import Layout
from pipeline.load import current_run
from pipeline.nested import document_tree
from pipeline.schema import TABLES
from pipeline.tables import Table

MANIFEST = "manifest.json"


def export_all(layout: Layout) -> bool:
    """Write data/exports anew from the database; False where what is there was made from this very database.

    The new folder takes the old one's place when it is whole.
    """
    run = current_run(layout.database)
    if run is None:
        raise DatabaseError(f"{layout.database}：没有数据库，或由旧版本生成。先运行 kaohe run。")
    if _is_current(layout.exports, run):
        return False
    fresh = layout.exports.with_name(".exports.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        with closing(sqlite3.connect(f"file:{layout.database}?mode=ro", uri=True)) as connection:
            write_tables(connection, fresh)
            write_documents(connection, fresh / "documents")
        files = {str(path.relative_to(fresh)): sha256(path) for path in sorted(fresh.rglob("*.*"))}
        (fresh / MANIFEST).write_bytes(canonical({"run": run, "files": files}))
        _swap(fresh, layout.exports)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def write_tables(connection: sqlite3.Connection, folder: Path) -> None:
    """`csv/TABLE.csv` (UTF-8 with BOM, for Excel) and `json/TABLE.json` (an array of objects)."""
    for name in ("csv", "json"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        names = [column.name for column in table.exported]
        with (folder / "csv" / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(names)
            writer.writerows(rows(connection, table))
        with (folder / "json" / f"{table.name}.json").open("w", encoding="utf-8") as file:
            file.write("[")
            for count, row in enumerate(rows(connection, table)):
                record = dict(zip(names, row, strict=True))
                file.write(("," if count else "") + "\n" + json.dumps(record, ensure_ascii=False))
            file.write("\n]\n")


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """A table's rows in the order of its primary key, without the twins kept for sorting."""
    names = ", ".join(quoted(column.name) for column in table.exported)
    order = ", ".join(quoted(name) for name in table.primary_key)
    sql = f"SELECT {names} FROM {quoted(table.name)} ORDER BY {order}"  # noqa: S608 - names of the schema
    yield from connection.execute(sql)


def write_documents(connection: sqlite3.Connection, folder: Path) -> None:
    """`DOCUMENT.json`: the document with its items, their rules and caps, and all findings."""
    folder.mkdir(parents=True, exist_ok=True)
    for (name,) in connection.execute("SELECT id FROM documents ORDER BY id").fetchall():
        (folder / f"{name}.json").write_bytes(canonical(document_tree(connection, name)))


def _is_current(folder: Path, run: str) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(manifest["run"] == run and all((folder / name).exists() for name in manifest["files"]))


def _swap(fresh: Path, target: Path) -> None:
    old = target.with_name(".exports.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
