"""What kind of unit a rule counts by, and in what unit rules of one kind can be compared."""

from __future__ import annotations

from functools import cache

INCIDENT, PERCENT, DAY = "次", "%", "天"
SCALES = {
    "%": (PERCENT, 1.0),
    "百分点": (PERCENT, 1.0),
    "‰": (PERCENT, 0.1),
    "千分点": (PERCENT, 0.1),
    "成": (PERCENT, 10.0),
    **dict.fromkeys(("天", "日", "工作日", "自然日", "日历天", "日历日"), (DAY, 1.0)),
    "周": (DAY, 7.0),
    "星期": (DAY, 7.0),
}
"""Ratios in percent, times in days; months and quarters have no fixed number of days and stay what they are."""

KINDS = {
    "counted": "count",
    "ratio": "ratio",
    "time": "time",
    "order": "order",
    "measure": "measure",
    "points": "points",
}
"""The classes of the normaliser's lexicon of units; a unit of several is of the first."""

LARGE = "百千万亿"
"""What stands in front of a unit and makes it a larger one: 万元 is of the kind of 元."""


def unit_facts(unit: str) -> tuple[str, str, float]:
    """A unit's kind (`count`, `ratio`, `time`, `order`, `measure`, `points`, `other`), the unit in which it is
    compared, and how many of those it makes: 起 → count, 次, 1; ‰ → ratio, %, 0.1."""
    known = _kinds().get(unit)
    kind = known or _kinds().get(unit.lstrip(LARGE), "other")
    compared, scale = SCALES.get(unit, (INCIDENT if known == "count" else unit, 1.0))
    return kind, compared, scale


def counted(quantity: str, unit: str) -> str:
    """A number of units as it is said: 1次, 2个百分点, 1个月, 10万元."""
    return f"{quantity}{'个' if unit in _with_ge() else ''}{unit}"


@cache
def _with_ge() -> frozenset[str]:
    """Units that stand behind 个: 百分点, 工作日, and nouns that are counted themselves: 企业."""
    from normalizers.words import load, words

    lexicon = load("units")
    return frozenset(words(lexicon["with_ge"])) | {noun for noun in words(lexicon["nouns"]) if len(noun) > 1}


@cache
def _kinds() -> dict[str, str]:
    from normalizers.words import load, words

    lexicon = load("units")
    found: dict[str, str] = {}
    for entry, kind in KINDS.items():
        for unit in words(lexicon[entry]):
            found.setdefault(unit, kind)
    return found
