"""What is worked out once for a document, whatever it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.codes import Floats, Sets, code, sets
from pipeline.comparison.lexicon import fold
from pipeline.comparison.records import Document, Item
from pipeline.comparison.terms import Terms, general_weight, terms, theme_of

REST = 0.5
"""What a term of a demand counts that stands behind the clause that names the duty, where one in it counts 1."""

THEME = 0.3
"""What a word counts at most that names the subject of the whole document: 河长制 among the duties of 河长制."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Features:
    """An item's terms, and its two texts as they are compared."""

    terms: Terms
    requirement: str
    criteria: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with the features of each of its items, in the same order, singly and as codes.

    `general` holds what each code of `every` says in general, `heads` marks those that stand in the demand.
    """

    document: Document
    items: tuple[Features, ...]
    every: Sets
    general: Floats
    heads: Floats
    requirement: Sets
    criteria: Sets


def prepare(document: Document) -> Prepared:
    """Work out a document's features."""
    items = tuple(_features(item, document.year) for item in document.items)
    every = sets(item.terms.every for item in items)
    theme = theme_of(document.title)
    weights = {
        code(term): min(general_weight(term), THEME) if term in theme else general_weight(term)
        for item in items
        for term in item.terms.every
    }
    return Prepared(
        document,
        items,
        every,
        np.array([weights[one] for one in every.codes.tolist()]),
        _heads(items, every),
        sets(bigrams(item.requirement) for item in items),
        sets(bigrams(item.criteria) for item in items),
    )


def comparable(text: str, year: int | None) -> str:
    """A text as it is compared: folded, its years counted from the document's own (this year is ⟨0⟩)."""
    folded = fold(text)
    return folded if year is None else _YEAR.sub(lambda match: f"⟨{int(match[0]) - year}⟩", folded)


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text; of one character, that one."""
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))} if text else set()


def _heads(items: Sequence[Features], every: Sets) -> Floats:
    marks = []
    for at, item in enumerate(items):
        marked = dict.fromkeys(map(code, item.terms.head), REST) | dict.fromkeys(
            map(code, item.terms.lead), 1.0
        )
        marks += [
            marked.get(one, 0.0) for one in every.codes[every.starts[at] : every.starts[at + 1]].tolist()
        ]
    return np.array(marks, dtype=np.float64)


def _features(item: Item, year: int | None) -> Features:
    return Features(terms(item), comparable(_without_number(item), year), comparable(item.criteria, year))


def _without_number(item: Item) -> str:
    """The requirement (the group's label where there is none) without the number in front of it."""
    text = item.requirement or item.group
    return text[len(item.number) :].lstrip(" .．、") if item.number and text.startswith(item.number) else text
