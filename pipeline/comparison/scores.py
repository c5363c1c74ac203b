"""How near the items of documents are to those of another: only pairs that share a telling term are looked at.

Several documents are compared with one at once, their items one below the other: all of it is a few operations on
arrays, and these cost the same for one document as for a handful.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.comparison.codes import Flags, Floats, Ints, Stack, stack
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
    """Pairs of items, and for each its score, 0 to 1.

    `left` counts the items of all earlier documents, one after the other, `document` says whose it is; `right` is the
    item of the later one. `text` is the likeness of the wording, `subject` that of what the items are about; `score`
    the better of the two. `contained` is how much of the shorter scoring text the longer one holds. `terms` are those
    of the earlier documents as the later one sees them, `weights` what each of them counts.
    """

    document: Ints
    left: Ints
    right: Ints
    text: Floats
    contained: Floats
    subject: Floats
    terms: Stack
    weights: Floats

    @property
    def score(self) -> Floats:
        return np.maximum(self.text, np.sqrt(self.subject))


def score_pairs(lefts: Sequence[Prepared], right: Prepared) -> Scores:
    """The scores of all candidate pairs of some documents with another, in the order of the items."""
    terms = stack([one.every for one in lefts], right.every)
    document = np.repeat(np.arange(len(lefts)), [len(one.items) for one in lefts])
    totals = np.array([len(one.items) + len(right.items) for one in lefts], dtype=np.int64)
    counts = _counts(lefts, right, terms)
    weights, theirs = _weights(lefts, right, terms, counts, totals)
    rows, columns = _candidates(lefts, right, terms, counts <= _often(totals)[terms.document])
    of = document[rows]
    topics = _shared_topics(lefts, right, totals, rows, columns)
    words = _words(lefts, right, terms, (weights, theirs), (of, rows, columns))
    subject = (words * np.where(topics > 0, 1.0, NO_TOPIC) + TOPIC_PART * topics) / (2 + TOPIC_PART)
    text, contained = _likeness(lefts, right, rows, columns)
    return Scores(of, rows, columns, text, contained, subject, terms, weights)


def _joined(arrays: Iterable[Any]) -> Any:
    return np.concatenate(list(arrays))


def _counts(lefts: Sequence[Prepared], right: Prepared, terms: Stack) -> Ints:
    """How many items of both documents have each of the earlier one's terms."""
    counts = _joined(one.every.counts for one in lefts)
    shared = terms.seen >= 0
    counts[shared] += right.every.counts[terms.seen[shared]]
    return np.asarray(counts, dtype=np.int64)


def _often(totals: Ints) -> Ints:
    return np.maximum(FEW, (TELLING * totals).astype(np.int64))


def _weights(
    lefts: Sequence[Prepared], right: Prepared, terms: Stack, counts: Ints, totals: Ints
) -> tuple[Floats, Floats]:
    """What each of the earlier documents' terms counts, and what each of the later one's does against each of them:
    how rare it is among the items of both, and what it says in general."""
    shared = np.flatnonzero(terms.seen >= 0)
    place, document = terms.seen[shared], terms.document[shared]
    general = _joined(one.general for one in lefts)
    general[shared] = np.minimum(general[shared], right.general[place])
    mine = np.log(1 + totals[terms.document] / counts) * general
    theirs = np.log(1 + totals[:, None] / right.every.counts) * right.general
    theirs[document, place] = mine[shared]
    return mine, theirs


def _candidates(lefts: Sequence[Prepared], right: Prepared, terms: Stack, rare: Flags) -> tuple[Ints, Ints]:
    """The pairs that share a rare term, or a whole scoring text."""
    near = terms.times(right.every.dense(), rare[terms.places].astype(np.float64)) > 0
    near |= _joined(one.texts for one in lefts)[:, None] == right.texts
    rows, columns = np.nonzero(near)
    return rows, columns


def _words(
    lefts: Sequence[Prepared],
    right: Prepared,
    terms: Stack,
    weights: tuple[Floats, Floats],
    pairs: tuple[Ints, Ints, Ints],
) -> Floats:
    """What two items share of their words, 0 to 2: the cosine of all, and how far each meets the other's demand."""
    mine, theirs = weights
    of, rows, columns = pairs
    every, heads = mine[terms.places], _joined(one.heads for one in lefts)
    vector, head = every * _factor(heads), every * heads
    length = np.sqrt(np.bincount(terms.rows, vector * vector, len(terms.sizes)) + SMALL_ITEM)
    demand = np.bincount(terms.rows, head, len(terms.sizes)) + SMALL_HEAD
    factor = _factor(right.heads)
    of_each = [found[right.every.places] for found in theirs]
    lengths = np.array([np.sqrt(right.every.by_item((one * factor) ** 2) + SMALL_ITEM) for one in of_each])
    demands = np.array([right.every.by_item(one * right.heads) + SMALL_HEAD for one in of_each])
    # What a term counts in both items together stands with the earlier one's: the later one's is then the same for all.
    both = terms.times(right.every.dense(factor), vector * every)[rows, columns]
    cosine = both / (length[rows] * lengths[of, columns])
    ones = np.ones(len(right.heads))
    met = (
        terms.times(right.every.dense(ones), head)[rows, columns] / demand[rows],
        terms.times(right.every.dense(right.heads), every)[rows, columns] / demands[of, columns],
    )
    return np.asarray(cosine + np.sqrt(met[0] * met[1]), dtype=np.float64)


def _factor(heads: Floats) -> Floats:
    return 1 + (HEAD_FACTOR - 1) * heads


def _shared_topics(
    lefts: Sequence[Prepared], right: Prepared, totals: Ints, rows: Ints, columns: Ints
) -> Floats:
    """For each pair the strongest topic that both are about, rare topics counting more, 0 to 1."""
    items = [item for one in lefts for item in one.items]
    document = np.repeat(np.arange(len(lefts)), [len(one.items) for one in lefts])
    names = sorted({name for item in right.items for name, _ in item.topics})
    place = {name: at for at, name in enumerate(names)}
    one, other = _strengths(items, place), _strengths(right.items, place)
    best = np.zeros((len(items), len(right.items)))
    for topic in range(len(names)):
        # Topic by topic: few items have any one of them, and all at once would be pairs times topics.
        mine, theirs = np.flatnonzero(one[:, topic]), np.flatnonzero(other[:, topic])
        counts = np.bincount(document[mine], minlength=len(lefts)) + len(theirs)
        rareness = np.log(totals / counts) / np.log(np.maximum(totals, 2))
        both = np.minimum(one[mine, topic][:, None], other[theirs, topic]) * rareness[document[mine]][:, None]
        where = np.ix_(mine, theirs)
        best[where] = np.maximum(best[where], both)
    return np.asarray(best[rows, columns])


def _strengths(items: Sequence[Any], place: Mapping[str, int]) -> Floats:
    """Items by topics: how strong each topic is in each item."""
    found = np.zeros((len(items), len(place)))
    for row, item in enumerate(items):
        for name, strength in item.topics:
            if name in place:
                found[row, place[name]] = strength
    return found


def _likeness(lefts: Sequence[Prepared], right: Prepared, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """How alike the wordings of each pair are, by shared bigrams of the demands and of the scoring texts, and how
    much of the shorter scoring text the longer one holds."""
    parts = []
    for name in ("criteria", "requirement"):
        other = getattr(right, name)
        found = stack([getattr(one, name) for one in lefts], other)
        both = found.times(other.dense())[rows, columns].astype(np.float64)
        parts.append((both, found.sizes[rows].astype(np.float64), other.sizes[columns].astype(np.float64)))
    (common, mine, theirs), (of_demand, my_demand, their_demand) = parts
    shorter = np.minimum(mine, theirs)
    contained = np.where(shorter >= PART_ENOUGH, common / np.maximum(shorter, 1), 0.0)
    whole = np.where(shorter >= LONG_ENOUGH, CONTAINED * contained, 0.0)
    criteria = np.maximum(_dice(common, mine, theirs), whole)
    demand = _dice(of_demand, my_demand, their_demand)
    given = (my_demand > 0) & (their_demand > 0)
    return np.where(given, CRITERIA_PART * criteria + (1 - CRITERIA_PART) * demand, criteria), contained


def _dice(common: Floats, mine: Floats, theirs: Floats) -> Floats:
    """The dice coefficient; two empty texts are alike."""
    size = mine + theirs
    return np.where(size > 0, 2 * common / np.maximum(size, 1), 1.0)
