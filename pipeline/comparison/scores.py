"""How near the items of two documents are to each other: only pairs that share a telling term are looked at."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.comparison.features import Features, Prepared
from pipeline.comparison.terms import general_weight

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TELLING = 0.1
"""A term that more than this share of the items holds (and more than `FEW` items) does not make them candidates."""
FEW = 12

HEAD_FACTOR = math.sqrt(3.0)
"""How much more a term counts in what an item demands than in how it is scored."""

SMALL_HEAD = 3.0
"""Weight added to a demand's own, so that a demand of a word or two is not met by that word alone."""

TOPIC_PART = 0.3
"""What a shared topic can add, where the words can add 1 twice."""

NO_TOPIC = 0.7
"""What the words of a pair count that shares no topic."""

CRITERIA_PART = 0.6
"""What the likeness of the scoring texts counts; that of the demands counts the rest."""

CONTAINED = 0.9
"""What a text that is wholly contained in the other counts, where an equal one counts 1: a split or merged item."""
LONG_ENOUGH = 14
"""Bigrams of a text from which on its being contained in another means something."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs of items by index, and for each its score, 0 to 1.

    `text` is the likeness of the wording, `subject` that of what the items are about; `score` the better of the
    two. `contained` is how much of the shorter scoring text the longer one holds; `weights` are those of the terms.
    """

    left: Ints
    right: Ints
    text: Floats
    contained: Floats
    subject: Floats
    weights: Mapping[str, float]

    @property
    def score(self) -> Floats:
        return np.maximum(self.text, np.sqrt(self.subject))


def score_pairs(left: Prepared, right: Prepared) -> Scores:
    """The scores of all candidate pairs of two documents."""
    one, other = left.items, right.items
    weights = _weights(one, other)
    rows, columns = _candidates(one, other, weights)
    vocabulary = {term: at for at, term in enumerate(sorted(weights))}

    def every(items: Sequence[Features], weigh: Callable[[Features, str], float]) -> Any:
        return _matrix([{t: weigh(f, t) for t in f.terms.every} for f in items], vocabulary)

    def full(features: Features, term: str) -> float:
        return weights[term] * (HEAD_FACTOR if term in features.terms.head else 1.0)

    vectors = [every(items, full) for items in (one, other)]
    cosine = _dots(vectors[0], vectors[1], rows, columns) / (
        _norms(vectors[0])[rows] * _norms(vectors[1])[columns] + 1e-12
    )
    present = [every(items, lambda f, t: 1.0) for items in (one, other)]
    heads = [
        _matrix([{t: weights[t] for t in f.terms.head} for f in items], vocabulary) for items in (one, other)
    ]
    met = [
        _dots(heads[0], present[1], rows, columns) / (_sums(heads[0])[rows] + SMALL_HEAD),
        _dots(present[0], heads[1], rows, columns) / (_sums(heads[1])[columns] + SMALL_HEAD),
    ]
    topics = _shared_topics(one, other, rows, columns)
    words = cosine + np.sqrt(met[0] * met[1])
    subject = (words * np.where(topics > 0, 1.0, NO_TOPIC) + TOPIC_PART * topics) / (2 + TOPIC_PART)
    return Scores(rows, columns, *_likeness(one, other, rows, columns), subject, weights)


def _weights(one: Sequence[Features], other: Sequence[Features]) -> dict[str, float]:
    """Each term's weight: how rare it is among these items, and how much it says in general."""
    counts = Counter(term for features in (*one, *other) for term in features.terms.every)
    total = len(one) + len(other)
    return {term: math.log(1 + total / count) * general_weight(term) for term, count in counts.items()}


def _candidates(
    one: Sequence[Features], other: Sequence[Features], weights: Mapping[str, float]
) -> tuple[Ints, Ints]:
    """The pairs that share a telling term, or a whole text."""
    index: dict[str, list[int]] = {}
    for at, features in enumerate(other):
        for term in features.terms.every:
            index.setdefault(term, []).append(at)
    often = max(FEW, int(TELLING * (len(one) + len(other))))
    counts = Counter(term for features in one for term in features.terms.every)
    telling = {
        term
        for term, places in index.items()
        if len(places) + counts[term] <= often or (weights[term] >= 1.0 and len(places) <= often)
    }
    same_text: dict[frozenset[str], list[int]] = {}
    for at, features in enumerate(other):
        same_text.setdefault(features.criteria, []).append(at)
    rows: list[int] = []
    columns: list[int] = []
    for row, features in enumerate(one):
        found = {at for term in features.terms.every if term in telling for at in index[term]}
        found.update(same_text.get(features.criteria, ()))
        rows += [row] * len(found)
        columns += sorted(found)
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)


def _matrix(rows: Iterable[Mapping[str, float]], vocabulary: Mapping[str, int]) -> Any:
    indices: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        indices += [vocabulary[term] for term in row]
        values += row.values()
        ends.append(len(indices))
    shape = (len(ends) - 1, max(len(vocabulary), 1))
    return sparse.csr_matrix((values, indices, ends), shape=shape, dtype=np.float64)


def _dots(one: Any, other: Any, rows: Ints, columns: Ints) -> Floats:
    """The scalar products of chosen rows of two matrices."""
    product = (one @ other.T).tocsr()
    return np.asarray(product[rows, columns], dtype=np.float64).ravel()


def _norms(matrix: Any) -> Floats:
    return np.sqrt(_sums(matrix.multiply(matrix)))


def _sums(matrix: Any) -> Floats:
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def _shared_topics(one: Sequence[Features], other: Sequence[Features], rows: Ints, columns: Ints) -> Floats:
    """For each pair the strongest topic that both are about, rare topics counting more, 0 to 1."""
    counts = Counter(topic for features in (*one, *other) for topic in features.topics)
    total = len(one) + len(other)
    rareness = {topic: math.log(total / count) / math.log(max(total, 2)) for topic, count in counts.items()}
    out = np.zeros(len(rows))
    for at, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        mine, theirs = one[row].topics, other[column].topics
        out[at] = max(
            (min(mine[topic], theirs[topic]) * rareness[topic] for topic in mine.keys() & theirs.keys()),
            default=0.0,
        )
    return out


def _likeness(
    one: Sequence[Features], other: Sequence[Features], rows: Ints, columns: Ints
) -> tuple[Floats, Floats]:
    """How alike the wordings of each pair are, by shared bigrams of the demands and of the scoring texts, and how
    much of the shorter scoring text the longer one holds."""
    out, contained = np.zeros(len(rows)), np.zeros(len(rows))
    for at, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        a, b = one[row], other[column]
        contained[at] = _contained(a.criteria, b.criteria)
        criteria = max(_dice(a.criteria, b.criteria), CONTAINED * contained[at])
        if a.requirement and b.requirement:
            demand = _dice(a.requirement, b.requirement)
            out[at] = CRITERIA_PART * criteria + (1 - CRITERIA_PART) * demand
        else:
            out[at] = criteria
    return out, contained


def _contained(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text the longer contains; 0 for texts too short for that to mean anything."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= LONG_ENOUGH else 0.0


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))
