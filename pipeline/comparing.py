"""What the step `compare` works out: the words of documents, which are compared with which, and a document with its
earlier partners. What is asked for in other processes goes by names; documents are read from their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from pipeline.cache import AS_IT_IS, Cache, pack
from pipeline.comparison.change import Change
from pipeline.comparison.compare import Comparison, compare_along
from pipeline.comparison.features import Prepared, prepare
from pipeline.comparison.links import Link, find_links_with
from pipeline.comparison.nearest import Facts, partners
from pipeline.comparison.records import Document, from_records
from pipeline.comparison.stored import from_bytes, to_bytes
from pipeline.comparison.verdicts import read_verdicts
from pipeline.corrected import corrected
from pipeline.correction_files import read_corrections
from pipeline.cycles import without_cycles
from pipeline.files import canonical
from pipeline.layout import Layout
from pipeline.pairs import PAIRS, STEP, Job, Named, Pair

Record = dict[str, Any]

PREPARED = 320
"""Documents whose features a process keeps, of about half a mebibyte for each hundred items."""

READ = 4
"""Documents that a process keeps as they were read: one year's table is the next one's year before."""

LINK_FIELDS = tuple(field.name for field in fields(Link))
CHANGE_FIELDS = tuple(field.name for field in fields(Change))


def compare_document(layout: Layout, root: Path, job: Job) -> bytes:
    """A document's comparisons, packed: those that are new, and of its file as the cache (at `root`) has it the others.

    Where the cache does not have it whole, all are made anew.
    """
    with without_cycles():
        found = _kept(Cache(root), job)
        new = [pair for key, pair in job.pairs.items() if key not in found]
        found |= {pair.key: record for pair, record in zip(new, _compared(layout, root, new), strict=True)}
    return pack(canonical({"document": job.later.document, "comparisons": [found[key] for key in job.pairs]}))


def _kept(cache: Cache, job: Job) -> dict[str, Record]:
    """The comparisons that the document's file has already, by what they were made from."""
    if job.before is None or len(job.new) == len(job.pairs):
        return {}
    keys, content = cache.get(PAIRS, job.before), cache.get(STEP, job.before)
    if keys is None or content is None:
        return {}
    return dict(zip(orjson.loads(keys), orjson.loads(content)["comparisons"], strict=True))


def _compared(layout: Layout, cache: Path, pairs: Sequence[Pair]) -> Iterator[Record]:
    """The links and, where they are wanted, the changes of pairs of one later document."""
    if not pairs:
        return
    later = pairs[0].later
    lefts = [_prepared(layout, cache, pair.earlier) for pair in pairs]
    verdicts = [
        read_verdicts(map(layout.corrections_of, (pair.earlier.document, later.document))) for pair in pairs
    ]
    links_of_each = find_links_with(lefts, _prepared(layout, cache, later), verdicts)
    for pair, links in zip(pairs, links_of_each, strict=True):
        if pair.with_changes:
            one, other = _document(layout, pair.earlier), _document(layout, later)
            yield to_record(compare_along(one, other, links))
        else:
            yield _record(pair.earlier.document, later.document, links, ())


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


def plan(layout: Layout, hashes: Mapping[str, str], cache: Cache, nearest: int) -> bytes:
    """For each document its earlier partners: their names, and whether what changed is told, as JSON."""
    facts = [_facts(layout, name, key, cache) for name, key in hashes.items()]
    cache.keep_only("profiles", hashes.values())
    verdicts = read_verdicts(map(layout.corrections_of, hashes))
    decided = {(one.split("/")[0], other.split("/")[0]) for one, other in verdicts}
    found = partners(facts, nearest, decided)
    return canonical({later: [(one.earlier, one.with_changes) for one in of] for later, of in found.items()})


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


def features(layout: Layout, document: Named) -> bytes:
    """A document's features, packed."""
    return pack(_features(layout, document), AS_IT_IS)


def _features(layout: Layout, document: Named) -> bytes:
    with without_cycles():
        return to_bytes(prepare(_document(layout, document)))


@lru_cache(maxsize=PREPARED)
def _prepared(layout: Layout, cache: Path, document: Named) -> Prepared:
    """A document's features; a damaged entry of the cache is made again."""
    content = Cache(cache).get("features", document.hash)
    return from_bytes(content if content is not None else _features(layout, document))


@lru_cache(maxsize=READ)
def _document(layout: Layout, document: Named) -> Document:
    items, rules = _records(layout, document.document)
    corrections = read_corrections(layout.corrections_of(document.document))
    items, rules, _ = corrected(items, rules, corrections)
    return from_records(items, rules)


def _records(layout: Layout, document: str) -> tuple[Record, Record]:
    name = f"{document}.json"
    return orjson.loads((layout.items / name).read_bytes()), orjson.loads((layout.rules / name).read_bytes())
