"""What is worked out once for a document, whatever it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.codes import Floats, Ints, Sets, bigram_codes, code, sets
from pipeline.comparison.lexicon import common, fold
from pipeline.comparison.records import Document, Item
from pipeline.comparison.terms import ASPECT, JOINT, Terms, general_weight, terms, theme_of

REST = 0.5
"""What a term of a demand counts that stands behind the clause that names the duty, where one in it counts 1."""

THEME = 0.3
"""What a word counts at most that names the subject of the whole document: 河长制 among the duties of 河长制."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What links look at in an item beside its words.

    `topics` are names with their strength; `wording` is one code for the demand and the scoring text.
    """

    id: str
    position: int
    number: str
    points: str
    kind: str
    topics: tuple[tuple[str, float], ...]
    indicators: tuple[str, ...]
    references: tuple[str, ...]
    departments: tuple[str, ...]
    wording: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document's items, in their order, in the form in which they are compared.

    `every` are the codes of their terms; `general` is what each of these says in general, `words` the words that
    are worth telling (empty for other terms). `heads` tells of each entry of `every` how it stands in the demand.
    `requirement` and `criteria` are the codes of the wordings, `texts` one code for each whole scoring text.
    """

    items: tuple[Facts, ...]
    every: Sets
    general: Floats
    words: tuple[str, ...]
    heads: Floats
    requirement: Sets
    criteria: Sets
    texts: Ints


def prepare(document: Document) -> Prepared:
    """Work out a document's features."""
    found = [terms(item) for item in document.items]
    names = {code(term): term for item in found for term in item.every}
    every = sets([code(term) for term in item.every] for item in found)
    theme = theme_of(document.title)
    ordered = [names[one] for one in every.codes.tolist()]
    criteria = [comparable(item.criteria, document.year) for item in document.items]
    demands = [comparable(_without_number(item), document.year) for item in document.items]
    return Prepared(
        tuple(map(_facts, document.items, demands, criteria)),
        every,
        np.array(
            [min(general_weight(t), THEME) if t in theme else general_weight(t) for t in ordered], np.float64
        ),
        tuple(term if _is_telling(term) else "" for term in ordered),
        _heads(found, every),
        sets(map(bigram_codes, demands)),
        sets(map(bigram_codes, criteria)),
        np.array([code(text) for text in criteria], dtype=np.int64),
    )


def comparable(text: str, year: int | None) -> str:
    """A text as it is compared: folded, its years counted from the document's own (this year is ⟨0⟩)."""
    folded = fold(text)
    return folded if year is None else _YEAR.sub(lambda match: f"⟨{int(match[0]) - year}⟩", folded)


def _facts(item: Item, demand: str, criteria: str) -> Facts:
    return Facts(
        item.id, item.position, item.number, str(item.points), item.kind, item.topics, item.indicators,
        item.references, tuple(item.departments or ()), code(f"{demand}\n{criteria}"),
    )  # fmt: skip


def _is_telling(term: str) -> bool:
    return JOINT not in term and term[0] != ASPECT and term not in common()


def _heads(items: Sequence[Terms], every: Sets) -> Floats:
    codes = every.codes[every.places].tolist()
    marks: list[float] = []
    for item, first, last in zip(items, every.starts[:-1].tolist(), every.starts[1:].tolist(), strict=True):
        marked = dict.fromkeys(map(code, item.head), REST) | dict.fromkeys(map(code, item.lead), 1.0)
        marks += [marked.get(one, 0.0) for one in codes[first:last]]
    return np.array(marks, dtype=np.float64)


def _without_number(item: Item) -> str:
    """The requirement (the group's label where there is none) without the number in front of it."""
    text = item.requirement or item.group
    return text[len(item.number) :].lstrip(" .．、") if item.number and text.startswith(item.number) else text
