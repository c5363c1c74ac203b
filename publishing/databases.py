"""Which of the databases that Datasette serves were made by kaohe."""

from __future__ import annotations

import json
import sqlite3
import struct
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound

from pipeline.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from datasette.app import Datasette

NO_DATABASE = "没有考核规则库。先运行 kaohe run，再用 kaohe serve 打开。"

USER_VERSION_AT, APPLICATION_ID_AT = 60, 68
"""Where SQLite's file header keeps the version of the schema and the application id: four bytes each, big-endian."""


def kaohe_databases(datasette: Datasette) -> tuple[str, ...]:
    """The names of the databases that carry kaohe's mark, made by this version."""
    return tuple(
        name for name, database in datasette.databases.items() if database.path and _ours(database.path)
    )


def the_database(datasette: Datasette) -> Any:
    """The database that the pages show: the first of ours. Raises `NotFound` where none is served."""
    for name in kaohe_databases(datasette):
        return datasette.get_database(name)
    raise NotFound(NO_DATABASE)


def data_folder(datasette: Datasette) -> Path:
    """The data folder that the shown database stands in."""
    return Path(the_database(datasette).path).resolve().parent.parent


def row_counts(path: str) -> dict[str, int]:
    """The number of rows of each table, as the build that made the database wrote them down."""
    try:
        facts = Path(path).stat()
        return _counts(path, facts.st_ino, facts.st_mtime_ns)
    except (OSError, sqlite3.Error):
        return {}


@lru_cache(maxsize=8)
def _counts(path: str, _inode: int, _mtime_ns: int) -> dict[str, int]:
    with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT counts FROM runs LIMIT 1").fetchone()
    counts: dict[str, int] = json.loads(row[0]) if row else {}
    return counts


@lru_cache
def _ours(path: str) -> bool:
    with Path(path).open("rb") as file:
        header = file.read(APPLICATION_ID_AT + 4)
    if len(header) < APPLICATION_ID_AT + 4:
        return False
    (version,) = struct.unpack_from(">I", header, USER_VERSION_AT)
    (application,) = struct.unpack_from(">I", header, APPLICATION_ID_AT)
    return bool(application == APPLICATION_ID and version == SCHEMA_VERSION)
