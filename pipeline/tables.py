"""What a table and a column are: the words in which `schema.py` states the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "integer", "real", "decimal", "boolean"]
"""`decimal` is the text of an exact decimal ("0.25"); `boolean` is 0 or 1."""

Source = Literal["原文", "目录", "识别", "计算", "人工"]
"""Where a value comes from: as issued, the catalogue, read by the machine, computed, set by a person."""

SQL_TYPES: Mapping[Type, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "decimal": "TEXT",
    "boolean": "INTEGER",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: Chinese title, English description, unit, allowed values (code → Chinese label) and source.

    ``references`` is ``table.column``. ``sorting`` marks a REAL twin of the decimal column of that name, kept
    only for sorting and arithmetic and left out of the exports.
    """

    name: str
    type: Type
    zh: str
    en: str
    source: Source
    unit: str | None = None
    allowed: Mapping[str, str] | None = None
    references: str | None = None
    required: bool = False
    sorting: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: titles, a sentence on what a row is, its columns and how it is shown.

    ``label`` is the column that names a row for people; ``sort`` the column it is listed by (``-`` in front
    for descending); ``facets`` the columns by which it is counted; ``indexes`` those beside the foreign keys;
    ``shared`` tables are made from all documents together;
    ``clustered`` tables of small rows are stored in their key (SQLite's WITHOUT ROWID).
    """

    name: str
    zh: str
    en: str
    about: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ("id",)
    label: str | None = None
    sort: str | None = None
    facets: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    clustered: bool = False
    shared: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def exported(self) -> tuple[Column, ...]:
        """The columns that leave the database: all but the twins kept for sorting."""
        return tuple(column for column in self.columns if column.sorting is None)
