"""Dependence: on which bounds each consequence of a sentence depends, in the sense that holds when it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from normalizers.annotations import Bound, Consequence, Layers, Note, Quantifier, Sentence
from normalizers.intervals import Ranges, starting_in
from normalizers.scoring.limits import end_of_limits
from normalizers.scoring.quantifiers import TALLIED, goal_of_steps
from normalizers.scoring.quantities import COUNTED, POINTS, RATIO, TIME
from normalizers.scoring.sentences import sentence_at
from normalizers.scoring.thresholds import NEGATION
from normalizers.words import any_of, load, words

PLACES = ("名", "位", "名次", "位次")
MOST_PLACES = 100
"""Ranges of more places are no list that amounts are dealt out to."""
REACH = 400
"""How many characters behind a bound its failing is looked for, so that a long text is read in linear time."""

_LEXICON = load("comparators")
_SHORT = any_of(words(_LEXICON["short"]))
_OVER = any_of(words(_LEXICON["over"]))
_SHORTFALL = re.compile(_SHORT)
_EXCESS = re.compile("[超高多]")
_FALLS = re.compile(rf"再?[^，。；：]{{0,8}}?{_SHORT}")
_RISES = re.compile(rf"再?[^，。；：]{{0,8}}?{_OVER}")
_ELSE = re.compile(
    r"^[，、]?(?:(?:其中|若|如)?(?:有|任意|任何|任)?(?:[一两二三四五\d][个项]|个别|部分)?(?:均|都|全部)?(?=未达|未完成|达不到|不达标|未实现|没有达到))?(?:否则|反之|不然|未达到(?![^，。；]{0,12}\d)|未完成(?![^，。；]{0,12}\d)|达不到(?![^，。；]{0,12}\d)|未达标|不达标|未超过(?![^，。；]{0,12}\d)|不超过(?=的|，)|没有超过(?=的|，)|未达(?![^，。；]{0,12}\d)|不符合|未实现|没有达到|不满足|其余|未达到要求|低于的|不足的|少于的|未能完成|未能达到)"
)
_SAME = re.compile(
    r"^[，、]?(?:外[，、]?)?(?:并|且|同时|另|还|此外|并且|另外|除外|一律|直接|给予|予以|实行|实施|作)*[，、“]?$"
)
_CLAUSE_BREAK = re.compile(r"[，。；]")
_EARNING = frozenset({"award", "bonus", "exempt"})
_SIGNED_GAIN = frozenset({"award", "bonus"})
_ON_TOP = frozenset(words("其中 在此基础上 并 然后 同时"))
"""Subjects of a condition that goes on from the one before it."""
_THE_REST = ("其余", "其他", "其它")
_LASTS = frozenset(words("学时 课时"))
"""Units of time that count what is done."""


def _steps(by: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A step of 每 right behind a number, and a step in the clauses that follow, in words like ``by``."""
    every = rf"每再?[^，。；：]{{0,10}}?{by}"
    later = rf"(?:^|[，。])(?:[^，。；]{{0,12}}?{every}|(?:凡|若|如|每(?:年|月|季度?))?{by})"
    return re.compile(every), re.compile(later)


_DOWN, _UP = _steps(_SHORT), _steps(_OVER)
_NEGATED = re.compile(r"(?:^|[，。；])[^，。；]{0,6}?(?:未|没有|不)(?P<deed>[^，。；]{2,})")
_MANNER = re.compile(
    r"^(?:按[^，。；：、]{1,6}?(?:要求|规定|时|期|计划)|及时|如期|按时|按期|全面|有效|依法|认真|规范|专门|定期)"
)
_DONE = re.compile("完成|达到|达标|实现|落实|到位|做到|满足|符合")
_UNMET = re.compile("未|没有|达不到|不到|不足")
_REACHED = re.compile("的?，?[可则即]?")
_ALL_OF_THEM = re.compile("均|都|全部|全都")
_REQUIRES = re.compile(
    r"(?:开展|召开|组织|报送|上报|完成|举办|发布|刊发|刊登|培训|检查|研究|学习|听取|建成|创建|新增|举行|撰写|提交|编发|宣传|走访|巡查|督查|调研|化解|办理|引进|签约|打造|建立|建设|培育|采用|录用|发表|推送|制作|发放|巡河|督导|演练|抽查|不少|全年|每年|每月|每季度|每季|每半年|每周|每人|共|各|确保|安排|落实|参加|进行|选树|发展|排查|整治|解决|开设|实施|推进|配备|设立|设置|储备|申报|报|办|做|写|下达|分析|部署|专题|约谈)(?:了|不|各|至)?$"
)


def attach(
    layers: Layers,
    brackets: Ranges,
    sentence: Sentence,
    consequences: list[Consequence],
    quantifiers: dict[int, Quantifier],
) -> list[list[Bound]]:
    """The bounds of each consequence of a sentence; ``brackets`` are the ranges that are sentences of their own."""
    if not layers.bounds or not (
        sentence.bracket or starting_in(layers.bounds, sentence.start, sentence.end)
    ):
        return [[] for _ in consequences]
    text = layers.surface
    result: list[list[Bound]] = []
    at = sentence.start
    previous: list[Bound] = []
    stated: list[Bound] = []
    earned = False
    previous_condition = ""
    for place, consequence in enumerate(consequences):
        # The words of a cap in between belong to what stands before them.
        at = end_of_limits(layers, at, consequence.start)
        if consequence.coordinate:
            result.append(result[-1] if result else [])
        else:
            condition = text[at : consequence.start]
            own = [b for b in starting_in(layers.bounds, at, consequence.start) if b.end <= consequence.start]
            if own and brackets and not sentence.bracket:
                own = [b for b in own if not brackets.holds(b.start)]
            held = _held(layers, own, consequence, quantifiers.get(place), at) if own else []
            if held:
                stated = held
            elif not text.startswith(_THE_REST, consequence.start):
                held = _carried(condition, previous, stated, previous_condition, earned)
                if not held and sentence.bracket and place in quantifiers:
                    held = _required_in_front(layers, sentence, condition, quantifiers[place])
            result.append(held)
            if (own or not previous_condition) and (held or not _SAME.match(condition)):
                previous_condition = condition[-REACH:]
            if held:
                previous, earned = held, consequence.effect in _EARNING
        at = max(at, consequence.end)
    _deal_out(layers, consequences, result)
    return result


def _required_in_front(
    layers: Layers, bracket: Sentence, condition: str, quantifier: Quantifier
) -> list[Bound]:
    """What is required right in front of a bracket that takes points for each step below it: 2次（少1次扣1分）."""
    step = _CLAUSE_BREAK.split(condition)[-1].lstrip("每")
    if not _FALLS.match(step):
        return []
    start = max(layers.surface.rfind(mark, 0, bracket.start) for mark in "，。；：") + 1
    required = [
        bound
        for bound in starting_in(layers.bounds, start, bracket.start)
        if bound.required and bound.op == ">=" and _alike(quantifier.unit, bound.unit)
    ]
    return _negate(required[-1:])


def _held(
    layers: Layers, own: Sequence[Bound], consequence: Consequence, quantifier: Quantifier | None, at: int
) -> list[Bound]:
    """The bounds of a consequence's own condition, which begins at ``at``."""
    held = []
    # 达到100%，未达100%的…: the requirement is said again as its failing, and that one counts.
    said = {(b.value, b.unit, b.op) for b in own if not b.required and not b.bare}
    for bound in own:
        if bound.required and not bound.bare and (bound.value, bound.unit, NEGATION.get(bound.op)) in said:
            continue
        turned = _turned(layers, bound, consequence, quantifier, at)
        if turned is not None:
            held.append(turned)
    return held


def _turned(
    layers: Layers, bound: Bound, consequence: Consequence, quantifier: Quantifier | None, at: int
) -> Bound | None:
    """A bound in the sense that holds with the consequence: a requirement turned into its failing.

    None where the consequence does not depend on it.
    """
    text = layers.surface
    behind = text[bound.end : min(consequence.start, bound.end + REACH)]
    if bound.bare:
        return _bare(layers, bound, consequence, quantifier, behind, at)
    if not bound.required:
        return bound
    earns = consequence.effect in _EARNING
    failing = _failing(text, bound, behind, at)
    if failing == "its own" and not (earns and not _ELSE.search(behind.lstrip("的，"))):
        return replace(bound, op=NEGATION[bound.op], required=False)
    if earns:
        return bound
    # 不超过5个工作日 is when the deed is due, unless what goes over it is counted.
    is_due = bound.op == "<=" and bound.unit in TIME
    return None if failing == "another" or is_due else bound


def _failing(text: str, bound: Bound, behind: str, at: int) -> Literal["its own", "another"] | None:
    """Whether what stands behind a required bound is the failing of the requirement, another failing, or neither."""
    rest = behind.lstrip("的")
    step, later_step = _UP if bound.op in ("<=", "<") else _DOWN
    parted = _CLAUSE_BREAK.search(rest)
    if parted is None:
        # Right behind the number only a step of 每 is a failing; 3户以上不知晓 names the failing itself.
        return "its own" if step.match(rest) else None
    clauses = rest[parted.end() :]
    if _ELSE.match(clauses) or later_step.search(clauses):
        return "its own"
    negated = _NEGATED.search(clauses)
    if negated is None:
        return None
    deed = _MANNER.sub("", negated.group("deed")).rstrip("的")
    required = text[max(at, bound.start - REACH) : bound.end] + rest[: parted.start()]
    if len(deed) <= 4 or "或少" in deed or deed[:2] in required or _DONE.match(deed):
        return "its own"
    return "another"


def _bare(
    layers: Layers,
    bound: Bound,
    consequence: Consequence,
    quantifier: Quantifier | None,
    behind: str,
    at: int,
) -> Bound | None:
    """A number without a comparator: required where its shortfall follows (两次，少一次), else reached where said."""
    text = layers.surface
    unit = bound.unit
    if unit in TIME and unit not in _LASTS and unit != "天":
        return None
    if unit in COUNTED and TALLIED.search(text, max(at, bound.start - 10), bound.start):
        return _read_as(bound, "=")
    if unit in COUNTED and _ALL_OF_THEM.match(text, bound.end) and _steps_before(layers, bound):
        return _read_as(bound, "=")
    stated = (
        not behind
        or behind[0] in "，（。、的"
        or _REQUIRES.search(text[max(0, bound.start - 6) : bound.start])
    )
    if consequence.effect in _SIGNED_GAIN and stated and unit and goal_of_steps(layers, bound.end, unit):
        return _read_as(bound, ">=")
    if stated and quantifier is not None and _alike(quantifier.unit, unit):
        if quantifier.start >= bound.end:
            if _SHORTFALL.search(text[max(bound.end, quantifier.start - 4) : quantifier.end]):
                return _read_as(bound, "<")
            if unit in RATIO and _EXCESS.search(text[max(bound.end, quantifier.start - 3) : quantifier.end]):
                return _read_as(bound, ">")
    elif (
        stated
        and unit not in TIME
        and unit != POINTS
        and not _one_of_them(behind, unit)
        and _failing(text, bound, behind, at) == "its own"
        and _UNMET.search(behind)
    ):
        return _read_as(bound, "<")
    return _read_as(bound, "=") if unit in RATIO and _REACHED.fullmatch(behind) else None


def _one_of_them(behind: str, unit: str | None) -> bool:
    """Whether what follows a number names a member of the set that it counts: 三项工作，任意一项未开展的."""
    return bool(re.search(rf"(?:其中|任意|任何|任|有|缺)(?:有)?[一1某]{re.escape(unit or '')}", behind))


def _steps_before(layers: Layers, bound: Bound) -> bool:
    """Whether steps of the same unit lead up to a number: 1家不合格扣1分，2家扣2分，3家均不合格的不得分."""
    sentence = sentence_at(layers, bound.start)
    earlier = starting_in(layers.quantifiers, sentence.start, bound.start) if sentence else ()
    return any(not step.explicit and step.unit == bound.unit for step in earlier)


def _read_as(bound: Bound, op: Literal["<", ">", ">=", "="]) -> Bound:
    return replace(bound, op=op, required=False, bare=False)


def _alike(unit: str, other: str | None) -> bool:
    """Whether steps in one unit can be steps from a bound in the other (% and 百分点 can)."""
    return unit == other or {unit, other or ""} <= RATIO


def _carried(
    condition: str, previous: list[Bound], stated: list[Bound], previous_condition: str, earned: bool
) -> list[Bound]:
    """The bounds that reach forward to a consequence without its own: steps above or below them, their negation.

    ``previous`` are those of the consequence before it, which ``earned`` points by them or lost some; ``stated`` the
    last that a condition states itself.
    """
    if not previous or _SAME.match(condition):
        return previous
    if _ELSE.match(condition):
        return _negate(stated)
    head, every, step = condition.strip("，、").partition("每")
    subject = head.strip("，的 ")
    if every and _ELSE.match(head):
        return _negate(stated)
    if not every or (subject and subject not in previous_condition and subject not in _ON_TOP):
        return []
    if _FALLS.match(step):
        if any(b.unit in PLACES or (b.unit is None and b.op == "=") for b in previous):
            return []  # a place that is reached is no step's base
        return previous if all(b.op in ("<", "<=") for b in previous) else _negate(previous)
    if _RISES.match(step):
        if all(b.op in (">", ">=", "=") for b in previous):
            return previous
        # 不少于5家，每少1家扣2分，每多1家加1分: both steps go from what is required.
        stepped = "每" in _CLAUSE_BREAK.split(previous_condition.rstrip("，"))[-1]
        if all(b.op == "<=" or ((earned or stepped) and b.op == "<") for b in previous):
            return _negate(previous)
        if all(b.op in (">", ">=", "=") for b in stated):
            # 达到5家的得分，未达到的不得分，每多1家加分: the step goes on from what was stated first.
            return stated
    return []


def _negate(bounds: list[Bound]) -> list[Bound]:
    return [replace(b, op=NEGATION[b.op]) for b in bounds if b.op in NEGATION]


def _deal_out(layers: Layers, consequences: list[Consequence], result: list[list[Bound]]) -> None:
    """分别: the first bound to the first amount, the second to the second.

    Bounds of the same thing that are more or fewer than the amounts cannot all hold at once; they are left out.
    """
    for place, consequence in enumerate(consequences):
        count = consequence.listed
        if consequence.coordinate or count < 2:
            continue
        bounds = result[place]
        if len(bounds) == count:
            for order in range(count):
                result[place + order] = [bounds[order]]
        elif len(bounds) > 1 and consequence.each:
            result[place : place + count] = [[] for _ in range(count)]
            message = f"{count}个分值与{len(bounds)}个界限对不上，未读出各自的界限"
            layers.notes.append(Note(consequence.start, consequence.end, "doubtful", message))
        elif (
            len(bounds) == 1
            and bounds[0].op == "<="
            and bounds[0].unit in ("名", "位", None)
            and bounds[0].value == str(count)
        ):
            for order in range(count):
                result[place + order] = [replace(bounds[0], op="=", value=str(order + 1))]
        elif len(bounds) == 1 and (places := _places(bounds[0])) and len(places) == count:
            for order, value in enumerate(places):
                result[place + order] = [replace(bounds[0], op="=", value=value, value_to=None)]


def _places(bound: Bound) -> list[str]:
    """The places of a range one by one (1-5名); empty for any other bound."""
    if bound.op != "between" or bound.unit not in ("名", "位", None) or bound.value_to is None:
        return []
    first, last = Decimal(bound.value), Decimal(bound.value_to)
    if first % 1 or last % 1 or last - first >= MOST_PLACES:
        return []
    return [str(place) for place in range(int(first), int(last) + 1)]
