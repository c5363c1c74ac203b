"""The search index of a new database, built in a file of its own, while the tables are filled.

In another process the two share two processors. In a thread of this one they mostly wait for each other: SQLite lets
go of Python for each row, but both want it, and SQLite's memory, back at once.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path

import orjson

from pipeline import search
from pipeline.ddl import quoted
from pipeline.files import NEW

SHADOWS = ("data", "idx", "docsize", "config")
"""The tables in which FTS5 keeps an index without content."""

SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8192")
"""The file is thrown away; what is written to it is hardly read again."""

AHEAD = 64
"""Documents that may wait to be indexed: bounds the memory."""

_open: dict[Path, sqlite3.Connection] = {}
"""The indexes that this process builds. A connection cannot be handed from one process to another."""


class Indexing:
    """An index that an executor with one worker builds; see `indexing`."""

    def __init__(self, path: Path, executor: Executor) -> None:
        self._path = path
        self._executor = executor
        self._waiting: deque[Future[None]] = deque()

    def add(self, first: int, items: bytes) -> None:
        """Index the items whose rowids begin at `first`. Raises what went wrong with earlier ones."""
        self._waiting.append(self._executor.submit(_add, self._path, first, items))
        if len(self._waiting) > AHEAD:
            self._waiting.popleft().result()

    def finish(self) -> None:
        """Wait until all items are indexed, and close the file. Raises what went wrong."""
        while self._waiting:
            self._waiting.popleft().result()
        self._executor.submit(_finish, self._path).result()

    def stop(self) -> None:
        for future in self._waiting:
            future.cancel()
        self._executor.submit(_close, self._path)


@contextmanager
def indexing(path: Path, executor: Executor) -> Iterator[tuple[Indexing, Path]]:
    """An index built beside a database, and the file it is built in; the file is gone afterwards."""
    beside = path.with_name(f"{path.name.removesuffix(NEW)}-search{NEW}")
    index = Indexing(beside, executor)
    try:
        executor.submit(_begin, beside).result()
        yield index, beside
    except BaseException:
        index.stop()
        raise
    finally:
        beside.unlink(missing_ok=True)


def _begin(path: Path) -> None:
    connection = _open[path] = sqlite3.connect(path, isolation_level=None)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for statement in search.create():
        connection.execute(statement)


def _add(path: Path, first: int, items: bytes) -> None:
    insert(_open[path], first, items)


def _finish(path: Path) -> None:
    _open[path].execute("COMMIT")
    _close(path)


def _close(path: Path) -> None:
    if connection := _open.pop(path, None):
        connection.close()


def insert(connection: sqlite3.Connection, first: int, items: bytes) -> None:
    """Index the items whose rowids begin at `first`: of each the searched columns, as bigrams; all as JSON."""
    rows = enumerate(orjson.loads(items), first)
    connection.executemany(search.insert(), ((rowid, *tokens) for rowid, tokens in rows))


def take_over(connection: sqlite3.Connection, schema: str) -> None:
    """Make the index in a database's main file what it is in an attached one."""
    for statement in search.create():
        connection.execute(statement)
    for shadow in SHADOWS:
        name = quoted(f"{search.TABLE}_{shadow}")
        connection.execute(f"DELETE FROM {name}")  # noqa: S608 - ours
        connection.execute(f"INSERT INTO {name} SELECT * FROM {schema}.{name}")  # noqa: S608 - ours
