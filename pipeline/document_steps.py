"""The steps over many documents: each document's file is made where it is not there for what it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from logging import DEBUG

from pipeline import logs, work
from pipeline.cache import Cache
from pipeline.catalogue import Entry
from pipeline.files import digest, sha256_if_readable
from pipeline.folder import StepFolder
from pipeline.layout import Layout
from pipeline.making import Made, lost_items, lost_rules, make_items, make_rules
from pipeline.pools import Pools
from pipeline.record_hashes import RecordHashes
from pipeline.versions import step_version


def extract_key(entry: Entry, content: str | None) -> str:
    """What a document's items are made from: the code, the catalogue's line and the hash of the file's bytes."""
    return digest([step_version("extract"), asdict(entry), content])


def normalize_key(hashes: RecordHashes, document: str) -> str:
    """What a document's rules are made from: the code, its items and people's corrections."""
    return digest([step_version("normalize"), *hashes.items(document)])


@dataclass(frozen=True, slots=True)
class Worked:
    """How many documents a step worked on, and why those failed that did, by document."""

    done: int
    failures: dict[str, str]


def extract_documents(layout: Layout, entries: Sequence[Entry], cache: Cache, pools: Pools) -> Worked:
    """Bring data/items up to these entries of the catalogue."""
    folder = StepFolder(layout.items, "extract", cache)
    keys = {entry.document: extract_key(entry, raw_hash(layout, entry)) for entry in entries}
    stale = [entry for entry in entries if not folder.is_fresh(entry.document, keys[entry.document])]
    # Readers run libraries written in C on hostile files: a process that ends there must not be this one.
    with pools(len(stale), 1) as pool:
        read, lost = partial(make_items, layout.raw), partial(lost_items, layout.raw)
        for entry, made in work.each(read, stale, pool, "读表", instead=lost):
            _store(folder, entry.document, keys[entry.document], made)
    folder.keep_only(keys)
    return Worked(len(stale), folder.failures())


def normalize_documents(layout: Layout, documents: Sequence[str], cache: Cache, pools: Pools) -> Worked:
    """Bring data/rules up to the items of these documents."""
    folder = StepFolder(layout.rules, "normalize", cache)
    hashes = RecordHashes(layout)
    keys = {document: normalize_key(hashes, document) for document in documents}
    stale = [document for document, key in keys.items() if not folder.is_fresh(document, key)]
    # What failed may have ended its process, and is tried again.
    worth = 1 if folder.failures() else work.WORTH_A_POOL
    with pools(len(stale), worth) as pool:
        read, lost = partial(make_rules, layout), partial(lost_rules, layout)
        for document, made in work.each(read, stale, pool, "读规则", instead=lost):
            _store(folder, document, keys[document], made)
    folder.keep_only(keys)
    return Worked(len(stale), folder.failures())


def _store(folder: StepFolder, document: str, key: str, made: Made) -> None:
    folder.store_packed(document, key, made.packed, made.failure)
    logs.event("完成", level=DEBUG, step=folder.step, document=document, **made.counts)


def raw_hash(layout: Layout, entry: Entry) -> str | None:
    """The hash of a document's file as issued, None where it is missing or may not be read."""
    return sha256_if_readable(layout.raw / entry.file)
