"""Thresholds: the numeric bounds on measured things, as the text states them."""

from __future__ import annotations

import re
from itertools import pairwise

from normalizers.annotations import Bound, Layers, Op, Quantity
from normalizers.intervals import START, Ranges
from normalizers.patterns import Ending, compiled
from normalizers.quantities import RATIO, TIME
from normalizers.words import any_of, load, words

_LEXICON = load("comparators")
_BEFORE_OP: dict[str, tuple[Op, bool]] = {}
for _op, _entry in _LEXICON["before"].items():
    for _word in words(_entry.get("words", "")):
        _BEFORE_OP[_word] = (_op, False)
    for _word in words(_entry.get("required", "")):
        _BEFORE_OP[_word] = (_op, True)
_BEHIND_OP: dict[str, Op] = {w: op for op, line in _LEXICON["behind"].items() for w in words(line)}

# 下达 and 达标 are no comparators, nor is 超标.
_GUARDS = {"达": r"(?<![下传表送转发抵])达(?![标成])", "超": r"(?<![赶反])超(?![标期时限额载市前越])"}
_WORD = compiled(
    "|".join(_GUARDS.get(w, re.escape(w)) for w in sorted(_BEFORE_OP, key=lambda w: (-len(w), w)))
)
# Between a comparator and its number: another number, verb or failing.
_OTHER_THING = re.compile(r"[扣得加每]|的[^，]{0,6}[未不]|未|发生|被|\d")
_GAP = re.compile(r"[^，。；：、\n]{0,18}")
# Right in front of the number these need no gap; 为 and 完成 reach no further.
_CLOSE_ONLY = frozenset(words("为 是 = 等于 满 超 < > ≤ ≥ 逾 实现 最低 最多 至多"))
_INCLUSION = r"（(?P<{}>不?含)[^）]{{0,8}}）"
_BEHIND = compiled(
    rf"(?:{_INCLUSION.format('first')})?(?P<word>{any_of(_BEHIND_OP)})(?:{_INCLUSION.format('second')})?"
)
_SYMBOL_BEHIND = re.compile(r"(?P<symbol>[<>≤≥])(?:[A-Za-zxX]|[\u4e00-\u9fff])")
_FLIPPED: dict[str, Op] = {"<": ">", "≤": ">=", ">": "<", "≥": "<="}
_BETWEEN_PAIR = re.compile(r"(?:（不?含[^）]*）)?(?:与|和|至|到|-|~)$")
_PAIR_BEHIND = re.compile(r"(?:（[^）\n]{0,20}）)?之?间")
_LIST_SIGN = re.compile(r"(?:（[^）]*）)?[、和及或与]第?")
_NEGATED_BEFORE = re.compile(
    r"(?:未|没有|没|不能|未能|无法)(?:按[^，。；：、]{0,8}?)?(?:如期|按时|按期|全面|及时)?(?:完成|达到|实现|做到|落实|超过)[^，。；：]{0,30}$"
)
_NEGATED_BEHIND = re.compile(r"(?:的)?[^，。；：、]{0,4}?(?:未完成|未达到|未实现|未达标|未落实|没有完成)")
_PICKED = Ending("(?:其中|任意|任何|任|某|哪)(?:有)?")
_LASTING = re.compile(any_of(words(_LEXICON["lasting"])))
NEGATION: dict[Op, Op] = {">=": "<", ">": "<=", "<": ">=", "<=": ">", "=": "<"}
"""What holds where a bound does not; what must be equal is missed by falling short of it."""
_FALLS_SHORT = frozenset(words("不足 未达到 未达 达不到 未完成 不到 没有达到"))
_CLAUSE_BEFORE = 26
"""How many characters before a number its comparator is looked for."""
_CLASSES = frozenset(words("级 等 等级 档 星 星级 类 等次 档次"))


def find(layers: Layers) -> None:
    """Set ``bounds``: every quantity that is compared, placed or (``bare``) may be required."""
    found: list[Bound] = []
    quantities = layers.quantities
    counted = {q.end for q in layers.quantifiers}
    taken = Ranges(
        [*((c.start, c.end) for c in layers.consequences), *((x.start, x.end) for x in layers.limits)]
    )
    skip: set[int] = set()
    for index, quantity in enumerate(quantities):
        if index in layers.amounts or index in skip or quantity.every or quantity.unit == "分之":
            continue
        if taken.holds(quantity.start):
            continue
        follower = quantities[index + 1] if index + 1 < len(quantities) else None
        if quantity.end in counted or _PICKED.before(layers.surface, quantity.start, 4):
            continue
        pair = _pair(layers, quantity, follower)
        if pair is not None:
            found.append(pair)
            skip.add(index + 1)
            continue
        compared = _compare(layers.surface, quantity)
        if compared is not None:
            found.append(compared)
    if len(found) > 1:
        _lists(layers, found)
    layers.bounds = sorted((b for b in found if _counts(layers, b)), key=START) if found else found


def _pair(layers: Layers, left: Quantity, right: Quantity | None) -> Bound | None:
    """90%与100%之间; 80%（含）至90%（不含）."""
    if right is None or right.unit != left.unit or left.value_to or right.value_to or left.unit is None:
        return None
    text = layers.surface
    between = text[left.end : right.start] if right.start - left.end <= 10 else ""
    if not _BETWEEN_PAIR.fullmatch(between):
        return None
    if between[-1] in "与和" and not _PAIR_BEHIND.match(text, right.end):
        return None
    return Bound(left.start, right.end, "between", left.value, left.unit, right.value)


def _compare(text: str, quantity: Quantity) -> Bound | None:
    """The bound that a quantity states with what stands before or behind it; a ``bare`` one where nothing does."""
    start, end, value, unit = quantity.start, quantity.end, quantity.value, quantity.unit
    if quantity.rank is not None:
        return _place(quantity)
    if unit in _CLASSES:
        return None
    if quantity.value_to is not None:
        return Bound(start, end, "between", value, unit, quantity.value_to)
    if symbol := _SYMBOL_BEHIND.match(text, end):
        return Bound(start, end + 1, _FLIPPED[symbol.group("symbol")], value, unit)
    clause = text[max(0, start - _CLAUSE_BEFORE) : start]
    begin = start - len(clause)
    before = _comparator(clause)
    if behind := _BEHIND.match(text, end):
        op = _BEHIND_OP[behind.group("word")]
        if "不含" in (behind.group("first"), behind.group("second")):
            op = ">" if op == ">=" else "<"
        negated = (
            (before and before.group() in _FALLS_SHORT)
            or _NEGATED_BEFORE.search(clause)
            or _NEGATED_BEHIND.match(text, behind.end())
        )
        return Bound(start, behind.end(), NEGATION[op] if negated else op, value, unit, required=not negated)
    if before:
        op, required = _BEFORE_OP[before.group()]
        if required and (_NEGATED_BEFORE.search(clause, 0, before.end()) or _NEGATED_BEHIND.match(text, end)):
            op, required = NEGATION[op], False
        return Bound(begin + before.start(), end, op, value, unit, required=required)
    if unit is None:
        return None
    if unit in RATIO:
        if missed := _NEGATED_BEHIND.match(text, end):
            return Bound(start, missed.end(), "<", value, unit)
        if missed := _NEGATED_BEFORE.search(clause):
            return Bound(begin + missed.start(), end, "<", value, unit)
    return Bound(start, end, "=", value, unit, required=True, bare=True)


def _comparator(clause: str) -> re.Match[str] | None:
    """The comparator that governs the number behind ``clause``: the nearest, 为 only right before the number."""
    for match in reversed(list(_WORD.finditer(clause))):
        gap = clause[match.end() :].removesuffix("（").rstrip("的了到至约：")
        if not _GAP.fullmatch(gap) or _OTHER_THING.search(gap):
            continue
        if match.group() in _CLOSE_ONLY and gap:
            continue
        return match
    return None


def _place(quantity: Quantity) -> Bound:
    """A place in an order: the first ten, the last two, the second."""
    bottom = quantity.rank in ("bottom", "exact_bottom")
    if quantity.value_to is not None:
        return Bound(
            quantity.start, quantity.end, "between", quantity.value, quantity.unit, quantity.value_to, bottom
        )
    op: Op = "=" if quantity.rank in ("exact", "exact_bottom") or (bottom and quantity.value == "1") else "<="
    if quantity.rank == "top" and quantity.value == "1":
        op = "<="
    return Bound(quantity.start, quantity.end, op, quantity.value, quantity.unit, None, bottom)


def _lists(layers: Layers, found: list[Bound]) -> None:
    """Give the numbers of a list the comparator that only one of them carries (低于80%、70%、60%的)."""
    for left, right in pairwise(found):
        if (
            right.bare
            and not left.bare
            and right.unit == left.unit
            and _LIST_SIGN.fullmatch(layers.surface, left.end, right.start)
        ):
            right.op, right.required, right.bare = left.op, left.required, False
    for right, left in pairwise(reversed(found)):
        if (
            left.bare
            and not right.bare
            and right.unit == left.unit
            and right.op != "between"
            and _LIST_SIGN.fullmatch(layers.surface, left.end, right.start)
        ):
            left.op, left.required, left.bare = right.op, right.required, False


def _counts(layers: Layers, bound: Bound) -> bool:
    """Durations bound only as the length of a failing; a deadline (24小时内) is no threshold."""
    if bound.unit in TIME and bound.unit not in ("学时", "课时"):
        before = layers.surface[max(0, bound.start - 12) : bound.start]
        if bound.op == "<=" and "内" in layers.surface[bound.end - 2 : bound.end]:
            lasting = bool(_LASTING.search(before))
            # How long a failing lasted is what happened, not what is required.
            bound.required = bound.required and not lasting
            return lasting
    return True
