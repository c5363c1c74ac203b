"""Sets of strings as numbers, so that the items of two documents can be multiplied with each other at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_REMEMBERED = 1 << 18


@lru_cache(maxsize=_REMEMBERED)
def code(text: str) -> int:
    """A string's number: always the same, and for two strings with next to no chance the same."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def bigram_codes(text: str) -> set[int]:
    """The pairs of neighbouring characters of a text as numbers; of one character, that one."""
    points = list(map(ord, text))
    return {one << 21 | other for one, other in pairwise(points)} or set(points)


@dataclass(frozen=True, slots=True)
class Sets:
    """The codes of each of a document's items.

    `codes` are all of them, each once, in order; `places` point into them, those of item n are
    `places[starts[n]:starts[n + 1]]`, in order.
    """

    codes: Ints
    places: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Ints:
        """How many codes each item has."""
        return np.diff(self.starts)

    @property
    def rows(self) -> Ints:
        """The item of each of the places."""
        return np.repeat(np.arange(len(self)), self.sizes)

    @property
    def counts(self) -> Ints:
        """How many items have each code."""
        return np.bincount(self.places, minlength=len(self.codes))


def sets(items: Iterable[Iterable[int]]) -> Sets:
    """The sets of codes of some items."""
    rows = [sorted(item) for item in items]
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    every = np.array([one for row in rows for one in row], dtype=np.int64)
    codes, places = np.unique(every, return_inverse=True)
    return Sets(codes, places.astype(np.int64), starts)


@dataclass(frozen=True, slots=True)
class Shared:
    """What is left of a document's sets when only the codes that another one has, too, are kept.

    `entries` are the positions in `Sets.places` that are kept, `columns` what each points to among the shared
    codes, `starts` where each item begins.
    """

    entries: Ints
    columns: Ints
    starts: Ints
    width: int

    def matrix(self, values: Floats | None = None) -> Any:
        """Items by shared codes; `values` are those of all entries of the sets, by default 1."""
        data = np.ones(len(self.columns)) if values is None else values[self.entries]
        return sparse.csr_matrix((data, self.columns, self.starts), shape=(len(self.starts) - 1, self.width))

    def of(self, item: int) -> Ints:
        """The shared codes of an item, as columns."""
        return self.columns[self.starts[item] : self.starts[item + 1]]


def shared(one: Sets, other: Sets) -> tuple[Ints, Ints, Shared, Shared]:
    """Where the codes that both have stand among those of each, and both sets cut down to them."""
    _, mine, theirs = np.intersect1d(one.codes, other.codes, assume_unique=True, return_indices=True)
    return mine, theirs, _cut(one, mine), _cut(other, theirs)


def _cut(found: Sets, kept: Ints) -> Shared:
    column = np.full(len(found.codes), -1, dtype=np.int64)
    column[kept] = np.arange(len(kept))
    columns = column[found.places]
    entries = np.flatnonzero(columns >= 0)
    starts = np.searchsorted(entries, found.starts)
    return Shared(entries, columns[entries], starts, max(len(kept), 1))


def at_pairs(one: Any, other: Any, rows: Ints, columns: Ints) -> Floats:
    """The scalar products of chosen rows of two matrices."""
    if not len(rows):
        return np.zeros(0)
    product = (one @ other.T).toarray()
    return np.asarray(product[rows, columns], dtype=np.float64)


def by_item(found: Sets, values: Floats) -> Floats:
    """The sum of the values of each item's entries."""
    return np.bincount(found.rows, weights=values, minlength=len(found)).astype(np.float64)
