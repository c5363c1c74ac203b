"""Why two items are linked, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.comparison.features import Facts, Prepared
from pipeline.comparison.lexicon import fold
from pipeline.comparison.scores import Scores

WORDS_SHOWN = 6
TOLD = 0.6
"""Weight from which a shared word is worth telling."""


def reasons(one: Facts, other: Facts, words: Sequence[str]) -> str:
    """What two items share: wording, topics, indicators, named documents, key words (as given), departments."""
    parts = []
    if one.wording == other.wording:
        parts.append("文字相同")
    topics = {topic for topic, _ in other.topics}
    for name, both in (
        ("主题", [topic for topic, _ in one.topics if topic in topics]),
        ("指标", _shared(one.indicators, other.indicators)),
        ("引用文件", _shared(one.references, other.references)),
        ("词语", words),
        ("责任单位", [unit for unit in one.departments if unit in other.departments]),
    ):
        if both:
            parts.append(f"{name}：{'、'.join(both)}")
    return "；".join(parts) or "文字相近"


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    if not mine or not theirs:
        return []
    names = {fold(name) for name in theirs}
    return [name for name in mine if fold(name) in names]


class SharedWords:
    """The weightiest words that items of earlier documents share with those of a later one."""

    def __init__(self, scores: Scores, right: Prepared) -> None:
        terms, self._words = scores.terms, right.words
        columns = terms.seen[terms.places]
        weights = scores.weights[terms.places]
        # Longer words stand before shorter ones of the same weight.
        ordered = sorted(
            (at for at, word in enumerate(self._words) if word),
            key=lambda at: (-len(self._words[at]), self._words[at]),
        )
        rank = np.full(len(self._words) + 1, -1)
        rank[ordered] = np.arange(len(ordered))
        told = np.flatnonzero((weights >= TOLD) & (rank[columns] >= 0))
        rows = terms.rows[told]
        order = np.lexsort((rank[columns[told]], -weights[told], rows))
        self._columns = columns[told][order].tolist()
        self._starts = np.searchsorted(rows, np.arange(len(terms.sizes) + 1)).tolist()
        places, starts = right.every.places.tolist(), right.every.starts.tolist()
        self._theirs = [frozenset(places[first:last]) for first, last in pairwise(starts)]

    def of(self, left: int, right: int) -> list[str]:
        """Those of two items; a word that stands inside one told already is left out."""
        theirs = self._theirs[right]
        told: list[str] = []
        for column in self._columns[self._starts[left] : self._starts[left + 1]]:
            if column in theirs:
                if len(told) == WORDS_SHOWN:
                    break
                term = self._words[column]
                if not any(term in word for word in told):
                    told = [word for word in told if word not in term]
                    told.append(term)
        return told
