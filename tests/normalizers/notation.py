"""A notation in which a rule or a cap of an example is written on one line.

A rule is its effect, and where they apply its basis, amount, factor, unit of counting, bounds, targets, formula, words:

    deduct per_unit 0.25 /1次 <1次 '每少1次'
    award fixed 3 90..95%
    deduct discretionary 0-0.5
    deduct share x0.5 "扣该项分值的50%"
    bonus fixed 2 <=3名^
    award formula ={70×达标率-63}
    award fixed 1 @国家,省级
    veto

``/1次`` is what the amount is counted by.  A bound is ``<90%``, ``>=5人``, ``=0``, ``1..5位`` (between), with ``^``
behind it for places from the bottom.  Words in single quotes must overlap the quote, words in double quotes must be
the quote.  Targets (``@-`` for none) and formula are compared only where they are written; everything else must be
as written, and what is not written must not be there.

A cap is its direction, kind, and where they apply its points and period, then the rules that it covers, then its
scope where that is not the text:

    deduct amount 3 [1,2]
    bonus amount 2 年 [1]
    deduct item_score [1] table
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparison import number, rule_key

EFFECTS = ("deduct", "award", "bonus", "forfeit", "exempt", "veto", "refer")
SIGNED = ("deduct", "award", "bonus")
# For each basis, which fields it must (True) and must not (False) have; None leaves it open.
BASES: dict[str, dict[str, bool | None]] = {
    "fixed": {"points": True, "points_min": False, "factor": False, "per": False},
    "per_unit": {"points": True, "points_min": False, "factor": False, "per": True},
    "proportional": {"points": None, "points_min": False, "factor": False, "per": False},
    "discretionary": {"points": None, "points_min": None, "factor": False, "per": None},
    "full": {"points": False, "points_min": False, "factor": False, "per": False},
    "share": {"points": False, "points_min": False, "factor": True, "per": None},
    "multiple": {"points": False, "points_min": False, "factor": True, "per": None},
    "formula": {"points": False, "points_min": False, "factor": False, "per": False},
    "by_reference": {"points": False, "points_min": False, "factor": None, "per": False},
}
DIRECTIONS = ("deduct", "award", "bonus", "net")
KINDS = {"amount": True, "item_score": False, "unlimited": False}
PERIODS = ("年", "半年", "季度", "月", "周", "日")
SCOPES = ("text", "table", "section")

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"[^\s\d<>=^@'\"]\S*?"
_AMOUNT = re.compile(rf"({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})-({_NUMBER})")
_FACTOR = re.compile(rf"x({_NUMBER})")
_PER = re.compile(rf"/({_NUMBER})({_UNIT})")
_BOUND = re.compile(rf"(<=|>=|<|>|=)({_NUMBER})({_UNIT})?(\^)?")
_BETWEEN = re.compile(rf"({_NUMBER})\.\.({_NUMBER})({_UNIT})?(\^)?")
_FORMULA = re.compile(r"=\{(\S+)\}")
_WORDS = re.compile(r"""\s('([^']+)'|"([^"]+)")$""")


class NotationError(ValueError):
    """An annotation that is not well formed."""


@dataclass(frozen=True)
class Expected:
    """One annotated rule: what is compared, and where its quote stands."""

    key: tuple[object, ...]
    targets: tuple[str, ...] | None = None
    formula: str | None = None
    words: str | None = None
    quote: str | None = None


def parse_rule(note: str) -> Expected:
    """Read the annotation of a rule."""
    rule: dict[str, Any] = {"thresholds": []}
    expected = Expected(())
    if found := _WORDS.search(note):
        expected = replace(expected, words=found.group(2), quote=found.group(3))
        note = note[: found.start()]
    effect, *pieces = note.split() or [""]
    if effect not in EFFECTS:
        raise NotationError(f"no effect: {effect!r} in {note!r}")
    rule["effect"] = effect
    if effect in SIGNED:
        if not pieces or pieces[0] not in BASES:
            raise NotationError(f"no basis: {note!r}")
        rule["basis"] = pieces.pop(0)
    for piece in pieces:
        if piece.startswith("@"):
            expected = replace(expected, targets=() if piece == "@-" else tuple(piece[1:].split(",")))
        elif found := _FORMULA.fullmatch(piece):
            expected = replace(expected, formula=found.group(1))
        else:
            _read_piece(rule, piece, note)
    _check_fields(rule, note)
    return replace(expected, key=rule_key(rule))


def _read_piece(rule: dict[str, Any], piece: str, note: str) -> None:
    fields: dict[str, Any]
    if found := _AMOUNT.fullmatch(piece):
        fields = {"points": found.group(1)}
    elif found := _RANGE.fullmatch(piece):
        fields = {"points_min": found.group(1), "points": found.group(2)}
    elif found := _FACTOR.fullmatch(piece):
        fields = {"factor": found.group(1)}
    elif found := _PER.fullmatch(piece):
        fields = {"per": {"quantity": found.group(1), "unit": found.group(2)}}
    elif found := _BOUND.fullmatch(piece):
        op, value, unit, end = found.groups()
        rule["thresholds"].append({"op": op, "value": value, "unit": unit, "from_end": bool(end)})
        return
    elif found := _BETWEEN.fullmatch(piece):
        value, to, unit, end = found.groups()
        bound = {"op": "between", "value": value, "value_to": to, "unit": unit, "from_end": bool(end)}
        rule["thresholds"].append(bound)
        return
    else:
        raise NotationError(f"cannot read {piece!r} in {note!r}")
    if set(fields) & set(rule):
        raise NotationError(f"said twice: {piece!r} in {note!r}")
    rule.update(fields)


def _check_fields(rule: Mapping[str, Any], note: str) -> None:
    wanted = BASES.get(rule.get("basis", ""), dict.fromkeys(("points", "points_min", "factor", "per"), False))
    for name, must in wanted.items():
        if must is not None and must != (name in rule):
            raise NotationError(f"{name} {'is missing' if must else 'has no place'} in {note!r}")


def parse_cap(note: str) -> tuple[object, ...]:
    """Read the annotation of a cap: direction, kind, points, period, covered rules, scope."""
    found = re.fullmatch(
        rf"(?P<direction>\w+) (?P<kind>\w+)(?: (?P<points>{_NUMBER}))?(?: (?P<period>[^\W\d]+))? "
        r"\[(?P<covers>\d+(?:,\d+)*)\](?: (?P<scope>\w+))?",
        note,
    )
    if not found:
        raise NotationError(f"cannot read the cap {note!r}")
    direction, kind, points, period, covers, scope = found.groups()
    known = direction in DIRECTIONS and kind in KINDS
    if not known or period not in (None, *PERIODS) or scope not in (None, *SCOPES):
        raise NotationError(f"an unknown word in the cap {note!r}")
    if KINDS[kind] != (points is not None):
        raise NotationError(f"points do not go with the kind in the cap {note!r}")
    return (direction, kind, number(points), period, tuple(map(int, covers.split(","))), scope or "text")


def differences(text: str, rules: Sequence[str], caps: Sequence[str], found: Mapping[str, Any]) -> list[str]:
    """Where a reading differs from the annotation of ``text``; empty where it does not."""
    expected = [parse_rule(note) for note in rules]
    wanted_caps = [parse_cap(note) for note in caps]
    _check_words(text, expected, wanted_caps)
    got = found["rules"]
    keys, got_keys = [one.key for one in expected], [rule_key(rule) for rule in got]
    out = [f"missing: {note}" for note, key in zip(rules, keys, strict=True) if key not in got_keys]
    out += [f"extra: {key} {r['quote']!r}" for key, r in zip(got_keys, got, strict=True) if key not in keys]
    if not out and keys != got_keys:
        out.append(f"number or order: {got_keys}")
    if not out:
        for note, one, rule in zip(rules, expected, got, strict=True):
            out += _place_differs(text, note, one, rule)
    got_caps = sorted(map(_cap_found, found["caps"]), key=str)
    if sorted(wanted_caps, key=str) != got_caps:
        out.append(f"caps: {got_caps}")
    return out


def _cap_found(cap: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        cap["direction"],
        cap["kind"],
        number(cap["points"]),
        cap["period"],
        tuple(sorted(cap["covers"])),
        cap["scope"],
    )


def _check_words(text: str, expected: Sequence[Expected], caps: Sequence[tuple[object, ...]]) -> None:
    for one in expected:
        for words in (one.words, one.quote, *(one.targets or ())):
            if words is not None and words not in text:
                raise NotationError(f"{words!r} is not in {text!r}")
    for cap in caps:
        covers = cap[4]
        if not isinstance(covers, tuple) or not set(covers) <= set(range(1, len(expected) + 1)):
            raise NotationError(f"the cap covers rules that are not there: {covers} in {text!r}")


def _place_differs(text: str, note: str, one: Expected, rule: Mapping[str, Any]) -> list[str]:
    out = []
    if text[rule["start"] : rule["end"]] != rule["quote"]:
        out.append(f"the quote is not the text at its place: {rule['quote']!r}")
    if one.quote is not None and rule["quote"] != one.quote:
        out.append(f"quote: {rule['quote']!r} for {note}")
    if one.words is not None:
        places = [m.span() for m in re.finditer(re.escape(one.words), text)]
        if not any(start < rule["end"] and rule["start"] < end for start, end in places):
            out.append(f"elsewhere: {rule['quote']!r} for {note}")
    if one.targets is not None and tuple(rule["targets"]) != one.targets:
        out.append(f"targets: {rule['targets']} for {note}")
    if one.formula is not None and rule["formula"] != one.formula:
        out.append(f"formula: {rule['formula']!r} for {note}")
    return out
