"""Whether everything that stands in the tables of the original files is in an item or a finding.

The files are read again, only as far as their tables; what stands in a cell must be found in the words of an item
of the document, in a heading or its title, or be told by a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from pipeline.layout import Layout

Record = dict[str, Any]

FIELDS = ("number", "section", "group", "requirement", "points", "criteria", "evidence", "remarks")
KINDS = {"scored": "计分", "bonus": "加分项", "deduction": "扣分项"}
"""What a cell of points says where it holds no number."""

SKIPPED = "table_skipped"
"""The kind of finding for a table that is none of scoring items."""

MARKS = ("分", "分值")
SHOWN = 20
"""Characters of a cell that are told."""

_SIGNS = re.compile(r"[\W_]+")


def lost_cells(layout: Layout) -> Iterator[str]:
    """Each cell of a file's tables that no item and no finding of its document has, told with its place."""
    from extractors import read_tables
    from extractors.errors import ExtractionError

    for path in sorted(layout.items.glob("*.json")):
        document = orjson.loads(path.read_bytes())
        if any(finding["kind"] == "unreadable" for finding in document["findings"]):
            continue
        try:
            tables = read_tables(layout.raw / document["file"])
        except (ExtractionError, OSError) as error:
            yield f"{document['document']}：{error}"
            continue
        yield from (f"{document['document']} {place}" for place in lost_in(document, tables))


def lost_in(document: Record, tables: Iterable[Record]) -> Iterator[str]:
    """The cells of a document's tables (as `extractors.read_tables` gives them) that its record does not have."""
    from extractors.lexicon import words as listed
    from extractors.table.rows import adds_up

    known, told = _known(document), _told(document["findings"])
    # A row of sums is held against its items, a cell that says 无 says nothing.
    empty = listed("blank_marks")
    for table in tables:
        if (table["table"], None) in told:
            continue
        heading, body = table["rows"][: table["header_rows"]], table["rows"][table["header_rows"] :]
        headed = "\n".join(_words(cell) for row in heading for cell in row)
        for number, row in enumerate(body, table["header_rows"] + 1):
            cells = list(dict.fromkeys(row))
            if (table["table"], number) in told or adds_up(cells):
                continue
            for cell in cells:
                words = _words(cell)
                if cell.strip() in empty:
                    continue
                if words not in known and words not in headed:
                    yield f"第{table['table']}张表第{number}行的“{' '.join(cell.split())[:SHOWN]}”"


def _told(findings: Iterable[Record]) -> set[tuple[int, int | None]]:
    """The rows that became no item and are told, by table and row; a table that was left out has no row."""
    told: set[tuple[int, int | None]] = set()
    for finding in findings:
        where = finding.get("where") or {}
        if finding["kind"] == SKIPPED:
            told.add((where.get("table", 0), None))
        elif where.get("rows") and finding.get("item") is None:
            told |= {(where.get("table", 0), row) for row in range(where["rows"][0], where["rows"][-1] + 1)}
    return told


def _known(document: Record) -> str:
    texts = [document["title"], *document["headings"].values()]
    for item in document["items"]:
        texts += [item.get(field) for field in FIELDS]
        texts += [
            "".join(item["departments"]),
            *(f"{item['points']}{unit}" for unit in MARKS),
            KINDS[item["kind"]],
        ]
        # A cell may hold several of these: its number and its requirement, its requirement and its mark.
        texts.append("".join(item.get(field) or "" for field in FIELDS))
        texts.append("".join(item[field] or "" for field in ("number", "requirement", "points")))
    texts += [text for finding in document["findings"] for text in (finding.get("value"), finding["message"])]
    return "\n".join(_words(str(text)) for text in texts if text)


def _words(text: str) -> str:
    """A text without signs and spaces, which a reader may set otherwise."""
    return _SIGNS.sub("", text)
