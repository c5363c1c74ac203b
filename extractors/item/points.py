"""The points of an item: what a points cell says, and points that stand in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.document import Kind, decimal_text
from extractors.lexicon import words
from extractors.texts import squeeze

MAX_POINTS = Decimal(2000)
AMOUNT = re.compile(r"^(?P<sign>[+\-－]?)(?P<value>\d{1,4}(?:\.\d{1,3})?)(?P<unit>分|%)?$")
IN_BRACKETS = re.compile(
    r"[(\[【（［〔](?:本项|该项|此项|共计?|计|满分|总分|分值|基本分|基础分|标准分|权重)?[:：为]?\s*"
    r"(?P<value>\d{1,4}(?:[.．]\d{1,3})?)\s*分[)\]】）］〕]"
)
BARE = re.compile(r"[(\[【（](?P<value>\d{1,3}(?:\.\d)?)[)\]】）]\s*$")
SAID = re.compile(r"[(\[]?(?:基[本础]分|标准分|满分|总分|分值|共|计|最高)?(?:值|为|:)*[\d.]+分?[)\]]?")
REMARKED = re.compile(r"^(?P<value>\d{1,4}(?:\.\d{1,3})?)分?(?P<remark>\(.+\))$")
STATED = re.compile(
    r"(?:基本分|基础分|标准分|分值|满分|本项|该项|此项|总分)(?:值)?(?:共|计|为|满分|是|:|：)*(?P<value>\d{1,4}(?:[.．]\d{1,3})?)分"
)


@dataclass(frozen=True, slots=True)
class Points:
    """A points cell: the amount (None where it states none), the kind it names (None where it names none).

    ``read`` is false where the cell holds something else; ``remark`` is what stands in brackets behind the amount.
    """

    value: str | None
    kind: Kind | None
    read: bool = True
    percent: bool = False
    remark: str | None = None


def amount(text: str) -> str | None:
    """A bare decimal (full width allowed) as a decimal string, or None."""
    try:
        value = Decimal(squeeze(text))
    except InvalidOperation:
        return None
    return decimal_text(value) if value.is_finite() and 0 <= value <= MAX_POINTS else None


def is_blank(text: str) -> bool:
    """Whether a cell is empty or says that it has nothing to say (/ — 无)."""
    folded = squeeze(text)
    return not folded or folded in words("blank_marks")


def read_points(text: str) -> Points:
    """Read a points cell: ``3`` ``3分`` ``３`` ``+2`` ``10%`` ``加分项`` ``扣⏎分⏎项`` ``加分（5分）``."""
    if is_blank(text):
        return Points(None, None)
    folded = squeeze(text)
    match = AMOUNT.match(folded)
    if match and Decimal(match["value"]) <= MAX_POINTS:
        kind: Kind | None = "scored"
        if match["sign"]:
            kind = "bonus" if match["sign"] == "+" else "deduction"
        return Points(decimal_text(Decimal(match["value"])), kind, percent=match["unit"] == "%")
    bonus = any(word in folded for word in words("bonus_words"))
    deduction = any(word in folded for word in words("deduction_words"))
    if any(word in folded for word in words("either_words")):
        bonus = deduction = True
    numbers = re.findall(r"\d{1,4}(?:\.\d{1,3})?", folded)
    value = decimal_text(Decimal(numbers[0])) if len(numbers) == 1 else None
    if bonus != deduction:
        return Points(value, "bonus" if bonus else "deduction", read=len(numbers) <= 1)
    if bonus:
        return Points(None, None)
    if match := REMARKED.match(folded):
        return Points(decimal_text(Decimal(match["value"])), "scored", remark=match["remark"])
    if value is not None and SAID.fullmatch(folded):
        return Points(value, "scored")
    return Points(None, None, read=False)


def is_points(text: str) -> bool:
    """Whether a cell looks like a points cell (for columns without heading)."""
    return not is_blank(text) and read_points(text).read


def bracketed_points(text: str, *, bare: bool = False) -> str | None:
    """The one mark in brackets that a label states: ``"组织领导（10分）"`` → ``"10"``; None for none or
    several.

    ``bare`` also takes a number without 分 at the end, for columns whose heading says that it is points.
    """
    found = {m["value"] for m in IN_BRACKETS.finditer(text)}
    if bare and not found and (match := BARE.search(text)):
        found = {match["value"]}
    return _value(found)


def stated_points(text: str) -> str | None:
    """The mark that a scoring text states for the whole item: ``"基本分值5分"`` → ``"5"``; None for none or
    several."""
    found = {m["value"] for m in STATED.finditer(squeeze(text))}
    return _value(found)


def _value(found: set[str]) -> str | None:
    return amount(found.pop()) if len(found) == 1 else None


ADDS = re.compile(r"加\d|加分|加减|奖励?\d|奖励?[^，。；]{0,6}\d+(?:\.\d+)?分|另加|计入加分")
TAKES = re.compile(r"扣(?!完)|减\d|减分|不得分|不计分|得0分|否决|不合格")
EARNS = re.compile(r"[得计记赋给](?:满分|\d)")


def kind_of(criteria: str) -> Kind:
    """The kind of an item whose points cell is empty: ``bonus`` where the text only adds, ``deduction``
    where it only takes."""
    folded = squeeze(criteria)
    adds, takes, earns = (bool(p.search(folded)) for p in (ADDS, TAKES, EARNS))
    if adds and not takes and not earns:
        return "bonus"
    if takes and not adds and not earns:
        return "deduction"
    return "scored"
