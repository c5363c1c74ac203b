"""Two texts with what differs between them marked, and two documents aligned side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.comparison.change import Change
from pipeline.comparison.compare import Comparison
from pipeline.comparison.links import Link
from pipeline.comparison.records import Item

Piece = tuple[str, bool]
"""A run of text, and whether it differs from the other text."""

SHORTEST = 2
"""Characters that two texts must have in common in a row for them not to count as changed: 的 alone means nothing."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the two documents side by side: one or both items, the link between them, and what changed."""

    left: Item | None
    right: Item | None
    link: Link | None
    changes: tuple[Change, ...]


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, those that the other does not have marked. Numbers and Latin words are not split."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        texts = "".join(one[a:b]), "".join(other[c:d])
        inside = (a, c) != (0, 0) and (b, d) != (len(one), len(other))
        same = operation == "equal" and not (inside and len(texts[0]) < SHORTEST)
        left += [(texts[0], not same)] if texts[0] else []
        right += [(texts[1], not same)] if texts[1] else []
    return _joined(left), _joined(right)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for text, changed in pieces:
        if out and out[-1][1] == changed:
            out[-1] = (out[-1][0] + text, changed)
        else:
            out.append((text, changed))
    return out


def aligned(comparison: Comparison) -> list[Row]:
    """The documents side by side in the order of the right one; items that are gone stand after their neighbour.

    Only the same duties stand in one line; an item with several counterparts has several lines, and its changes
    stand in the first of those that they belong to.
    """
    left = {item.id: item for item in comparison.left.items}
    told: dict[tuple[str | None, str | None], list[Change]] = {}
    for change in comparison.changes:
        told.setdefault((change.left_item, change.right_item), []).append(change)
    links: dict[str, list[Link]] = {}
    for link in comparison.links:
        if link.kind == "same":
            links.setdefault(link.right, []).append(link)
    after = _gone_after(comparison, links)
    rows = list(_gone(after.get(None, ()), told))
    for item in comparison.right.items:
        if item.id not in links:
            rows.append(Row(None, item, None, tuple(told.pop((None, item.id), ()))))
        for link in links.get(item.id, ()):
            changes = told.pop((link.left, item.id), ())
            rows.append(Row(left[link.left], item, link, tuple(changes)))
        rows += _gone(after.get(item.id, ()), told)
    return rows


def _gone(items: Sequence[Item], told: dict[tuple[str | None, str | None], list[Change]]) -> Iterator[Row]:
    for item in items:
        yield Row(item, None, None, tuple(told.pop((item.id, None), ())))


def _gone_after(comparison: Comparison, links: dict[str, list[Link]]) -> dict[str | None, list[Item]]:
    """The items that are gone, by the right item after which they are shown: that of the item before them."""
    counterpart = {link.left: right for right, found in links.items() for link in found}
    out: dict[str | None, list[Item]] = {}
    place: str | None = None
    for item in comparison.left.items:
        if item.id in counterpart:
            place = counterpart[item.id]
        else:
            out.setdefault(place, []).append(item)
    return out
