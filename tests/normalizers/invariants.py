"""What must hold for every reading of every text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from comparison import cap_key, rule_key

SEVERITIES = ("info", "warning", "error")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?分(?![之钟别类])")


def broken(text: str, found: Mapping[str, Any]) -> list[str]:
    """What does not hold of spans, quotes, numbering and covers; empty where all is well."""
    rules, out = found["rules"], []
    for one in [*rules, *(cap for cap in found["caps"] if cap.get("start") is not None)]:
        if not 0 <= one["start"] < one["end"] <= len(text):
            out.append(f"outside the text: {one}")
        if text[one["start"] : one["end"]] != one["quote"]:
            out.append(f"the quote is not the text at its place: {one}")
    for before, after in pairwise(rules):
        if before["end"] > after["start"]:
            out.append(f"overlap: {before['quote']!r} and {after['quote']!r}")
    if [rule["seq"] for rule in rules] != list(range(1, len(rules) + 1)):
        out.append(f"numbering: {[rule['seq'] for rule in rules]}")
    for cap in found["caps"]:
        if not set(cap["covers"]) <= {rule["seq"] for rule in rules}:
            out.append(f"covers what is not there: {cap}")
    for rule in rules:
        out += [f"target not in the text: {target}" for target in rule["targets"] if target not in text]
    for finding in found["findings"]:
        if not 0 <= finding["start"] <= finding["end"] <= len(text) or finding["severity"] not in SEVERITIES:
            out.append(f"not a finding on the text: {finding}")
    return out


def lost_amounts(text: str, found: Mapping[str, Any]) -> list[str]:
    """Amounts of points that lie in no quote of a rule or a cap and in no finding."""
    spans = [(rule["start"], rule["end"]) for rule in found["rules"]]
    spans += [(cap["start"], cap["end"]) for cap in found["caps"] if cap.get("start") is not None]
    spans += [(finding["start"], finding["end"]) for finding in found["findings"]]
    return [m.group() for m in _AMOUNT.finditer(text) if not any(a <= m.start() < b for a, b in spans)]


def shape(found: Mapping[str, Any]) -> tuple[object, ...]:
    """A reading without its offsets and white space: two texts that say the same have the same shape."""
    names = {rule["seq"]: rule["seq"] for rule in found["rules"]}
    return (
        [(rule_key(rule), re.sub(r"\s", "", rule["quote"])) for rule in found["rules"]],
        [cap_key(cap, names) for cap in found["caps"]],
        [(finding["kind"], re.sub(r"\s", "", finding["value"])) for finding in found["findings"]],
    )
