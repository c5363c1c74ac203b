"""Noun phrases by jieba, for the names of things only: it gets the borders of numbers and amounts wrong."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from normalizers.dictionary import cutter

# Tags of jieba: nouns, verbal and adjectival nouns, abbreviations, attributives, foreign words, idioms.
_NOUNS = ("n", "j", "vn", "an", "b", "l", "eng", "s")
_INNER = ("n", "j", "v", "a", "b", "l", "eng", "s", "m", "q", "x", "i", "k", "h", "f", "ng", "z")
_LEADING = ("v", "m", "q", "f", "z", "d")
_REMEMBERED = 1 << 15


@cache
def _cutter() -> Callable[[str], Any]:
    """jieba's tagger with its own dictionary, silent."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg

    # The tagger that jieba makes when it is imported has read the words' tags already.
    tagger = jieba.posseg.dt
    tagger.tokenizer = cutter()
    return lambda text: tagger.cut(text, HMM=False)


@lru_cache(maxsize=_REMEMBERED)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a short text with their tags, without guessing at words that no dictionary holds."""
    return tuple((token.word, token.flag) for token in _cutter()(text))


def first_verb(text: str) -> int | None:
    """Where the first verb of a text ends, or None where it holds none before a noun phrase that ends it."""
    at = 0
    for word, tag in tagged(text):
        at += len(word)
        if tag.startswith("v") and tag != "vn":
            return at if at < len(text) else None
    return None


def noun_phrase(text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """The range of the last noun phrase in ``text[start:end]``; None where no noun is found.

    The phrase ends with a noun and goes back over nouns, verbs and attributives up to a 的, a preposition, an
    adverb or a punctuation mark; a verb or an adverb that it would begin with is left out.
    """
    part = text[start:end]
    tokens, spans, at = tagged(part), [], 0
    for word, _ in tokens:
        spans.append((at, at + len(word)))
        at += len(word)
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i][1].startswith(_NOUNS)), None)
    if last is None:
        return None
    first = last
    while first and tokens[first - 1][1].startswith(_INNER) and tokens[first - 1][0] not in "，。；：、的":
        first -= 1
    while first < last and tokens[first][1].startswith(_LEADING) and tokens[first][1] not in ("vn", "an"):
        first += 1
    return start + spans[first][0], start + spans[last][1]
