"""The step `compare`: data/links, for each document its links to earlier ones and what changed since.

A changed document costs only its own pairs: the others' files keep the comparisons that it has no part in. What it
takes to compare (`comparing`) is imported only where there is something to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import orjson

from pipeline import work
from pipeline.cache import Cache
from pipeline.files import digest
from pipeline.folder import StepFolder
from pipeline.layout import Layout
from pipeline.pairs import PAIRS, STEP, Job, Named, Pair
from pipeline.pools import Pools
from pipeline.record_hashes import RecordHashes
from pipeline.settings import Settings
from pipeline.versions import code_version

WORTH_A_POOL = 8
"""Below this many documents, starting processes costs more than it saves."""

WORTH_PLANNING_ELSEWHERE = 1000
"""Below this many documents, planning which are compared holds no more than the rest."""


def compare_documents(
    layout: Layout, documents: Sequence[str], cache: Cache, settings: Settings, pools: Pools
) -> int:
    """Bring data/links up to data/items, data/rules and data/corrections; how many pairs were worked on."""
    folder = StepFolder(layout.links, STEP, cache)
    version = digest([code_version("pipeline"), code_version("normalizers")])
    records = RecordHashes(layout)
    hashes = {name: digest([version, *records.read(name)]) for name in documents}
    jobs = list(_jobs(hashes, _plan(layout, hashes, cache, settings.nearest, pools)))
    stale = [_to_do(folder, cache, job) for job in jobs if not folder.is_fresh(job.later.document, job.key)]
    _prepare_all(layout, stale, cache, pools)
    _compare_all(layout, stale, folder, cache, pools)
    folder.keep_only(documents)
    cache.keep_only(PAIRS, [job.key for job in jobs])
    cache.keep_only("features", hashes.values())
    return sum(len(job.new) for job in stale)


def _plan(
    layout: Layout, hashes: Mapping[str, str], cache: Cache, nearest: int, pools: Pools
) -> Mapping[str, list[tuple[str, bool]]]:
    """For each document its earlier partners, and whether what changed is told; worked out once for all contents."""
    key = digest([nearest, hashes])
    kept = cache.get("plans", key)
    if kept is None:
        from pipeline.comparing import plan

        # It holds much for a while: in a process that ends with it, where there are many.
        with pools(len(hashes), WORTH_PLANNING_ELSEWHERE) as pool:
            [(_, kept)] = work.each(partial(plan, layout, hashes, cache), [nearest], pool, "选对")
        cache.put("plans", key, kept)
        cache.keep_only("plans", [key])
    found: Mapping[str, list[tuple[str, bool]]] = orjson.loads(kept)
    return found


def _jobs(hashes: Mapping[str, str], plan: Mapping[str, list[tuple[str, bool]]]) -> Iterator[Job]:
    named = {document: Named(document, key) for document, key in hashes.items()}
    for document in hashes:
        pairs = [Pair(named[earlier], named[document], told) for earlier, told in plan[document]]
        yield Job(named[document], {pair.key: pair for pair in pairs})


def _to_do(folder: StepFolder, cache: Cache, job: Job) -> Job:
    """The job with what the document's file has already, as it is now."""
    before = folder.key(job.later.document)
    kept = cache.get(PAIRS, before) if before else None
    return replace(job, before=before, new=frozenset(job.pairs) - set(orjson.loads(kept or b"[]")))


def _prepare_all(layout: Layout, jobs: Sequence[Job], cache: Cache, pools: Pools) -> None:
    """Work out the features that are wanted and the cache does not hold yet, each document's once."""
    pairs = [job.pairs[key] for job in jobs for key in job.new]
    wanted = {one for pair in pairs for one in (pair.earlier, pair.later)}
    missing = sorted(
        (one for one in wanted if not cache.has("features", one.hash)), key=lambda one: one.document
    )
    if missing:
        from pipeline.comparing import features

        with pools(len(missing)) as pool:
            for one, packed in work.each(partial(features, layout), missing, pool, "取词"):
                cache.put_packed("features", one.hash, packed)


def _compare_all(layout: Layout, jobs: Sequence[Job], folder: StepFolder, cache: Cache, pools: Pools) -> None:
    if jobs:
        from pipeline.comparing import compare_document

        with pools(len(jobs), WORTH_A_POOL) as pool:
            compared = partial(compare_document, layout, cache.root)
            for job, packed in work.each(compared, jobs, pool, "比较"):
                # First what the comparisons were made from: it is only asked for where they are there.
                cache.put(PAIRS, job.key, orjson.dumps(list(job.pairs)))
                folder.store_packed(job.later.document, job.key, packed)
