"""How near the items of two documents are to each other: only pairs that share a telling term are looked at."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.comparison.codes import Floats, Ints, at_pairs, code, joined, strengths, sums, weighted
from pipeline.comparison.features import Prepared

TELLING = 0.1
"""A term that more than this share of the items holds (and more than `FEW` items) does not make them candidates."""
FEW = 12

HEAD_FACTOR = math.sqrt(3.0)
"""How much more a term counts in what an item demands than in how it is scored."""

SMALL_HEAD = 3.0
"""Weight added to a demand's own, so that a demand of a word or two is not met by that word alone."""

SMALL_ITEM = 30.0
"""The same for an item's own squared weight."""

TOPIC_PART = 0.25
"""What a shared topic can add, where the words can add 1 twice."""

NO_TOPIC = 0.7
"""What the words of a pair count that shares no topic."""

CRITERIA_PART = 0.6
"""What the likeness of the scoring texts counts; that of the demands counts the rest."""

CONTAINED = 0.9
"""What a text that is wholly contained in the other counts, where an equal one counts 1: a split or merged item."""
LONG_ENOUGH = 14
"""Bigrams of a text from which on its being contained in another makes them alike."""
PART_ENOUGH = 8
"""The same, from which on it may be a part of the other, where other things say so, too."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs of items by index, and for each its score, 0 to 1.

    `text` is the likeness of the wording, `subject` that of what the items are about; `score` the better of the
    two. `contained` is how much of the shorter scoring text the longer one holds.
    """

    left: Ints
    right: Ints
    text: Floats
    contained: Floats
    subject: Floats
    codes: Ints
    weights: Floats

    @property
    def score(self) -> Floats:
        return np.maximum(self.text, np.sqrt(self.subject))

    def weight(self, term: str) -> float:
        """What a term that an item has counts: how rare it is among these items, and what it says in general."""
        return float(self.weights[np.searchsorted(self.codes, code(term))])


def score_pairs(left: Prepared, right: Prepared) -> Scores:
    """The scores of all candidate pairs of two documents."""
    codes, one, other = joined(left.every, right.every)
    general = np.full(len(codes), np.inf)
    for side in (left, right):
        places = np.searchsorted(codes, side.every.codes)
        general[places] = np.minimum(general[places], side.general)
    counts = np.asarray(one.sum(axis=0) + other.sum(axis=0)).ravel()[: len(codes)]
    total = len(left.items) + len(right.items)
    weights = np.log(1 + total / np.maximum(counts, 1)) * general
    rows, columns = _candidates(left, right, one, other, counts)
    topics = _shared_topics(left, right, rows, columns)
    words = _words(left, right, one, other, weights, rows, columns)
    subject = (words * np.where(topics > 0, 1.0, NO_TOPIC) + TOPIC_PART * topics) / (2 + TOPIC_PART)
    text, contained = _likeness(left, right, rows, columns)
    return Scores(rows, columns, text, contained, subject, codes, weights)


def _candidates(left: Prepared, right: Prepared, one: Any, other: Any, counts: Floats) -> tuple[Ints, Ints]:
    """The pairs that share a telling term, or a whole scoring text."""
    often = max(FEW, int(TELLING * (len(left.items) + len(right.items))))
    telling = np.flatnonzero(counts <= often)
    shared = (one[:, telling] @ other[:, telling].T).tocoo()
    pairs = set(zip(shared.row.tolist(), shared.col.tolist(), strict=True))
    same_text: dict[str, list[int]] = {}
    for at, item in enumerate(right.items):
        same_text.setdefault(item.criteria, []).append(at)
    for row, item in enumerate(left.items):
        pairs.update((row, column) for column in same_text.get(item.criteria, ()))
    found = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _words(
    left: Prepared, right: Prepared, one: Any, other: Any, weights: Floats, rows: Ints, columns: Ints
) -> Floats:
    """What two items share of their words, 0 to 2: the cosine of all, and how far each meets the other's demand."""
    heads = []
    vectors = []
    for side, matrix in ((left, one), (right, other)):
        marked = matrix.copy()
        marked.data = side.heads
        heads.append(weighted(marked, weights))
        vector = weighted(matrix, weights)
        vector.data = vector.data * np.where(side.heads > 0, 1 + (HEAD_FACTOR - 1) * side.heads, 1.0)
        vectors.append(vector)
    norms = [np.sqrt(sums(vector.multiply(vector)) + SMALL_ITEM) for vector in vectors]
    cosine = at_pairs(vectors[0], vectors[1], rows, columns) / (norms[0][rows] * norms[1][columns] + 1e-12)
    met = (
        at_pairs(heads[0], other, rows, columns) / (sums(heads[0])[rows] + SMALL_HEAD),
        at_pairs(one, heads[1], rows, columns) / (sums(heads[1])[columns] + SMALL_HEAD),
    )
    return np.asarray(cosine + np.sqrt(met[0] * met[1]), dtype=np.float64)


def _shared_topics(left: Prepared, right: Prepared, rows: Ints, columns: Ints) -> Floats:
    """For each pair the strongest topic that both are about, rare topics counting more, 0 to 1."""
    sides = [[dict(item.topics) for item in side.document.items] for side in (left, right)]
    counts = Counter(topic for side in sides for item in side for topic in item)
    if not counts:
        return np.zeros(len(rows))
    names = sorted(counts)
    total = len(left.items) + len(right.items)
    rareness = np.array([math.log(total / counts[name]) / math.log(max(total, 2)) for name in names])
    shared = np.minimum(strengths(sides[0], names)[rows], strengths(sides[1], names)[columns])
    return np.asarray((shared * rareness).max(axis=1, initial=0.0), dtype=np.float64)


def _likeness(left: Prepared, right: Prepared, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """How alike the wordings of each pair are, by shared bigrams of the demands and of the scoring texts, and how
    much of the shorter scoring text the longer one holds."""
    parts = []
    for one, other in ((left.criteria, right.criteria), (left.requirement, right.requirement)):
        _, first, second = joined(one, other)
        sizes = sums(first)[rows], sums(second)[columns]
        parts.append((at_pairs(first, second, rows, columns), *sizes))
    (shared, mine, theirs), (of_demand, my_demand, their_demand) = parts
    shorter = np.minimum(mine, theirs)
    contained = np.where(shorter >= PART_ENOUGH, shared / np.maximum(shorter, 1), 0.0)
    whole = np.where(shorter >= LONG_ENOUGH, CONTAINED * contained, 0.0)
    criteria = np.maximum(_dice(shared, mine, theirs), whole)
    demand = _dice(of_demand, my_demand, their_demand)
    both = (my_demand > 0) & (their_demand > 0)
    return np.where(both, CRITERIA_PART * criteria + (1 - CRITERIA_PART) * demand, criteria), contained


def _dice(shared: Floats, mine: Floats, theirs: Floats) -> Floats:
    """The dice coefficient; two empty texts are alike."""
    size = mine + theirs
    return np.where(size > 0, 2 * shared / np.maximum(size, 1), 1.0)
