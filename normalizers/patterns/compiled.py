"""Patterns made fast: where a pattern begins with optional parts, its possible first characters are put in front.

``(?:均|一律)?(?:本项)?不得分`` makes the engine try every optional part at every character of a text; with
``(?=[一不均本])`` in front it is done with most of them at once.  The characters are derived from the pattern itself,
so that a word added to a lexicon needs no second entry.  ``Guarded`` and ``Sieve`` do not even search a text that
lacks the signs of a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import methodcaller
from re import _constants as _op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from normalizers.patterns.edges import DIGITS, edge
from normalizers.patterns.grams import Grams
from normalizers.patterns.signs import sets_of_signs

_START = methodcaller("start")


class Guarded:
    """A pattern that is searched for only in texts that hold its signs (see ``signs``)."""

    __slots__ = ("_sets", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = compiled(pattern)
        self._sets = sets_of_signs(pattern)

    def absent(self, grams: Grams) -> bool:
        """Whether a text with these ``grams`` (see ``Folded``) is sure to hold no match."""
        for signs in self._sets:  # noqa: SIM110 - any() would make a generator for each of very many calls
            if signs.isdisjoint(grams):
                return True
        return False

    def finditer(self, text: str, grams: Grams) -> Iterable[re.Match[str]]:
        """The matches in ``text``, which has these ``grams``."""
        return () if self.absent(grams) else self.pattern.finditer(text)


class Sieve:
    """Many patterns at once: which of them are worth searching a text for.

    Each entry is one pattern, or several that are tried together as ``a|b|c`` would be.
    """

    __slots__ = ("_entry", "_patterns", "_sets", "_signs", "_with_sign")

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        listed = [(entry, pattern) for entry, patterns in enumerate(entries) for pattern in patterns]
        self._entry = [entry for entry, _ in listed]
        self._patterns = [compiled(pattern) for _, pattern in listed]
        sets = [sets_of_signs(pattern) for _, pattern in listed]
        self._sets = [more for _, *more in sets]
        # The first set of each pattern is looked up for all patterns together, the others one by one.
        self._with_sign: dict[int, list[int]] = {}
        for number, (first, *_) in enumerate(sets):
            for sign in first:
                self._with_sign.setdefault(sign, []).append(number)
        self._signs = frozenset(self._with_sign)

    def sift(self, grams: Grams) -> dict[int, list[re.Pattern[str]]]:
        """Entry → those of its patterns that a text with these ``grams`` (see ``Folded``) may match, in order."""
        present = self._signs & grams
        if not present:
            return {}
        numbers = set().union(*map(self._with_sign.__getitem__, present))
        found: dict[int, list[re.Pattern[str]]] = {}
        for number in sorted(numbers):
            for signs in self._sets[number]:
                if signs.isdisjoint(grams):
                    break
            else:
                found.setdefault(self._entry[number], []).append(self._patterns[number])
        return found


def matches(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of several patterns from left to right, none over another, of two at one place the first.

    No match may be empty.
    """
    if len(patterns) == 1:
        return patterns[0].finditer(text)
    return _merged(patterns, text)


def _merged(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    nearest = [(match, pattern) for pattern in patterns if (match := pattern.search(text))]
    while nearest:
        first = min((match for match, _ in nearest), key=_START)
        yield first
        at = first.end()
        nearest = [
            (behind, pattern)
            for match, pattern in nearest
            if (behind := match if match.start() >= at else pattern.search(text, at))
        ]


class Ending:
    """A pattern for what stands right before a place; what the match ends with is looked at first."""

    __slots__ = ("_last", "_search")

    def __init__(self, pattern: str) -> None:
        last, may_be_empty = edge(_parser.parse(pattern), first=False)
        self._last = None if may_be_empty else last
        self._search = re.compile(f"(?:{pattern})$").search

    def before(self, text: str, at: int, reach: int) -> re.Match[str] | None:
        """The longest match that ends at ``at`` and begins within ``reach`` characters before it."""
        if self._last is not None and text[at - 1 : at] not in self._last:
            return None
        return self._search(text, max(0, at - reach), at)


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled for searching; it matches what ``re.compile(pattern)`` matches."""
    tree = _parser.parse(pattern)
    if _known_to_engine(tree):
        return re.compile(pattern)
    first, may_be_empty = edge(tree, first=True)
    if first is None or may_be_empty:
        return re.compile(pattern)
    members = [r"\d", *map(re.escape, first - DIGITS)] if first >= DIGITS else map(re.escape, first)
    return re.compile(f"(?=[{''.join(sorted(members))}])(?:{pattern})")


def _known_to_engine(tree: Any) -> bool:
    """Whether the engine itself scans for the first character: a literal, a class, or a choice between literals."""
    if not len(tree):
        return True
    operation, argument = tree[0]
    if operation is _op.SUBPATTERN:
        return _known_to_engine(argument[-1])
    if operation is _op.BRANCH:
        return all(len(branch) and branch[0][0] is _op.LITERAL for branch in argument[1])
    return operation in (_op.LITERAL, _op.IN)
