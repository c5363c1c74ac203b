"""What a change is, and the two sides between which it is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.comparison.records import Document, Item

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. Kinds and directions are those of the schema; items and rules are ids of the two documents.

    `before` and `after` are values or words, `percent` by how much of the value before, the shares what the
    amounts are of their documents' totals (in %). `sentence` says it all in one sentence.
    """

    kind: str
    direction: str
    sentence: str
    left_item: str | None = None
    right_item: str | None = None
    before: str | None = None
    after: str | None = None
    percent: float | None = None
    share_before: float | None = None
    share_after: float | None = None
    left_rule: str | None = None
    right_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison of duties: usually one item, several where it was split or merged."""

    document: Document
    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        return self.items[0]

    @property
    def rules(self) -> list[Record]:
        return [rule for item in self.items for rule in item.rules]

    @property
    def caps(self) -> list[Record]:
        """The caps of all items, with the ids of the rules that they cover in `rules`."""
        return [
            {**cap, "rules": {f"{item.id}/{seq}" for seq in cap["covers"]}, "limit": _limit(cap, item)}
            for item in self.items
            for cap in item.caps
        ]

    @property
    def points(self) -> Decimal | None:
        known = [item.points for item in self.items if item.points is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def number(self) -> str:
        """The numbers of its items, each once."""
        return "、".join(dict.fromkeys(item.number for item in self.items if item.number))

    def owner(self, rule: Record) -> str:
        """The id of the item that a rule or cap belongs to."""
        return next(item.id for item in self.items if str(rule["id"]).startswith(f"{item.id}/"))

    def names(self, kind: str) -> list[str]:
        """All names of a kind (`evidence`, `departments`), each once."""
        return list(dict.fromkeys(name for item in self.items for name in getattr(item, kind) or ()))

    @property
    def roles(self) -> Mapping[str, str | None]:
        return {name: role for item in self.items for name, role in (item.departments or {}).items()}

    def records(self, kind: str) -> list[Record]:
        """All records of a kind (`deadlines`, `frequencies`)."""
        return [record for item in self.items for record in getattr(item, kind)]


def _limit(cap: Record, item: Item) -> Decimal | None:
    """The points at which a cap holds; infinite where there is no limit, None where it is not known."""
    if cap["kind"] == "unlimited":
        return Decimal("Infinity")
    return Decimal(cap["points"]) if cap["kind"] == "amount" else item.points


def share(amount: Decimal | None, total: Decimal | None) -> float | None:
    """An amount in percent of a document's total; None where either is not known."""
    return None if amount is None or not total else round(float(100 * amount / total), 4)


def percent(before: Decimal | None, after: Decimal | None) -> float | None:
    """By how many percent of the value before it changed; None where that cannot be said."""
    if before is None or after is None or not before or not before.is_finite() or not after.is_finite():
        return None
    return round(float(100 * (after - before) / before), 2)


def plain(amount: Decimal) -> str:
    """A decimal as people write it: 0.50 → 0.5, 2E+1 → 20."""
    return f"{amount.normalize():f}"


def of_kind(changes: Iterable[Change], *kinds: str) -> list[Change]:
    """The changes of these kinds."""
    return [change for change in changes if change.kind in kinds]
