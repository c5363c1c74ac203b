"""What a worker does for one document: the bytes of a step's file, packed for the way back, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.cache import pack
from pipeline.catalogue import Entry
from pipeline.correction_files import read_corrections
from pipeline.files import canonical
from pipeline.layout import Layout
from pipeline.steps import (
    entry_lost,
    extract_entry,
    extract_failure,
    normalize_document,
    normalize_failure,
    rules_lost,
)

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A step's file as the cache packs it, why it is to be tried again if it is, and how much stands in it."""

    packed: bytes
    failure: str | None
    counts: dict[str, int]


def make_items(raw: Path, entry: Entry) -> Made:
    """The items of a document."""
    return _items(extract_entry(entry, raw))


def lost_items(raw: Path, entry: Entry) -> Made:
    """What stands for the items of a document that ends the process that reads it."""
    return _items(entry_lost(entry, raw))


def _items(document: Record) -> Made:
    counts = {"items": len(document["items"]), "findings": len(document["findings"])}
    return Made(pack(canonical(document)), extract_failure(document), counts)


def make_rules(layout: Layout, document: str) -> Made:
    """The rules of a document whose items are made."""
    return _rules(
        normalize_document(
            _stored_items(layout, document), read_corrections(layout.corrections_of(document)).corrections
        )
    )


def lost_rules(layout: Layout, document: str) -> Made:
    """What stands for the rules of a document that ends the process that reads them."""
    return _rules(rules_lost(_stored_items(layout, document)))


def _stored_items(layout: Layout, document: str) -> Record:
    items: Record = orjson.loads((layout.items / f"{document}.json").read_bytes())
    return items


def _rules(rules: Record) -> Made:
    results = rules["items"]
    counts = {kind: sum(len(result[kind]) for result in results) for kind in ("rules", "caps", "findings")}
    counts["findings"] += len(rules["findings"])
    return Made(pack(canonical(rules)), normalize_failure(rules), counts)
