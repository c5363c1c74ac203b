"""The terms by which items are recognised: jieba's words, their parts and their neighbours."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import Any

from pipeline.comparison.lexicon import aspects, common, fold
from pipeline.comparison.records import Item

JOINT = "+"
"""Stands between the two words of a term that is a pair of neighbours."""

ASPECT = "="
"""Stands before a term that is an aspect: what is done, in whatever words."""

HEAD_LENGTH = 40
"""Characters at the beginning of the criteria that stand for the requirement where a table has none."""

PAIR, COMMON_PAIR, COMMON_WORD, COMMON_BESIDE = 0.5, 0.25, 0.3, 0.6
"""What a pair of neighbours counts beside a word; what common words count; a pair of which one is common."""

ASPECT_WEIGHT = 0.9
"""What an aspect counts."""

RAREST = 12.0
"""Natural logarithm of one in so many words, beyond which general rareness counts no more (1 in 160,000)."""

UNKNOWN = 0.8
"""General rareness of a word that jieba's dictionary does not count, of 1."""

_REMEMBERED = 1 << 11
"""Texts whose terms are kept: from year to year most stay the same."""

_REMEMBERED_RUNS = 1 << 14
"""Runs between signs whose terms are kept: they come again more often than whole texts."""

_REMEMBERED_WORDS = 1 << 15
"""Words, and pairs of them, of which something is kept: new pairs come with every document, without end."""

_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
"""What jieba cuts by itself: no word goes over a sign that is not among these, and no two are neighbours over it."""

_CLAUSE = re.compile(r"[，。；：,;:\n]")
_WORD = re.compile(r"(?:[\u4e00-\u9fff]|[a-z])[\u4e00-\u9fffa-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of an item: of the clause that names its duty (`lead`), of all that it demands (`head`), and all."""

    lead: frozenset[str]
    head: frozenset[str]
    every: frozenset[str]


def terms(item: Item) -> Terms:
    """The terms of an item's requirement (where there is none, of the criteria's beginning) and criteria."""
    demand = item.requirement or item.group or item.criteria[:HEAD_LENGTH]
    head = _terms(demand)
    return Terms(_lead(demand) & head, head, head | _terms(item.criteria))


def _lead(demand: str) -> frozenset[str]:
    """The terms of a demand up to the end of the first clause that names a subject."""
    found: frozenset[str] = frozenset()
    for clause in _CLAUSE.split(demand):
        found |= _terms(clause)
        if any(JOINT not in term and term[0] != ASPECT and term not in common() for term in found):
            break
    return found


def theme_of(title: str) -> frozenset[str]:
    """The terms of a document's title: what all its items are about."""
    return _terms(title)


@lru_cache(maxsize=_REMEMBERED)
def _terms(text: str) -> frozenset[str]:
    folded = fold(text)
    found = frozenset[str]().union(*map(_of_run, _RUN.findall(folded)))
    return found | {intern(f"{ASPECT}{name}") for name in aspects(folded)}


@lru_cache(maxsize=_REMEMBERED_RUNS)
def _of_run(run: str) -> frozenset[str]:
    return frozenset(map(intern, _each(run)))


def _each(run: str) -> Iterator[str]:
    before = None
    for word in _cutter().cut(run, HMM=False):
        if len(word) < 2 or not _WORD.fullmatch(word):
            before = None
            continue
        yield word
        yield from _parts(word)
        if before:
            yield f"{before}{JOINT}{word}"
        before = word


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _parts(word: str) -> tuple[str, ...]:
    """Words that a word begins or ends with: 宣传教育 → 宣传, 教育; of three characters the first two."""
    known = _cutter().FREQ
    if len(word) == 3:
        return (word[:2],) if known.get(word[:2]) else ()
    parts = (part for at in range(2, len(word) - 1) for part in (word[:at], word[at:]))
    return tuple(dict.fromkeys(part for part in parts if known.get(part)))


@lru_cache(maxsize=_REMEMBERED_WORDS)
def general_weight(term: str) -> float:
    """What a term says of a subject by itself, 0 to 1.3: rare words much, words of administration little."""
    if term[0] == ASPECT:
        return ASPECT_WEIGHT
    if JOINT in term:
        one, other = (word in common() for word in term.split(JOINT))
        return COMMON_PAIR if one and other else PAIR * (COMMON_BESIDE if one or other else 1)
    if term in common():
        return COMMON_WORD
    if term in subjects():
        return 1.0
    count = _cutter().FREQ.get(term)
    rareness = math.log(_cutter().total / count) / RAREST if count else UNKNOWN
    return 0.8 * min(rareness, 1.0)


@cache
def subjects() -> frozenset[str]:
    """The words that speak for a topic."""
    from normalizers.words import load, words

    return frozenset(fold(word) for entries in load("topics").values() for word in words(entries))


@cache
def _cutter() -> Any:
    """jieba with its own dictionary and the words of the topics, silent."""
    from normalizers.dictionary import new_cutter

    cutter = new_cutter()
    for word in sorted(subjects()):
        if not cutter.FREQ.get(word):
            cutter.add_word(word)
    return cutter
