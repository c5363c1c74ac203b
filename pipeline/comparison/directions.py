"""Whether a change is stricter or milder for those who are assessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

Record = dict[str, Any]

STRICTER, MILDER, NEUTRAL = "stricter", "milder", "neutral"

HARSHNESS = {"veto": 5, "forfeit": 4, "deduct": 3, "award": 1, "bonus": 1, "exempt": 0}
"""How hard a consequence is; what is scored as another text says cannot be told."""

BAD = {"deduct", "forfeit", "veto"}
GOOD = {"award", "bonus", "exempt"}


def turned(direction: str) -> str:
    """The opposite direction."""
    return {STRICTER: MILDER, MILDER: STRICTER}.get(direction, NEUTRAL)


def is_bad(rule: Record) -> bool | None:
    """Whether a consequence takes; None where that cannot be told.

    An award by ratio below a bound stands in place of the full mark: it takes, too.
    """
    if rule["effect"] in BAD:
        return True
    if rule["effect"] == "award" and rule["basis"] in ("proportional", "formula"):
        return True if any(bound["op"] in ("<", "<=") for bound in rule["thresholds"]) else None
    return False if rule["effect"] in GOOD else None


def of_rule(rule: Record) -> str:
    """What it means that a rule is new."""
    bad = rule["effect"] in BAD
    return STRICTER if bad else MILDER if rule["effect"] in GOOD else NEUTRAL


def of_effect(before: Record, after: Record) -> str:
    """What another consequence for the same thing means."""
    one, other = HARSHNESS.get(before["effect"]), HARSHNESS.get(after["effect"])
    if one is None or other is None or one == other:
        return NEUTRAL
    return STRICTER if other > one else MILDER


def of_amount(effect: str, before: Decimal, after: Decimal) -> str:
    """What a greater or smaller amount means: more taken is stricter, more given milder."""
    if before == after or effect not in ("deduct", "award", "bonus"):
        return NEUTRAL
    more = STRICTER if effect == "deduct" else MILDER
    return more if after > before else turned(more)


def of_cap(direction: str, before: Decimal | None, after: Decimal | None) -> str:
    """What another limit means: more can be taken, or more can be given."""
    if before is None or after is None or direction == "net":
        return NEUTRAL
    return of_amount(direction, before, after)


def of_threshold(rule: Record, before: Record | None, after: Record | None) -> str:
    """What another bound of the same consequence means, by whether more or fewer cases fall under it."""
    bad = is_bad(rule)
    wider = _wider(before, after)
    if bad is None or wider is None:
        return NEUTRAL
    return STRICTER if wider == bad else MILDER


def _wider(before: Record | None, after: Record | None) -> bool | None:
    """Whether more cases fall under the bound than before; None where they are others."""
    if before is None or after is None:
        return after is None
    if before["unit"] != after["unit"]:
        return None
    (low, high), (new_low, new_high) = _range(before), _range(after)
    if (low, high) == (new_low, new_high):
        return None
    if new_low <= low and new_high >= high:
        return True
    return False if new_low >= low and new_high <= high else None


def _range(bound: Record) -> tuple[Decimal, Decimal]:
    value = Decimal(bound["value"])
    match bound["op"]:
        case "<" | "<=":
            return Decimal("-Infinity"), value
        case ">" | ">=":
            return value, Decimal("Infinity")
        case "between":
            return value, Decimal(bound["value_to"])
        case _:
            return value, value
