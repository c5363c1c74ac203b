"""The edges of a pattern: with which characters its matches begin and end, read from its parse tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _constants as _op  # type: ignore[attr-defined]
from typing import Any

LARGEST_CLASS = 100
"""Larger character classes are taken for any character."""
DIGITS = frozenset("0123456789")

Characters = frozenset[str] | None
"""None where any character may stand."""


def edge(sequence: Sequence[Any], *, first: bool) -> tuple[Characters, bool]:
    """With which characters a match of the parsed parts begins or, unless ``first``, ends; whether it can be empty."""
    found: set[str] = set()
    for operation, argument in sequence if first else reversed(sequence):
        own, may_be_empty = edge_of(operation, argument, first=first)
        if own is None:
            return None, may_be_empty
        found |= own
        if not may_be_empty:
            return frozenset(found), False
    return frozenset(found), True


def edge_of(operation: Any, argument: Any, *, first: bool) -> tuple[Characters, bool]:
    """The same of one part."""
    if operation in (_op.ASSERT, _op.ASSERT_NOT, _op.AT):
        return frozenset(), True
    if operation in (_op.LITERAL, _op.IN):
        return characters(operation, argument), False
    if operation is _op.SUBPATTERN:
        return edge(argument[-1], first=first)
    if operation in (_op.MAX_REPEAT, _op.MIN_REPEAT):
        own, may_be_empty = edge(argument[-1], first=first)
        return own, may_be_empty or argument[0] == 0
    if operation is _op.BRANCH:
        branches = [edge(branch, first=first) for branch in argument[1]]
        return _all(own for own, _ in branches), any(may_be_empty for _, may_be_empty in branches)
    return None, operation is _op.GROUPREF


def characters(operation: Any, argument: Any) -> Characters:
    """The characters of a literal or of a class; None for a large or an open one."""
    if operation is _op.LITERAL:
        return frozenset(chr(argument))
    found: set[str] = set()
    for kind, item in argument:
        if kind is _op.LITERAL:
            found.add(chr(item))
        elif kind is _op.RANGE and item[1] - item[0] < LARGEST_CLASS:
            found.update(map(chr, range(item[0], item[1] + 1)))
        elif kind is _op.CATEGORY and item is _op.CATEGORY_DIGIT:
            found |= DIGITS
        else:
            return None
    return frozenset(found) if len(found) <= LARGEST_CLASS else None


def _all(parts: Iterable[Characters]) -> Characters:
    """The union; None where a part is unknown."""
    found: set[str] = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return frozenset(found)
