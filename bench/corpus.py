"""A data folder of any size, made from the real documents: other numbers, other names, the same tables.

``python -m bench.corpus FOLDER COUNT`` writes one.
"""

from __future__ import annotations

import random
import re
import sys
import zipfile
from pathlib import Path

from bench.document_sets import ROOT
from bench.sets import NAMES
from pipeline.catalogue import Entry, write_catalogue
from pipeline.layout import Layout

SOURCES = ("liucheng-2024", "lianyungang-2013")
FIRST_YEAR, YEARS = 2015, 10
"""The years for which every place has a document."""

_BODY = "word/document.xml"
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]{6,})(?=</w:t>)")
_DIGIT = re.compile(r"[1-9](?!\d{3})(?<!\d{4})")
_CLAUSE = re.compile(r"(?<=[；。])(?=[^；。]{6})")


def write_corpus(layout: Layout, count: int) -> None:
    """Write ``count`` Word documents of about 70 items, and their catalogue. The same count gives the same files."""
    layout.raw.mkdir(parents=True, exist_ok=True)
    packages = [_package(ROOT / "data" / "raw" / f"{name}.docx") for name in SOURCES]
    entries = []
    for number in range(count):
        entry = _entry(number)
        # Four documents of the 72 items of one source to one of the 40 rows of the other.
        members = packages[number % 5 == 0]
        with zipfile.ZipFile(layout.raw / entry.file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for name, content in members.items():
                target.writestr(name, varied(content, number) if name == _BODY else content)
        entries.append(entry)
    write_catalogue(layout.catalogue, entries)


def varied(body: bytes, seed: int) -> bytes:
    """A document's XML in which every longer text has other digits and, before its later clauses, another name."""
    chance = random.Random(seed)  # noqa: S311

    def other(match: re.Match[str]) -> str:
        text = _DIGIT.sub(lambda _: chance.choice("123456789"), match[2])
        return match[1] + _CLAUSE.sub(lambda _: "".join(chance.choices(NAMES, k=3)), text)

    return _TEXT.sub(other, body.decode()).encode()


def _entry(number: int) -> Entry:
    place, year = divmod(number, YEARS)
    name = "".join(NAMES[place // len(NAMES) ** power % len(NAMES)] for power in range(3)) + "县"
    year += FIRST_YEAR
    document = f"p{place:05}-{year}"
    title = f"{name}{year}年生态环境保护目标责任书任务分解表"
    return Entry(document, f"{document}.docx", title, name, "县", str(year))


def _package(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as source:
        return {name: source.read(name) for name in source.namelist()}


if __name__ == "__main__":
    write_corpus(Layout(Path(sys.argv[1])), int(sys.argv[2]))
