"""Which of the scored pairs are links: an optimal assignment, and beside it what is nearly as near."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from pipeline.comparison.codes import Flags, Floats, Ints
from pipeline.comparison.scores import Scores

ALIKE = 0.5
"""Likeness of wording from which two items are one duty worded anew, whatever their subject words say."""

WORDING_PART = 0.45
"""What the likeness of the wording adds to the strength of a pair whose subject is alike."""

ASSIGNED = 0.18
"""Strength, weighed by standing, that a pair of the optimal assignment must have."""

EXTRA, NEARLY_BEST = 0.22, 0.6
"""Strength, weighed by standing, and standing that a pair beside the assignment must have."""

SETTLED = 0.85
"""Likeness of wording from which an item has found its partner: another is linked to it only as a part of it."""

PART = 0.85
"""How much of its scoring text an item must hold for the other to be a part of it: split off or merged into it."""

SAME, SAME_EXTRA = 0.2, 0.9
"""Weighed strength from which an assigned pair is the same duty; standing from which another pair is, too."""

ALONE = 1e-4
"""What it is worth to leave an item without a partner: less than any pair that could become a link."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of scores, by index; `same` or `related`; the score 0 to 1."""

    pair: int
    kind: str
    score: float


def match(scores: Scores, scored: tuple[Flags, Flags], shift: Floats) -> list[Match]:
    """The links among the scored pairs, in the order of the left and the right items.

    `scored` tells of the items on each side whether they have points of their own, not just a bonus or deduction.
    A pair's standing is how near it comes to the best that either of its items has. `shift` may favour pairs by a
    little where all else is equal.
    """
    if not len(scores.left):
        return []
    left, right = scores.left, scores.document * len(scored[1]) + scores.right
    sizes = len(scored[0]), (int(scores.document[-1]) + 1) * len(scored[1])
    subject = scores.subject + WORDING_PART * scores.text
    strength = np.where(scores.text >= ALIKE, np.maximum(scores.text, subject), subject)
    standing = np.sqrt(
        np.minimum(strength / _best_of(strength, left, sizes[0], scored[1][scores.right]), 1)
        * np.minimum(strength / _best_of(strength, right, sizes[1], scored[0][left]), 1)
    )
    value = strength * standing
    assigned = _assign(scores, value + shift)
    found = assigned & (scores.text >= SETTLED)
    settled = _among(left, found, sizes[0]), _among(right, found, sizes[1])
    best = strength >= _best(strength, left, sizes[0]), strength >= _best(strength, right, sizes[1])
    free = (~settled[0] | best[1]) & (~settled[1] | best[0]) & ~(settled[0] & settled[1])
    beside = (value >= EXTRA) & (standing >= NEARLY_BEST) & free
    inside = scores.contained >= PART
    holds = found | (assigned & (scores.text >= ALIKE) & inside)
    halved = _among(left, holds, sizes[0]) | _among(right, holds, sizes[1])
    part = beside & halved & inside
    chosen = np.flatnonzero((assigned & (value >= ASSIGNED)) | beside)
    alike = scores.text >= ALIKE
    same = (assigned & (alike | (value >= SAME))) | ((value >= SAME) & (standing >= SAME_EXTRA)) | part
    return [
        Match(pair, "same" if is_same else "related", score)
        for pair, is_same, score in zip(
            chosen.tolist(), same[chosen].tolist(), scores.score[chosen].tolist(), strict=True
        )
    ]


def _among(places: Ints, chosen: Flags, count: int) -> Flags:
    """For each pair whether its item has one of the chosen pairs."""
    marked = np.zeros(count, np.bool_)
    marked[places[chosen]] = True
    return np.asarray(marked[places])


def _best(strength: Floats, places: Ints, count: int) -> Floats:
    """For each pair the greatest strength of any pair of its item."""
    best = np.full(count, 1e-9)
    np.maximum.at(best, places, strength)
    return np.asarray(best[places], dtype=np.float64)


def _best_of(strength: Floats, places: Ints, count: int, scored: Flags) -> Floats:
    """The same, for a partner that is scored only among such partners: a bonus for a duty does not push it out."""
    among_scored = np.where(scored, strength, 0.0)
    return np.where(scored, _best(among_scored, places, count), _best(strength, places, count))


def _assign(scores: Scores, value: Floats) -> Flags:
    """Which pairs belong to their documents' assignments of greatest total value; every item may stay alone."""
    assigned = np.zeros(len(value), np.bool_)
    borders = np.flatnonzero(np.diff(scores.document, prepend=-1, append=-1))
    for first, last in pairwise(borders.tolist()):
        left = scores.left[first:last] - scores.left[first]
        assigned[first:last] = _assignment(left, scores.right[first:last], value[first:last])
    return assigned


def _assignment(left: Ints, right: Ints, value: Floats) -> Flags:
    """The same for the pairs of one document."""
    items, others = int(left[-1]) + 1, int(right.max()) + 1
    alone = np.arange(items)
    worth = sparse.csr_matrix(
        (
            np.concatenate([np.maximum(value, ALONE / 2), np.full(items, ALONE)]),
            (np.concatenate([left, alone]), np.concatenate([right, others + alone])),
        ),
        shape=(items, others + items),
    )
    partners = np.full(items, -1)
    found, partner = min_weight_full_bipartite_matching(worth, maximize=True)
    partners[found] = partner
    return np.asarray(partners[left] == right)
