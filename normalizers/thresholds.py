"""Thresholds: the numeric bounds on measured things, and which consequences depend on each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from normalizers.annotations import Bound, Consequence, Layers, Op, Quantifier, Quantity, Sentence
from normalizers.intervals import Ranges, starting_in
from normalizers.patterns import compiled
from normalizers.quantifiers import TALLIED, goal_of_steps
from normalizers.quantities import COUNTED, POINTS, RATIO, TIME
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
_LIST_SIGN = re.compile(r"(?:（[^）]*）)?[、和及或与]第?")
_NEGATED_BEFORE = re.compile(
    r"(?:未|没有|没|不能|未能|无法)(?:按[^，。；：、]{0,8}?)?(?:如期|按时|按期|全面|及时)?(?:完成|达到|实现|做到|落实|超过)[^，。；：]{0,30}$"
)
_NEGATED_BEHIND = re.compile(r"(?:的)?[^，。；：、]{0,4}?(?:未完成|未达到|未实现|未达标|未落实|没有完成)")
_PICKED = re.compile(r"(?:其中|任意|任何|任|某|哪)(?:有)?$")
_LASTING = re.compile(any_of(words(_LEXICON["lasting"])))
_SHORT = any_of(words(_LEXICON["short"]))
_OVER = any_of(words(_LEXICON["over"]))
_STEP_DOWN = compiled(
    rf"每(?:再)?(?:[^，。；：]{{0,10}}?)(?:{_SHORT})|(?:{_SHORT})[^，。；：]{{0,6}}?[一1两\d]"
)
_STEP_UP = re.compile(
    rf"每(?:再)?(?:[^，。；：]{{0,10}}?)(?:{_OVER})|(?:超|多|高)[^，。；：]{{0,4}}?[一1两\d]"
)
_ELSE = re.compile(
    r"^[，、]?(?:否则|反之|不然|未达到(?![^，。；]{0,12}\d)|未完成(?![^，。；]{0,12}\d)|达不到(?![^，。；]{0,12}\d)|未达标|不达标|未达(?![^，。；]{0,12}\d)|不符合|未实现|没有达到|不满足|其余|未达到要求|低于的|不足的|少于的|未能完成|未能达到)"
)
_SAME = re.compile(r"^[，、]?(?:并|且|同时|另|还|此外|并且|另外|除外)*[，、]?$")
_CLAUSE_BREAK = re.compile(r"[，。；]")
_NEGATION: dict[Op, Op] = {">=": "<", ">": "<=", "<": ">=", "<=": ">", "=": "<"}
_CLASSES = frozenset(words("级 等 等级 档 星 星级 类 等次 档次"))


@dataclass(slots=True)
class Attached:
    """The bounds that one consequence depends on, and whether they are its own or were carried to it."""

    bounds: list[Bound]
    own: bool = True


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
        if index in skip or quantity.every or quantity.unit == "分之":
            continue
        if taken.holds(quantity.start):
            continue
        follower = quantities[index + 1] if index + 1 < len(quantities) else None
        if quantity.end in counted or _PICKED.search(
            layers.surface, max(0, quantity.start - 4), quantity.start
        ):
            continue
        pair = _pair(layers, quantity, follower)
        if pair is not None:
            found.append(pair)
            skip.add(index + 1)
            continue
        found.extend(_compare(layers, quantity, found))
    _lists(layers, found)
    layers.bounds = sorted((b for b in found if _counts(layers, b)), key=lambda b: b.start)


def _pair(layers: Layers, left: Quantity, right: Quantity | None) -> Bound | None:
    """90%与100%之间; 80%（含）至90%（不含）."""
    if right is None or right.unit != left.unit or left.value_to or right.value_to or left.unit is None:
        return None
    text = layers.surface
    between = text[left.end : right.start]
    if not _BETWEEN_PAIR.search(between) or len(between) > 10 or not _BETWEEN_PAIR.fullmatch(between):
        return None
    if between[-1] in "与和" and not re.match(r"(?:（[^）]*）)?(?:之间|间)", text[right.end :]):
        return None
    return Bound(left.start, right.end, "between", left.value, left.unit, right.value)


def _compare(layers: Layers, quantity: Quantity, found: list[Bound]) -> list[Bound]:
    text = layers.surface
    start, end, value, unit = quantity.start, quantity.end, quantity.value, quantity.unit
    if quantity.rank is not None:
        return [_place(quantity)]
    if unit in _CLASSES:
        return []
    if quantity.value_to is not None:
        return [Bound(start, end, "between", value, unit, quantity.value_to)]
    out: list[Bound] = []
    if symbol := _SYMBOL_BEHIND.match(text, end):
        out.append(Bound(start, end + 1, _FLIPPED[symbol.group("symbol")], value, unit))
        return out
    clause = text[max(0, start - 26) : start]
    behind = _BEHIND.match(text, end)
    if behind:
        op = _BEHIND_OP[behind.group("word")]
        inclusion = behind.group("first") or behind.group("second")
        if inclusion == "不含":
            op = ">" if op == ">=" else "<"
        bound = Bound(start, behind.end(), op, value, unit, required=True)
        before = _comparator(clause)
        negated = _NEGATED_BEFORE.search(clause) or _NEGATED_BEHIND.match(text, behind.end())
        if (
            before and before.group() in ("不足", "未达到", "未达", "达不到", "未完成", "不到", "没有达到")
        ) or negated:
            bound.op, bound.required = _NEGATION[op], False
        return [bound]
    before = _comparator(clause)
    if before:
        op, required = _BEFORE_OP[before.group()]
        if (required and _NEGATED_BEFORE.search(clause[: before.end()])) or (
            required and _NEGATED_BEHIND.match(text, end)
        ):
            op, required = _NEGATION[op], False
        return [Bound(start - (len(clause) - before.start()), end, op, value, unit, required=required)]
    if unit is None:
        return []
    if negated_after := _NEGATED_BEHIND.match(text, end):
        if unit in RATIO:
            return [Bound(start, negated_after.end(), "<", value, unit)]
    if (negated := _NEGATED_BEFORE.search(clause)) and unit in RATIO:
        return [Bound(start - (len(clause) - negated.start()), end, "<", value, unit)]
    return [Bound(start, end, "=", value, unit, required=True, bare=True)]


def _comparator(clause: str) -> re.Match[str] | None:
    """The comparator that governs the number behind ``clause``: the nearest, 为 only right before the number."""
    for match in reversed(list(_WORD.finditer(clause))):
        gap = clause[match.end() :].removesuffix("（").rstrip("的了到至约：")
        if not _GAP.fullmatch(gap) or re.search(r"[扣得加每]|的[^，]{0,6}[未不]|未|发生|被|\d", gap):
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
    for left, right in zip(found, found[1:], strict=False):
        if (
            right.bare
            and not left.bare
            and right.unit == left.unit
            and _LIST_SIGN.fullmatch(layers.surface, left.end, right.start)
        ):
            right.op, right.required, right.bare = left.op, left.required, False
    for right, left in zip(reversed(found), reversed(found[:-1]), strict=False):
        if left.bare and not right.bare and right.unit == left.unit and right.op != "between":
            if _LIST_SIGN.fullmatch(layers.surface, left.end, right.start):
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


def attach(
    layers: Layers, sentence: Sentence, consequences: list[Consequence], quantifiers: dict[int, Quantifier]
) -> list[list[Bound]]:
    """The bounds on which each consequence of a sentence depends, in the sense that holds when it does."""
    text = layers.surface
    result: list[list[Bound]] = []
    at = sentence.start
    brackets = Ranges(layers.brackets)
    previous: list[Bound] = []
    previous_condition = ""
    for place, consequence in enumerate(consequences):
        # The words of a cap in between belong to what stands before them.
        at = max([at, *(x.end for x in starting_in(layers.limits, at, consequence.start))])
        condition = text[at : consequence.start]
        own = [b for b in starting_in(layers.bounds, at, consequence.start) if b.end <= consequence.start]
        if not sentence.bracket:
            own = [b for b in own if not brackets.holds(b.start)]
        held = _held(layers, own, consequence, quantifiers.get(place), at)
        if consequence.coordinate:
            held = result[-1] if result else []
        elif not held:
            held = _carried(condition, previous, previous_condition)
        result.append(held)
        if not consequence.coordinate:
            if held or not _SAME.match(condition):
                previous_condition = condition if own or not previous_condition else previous_condition
            previous = held or previous
        at = max(at, consequence.end)
    _deal_out(consequences, result)
    return result


def _held(
    layers: Layers, own: list[Bound], consequence: Consequence, quantifier: Quantifier | None, at: int
) -> list[Bound]:
    """The bounds of a consequence's own condition, those that state a requirement turned into its failing."""
    text = layers.surface
    earns = consequence.effect in ("award", "bonus", "exempt")
    held: list[Bound] = []
    for bound in own:
        behind = text[bound.end : consequence.start]
        if bound.bare:
            turned = _bare(layers, bound, consequence, quantifier, behind, at)
            if turned is not None:
                held.append(turned)
            continue
        if not bound.required:
            held.append(bound)
            continue
        failing = _failing(text, bound, behind, at)
        if failing == "fails" and not (earns and not _ELSE.search(behind.lstrip("的，"))):
            held.append(replace(bound, op=_NEGATION[bound.op], required=False))
        elif failing == "other" and not earns:
            continue
        elif bound.op == "<=" and bound.unit in TIME and not earns:
            # 不超过5个工作日 is when the deed is due, unless what goes over it is counted.
            continue
        else:
            held.append(bound)
    # 达到100%，未达100%的…: the requirement is said again as its failing.
    said_again = {(b.value, b.unit, b.op) for b in held if not b.required}
    return [b for b in held if not (b.required and (b.value, b.unit, _NEGATION.get(b.op)) in said_again)]


_ADVERBS = re.compile(
    r"^(?:按[^，。；：、]{1,6}?(?:要求|规定|时|期|计划)|及时|如期|按时|按期|全面|有效|依法|认真|规范|专门|定期)"
)


def _failing(text: str, bound: Bound, behind: str, at: int) -> str:
    """What follows a required bound: its failing (``fails``), another failing (``other``), or nothing of the kind."""
    rest = behind.lstrip("的")
    steps = _OVER if bound.op in ("<=", "<") else _SHORT
    parted = _CLAUSE_BREAK.search(rest)
    if parted is None:
        # Right behind the number only a step of 每 is a failing; 3户以上不知晓 names the failing itself.
        return "fails" if re.match(rf"每(?:再)?[^，。；：]{{0,10}}?(?:{steps})", rest) else ""
    clauses = rest[parted.end() :]
    if _ELSE.match(clauses):
        return "fails"
    if re.search(rf"(?:^|[，。])[^，。；]{{0,12}}?每(?:再)?[^，。；：]{{0,10}}?(?:{steps})", clauses):
        return "fails"
    if re.search(rf"(?:^|[，。])(?:凡|若|如|每(?:年|月|季度?))?(?:{steps})", clauses):
        return "fails"
    negation = re.search(r"(?:^|[，。；])[^，。；]{0,6}?(?:未|没有|不)(?P<rest>[^，。；]{2,})", clauses)
    if negation is None:
        return ""
    failed = _ADVERBS.sub("", negation.group("rest")).rstrip("的")
    all_or_nothing = len(failed) <= 4 or failed[:2] in text[at : bound.end] + rest[: parted.start()]
    if all_or_nothing or re.match(r"(?:完成|达到|达标|实现|落实|到位|做到|满足|符合)", failed):
        return "fails"
    return "other"


_REQUIRES = re.compile(
    r"(?:开展|召开|组织|报送|上报|完成|举办|发布|刊发|刊登|培训|检查|研究|学习|听取|建成|创建|新增|举行|撰写|提交|编发|宣传|走访|巡查|督查|调研|化解|办理|引进|签约|打造|建立|建设|培育|采用|录用|发表|推送|制作|发放|巡河|督导|演练|抽查|不少|全年|每年|每月|每季度|每季|每半年|每周|每人|共|各|确保|安排|落实|参加|进行|选树|发展|排查|整治|解决|开设|实施|推进|配备|设立|设置|储备|申报|报|办|做|写|下达|分析|部署|专题|约谈)(?:了|不|各|至)?$"
)


def _bare(
    layers: Layers,
    bound: Bound,
    consequence: Consequence,
    quantifier: Quantifier | None,
    behind: str,
    at: int,
) -> Bound | None:
    """A number without a comparator: required where its shortfall follows (两次，少一次), reached where points are earned."""
    text = layers.surface
    unit = bound.unit
    if unit in TIME and unit not in ("学时", "课时", "天"):
        return None
    if unit in COUNTED and TALLIED.search(text, max(at, bound.start - 10), bound.start):
        return replace(bound, op="=", required=False, bare=False)
    ends_clause = behind[:1] in ("，", "（", "。", "、", "的") or not behind
    before = text[max(0, bound.start - 6) : bound.start]
    stated = ends_clause or bool(_REQUIRES.search(before))
    if consequence.effect in ("award", "bonus") and stated and unit and goal_of_steps(layers, bound.end, unit):
        return replace(bound, op=">=", required=False, bare=False)
    same_unit = quantifier is not None and (quantifier.unit == unit or {quantifier.unit, unit or ""} <= RATIO)
    if stated and same_unit and quantifier is not None and quantifier.start >= bound.end:
        step = (
            text[quantifier.start - 1 if quantifier.start else 0 : quantifier.end]
            + text[max(bound.end, quantifier.start - 3) : quantifier.start]
        )
        if re.search(_SHORT, text[max(bound.end, quantifier.start - 4) : quantifier.end]):
            return replace(bound, op="<", required=False, bare=False)
        if unit in RATIO and re.search(r"超|高|多", step):
            return replace(bound, op=">", required=False, bare=False)
    if (
        stated
        and unit not in TIME
        and unit != POINTS
        and _failing(text, bound, behind, at) == "fails"
        and not same_unit
    ):
        if re.search(r"未|没有|达不到|不到|不足", behind):
            return replace(bound, op="<", required=False, bare=False)
    if unit in RATIO and re.fullmatch(r"(?:的)?(?:，)?(?:可|则|即)?", behind):
        return replace(bound, op="=", required=False, bare=False)
    return None


def _carried(condition: str, previous: list[Bound], previous_condition: str) -> list[Bound]:
    """The bounds that reach forward to a consequence without its own: steps above or below them, their negation."""
    if not previous:
        return []
    if _SAME.match(condition):
        return previous
    stripped = condition.strip("，、")
    if _ELSE.match(condition):
        return _negate(previous)
    head, every, _ = stripped.partition("每")
    subject = head.strip("，的 ")
    about_same = (
        not subject
        or subject in previous_condition
        or subject in ("其中", "在此基础上", "并", "然后", "同时")
    )
    if not about_same:
        return []
    if every and re.match(
        rf"每(?:再)?(?:[^，。；：]{{0,8}}?)(?:{_SHORT})", every + stripped.partition("每")[2]
    ):
        return previous if all(b.op in ("<", "<=") for b in previous) else _negate(previous)
    if every and re.match(
        rf"每(?:再)?(?:[^，。；：]{{0,8}}?)(?:{_OVER})", every + stripped.partition("每")[2]
    ):
        return (
            previous
            if all(b.op in (">", ">=", "=") for b in previous)
            else _negate(previous)
            if all(b.op == "<=" for b in previous)
            else []
        )
    return []


def _negate(bounds: list[Bound]) -> list[Bound]:
    return [replace(b, op=_NEGATION[b.op]) for b in bounds if b.op in _NEGATION]


def _deal_out(consequences: list[Consequence], result: list[list[Bound]]) -> None:
    """分别: the first bound to the first amount, the second to the second."""
    for place, consequence in enumerate(consequences):
        count = consequence.listed
        if consequence.coordinate or count < 2:
            continue
        bounds = result[place]
        if len(bounds) == count:
            for order in range(count):
                result[place + order] = [bounds[order]]
        elif (
            len(bounds) == 1
            and bounds[0].op == "<="
            and bounds[0].unit in ("名", "位", None)
            and bounds[0].value == str(count)
        ):
            for order in range(count):
                result[place + order] = [replace(bounds[0], op="=", value=str(order + 1))]
