"""Whether a file is a database of this program and version, and which run made it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.errors import DatabaseError
from pipeline.schema import APPLICATION_ID, SCHEMA_VERSION

SIGNATURE = b"SQLite format 3\0"


def current_run(path: Path) -> str | None:
    """The id of the run that made the database; None where there is none of this schema, or it cannot be read."""
    rows = ask(path, "SELECT id FROM runs")
    return str(rows[0][0]) if len(rows) == 1 else None


def require_database(path: Path) -> None:
    """Raise `DatabaseError`, saying what is the matter, where there is no database of this version to be read."""
    try:
        with path.open("rb") as file:
            signature = file.read(len(SIGNATURE))
    except FileNotFoundError:
        raise DatabaseError(f"{path}：没有数据库。先运行 kaohe run。") from None
    except OSError as error:
        why = "没有读取的权限" if isinstance(error, PermissionError) else error.strerror
        raise DatabaseError(f"{path}：不能读取数据库（{why}）。") from None
    if signature != SIGNATURE:
        raise DatabaseError(f"{path}：不是 SQLite 数据库，或已损坏。运行 kaohe load --force 重建。")
    found = ask(path, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version")
    if found and found[0][0] != APPLICATION_ID:
        raise DatabaseError(f"{path}：不是 kaohe 的数据库。换一个数据文件夹，或移走它再运行 kaohe run。")
    if found and found[0][1] != SCHEMA_VERSION:
        raise DatabaseError(f"{path}：数据库由别的版本生成。运行 kaohe run 重建。")
    if current_run(path) is None:
        raise DatabaseError(f"{path}：数据库已损坏或不完整。运行 kaohe load --force 重建。")


def ask(path: Path, sql: str) -> Sequence[tuple[Any, ...]]:
    """The rows of a query, none where there is no database that can answer it."""
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()
    except sqlite3.Error:
        return []
