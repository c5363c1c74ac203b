"""Files to take away: a document in every format, its source, a department's workbook and calendar."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import Response

from pipeline.files import canonical
from pipeline.nested import document_tree
from publishing.databases import data_folder
from publishing.department_queries import MOST_DOCUMENTS, in_too_many
from publishing.language import current, translator
from publishing.pages import not_found, part, read, show
from publishing.records import record

Maker = Callable[[sqlite3.Connection, str], bytes]


def _json(connection: sqlite3.Connection, document: str) -> bytes:
    return bytes(canonical(document_tree(connection, document)))


def _xlsx(connection: sqlite3.Connection, document: str) -> bytes:
    from pipeline.workbook import write_document

    return _through_file(write_document, connection, document, "xlsx")


def _csv(sql: str) -> Maker:
    def make(connection: sqlite3.Connection, document: str) -> bytes:
        cursor = connection.execute(sql, (document,))
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([column[0] for column in cursor.description])
        writer.writerows([_harmless(value) for value in row] for row in cursor)
        # Excel takes UTF-8 for what it is only with this mark.
        return text.getvalue().encode("utf-8-sig")

    return make


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, quoted so that it stays text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


FORMATS: dict[str, tuple[str, str, Maker]] = {
    "xlsx": (
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "json": ("JSON", "application/json", _json),
    "items.csv": (
        "事项 CSV",
        "text/csv; charset=utf-8",
        _csv("SELECT * FROM items WHERE document = ? ORDER BY position"),
    ),
    "rules.csv": (
        "规则 CSV",
        "text/csv; charset=utf-8",
        _csv("SELECT * FROM rules_in_full WHERE document = ? ORDER BY rule"),
    ),
}
"""Suffix → title, media type and maker."""


TOO_MANY = "“{name}”出现在 {n} 份以上的文件中，不能做成一个文件。请在数据表中筛选后导出。"


async def download(datasette: Any, request: Any) -> Response:
    """`/document/ID/ID.xlsx` and the like."""
    document, name = part(request, "document"), part(request, "name")
    form = name.removeprefix(f"{document}.")
    if form == name or form not in FORMATS or not await _there(datasette, document):
        return await not_found(datasette, request, "下载", name)
    _, media, make = FORMATS[form]
    return attachment(await read(datasette, make, document), media, name)


async def source(datasette: Any, request: Any) -> Response:
    """`/document/ID/source`: the file as it was issued."""
    document = part(request, "document")
    path = await source_path(datasette, document)
    if path is None:
        return await not_found(datasette, request, "原文件", document)
    return attachment(path.read_bytes(), "application/octet-stream", path.name)


async def source_path(datasette: Any, document: str) -> Path | None:
    """Where a document's file stands; None where there is none in the folder of sources itself."""
    row = await read(datasette, record, "SELECT file FROM documents WHERE id = ?", document)
    raw = (data_folder(datasette) / "raw").resolve()
    if row is None or not row["file"]:
        return None
    path = (raw / str(row["file"])).resolve()
    return path if path.is_relative_to(raw) and path.is_file() else None


async def department_file(datasette: Any, request: Any) -> Response:
    """`/department-file/xlsx/NAME` or `/department-file/ics/NAME`."""
    from pipeline.calendars import write_calendar
    from pipeline.workbook import write_department

    form, name = part(request, "form"), part(request, "name")
    known = await read(datasette, record, "SELECT 1 FROM departments WHERE name = ?", name)
    if known is None:
        return await not_found(datasette, request, "责任单位", name)
    if await read(datasette, in_too_many, name):
        message = translator(current())(TOO_MANY, name=name, n=MOST_DOCUMENTS)
        context = {"status": 400, "title": None, "error": message, "what": None, "value": None}
        return await show(datasette, request, "error.html", context, status=400)
    if form == "ics":
        content = await read(datasette, _maker(write_calendar, "ics"), name)
        return attachment(content, "text/calendar; charset=utf-8", f"{name}.ics")
    content = await read(datasette, _maker(write_department, "xlsx"), name)
    return attachment(content, FORMATS["xlsx"][1], f"{name}.xlsx")


def attachment(content: bytes, media: str, name: str) -> Response:
    """A file that browsers save, never show: what it holds must not run as a page of this site."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "x-content-type-options": "nosniff",
    }
    return Response(body=content, status=200, headers=headers, content_type=media)


async def _there(datasette: Any, document: str) -> bool:
    return await read(datasette, record, "SELECT 1 FROM documents WHERE id = ?", document) is not None


def _maker(write: Callable[[sqlite3.Connection, str, Path], None], suffix: str) -> Maker:
    return lambda connection, name: _through_file(write, connection, name, suffix)


def _through_file(
    write: Callable[[sqlite3.Connection, str, Path], None],
    connection: sqlite3.Connection,
    what: str,
    suffix: str,
) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"file.{suffix}"
        write(connection, what, target)
        return target.read_bytes()


ROUTES = (
    (r"^/document/(?P<document>[^/]+)/source$", source),
    (r"^/document/(?P<document>[^/]+)/(?P<name>[^/]+)$", download),
    (r"^/department-file/(?P<form>xlsx|ics)/(?P<name>[^/]+)$", department_file),
)
