"""Topics: what an item is about (水, 大气, 安全生产, 党建 …), told by the words of a lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from normalizers.fold import Folded
from normalizers.patterns.grams import Grams, gram
from normalizers.spans import folded
from normalizers.words import load, words

WEIGHTS: Mapping[str, int] = {"requirement": 6, "criteria": 3, "group": 2, "section": 1}
"""What a word counts by the field that it stands in; a field that is not named counts 1."""


class TopicWord(NamedTuple):
    """A word that speaks for a topic: offsets count code points of its field's text as given."""

    word: str
    field: str
    start: int
    end: int


class Topic(NamedTuple):
    """A topic and the words that say so; ``score`` grows with their number, their length and their place."""

    name: str
    score: int
    words: tuple[TopicWord, ...]

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON holds it."""
        return {"name": self.name, "score": self.score, "words": [word._asdict() for word in self.words]}


def read_topics(text: str | Folded) -> list[Topic]:
    """The topics of one text, the strongest first."""
    return rank_topics({"text": text})


def rank_topics(fields: Mapping[str, str | Folded | None]) -> list[Topic]:
    """The topics of an item, the strongest first, those of equal strength in the lexicon's order.

    ``fields`` holds its texts by name (requirement, group, section, criteria …). A word counts once in
    each field, by its length and the field's weight.
    """
    found: dict[str, list[TopicWord]] = defaultdict(list)
    scores: dict[str, int] = defaultdict(int)
    for field, text in fields.items():
        if not text:
            continue
        form, seen, weight = folded(text), set(), WEIGHTS.get(field, 1)
        for at, word, topics in _matches(form):
            spoken = TopicWord(word, field, *form.span(at, at + len(word)))
            for topic in topics:
                found[topic].append(spoken)
                if word not in seen:
                    scores[topic] += len(word) * weight
            seen.add(word)
    order = _order()
    ranked = sorted(found, key=lambda name: (-scores[name], order[name]))
    return [Topic(name, scores[name], tuple(found[name])) for name in ranked]


def _matches(form: Folded) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The words of a text with their topics, from left to right, the longest at each place, none in another."""
    index, dense = _index(), form.dense
    places: list[tuple[int, str]] = []
    pairs, known = _pairs()
    for pair in map(pairs.__getitem__, known & form.grams):
        at = dense.find(pair)
        while at >= 0:
            places.append((at, pair))
            at = dense.find(pair, at + 1)
    last = 0
    for at, pair in sorted(places):
        if at >= last:
            for word, topics in index[pair].items():
                if dense.startswith(word, at):
                    last = at + len(word)
                    yield at, word, topics
                    break


@cache
def _order() -> dict[str, int]:
    """Topic → its place in the lexicon."""
    return {name: at for at, name in enumerate(load("topics"))}


@cache
def _index() -> dict[str, dict[str, tuple[str, ...]]]:
    """First two characters → word → its topics; the longest words first."""
    topics: dict[str, list[str]] = defaultdict(list)
    for topic, entries in load("topics").items():
        for word in words(entries):
            topics[word].append(topic)
    index: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for word in sorted(topics, key=lambda word: (-len(word), word)):
        index[word[:2]][word] = tuple(topics[word])
    return dict(index)


@cache
def _pairs() -> tuple[dict[int, str], Grams]:
    """Gram → the pair that words begin with, and these grams as a set."""
    pairs = {gram(pair): pair for pair in _index()}
    return pairs, frozenset(pairs)
