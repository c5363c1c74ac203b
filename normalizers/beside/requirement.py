"""Thresholds that stand only in the requirement: 核发率达到95%以上 … 核发率每降低1%扣0.2分.

The rule model keeps them out of a rule's own thresholds; they are given beside the rules, linked by the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from normalizers.annotations import Bound
from normalizers.beside.indicators import name_indicator
from normalizers.fold import fold_characters
from normalizers.pipeline import read_layers
from normalizers.scoring.quantities import RATIO, TIME
from normalizers.spans import Plain

ALIKE = 0.8
"""How alike two names must be at least to be one indicator, where neither contains the other (0 to 1)."""

REACH = 80
"""Characters in front of a bound in which its subject is looked for."""

_CLAUSE = re.compile(r"[，。；：\n]")
_PARTS = re.compile(r"[、和及与或]")
_MISSED = re.compile(r"未达|达不到|没有达到|不达标|未完成|低于|不足|[降低少差缺]")
_EXCEEDED = re.compile(r"超过|超出|高于|[升增超多]")
_NEGATED = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
_UNLINKED = ("forfeit", "exempt", "veto", "refer")


@dataclass(frozen=True, slots=True)
class RequiredBound(Plain):
    """A bound of the requirement under which a rule of the scoring text holds.

    ``rule`` is the rule's ``seq``; offsets count code points of the requirement as given.
    """

    rule: int
    threshold: dict[str, Any]
    indicator: str
    start: int
    end: int
    quote: str
    source: str = "requirement"


def bounds_in_requirement(requirement: str, rules: Sequence[Mapping[str, Any]]) -> list[RequiredBound]:
    """The bounds of a requirement that rules without a bound of their own depend on.

    ``rules`` are the rules of the item's scoring text as plain data, each with its ``indicator``. A rule and a bound
    belong together where they name the same measured thing in the same kind of unit, and where the rule says in
    which direction the bound is missed (每降低, 未达到, 每超过) or counts by ratio.
    """
    open_rules = [rule for rule in rules if not rule["thresholds"] and rule["effect"] not in _UNLINKED]
    names = {rule["seq"]: _names(rule) for rule in open_rules}
    if not any(names.values()) or not re.search(r"\d|[一二两三四五六七八九十]", requirement):
        return []
    found = []
    for bound, start, end in _bounds(requirement):
        measured = _subjects(requirement, start, end)
        for rule in open_rules:
            op = _op(bound, rule)
            shared = next(
                (name for name in measured if any(same(name, other) for other in names[rule["seq"]])), None
            )
            if op and shared:
                threshold = {"op": op, "value": bound.value, "unit": bound.unit}
                found.append(
                    RequiredBound(rule["seq"], threshold, shared, start, end, requirement[start:end])
                )
    return found


def same(one: str, other: str) -> bool:
    """Whether two names mean one indicator: equal, one inside the other, or nearly alike with the same last word."""
    a, b = fold_characters(one), fold_characters(other)
    short, long = sorted((a, b), key=len)
    if len(short) < 3 or short[-1] != long[-1]:
        return False
    # The longer name may begin with what the shorter one leaves out (污水处理厂污泥…).
    ending = long[-len(short) - 2 :]
    return long.endswith(short) or SequenceMatcher(None, short, ending, autojunk=False).ratio() >= ALIKE


def _names(rule: Mapping[str, Any]) -> list[str]:
    per = rule["per"]
    if per is not None and per["unit"] not in RATIO:
        return []
    name = rule.get("indicator") or ""
    return [*rule["targets"], *filter(None, _PARTS.split(name)), *([name] if name else [])]


def _bounds(requirement: str) -> Iterator[tuple[Bound, int, int]]:
    """The bounds on ratios that the requirement states, with their original offsets."""
    found = read_layers(requirement)
    for bound in found.bounds:
        if bound.unit in RATIO and bound.unit not in TIME and bound.op != "between":
            yield bound, *found.folded.span(bound.start, bound.end)


def _subjects(requirement: str, start: int, end: int) -> list[str]:
    """The measured things in front of a bound: the whole name and its parts (监督检查率、整治达标率100%)."""
    before = fold_characters(requirement[max(0, start - REACH) : start])
    clause = start - len(before) + max((stop.end() for stop in _CLAUSE.finditer(before)), default=0)
    name = name_indicator(requirement[clause:end], measured=True)
    return [] if name is None else [name, *filter(None, _PARTS.split(name))]


def _op(bound: Bound, rule: Mapping[str, Any]) -> str | None:
    """How the bound is to be compared for the rule to hold; None where the rule does not say so."""
    required = ">=" if bound.bare or bound.op == "=" else bound.op
    if rule["effect"] in ("award", "bonus"):
        return None
    condition = rule["condition"]
    if required in (">=", ">") and _MISSED.search(condition):
        return _NEGATED[required]
    if required in ("<=", "<") and _EXCEEDED.search(condition):
        return _NEGATED[required]
    return None
