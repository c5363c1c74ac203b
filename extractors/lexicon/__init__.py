"""The words by which tables are understood, kept as data beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from extractors.texts import heading_key

FIELDS = (
    "label",
    "criteria",
    "points",
    "bonus_points",
    "evidence",
    "departments",
    "assessors",
    "number",
    "other",
)
# A word inside a longer heading says less than the whole heading or its ending.
WHOLE, ENDING, INSIDE = 1.0, 0.8, 0.5
LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: the field, and how surely (0 to 1)."""

    field: str
    weight: float


@cache
def load(name: str) -> dict[str, list[str]]:
    """A word file of this folder as lists of words by their head."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf8")
    data: dict[str, Any] = yaml.safe_load(text)
    return {head: [str(word) for word in words] for head, words in data.items()}


@cache
def _headings() -> dict[str, str]:
    return {heading_key(word): head for head, words in load("headings").items() for word in words}


@lru_cache(maxsize=4096)
def meaning(heading: str) -> Meaning | None:
    """The field that a heading names, or None where the lexicon does not know it.

    Whole heading before ending before inside; among these the longest word. ``考核内容及评分标准`` ends
    with a word for criteria and is criteria.
    """
    key = heading_key(heading)
    if not key or len(key) > LONGEST_HEADING:
        return None
    words = _headings()
    if key in words:
        return Meaning(words[key], WHOLE)
    best: tuple[float, int, str] | None = None
    for word, head in words.items():
        if len(word) < 2 or word not in key:
            continue
        found = (ENDING if key.endswith(word) else INSIDE, len(word), head)
        if best is None or found[:2] > best[:2]:
            best = found
    return Meaning(best[2], best[0]) if best else None


@cache
def words(head: str) -> frozenset[str]:
    """The words of one head of ``words.yaml``."""
    return frozenset(load("words")[head])
