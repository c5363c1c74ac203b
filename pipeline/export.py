"""data/exports: what leaves the database, kept up to date, each file made again only when its content may differ."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.database_file import current_run, require_database
from pipeline.datapackage import descriptor
from pipeline.delta import delta
from pipeline.files import canonical, digest, write
from pipeline.layout import Layout
from pipeline.nested import document_tree
from pipeline.schema import TABLES
from pipeline.tables import Table
from pipeline.tabular import FORMS, Form, table_rows
from pipeline.versions import code_version

Record = dict[str, Any]
Parts = dict[str, int]
"""How many bytes of a table's file belong to each document, in the file's order."""

TABULAR = (*FORMS, "parquet")
"""Formats of one file a table."""

PACKAGE, DELTA = "datapackage.json", "delta.json"


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be made: its path, what its content depends on, and how it is written.

    `make(target, old)` may take over parts of the old file, where there is one, and says how its parts stand.
    """

    path: str
    made_from: str
    make: Callable[[Path, Known | None], Parts]


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was last written."""

    path: Path
    made_from: str
    size: int
    mtime_ns: int
    parts: Parts
    documents: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        try:
            facts = self.path.stat()
        except OSError:
            return False
        return (facts.st_size, facts.st_mtime_ns) == (self.size, self.mtime_ns)


def export_all(layout: Layout, formats: Sequence[str]) -> bool:
    """Bring data/exports up to the database; False where it already is.

    The new folder takes the old one's place when it is whole. Raises `DatabaseError` where there is no database.
    """
    require_database(layout.database)
    run = str(current_run(layout.database))
    index = layout.cache / "exports.json"
    old = _read_index(index, layout.exports)
    wanted = {"run": run, "formats": list(formats)}
    if old.same(wanted) and all(known.is_there for known in old.files.values()):
        return False
    fresh = layout.exports.with_name(".exports.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        with closing(sqlite3.connect(f"file:{layout.database}?mode=ro", uri=True)) as connection:
            documents = dict(connection.execute("SELECT id, records_sha256 FROM documents ORDER BY id"))
            parts = {
                output.path: (
                    output.made_from,
                    _produce(output, fresh / output.path, old.files.get(output.path)),
                )
                for output in outputs(connection, formats, documents, run)
            }
        _add_descriptions(fresh, layout.exports, old, run)
        if layout.report.exists():
            _take_over(layout.report, fresh / layout.report.name)
        _swap(fresh, layout.exports)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    write(index, canonical({**wanted, "code": code_version("pipeline"), "documents": documents,
                            "files": _facts(layout.exports, parts)}))  # fmt: skip
    return True


def export_to(
    folder: Path,
    connection: sqlite3.Connection,
    formats: Sequence[str],
    tables: Sequence[str] = (),
    departments: Sequence[str] = (),
) -> list[Path]:
    """Write what the connection sees into a folder; the files written. Only these tables and departments, if given."""
    documents = dict(connection.execute("SELECT id, records_sha256 FROM documents ORDER BY id"))
    written = []
    for output in outputs(connection, formats, documents, "", departments):
        target = folder / output.path
        if tables and output.path.split("/")[0] in TABULAR and target.stem not in tables:
            continue
        _produce(output, target, None)
        written.append(target)
    return written


def outputs(
    connection: sqlite3.Connection,
    formats: Sequence[str],
    documents: Mapping[str, str],
    run: str,
    departments: Sequence[str] = (),
) -> Iterator[Output]:
    """Every file of these formats, made from these documents (id → hash of its records), for these departments."""
    everything = digest(documents)
    for name in formats:
        if name in FORMS:
            for table in TABLES:
                made_from = run if table.name == "runs" else everything
                make = _table_maker(connection, FORMS[name], table, documents)
                yield Output(f"{name}/{table.name}.{FORMS[name].suffix}", made_from, make)
        elif name == "documents":
            for document, records in documents.items():
                yield Output(f"documents/{document}.json", records, _tree_maker(connection, document))
        else:
            yield from _office_outputs(connection, name, documents, everything, departments)


def _office_outputs(
    connection: sqlite3.Connection,
    name: str,
    documents: Mapping[str, str],
    everything: str,
    only: Sequence[str],
) -> Iterator[Output]:
    """Parquet files, workbooks and calendars; their libraries are imported only when they are wanted."""
    if name == "parquet":
        from pipeline.parquet import write_parquet

        for table in TABLES:
            yield Output(
                f"parquet/{table.name}.parquet", everything, _whole(write_parquet, connection, table)
            )
        return
    if name == "xlsx":
        from pipeline.workbook import write_department, write_document

        for document, records in documents.items():
            yield Output(
                f"xlsx/documents/{document}.xlsx", records, _whole(write_document, connection, document)
            )
        write_duties, folder, suffix = write_department, "xlsx/departments", "xlsx"
    else:
        from pipeline.calendars import write_calendar

        write_duties, folder, suffix = write_calendar, "ics", "ics"
    for department, made_from in _departments(connection, documents).items():
        if only and department not in only:
            continue
        path = f"{folder}/{department.replace('/', '／')}.{suffix}"
        yield Output(path, made_from, _whole(write_duties, connection, department))


def _departments(connection: sqlite3.Connection, documents: Mapping[str, str]) -> dict[str, str]:
    """Each department with a hash over the documents that give it duties."""
    of: dict[str, list[str]] = {}
    sql = """SELECT DISTINCT l.department, i.document FROM item_departments l JOIN items i ON i.id = l.item
             ORDER BY 1, 2"""
    for department, document in connection.execute(sql).fetchall():
        of.setdefault(department, []).append(documents[document])
    return {department: digest(records) for department, records in of.items()}


def _whole(
    make: Callable[[sqlite3.Connection, Any, Path], None], connection: sqlite3.Connection, what: Any
) -> Any:
    def produce(target: Path, old: Known | None) -> Parts:
        make(connection, what, target)
        return {}

    return produce


def _tree_maker(connection: sqlite3.Connection, document: str) -> Callable[[Path, Known | None], Parts]:
    def produce(target: Path, old: Known | None) -> Parts:
        target.write_bytes(canonical(document_tree(connection, document)))
        return {}

    return produce


def _table_maker(
    connection: sqlite3.Connection, form: Form, table: Table, documents: Mapping[str, str]
) -> Callable[[Path, Known | None], Parts]:
    names: Sequence[str | None] = [None] if table.shared else list(documents)

    def produce(target: Path, old: Known | None) -> Parts:
        kept = _kept(old, form, table, documents) if old else {}
        parts: Parts = {}
        with target.open("wb") as file, (old.path if old and kept else Path(os.devnull)).open("rb") as before:
            file.write(form.head(table))
            empty = True
            for name in names:
                if name in kept:
                    start, length = kept[name]
                    before.seek(start)
                    part = before.read(length)
                else:
                    part = form.part(table, table_rows(connection, table, name))
                if part and not empty:
                    file.write(form.between)
                empty = empty and not part
                file.write(part)
                if name is not None:
                    parts[name] = len(part)
            file.write(form.tail)
        return parts

    return produce


def _kept(
    old: Known, form: Form, table: Table, documents: Mapping[str, str]
) -> dict[str | None, tuple[int, int]]:
    """Where in the old file the parts of the documents stand that have not changed: start and length."""
    if not old.is_there:
        return {}
    found: dict[str | None, tuple[int, int]] = {}
    start = len(form.head(table))
    first = True
    for document, length in old.parts.items():
        if length and not first:
            start += len(form.between)
        first = first and not length
        if old.documents.get(document) == documents.get(document):
            found[document] = (start, length)
        start += length
    return found


def _produce(output: Output, target: Path, old: Known | None) -> Parts:
    target.parent.mkdir(parents=True, exist_ok=True)
    if old and old.made_from == output.made_from and old.is_there:
        _take_over(old.path, target)
        return old.parts
    return output.make(target, old)


def _take_over(path: Path, target: Path) -> None:
    """The same file under its new name; a copy where the file system knows no links."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)


@dataclass(frozen=True, slots=True)
class _Index:
    facts: Record
    files: dict[str, Known]

    def same(self, wanted: Record) -> bool:
        return bool(self.files) and all(self.facts.get(name) == value for name, value in wanted.items())


def _read_index(path: Path, exports: Path) -> _Index:
    """What is known of the exports; nothing where they were made by other code, or the index is damaged."""
    try:
        facts = json.loads(path.read_bytes())
        if facts["code"] != code_version("pipeline"):
            return _Index({}, {})
        documents = facts["documents"]
        files = {
            name: Known(
                exports / name, one["made_from"], one["size"], one["mtime_ns"], one["parts"], documents
            )
            for name, one in facts["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return _Index({}, {})
    return _Index(facts, files)


def _facts(exports: Path, parts: Mapping[str, tuple[str, Parts]]) -> Record:
    out = {}
    for name in (*parts, PACKAGE, DELTA):
        if (exports / name).exists():
            made_from, of_documents = parts.get(name, ("", {}))
            facts = (exports / name).stat()
            out[name] = {
                "made_from": made_from,
                "size": facts.st_size,
                "mtime_ns": facts.st_mtime_ns,
                "parts": of_documents,
            }
    return out


def _add_descriptions(fresh: Path, exports: Path, old: _Index, run: str) -> None:
    """The data package's descriptor, and what changed since the exports before."""
    (fresh / PACKAGE).write_bytes(canonical(descriptor(fresh, run)))
    if old.facts.get("run") == run and (exports / DELTA).exists():
        shutil.copy2(exports / DELTA, fresh / DELTA)
        return
    before = exports / "documents"
    changes = delta(before if old.files else None, fresh / "documents", old.facts.get("run"), run)
    (fresh / DELTA).write_bytes(canonical(changes))


def _swap(fresh: Path, target: Path) -> None:
    old = target.with_name(".exports.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
