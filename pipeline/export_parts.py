"""What exports hold of each document: its part of the tables' files, and itself as a tree.

They are made document by document, the rows of a table read once for all its files, if worth it in other processes.
Of a document that has not changed, the files of tables take over the parts that they had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.files import canonical, copy_range
from pipeline.nested import document_tree
from pipeline.schema import BY_NAME
from pipeline.tables import Table
from pipeline.tabular import FORMS, Form, table_rows

Parts = dict[str, int]
"""How many bytes of a table's file belong to each document, in the file's order."""


class Job(NamedTuple):
    """A document; the names of the forms and tables of which its parts are wanted; whether it is wanted as a tree."""

    document: str
    parts: tuple[tuple[str, str], ...]
    tree: bool


class Made(NamedTuple):
    """What a job gave: the parts in their order, and the tree's file."""

    parts: list[bytes]
    tree: bytes | None


Work = Callable[[Sequence[Job]], Iterator[Made]]
"""Does jobs, in their order."""


def make(connection: sqlite3.Connection, job: Job) -> Made:
    """Make what is wanted of a document."""
    rows = cache(lambda table: table_rows(connection, BY_NAME[table], job.document))
    parts = [FORMS[form].part(BY_NAME[table], rows(table)) for form, table in job.parts]
    return Made(parts, canonical(document_tree(connection, job.document)) if job.tree else None)


def make_from(database: Path, job: Job) -> Made:
    """The same in a process that makes nothing else, from a database that stays as it is."""
    return make(_opened(database), job)


@cache
def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)


class TableFile:
    """A table's file to be put together; `old` is the same as it was, with how many bytes of it belong to each
    document, and `unchanged` the documents whose parts it has as they are to be."""

    def __init__(
        self,
        path: Path,
        form: str,
        table: Table,
        old: tuple[Path, Parts] | None = None,
        unchanged: frozenset[str] = frozenset(),
    ) -> None:
        self.path, self.form, self.table = path, form, table
        self.parts: Parts = {}
        self._form, self._empty = FORMS[form], True
        self._old = old[0] if old else None
        self._places = dict(_places(FORMS[form], table, old[1])) if old else {}
        self._kept = unchanged & self._places.keys()
        self._waiting = range(0)

    def open(self, stack: ExitStack) -> None:
        """Begin the file; the stack closes it."""
        self._file: BinaryIO = stack.enter_context(self.path.open("wb"))
        self._file.write(self._form.head(self.table))
        if self._old and self._kept:
            self._before: BinaryIO = stack.enter_context(self._old.open("rb"))

    def needs(self, document: str) -> bool:
        """Whether the document's part is to be made."""
        return document not in self._kept

    def add(self, document: str, part: bytes) -> None:
        """Write a document's part."""
        self.parts[document] = len(part)
        if part:
            self._take_over()
            self._part_from_others()
            self._file.write(part)

    def keep(self, document: str) -> None:
        """Write the document's part as it was."""
        start, length = self._places[document]
        self.parts[document] = length
        if length and self._waiting and start == self._waiting.stop + len(self._form.between):
            self._waiting = range(self._waiting.start, start + length)
        elif length:
            self._take_over()
            self._waiting = range(start, start + length)

    def end(self) -> None:
        """Write what is left."""
        self._take_over()
        self._file.write(self._form.tail)

    def _take_over(self) -> None:
        """Copy what is to stay of the old file and stands together in it."""
        if self._waiting:
            self._part_from_others()
            copy_range(self._before, self._waiting, self._file)
            self._waiting = range(0)

    def _part_from_others(self) -> None:
        if not self._empty:
            self._file.write(self._form.between)
        self._empty = False


def _places(form: Form, table: Table, parts: Parts) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where in a file each document's part stands: start and length."""
    start, first = len(form.head(table)), True
    for document, length in parts.items():
        if length and not first:
            start += len(form.between)
        first = first and not length
        yield document, (start, length)
        start += length


def write_shared(connection: sqlite3.Connection, form: str, table: Table, target: Path) -> None:
    """Write the file of a table whose rows belong to no document."""
    part = FORMS[form].part(table, table_rows(connection, table))
    target.write_bytes(FORMS[form].head(table) + part + FORMS[form].tail)


def write_parts(
    files: Sequence[TableFile], trees: Mapping[str, Path], documents: Sequence[str], work: Work
) -> None:
    """Write files of tables, all with these documents in their order, and of some documents their trees."""
    jobs = [
        Job(
            document,
            tuple((one.form, one.table.name) for one in files if one.needs(document)),
            document in trees,
        )
        for document in documents
    ]
    made = work([job for job in jobs if job.parts or job.tree])
    with ExitStack() as stack:
        for file in files:
            file.open(stack)
        for job in jobs:
            fresh = next(made) if job.parts or job.tree else Made([], None)
            if fresh.tree is not None:
                trees[job.document].write_bytes(fresh.tree)
            parts = iter(fresh.parts)
            for file in files:
                if file.needs(job.document):
                    file.add(job.document, next(parts))
                else:
                    file.keep(job.document)
        for file in files:
            file.end()
