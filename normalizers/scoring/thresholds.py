"""Thresholds: the numeric bounds on measured things, as the text states them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from normalizers.annotations import Bound, Layers, Op, Quantity
from normalizers.intervals import START, Ranges
from normalizers.patterns.compiled import Ending, compiled
from normalizers.scoring.quantities import COUNTED, POINTS, RATIO, TIME
from normalizers.words import any_of, load, words

_LEXICON = load("comparators")
_BEFORE_OP: dict[str, tuple[Op, bool]] = {}
for _op, _entry in _LEXICON["before"].items():
    for _word in words(_entry.get("words", "")):
        _BEFORE_OP[_word] = (_op, False)
    for _word in words(_entry.get("required", "")):
        _BEFORE_OP[_word] = (_op, True)
_BEHIND_OP: dict[str, Op] = {w: op for op, line in _LEXICON["behind"].items() for w in words(line)}

# 下达 and 达标 are no comparators, nor are 超标 and 内容.
_GUARDS = {
    "达": r"(?<![下传表送转发抵])达(?![标成])",
    "超": r"(?<![赶反])超(?![标期时限额载市前越])",
    "不到": r"不到(?![位场岗会])",
    "未到": r"未到(?![位场岗会])",
    "未达": r"未达(?![标成])",
    "不达": r"不达(?![标成])",
    "内": r"内(?![部容外控业设在])",
}


def _any_word(listed: Iterable[str]) -> str:
    """A choice between comparators, the longest first, each guarded against the words that it begins or ends."""
    return "|".join(_GUARDS.get(w, re.escape(w)) for w in sorted(listed, key=lambda w: (-len(w), w)))


_WORD = compiled(_any_word(_BEFORE_OP))
# Between a comparator and its number: another number, verb or failing.
_OTHER_THING = re.compile(r"[扣得加每]|的[^，]{0,6}[未不]|未|发生|被|\d")
_GAP = re.compile(r"[^，。；：、\n]{0,18}")
# Right in front of the number these need no gap; 为 and 完成 reach no further.
_CLOSE_ONLY = frozenset(words("为 是 = 等于 满 超 < > ≤ ≥ 逾 实现 最低 最多 至多"))
# ≥规定数的90%: what the share is of may stand between a sign and its number.
_PART_OF = re.compile(r"[\u4e00-\u9fff]{2,10}的?")
_INCLUSION = r"（(?P<{}>不?含)[^）]{{0,8}}）"
_BEHIND = compiled(
    rf"(?:{_INCLUSION.format('first')})?(?P<word>{_any_word(_BEHIND_OP)})(?:{_INCLUSION.format('second')})?"
)
# 低于（含）90%, 超过50张（含）: the number itself belongs to the bound.
_INCLUDED = re.compile(r"（含[^（），。；]{0,8}）")
_INCLUSION_LENGTH = 4
_OPERATORS = frozenset("×÷*/")
"""A number behind one of these is a part of a formula."""
_OR_EQUAL: dict[Op, Op] = {"<": "<=", ">": ">="}
_SYMBOL_BEHIND = re.compile(r"(?P<symbol>[<>≤≥])(?:[A-Za-zxX]|[\u4e00-\u9fff])")
_FLIPPED: dict[str, Op] = {"<": ">", "≤": ">=", ">": "<", "≥": "<="}
_BETWEEN_PAIR = re.compile(r"(?:（不?含[^）]*）)?(?:与|和|至|到|-|~)$")
_PAIR_BEHIND = re.compile(r"(?:（[^）\n]{0,20}）)?之?间")
_OF_THE_LAST = re.compile(r"[及或](?:其)?(?:以[上下]|更[多少])")
_RANGE_SIGN = re.compile(r"[，、]?")
_LIST_SIGN = re.compile(r"(?:（[^）]*）)?[、和及或与]第?")
_NEGATED_BEFORE = re.compile(
    r"(?:未|没有|没|不能|未能|无法)(?:按[^，。；：、]{0,8}?)?(?:如期|按时|按期|全面|及时)?(?:完成|达到|实现|做到|落实|超过)[^，。；：]{0,30}$"
    # 未每月巡查2次以上
    r"|(?:未|没有|没|未能)(?:按(?:要求|规定))?(?:做到)?每(?:半年|年|季度?|月|周|旬|日|天)[^，。；：]{0,20}$"
)
_NEGATED_BEHIND = re.compile(r"(?:的)?[^，。；：、]{0,4}?(?:未完成|未达到|未实现|未达标|未落实|没有完成)")
_PICKED = Ending("(?:其中|任意|任何|任|某|哪)(?:有)?")
# Behind a place: 第7名及以后 are the seventh and all worse places, 第3名以内 the third and all better ones.
_AND_ON = re.compile(
    r"[及或]?(?:其)?(?:(?P<behind>以后|之后|以下|往后|靠后|后面?(?=的|[，得扣不加计]))|以[上前内]|之前|前(?=的|，))"
)
_IS_TARGET = Ending("(?:任务|目标|指标|计划|定额|基数)(?:数|值|量|任务|指标|数量)?")
_TAKES = Ending("(?:时间|用时|时长|时限|周期|耗时|速度|住院日|[日天]数|工期|年限|账期|期限)[^，。；：]{0,6}")
_EARNS_AT_ONCE = re.compile(r"的?，?(?:本项|可)?[得计加赋给记]")
_STATEMENT_END = re.compile(r"[。；\n]")
_LASTING = re.compile(any_of(words(_LEXICON["lasting"])))
NEGATION: dict[Op, Op] = {">=": "<", ">": "<=", "<": ">=", "<=": ">", "=": "<"}
"""What holds where a bound does not; what must be equal is missed by falling short of it."""
_FALLS_SHORT = frozenset(words("不足 未达到 未达 达不到 未完成 不到 没有达到"))
_CLAUSE_BEFORE = 26
"""How many characters before a number its comparator is looked for."""
_LASTED_BEFORE = 12
"""How many characters before a duration it is looked for what lasted so long."""
_AGES = ("岁", "周岁")
_ENDS_AGE = ("", "的", "，", "。", "；", "、", "扣", "得", "加", "减", "计", "）")
_AIMS = ("标准", "要求", "目标")
"""达到标准6分 gives six points, it does not ask for them."""
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
    ordinals = _ordinals(layers)
    for index, quantity in enumerate(quantities):
        if index in layers.amounts or index in skip or quantity.every or quantity.unit == "分之":
            continue
        if quantity.start in ordinals:
            found.extend(ordinals[quantity.start])
            continue
        if taken.holds(quantity.start) or layers.surface[quantity.start - 1 : quantity.start] in _OPERATORS:
            continue
        follower = quantities[index + 1] if index + 1 < len(quantities) else None
        if quantity.end in counted:
            continue
        # 其中2家 picks; 其中5000万元以上的 are those of that size.
        if quantity.unit in COUNTED and _PICKED.before(layers.surface, quantity.start, 4):
            continue
        pair = _pair(layers, quantity, follower)
        if pair is not None:
            found.append(pair)
            skip.add(index + 1)
            continue
        compared = _compare(layers.surface, quantity)
        if compared is not None:
            found.append(compared)
    ranged: set[int] = set()
    if len(found) > 1:
        _lists(layers, found)
        ranged = _two_ended(layers, found)
    layers.bounds = (
        sorted((b for b in found if b.start in ranged or _counts(layers, b)), key=START) if found else found
    )


def _ordinals(layers: Layers) -> dict[int, list[Bound]]:
    """By where their numbers begin, the bounds of 第一次 …，第二次 …，第三次及以上 …; one alone bounds nothing."""
    text = layers.surface
    if "第" not in text:
        return {}
    counted = [
        q
        for q in layers.quantities
        if q.rank is None and q.unit in COUNTED and text[q.start - 1 : q.start] == "第"
    ]
    several = len({q.value for q in counted}) > 1
    bounds: dict[int, list[Bound]] = {}
    for quantity in counted:
        behind = _AND_ON.match(text, quantity.end) or _BEHIND.match(text, quantity.end)
        op: Op = ">=" if behind else "="
        end = behind.end() if behind else quantity.end
        bounds[quantity.start] = (
            [Bound(quantity.start, end, op, quantity.value, quantity.unit)] if several else []
        )
    return bounds


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
        return _place(text, quantity)
    if unit in _CLASSES:
        return None
    if quantity.value_to is not None:
        return Bound(start, end, "between", value, unit, quantity.value_to)
    if symbol := _SYMBOL_BEHIND.match(text, end):
        return Bound(start, end + 1, _FLIPPED[symbol.group("symbol")], value, unit)
    clause = text[max(0, start - _CLAUSE_BEFORE) : start]
    begin = start - len(clause)
    before = None if unit == POINTS and clause.endswith(_AIMS) else _comparator(clause)
    behind = _BEHIND.match(text, end)
    if behind and (behind.group("word") != "内" or unit in TIME):
        # 周边2公里内 says where; only with a time is 内 alone a bound.
        op = _BEHIND_OP[behind.group("word")]
        if "不含" in (behind.group("first"), behind.group("second")):
            op = ">" if op == ">=" else "<"
        # 3家以上企业未达标, 未达到要求2次以上: what is counted are the failings.
        counts = unit in COUNTED
        negated = (
            (before and before.group() in _FALLS_SHORT and not (counts and clause[before.end() :]))
            or _NEGATED_BEFORE.search(clause)
            or (not counts and _NEGATED_BEHIND.match(text, behind.end()))
        )
        return Bound(start, behind.end(), NEGATION[op] if negated else op, value, unit, required=not negated)
    if before:
        op, required = _BEFORE_OP[before.group()]
        if op in _OR_EQUAL and _INCLUDED.search(text, begin + before.end(), end + _INCLUSION_LENGTH):
            op = _OR_EQUAL[op]
        if (
            before.group() in ("为", "是")
            and unit
            and _IS_TARGET.before(clause, before.start(), _CLAUSE_BEFORE)
        ):
            # 任务数为200台，每少5台 …: what is aimed at, not what has happened.
            return Bound(start, end, "=", value, unit, required=True, bare=True)
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
        if (
            gap
            and match.group() in _CLOSE_ONLY
            and not (match.group() in _FLIPPED and _PART_OF.fullmatch(gap))
        ):
            continue
        return match
    return None


def _place(text: str, quantity: Quantity) -> Bound:
    """A place in an order: the first ten, the last two, the second, the seventh and those behind it."""
    if (
        quantity.rank == "exact"
        and quantity.value_to is None
        and (open_end := _AND_ON.match(text, quantity.end))
    ):
        op: Op = ">=" if open_end.group("behind") else "<="
        return Bound(quantity.start, open_end.end(), op, quantity.value, quantity.unit)
    bottom = quantity.rank in ("bottom", "exact_bottom")
    if quantity.value_to is not None:
        return Bound(
            quantity.start, quantity.end, "between", quantity.value, quantity.unit, quantity.value_to, bottom
        )
    op = "=" if quantity.rank in ("exact", "exact_bottom") or (bottom and quantity.value == "1") else "<="
    if quantity.rank == "top" and quantity.value == "1":
        op = "<="
    return Bound(quantity.start, quantity.end, op, quantity.value, quantity.unit, None, bottom)


def _lists(layers: Layers, found: list[Bound]) -> None:
    """Give the numbers of a list the comparator that only one of them carries (低于80%、70%、60%的).

    及以上 is said of the last number alone, and a number of a list that amounts are dealt out to is met as it stands.
    """
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
            and not _OF_THE_LAST.search(layers.surface, right.start, right.end)
            and _LIST_SIGN.fullmatch(layers.surface, left.end, right.start)
        ):
            left.op, left.required, left.bare = right.op, right.required, False
    for bound in found:
        if bound.start in layers.dealt:
            if bound.bare:
                bound.op, bound.bare = "=", False
            bound.required = False


def _two_ended(layers: Layers, found: list[Bound]) -> set[int]:
    """Where the upper bounds of ranges begin (10天以上30天以内): both ends say what happened, nothing is required."""
    ranged = set()
    for low, high in pairwise(found):
        if (
            low.unit == high.unit
            and low.op in (">=", ">")
            and high.op in ("<=", "<")
            and _RANGE_SIGN.fullmatch(layers.surface, low.end, high.start)
            and _BEHIND.search(layers.surface, low.start, low.end)
        ):
            low.required = high.required = False
            ranged.add(high.start)
    return ranged


def _counts(layers: Layers, bound: Bound) -> bool:
    """Durations bound only as the length of a failing; a deadline (24小时内) is no threshold."""
    if bound.unit in _AGES:
        # 65岁以上老年人 names who; 低于35岁的 asks for it.
        return layers.surface[bound.end : bound.end + 1] in _ENDS_AGE
    if bound.unit in TIME and bound.unit not in ("学时", "课时"):
        before = layers.surface[max(0, bound.start - _LASTED_BEFORE) : bound.start]
        if bound.op == "<=" and "内" in layers.surface[bound.end - 2 : bound.end]:
            lasting = bool(_LASTING.search(_STATEMENT_END.split(before)[-1]))
            # How long a failing lasted is what happened, not what is required.
            bound.required = bound.required and not lasting
            # 办结时间在5个工作日以内的，得5分 is the first of several grades, no deadline.
            graded = _TAKES.before(layers.surface, bound.start, _LASTED_BEFORE) and _EARNS_AT_ONCE.match(
                layers.surface, bound.end
            )
            return lasting or bool(graded)
    return True
