"""When two readings of one scoring text are the same, and precision, recall and F1 over a set of texts.

A rule is the same when effect, basis, points, points_min, factor, per and thresholds are equal and the quotes
overlap; a cap when direction, kind, points, period and the rules that it covers are equal.  Caps that a heading
states are left out: they are no statement of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Record = Mapping[str, Any]


def number(value: str | None) -> str | None:
    """A decimal string without a difference between 1, 1.0 and 1.00."""
    return None if value is None else format(Decimal(value).normalize() + 0, "f")


def threshold_key(threshold: Record) -> tuple[object, ...]:
    return (
        threshold["op"],
        number(threshold["value"]),
        number(threshold.get("value_to")) or "",
        threshold.get("unit") or "",
        bool(threshold.get("from_end")),
    )


def rule_key(rule: Record) -> tuple[object, ...]:
    """Everything of a rule that must be equal, place and words left out."""
    per = rule.get("per")
    return (
        rule["effect"],
        rule.get("basis"),
        number(rule.get("points")),
        number(rule.get("points_min")),
        number(rule.get("factor")),
        (number(per["quantity"]), per["unit"]) if per else None,
        tuple(sorted(map(threshold_key, rule.get("thresholds") or []))),
    )


def cap_key(cap: Record, names: Mapping[int, object]) -> tuple[object, ...]:
    """Everything of a cap that must be equal; ``names`` gives each ``seq`` a name shared by both readings."""
    covers = frozenset(names.get(seq, ("unmatched", seq)) for seq in cap["covers"])
    return (cap["direction"], cap["kind"], number(cap.get("points")), cap.get("period"), covers)


def overlap(a: Record, b: Record) -> int:
    """How many characters two spans share."""
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def pairs(gold: list[Record], found: list[Record]) -> list[tuple[int, int]]:
    """Indices of the same rules in both lists, each used once, most overlap first."""
    candidates = sorted(
        (-overlap(g, f), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g, f) and rule_key(g) == rule_key(f)
    )
    taken: list[tuple[int, int]] = []
    for _, i, j in candidates:
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


@dataclass
class Score:
    """Counts over a set; ``f1`` is 1 where there was nothing to find and nothing was found."""

    same: int = 0
    gold: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        total = self.gold + self.found
        return 2 * self.same / total if total else 1.0

    def add(self, same: int, gold: int, found: int) -> None:
        self.same, self.gold, self.found = self.same + same, self.gold + gold, self.found + found


@dataclass
class Comparison:
    """Rules and caps of a set of texts, and what differs, for the message of a failing test."""

    rules: Score = field(default_factory=Score)
    caps: Score = field(default_factory=Score)
    differences: list[str] = field(default_factory=list)

    def add(self, gold: Record, found: Record) -> None:
        """Count one text: ``gold`` with its ``criteria``, ``found`` as the normaliser gives it."""
        gold_rules, found_rules = list(gold["rules"]), list(found["rules"])
        matched = pairs(gold_rules, found_rules)
        self.rules.add(len(matched), len(gold_rules), len(found_rules))
        gold_names = {rule["seq"]: i for i, rule in enumerate(gold_rules)}
        found_names = {found_rules[j]["seq"]: i for i, j in matched}
        gold_caps = Counter(cap_key(c, gold_names) for c in _of_the_text(gold["caps"]))
        found_caps = Counter(cap_key(c, found_names) for c in _of_the_text(found["caps"]))
        self.caps.add((gold_caps & found_caps).total(), gold_caps.total(), found_caps.total())
        hit, used = {i for i, _ in matched}, {j for _, j in matched}
        lines = [f"  - {rule_key(r)} {r['quote']}" for i, r in enumerate(gold_rules) if i not in hit]
        lines += [f"  + {rule_key(r)} {r['quote']}" for j, r in enumerate(found_rules) if j not in used]
        lines += [f"  - cap {cap}" for cap in (gold_caps - found_caps).elements()]
        lines += [f"  + cap {cap}" for cap in (found_caps - gold_caps).elements()]
        if lines:
            self.differences.append("\n".join([f"{gold.get('id')}: {gold['criteria']}", *lines]))


def _of_the_text(caps: Iterable[Record]) -> list[Record]:
    return [cap for cap in caps if cap.get("scope", "text") == "text"]
