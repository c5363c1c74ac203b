"""Rules, caps, bounds and deadlines in short words for the pages, in the visitor's language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from pipeline import plain
from pipeline.schema import OPERATORS
from publishing import english_rules
from publishing.records import Record

PERIODS = {
    "P1D": "每天",
    "P1W": "每周",
    "P1M": "每月",
    "P2M": "每两个月",
    "P3M": "每季度",
    "P6M": "每半年",
    "P1Y": "每年",
}


def consequence(rule: Record, language: str) -> str:
    """What a rule does: 每1次扣0.25分."""
    return english_rules.consequence(rule) if language == "en" else plain.consequence(rule)


def cap(found: Record, language: str) -> str:
    """Up to where: 最多扣3分."""
    return english_rules.cap(found) if language == "en" else plain.cap_in_words(found)


def headline(rule: Record, caps: Sequence[Record], language: str) -> str:
    """What a rule does and up to where: 每1次扣0.25分，最多扣3分. That the item's own mark is the limit is left out."""
    limits = [cap(one, language) for one in caps if rule["seq"] in one["covers"] and one["kind"] == "amount"]
    return (", " if language == "en" else "，").join([consequence(rule, language), *dict.fromkeys(limits)])


def bound(threshold: Record, language: str) -> str:
    """低于 90%, 介于 90%～95%, 不高于 10 位（倒数）."""
    if language == "en":
        return english_rules.bound(threshold)
    unit = threshold["unit"] or ""
    end = "（倒数）" if threshold["from_end"] else ""
    if threshold["op"] == "between":
        return f"{OPERATORS['between']} {threshold['value']}～{threshold['value_to']}{unit}{end}"
    return f"{OPERATORS[threshold['op']]} {threshold['value']}{unit}{end}"


def share(points: str | None, whole: str | None) -> str | None:
    """Points as a percentage of the whole, at most two decimals; None where either is missing or the whole is 0."""
    try:
        part, total = Decimal(points or ""), Decimal(whole or "")
    except InvalidOperation:
        return None
    return f"{(100 * part / total).quantize(Decimal('0.01')).normalize():f}%" if total else None


def frequency(found: Record, language: str) -> str:
    """每季度, 每月 不低于 2次."""
    if language == "en":
        return english_rules.frequency(found)
    period = PERIODS.get(found["iso"], str(found["iso"]))
    if found["count"] is None:
        return period
    comparison = "" if found["op"] == "=" else OPERATORS[found["op"]]
    return f"{period} {comparison} {found['count']}{found['unit'] or '次'}".replace("  ", " ")


def place(item: Record, language: str) -> str:
    """Where an item stands in its source: 第2页，工作表“表1”，第1张表，第30～31行."""
    if language == "en":
        return english_rules.place(item)
    parts = []
    if item["page"] is not None:
        parts.append(f"第{item['page']}页")
    if item["sheet"]:
        parts.append(f"工作表“{item['sheet']}”")
    if item["table"] is not None:
        parts.append(f"第{item['table']}张表")
    for first, last, unit in (
        (item["row_first"], item["row_last"], "行"),
        (item["paragraph_first"], item["paragraph_last"], "段"),
    ):
        if first is not None:
            parts.append(f"第{first}{unit}" if last in (None, first) else f"第{first}～{last}{unit}")
    return "，".join(parts)
