"""People's corrections applied to the records: items, and their rules; caps are in `cap_corrections`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pipeline.correction_files import Correction
from pipeline.correction_values import RULE_FIELDS

Record = dict[str, Any]
HASH_LENGTH = 16
"""Hexadecimal digits of the hash by which a correction knows its text."""


@dataclass(slots=True)
class Outcome:
    """What became of the corrections: rows of the table, and findings for those that were not applied."""

    rows: list[Record] = field(default_factory=list)
    findings: list[Record] = field(default_factory=list)
    accepted: dict[tuple[str, str], str] = field(default_factory=dict)


def text_hash(value: Any) -> str:
    """The hash by which a correction knows the text that it corrects."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def hash_of_fields(item: Mapping[str, Any], fields: Sequence[str]) -> str:
    """The hash of an item's fields as they were read, whatever their order."""
    return text_hash({name: item[name] for name in fields})


def correct_items(document: Record, corrections: Sequence[Correction]) -> tuple[Record, Outcome]:
    """The document with its items' fields as people set them. Nothing given is changed."""
    outcome = Outcome()
    items = {item["id"]: item for item in document["items"]}
    out = dict(items)
    for one in corrections:
        if not _of_item(one):
            continue
        item = items.get(one.item)
        found = item is not None and hash_of_fields(item, list(one.value)) == one.text
        if not applies(one, found, item is not None, outcome) or item is None:
            continue
        out[one.item] = out[one.item] | one.value
        for name, value in one.value.items():
            outcome.rows.append(row(one, None, name, item[name], value))
    if not outcome.rows:
        return document, outcome
    corrected = [out[name] for name in items]
    amounts = [Decimal(i["points"]) for i in corrected if i["kind"] == "scored" and i["points"] is not None]
    total = str(sum(amounts, Decimal(0))) if amounts else None
    return {**document, "items": corrected, "total_points": total}, outcome


def correct_rules(
    rules: Record, document: Record, corrections: Sequence[Correction]
) -> tuple[Record, Outcome]:
    """The rules as people set, removed and added them, numbered anew where their number changed.

    `document` is the corrected one: a rule's correction knows the scoring text by its hash.
    """
    outcome = Outcome()
    criteria = {item["id"]: item["criteria"] or "" for item in document["items"]}
    results = {result["id"]: result for result in rules["items"]}
    for one in corrections:
        if _of_item(one) or of_cap(one):
            continue
        result = results.get(one.item)
        text = criteria.get(one.item)
        found = text is not None and text_hash(text) == one.text
        if not applies(one, found, result is not None, outcome) or result is None or text is None:
            continue
        if one.action == "accept":
            outcome.accepted[one.item, str(one.value)] = one.who
            outcome.rows.append(row(one, None, "accept", None, one.value))
            continue
        changed = _changed(result, text, one, outcome)
        if changed is not None:
            results[one.item] = changed
    return {**rules, "items": [results[result["id"]] for result in rules["items"]]}, outcome


def _changed(result: Record, text: str, one: Correction, outcome: Outcome) -> Record | None:
    """The item's result after one correction of its rules; None (and a finding) where it does not fit."""
    if one.action == "add":
        return _added(result, text, one, outcome)
    place = next((n for n, rule in enumerate(result["rules"]) if rule["quote"] == one.quote), None)
    if place is None:
        report(one, "stale_correction", f"没有原文是“{one.quote}”的规则，这条更正没有采用。", outcome)
        return None
    rule = result["rules"][place]
    rest = [other for n, other in enumerate(result["rules"]) if n != place]
    if one.action == "remove":
        outcome.rows.append(row(one, rule["quote"], "remove", rule["quote"], None))
        return _numbered(result, rest)
    for name, value in one.value.items():
        outcome.rows.append(row(one, rule["quote"], name, rule.get(name), value))
    return _numbered(result, [*rest, rule | one.value])


def _added(result: Record, text: str, one: Correction, outcome: Outcome) -> Record | None:
    quote = str(one.value["quote"])
    start = text.find(quote)
    end = start + len(quote)
    if start < 0:
        report(one, "stale_correction", f"评分标准中没有“{quote}”，这条更正没有采用。", outcome)
        return None
    if any(rule["start"] < end and start < rule["end"] for rule in result["rules"]):
        report(one, "stale_correction", f"“{quote}”与已有规则的原文重叠，这条更正没有采用。", outcome)
        return None
    empty: Record = dict.fromkeys(RULE_FIELDS) | {"thresholds": [], "targets": [], "condition": quote}
    rule = empty | one.value | {"seq": 0, "start": start, "end": end, "quote": quote}
    outcome.rows.append(row(one, quote, "add", None, quote))
    return _numbered(result, [*result["rules"], rule])


def _numbered(result: Record, rules: Sequence[Record]) -> Record:
    """The result with these rules in the order of the text, and everything that names them by number."""
    ordered = sorted(rules, key=lambda rule: int(rule["start"]))
    seqs = {rule["seq"]: seq for seq, rule in enumerate(ordered, 1) if rule["seq"]}
    caps = [cap | {"covers": [seqs[seq] for seq in cap["covers"] if seq in seqs]} for cap in result["caps"]]
    required = [
        bound | {"rule": seqs[bound["rule"]]}
        for bound in result.get("requirement_thresholds") or ()
        if bound["rule"] in seqs
    ]
    numbered = [rule | {"seq": seq} for seq, rule in enumerate(ordered, 1)]
    return result | {"rules": numbered, "caps": caps, "requirement_thresholds": required}


def _of_item(one: Correction) -> bool:
    return one.action == "set" and one.quote is None and one.cap is None


def of_cap(one: Correction) -> bool:
    """Whether a correction is about a cap: one that is there, or one to be added."""
    return one.cap is not None or (one.action == "add" and "direction" in one.value)


def applies(one: Correction, same_text: bool, there: bool, outcome: Outcome) -> bool:
    """Whether a correction is signed and about what is there; what is wrong becomes a finding."""
    if not (one.who and one.when and one.why):
        report(one, "unfinished_correction", "更正没有写明 who、when、why，没有采用。", outcome)
    elif not there:
        report(one, "stale_correction", f"没有 {one.item} 这条事项，更正没有采用。", outcome)
    elif not same_text:
        report(one, "stale_correction", "所更正的文字已经变了，更正没有采用，请重新核对。", outcome)
    else:
        return True
    return False


def report(one: Correction, kind: str, message: str, outcome: Outcome) -> None:
    """Note a correction that is not applied, and why."""
    value = json.dumps(one.value, ensure_ascii=False)
    outcome.findings.append(
        {"kind": kind, "severity": "warning", "message": message, "value": value, "item": one.item}
    )
    outcome.rows.append(row(one, one.quote, one.action, None, one.value) | {"applied": 0})


def row(one: Correction, quote: str | None, name: str, before: Any, after: Any) -> Record:
    """A row of the table: what a person set, before and after."""
    return {
        "item": one.item,
        "quote": quote,
        "field": name,
        "before": _text(before),
        "after": _text(after),
        "applied": 1,
        "who": one.who or None,
        "date": one.when or None,
        "why": one.why or None,
    }


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
