"""The catalogue: one line for each document in `data/raw/catalogue.csv`."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pipeline.errors import CatalogueError
from pipeline.files import write
from pipeline.layout import DOCUMENT_ID

LONGEST_NAME = 200
"""Bytes that a file name may have, with room for what is put behind it while it is written."""
FIRST_YEAR = 1949


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as catalogued; `file` is its name in data/raw, an empty text is an unknown value."""

    document: str
    file: str
    title: str = ""
    jurisdiction: str = ""
    level: str = ""
    year: str = ""
    issuer: str = ""
    document_number: str = ""
    source_url: str = ""
    note: str = ""
    others: str = ""
    """Documents, joined by 、, that the catalogue says are the same file; no column of it."""

    @property
    def year_number(self) -> int | None:
        return int(self.year) if self.year else None


COLUMNS = tuple(field.name for field in fields(Entry) if field.name != "others")


def read_catalogue(path: Path) -> list[Entry]:
    """The entries in the order of their ids.

    Raises `CatalogueError` for a missing file, a wrong heading, a bad or repeated id, a year that is no
    number, or a file outside the folder.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CatalogueError(f"{path}：没有目录文件。用 kaohe add 文件 添加一份考核表。") from None
    except UnicodeDecodeError:
        raise CatalogueError(f"{path}：目录文件不是 UTF-8 编码，请另存为 UTF-8。") from None
    try:
        return _entries(path, csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        # Quotes that are never closed, and what they swallow.
        raise CatalogueError(f"{path}：{_why(error)}。") from None


def _why(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"有一格超过{csv.field_size_limit()}字，大概是前面的双引号没有配对"
    return "双引号没有配对；文字里的双引号要写两遍，并把整格放在双引号里"


def _entries(path: Path, reader: csv.DictReader[str]) -> list[Entry]:
    missing = [name for name in ("document", "file") if name not in (reader.fieldnames or ())]
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if missing or unknown:
        problem = "缺少列 " + "、".join(missing) if missing else "有不认识的列 " + "、".join(unknown)
        raise CatalogueError(f"{path}：{problem}。应有的列：{','.join(COLUMNS)}")
    entries: dict[str, Entry] = {}
    for row in reader:
        entry = _entry(row, f"{path}，第{reader.line_num}行")
        if entry.document in entries:
            raise CatalogueError(f"{path}，第{reader.line_num}行：文件标识 {entry.document} 重复。")
        entries[entry.document] = entry
    of_file: dict[str, list[str]] = {}
    for entry in entries.values():
        of_file.setdefault(entry.file, []).append(entry.document)
    return [
        replace(entry, others="、".join(sorted({*of_file[entry.file]} - {document})))
        for document, entry in sorted(entries.items())
    ]


def _entry(row: dict[str, str | None], where: str) -> Entry:
    if None in row:
        raise CatalogueError(f"{where}：列数多于表头。含逗号的文字要放在双引号里。")
    entry = Entry(**{name: (row.get(name) or "").strip() for name in COLUMNS})
    if not DOCUMENT_ID.fullmatch(entry.document):
        raise CatalogueError(
            f"{where}：文件标识 {entry.document!r} 不合规定。"
            "应由小写字母、汉字、数字和“-”组成，如 liucheng-2024。"
        )
    if not entry.file or Path(entry.file).is_absolute() or ".." in Path(entry.file).parts:
        raise CatalogueError(f"{where}：file 应是 data/raw 里的文件名，现为 {entry.file!r}。")
    if any(len(part.encode()) > LONGEST_NAME for part in (f"{entry.document}.json", *Path(entry.file).parts)):
        raise CatalogueError(f"{where}：文件标识或文件名太长（每段不超过{LONGEST_NAME}字节）。")
    if entry.year and not (entry.year.isdecimal() and len(entry.year) == 4 and int(entry.year) >= FIRST_YEAR):
        raise CatalogueError(f"{where}：年度 {entry.year!r} 不是四位数字（{FIRST_YEAR} 年以后）。")
    return entry


def write_catalogue(path: Path, entries: list[Entry]) -> None:
    """Write all entries, in the order of their ids."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: getattr(entry, name) for name in COLUMNS}
        for entry in sorted(entries, key=lambda e: e.document)
    )
    write(path, out.getvalue().encode())
