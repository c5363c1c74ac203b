"""What changed in a rule that both sides have: consequence, amount, unit, bounds, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.comparison import directions
from pipeline.comparison.alignment import differ
from pipeline.comparison.change import Change, Side, percent, share
from pipeline.comparison.sentences import bound_in_words, changed, named, quoted, without_quantifier
from pipeline.plain import consequence
from pipeline.units import unit_facts

Record = dict[str, Any]

QUANTIFIED = ("unit_changed", "basis_changed", "effect_changed")
"""Changes with which what is counted comes or goes, so that this is no other wording besides."""


def changes_of_pair(left: Side, right: Side, before: Record, after: Record) -> list[Change]:
    """The changes between a rule and its counterpart."""
    found = list(_of_consequence(left, right, before, after))
    found += _of_thresholds(left, right, before, after)
    found += _of_words(left, right, before, after, found)
    ids = {
        "left_item": left.owner(before),
        "right_item": right.owner(after),
        "left_rule": before["id"],
        "right_rule": after["id"],
    }
    return [replace(change, **ids) for change in found]


def rule_added(side: Side, rule: Record) -> Change:
    """A rule that only the later side has."""
    kind = "veto_added" if rule["effect"] == "veto" else "rule_added"
    words = rule["quote"]
    sentence = named(side, rule, f"新增{_what(rule)}{quoted(words)}")
    return Change(
        kind, directions.of_rule(rule), sentence, None, side.owner(rule), None, words, right_rule=rule["id"],
        share_after=share(_points(rule), side.document.total),
    )  # fmt: skip


def rule_removed(side: Side, rule: Record) -> Change:
    """A rule that only the earlier side has."""
    kind = "veto_removed" if rule["effect"] == "veto" else "rule_removed"
    words = rule["quote"]
    sentence = named(side, rule, f"取消{_what(rule)}{quoted(words)}")
    return Change(
        kind, directions.turned(directions.of_rule(rule)), sentence, side.owner(rule), None, words, None,
        left_rule=rule["id"], share_before=share(_points(rule), side.document.total),
    )  # fmt: skip


def _what(rule: Record) -> str:
    return "一票否决" if rule["effect"] == "veto" else "规则"


def _points(rule: Record) -> Decimal | None:
    return None if rule["points"] is None else Decimal(rule["points"])


def _of_consequence(left: Side, right: Side, before: Record, after: Record) -> Iterator[Change]:
    words = consequence(before), consequence(after)

    def make(
        kind: str, direction: str, share_before: Any = None, share_after: Any = None, rate: Any = None
    ) -> Change:
        # A veto is told in its own words, which begin with the condition that the sentence names already.
        told = words[0], words[1].removeprefix(without_quantifier(after)).lstrip("的，") or words[1]
        sentence = changed(right, after, *told, rate)
        return Change(
            kind, direction, sentence, before=words[0], after=words[1], percent=rate,
            share_before=share_before, share_after=share_after,
        )  # fmt: skip

    if before["effect"] != after["effect"]:
        yield make("effect_changed", directions.of_effect(before, after))
        return
    if before["effect"] not in ("deduct", "award", "bonus"):
        return
    one, other = _amount(before), _amount(after)
    shares = share(one, left.document.total), share(other, right.document.total)
    if before["basis"] != after["basis"]:
        yield make("basis_changed", _of_basis(before, after, one, other), *shares)
    elif _unit(before) != _unit(after):
        yield make("unit_changed", directions.NEUTRAL, *shares)
    elif one is not None and other is not None and one != other:
        kind = "amount_raised" if other > one else "amount_lowered"
        direction = directions.of_amount(before["effect"], one, other)
        yield make(kind, direction, *shares, percent(one, other))
    elif before["per"] != after["per"]:
        yield make("unit_changed", directions.NEUTRAL, *shares)
    elif (before["points"], before["points_min"]) != (after["points"], after["points_min"]):
        yield make("amount_changed", directions.NEUTRAL, *shares)


def _unit(rule: Record) -> str | None:
    """The unit in which the amount can be compared with another."""
    return unit_facts(rule["per"]["unit"])[1] if rule["per"] else None


def _amount(rule: Record) -> Decimal | None:
    """What the rule takes or gives, for one comparable unit where it counts."""
    if rule["basis"] in ("share", "multiple", "by_reference"):
        return None if rule["factor"] is None else Decimal(rule["factor"])
    amount = _points(rule)
    if amount is None or not rule["per"]:
        return amount
    quantity = Decimal(rule["per"]["quantity"]) * Decimal(str(unit_facts(rule["per"]["unit"])[2]))
    return (amount / quantity).quantize(Decimal("1E-8")) if quantity else None


def _of_basis(before: Record, after: Record, one: Decimal | None, other: Decimal | None) -> str:
    """Counting each time what was taken once takes more, and the other way round; else it cannot be told."""
    if one is None or other is None or before["effect"] != "deduct":
        return directions.NEUTRAL
    if (before["basis"], after["basis"]) == ("fixed", "per_unit") and other >= one:
        return directions.STRICTER
    if (before["basis"], after["basis"]) == ("per_unit", "fixed") and other <= one:
        return directions.MILDER
    return directions.NEUTRAL


def _of_thresholds(left: Side, right: Side, before: Record, after: Record) -> Iterator[Change]:
    gone, new = list(before["thresholds"]), list(after["thresholds"])
    for bound in list(gone):
        same = next((other for other in new if _key(other) == _key(bound)), None)
        if same is not None:
            gone.remove(bound)
            new.remove(same)
    pairs = []
    for bound in list(gone):
        moved = next((other for other in new if _alike(bound, other)), None)
        if moved is not None:
            pairs.append((bound, moved))
            gone.remove(bound)
            new.remove(moved)
    for bound, moved in pairs:
        words = bound_in_words(bound), bound_in_words(moved)
        rate = percent(Decimal(bound["value"]), Decimal(moved["value"])) if bound["op"] != "between" else None
        direction = directions.of_threshold(after, bound, moved)
        yield Change("threshold_moved", direction, changed(right, after, *words, None, "界限"), before=words[0],
                     after=words[1], percent=rate)  # fmt: skip
    for bound in gone:
        told = bound_in_words(bound)
        sentence = named(right, after, f"取消界限{quoted(told)}")
        yield Change("threshold_removed", directions.of_threshold(after, bound, None), sentence, before=told)
    for bound in new:
        told = bound_in_words(bound)
        sentence = named(right, after, f"新增界限{quoted(told)}")
        direction = directions.turned(directions.of_threshold(after, bound, None))
        yield Change("threshold_added", direction, sentence, after=told)


def _key(bound: Record) -> tuple[Any, ...]:
    top = bound.get("value_to")
    return (
        bound["op"], Decimal(bound["value"]), None if top is None else Decimal(top), bound["unit"],
        bool(bound.get("from_end")),
    )  # fmt: skip


def _alike(one: Record, other: Record) -> bool:
    """Whether one bound may have become the other: the same unit, and both limit from the same end."""
    ends = {"<": "upper", "<=": "upper", ">": "lower", ">=": "lower"}
    same_end = ends.get(one["op"], one["op"]) == ends.get(other["op"], other["op"])
    return (
        one["unit"] == other["unit"] and same_end and bool(one.get("from_end")) == bool(other.get("from_end"))
    )


def _of_words(
    left: Side, right: Side, before: Record, after: Record, told: Sequence[Change]
) -> Iterator[Change]:
    """Other words for the same consequence; numbers and units count only where no change of them was told."""
    texts = before["condition"], after["condition"]
    if any(change.kind in QUANTIFIED for change in told):
        texts = without_quantifier(before), without_quantifier(after)
    if not _differ(left, right, *texts, numbers=not told):
        return
    words = before["condition"], after["condition"]
    sentence = changed(right, after, *words, None, "情形")
    yield Change("rule_reworded", directions.NEUTRAL, sentence, before=words[0], after=words[1])


def told_otherwise(left: Side, right: Side, change: Change, beside: Sequence[Change]) -> bool:
    """Whether a rule's other words are only another deadline or frequency, which is told by itself."""
    if change.kind != "rule_reworded":
        return False
    before, after = change.before or "", change.after or ""
    for other in beside:
        if other.kind in ("deadline_moved", "frequency_changed"):
            before = before.replace(other.before or "", "") if other.before else before
            after = after.replace(other.after or "", "") if other.after else after
    return (before, after) != (change.before, change.after) and not _differ(left, right, before, after, False)


def _differ(left: Side, right: Side, before: str, after: str, numbers: bool) -> bool:
    return differ(before, after, (left.document.year, right.document.year), numbers)
