"""Sets of strings as numbers, so that the items of documents can be multiplied with each other at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
Places = NDArray[np.int32]
Flags = NDArray[np.bool_]

_REMEMBERED = 1 << 16


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
    places: Places
    starts: Places

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Places:
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

    def by_item(self, values: Floats) -> Floats:
        """The sum of the values of each item's places."""
        return np.bincount(self.rows, weights=values, minlength=len(self)).astype(np.float64)

    def dense(self, values: Floats | None = None) -> NDArray[Any]:
        """Codes by items; `values` are those of the places, by default 1."""
        found = np.zeros((len(self.codes), len(self)), np.float32 if values is None else np.float64)
        found[self.places, self.rows] = 1 if values is None else values
        return found


def sets(items: Iterable[Iterable[int]]) -> Sets:
    """The sets of codes of some items."""
    rows = [sorted(item) for item in items]
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    every = np.array([one for row in rows for one in row], dtype=np.int64)
    codes, places = np.unique(every, return_inverse=True)
    return Sets(codes, places.astype(np.int32), starts)


@dataclass(frozen=True, slots=True)
class Stack:
    """The sets of several documents, one below the other, as another document sees them.

    `seen` tells of each document's codes where they stand among the other's, -1 where it has them not; `document`,
    whose code it is. `places` point into both, those of item n (counted through all documents) are
    `places[starts[n]:starts[n + 1]]`.
    """

    seen: Ints
    document: Ints
    places: Ints
    starts: Ints

    @property
    def sizes(self) -> Ints:
        """How many codes each item has."""
        return np.diff(self.starts)

    @property
    def rows(self) -> Ints:
        """The item of each of the places."""
        return np.repeat(np.arange(len(self.starts) - 1), self.sizes)

    def times(self, other: NDArray[Any], values: Floats | None = None) -> NDArray[Any]:
        """Items by the other's items: the products of their rows, `values` (by default 1) being those of the places.

        `other` is the other document's `dense`.
        """
        columns = self.seen[self.places]
        kept = np.flatnonzero(columns >= 0)
        data = np.ones(len(kept), other.dtype) if values is None else values[kept].astype(other.dtype)
        starts = np.searchsorted(kept, self.starts)
        matrix = sparse.csr_matrix((data, columns[kept], starts), shape=(len(starts) - 1, len(other)))
        return np.asarray(matrix @ other)


def stack(documents: Sequence[Sets], other: Sets) -> Stack:
    """Documents' sets as `other` sees them."""
    codes = np.concatenate([one.codes for one in documents])
    seen = np.searchsorted(other.codes, codes)
    seen[seen == len(other.codes)] = 0
    known = other.codes[seen] == codes if len(other.codes) else np.zeros(len(codes), np.bool_)
    before = np.cumsum([0, *(len(one.codes) for one in documents)])
    places = [one.places + first for one, first in zip(documents, before.tolist(), strict=False)]
    sizes = np.concatenate([one.sizes for one in documents])
    return Stack(
        np.where(known, seen, -1),
        np.repeat(np.arange(len(documents)), np.diff(before)),
        np.concatenate(places),
        np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]),
    )
