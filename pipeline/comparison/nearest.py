"""Which documents are compared with which: neighbouring years of a place, and those nearest in subject."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

Profile = Mapping[str, int]
"""How often each subject word stands in a document's items."""

OF_ONE_KIND = 0.3
"""Nearness in subject from which two documents of a place are two years' issues of one table."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides with what a document is compared."""

    id: str
    year: int | None
    place: str | None
    profile: Profile

    @property
    def order(self) -> tuple[int, str]:
        """Documents in the order of their years; those without a year come first."""
        return self.year or 0, self.id


@dataclass(frozen=True, slots=True)
class Partner:
    """An earlier document that a document is compared with, and whether what changed is told, too."""

    earlier: str
    with_changes: bool


def partners(
    documents: Sequence[Facts], nearest: int, decided: Collection[tuple[str, str]] = ()
) -> dict[str, list[Partner]]:
    """For each document the earlier ones that it is compared with, in their order.

    They are those of its place from the year before (or the nearest year before that there is), and the `nearest`
    ones in subject, whichever of the two is near the other, and those between whose items people `decided` on
    links (pairs of document ids). Changes are told against the one of its place that is
    nearest in subject.
    """
    ordered = sorted(documents, key=lambda one: one.order)
    likeness = _likeness(ordered)
    pairs = {tuple(sorted(pair)) for pair in _nearest(likeness, nearest)}
    place_of = {one.id: place for place, one in enumerate(ordered)}
    pairs |= {
        tuple(sorted((place_of[a], place_of[b])))
        for a, b in decided
        if a != b and a in place_of and b in place_of
    }
    told: set[tuple[int, int]] = set()
    for later in range(len(ordered)):
        earlier = _year_before(ordered, later)
        pairs.update((one, later) for one in earlier)
        if earlier:
            best = max(earlier, key=lambda one: (likeness[one, later], -one))
            if likeness[best, later] >= OF_ONE_KIND:
                told.add((best, later))
    out: dict[str, list[Partner]] = {one.id: [] for one in ordered}
    for one, later in sorted(pairs):
        out[ordered[later].id].append(Partner(ordered[one].id, (one, later) in told))
    return out


def _year_before(ordered: Sequence[Facts], later: int) -> list[int]:
    """The documents of the same place in the nearest earlier year."""
    document = ordered[later]
    if document.place is None or document.year is None:
        return []
    earlier = [
        at
        for at, one in enumerate(ordered[:later])
        if one.place == document.place and one.year is not None and one.year < document.year
    ]
    last = max((ordered[at].year or 0 for at in earlier), default=0)
    return [at for at in earlier if ordered[at].year == last]


def _likeness(documents: Sequence[Facts]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The cosine of the documents' profiles, rare words counting more."""
    held = Counter(word for document in documents for word in document.profile)
    words = {word: at for at, word in enumerate(sorted(held))}
    rows, columns, values = [], [], []
    for row, document in enumerate(documents):
        weights = {
            word: math.sqrt(count) * math.log(1 + len(documents) / held[word])
            for word, count in document.profile.items()
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            rows.append(row)
            columns.append(words[word])
            values.append(weight / norm)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(documents), max(len(words), 1)))
    return np.asarray((matrix @ matrix.T).toarray(), dtype=np.float64)


def _nearest(
    likeness: np.ndarray[tuple[int, int], np.dtype[np.float64]], count: int
) -> list[tuple[int, int]]:
    """Each document with its nearest ones that share a subject word with it."""
    found = []
    for row in range(len(likeness)):
        near = likeness[row].copy()
        near[row] = 0.0
        best = np.argsort(-near, kind="stable")[:count]
        found += [(row, int(column)) for column in best if near[column] > 0]
    return found
