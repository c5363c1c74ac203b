"""People's corrections applied to caps, once the rules that they limit are corrected.

A cap is named by its words, the second of the same words by `扣完为止#2`; one that a heading states by its scope,
`table` or `section`. What it covers is named by the rules' own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipeline.correction_files import Correction
from pipeline.corrections import Outcome, applies, of_cap, report, row, text_hash

Record = dict[str, Any]


def cap_names(caps: Sequence[Record]) -> list[str]:
    """The names by which corrections know the caps of an item."""
    seen: Counter[str] = Counter()
    names = []
    for cap in caps:
        words = cap.get("quote") or cap["scope"]
        seen[words] += 1
        names.append(words if seen[words] == 1 else f"{words}#{seen[words]}")
    return names


def correct_caps(
    rules: Record, document: Record, corrections: Sequence[Correction]
) -> tuple[Record, Outcome]:
    """The caps as people set, removed and added them; `rules` and `document` are the corrected ones."""
    outcome = Outcome()
    criteria = {item["id"]: item["criteria"] or "" for item in document["items"]}
    results = {result["id"]: result for result in rules["items"]}
    names = {result["id"]: cap_names(result["caps"]) for result in rules["items"]}
    for one in filter(of_cap, corrections):
        result, text = results.get(one.item), criteria.get(one.item)
        found = text is not None and text_hash(text) == one.text
        if not applies(one, found, result is not None, outcome) or result is None or text is None:
            continue
        change = _added if one.action == "add" else _changed
        caps = change(result, names[one.item], text, one, outcome)
        if caps is not None:
            results[one.item] = result | {"caps": [cap for _, cap in caps]}
            names[one.item] = [name for name, _ in caps]
    return {**rules, "items": [results[result["id"]] for result in rules["items"]]}, outcome


Named = list[tuple[str, Record]]
"""Caps by the names that they were read with."""


def _changed(
    result: Record, names: Sequence[str], text: str, one: Correction, outcome: Outcome
) -> Named | None:
    caps = list(zip(names, result["caps"], strict=True))
    if one.cap not in names:
        known = "、".join(names)
        hint = f"有 {known}" if known else "一条也没有"
        report(one, "stale_correction", f"没有名为“{one.cap}”的封顶（{hint}），这条更正没有采用。", outcome)
        return None
    place = names.index(one.cap)
    cap = caps[place][1]
    if one.action == "remove":
        outcome.rows.append(row(one, one.cap, "cap.remove", one.cap, None))
        return [*caps[:place], *caps[place + 1 :]]
    value = _with_covers(result, one, outcome)
    if value is None:
        return None
    for name, after in one.value.items():
        before = _quotes(result, cap["covers"]) if name == "covers" else cap[name]
        outcome.rows.append(row(one, one.cap, f"cap.{name}", before, after))
    caps[place] = names[place], cap | value
    return caps


def _added(
    result: Record, names: Sequence[str], text: str, one: Correction, outcome: Outcome
) -> Named | None:
    quote = one.value["quote"]
    start = text.find(quote)
    if start < 0:
        report(one, "stale_correction", f"评分标准中没有“{quote}”，这条更正没有采用。", outcome)
        return None
    value = _with_covers(result, one, outcome)
    if value is None:
        return None
    empty: Record = {"points": None, "covers": [], "period": None, "scope": "text"}
    cap = empty | value | {"start": start, "end": start + len(quote)}
    outcome.rows.append(row(one, quote, "cap.add", None, quote))
    caps = [*zip(names, result["caps"], strict=True), (quote, cap)]
    return sorted(caps, key=lambda named: (named[1].get("start") is None, named[1].get("start") or 0))


def _with_covers(result: Record, one: Correction, outcome: Outcome) -> Record | None:
    """What a correction sets, with the numbers of the rules that it says are covered; None where one is not there."""
    value: Record = dict(one.value)
    if "covers" not in value:
        return value
    seqs = {rule["quote"]: rule["seq"] for rule in result["rules"]}
    missing = [quote for quote in value["covers"] if quote not in seqs]
    if missing:
        report(one, "stale_correction", f"没有原文是“{missing[0]}”的规则，这条更正没有采用。", outcome)
        return None
    return value | {"covers": sorted({seqs[quote] for quote in value["covers"]})}


def _quotes(result: Record, covers: Sequence[int]) -> list[str]:
    return [rule["quote"] for rule in result["rules"] if rule["seq"] in covers]
