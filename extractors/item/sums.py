"""Sums that a table states (合计, 小计, 一、组织领导（20分）) against the points of its items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extractors.document import Finding, Item, Where, decimal_text
from extractors.item.points import bracketed_points
from extractors.table.rows import RowReading
from extractors.texts import squeeze

SUBTOTAL = "小计"


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated sum: a part's marks for the items from ``first`` on, or a total for those before it.

    ``first`` is an index into the table's items; ``depth`` is the part's outline level, None for a total.
    """

    reading: RowReading
    first: int
    where: Where
    depth: int | None


def check_sums(sums: Sequence[Sum], items: Sequence[Item]) -> list[Finding]:
    """A finding for each stated sum that the items below (a part) or before (a total) do not add up to."""
    findings = []
    for index, stated in enumerate(sums):
        if stated.depth is not None and bracketed_points(stated.reading.text) is not None:
            continue  # its marks stand in the label and are compared there
        covered = _covered(sums, index, items)
        name = f"“{stated.reading.text}”" if stated.depth is not None else stated.reading.text.split("\n")[0]
        findings += _compare(name, stated.reading.points, covered, stated.where)
    findings += _check_labels(items, lambda item: (item.section,))
    findings += _check_labels(items, lambda item: (item.section, item.group))
    return findings


def _covered(sums: Sequence[Sum], index: int, items: Sequence[Item]) -> Sequence[Item]:
    stated = sums[index]
    if stated.depth is not None:
        ends = [s.first for s in sums[index + 1 :] if s.depth is not None and s.depth <= stated.depth]
        return items[stated.first : ends[0] if ends else None]
    if SUBTOTAL not in squeeze(stated.reading.text):
        return items[: stated.first]
    starts = [s.first for s in sums[:index]]
    return items[starts[-1] if starts else 0 : stated.first]


def _check_labels(items: Sequence[Item], label: Callable[[Item], tuple[str | None, ...]]) -> list[Finding]:
    """Marks in a label's own brackets against its items, where the label is no row of its own."""
    findings = []
    for labels, group in groupby(items, key=label):
        covered = list(group)
        name = labels[-1]
        if name is not None:
            findings += _compare(f"“{name}”", bracketed_points(name), covered, covered[0].where)
    return findings


def _compare(name: str, points: str | None, covered: Sequence[Item], where: Where) -> list[Finding]:
    amounts = [Decimal(i.points) for i in covered if i.kind == "scored" and i.points is not None]
    if points is None or not amounts or sum(amounts) == Decimal(points):
        return []
    message = f"{name}为{points}分，各项相加为{decimal_text(sum(amounts, Decimal(0)))}分"
    return [Finding("sum_differs", "warning", message, value=points, where=where)]
