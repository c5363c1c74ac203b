"""MADE-UP “next years” of tables, for tests only: no office ever issued them.

`next_year(document, plan)` edits the items of a table by a plan written by hand, and says what a comparison must
find: the links, and each change with its kind, the numbers of the items, and its values.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]

ANY = "*"
"""A value that the test does not look at: long texts that stand in the change as they are."""

Expected = tuple[str, str | None, str | None, str | None, str | None]
"""Kind, the item's number before and after, value before and after."""


@dataclass(frozen=True)
class Edit:
    """Replace `old` by `new` in a field of the item of that (old) number; the changes that this makes."""

    number: str
    field: str
    old: Any
    new: Any
    changes: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True)
class Regrouped:
    """An item that goes to another group: its new number, and the (old) number of an item of that group."""

    number: str
    new: str
    beside: str


@dataclass(frozen=True)
class Merged:
    """Two items that become one, under the number of the first."""

    first: str
    second: str


@dataclass(frozen=True)
class Part:
    """A part of a split item: number, demand (None: as it was), points."""

    number: str
    requirement: str | None
    points: str


@dataclass(frozen=True)
class Split:
    """An item whose scoring text is cut at `cut`; its second part goes behind the item `after`."""

    number: str
    cut: str
    first: Part
    second: Part
    after: str


@dataclass(frozen=True)
class New:
    """A new item and the (then) number of the one before it."""

    after: str
    number: str
    requirement: str
    points: str | None
    criteria: str
    kind: str


@dataclass(frozen=True)
class Plan:
    """All that is done to a table. `renumbered` are items that move up because one before them is gone."""

    edits: Sequence[Edit]
    dropped: Sequence[str]
    renumbered: Mapping[str, str]
    regrouped: Sequence[Regrouped]
    merged: Sequence[Merged]
    split: Sequence[Split]
    added: Sequence[New]

    def __len__(self) -> int:
        parts = (self.edits, self.dropped, self.regrouped, self.merged, self.split, self.added)
        return sum(map(len, parts))


def crit(number: str, old: str, new: str, *changes: tuple[str, str | None, str | None]) -> Edit:
    return Edit(number, "criteria", old, new, changes)


def points(number: str, old: str, new: str) -> Edit:
    kind = "points_raised" if float(new) > float(old) else "points_lowered"
    return Edit(number, "points", old, new, ((kind, old, new),))


def wanted(number: str, old: str, new: str) -> Edit:
    return Edit(number, "requirement", old, new, (("requirement_reworded", ANY, ANY),))


def next_year(document: Record, plan: Plan) -> tuple[Record, set[tuple[str, str]], list[Expected]]:
    """The made-up document (without ids), the true links by number, and the changes that are to be found.

    A number that stands twice in the table names its rows together.
    """
    made = copy.deepcopy(document)
    made |= {"year": document["year"] + 1, "title": _later(document["title"])}
    expected: list[Expected] = []
    items = made["items"]
    going = {one.number: one.new for one in plan.regrouped}
    new_numbers = {item["number"]: item["number"] for item in items} | dict(plan.renumbered) | going
    for edit in plan.edits:
        item = _find(items, edit.number)
        _apply(item, edit)
        new = new_numbers[edit.number]
        expected += [(kind, edit.number, new, before, after) for kind, before, after in edit.changes]
    links = {(old, new) for old, new in new_numbers.items() if old not in plan.dropped}
    for number in plan.dropped:
        items.remove(_find(items, number))
        expected.append(("item_removed", number, None, ANY, None))
    moved = [(_find(items, one.number), _find(items, one.beside), one) for one in plan.regrouped]
    for item in items:
        new = plan.renumbered.get(item["number"])
        if new:
            expected.append(("renumbered", item["number"], new, item["number"], new))
            _renumber(item, new)
    for item, model, one in moved:
        item |= {field: model[field] for field in ("section", "group")}
        _renumber(item, one.new)
        expected.append(("renumbered", one.number, one.new, one.number, one.new))
        expected.append(("regrouped", one.number, one.new, ANY, ANY))
    for merged in plan.merged:
        _merge(items, merged, links, expected)
    for split in plan.split:
        _split(items, split, links, expected)
    for added in plan.added:
        _add(items, added)
        expected.append(("item_added", None, added.number, None, ANY))
    for item in items:
        for field in ("section", "group", "requirement", "criteria", "evidence"):
            item[field] = _later(item[field])
    for position, item in enumerate(items, 1):
        item["position"] = position
    return made, links, expected


def _find(items: Sequence[Record], number: str) -> Record:
    return next(item for item in items if item["number"] == number)


def _apply(item: Record, edit: Edit) -> None:
    value = item[edit.field]
    if isinstance(value, str) and edit.field != "points":
        assert value.count(edit.old) == 1, (edit.number, edit.old, value)
        item[edit.field] = value.replace(edit.old, edit.new)
    else:
        assert value == edit.old, (edit.number, value)
        item[edit.field] = edit.new


def _renumber(item: Record, number: str) -> None:
    if item["requirement"].startswith(item["number"]):
        item["requirement"] = number + item["requirement"].removeprefix(item["number"])
    item["number"] = number


def _merge(
    items: list[Record], merged: Merged, links: set[tuple[str, str]], expected: list[Expected]
) -> None:
    one, other = _find(items, merged.first), _find(items, merged.second)
    one["requirement"] += other["requirement"].removeprefix(other["number"])
    for field in ("criteria", "evidence"):
        one[field] = "\n".join(text for text in (one[field], other[field]) if text)
    one["points"] = str(int(one["points"]) + int(other["points"]))
    items.remove(other)
    links.remove((merged.second, merged.second))
    links.add((merged.second, merged.first))
    both = f"{merged.first}、{merged.second}"
    expected.append(("item_merged", merged.first, merged.first, both, merged.first))


def _split(items: list[Record], split: Split, links: set[tuple[str, str]], expected: list[Expected]) -> None:
    item = _find(items, split.number)
    at = items.index(_find(items, split.after)) + 1
    parts = []
    for part, criteria, evidence in zip(
        (split.first, split.second),
        item["criteria"].split(split.cut),
        (item["evidence"] or split.cut).split(split.cut),
        strict=True,
    ):
        new = copy.deepcopy(item) | {"criteria": criteria, "evidence": evidence, "points": part.points}
        _renumber(new, part.number)
        if part.requirement is not None:
            numbered = item["requirement"].startswith(item["number"])
            new["requirement"] = f"{part.number if numbered else ''}{part.requirement}"
        parts.append(new)
    items.insert(at, parts[1])
    items[items.index(item)] = parts[0]
    links.add((split.number, split.second.number))
    both = f"{split.first.number}、{split.second.number}"
    expected.append(("item_split", split.number, split.first.number, split.number, both))


def _add(items: list[Record], added: New) -> None:
    at = max(n for n, one in enumerate(items) if one["number"] == added.after)
    new = copy.deepcopy(items[at])
    new |= {"number": added.number, "points": added.points, "kind": added.kind, "criteria": added.criteria}
    numbered = new["requirement"].startswith(added.after)
    new |= {"requirement": f"{added.number if numbered else ''}{added.requirement}", "evidence": "工作台账。"}
    items.insert(at + 1, new)


def _later(text: str) -> str:
    """The text with every year one later."""
    return re.sub(r"(?<!\d)20\d\d(?=年)", lambda year: str(int(year[0]) + 1), text or "")
