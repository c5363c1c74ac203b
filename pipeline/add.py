"""`kaohe add`: a newly issued table into data/raw and the catalogue."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.errors import CatalogueError
from pipeline.files import replacing, sha256, sha256_if_readable
from pipeline.layout import DOCUMENT_ID, Layout

NEEDED = {
    "title": "标题",
    "year": "年度",
    "jurisdiction": "地区或单位",
    "level": "层级（省、市、县、区、乡镇、部门）",
}
"""What a catalogue line must say; the rest may stay empty."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Added:
    """The new catalogue entry, how many items the document has, and what about it should be looked at."""

    entry: Entry
    items: int
    doubts: tuple[str, ...] = ()


def add(
    layout: Layout,
    path: Path,
    given: Mapping[str, str],
    ask: Callable[[str, str], str],
    *,
    force: bool = False,
) -> Added:
    """Copy the file, detect what its text says, and write its line.

    `given` holds what the caller knows (catalogue columns); `ask(column, title)` is called for what is needed
    and neither given nor found. Raises `ExtractionError` for a file that cannot be read, `CatalogueError`
    where the document or another file of that name is already there, and unless it is to be added by `force`, where
    the same file is, or one of the same place and year and no `document` is given that tells the two apart.
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
    known = _same_file(entries, layout, path) or (
        "document" not in given and _same_year(entry, entries, path)
    )
    if known and not force:
        raise CatalogueError(f"{known}确实要添加，加上 --force。")
    target = layout.raw / path.name
    if not target.exists():
        with replacing(target) as fresh:
            shutil.copyfile(path, fresh)
    write_catalogue(layout.catalogue, [*entries, entry])
    return Added(entry, len(document.items), tuple(_doubts(path, entry, document.year, len(document.items))))


def _document_id(path: Path, values: Mapping[str, str]) -> str:
    """The file's name where it can be an id and tells the year, else place and year."""
    stem = path.stem.lower()
    if DOCUMENT_ID.fullmatch(stem) and values["year"] in stem:
        return stem
    return f"{values['jurisdiction']}-{values['year']}".lower()


def _same_file(entries: list[Entry], layout: Layout, path: Path) -> str | None:
    """Which document of the catalogue has the same bytes, as a sentence."""
    content = sha256(path)
    for other in entries:
        if sha256_if_readable(layout.raw / other.file) == content:
            return f"{path}：与目录中的 {other.document}（{other.file}）是同一个文件，没有添加。"
    return None


def _same_year(entry: Entry, entries: list[Entry], path: Path) -> str | None:
    """Which document of the catalogue is of the same place and year, and what to do, as sentences."""
    for other in entries:
        if (other.jurisdiction, other.year) == (entry.jurisdiction, entry.year):
            return (
                f"{path}：目录中已有{entry.jurisdiction}{entry.year}年的 {other.document}"
                f"（{other.file}，{other.title}）。若是同一份文件，请先删去目录中的那一行；"
                f"若是同年的另一份，用 --document 另取一个标识（如 {other.document}-2）；"
            )
    return None


def _doubts(path: Path, entry: Entry, read: int | None, items: int) -> Iterator[str]:
    """What a person should look at: years that differ, nothing found."""
    named = sorted(set(YEAR.findall(path.stem)))
    if named and entry.year not in named:
        yield f"文件名中的年度是 {'、'.join(named)}，目录中记的是 {entry.year}；不对时用 --year 另加。"
    if read is not None and str(read) != entry.year:
        yield f"文中读到的年度是 {read}，目录中记的是 {entry.year}，以目录为准。"
    if not items:
        yield "没有读出考核事项。"


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
