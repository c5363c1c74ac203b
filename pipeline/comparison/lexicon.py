"""The general words of a comparison: names for the same thing, and words that every field shares."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from normalizers.words import parsed

_BLANK = re.compile(r"\s+")
_REMEMBERED = 1 << 13


@cache
def _lexicon() -> Any:
    return parsed(files(__package__) / "words.yaml")


@cache
def common() -> frozenset[str]:
    """Words of administration that say nothing of an item's subject."""
    return frozenset(_lexicon()["common"].split())


@cache
def _aspects() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {fold(word): name for name, words in _lexicon()["aspects"].items() for word in words.split()}
    longest = sorted(names, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), names


def aspects(folded: str) -> set[str]:
    """What is done, by a folded text: 宣传, 应急处置 …"""
    pattern, names = _aspects()
    return {names[word] for word in pattern.findall(folded)}


@cache
def _alike() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = _lexicon()["alike"]
    # A full name stands in the pattern too, so that an abbreviation inside it is left alone.
    longest = sorted({*names, *names.values()}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest))), names


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """A text as it is compared: half width, small letters, no white space, one name for one thing."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", text).lower())
    pattern, names = _alike()
    return pattern.sub(lambda match: names.get(match[0], match[0]), plain)
