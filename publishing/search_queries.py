"""Finding items by words and by what they are about."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pipeline.search import match, too_many
from publishing.item_queries import rules_of
from publishing.records import Record, records

MOST = 1000
"""So many items are looked at for one answer; where there are more, the page says so and asks to narrow it down."""

PAGE = 20
MOST_VALUES = 12
"""Values of one filter that the page offers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks: words, and filters that are empty where not given."""

    q: str = ""
    year: str = ""
    place: str = ""
    topic: str = ""
    effect: str = ""
    department: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are given."""
        given = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "q"}
        return {name: value for name, value in given.items() if value}


OF_DOCUMENTS = "SELECT rowid FROM items WHERE document IN (SELECT id FROM documents WHERE {} = ?)"
OF_ITEMS = "SELECT rowid FROM items WHERE id IN (SELECT item FROM {} = ?)"
CHOSEN = {
    "year": OF_DOCUMENTS.format("year"),
    "place": OF_DOCUMENTS.format("jurisdiction"),
    "topic": OF_ITEMS.format("item_topics WHERE topic"),
    "department": OF_ITEMS.format("item_departments WHERE department"),
    "effect": OF_ITEMS.format("rules WHERE effect"),
}
"""The rowids that a filter leaves: short lists from indexes, against which each hit is looked up."""

COMMON = 50_000
"""Rules of one effect beyond which each hit's own rules are looked at instead of listing the effect's items."""

HAS_EFFECT = (
    "EXISTS (SELECT 1 FROM items i JOIN rules r ON r.item = i.id WHERE i.rowid = {rowid} AND r.effect = ?)"
)

FIRST = {
    "topic": "SELECT i.rowid FROM item_topics l JOIN items i ON i.id = l.item WHERE l.topic = ? LIMIT ?",
    "department": "SELECT i.rowid FROM item_departments l JOIN items i ON i.id = l.item WHERE l.department = ? LIMIT ?",
    "effect": "SELECT rowid FROM items WHERE id IN (SELECT DISTINCT item FROM rules WHERE effect = ? LIMIT ?)",
}
"""The first items of a filter that stands alone, from its index: a common one's list has a tenth of all items."""

OF_FOUND = {
    "topic": "SELECT topic AS value, count(*) AS n FROM item_topics WHERE {inside} GROUP BY 1",
    "effect": "SELECT effect AS value, count(DISTINCT item) AS n FROM rules WHERE {inside} GROUP BY 1",
    "department": "SELECT department AS value, count(*) AS n FROM item_departments WHERE {inside} GROUP BY 1",
}
"""The values of a filter among some items, with their numbers of items."""

FACETS = ("year", "place", *OF_FOUND)


def search(connection: sqlite3.Connection, asked: Asked, start: int) -> Record:
    """The items found (`items`, one page of them with their rules), how many, whether that is all (`more`), and for
    each filter the values among them with their numbers. Nothing asked finds nothing."""
    rowids = _found(connection, asked)
    more = len(rowids) > MOST
    rowids = rowids[:MOST]
    page = _items(connection, rowids[start : start + PAGE])
    return {
        "total": len(rowids),
        "more": more,
        "items": page,
        "facets": _facets(connection, rowids, [name for name in FACETS if name not in asked.filters]),
    }


def _found(connection: sqlite3.Connection, asked: Asked) -> list[int]:
    """The rowids of the items: by how well the words fit where there are few, else in the order of the documents."""
    wanted = match(asked.q)
    if too_many(asked.q) or (not wanted and (asked.q or not asked.filters)):
        return []
    if not wanted and len(asked.filters) == 1 and set(asked.filters) <= set(FIRST):
        ((name, value),) = asked.filters.items()
        return sorted(row[0] for row in connection.execute(FIRST[name], (value, MOST + 1)))
    table, rowid = ("items_search", "items_search.rowid") if wanted else ("items", "items.rowid")
    # The sign keeps SQLite from looking up the words once for every row that the filter leaves.
    sign = "+" if wanted else ""
    where = ["items_search MATCH ?"] if wanted else []
    where += [
        HAS_EFFECT.format(rowid=rowid)
        if name == "effect" and _is_common(connection, asked.effect)
        else f"{sign}{rowid} IN ({CHOSEN[name]})"
        for name in asked.filters
    ]
    values: list[Any] = [*([wanted] if wanted else []), *asked.filters.values()]
    sql = f"SELECT {rowid} FROM {table} WHERE {' AND '.join(where)}"  # noqa: S608 - ours
    rows = connection.execute(f"{sql} LIMIT {MOST + 1}", values).fetchall()
    if wanted and not asked.filters and len(rows) <= MOST:
        # Ranking looks at every hit, so it is done only where there are few.
        rows = connection.execute(f"{sql} ORDER BY rank", values).fetchall()
    return [int(row[0]) for row in rows]


def _is_common(connection: sqlite3.Connection, effect: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM rules WHERE effect = ? LIMIT ?)"
    return int(connection.execute(sql, (effect, COMMON)).fetchone()[0]) >= COMMON


def _items(connection: sqlite3.Connection, rowids: list[int]) -> list[Record]:
    ids = json.dumps(rowids)
    rows = records(
        connection,
        "SELECT i.rowid AS rowid, i.*, d.title, d.year, d.jurisdiction FROM items i "
        "JOIN documents d ON d.id = i.document WHERE i.rowid IN (SELECT value FROM json_each(?))",
        ids,
    )
    by_rowid = {row["rowid"]: row for row in rows}
    found = [by_rowid[rowid] for rowid in rowids if rowid in by_rowid]
    names = json.dumps([row["id"] for row in found])
    rules = rules_of(connection, "item IN (SELECT value FROM json_each(?))", names)
    for row in found:
        row["rules"] = [rule for rule in rules if rule["item"] == row["id"]]
    return found


def _facets(
    connection: sqlite3.Connection, rowids: list[int], names: Sequence[str]
) -> dict[str, list[Record]]:
    """Of each filter the values among the items with their numbers, the most frequent first."""
    if not rowids:
        return {}
    sql = "SELECT id, document FROM items WHERE rowid IN (SELECT value FROM json_each(?))"
    found = connection.execute(sql, (json.dumps(rowids),)).fetchall()
    items, documents = json.dumps([row[0] for row in found]), Counter(row[1] for row in found)
    counts: dict[str, Counter[Any]] = {name: Counter() for name in names}
    about = (
        "SELECT id, year, jurisdiction AS place FROM documents WHERE id IN (SELECT value FROM json_each(?))"
    )
    for row in records(connection, about, json.dumps(list(documents))):
        for name in counts.keys() & row.keys():
            counts[name][row[name]] += documents[row["id"]]
    inside = "item IN (SELECT value FROM json_each(?))"
    for name in counts.keys() & OF_FOUND.keys():
        counts[name].update(
            dict(connection.execute(OF_FOUND[name].format(inside=inside), (items,)).fetchall())
        )
    return {name: _most_frequent(of) for name, of in counts.items()}


def _most_frequent(counts: Mapping[Any, int]) -> list[Record]:
    known = [(value, n) for value, n in counts.items() if value is not None]
    return [
        {"value": value, "n": n}
        for value, n in sorted(known, key=lambda one: (-one[1], one[0]))[:MOST_VALUES]
    ]
