"""A new build takes the old one's place while the site is being served: no restart, no page of two halves.

Datasette keeps a connection for each of its threads, by the database's name, and an open file stays the old one
after a rename. So a new build gets new threads: the old ones finish what they are doing and go, and with them their
connections.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from publishing.databases import kaohe_databases, row_counts
from publishing.reading import reader_of
from publishing.remembered import ask_ahead, remember

EVERY = 1.0
"""Seconds between two looks at the file."""

MOMENT = 2.0
"""Seconds that a request waits for a new build at most."""

Facts = tuple[int, int, int]


class Renewal:
    """Looks at the files of a Datasette's databases, and opens again what has changed."""

    def __init__(self, datasette: Any, then: Callable[[], Awaitable[None]]) -> None:
        """`then` is called when a new build has taken its place."""
        self.datasette = datasette
        self.then = then
        self.known: dict[str, Facts | None] = {}
        self.looked = 0.0
        self.task: asyncio.Future[None] | None = None

    async def check(self) -> None:
        """Open the databases again whose files were replaced; at most one look a second.

        The request that finds a new build waits a moment for it; while a large one is made ready, all are answered
        from the old one.
        """
        if monotonic() - self.looked < EVERY or (self.task and not self.task.done()):
            return
        self.looked = monotonic()
        changed = [name for name in kaohe_databases(self.datasette) if self._is_new(name)]
        if changed:
            self.task = asyncio.ensure_future(self._open_again(changed))
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self.task), MOMENT)

    def _is_new(self, name: str) -> bool:
        facts = _facts(Path(self.datasette.databases[name].path))
        first = name not in self.known
        before = self.known.get(name)
        if facts is None:
            return False
        self.known[name] = facts
        return not first and facts != before

    async def _open_again(self, names: list[str]) -> None:
        from datasette.database import Database

        opened = {}
        for name in names:
            old = self.datasette.databases[name]
            new = Database(self.datasette, path=old.path, is_mutable=old.is_mutable)
            new.name, new.route = name, old.route
            await settle(new)
            opened[name] = new
        old_threads = self.datasette.executor
        if old_threads is not None:
            self.datasette.executor = ThreadPoolExecutor(
                max_workers=self.datasette.setting("num_sql_threads")
            )
            old_threads.shutdown(wait=False)
        # Datasette's own add_database would give a name that is taken another number.
        self.datasette.databases = OrderedDict({**self.datasette.databases, **opened})
        await self.datasette.refresh_schemas()
        await self.then()


async def settle(database: Any) -> None:
    """Keep what stays the same for one build of an immutable database: its schema and how many rows its tables have."""
    if database.is_mutable:
        return
    remember(database)
    await ask_ahead(database)
    counts = row_counts(database.path)
    if counts:
        names = await reader_of(database).run(_table_names)
        # Datasette would count every table again, which takes seconds on a million rows.
        kept = {name: counts.get(name, int(name == "runs")) for name in names}
        database._cached_table_counts = kept
        tables = {name: {"count": count} for name, count in kept.items()}
        # Without a hash: to make it, Datasette would read the whole file while a visitor waits.
        facts = {"tables": tables, "hash": None, "size": Path(database.path).stat().st_size}
        database.ds.inspect_data = {**(database.ds.inspect_data or {}), database.name: facts}


def _table_names(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _facts(path: Path) -> Facts | None:
    """What tells one build's file from another's; None where there is no file at this moment."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size
