"""Ranges kept in order, so that looking one up takes no longer in a text of 100,000 characters than in one of 100."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Protocol, TypeVar


class Ranged(Protocol):
    """Anything with a start."""

    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=Ranged)
START = attrgetter("start")


def starting_in(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Those of ``items`` (in the order of their starts) that start in ``[start, end)``."""
    if not items or items[-1].start < start or items[0].start >= end:
        return ()
    first = bisect_left(items, start, key=START)
    return items[first : bisect_left(items, end, first, key=START)]


def drop(items: list[T], item: T) -> None:
    """Take the one of ``items`` (in the order of their starts) out that starts where ``item`` does."""
    del items[bisect_left(items, item.start, key=START)]


class Ranges:
    """A set of ranges ``[start, end)`` that do not overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._ranges = sorted(ranges)

    def add(self, start: int, end: int) -> None:
        insort(self._ranges, (start, end))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any range shares a character with ``[start, end)``."""
        if not self._ranges:
            return False
        at = bisect_left(self._ranges, (end,))
        return at > 0 and self._ranges[at - 1][1] > start

    def holds(self, at: int) -> bool:
        """Whether a range holds the character at ``at``."""
        if not self._ranges:
            return False
        before = bisect_left(self._ranges, (at + 1,))
        return before > 0 and self._ranges[before - 1][1] > at

    def touching(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The ranges that share a character with ``[start, end)`` or end right in front of it."""
        if not self._ranges:
            return ()
        after = bisect_left(self._ranges, (end, -1))
        first = bisect_left(self._ranges, start, hi=after, key=itemgetter(1))
        return self._ranges[first:after]

    def __bool__(self) -> bool:
        return bool(self._ranges)
