"""How near the items of two documents are to each other: only pairs that share a telling term are looked at."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.codes import Flags, Floats, Ints, Shared, at_pairs, by_item, shared
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
    two. `contained` is how much of the shorter scoring text the longer one holds. `terms` are the terms that both
    documents have, by item, `weights` what each of these counts, `words` those that are worth telling.
    """

    left: Ints
    right: Ints
    text: Floats
    contained: Floats
    subject: Floats
    terms: tuple[Shared, Shared]
    weights: Floats
    words: tuple[str, ...]

    @property
    def score(self) -> Floats:
        return np.maximum(self.text, np.sqrt(self.subject))


def score_pairs(left: Prepared, right: Prepared) -> Scores:
    """The scores of all candidate pairs of two documents."""
    mine, theirs, one, other = shared(left.every, right.every)
    weights = _weights(left, right, mine, theirs)
    both = weights[0][mine]
    often = max(FEW, int(TELLING * (len(left.items) + len(right.items))))
    rare = (left.every.counts[mine] + right.every.counts[theirs]) <= often
    rows, columns = _candidates(left, right, one, other, rare)
    topics = _shared_topics(left, right, rows, columns)
    words = _words((left, right), (one, other), weights, both, rows, columns)
    subject = (words * np.where(topics > 0, 1.0, NO_TOPIC) + TOPIC_PART * topics) / (2 + TOPIC_PART)
    text, contained = _likeness(left, right, rows, columns)
    told = tuple(left.words[place] for place in mine.tolist())
    return Scores(rows, columns, text, contained, subject, (one, other), both, told)


def _weights(left: Prepared, right: Prepared, mine: Ints, theirs: Ints) -> tuple[Floats, Floats]:
    """What each document's terms count: how rare they are among the items of both, and what they say in general."""
    total = len(left.items) + len(right.items)
    found = []
    for side, places, other, beside in ((left, mine, right, theirs), (right, theirs, left, mine)):
        counts, general = side.every.counts.astype(np.float64), side.general.copy()
        counts[places] += other.every.counts[beside]
        general[places] = np.minimum(general[places], other.general[beside])
        found.append(np.log(1 + total / np.maximum(counts, 1)) * general)
    return found[0], found[1]


def _candidates(
    left: Prepared, right: Prepared, one: Shared, other: Shared, rare: Flags
) -> tuple[Ints, Ints]:
    """The pairs that share a rare term, or a whole scoring text."""
    marked = one.matrix()
    marked.data = rare[one.columns].astype(np.float64)
    near = (marked @ other.matrix().T).toarray() > 0
    near |= left.texts[:, None] == right.texts[None]
    rows, columns = np.nonzero(near)
    return rows, columns


def _words(
    sides: tuple[Prepared, Prepared],
    terms: tuple[Shared, Shared],
    weights: tuple[Floats, Floats],
    both: Floats,
    rows: Ints,
    columns: Ints,
) -> Floats:
    """What two items share of their words, 0 to 2: the cosine of all, and how far each meets the other's demand."""
    vectors, heads, norms, demands = [], [], [], []
    for side, found, own in zip(sides, terms, weights, strict=True):
        every = own[side.every.places]
        vector = every * (1 + (HEAD_FACTOR - 1) * side.heads)
        head = every * side.heads
        vectors.append(found.matrix(vector))
        heads.append(found.matrix(head))
        norms.append(np.sqrt(by_item(side.every, vector * vector) + SMALL_ITEM))
        demands.append(by_item(side.every, head) + SMALL_HEAD)
    cosine = at_pairs(vectors[0], vectors[1], rows, columns) / (norms[0][rows] * norms[1][columns])
    met = (
        at_pairs(heads[0], terms[1].matrix(), rows, columns) / demands[0][rows],
        at_pairs(terms[0].matrix(), heads[1], rows, columns) / demands[1][columns],
    )
    return np.asarray(cosine + np.sqrt(met[0] * met[1]), dtype=np.float64)


def _shared_topics(left: Prepared, right: Prepared, rows: Ints, columns: Ints) -> Floats:
    """For each pair the strongest topic that both are about, rare topics counting more, 0 to 1."""
    names = sorted({name for side in (left, right) for item in side.items for name, _ in item.topics})
    if not names:
        return np.zeros(len(rows))
    place = {name: at for at, name in enumerate(names)}
    one, other = _strengths(left, place), _strengths(right, place)
    total = len(left.items) + len(right.items)
    counts = (one > 0).sum(axis=0) + (other > 0).sum(axis=0)
    rareness = np.log(total / counts) / math.log(max(total, 2))
    best = np.zeros(len(rows))
    for topic in range(len(names)):
        # Topic by topic: few items have any one of them, and all at once would be pairs times topics.
        both = np.minimum(one[:, topic][rows], other[:, topic][columns]) * rareness[topic]
        np.maximum(best, both, out=best)
    return best


def _strengths(side: Prepared, place: Mapping[str, int]) -> Floats:
    """Items by topics: how strong each topic is in each item."""
    found = np.zeros((len(side.items), len(place)))
    for row, item in enumerate(side.items):
        for name, strength in item.topics:
            found[row, place[name]] = strength
    return found


def _likeness(left: Prepared, right: Prepared, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """How alike the wordings of each pair are, by shared bigrams of the demands and of the scoring texts, and how
    much of the shorter scoring text the longer one holds."""
    parts = []
    for one, other in ((left.criteria, right.criteria), (left.requirement, right.requirement)):
        _, _, first, second = shared(one, other)
        both = at_pairs(first.matrix(), second.matrix(), rows, columns)
        parts.append((both, one.sizes[rows].astype(np.float64), other.sizes[columns].astype(np.float64)))
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
