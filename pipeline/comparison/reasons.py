"""Why two items are linked, in words."""

from __future__ import annotations

from pipeline.comparison.features import Prepared
from pipeline.comparison.lexicon import common, fold
from pipeline.comparison.scores import Scores
from pipeline.comparison.terms import ASPECT, JOINT

WORDS_SHOWN = 6
TOLD = 0.6
"""Weight from which a shared word is worth telling."""


def reasons(left: Prepared, right: Prepared, row: int, column: int, scores: Scores) -> str:
    """What the items at these places share: wording, topics, indicators, named documents, key words, departments."""
    a, b = left.document.items[row], right.document.items[column]
    mine, theirs = left.items[row], right.items[column]
    parts = []
    if mine.criteria == theirs.criteria and mine.requirement == theirs.requirement:
        parts.append("文字相同")
    for name, shared in (
        ("主题", [topic for topic, _ in a.topics if topic in dict(b.topics)]),
        ("指标", _shared(a.indicators, b.indicators)),
        ("引用文件", _shared(a.references, b.references)),
        ("词语", _words(mine.terms.every & theirs.terms.every, scores)),
        ("责任单位", [unit for unit in a.departments or () if unit in (b.departments or ())]),
    ):
        if shared:
            parts.append(f"{name}：{'、'.join(shared)}")
    return "；".join(parts) or "文字相近"


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    names = {fold(name) for name in theirs}
    return [name for name in mine if fold(name) in names]


def _words(shared: frozenset[str], scores: Scores) -> list[str]:
    """The weightiest shared words; a word that stands inside one told already is left out."""
    told: list[str] = []
    weights = {
        term: scores.weight(term)
        for term in shared
        if JOINT not in term and term[0] != ASPECT and term not in common()
    }
    for term in sorted(weights, key=lambda term: (-weights[term], -len(term), term)):
        if weights[term] < TOLD or len(told) == WORDS_SHOWN:
            break
        if not any(term in word for word in told):
            told = [word for word in told if word not in term]
            told.append(term)
    return told
