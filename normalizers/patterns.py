"""Patterns made fast: where a pattern begins with optional parts, its possible first characters are put in front.

``(?:均|一律)?(?:本项)?不得分`` makes the engine try every optional part at every character of a text; with
``(?=[一不均本])`` in front it is done with most of them at once.  The characters are derived from the pattern itself,
so that a word added to a lexicon needs no second entry.
"""

from __future__ import annotations

import re
from re import _constants as _op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from normalizers.words import any_of, words


class Hints:
    """Words, parted by white space, without which a text need not be searched for a pattern.

    ``first`` are their first characters: a text that holds none of these holds none of the words.
    """

    __slots__ = ("_search", "first")

    def __init__(self, hints: str) -> None:
        listed = words(hints)
        self.first = frozenset(word[0] for word in listed)
        self._search = None if all(len(word) == 1 for word in listed) else re.compile(any_of(listed)).search

    def absent(self, text: str) -> bool:
        """Whether a text that holds some of the first characters holds none of the words."""
        return self._search is not None and self._search(text) is None


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled for searching; it matches what ``re.compile(pattern)`` matches."""
    tree = _parser.parse(pattern)
    if _known_to_engine(tree):
        return re.compile(pattern)
    first, may_be_empty = _first(tree)
    if first is None or may_be_empty:
        return re.compile(pattern)
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{pattern})")


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


_Class = frozenset[str] | None
"""The members of a character class as a pattern writes them; None for any character."""


def _first(tree: Any) -> tuple[_Class, bool]:
    """With which characters a match can begin, and whether it can be empty."""
    found: set[str] = set()
    for operation, argument in tree:
        characters, may_be_empty = _first_of(operation, argument)
        if characters is None:
            return None, False
        found |= characters
        if not may_be_empty:
            return frozenset(found), False
    return frozenset(found), True


def _first_of(operation: Any, argument: Any) -> tuple[_Class, bool]:
    if operation in (_op.ASSERT, _op.ASSERT_NOT, _op.AT):
        return frozenset(), True
    if operation is _op.LITERAL:
        return frozenset({re.escape(chr(argument))}), False
    if operation is _op.IN:
        return _members(argument), False
    if operation is _op.SUBPATTERN:
        return _first(argument[-1])
    if operation in (_op.MAX_REPEAT, _op.MIN_REPEAT):
        characters, may_be_empty = _first(argument[-1])
        return characters, may_be_empty or argument[0] == 0
    if operation is _op.BRANCH:
        branches = [_first(branch) for branch in argument[1]]
        known = [characters for characters, _ in branches if characters is not None]
        whole = frozenset().union(*known) if len(known) == len(branches) else None
        return whole, any(may_be_empty for _, may_be_empty in branches)
    return None, False


def _members(items: Any) -> _Class:
    found = set()
    for operation, argument in items:
        if operation is _op.LITERAL:
            found.add(re.escape(chr(argument)))
        elif operation is _op.RANGE:
            found.add("-".join(re.escape(chr(end)) for end in argument))
        elif operation is _op.CATEGORY and argument is _op.CATEGORY_DIGIT:
            found.add(r"\d")
        else:
            return None
    return frozenset(found)
