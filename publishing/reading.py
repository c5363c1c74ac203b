"""The pages' own threads and connections, so that slow SQL of visitors never keeps a page waiting."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import perf_counter
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

Result = TypeVar("Result")

THREADS = 4
"""More than are worked on at once of pages that may take long (`turns.LANES`): some stay for the others."""

STEPS = 50_000
"""Steps of SQLite's machine between two looks at the clock, some milliseconds. Each look waits for Python's lock, which
on a busy site costs more than the steps."""

_readers: WeakKeyDictionary[Any, Reader] = WeakKeyDictionary()


class Reader:
    """Threads with a connection each to one database; they go with it when a new build takes its place."""

    def __init__(self, database: Any) -> None:
        self.database = ref(database)
        self.local = threading.local()
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="pages")

    async def run(self, function: Callable[[sqlite3.Connection], Result]) -> Result:
        """What the function gives for a connection, worked out in one of the threads."""

        def in_thread() -> Result:
            if not hasattr(self.local, "connection"):
                self.local.connection = _connected(self.database())
            return function(self.local.connection)

        return await asyncio.wrap_future(self.threads.submit(in_thread))


def reader_of(database: Any) -> Reader:
    """The reader of a Datasette database."""
    found = _readers.get(database)
    if found is None:
        found = _readers[database] = Reader(database)
    return found


@contextmanager
def limited(connection: sqlite3.Connection, milliseconds: float) -> Iterator[None]:
    """Break off what the connection does within when the time is over, by `sqlite3.OperationalError`."""
    until = perf_counter() + milliseconds / 1000
    connection.set_progress_handler(lambda: perf_counter() >= until, STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def _connected(database: Any) -> sqlite3.Connection:
    # Not prepared as Datasette does it: every text would come through a function of Python's.
    connection: sqlite3.Connection = database.connect()
    return connection
