"""A database of as many rules as wanted, made from a real one: its documents again, in other places and years.

A copy leaves out some items, and its place's name and its items' requirements are its own, so that an index finds
neither all nor nothing. Names give way to names of the same length: what was read stays where it stands.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from bench.sets import NAMES
from pipeline import database, search
from pipeline.bigrams import bigrams
from pipeline.database import Prepared
from pipeline.ddl import of_document, quoted
from pipeline.processes import Processes
from pipeline.schema import BY_NAME, TABLES

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

KEPT = 0.8
"""Share of a document's items that a copy has."""

YEARS = range(2015, 2025)
PLACE_KINDS = "县区市"
COMPARED = ("links", "changes")
"""Tables of two documents: their rows are made anew between the copies of one place."""


def enlarge(source: Path, target: Path, rules: int) -> None:
    """Write a database of at least so many rules, made from the documents of another."""
    with closing(sqlite3.connect(source)) as connection:
        originals = {
            document: (place or "", _rows(connection, document))
            for document, place in connection.execute(
                "SELECT id, jurisdiction FROM documents ORDER BY id"
            ).fetchall()
        }
    target.unlink(missing_ok=True)
    run = {"id": "bench", "inputs": "", "versions": {}, "settings": {}}
    with Processes(1) as aside:
        database.create(target, _copies(originals, rules), run, aside)


def _rows(connection: sqlite3.Connection, document: str) -> Rows:
    found = {}
    for table in TABLES:
        if not table.shared and table.name not in COMPARED:
            where, values = of_document(table, document)
            names = ", ".join(map(quoted, table.column_names))
            sql = f"SELECT {names} FROM {quoted(table.name)} {where}"  # noqa: S608 - names of the schema
            found[table.name] = connection.execute(sql, values).fetchall()
    return found


def _copies(originals: dict[str, tuple[str, Rows]], wanted: int) -> Iterator[Prepared]:
    chance = random.Random(1)  # noqa: S311
    made = places = 0
    while made < wanted:
        places += 1
        name = "".join(chance.choices(NAMES, k=2))
        place = name + chance.choice(PLACE_KINDS)
        before: dict[str, str] = {}
        for year in YEARS:
            old = chance.choice(sorted(originals))
            copy = _copy(originals[old], old, f"place{places}-{year}", place, year, chance)
            copy["links"], before = _links(copy["items"], before, old)
            made += len(copy["rules"])
            searched = [_searched(row) for row in copy["items"]]
            yield f"place{places}-{year}", orjson.dumps(copy), orjson.dumps(searched)


def _copy(
    original: tuple[str, Rows], old: str, new: str, place: str, year: int, chance: random.Random
) -> Rows:
    """A document's rows under another id, in another place and year, without some of its items."""
    old_place, rows = original
    left_out = {row[0] for row in rows["items"] if chance.random() > KEPT}

    def text(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        value = value.replace(old, new)
        return value.replace(old_place[:2], place[:2]) if old_place else value

    out = {
        table: [tuple(map(text, row)) for row in found if _item(table, row) not in left_out]
        for table, found in rows.items()
    }
    _set(out, "documents", "title", lambda _: f"{place}{year}年目标责任书任务分解表")
    _set(out, "documents", "jurisdiction", lambda _: place)
    _set(out, "documents", "year", lambda _: year)
    _set(out, "items", "requirement", lambda words: f"{words or ''}（{''.join(chance.choices(NAMES, k=4))}）")
    return out


def _set(rows: Rows, table: str, column: str, value: Callable[[Any], Any]) -> None:
    at = BY_NAME[table].column_names.index(column)
    rows[table] = [(*row[:at], value(row[at]), *row[at + 1 :]) for row in rows[table]]


def _item(table: str, row: Row) -> str | None:
    """The id of the item that a row belongs to; None where it belongs to the document."""
    names = BY_NAME[table].column_names
    if table == "items":
        return str(row[0])
    if "item" in names:
        item: str | None = row[names.index("item")]
        return item
    for name, end in (("cap", "/cap/"), ("rule", "/")):
        if name in names:
            return str(row[names.index(name)]).rpartition(end)[0]
    return None


def _links(items: Sequence[Row], before: Mapping[str, str], old: str) -> tuple[list[Row], dict[str, str]]:
    """Links of a copy's items to those of the year before that were made from the same item, and the items by that."""
    at = {name: number for number, name in enumerate(BY_NAME["links"].column_names)}
    made, here = [], {}
    for item in items:
        document, _, number = item[0].partition("/")
        here[f"{old}/{number}"] = item[0]
        earlier = before.get(f"{old}/{number}")
        if earlier:
            row = dict.fromkeys(at) | {
                "id": f"{item[0]}~{earlier}",
                "document": document,
                "item": item[0],
                "earlier_document": earlier.partition("/")[0],
                "earlier_item": earlier,
                "kind": "same",
                "score": 1.0,
                "reasons": "编号相同",
                "origin": "machine",
            }
            made.append(tuple(row.values()))
    return made, here


def _searched(item: Row) -> tuple[str, ...]:
    names = BY_NAME["items"].column_names
    return tuple(bigrams(item[names.index(column)]) for column in search.COLUMNS)
