"""What changed in the caps: added, removed, moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pipeline.comparison import directions
from pipeline.comparison.alignment import Pairs
from pipeline.comparison.change import Change, Side, percent, share
from pipeline.comparison.sentences import by, named, quoted
from pipeline.plain import cap_in_words

Record = dict[str, Any]

SAME_KIND = 0.25
"""What it counts for two caps to be one that they are of one kind, where all rules they cover in common count 1."""


def changes_of_caps(left: Side, right: Side, rules: Pairs) -> Iterator[Change]:
    """The changes between the caps of two sides whose rules are paired."""
    counterparts = {before["id"]: after["id"] for before, after in rules.both}
    gone, new = left.caps, right.caps
    for before, after in _paired(gone, new, counterparts):
        gone.remove(before)
        new.remove(after)
        yield from _moved(left, right, before, after)
    still = {rule["id"] for rule in rules.right}
    for cap in new:
        # A cap over new rules only came with them.
        if not cap["rules"] or cap["rules"] - still:
            words = cap_in_words(cap)
            sentence = named(right, cap, f"新增封顶{quoted(words)}")
            direction = directions.of_cap(cap["direction"], Decimal("Infinity"), cap["limit"])
            yield Change(
                "cap_added", direction, sentence, right_item=right.owner(cap), after=words,
                share_after=_share(cap, right),
            )  # fmt: skip
    dropped = {rule["id"] for rule in rules.left}
    for cap in gone:
        if not cap["rules"] or cap["rules"] - dropped:
            words = cap_in_words(cap)
            sentence = named(left, cap, f"取消封顶{quoted(words)}")
            direction = directions.of_cap(cap["direction"], cap["limit"], Decimal("Infinity"))
            yield Change(
                "cap_removed", direction, sentence, left_item=left.owner(cap), before=words,
                share_before=_share(cap, left),
            )  # fmt: skip


def _paired(
    left: Sequence[Record], right: Sequence[Record], counterparts: dict[str, str]
) -> list[tuple[Record, Record]]:
    """Caps of one direction that limit the same rules; of those without rules, in their order."""
    scored = []
    for row, before in enumerate(left):
        covered = {counterparts[rule] for rule in before["rules"] if rule in counterparts}
        for column, after in enumerate(right):
            if before["direction"] != after["direction"]:
                continue
            every = covered | after["rules"]
            common = len(covered & after["rules"]) / len(every) if every else 1.0
            if common:
                kind = SAME_KIND * (before["kind"] == after["kind"])
                scored.append((-(common + kind), abs(row - column), row, column))
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for _, _, row, column in sorted(scored):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((left[row], right[column]))
    return pairs


def _moved(left: Side, right: Side, before: Record, after: Record) -> Iterator[Change]:
    """A cap whose kind, limit or period is another. One at the item's own score moves with it, which is no change."""
    facts = ("kind", "points", "period")
    if [before[name] for name in facts] == [after[name] for name in facts]:
        return
    words = cap_in_words(before), cap_in_words(after)
    rate = percent(before["limit"], after["limit"])
    sentence = named(right, after, f"封顶由{quoted(words[0])}改为{quoted(words[1])}{by(rate)}")
    direction = directions.of_cap(after["direction"], before["limit"], after["limit"])
    yield Change(
        "cap_moved", direction, sentence, left.owner(before), right.owner(after), words[0], words[1], rate,
        _share(before, left), _share(after, right),
    )  # fmt: skip


def _share(cap: Record, side: Side) -> float | None:
    limit = cap["limit"]
    return share(limit, side.document.total) if limit is not None and limit.is_finite() else None
