"""The search index of a new database, built in a file of its own by a thread, while another fills the tables.

SQLite lets the other threads of Python run while it works, so the two share two processors.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline import search
from pipeline.ddl import quoted
from pipeline.files import NEW

Tokens = Sequence[tuple[str, ...]]
"""For each item its searched columns, as bigrams."""

SHADOWS = ("data", "idx", "docsize", "config")
"""The tables in which FTS5 keeps an index without content."""

SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8192")
"""The file is thrown away; what is written to it is hardly read again."""

AHEAD = 64
"""Documents that may wait for the thread: bounds the memory."""


class Indexing:
    """An index that is being built; see `indexing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def add(self, first: int, items: Tokens) -> None:
        """Index the items whose rowids begin at `first`. Raises what went wrong with earlier ones."""
        self._waiting.append(self._thread.submit(insert, self._connection, first, items))
        if len(self._waiting) > AHEAD:
            self._waiting.popleft().result()

    def finish(self) -> None:
        """Wait until all items are indexed. Raises what went wrong."""
        while self._waiting:
            self._waiting.popleft().result()
        self._connection.execute("COMMIT")

    def stop(self) -> None:
        self._thread.shutdown(cancel_futures=True)


@contextmanager
def indexing(path: Path) -> Iterator[tuple[Indexing, Path]]:
    """An index built beside a database, and the file it is built in; the file is gone afterwards."""
    beside = path.with_name(f"{path.name.removesuffix(NEW)}-search{NEW}")
    try:
        with closing(sqlite3.connect(beside, isolation_level=None, check_same_thread=False)) as connection:
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN")
            for statement in search.create():
                connection.execute(statement)
            index = Indexing(connection)
            try:
                yield index, beside
            finally:
                index.stop()
    finally:
        beside.unlink(missing_ok=True)


def insert(connection: sqlite3.Connection, first: int, items: Tokens) -> None:
    """Index the items whose rowids begin at `first`."""
    connection.executemany(search.insert(), ((rowid, *tokens) for rowid, tokens in enumerate(items, first)))


def take_over(connection: sqlite3.Connection, schema: str) -> None:
    """Make the index in a database's main file what it is in an attached one."""
    for statement in search.create():
        connection.execute(statement)
    for shadow in SHADOWS:
        name = quoted(f"{search.TABLE}_{shadow}")
        connection.execute(f"DELETE FROM {name}")  # noqa: S608 - ours
        connection.execute(f"INSERT INTO {name} SELECT * FROM {schema}.{name}")  # noqa: S608 - ours
