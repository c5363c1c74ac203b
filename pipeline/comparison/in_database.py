"""Comparisons of documents that stand in the database; what people decided of their links is kept there, too.

For pages and commands: `find_document`, `of_place`, `compare_in_database`, `timeline`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from difflib import get_close_matches
from typing import Any

from pipeline import search
from pipeline.comparison.compare import Comparison, compare, compare_along
from pipeline.comparison.links import Link
from pipeline.comparison.records import Document, from_database
from pipeline.errors import SelectionError
from pipeline.records import records_of

Record = dict[str, Any]

TIMELINE = """
SELECT d.year, d.jurisdiction, d.id AS document, d.title, i.id AS item, i.number, i.points AS item_points,
       i.points_value AS item_points_value, r.id AS rule, r.indicator, r.effect, r.basis, r.points, r.per_quantity,
       r.per_unit, r.condition, r.quote,
       round(r.points_value / (coalesce(r.per_quantity_value, 1) * coalesce(u.scale, 1)), 6) AS comparable_points,
       u.compared,
       round(100.0 * r.points_value / nullif(i.points_value, 0), 4) AS share_of_item,
       round(100.0 * r.points_value / nullif(d.total_points_value, 0), 4) AS share_of_total
FROM rules r JOIN items i ON i.id = r.item JOIN documents d ON d.id = r.document
LEFT JOIN units u ON u.name = r.per_unit
WHERE {where} {containing}
  AND (:topic = '' OR EXISTS (SELECT 1 FROM item_topics t WHERE t.item = r.item AND t.topic = :topic))
  AND (:place = '' OR d.jurisdiction = :place)
  AND (:effect = '' OR r.effect = :effect)
ORDER BY d.year, d.id, i.position, r.seq
LIMIT :limit"""
"""How what is said of some words (in an indicator or a condition) or of a `:topic` developed: rules by year, with
their amounts for one comparable unit and as shares of the item and of the document. An empty parameter is any."""

CONTAINING = "AND (r.indicator LIKE :{name} ESCAPE '~' OR r.condition LIKE :{name} ESCAPE '~')"

IN_ORDER = "SELECT id FROM documents WHERE :place = '' OR jurisdiction = :place ORDER BY year, id"

LARGE, FEW = 20_000, 2_000
"""Items of a database that is not read whole, and items that are looked at one by one."""

_WILD = re.compile("[%_~]")

BY_WORDS = """
SELECT id FROM items WHERE rowid IN (SELECT rowid FROM items_search WHERE items_search MATCH ? LIMIT ?)"""
BY_TOPIC = "SELECT item FROM item_topics WHERE topic = ? LIMIT ?"


def document_ids(connection: sqlite3.Connection) -> list[str]:
    """All documents' ids, in order."""
    return [row[0] for row in connection.execute("SELECT id FROM documents ORDER BY id")]


def find_document(connection: sqlite3.Connection, name: str) -> Document:
    """The document of that id. Raises `SelectionError`, with the nearest names, where there is none."""
    document = from_database(connection, name)
    if document is None:
        near = get_close_matches(name, document_ids(connection), n=3, cutoff=0.3)
        hint = f"是不是 {'、'.join(near)}？" if near else ""
        raise SelectionError(f"数据库中没有文件 {name}。{hint}")
    return document


def of_place(connection: sqlite3.Connection, place: str, year: int) -> str:
    """The id of a place's document of a year. Raises `SelectionError` where there is none, or more than one."""
    sql = "SELECT id, title FROM documents WHERE jurisdiction = ? AND year = ? ORDER BY id"
    found = connection.execute(sql, (place, year)).fetchall()
    if len(found) == 1:
        return str(found[0][0])
    if found:
        names = "、".join(f"{name}（{title}）" for name, title in found)
        raise SelectionError(f"{place}{year}年有 {len(found)} 份文件：{names}。请写明两份文件的标识。")
    raise SelectionError(f"数据库中没有{place}{year}年的文件。{_hint(connection, place)}")


def _hint(connection: sqlite3.Connection, place: str) -> str:
    sql = "SELECT DISTINCT year FROM documents WHERE jurisdiction = ? AND year IS NOT NULL ORDER BY year"
    years = [str(row[0]) for row in connection.execute(sql, (place,))]
    if years:
        return f"有 {'、'.join(years)} 年的。"
    places = [row[0] for row in connection.execute("SELECT DISTINCT jurisdiction FROM documents") if row[0]]
    near = get_close_matches(place, places, n=3, cutoff=0.3) or [one for one in places if place in one][:3]
    return (
        f"是不是 {'、'.join(near)}？" if near else f"有 {'、'.join(sorted(places)[:5])}。" if places else ""
    )


def compare_in_database(connection: sqlite3.Connection, left: str, right: str) -> Comparison:
    """Compare two documents of the database, from left to right, along the links that it holds of them.

    Where it holds none, because the two are neither neighbours nor near in subject, the links are worked out now.
    Raises `SelectionError` for unknown ids.
    """
    one, other = find_document(connection, left), find_document(connection, right)
    links = _stored(connection, one, other)
    return compare_along(one, other, links) if links else compare(one, other)


def _stored(connection: sqlite3.Connection, left: Document, right: Document) -> list[Link]:
    """The links that the database holds of two documents, from left to right, whichever is the earlier."""
    sql = """SELECT earlier_item, item, kind, score, reasons, origin, document FROM links
             WHERE (document = :right AND earlier_document = :left)
                OR (document = :left AND earlier_document = :right)"""
    places = {item.id: item.position for item in (*left.items, *right.items)}
    links = []
    for earlier, later, kind, score, reasons, origin, document in connection.execute(
        sql, {"left": left.id, "right": right.id}
    ):
        one, other = (earlier, later) if document == right.id else (later, earlier)
        links.append(Link(one, other, kind, score, reasons, origin))
    return sorted(links, key=lambda link: (places[link.left], places[link.right]))


def timeline(
    connection: sqlite3.Connection,
    words: str = "",
    topic: str = "",
    place: str = "",
    effect: str = "",
    limit: int = -1,
) -> list[Record]:
    """Rules in which all words stand or on a topic, over all documents by year: the columns of `TIMELINE`; at most
    `limit`. Words are separated by white space."""
    named = {f"word{n}": f"%{word}%" for n, word in enumerate(_WILD.sub(r"~\g<0>", words).split())}
    containing = " ".join(CONTAINING.format(name=name) for name in named)
    wanted = {**named, "topic": topic, "place": place, "effect": effect, "limit": limit}
    items = _items_about(connection, words, topic)
    if items is not None:
        about = "r.item IN (SELECT value FROM json_each(:items))"
        sql = TIMELINE.format(where=about, containing=containing)
        return records_of(connection.execute(sql, {**wanted, "items": json.dumps(items)}))
    # Document by document, in the order of the answer, so that a large database is left as soon as there are enough.
    sql = TIMELINE.format(where="r.document = :document", containing=containing)
    found: list[Record] = []
    for (document,) in connection.execute(IN_ORDER, {"place": place}).fetchall():
        left = limit - len(found) if limit >= 0 else limit
        if left == 0:
            break
        found += records_of(connection.execute(sql, {**wanted, "document": document, "limit": left}))
    return found


def _items_about(connection: sqlite3.Connection, words: str, topic: str) -> list[str] | None:
    """The few items of a large database in which the words stand or that are on the topic; None for any other case.

    A small one is read whole: a condition is put together from its text's parts, and words may stand over a joint.
    """
    (items,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM items").fetchone()
    if items <= LARGE:
        return None
    query = "" if search.too_many(words) else search.match(words)
    for given, sql in ((query, BY_WORDS), (topic, BY_TOPIC)):
        if given:
            found = connection.execute(sql, (given, FEW + 1)).fetchall()
            if len(found) <= FEW:
                return [row[0] for row in found]
    return None
