"""`kaohe add`: a newly issued table into data/raw and the catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.errors import CatalogueError
from pipeline.files import replacing, sha256
from pipeline.layout import DOCUMENT_ID, Layout

NEEDED = {
    "title": "标题",
    "year": "年度",
    "jurisdiction": "地区或单位",
    "level": "层级（省、市、县、区、乡镇、部门）",
}
"""What a catalogue line must say; the rest may stay empty."""


@dataclass(frozen=True, slots=True)
class Added:
    """The new catalogue entry and how many items the document has."""

    entry: Entry
    items: int


def add(layout: Layout, path: Path, given: Mapping[str, str], ask: Callable[[str, str], str]) -> Added:
    """Copy the file, detect what its text says, and write its line.

    `given` holds what the caller knows (catalogue columns); `ask(column, title)` is called for what is needed
    and neither given nor found. Raises `ExtractionError` for a file that cannot be read, `CatalogueError`
    where the document or another file of that name is already there.
    """
    from extractors import extract

    document = extract(path)
    found = {name: getattr(document, name) for name in (*NEEDED, "issuer", "document_number")}
    values = {name: str(value) for name, value in found.items() if value is not None} | dict(given)
    for name, title in NEEDED.items():
        if not values.get(name):
            values[name] = ask(name, title)
    entries = read_catalogue(layout.catalogue) if layout.catalogue.exists() else []
    values.setdefault("document", _document_id(path, values))
    entry = Entry(file=path.name, **values)
    _check(entry, entries, layout, path)
    target = layout.raw / path.name
    if not target.exists():
        with replacing(target) as fresh:
            shutil.copyfile(path, fresh)
    write_catalogue(layout.catalogue, [*entries, entry])
    return Added(entry, len(document.items))


def _document_id(path: Path, values: Mapping[str, str]) -> str:
    """The file's name where it can be an id and tells the year, else place and year."""
    stem = path.stem.lower()
    if DOCUMENT_ID.fullmatch(stem) and values["year"] in stem:
        return stem
    return f"{values['jurisdiction']}-{values['year']}".lower()


def _check(entry: Entry, entries: list[Entry], layout: Layout, path: Path) -> None:
    if not DOCUMENT_ID.fullmatch(entry.document):
        raise CatalogueError(f"文件标识 {entry.document!r} 不合规定，用 --document 另取，如 liucheng-2024。")
    if not (entry.year.isdecimal() and len(entry.year) == 4):
        raise CatalogueError(f"年度 {entry.year!r} 不是四位数字，用 --year 指明，如 --year 2024。")
    if any(entry.document == other.document for other in entries):
        raise CatalogueError(
            f"目录中已有 {entry.document}。换一个标识（--document），或先删去目录中的那一行。"
        )
    target = layout.raw / path.name
    if target.exists() and sha256(target) != sha256(path):
        raise CatalogueError(f"{target}：已有同名而内容不同的文件。请先给新文件改名。")
