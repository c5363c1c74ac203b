"""What people corrected by hand: `data/corrections/DOCUMENT.yaml`, a list of corrections.

Each names the item, the hash of the text that it corrects (so that it does not outlive that text), who, when and
why, and does one thing: `set` fields of the item; with `quote`, `set` fields of the rule quoted so or `remove` it;
`add` a rule; `accept` a kind of finding.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pipeline.errors import CorrectionError
from pipeline.schema import BASES, EFFECTS, ITEM_KINDS

Record = dict[str, Any]

ITEM_FIELDS = (
    "number",
    "section",
    "group",
    "requirement",
    "points",
    "kind",
    "criteria",
    "evidence",
    "departments",
)
RULE_FIELDS = (
    "effect",
    "basis",
    "points",
    "points_min",
    "factor",
    "formula",
    "per",
    "thresholds",
    "targets",
    "condition",
    "indicator",
)
ACTIONS = ("set", "remove", "add", "accept")
KEYS = {"item", "text", "quote", "who", "when", "why", *ACTIONS}
CODES = {"effect": EFFECTS, "basis": BASES, "kind": ITEM_KINDS}
DECIMALS = {"points", "points_min", "factor"}
LISTS = {"departments", "thresholds", "targets"}
HASH_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the file, as written."""

    item: str
    text: str
    action: str
    value: Any
    quote: str | None
    who: str
    when: str
    why: str


@dataclass(slots=True)
class Outcome:
    """What became of the corrections: rows of the table, and findings for those that were not applied."""

    rows: list[Record] = field(default_factory=list)
    findings: list[Record] = field(default_factory=list)
    accepted: dict[tuple[str, str], str] = field(default_factory=dict)


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a document, in their order; none where there is no file.

    Raises `CorrectionError`, naming the entry, for what is no YAML list of corrections.
    """
    if not path.exists():
        return []
    import yaml

    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}：不是 YAML 文件（{str(error).splitlines()[0]}）。") from None
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise CorrectionError(f"{path}：应是一个列表，每条更正以“- item:”开头。")
    # Entries with `link` are decisions on links between documents, which the comparison reads.
    return [
        _correction(entry, f"{path}，第{number}条")
        for number, entry in enumerate(entries, 1)
        if not (isinstance(entry, dict) and "link" in entry)
    ]


def _correction(entry: Any, where: str) -> Correction:
    if not isinstance(entry, dict):
        raise CorrectionError(f"{where}：应写成“item: …”等各行。")
    unknown = set(entry) - KEYS
    actions = [name for name in ACTIONS if name in entry]
    if unknown:
        raise CorrectionError(f"{where}：不认识的写法 {'、'.join(map(str, sorted(unknown)))}。")
    if not entry.get("item") or not entry.get("text") or len(actions) != 1:
        raise CorrectionError(f"{where}：要有 item、text，以及 {'、'.join(ACTIONS)} 之一。")
    [action] = actions
    value, quote = entry[action], entry.get("quote")
    fields = RULE_FIELDS if quote else ITEM_FIELDS
    if action == "set" and (not isinstance(value, dict) or not value or not set(value) <= set(fields)):
        raise CorrectionError(f"{where}：set 只能写 {'、'.join(fields)}。")
    if action == "add" and (not isinstance(value, dict) or not {"effect", "quote"} <= set(value)):
        raise CorrectionError(f"{where}：add 至少要有 effect 和 quote（原文）。")
    if action == "add" and not set(value) <= {*RULE_FIELDS, "quote"}:
        raise CorrectionError(f"{where}：add 只能写 quote、{'、'.join(RULE_FIELDS)}。")
    if action == "remove" and not quote:
        raise CorrectionError(f"{where}：remove 要用 quote 写明删去哪条规则。")
    if isinstance(value, dict):
        value = {name: _value(name, given, where) for name, given in value.items()}
    texts = {name: str(entry.get(name) or "").strip() for name in ("who", "when", "why")}
    return Correction(str(entry["item"]), str(entry["text"]), action, value, quote, **texts)


def _value(name: str, given: Any, where: str) -> Any:
    """A field's new value in the form of the records: decimals as text, codes among the allowed."""
    if name in CODES and given is not None and given not in CODES[name]:
        raise CorrectionError(f"{where}：{name} 只能是 {'、'.join(CODES[name])}。")
    if name == "per" and given is not None:
        if not isinstance(given, dict) or set(given) != {"quantity", "unit"}:
            raise CorrectionError(f"{where}：per 要写 quantity 和 unit。")
        return {"quantity": _decimal(given["quantity"], where), "unit": str(given["unit"])}
    if name in DECIMALS and given is not None:
        return _decimal(given, where)
    if name in LISTS and not isinstance(given, list):
        raise CorrectionError(f"{where}：{name} 应是一个列表。")
    return given


LARGEST_EXPONENT = 9
"""No amount of a table has more digits before the point."""


def _decimal(given: Any, where: str) -> str:
    try:
        value = Decimal(str(given))
    except InvalidOperation:
        raise CorrectionError(f"{where}：{given!r} 不是数。") from None
    if not value.is_finite() or value < 0 or value.adjusted() > LARGEST_EXPONENT:
        raise CorrectionError(f"{where}：{given!r} 不能用作数额，应是不小于 0 的普通数字。")
    return format(value, "f")


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
        if one.action != "set" or one.quote:
            continue
        item = items.get(one.item)
        found = item is not None and hash_of_fields(item, list(one.value)) == one.text
        if not _applies(one, found, item is not None, outcome) or item is None:
            continue
        out[one.item] = out[one.item] | one.value
        for name, value in one.value.items():
            outcome.rows.append(_row(one, None, name, item[name], value))
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
        if one.action == "set" and not one.quote:
            continue
        result = results.get(one.item)
        text = criteria.get(one.item)
        found = text is not None and text_hash(text) == one.text
        if not _applies(one, found, result is not None, outcome) or result is None or text is None:
            continue
        if one.action == "accept":
            outcome.accepted[one.item, str(one.value)] = one.who
            outcome.rows.append(_row(one, None, "accept", None, one.value))
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
        _report(one, "stale_correction", f"没有原文是“{one.quote}”的规则，这条更正没有采用。", outcome)
        return None
    rule = result["rules"][place]
    rest = [other for n, other in enumerate(result["rules"]) if n != place]
    if one.action == "remove":
        outcome.rows.append(_row(one, rule["quote"], "remove", rule["quote"], None))
        return _numbered(result, rest)
    for name, value in one.value.items():
        outcome.rows.append(_row(one, rule["quote"], name, rule.get(name), value))
    return _numbered(result, [*rest, rule | one.value])


def _added(result: Record, text: str, one: Correction, outcome: Outcome) -> Record | None:
    quote = str(one.value["quote"])
    start = text.find(quote)
    end = start + len(quote)
    if start < 0:
        _report(one, "stale_correction", f"评分标准中没有“{quote}”，这条更正没有采用。", outcome)
        return None
    if any(rule["start"] < end and start < rule["end"] for rule in result["rules"]):
        _report(one, "stale_correction", f"“{quote}”与已有规则的原文重叠，这条更正没有采用。", outcome)
        return None
    empty: Record = dict.fromkeys(RULE_FIELDS) | {"thresholds": [], "targets": [], "condition": quote}
    rule = empty | one.value | {"seq": 0, "start": start, "end": end, "quote": quote}
    outcome.rows.append(_row(one, quote, "add", None, quote))
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


def _applies(one: Correction, same_text: bool, there: bool, outcome: Outcome) -> bool:
    if not (one.who and one.when and one.why):
        _report(one, "unfinished_correction", "更正没有写明 who、when、why，没有采用。", outcome)
    elif not there:
        _report(one, "stale_correction", f"没有 {one.item} 这条事项，更正没有采用。", outcome)
    elif not same_text:
        _report(one, "stale_correction", "所更正的文字已经变了，更正没有采用，请重新核对。", outcome)
    else:
        return True
    return False


def _report(one: Correction, kind: str, message: str, outcome: Outcome) -> None:
    value = json.dumps(one.value, ensure_ascii=False)
    outcome.findings.append(
        {"kind": kind, "severity": "warning", "message": message, "value": value, "item": one.item}
    )
    outcome.rows.append(_row(one, one.quote, one.action, None, one.value) | {"applied": 0})


def _row(one: Correction, quote: str | None, name: str, before: Any, after: Any) -> Record:
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
