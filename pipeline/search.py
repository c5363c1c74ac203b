"""Full-text search by character bigrams, so that Chinese words of every length are found.

A run of letters and digits is indexed as its overlapping pairs and its last character alone:
秸秆焚烧 → 秸秆 秆焚 焚烧 烧.
A word of two or more characters is then a phrase of pairs, a single character the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

from pipeline.ddl import quoted

TABLE = "items_search"
COLUMNS = ("requirement", "criteria", "evidence", "departments")
"""The columns of items that are searched, in the index's order."""

HASH_BYTES = 32 << 20
"""Memory that the index may fill before it writes a segment: fewer merges, faster building."""

MOST_SINGLE = 8
"""Characters that may be looked for alone in one query: each stands in a tenth of all items, where two together stand
in a hundredth."""

_RUN = re.compile(r"[^\W_]+")


def create() -> list[str]:
    """The statements that make the index. It keeps no text of its own; its rowids are those of items.

    What it is given is folded and parted by spaces already: its tokenizer need not know more than ASCII.
    """
    columns = ", ".join(map(quoted, COLUMNS))
    options = "content = '', tokenize = 'ascii'"
    return [
        f"CREATE VIRTUAL TABLE {quoted(TABLE)} USING fts5 ({columns}, {options})",
        f"INSERT INTO {quoted(TABLE)} ({quoted(TABLE)}, rank) VALUES ('hashsize', {HASH_BYTES})",  # noqa: S608
    ]


def insert() -> str:
    """The statement that indexes one item: its rowid, then its columns as bigrams."""
    columns = ", ".join(map(quoted, COLUMNS))
    marks = ", ".join("?" for _ in COLUMNS)
    return f"INSERT INTO {quoted(TABLE)} (rowid, {columns}) VALUES (?, {marks})"  # noqa: S608 - ours


def remove() -> str:
    """The statement that takes one item out: its rowid, then its columns as they were indexed."""
    columns = ", ".join(map(quoted, COLUMNS))
    marks = ", ".join("?" for _ in COLUMNS)
    return f"INSERT INTO {quoted(TABLE)} ({quoted(TABLE)}, rowid, {columns}) VALUES ('delete', ?, {marks})"  # noqa: S608


def match(words: str) -> str:
    """The FTS5 query that finds the items in which every word stands; empty where there is nothing to look for.

    Words are separated by white space; a word's punctuation parts it, and all its parts must be found.
    """
    return " AND ".join(_phrase(run) for run in runs(words))


class _Folds(dict[int, str]):
    """Full width, compatibility forms and capitals folded, character by character, each worked out once."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = unicodedata.normalize("NFKC", chr(point)).lower()
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text as it is compared. One character may become several, as ㎡ becomes m2."""
    return text.translate(_FOLDS)


def runs(text: str) -> list[str]:
    """The runs of letters and digits of a text, folded: what is looked for, and what is looked in."""
    return _RUN.findall(fold(text))


def too_many(words: str) -> bool:
    """Whether so many characters are looked for alone that it would take seconds on a large database."""
    return sum(len(run) == 1 for run in runs(words)) > MOST_SINGLE


def _phrase(run: str) -> str:
    if len(run) == 1:
        return f'"{run}" *'
    return '"' + " ".join(map(add, run, run[1:])) + '"'
