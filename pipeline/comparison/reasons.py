"""Why two items are linked, in words."""

from __future__ import annotations

import numpy as np

from pipeline.comparison.features import Prepared
from pipeline.comparison.lexicon import fold
from pipeline.comparison.scores import Scores

WORDS_SHOWN = 6
TOLD = 0.6
"""Weight from which a shared word is worth telling."""


def reasons(left: Prepared, right: Prepared, row: int, column: int, scores: Scores) -> str:
    """What the items at these places share: wording, topics, indicators, named documents, key words, departments."""
    a, b = left.items[row], right.items[column]
    parts = []
    if a.wording == b.wording:
        parts.append("文字相同")
    for name, both in (
        ("主题", [topic for topic, _ in a.topics if topic in dict(b.topics)]),
        ("指标", _shared(a.indicators, b.indicators)),
        ("引用文件", _shared(a.references, b.references)),
        ("词语", _words(scores, row, column)),
        ("责任单位", [unit for unit in a.departments if unit in b.departments]),
    ):
        if both:
            parts.append(f"{name}：{'、'.join(both)}")
    return "；".join(parts) or "文字相近"


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    names = {fold(name) for name in theirs}
    return [name for name in mine if fold(name) in names]


def _words(scores: Scores, row: int, column: int) -> list[str]:
    """The weightiest shared words; a word that stands inside one told already is left out."""
    one, other = scores.terms
    both = np.intersect1d(one.of(row), other.of(column), assume_unique=True)
    telling = both[scores.weights[both] >= TOLD].tolist()
    weights = {scores.words[at]: float(scores.weights[at]) for at in telling if scores.words[at]}
    told: list[str] = []
    for term in sorted(weights, key=lambda term: (-weights[term], -len(term), term)):
        if len(told) == WORDS_SHOWN:
            break
        if not any(term in word for word in told):
            told = [word for word in told if word not in term]
            told.append(term)
    return told
