"""`kaohe run`: every step over the whole catalogue, working only on what has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from pipeline import work
from pipeline.cache import Cache
from pipeline.catalogue import Entry, read_catalogue
from pipeline.export import export_all
from pipeline.files import canonical, digest, sha256_if_readable, write
from pipeline.folder import StepFolder
from pipeline.layout import Layout
from pipeline.load import load, source_hashes
from pipeline.lock import writing
from pipeline.making import make_items, make_rules
from pipeline.settings import Settings
from pipeline.versions import step_version

STEPS = ("extract", "normalize", "compare", "load", "export")


@dataclass(slots=True)
class Outcome:
    """What a run did: documents worked on by step, what failed by document, seconds by step."""

    documents: int = 0
    done: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    errors: int = 0


def run(
    layout: Layout,
    steps: Sequence[str] = STEPS,
    *,
    settings: Settings,
    workers: int | None = None,
    wait: float = 0.0,
) -> Outcome:
    """Run the steps in order over the catalogue.

    Raises `PipelineError` where the catalogue or the database cannot be used; a document that cannot be read
    does not stop the others and is named in the outcome.
    """
    with writing(layout, wait):
        return _run(layout, steps, settings, workers)


def _run(layout: Layout, steps: Sequence[str], settings: Settings, workers: int | None) -> Outcome:
    entries = read_catalogue(layout.catalogue)
    outcome = Outcome(documents=len(entries))
    cache = Cache(layout.cache)
    actions: dict[str, Callable[[], int]] = {
        "extract": lambda: _extract(layout, entries, cache, workers, outcome),
        "normalize": lambda: _normalize(layout, entries, cache, workers, outcome),
        "compare": lambda: _compare(layout, entries, cache, settings, workers),
        "load": lambda: int(load(layout, settings, workers=workers)),
        "export": lambda: int(export_all(layout, settings.formats)),
    }
    for step in STEPS:
        if step in steps:
            begun = perf_counter()
            outcome.done[step] = actions[step]()
            outcome.seconds[step] = round(perf_counter() - begun, 3)
    if "load" in steps:
        outcome.errors = _grave_findings(layout.database)
        write(layout.report, canonical(asdict(outcome)))
    return outcome


def _extract(
    layout: Layout, entries: Sequence[Entry], cache: Cache, workers: int | None, outcome: Outcome
) -> int:
    folder = StepFolder(layout.items, "extract", cache)
    keys = {entry: _extract_key(entry, layout.raw) for entry in entries}
    stale = [entry for entry, key in keys.items() if not folder.is_fresh(entry.document, key)]
    with work.executor(len(stale), workers) as pool:
        for entry, made in work.each(partial(make_items, layout.raw), stale, pool, "读表"):
            folder.store_packed(entry.document, keys[entry], made.packed, made.failure)
    folder.keep_only(entry.document for entry in entries)
    outcome.failures |= folder.failures()
    return len(stale)


def _extract_key(entry: Entry, raw: Path) -> str:
    content = sha256_if_readable(raw / entry.file)
    return digest([step_version("extract"), asdict(entry), content])


def _normalize(
    layout: Layout, entries: Sequence[Entry], cache: Cache, workers: int | None, outcome: Outcome
) -> int:
    folder = StepFolder(layout.rules, "normalize", cache)
    version = step_version("normalize")
    documents = [entry.document for entry in entries]
    keys = {document: digest([version, *source_hashes(layout, document)]) for document in documents}
    stale = [document for document, key in keys.items() if not folder.is_fresh(document, key)]
    with work.executor(len(stale), workers) as pool:
        for document, made in work.each(partial(make_rules, layout), stale, pool, "读规则"):
            folder.store_packed(document, keys[document], made.packed, made.failure)
    folder.keep_only(documents)
    outcome.failures |= folder.failures()
    return len(stale)


def _compare(
    layout: Layout, entries: Sequence[Entry], cache: Cache, settings: Settings, workers: int | None
) -> int:
    from pipeline.compare_step import compare_documents

    return compare_documents(layout, [entry.document for entry in entries], cache, settings, workers)


def _grave_findings(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT count(*) FROM findings WHERE severity = 'error'").fetchone()
    return int(rows[0])
