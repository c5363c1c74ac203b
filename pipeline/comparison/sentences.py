"""Changes in words that a report could quote."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.comparison.change import Side
    from pipeline.comparison.records import Item

Record = dict[str, Any]

NAME_LENGTH = 18
_REMEMBERED = 1 << 10
"""Titles that are remembered: every change of an item begins with its own."""
LOOKED_AT = 100
"""Characters at the beginning of a demand in which its first clause is looked for."""
CONDITION_LENGTH = 40
OPERATORS = {"<": "低于", "<=": "不高于", ">": "高于", ">=": "不低于", "=": "等于"}

_QUANTIFIER = re.compile(r"(?:^|(?<=[，、；的]))每(?!(?:[日天周旬月季年]|半[月年]).{2})[^，。；、]{0,9}$")
"""A counted unit at the end of a condition: it begins with 每 and fills the last clause; 每月召开会议 does not."""

_CLAUSE = re.compile(r"[，。；：\n（]")


def title(item: Item) -> str:
    """An item's number and the first clause of what it demands: 7.4 狠抓秸秆禁烧."""
    return _title(item.number, (item.requirement or item.group or item.criteria).strip()[:LOOKED_AT])


@lru_cache(maxsize=_REMEMBERED)
def _title(number: str, text: str) -> str:
    if number and text.startswith(number):
        text = text[len(number) :].lstrip(" .．、")
    end = next((stop.start() for stop in _CLAUSE.finditer(text) if _closed(text[: stop.start()])), len(text))
    clause = text[:end].strip()
    return f"{number} {shortened(clause, NAME_LENGTH)}".strip()


def _closed(text: str) -> bool:
    """Whether every quotation and bracket in a text has its end."""
    return all(text.count(first) == text.count(last) for first, last in ("“”", "（）", "《》"))


def quoted(text: str) -> str:
    """A text in quotation marks, its own made single as in print."""
    inside = text.replace("“", "‘").replace("”", "’").removesuffix("。")
    return f"“{inside}”"


def shortened(text: str, length: int) -> str:
    """A text on one line, of at most so many characters, with …… where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}……"


def of_side(side: Side) -> str:
    """The titles of a side's items."""
    return "、".join(title(item) for item in side.items)


def named(side: Side, rule: Record, what: str) -> str:
    """A sentence about the item that a rule belongs to."""
    owner = side.owner(rule)
    item = next(item for item in side.items if item.id == owner)
    return f"{title(item)}：{what}。"


def about(side: Side, what: str) -> str:
    """A sentence about a side."""
    return f"{of_side(side)}：{what}。"


def changed(
    side: Side, rule: Record, before: str, after: str, rate: float | None, what: str | None = None
) -> str:
    """A sentence on what was so and now is so, of one rule."""
    if what == "情形":
        return named(side, rule, f"{quoted(before)}改为{quoted(after)}")
    # The bound is told as it was and as it is now; of the rule, what is measured says more than its condition.
    measured = rule.get("indicator") if what == "界限" else None
    condition = shortened(measured or without_quantifier(rule), CONDITION_LENGTH)
    return named(
        side, rule, f"{quoted(condition)}{f'的{what}' if what else ''}由{before}改为{after}{by(rate)}"
    )


def without_quantifier(rule: Record) -> str:
    """A rule's condition without what is counted (每次, 一次, 每少1公里) or 的 at its end."""
    condition = _QUANTIFIER.sub("", str(rule["condition"]).rstrip("的，"))
    if rule["per"]:
        unit = re.escape(rule["per"]["unit"])
        condition = re.sub(rf"(?:每|一|\d+(?:\.\d+)?)+个?{unit}$", "", condition)
    return condition.rstrip("，、的")


def by(rate: float | None) -> str:
    """By how much: ，提高50%."""
    if not rate:
        return ""
    return f"，{'提高' if rate > 0 else '降低'}{abs(rate):g}%"


def bound_in_words(bound: Record) -> str:
    """A threshold in words: 低于90%, 后10位, 介于90%和95%."""
    unit = bound["unit"] or ""
    if bound["op"] == "between":
        return f"介于{bound['value']}{unit}和{bound['value_to']}{unit}"
    operator = OPERATORS[bound["op"]]
    if bound.get("from_end"):
        return f"倒数{operator}{bound['value']}{unit}"
    return f"{operator}{bound['value']}{unit}"
