"""data/exports: what leaves the database, kept up to date, each file made again only when its content may differ."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import work
from pipeline.database_file import current_run, require_database
from pipeline.datapackage import descriptor
from pipeline.delta import delta
from pipeline.export_parts import (
    Job,
    Made,
    Parts,
    TableFile,
    Work,
    make,
    make_from,
    write_parts,
    write_shared,
)
from pipeline.files import canonical, digest, write
from pipeline.layout import Layout
from pipeline.schema import TABLES
from pipeline.tables import Table
from pipeline.tabular import FORMS
from pipeline.versions import code_version

Record = dict[str, Any]

TABULAR = (*FORMS, "parquet")
"""Formats of one file a table."""

WORTH_A_POOL = 32
"""Below this many changed documents, making their parts in other processes costs more than it saves."""

PACKAGE, DELTA = "datapackage.json", "delta.json"


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be made: its path, what its content depends on, and of what it is made.

    That is a function that writes it; or the form and the table of which every document has a part; or the document
    whose tree it is.
    """

    path: str
    made_from: str
    of: Callable[[Path], None] | tuple[str, Table] | str


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


def export_all(layout: Layout, formats: Sequence[str], workers: int | None = None) -> bool:
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
            changed = sum(old.documents.get(name) != records for name, records in documents.items())
            with work.executor(changed, workers, WORTH_A_POOL) as pool:
                parts = _write(
                    fresh, outputs(connection, formats, documents, run), documents, old.files,
                    partial(_in_pool, layout.database, pool) if pool else partial(_here, connection),
                )  # fmt: skip
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
    wanted = [
        output
        for output in outputs(connection, formats, documents, "", departments)
        if not tables or output.path.split("/")[0] not in TABULAR or Path(output.path).stem in tables
    ]
    _write(folder, wanted, documents, {}, partial(_here, connection))
    return [folder / output.path for output in wanted]


def _here(connection: sqlite3.Connection, jobs: Sequence[Job]) -> Iterator[Made]:
    return map(partial(make, connection), jobs)


def _in_pool(database: Path, pool: work.Pool, jobs: Sequence[Job]) -> Iterator[Made]:
    done = work.each(partial(make_from, database), jobs, pool, "导出", ordered=True)
    return (made for _, made in done)


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
                path = f"{name}/{table.name}.{FORMS[name].suffix}"
                if table.shared:
                    yield Output(path, made_from, partial(write_shared, connection, name, table))
                else:
                    yield Output(path, made_from, (name, table))
        elif name == "documents":
            for document, records in documents.items():
                yield Output(f"documents/{document}.json", records, document)
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
                f"parquet/{table.name}.parquet", everything, partial(write_parquet, connection, table)
            )
        return
    if name == "xlsx":
        from pipeline.workbook import write_department, write_document

        for document, records in documents.items():
            yield Output(
                f"xlsx/documents/{document}.xlsx", records, partial(write_document, connection, document)
            )
        write_duties, folder, suffix = write_department, "xlsx/departments", "xlsx"
    else:
        from pipeline.calendars import write_calendar

        write_duties, folder, suffix = write_calendar, "ics", "ics"
    for department, made_from in _departments(connection, documents).items():
        if only and department not in only:
            continue
        path = f"{folder}/{department.replace('/', '／')}.{suffix}"
        yield Output(path, made_from, partial(write_duties, connection, department))


def _departments(connection: sqlite3.Connection, documents: Mapping[str, str]) -> dict[str, str]:
    """Each department with a hash over the documents that give it duties."""
    of: dict[str, list[str]] = {}
    sql = """SELECT DISTINCT l.department, i.document FROM item_departments l JOIN items i ON i.id = l.item
             ORDER BY 1, 2"""
    for department, document in connection.execute(sql).fetchall():
        of.setdefault(department, []).append(documents[document])
    return {department: digest(records) for department, records in of.items()}


def _write(
    folder: Path,
    wanted: Iterable[Output],
    documents: Mapping[str, str],
    known: Mapping[str, Known],
    do: Work,
) -> dict[str, tuple[str, Parts]]:
    """Write files into a folder, or take them over as they are known. What each is made from, and its parts."""
    found: dict[str, tuple[str, Parts]] = {}
    files: list[TableFile] = []
    trees: dict[str, Path] = {}
    for output in wanted:
        target, old = folder / output.path, known.get(output.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        old = old if old and old.is_there else None
        if old and old.made_from == output.made_from:
            _take_over(old.path, target)
            found[output.path] = output.made_from, old.parts
        elif isinstance(output.of, tuple):
            files.append(_table_file(target, *output.of, old, documents))
            found[output.path] = output.made_from, files[-1].parts
        else:
            if isinstance(output.of, str):
                trees[output.of] = target
            else:
                output.of(target)
            found[output.path] = output.made_from, {}
    write_parts(files, trees, list(documents), do)
    return found


def _table_file(
    target: Path, form: str, table: Table, old: Known | None, documents: Mapping[str, str]
) -> TableFile:
    if old is None:
        return TableFile(target, form, table)
    unchanged = {name for name, records in documents.items() if old.documents.get(name) == records}
    return TableFile(target, form, table, (old.path, old.parts), frozenset(unchanged))


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

    @property
    def documents(self) -> Mapping[str, str]:
        return self.facts.get("documents") or {}

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
