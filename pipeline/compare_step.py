"""The step `compare`: data/links, for each document its links to earlier ones and what changed since.

Worked on pair by pair and kept in the cache, so that a changed document costs only its own pairs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from typing import Any

from pipeline import work
from pipeline.cache import Cache
from pipeline.comparison.compare import Comparison, compare
from pipeline.comparison.features import Prepared, prepare
from pipeline.comparison.nearest import Facts, partners
from pipeline.comparison.records import from_records
from pipeline.comparison.verdicts import read_verdicts
from pipeline.corrections import correct_items, correct_rules, read_corrections
from pipeline.files import canonical, digest, sha256
from pipeline.folder import StepFolder
from pipeline.layout import Layout
from pipeline.load import source_hashes
from pipeline.settings import Settings
from pipeline.versions import code_version

Record = dict[str, Any]
Job = tuple[str, str, bool]
"""The earlier document, the later one, and whether the changes are wanted."""

PREPARED = 64
"""Documents whose features a process keeps: those of a place and its likes come one after the other."""


def compare_documents(
    layout: Layout, documents: Sequence[str], cache: Cache, settings: Settings, workers: int | None
) -> int:
    """Bring data/links up to data/items, data/rules and data/corrections; how many pairs were worked on."""
    folder = StepFolder(layout.links, "compare", cache)
    version = digest([code_version("pipeline"), code_version("normalizers")])
    hashes = {name: digest([version, *_hashes(layout, name)]) for name in documents}
    facts = [_facts(layout, name, hashes[name], cache) for name in documents]
    cache.keep_only("profiles", hashes.values())
    verdicts = read_verdicts(layout.corrections_of(name) for name in documents)
    decided = {(one.split("/")[0], other.split("/")[0]) for one, other in verdicts}
    of_document = partners(facts, settings.nearest, decided)
    keys = {
        (one.earlier, later, one.with_changes): digest([hashes[one.earlier], hashes[later], one.with_changes])
        for later, found in of_document.items()
        for one in found
    }
    stale = [job for job, key in keys.items() if cache.get("pairs", key) is None]
    with work.executor(len(stale), workers) as pool:
        for job, result in work.each(partial(compare_files, layout), stale, pool, "比较"):
            cache.put("pairs", keys[job], canonical(result))
    for later, found in of_document.items():
        jobs = [(one.earlier, later, one.with_changes) for one in found]
        key = digest([hashes[later], *(keys[job] for job in jobs)])
        if not folder.is_fresh(later, key):
            folder.store(later, key, canonical(_file(layout, later, jobs, keys, cache)))
    folder.keep_only(documents)
    cache.keep_only("pairs", keys.values())
    return len(stale)


def compare_files(layout: Layout, job: Job) -> Record:
    """The links and, if wanted, the changes between two documents, as a record."""
    earlier, later, with_changes = job
    paths = [layout.corrections_of(name) for name in (earlier, later)]
    left, right = (_prepared(layout, name, *_hashes(layout, name)) for name in (earlier, later))
    return to_record(compare(left, right, read_verdicts(paths), with_changes=with_changes))


def to_record(found: Comparison) -> Record:
    """A comparison as plain data: `earlier`, `later`, `links` and `changes`."""
    return {
        "earlier": found.left.id,
        "later": found.right.id,
        "links": [asdict(link) for link in found.links],
        "changes": [asdict(change) for change in found.changes],
    }


@lru_cache(maxsize=PREPARED)
def _prepared(layout: Layout, document: str, *_hashes: str | None) -> Prepared:
    """A document with its features; the hashes are there to forget it when its files change."""
    items, rules = _records(layout, document)
    corrections = read_corrections(layout.corrections_of(document))
    items, _ = correct_items(items, corrections)
    rules, _ = correct_rules(rules, items, corrections)
    return prepare(from_records(items, rules))


def _records(layout: Layout, document: str) -> tuple[Record, Record]:
    name = f"{document}.json"
    return json.loads((layout.items / name).read_bytes()), json.loads((layout.rules / name).read_bytes())


def _hashes(layout: Layout, document: str) -> list[str | None]:
    return [sha256(layout.rules / f"{document}.json"), *source_hashes(layout, document)]


def _facts(layout: Layout, document: str, key: str, cache: Cache) -> Facts:
    """What decides with what the document is compared; worked out once for its content."""
    kept = cache.get("profiles", key)
    if kept is None:
        items, rules = _records(layout, document)
        words = Counter(
            word
            for result in rules["items"]
            for topic in result.get("topics") or ()
            for word in {one["word"] for one in topic["words"]}
        )
        kept = canonical({"year": items["year"], "place": items["jurisdiction"], "profile": words})
        cache.put("profiles", key, kept)
    return Facts(id=document, **json.loads(kept))


def _file(layout: Layout, later: str, jobs: Sequence[Job], keys: Mapping[Job, str], cache: Cache) -> Record:
    return {
        "document": later,
        "comparisons": [_kept(layout, job, keys[job], cache) for job in jobs],
    }


def _kept(layout: Layout, job: Job, key: str, cache: Cache) -> Record:
    """What the cache holds of a pair; a damaged entry is made again."""
    content = cache.get("pairs", key)
    found: Record = json.loads(content) if content else compare_files(layout, job)
    return found
