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

from normalizers.patterns.edges import Characters, characters, edge_of
from normalizers.patterns.grams import Grams, gram

COMMON, FREQUENT = 40, 10
"""How many pairs of Chinese characters are as likely to stand in a text as one character is, or two digits; how much
more likely a gram is of which each character is frequent."""
MOST_SIGNS = 400
"""Larger sets say too little and take too long to look through."""
MOST_SETS = 6
"""How many sets of signs are kept of one pattern."""
_FREQUENT = frozenset("分扣得加减计记评不未的一次项每个其本该考核工作完成按时要求0123456789，。；、")
"""Characters that such texts are full of."""


def signs(*patterns: str) -> Grams:
    """What a text must hold one of for one of the patterns to match; raises ValueError where nothing is certain."""
    return frozenset().union(*(sets_of_signs(pattern)[0] for pattern in patterns))


def sets_of_signs(pattern: str) -> tuple[Grams, ...]:
    """Sets of each of which a text must hold one for the pattern to match, the most telling first.

    Raises ValueError where nothing is certain.
    """
    needed = _needed(_parser.parse(pattern), None, None)
    if not needed:
        raise ValueError(f"no sign is certain in {pattern!r}")
    return tuple(frozenset(map(gram, one)) for one in needed)


def _weight(grams: Iterable[str]) -> int:
    return sum(
        (COMMON if len(gram) == 1 or gram.isdigit() else 1) * (FREQUENT if _FREQUENT.issuperset(gram) else 1)
        for gram in grams
    )


def _needed(sequence: Sequence[Any], before: Characters, after: Characters) -> list[frozenset[str]]:
    """The lightest sets of the parts that must match, between the characters that may stand before and after."""
    found: dict[frozenset[str], None] = {}
    for (operation, argument), previous in zip(
        reversed(sequence), reversed(_preceding(sequence, before)), strict=True
    ):
        found.update(dict.fromkeys(_needed_by(operation, argument, previous, after)))
        after = _next(after, *edge_of(operation, argument, first=True))
    telling: list[frozenset[str]] = []
    for candidate in sorted(found, key=_weight):
        if not any(_says_all_of(one, candidate) for one in telling):
            telling.append(candidate)
    return telling[:MOST_SETS]


def _says_all_of(known: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a text that holds one of ``known`` is sure to hold one of ``other``: 得分 says all of 分."""
    return all(not other.isdisjoint({gram, *gram}) for gram in known)


def _preceding(sequence: Sequence[Any], before: Characters) -> list[Characters]:
    """For each part of a sequence, the characters that may stand right before it."""
    found = []
    for operation, argument in sequence:
        found.append(before)
        before = _next(before, *edge_of(operation, argument, first=False))
    return found


def _next(beside: Characters, edge: Characters, may_be_empty: bool) -> Characters:
    """What stands at a place: the characters at the edge of a part and, where it may be empty, those beside it."""
    if not may_be_empty:
        return edge
    return None if edge is None or beside is None else edge | beside


def _needed_by(operation: Any, argument: Any, before: Characters, after: Characters) -> list[frozenset[str]]:
    if operation in (_op.LITERAL, _op.IN):
        own = characters(operation, argument)
        if own is None or _holds_space(own):
            return []
        choices = [own, _pairs(own, after), _pairs(before, own)]
        return [min((one for one in choices if one), key=_weight)]
    if operation is _op.SUBPATTERN:
        return _needed(argument[-1], before, after)
    if operation is _op.BRANCH:
        return _needed_by_any([_needed(branch, before, after) for branch in argument[1]])
    if operation in (_op.MAX_REPEAT, _op.MIN_REPEAT) and argument[0] > 0:
        return _needed(argument[-1], None, None) if argument[1] > 1 else _needed(argument[-1], before, after)
    if operation is _op.ASSERT:
        return _needed(argument[1], None, None)
    return []


def _pairs(left: Characters, right: Characters) -> Characters:
    if left is None or right is None or _holds_space(left) or _holds_space(right):
        return None
    return (
        frozenset(one + other for one in left for other in right)
        if len(left) * len(right) <= MOST_SIGNS
        else None
    )


def _holds_space(characters: frozenset[str]) -> bool:
    return any(map(str.isspace, characters))


def _needed_by_any(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Sets for a choice: of every branch one set, the lightest of all together first."""
    if not all(branches):
        return []
    most = max(map(len, branches))
    return [frozenset().union(*(sets[min(at, len(sets) - 1)] for sets in branches)) for at in range(most)]
