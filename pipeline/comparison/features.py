"""What is worked out once for a document, whatever it is compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.comparison.lexicon import fold
from pipeline.comparison.records import Document, Item
from pipeline.comparison.terms import Terms, terms

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Features:
    """An item's terms, its topics with their strength, and the bigrams of its two texts."""

    terms: Terms
    topics: Mapping[str, float]
    requirement: frozenset[str]
    criteria: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with the features of each of its items, in the same order."""

    document: Document
    items: tuple[Features, ...]


def prepare(document: Document) -> Prepared:
    """Work out a document's features."""
    return Prepared(document, tuple(_features(item, document.year) for item in document.items))


def comparable(text: str, year: int | None) -> str:
    """A text as it is compared: folded, its years counted from the document's own (this year is ⟨0⟩)."""
    folded = fold(text)
    return folded if year is None else _YEAR.sub(lambda match: f"⟨{int(match[0]) - year}⟩", folded)


def _features(item: Item, year: int | None) -> Features:
    return Features(
        terms=terms(item),
        topics=dict(item.topics),
        requirement=_bigrams(comparable(_without_number(item), year)),
        criteria=_bigrams(comparable(item.criteria, year)),
    )


def _without_number(item: Item) -> str:
    """The requirement (the group's label where there is none) without the number in front of it."""
    text = item.requirement or item.group
    return text[len(item.number) :].lstrip(" .．、") if item.number and text.startswith(item.number) else text


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(len(text) - 1, 1))) if text else frozenset()
