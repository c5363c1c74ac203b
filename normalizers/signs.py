r"""Signs: characters and pairs of which a text must hold at least one for a pattern to match anything in it.

They are derived from the pattern itself, so that a word added to a lexicon needs no second entry; a reader asks
``form.grams.isdisjoint(SIGNS)`` and need not search most texts at all. ``\d`` is read as the ten digits of folded text.
A pattern may have several sets of signs; a text in which it matches holds some of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _constants as _op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

COMMON = 40
"""How many pairs of Chinese characters are as likely to stand in a text as one character is, or two digits."""
LARGEST_CLASS = 40
"""Larger character classes say too little to be a sign."""
MOST_SETS = 6
"""How many sets of signs are kept of one pattern."""
_FREQUENT = frozenset("分扣得加减计记评不未的一次项每个其本该考核工作完成按时要求")
"""Characters that such texts are full of: pairs of them tell less."""

_Grams = frozenset[str] | None
"""Characters and pairs; None where anything may stand."""


def signs(*patterns: str) -> frozenset[str]:
    """What a text must hold one of for one of the patterns to match; raises ValueError where nothing is certain."""
    return frozenset().union(*(sets_of_signs(pattern)[0] for pattern in patterns))


def sets_of_signs(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of each of which a text must hold one for the pattern to match, the most telling first.

    Raises ValueError where nothing is certain.
    """
    needed = _needed(_parser.parse(pattern), None, None)
    if not needed:
        raise ValueError(f"no sign is certain in {pattern!r}")
    return tuple(needed)


def _weight(grams: Iterable[str]) -> int:
    return sum(
        COMMON if len(gram) == 1 or gram.isdigit() else 10 if _FREQUENT.issuperset(gram) else 1
        for gram in grams
    )


def _needed(sequence: Sequence[Any], before: _Grams, after: _Grams) -> list[frozenset[str]]:
    """The lightest sets of the parts that must match, between the characters that may stand before and after."""
    found: dict[frozenset[str], None] = {}
    for (operation, argument), previous in zip(
        reversed(sequence), reversed(_preceding(sequence, before)), strict=True
    ):
        found.update(dict.fromkeys(_needed_by(operation, argument, previous, after)))
        after = _next(after, *_end_of(operation, argument, first=True))
    telling: list[frozenset[str]] = []
    for candidate in sorted(found, key=_weight):
        if not any(_says_all_of(one, candidate) for one in telling):
            telling.append(candidate)
    return telling[:MOST_SETS]


def _says_all_of(known: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a text that holds one of ``known`` is sure to hold one of ``other``: 得分 says all of 分."""
    return all(not other.isdisjoint({gram, *gram}) for gram in known)


def _preceding(sequence: Sequence[Any], before: _Grams) -> list[_Grams]:
    """For each part of a sequence, the characters that may stand right before it."""
    found = []
    for operation, argument in sequence:
        found.append(before)
        before = _next(before, *_end_of(operation, argument, first=False))
    return found


def _next(beside: _Grams, characters: _Grams, may_be_empty: bool) -> _Grams:
    """What stands at a place: the characters at the end of a part and, where it may be empty, those beside it."""
    if not may_be_empty:
        return characters
    return None if characters is None or beside is None else characters | beside


def _needed_by(operation: Any, argument: Any, before: _Grams, after: _Grams) -> list[frozenset[str]]:
    if operation in (_op.LITERAL, _op.IN):
        own = _characters(operation, argument)
        if own is None or _holds_space(own):
            return []
        choices = [own]
        if after is not None and not _holds_space(after):
            choices.append(frozenset(one + other for one in own for other in after))
        if before is not None and not _holds_space(before):
            choices.append(frozenset(one + other for one in before for other in own))
        return [min(choices, key=_weight)]
    if operation is _op.SUBPATTERN:
        return _needed(argument[-1], before, after)
    if operation is _op.BRANCH:
        return _needed_by_any([_needed(branch, before, after) for branch in argument[1]])
    if operation in (_op.MAX_REPEAT, _op.MIN_REPEAT) and argument[0] > 0:
        return _needed(argument[-1], None, None) if argument[1] > 1 else _needed(argument[-1], before, after)
    if operation is _op.ASSERT:
        return _needed(argument[1], None, None)
    return []


def _holds_space(characters: frozenset[str]) -> bool:
    return any(map(str.isspace, characters))


def _needed_by_any(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Sets for a choice: of every branch one set, the lightest of all together first."""
    if not all(branches):
        return []
    most = max(map(len, branches))
    return [frozenset().union(*(sets[min(at, len(sets) - 1)] for sets in branches)) for at in range(most)]


def _all(parts: Iterable[_Grams]) -> _Grams:
    """The union; None where a part is unknown."""
    found: set[str] = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return frozenset(found)


def _end(sequence: Sequence[Any], *, first: bool) -> tuple[_Grams, bool]:
    """With which characters a match of the sequence can begin or, unless ``first``, end; whether it can be empty."""
    found: set[str] = set()
    for operation, argument in sequence if first else reversed(sequence):
        characters, may_be_empty = _end_of(operation, argument, first=first)
        if characters is None:
            return None, may_be_empty
        found |= characters
        if not may_be_empty:
            return frozenset(found), False
    return frozenset(found), True


def _end_of(operation: Any, argument: Any, *, first: bool) -> tuple[_Grams, bool]:
    if operation in (_op.ASSERT, _op.ASSERT_NOT, _op.AT):
        return frozenset(), True
    if operation in (_op.LITERAL, _op.IN):
        return _characters(operation, argument), False
    if operation is _op.SUBPATTERN:
        return _end(argument[-1], first=first)
    if operation in (_op.MAX_REPEAT, _op.MIN_REPEAT):
        characters, may_be_empty = _end(argument[-1], first=first)
        return characters, may_be_empty or argument[0] == 0
    if operation is _op.BRANCH:
        branches = [_end(branch, first=first) for branch in argument[1]]
        return _all(characters for characters, _ in branches), any(empty for _, empty in branches)
    return None, operation is _op.GROUPREF


def _characters(operation: Any, argument: Any) -> _Grams:
    """The characters of a literal or of a small class; None for a large or an open one."""
    if operation is _op.LITERAL:
        return frozenset(chr(argument))
    found: set[str] = set()
    for kind, item in argument:
        if kind is _op.LITERAL:
            found.add(chr(item))
        elif kind is _op.RANGE and item[1] - item[0] < LARGEST_CLASS:
            found.update(map(chr, range(item[0], item[1] + 1)))
        elif kind is _op.CATEGORY and item is _op.CATEGORY_DIGIT:
            found.update("0123456789")
        else:
            return None
    return frozenset(found) if len(found) <= LARGEST_CLASS else None
