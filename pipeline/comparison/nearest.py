"""Which documents are compared with which: neighbouring years of a place, and those nearest in subject."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

Profile = Mapping[str, int]
"""How often each subject word stands in a document's items."""

OF_ONE_KIND = 0.3
"""Nearness in subject from which two documents of a place are two years' issues of one table."""


AT_ONCE = 256
"""Documents whose nearness to all others is held at one time."""


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
    profiles = _profiles(ordered)
    pairs = {(min(pair), max(pair)) for pair in _nearest(profiles, nearest)}
    place_of = {one.id: place for place, one in enumerate(ordered)}
    for a, b in decided:
        if a != b and a in place_of and b in place_of:
            pairs.add((min(place_of[a], place_of[b]), max(place_of[a], place_of[b])))
    told: set[tuple[int, int]] = set()
    for later, before in _years_before(ordered):
        pairs.update((one, later) for one in before)
        likeness = (profiles[before] @ profiles[[later]].T).toarray().ravel()
        best = int(np.argmax(likeness))
        if likeness[best] >= OF_ONE_KIND:
            told.add((before[best], later))
    out: dict[str, list[Partner]] = {one.id: [] for one in ordered}
    for one, later in sorted(pairs):
        out[ordered[later].id].append(Partner(ordered[one].id, (one, later) in told))
    return out


def _years_before(ordered: Sequence[Facts]) -> Iterator[tuple[int, list[int]]]:
    """Each document that has them with the documents of the same place in the nearest earlier year."""
    of_place: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
    for at, one in enumerate(ordered):
        if one.place is not None and one.year is not None:
            years = of_place[one.place]
            # In the order of years: what stands in a place's table so far are its earlier years, and this one.
            earlier = [year for year in years if year < one.year]
            if earlier:
                yield at, years[earlier[-1]]
            years.setdefault(one.year, []).append(at)


def _profiles(documents: Sequence[Facts]) -> Any:
    """Documents by subject words, rare words counting more; each row's length is 1.

    The words of each are taken in one order: sums of the same numbers in another differ in their last digits, and
    documents that are equally near would stand in another order.
    """
    held = Counter(word for document in documents for word in document.profile)
    words = {word: at for at, word in enumerate(sorted(held))}
    rows, columns, values = [], [], []
    for row, document in enumerate(documents):
        weights = {
            word: math.sqrt(count) * math.log(1 + len(documents) / held[word])
            for word, count in sorted(document.profile.items())
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            rows.append(row)
            columns.append(words[word])
            values.append(weight / norm)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(documents), max(len(words), 1)))


def _nearest(profiles: Any, count: int) -> Iterator[tuple[int, int]]:
    """Each document with its nearest ones that share a subject word with it, by the cosine of their profiles."""
    for first in range(0, profiles.shape[0] if count else 0, AT_ONCE):
        block = (profiles[first : first + AT_ONCE] @ profiles.T).toarray()
        for row, near in enumerate(block, first):
            near[row] = 0.0
            best = np.argsort(-near, kind="stable")[:count]
            yield from ((row, int(column)) for column in best if near[column] > 0)
