"""Which rule of one side is which of the other, by their words and what they do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.comparison.features import comparable

Record = dict[str, Any]

_NUMBERS = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+")
_MARKS = re.compile(r"[^\w%⟨⟩]+")

_REMEMBERED = 1 << 12
"""Texts that are remembered: what is compared is looked at from several sides, and much comes again."""

CONDITION_PART, QUOTE_PART = 0.5, 0.3
"""What the likeness of the conditions and of the quotes counts; what the rules do counts the rest."""

INDICATOR, EFFECT, BASIS = 0.08, 0.08, 0.04

ENOUGH = 0.42
"""From which on two rules are the same."""

ONLY = 0.25
"""The same, where each side has only one rule of that effect."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rules that are the same, and those that only one side has."""

    both: list[tuple[Record, Record]]
    left: list[Record]
    right: list[Record]


def align(left: Sequence[Record], right: Sequence[Record], years: tuple[int | None, int | None]) -> Pairs:
    """Pair the rules of two sides so that they are most alike in all; `years` are those of the two documents."""
    if not left or not right:
        return Pairs([], list(left), list(right))
    one = [_Words(rule, years[0]) for rule in left]
    other = [_Words(rule, years[1]) for rule in right]
    likeness = np.array([[_likeness(a, b) for b in other] for a in one])
    # Of equals the nearer in the order of the texts.
    order = np.abs(np.arange(len(left))[:, None] / len(left) - np.arange(len(right))[None] / len(right))
    rows, columns = linear_sum_assignment(likeness - 1e-3 * order, maximize=True)
    both = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        enough = ONLY if _only(left[row], left) and _only(right[column], right) else ENOUGH
        if likeness[row, column] >= enough:
            both.append((left[row], right[column]))
    paired = {id(rule) for pair in both for rule in pair}
    return Pairs(
        both, [rule for rule in left if id(rule) not in paired], [r for r in right if id(r) not in paired]
    )


@lru_cache(maxsize=_REMEMBERED)
def wording(text: str, year: int | None, numbers: bool = True) -> str:
    """A text's words alone: no marks, years counted from the document's own; without its numbers, if so wanted."""
    folded = comparable(text, year)
    return _MARKS.sub("", folded if numbers else _NUMBERS.sub("#", folded))


def differ(before: str, after: str, years: tuple[int | None, int | None], numbers: bool = True) -> bool:
    """Whether two wordings differ, as they stand and with their years counted from the documents' own."""
    return wording(before, years[0], numbers) != wording(after, years[1], numbers) and (
        wording(before, None, numbers) != wording(after, None, numbers)
    )


@lru_cache(maxsize=_REMEMBERED)
def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters; of one character, that one."""
    return frozenset(text[at : at + 2] for at in range(max(len(text) - 1, 1)))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two sets are, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


class _Words:
    def __init__(self, rule: Record, year: int | None) -> None:
        self.rule = rule
        self.condition = bigrams(wording(rule["condition"], year, numbers=False))
        self.quote = bigrams(wording(rule["quote"], year))


def _likeness(one: _Words, other: _Words) -> float:
    a, b = one.rule, other.rule
    likeness: float = CONDITION_PART * dice(one.condition, other.condition)
    likeness += QUOTE_PART * dice(one.quote, other.quote)
    likeness += INDICATOR * bool(a.get("indicator") and a.get("indicator") == b.get("indicator"))
    likeness += EFFECT * bool(a["effect"] == b["effect"]) + BASIS * bool(a["basis"] == b["basis"])
    return likeness


def _only(rule: Record, rules: Sequence[Record]) -> bool:
    return [other["effect"] for other in rules].count(rule["effect"]) == 1
