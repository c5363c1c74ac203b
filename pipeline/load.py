"""The records of all documents into one SQLite database, made beside the old one and put in its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from pipeline import database, search, work
from pipeline.bigrams import bigrams_of
from pipeline.corrected import corrected
from pipeline.correction_files import read_corrections
from pipeline.cycles import without_cycles
from pipeline.database import Prepared
from pipeline.database_file import ask, current_run
from pipeline.errors import DatabaseError
from pipeline.files import digest, replacing
from pipeline.layout import Layout
from pipeline.link_rows import link_rows
from pipeline.processes import Processes
from pipeline.record_hashes import RecordHashes
from pipeline.rows import document_rows
from pipeline.schema import SCHEMA_VERSION
from pipeline.settings import Settings
from pipeline.versions import code_version

Record = dict[str, Any]

HASHING = 4
"""Threads that read files and hash them; Python lets them run side by side."""

WORTH_A_POOL = 64
"""Below this many documents, preparing rows in other processes costs more than it saves."""


def inputs(layout: Layout) -> dict[str, str]:
    """For each document, in the order of the ids, the hash of the records it is loaded from.

    Raises `DatabaseError` where a document has items but no rules: the normalising step has not run.
    """
    documents = [path.stem for path in sorted(layout.items.glob("*.json"))]
    hashes = RecordHashes(layout)
    with ThreadPoolExecutor(HASHING) as threads:
        return dict(zip(documents, threads.map(partial(_input, layout, hashes), documents), strict=True))


def _input(layout: Layout, hashes: RecordHashes, document: str) -> str:
    read = hashes.read(document)
    if read[0] is None:
        raise DatabaseError(
            f"{layout.rules / f'{document}.json'}：缺少规则文件。先运行 kaohe run --step normalize。"
        )
    return digest([*read, hashes.links(document)])


def run_record(hashes: Mapping[str, str], settings: Settings) -> Record:
    """What identifies a database's content: the inputs, the versions of the code and the settings."""
    versions = {room: code_version(room) for room in ("extractors", "normalizers", "pipeline")}
    facts = {
        "inputs": digest(hashes),
        "versions": versions,
        "settings": settings.recorded,
        "schema": SCHEMA_VERSION,
    }
    return {"id": digest(facts), **facts}


def load(layout: Layout, settings: Settings, *, force: bool = False, workers: int | None = None) -> bool:
    """Bring the database up to data/items and data/rules; False where it already is.

    A small database is made from nothing, in a few seconds, so that its bytes depend on its content alone. A large
    one takes over the documents that have not changed: the same rows, in another layout.
    `force` makes it from nothing in any case. Raises `DatabaseError` where the records break the schema; the old
    database then stays.
    """
    hashes = inputs(layout)
    run = run_record(hashes, settings)
    if not force and current_run(layout.database) == run["id"]:
        return False
    loaded = {} if force else _taken_over(layout.database, run, settings.from_nothing)
    changed = [document for document, found in hashes.items() if loaded.get(document) != found]
    with (
        replacing(layout.database) as fresh,
        work.executor(len(changed), workers, WORTH_A_POOL) as pool,
        without_cycles(),
    ):
        jobs = [(document, hashes[document]) for document in changed]
        documents = work.each(partial(prepare, layout), jobs, pool, "入库", ordered=True)
        prepared = (result for _, result in documents)
        if loaded:
            shutil.copyfile(layout.database, fresh)
            database.update(fresh, [document for document in loaded if document not in hashes], prepared, run)
        else:
            # A pool of its own: the index takes its documents in their order.
            with ThreadPoolExecutor(1) if pool is None else Processes(1) as aside:
                database.create(fresh, prepared, run, aside)
    return True


def prepare(layout: Layout, job: tuple[str, str]) -> Prepared:
    """A document's rows and its items' search tokens, from its files."""
    with without_cycles():
        try:
            return _prepared(layout, *job)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            name = f"{job[0]}.json"
            raise DatabaseError(
                f"{layout.items / name} 或 {layout.rules / name}：内容残缺（{type(error).__name__}：{error}）。"
                "删去这两个文件，再运行 kaohe run 重新生成。"
            ) from error


def _prepared(layout: Layout, document: str, records_sha256: str) -> Prepared:
    items = orjson.loads((layout.items / f"{document}.json").read_bytes())
    rules = orjson.loads((layout.rules / f"{document}.json").read_bytes())
    items, rules, outcomes = corrected(items, rules, read_corrections(layout.corrections_of(document)))
    rows = document_rows(items, rules, records_sha256, outcomes)
    links = layout.links / f"{document}.json"
    rows |= link_rows(orjson.loads(links.read_bytes()) if links.exists() else None)
    return document, orjson.dumps(rows), orjson.dumps(_searched(items["items"]))


def _searched(items: Sequence[Record]) -> list[tuple[str, ...]]:
    """For each item the columns that are searched, as bigrams."""
    texts = [
        item[column] if column != "departments" else "、".join(item[column])
        for item in items
        for column in search.COLUMNS
    ]
    tokens = iter(bigrams_of(texts))
    return list(zip(*[tokens] * len(search.COLUMNS), strict=True))


def _taken_over(path: Path, run: Record, from_nothing: int) -> dict[str, str]:
    """The documents, with the hash of their records, that a large database of this code and schema holds."""
    made_by: Sequence[Any] = ask(
        path, "SELECT versions, settings, user_version FROM runs, pragma_user_version"
    )
    if len(made_by) != 1 or made_by[0][2] != SCHEMA_VERSION:
        return {}
    versions, settings, _ = made_by[0]
    if (
        json.loads(versions)["pipeline"] != run["versions"]["pipeline"]
        or json.loads(settings) != run["settings"]
    ):
        return {}
    if ask(path, "SELECT count(*) FROM items")[0][0] <= from_nothing:
        return {}
    return dict(ask(path, "SELECT id, records_sha256 FROM documents"))
