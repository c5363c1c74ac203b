"""Tables as CSV, JSON and JSON lines: each file is put together from one part a document."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.ddl import of_document, quoted
from pipeline.tables import Table

Row = tuple[Any, ...]

FORMULA = frozenset("=+-@\t\r")
"""How a text begins that a spreadsheet would run; such a cell gets an apostrophe in front."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of text file: what stands before, between and after the documents' parts, and how rows become a part."""

    suffix: str
    head: Callable[[Table], bytes]
    part: Callable[[Table, list[Row]], bytes]
    between: bytes = b""
    tail: bytes = b""


def _csv_part(table: Table, rows: list[Row]) -> bytes:
    free = [
        place
        for place, column in enumerate(table.exported)
        if column.type == "text" and column.allowed is None
    ]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_harmless_row(row, free) for row in rows)
    return out.getvalue().encode()


def _harmless_row(row: Row, free: list[int]) -> Row:
    for place in free:
        value = row[place]
        if value and value[0] in FORMULA:
            return tuple(harmless(cell) if at in free else cell for at, cell in enumerate(row))
    return row


def _csv_head(table: Table) -> bytes:
    names = [column.name for column in table.exported]
    return b"\xef\xbb\xbf" + _csv_part(table, [tuple(names)])


def _json_part(table: Table, rows: list[Row]) -> bytes:
    return b",\n".join(_lines(table, rows))


def _jsonl_part(table: Table, rows: list[Row]) -> bytes:
    return b"".join(line + b"\n" for line in _lines(table, rows))


def _lines(table: Table, rows: list[Row]) -> Iterator[bytes]:
    names = [column.name for column in table.exported]
    for row in rows:
        yield orjson.dumps(dict(zip(names, row, strict=True)))


FORMS = {
    "csv": Form("csv", _csv_head, _csv_part),
    "json": Form("json", lambda table: b"[\n", _json_part, between=b",\n", tail=b"\n]\n"),
    "jsonl": Form("jsonl", lambda table: b"", _jsonl_part),
}


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value


def table_rows(connection: sqlite3.Connection, table: Table, document: str | None = None) -> list[Row]:
    """A table's rows (of one document, where one is given) in the order of its key, without the sorting twins."""
    names = ", ".join(quoted(column.name) for column in table.exported)
    order = ", ".join(quoted(name) for name in table.primary_key)
    where, values = of_document(table, document) if document is not None else ("", ())
    sql = f"SELECT {names} FROM {quoted(table.name)} {where} ORDER BY {order}"  # noqa: S608 - names of the schema
    return connection.execute(sql, values).fetchall()
