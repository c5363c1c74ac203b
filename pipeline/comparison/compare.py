"""The comparison of two documents: links first, then the changes along them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from pipeline.comparison.alignment import align
from pipeline.comparison.beside_changes import changes_beside
from pipeline.comparison.cap_changes import changes_of_caps
from pipeline.comparison.change import Change, Side
from pipeline.comparison.features import prepare
from pipeline.comparison.item_changes import (
    changes_of_items,
    changes_of_texts,
    item_added,
    item_removed,
    successors,
)
from pipeline.comparison.links import Link, Verdicts, find_links
from pipeline.comparison.records import Document, Item
from pipeline.comparison.rule_changes import changes_of_pair, rule_added, rule_removed, told_otherwise

AS_IT_STOOD = tuple(
    field.name
    for field in fields(Item)
    if field.name not in ("id", "document", "position", "rules", "caps", "topics", "indicators")
)
"""What must be equal in two items for none of it to have changed, beside their rules and caps."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents, `left` the earlier, with the links between their items and, if they were wanted, the changes."""

    left: Document
    right: Document
    links: tuple[Link, ...]
    changes: tuple[Change, ...] = ()


def compare(
    left: Document, right: Document, verdicts: Verdicts | None = None, *, with_changes: bool = True
) -> Comparison:
    """Link the items of two documents and tell what changed from the left to the right one.

    `verdicts` are what people decided of pairs of items. A document compared with itself has no changes.
    """
    links = find_links(prepare(left), prepare(right), verdicts or {})
    return compare_along(left, right, links) if with_changes else Comparison(left, right, tuple(links))


def compare_along(left: Document, right: Document, links: Sequence[Link]) -> Comparison:
    """Tell what changed along links that are known already."""
    return Comparison(left, right, tuple(links), tuple(_changes(left, right, links)))


def _changes(left: Document, right: Document, links: Sequence[Link]) -> Iterator[Change]:
    pairs = _duties(left, right, links)
    labels = {field: successors(pairs, field) for field in ("section", "group")}
    linked = {link.left for link in links if link.kind == "same"} | {
        link.right for link in links if link.kind == "same"
    }
    for item in left.items:
        if item.id not in linked:
            yield item_removed(left, item)
    for one, other in pairs:
        yield from _of_duty(one, other, labels)
    for item in right.items:
        if item.id not in linked:
            yield item_added(right, item)


def _of_duty(left: Side, right: Side, labels: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    if _unchanged(left, right):
        return
    years = left.document.year, right.document.year
    rules = align(left.rules, right.rules, years)
    told = [change for before, after in rules.both for change in changes_of_pair(left, right, before, after)]
    told += [rule_removed(left, rule) for rule in rules.left]
    told += [rule_added(right, rule) for rule in rules.right]
    told += changes_of_caps(left, right, rules)
    beside = list(changes_beside(left, right, told))
    told = [change for change in told if not told_otherwise(left, right, change, beside)]
    found = [
        *changes_of_items(left, right, labels),
        *changes_of_texts(left, right, [*told, *beside]),
        *told,
        *beside,
    ]
    for change in found:
        if change.left_item and change.right_item:
            yield change
        else:
            yield replace(
                change,
                left_item=change.left_item or _only(left, right, change.right_item),
                right_item=change.right_item or _only(right, left, change.left_item),
            )


def _unchanged(left: Side, right: Side) -> bool:
    """Whether a duty stands as it stood, word by word; most do from year to year."""
    if len(left.items) != 1 or len(right.items) != 1:
        return False
    one, other = left.first, right.first
    if any(getattr(one, name) != getattr(other, name) for name in AS_IT_STOOD):
        return False
    return all(
        [{**record, "id": ""} for record in getattr(one, name)]
        == [{**record, "id": ""} for record in getattr(other, name)]
        for name in ("rules", "caps")
    )


def _only(side: Side, other: Side, told: str | None) -> str:
    """The item of a side that a change belongs to: where a duty was split, the one in the place of the one told."""
    if told is not None and len(side.items) == len(other.items):
        return side.items[[item.id for item in other.items].index(told)].id
    return side.first.id


def _duties(left: Document, right: Document, links: Sequence[Link]) -> list[tuple[Side, Side]]:
    """The items of each duty on both sides: what `same` links hold together, in the order of the left document."""
    of_left = {item.id: item for item in left.items}
    of_right = {item.id: item for item in right.items}
    partners: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for link in links:
        if link.kind == "same":
            partners.setdefault(("left", link.left), []).append(("right", link.right))
            partners.setdefault(("right", link.right), []).append(("left", link.left))
    seen: set[tuple[str, str]] = set()
    duties = []
    for item in left.items:
        start = ("left", item.id)
        if start not in partners or start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = [node for node in partners[waiting.pop()] if node not in group]
            group.update(new)
            waiting += new
        seen |= group
        names = {name for _, name in group}
        duties.append(
            (
                Side(
                    left,
                    tuple(one for one in of_left.values() if ("left", one.id) in group and one.id in names),
                ),
                Side(right, tuple(one for one in of_right.values() if ("right", one.id) in group)),
            )
        )
    return duties
