"""What a comparison looks at: a document and its items, from the steps' files or from the database, alike."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.ids import cap_id, rule_id
from pipeline.nested import document_tree
from pipeline.records import records_of

Record = dict[str, Any]

BESIDE = {
    "topics": ("item_topics", "topic, score", "seq"),
    "references": ("citations", "title, number", "seq"),
    "deadlines": ("deadlines", "kind, relation, iso, event, unit, month, day, offset, quote", "seq"),
    "frequencies": ("frequencies", "iso, op, count, unit, quote", "seq"),
    "indicators": ("indicators", "name", "seq"),
    "evidence": ("evidence", "name", "seq"),
    "departments": ("item_departments", "department AS name, role", "position"),
}
"""Where the database keeps what was read beside the rules: table, columns, order within the item."""

TOPICS_LOOKED_AT = 4
"""The strongest topics of an item; the weaker ones stand on a word or two."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item with all that is compared. `topics` are names with their strength (1 for the strongest).

    `rules` and `caps` are records of the rule model with their `id`; thresholds of the requirement are among the
    rules' own. `departments` maps names to roles (`lead`, `support` or None).
    """

    id: str
    document: str
    position: int
    number: str
    section: str
    group: str
    requirement: str
    criteria: str
    points: Decimal | None
    kind: str
    rules: tuple[Record, ...] = ()
    caps: tuple[Record, ...] = ()
    topics: tuple[tuple[str, float], ...] = ()
    references: tuple[str, ...] = ()
    deadlines: tuple[Record, ...] = ()
    frequencies: tuple[Record, ...] = ()
    indicators: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    departments: Mapping[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document to compare. `total` is the sum of the scored items' points."""

    id: str
    title: str
    year: int | None
    place: str | None
    total: Decimal | None
    items: tuple[Item, ...]


def from_records(document: Record, rules: Record) -> Document:
    """From what the steps write: a document's items and its rules."""
    results = {result["id"]: result for result in rules["items"]}
    items = tuple(
        _item(document["document"], item, _of_result(item["id"], results.get(item["id"]) or {}, item))
        for item in document["items"]
    )
    return _document(document, document["document"], items)


def from_database(connection: sqlite3.Connection, document: str) -> Document | None:
    """The same from the database; None where there is no such document."""
    if connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is None:
        return None
    tree = document_tree(connection, document)
    beside = _beside(connection, document)
    items = tuple(
        _item(document, item, {"rules": item["rules"], "caps": item["caps"], **beside[item["id"]]})
        for item in tree["items"]
    )
    return _document(tree, document, items)


def _document(record: Record, name: str, items: tuple[Item, ...]) -> Document:
    total = decimal(record.get("total_points"))
    return Document(
        name, record["title"], record.get("year"), record.get("jurisdiction"), total or None, items
    )


def decimal(value: str | None) -> Decimal | None:
    """An exact decimal's text as a number."""
    return None if value is None else Decimal(value)


def _of_result(item: str, result: Record, issued: Record) -> Record:
    """A normaliser's result in the form in which the database gives it back."""
    required: defaultdict[int, list[Record]] = defaultdict(list)
    for bound in result.get("requirement_thresholds") or ():
        required[bound["rule"]].append(bound["threshold"])
    rules = [
        {
            **rule,
            "id": rule_id(item, rule["seq"]),
            "thresholds": [*rule["thresholds"], *required[rule["seq"]]],
        }
        for rule in result.get("rules") or ()
    ]
    caps = [
        {**cap, "id": cap_id(item, seq), "seq": seq} for seq, cap in enumerate(result.get("caps") or (), 1)
    ]
    topics = [{"topic": one["name"], "score": one["score"]} for one in result.get("topics") or ()]
    departments = result.get("departments") or [{"name": name} for name in issued["departments"]]
    return {**result, "rules": rules, "caps": caps, "topics": topics, "departments": departments}


def _beside(connection: sqlite3.Connection, document: str) -> defaultdict[str, Record]:
    found: defaultdict[str, Record] = defaultdict(dict)
    for name, (table, columns, order) in BESIDE.items():
        cursor = connection.execute(
            f"""SELECT item, {columns} FROM {table}
                WHERE item IN (SELECT id FROM items WHERE document = ?) ORDER BY item, {order}""",  # noqa: S608 - ours
            (document,),
        )
        for record in records_of(cursor):
            found[record.pop("item")].setdefault(name, []).append(record)
    return found


def _item(document: str, item: Record, read: Record) -> Item:
    return Item(
        id=item["id"],
        document=document,
        position=item["position"],
        number=item["number"] or "",
        section=item["section"] or "",
        group=item["group"] or "",
        requirement=item["requirement"] or "",
        criteria=item["criteria"] or "",
        points=decimal(item["points"]),
        kind=item["kind"],
        rules=tuple(read.get("rules") or ()),
        caps=tuple(read.get("caps") or ()),
        topics=_topics(read.get("topics") or ()),
        references=_once(one["title"] or one["number"] for one in read.get("references") or ()),
        deadlines=tuple(read.get("deadlines") or ()),
        frequencies=tuple(read.get("frequencies") or ()),
        indicators=_once(one["name"] for one in read.get("indicators") or ()),
        evidence=_once(one["name"] for one in read.get("evidence") or ()),
        departments={one["name"]: one.get("role") for one in reversed(list(read.get("departments") or ()))},
    )


def _topics(found: Sequence[Record]) -> tuple[tuple[str, float], ...]:
    strongest = max((one["score"] for one in found), default=1)
    return tuple((one["topic"], one["score"] / strongest) for one in found[:TOPICS_LOOKED_AT])


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
