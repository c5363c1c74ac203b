"""The step `compare`: data/links, for each document its links to earlier ones and what changed since.

Worked on pair by pair and kept in the cache, so that a changed document costs only its own pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from pipeline import work
from pipeline.cache import Cache
from pipeline.comparison.change import Change
from pipeline.comparison.compare import Comparison, compare_along
from pipeline.comparison.features import Prepared, prepare
from pipeline.comparison.links import Link, find_links
from pipeline.comparison.nearest import Facts, partners
from pipeline.comparison.records import Document, from_records
from pipeline.comparison.stored import from_bytes, to_bytes
from pipeline.comparison.verdicts import read_verdicts
from pipeline.corrected import corrected
from pipeline.correction_files import read_corrections
from pipeline.files import canonical, digest, sha256
from pipeline.folder import StepFolder
from pipeline.layout import Layout
from pipeline.load import source_hashes
from pipeline.pools import Pools
from pipeline.settings import Settings
from pipeline.versions import code_version

Record = dict[str, Any]

PREPARED = 160
"""Documents whose features a process keeps, of about a mebibyte for each hundred items."""

WORTH_A_POOL = 100
"""Below this many pairs, starting processes costs more than it saves."""

LINK_FIELDS = tuple(field.name for field in fields(Link))
CHANGE_FIELDS = tuple(field.name for field in fields(Change))


class Job(NamedTuple):
    """The earlier document, the later one, whether the changes are wanted, and the hashes of both contents."""

    earlier: str
    later: str
    with_changes: bool
    hashes: tuple[str, str]

    @property
    def key(self) -> str:
        """What the comparison depends on."""
        return digest([*self.hashes, self.with_changes])


def compare_documents(
    layout: Layout, documents: Sequence[str], cache: Cache, settings: Settings, pools: Pools
) -> int:
    """Bring data/links up to data/items, data/rules and data/corrections; how many pairs were worked on."""
    folder = StepFolder(layout.links, "compare", cache)
    version = digest([code_version("pipeline"), code_version("normalizers")])
    hashes = {name: digest([version, *_hashes(layout, name)]) for name in documents}
    jobs = _jobs(layout, hashes, cache, settings)
    keys = {job: job.key for found in jobs.values() for job in found}
    stale = [job for job, key in keys.items() if not cache.has("pairs", key)]
    wanted = {name: hashes[name] for job in stale for name in (job.earlier, job.later)}
    _prepare_all(layout, wanted, cache, pools)
    with pools(len(stale), WORTH_A_POOL) as pool:
        for job, content in work.each(partial(compare_files, layout, cache.root), stale, pool, "比较"):
            cache.put("pairs", keys[job], content)
    for later, found in jobs.items():
        key = digest([hashes[later], *(keys[job] for job in found)])
        if not folder.is_fresh(later, key):
            kept = [_kept(layout, cache, job) for job in found]
            folder.store(later, key, canonical({"document": later, "comparisons": kept}))
    folder.keep_only(documents)
    for name, used in (
        ("pairs", keys.values()),
        ("profiles", hashes.values()),
        ("features", hashes.values()),
    ):
        cache.keep_only(name, used)
    return len(stale)


def compare_files(layout: Layout, cache: Path, job: Job) -> bytes:
    """The links and, if wanted, the changes between two documents, as a canonical record."""
    verdicts = read_verdicts(layout.corrections_of(name) for name in (job.earlier, job.later))
    left = _prepared(layout, cache, job.earlier, job.hashes[0])
    right = _prepared(layout, cache, job.later, job.hashes[1])
    links = find_links(left, right, verdicts)
    if not job.with_changes:
        return canonical(_record(job.earlier, job.later, links, ()))
    one, other = _document(layout, job.earlier), _document(layout, job.later)
    return canonical(to_record(compare_along(one, other, links)))


def to_record(found: Comparison) -> Record:
    """A comparison as plain data: `earlier`, `later`, `links` and `changes`."""
    return _record(found.left.id, found.right.id, found.links, found.changes)


def _record(earlier: str, later: str, links: Iterable[Link], changes: Iterable[Change]) -> Record:
    return {
        "earlier": earlier,
        "later": later,
        "links": [{name: getattr(link, name) for name in LINK_FIELDS} for link in links],
        "changes": [{name: getattr(change, name) for name in CHANGE_FIELDS} for change in changes],
    }


def _jobs(
    layout: Layout, hashes: Mapping[str, str], cache: Cache, settings: Settings
) -> dict[str, list[Job]]:
    """For each document the comparisons with its earlier partners."""
    facts = [_facts(layout, name, key, cache) for name, key in hashes.items()]
    verdicts = read_verdicts(map(layout.corrections_of, hashes))
    decided = {(one.split("/")[0], other.split("/")[0]) for one, other in verdicts}
    return {
        later: [
            Job(one.earlier, later, one.with_changes, (hashes[one.earlier], hashes[later])) for one in found
        ]
        for later, found in partners(facts, settings.nearest, decided).items()
    }


def _prepare_all(layout: Layout, hashes: Mapping[str, str], cache: Cache, pools: Pools) -> None:
    """Work out the features that the cache does not hold yet, each document's once."""
    missing = [name for name, key in hashes.items() if not cache.has("features", key)]
    with pools(len(missing)) as pool:
        for name, content in work.each(partial(_features, layout), missing, pool, "取词"):
            cache.put("features", hashes[name], content)


def _features(layout: Layout, document: str) -> bytes:
    return to_bytes(prepare(_document(layout, document)))


@lru_cache(maxsize=PREPARED)
def _prepared(layout: Layout, cache: Path, document: str, key: str) -> Prepared:
    """A document's features; a damaged entry of the cache is made again."""
    content = Cache(cache).get("features", key)
    return from_bytes(content if content is not None else _features(layout, document))


def _document(layout: Layout, document: str) -> Document:
    items, rules = _records(layout, document)
    items, rules, _ = corrected(items, rules, read_corrections(layout.corrections_of(document)))
    return from_records(items, rules)


def _records(layout: Layout, document: str) -> tuple[Record, Record]:
    name = f"{document}.json"
    return orjson.loads((layout.items / name).read_bytes()), orjson.loads((layout.rules / name).read_bytes())


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
    return Facts(id=document, **orjson.loads(kept))


def _kept(layout: Layout, cache: Cache, job: Job) -> Record:
    """What the cache holds of a pair; a damaged entry is made again."""
    found: Record = orjson.loads(cache.get("pairs", job.key) or compare_files(layout, cache.root, job))
    return found
