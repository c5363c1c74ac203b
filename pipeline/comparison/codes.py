"""Sets of strings as numbers, so that the items of two documents can be multiplied with each other at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
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


@dataclass(frozen=True, slots=True)
class Sets:
    """The strings of each of a document's items: those of item n are `codes[starts[n]:starts[n + 1]]`."""

    codes: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1


def sets(items: Iterable[Iterable[str]]) -> Sets:
    """The sets of strings as codes, in the order of the codes."""
    rows = [sorted(map(code, item)) for item in items]
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    return Sets(np.array([one for row in rows for one in row], dtype=np.int64), starts)


def joined(one: Sets, other: Sets) -> tuple[Ints, Any, Any]:
    """All codes of two documents, in order, and for each document its items by these codes, 1 where an item has it."""
    codes, places = np.unique(np.concatenate([one.codes, other.codes]), return_inverse=True)
    cut = len(one.codes)
    return codes, _matrix(one, places[:cut], len(codes)), _matrix(other, places[cut:], len(codes))


def _matrix(found: Sets, places: Ints, width: int) -> Any:
    shape = (len(found), max(width, 1))
    return sparse.csr_matrix((np.ones(len(places)), places, found.starts), shape=shape)


def at_pairs(one: Any, other: Any, rows: Ints, columns: Ints) -> Floats:
    """The scalar products of chosen rows of two matrices."""
    if not len(rows):
        return np.zeros(0)
    product = (one @ other.T).toarray()
    return np.asarray(product[rows, columns], dtype=np.float64)


def sums(matrix: Any) -> Floats:
    """The sum of each row."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def weighted(matrix: Any, weights: Floats) -> Any:
    """The matrix with each column times its weight."""
    out = matrix.copy()
    out.data = out.data * weights[out.indices]
    return out


def strengths(items: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    """Items by names: how strong each name is in each item."""
    return np.array([[item.get(name, 0.0) for name in names] for item in items]).reshape(
        len(items), len(names)
    )
