"""Quantifiers: of how many counted units one amount is (每次, 发现一例, 少1%, 一家), and how far each reaches."""

from __future__ import annotations

import re

from normalizers.annotations import Consequence, Layers, Quantifier, Quantity, Sentence
from normalizers.intervals import START, starting_in
from normalizers.numerals import NUMBER
from normalizers.patterns.compiled import Ending, Guarded, compiled
from normalizers.scoring.quantities import COUNTED, NOUNS, POINTS, RATIO, TIME, unit_at
from normalizers.scoring.sentences import sentence_at
from normalizers.words import any_of, load, words

_LEXICON = load("quantifiers")
_PERIODS = frozenset(words(_LEXICON["periods"]))
_EXISTING = any_of(words(_LEXICON["existing"]))
_DELTA = any_of(words(_LEXICON["delta"]))

_EVERY_TO_NUMBER = 26
"""How many characters may stand between 每 and its number (每低于全市平均水平1个百分点)."""

_LIST_REACH = 60
"""How many characters before a list of amounts the numbers stand that it is dealt out to."""

_LIST_SIGN = re.compile("[、和或及与]")
_NEW = Ending("新[增建创获]|[引推改促跟]进")
"""Deeds that end like a step: 引进一家 counts, 前进一位 steps."""
_NEAR = 8
"""How many characters before a number are looked at for what makes it a count, or none."""
_SAID_OF_ALL = ("之一", "均", "都", "全部", "性")

_BREAKS = re.compile(r"[，。；：（）\n]")
_STEP_OF_DELTA = Ending(rf"(?:{_DELTA})(?:[报记查巡登检录办缴签写送交填发])?(?:了|过|至|约)?")
# 每少开1次, 每缺组织一次: whatever the deed is, one less of it is a step.
_ONE_LESS = re.compile(r"[少缺漏欠][\u4e00-\u9fff]{0,4}")
_EXISTS = Ending(rf"(?:{_EXISTING})(?:了|过|有|的|被)?")
_PICKED = Ending(any_of(words(_LEXICON["picking"])))
# 未完成80% is a bound; 未完成一项 counts.
_STATE = Ending("不合格|未完成|不达标|不到位|未报")
# 绿化、排水、路面三个工程合格的，各得2分: the number tells how many each is said of.
_EACH = re.compile(r"[^。；]{0,30}?，?(?:各|均)(?:得|加|扣|计|奖|减)")
# 连续通报二次, 累计发生三次: how often in all, not of how many one amount is.
TALLIED = re.compile(r"(?:连续|累计)[^，。；：]{0,8}$")
_COMPARED = Ending(rf"{any_of(words(_LEXICON['compared']))}|[<>≤≥=]")
_HELD_BACK = Ending("(?:不|至|未)(?:少|超|多|低|高|晚|迟)")
_GIVEN = Ending("(?:连续|累计|达到|不少于|至少|不低于|其中|任意|任何|任)(?:有|出现|发生|发现)?")
# 每季度召开一次例会, 至少每月巡查一次: how often a deed is due.
_DUE = re.compile(
    r"(?:至少|最少|不少于|不低于|每(?:半年|年度?|季度?|个?月|周|旬|日|天))[^，。；：发有出查存扣得加]{0,16}$"
)
# 每人每年至少办理1件, 每村2名联络员: how much is required of each.
_RATE = re.compile(
    rf"每(?:半年|年度?|季度?|月|周)(?!，?[的]?[扣减加得计记])|(?:至少|不少于)?{NUMBER}(?:[名人个件篇次场处家项])(?!及?以[上下]|[，的]?[扣减加得计记])"
)
_BY_EACH = Guarded("按(?!照|期|时|比)|逐")
_TAKES_POINTS = re.compile(r"数?，?(?:分别|累计|依次|予以|给予|酌情)?[扣减加得计记]\d")
_CLASSES = frozenset(words("类 种 级 等 档 样"))
_BOUND_BEHIND = compiled(r"(?:（[^）]*）)?(?:及|或|（含）)?(?:以上|以下|以内|以外|之内|之外|之上|之下|内)")
# Between a number and the verb: the counted thing's name, and no new statement.
_NAME_THEN_VERB = re.compile(r"[^，。；：、]{0,34}?(?:的)?(?:，|：)?")
_SHORT_NAME = re.compile(r"[^，。；：、未不无没被低高超达均都]{0,10}(?:的|者)?[，：]?")
_FAILING = re.compile(r"未|不|无|没|被|低于|高于|超过|超|达|评为|排名|发生|违|逾期|的$|的，")
# 每篇国家级加5分、省级加3分: levels that one count is told apart by.
_LEVEL = re.compile(r"(?:国家|中央|全国|省部?|自治区|[市州县区乡镇村校院])级?(?:以上)?的?")
_SUBCASE = re.compile(r"^[，、]?其中")


def find(layers: Layers) -> None:
    """Set ``dealt`` and ``quantifiers`` from the quantities; which consequence each serves is decided in ``attach``."""
    found = []
    layers.dealt = _dealt_out(layers)
    for index, quantity in enumerate(layers.quantities):
        if index in layers.amounts or quantity.start in layers.dealt or quantity.unit in (None, "分之"):
            continue
        if quantity.rank is not None or quantity.value_to is not None:
            continue
        quantifier = _explicit(layers, index) or _implicit(layers, index)
        if quantifier is not None:
            found.append(quantifier)
    if not all(quantifier.explicit for quantifier in found):
        found.extend(_further_steps(layers, found))
    found.extend(_one_by_one(layers))
    found.sort(key=START)
    layers.quantifiers = found


def _dealt_out(layers: Layers) -> frozenset[int]:
    starts: set[int] = set()
    for consequence in layers.consequences:
        if consequence.listed < 2 or consequence.coordinate:
            continue
        run: list[Quantity] = []
        for quantity in starting_in(layers.quantities, consequence.start - _LIST_REACH, consequence.start):
            behind = run and layers.surface[run[-1].end : quantity.start]
            if quantity.unit not in COUNTED or quantity.rank or quantity.every:
                run = []
            elif behind and _LIST_SIGN.fullmatch(behind) and quantity.unit == run[-1].unit:
                run.append(quantity)
            else:
                run = [quantity]
        if len(run) == consequence.listed:
            starts |= {quantity.start for quantity in run}
    return frozenset(starts)


def _further_steps(layers: Layers, found: list[Quantifier]) -> list[Quantifier]:
    """The other steps of a ladder: 有一家…扣1分，两家…扣3分, each at the head of its own clause."""
    steps = []
    known = {(q.end) for q in found}
    for quantity in layers.quantities:
        if (
            quantity.end in known
            or quantity.unit not in COUNTED
            or quantity.rank
            or quantity.value_to
            or quantity.every
        ):
            continue
        if layers.surface[quantity.start - 1 : quantity.start] not in ("，", "；", "。", "、", "有"):
            continue
        if _BOUND_BEHIND.match(layers.surface, quantity.end) or layers.surface.startswith(
            ("均", "都", "全部"), quantity.end
        ):
            continue
        sentence = sentence_at(layers, quantity.start)
        if sentence is None or not _until_amount(layers, quantity.end):
            continue
        if any(
            not q.explicit and q.unit == quantity.unit
            for q in starting_in(found, sentence.start, quantity.start)
        ):
            steps.append(
                Quantifier(quantity.start, quantity.end, quantity.value, quantity.unit or "", False, False)
            )
    return steps


def _one_by_one(layers: Layers) -> list[Quantifier]:
    """按次扣1分, 逐件扣0.5分: a unit without a number in front of its amount."""
    found = []
    for match in _BY_EACH.finditer(layers.surface, layers.grams):
        unit = unit_at(layers.surface, match.end())
        if unit and (unit[0] in COUNTED or unit[0] in TIME) and _TAKES_POINTS.match(layers.surface, unit[1]):
            found.append(Quantifier(match.start(), unit[1], "1", unit[0]))
    return found


def _explicit(layers: Layers, index: int) -> Quantifier | None:
    """A quantity that 每 governs: right behind it or behind the verb that follows it (每发现一起)."""
    text, quantity = layers.surface, layers.quantities[index]
    unit = quantity.unit or ""
    start = text.rfind("每", max(0, quantity.start - _EVERY_TO_NUMBER), quantity.start)
    if start < 0 or (unit == POINTS and _in_consequence(layers, quantity)):
        return None
    between = text[start + 1 : quantity.start]
    near = starting_in(layers.consequences, start - 60, quantity.start)
    if (near and near[-1].end > start) or _BREAKS.search(between):
        return None
    if _is_base(layers, index):
        return None
    nearer = [q for q in starting_in(layers.quantities, start + 1, quantity.start) if q.unit is not None]
    if nearer and not (len(nearer) == 1 and _is_base(layers, index - 1)):
        # The nearer number is what 每 counts, unless 每季度 or the like only says how often.
        return None
    if not between and unit[0] in "十百千万亿" and quantity.every and not _at_amount(layers, quantity.end):
        # 每万人发明专利拥有量: a rate's name.
        return None
    if not between and unit in _PERIODS and not _at_amount(layers, quantity.end):
        # 每季度, 每2个月 in front of a verb: how often the deed is due.
        return None
    if between and unit in NOUNS and not text[quantity.start].isdigit():
        return None
    if _BOUND_BEHIND.match(text, quantity.end) or (
        quantity.every and not between and _RATE.match(text, quantity.end)
    ):
        return None
    rest = _until_amount(layers, quantity.end)
    # 每少1篇, 每低1% stand right before their own amount; 每发现一起 …, 每创建一个 … stand in front of what they count.
    # 每新增一家 … counts new ones, which are then told apart: 省级加0.5分，国家级加1分.
    step = _ONE_LESS.fullmatch(between) is not None or (
        _STEP_OF_DELTA.before(text, quantity.start, len(between)) is not None
        and _NEW.before(text, quantity.start, len(between)) is None
    )
    fronted = (
        not step
        and bool(rest and rest.strip("，的"))
        and (bool(between) or bool(_FAILING.search(rest or "")) or _LEVEL.fullmatch(rest or "") is not None)
    )
    return Quantifier(start, quantity.end, quantity.value, unit, fronted, True)


def _is_base(layers: Layers, index: int) -> bool:
    """Whether a number is what the next is measured from: 每低于98%1个百分点."""
    base = layers.quantities[index]
    following = layers.quantities[index + 1] if index + 1 < len(layers.quantities) else None
    return (
        following is not None
        and following.start == base.end
        and base.unit in RATIO
        and following.unit in RATIO
        and _COMPARED.before(layers.surface, base.start, _NEAR) is not None
    )


def _implicit(layers: Layers, index: int) -> Quantifier | None:
    """A quantity without 每 that stands as the failing itself: 一家扣1分, 缺一项, 发现1例 …, 低1%."""
    text, quantity = layers.surface, layers.quantities[index]
    unit = quantity.unit or ""
    if quantity.every or unit == POINTS or _in_consequence(layers, quantity):
        return None
    if "/" in (text[quantity.start - 1 : quantity.start], text[quantity.end : quantity.end + 1]):
        return None  # 1座/3000人: a density
    at = quantity.start
    from_base = index > 0 and _is_base(layers, index - 1)
    delta = (from_base or bool(_STEP_OF_DELTA.before(text, at, _NEAR))) and not _HELD_BACK.before(text, at, 2)
    exists = _EXISTS.before(text, at, _NEAR) is not None
    if _BOUND_BEHIND.match(text, quantity.end):
        return None
    if not (unit in COUNTED or unit in NOUNS) and not delta:
        return None
    if unit.endswith("元") and text[at - 1 : at] == "超":
        return None  # 产值超1000万元 is a bound; nobody steps by it without 每
    if _COMPARED.before(text, at, _NEAR) or (unit not in COUNTED and _STATE.before(text, at, _NEAR)):
        return None
    if (not delta and not exists and _PICKED.before(text, at, _NEAR)) or text.startswith(
        _SAID_OF_ALL, quantity.end
    ):
        return None
    if quantity.value != "1" and _EACH.match(text, quantity.end, quantity.end + 40):
        return None
    if quantity.value != "1" and goal_of_steps(layers, quantity.end, unit):
        return None
    if unit in COUNTED and TALLIED.search(text, max(0, quantity.start - 10), quantity.start):
        return None
    if _GIVEN.before(text, at, _NEAR):
        return None
    if not delta and not exists and _DUE.search(text, max(0, at - 24), at):
        return None
    if unit in _CLASSES and not (delta or exists or (unit in "类种样" and text[at - 1 : at] == "，")):
        return None
    rest = _until_amount(layers, quantity.end)
    if rest is None:
        return None
    if unit in RATIO and rest.strip("，的"):
        return None
    # 12项长期坚持问题 … describes: a number other than one counts only right at its amount or as a step.
    if quantity.value != "1" and not delta and not exists and not _SHORT_NAME.fullmatch(rest):
        return None
    if not delta and not exists and not _NAME_THEN_VERB.fullmatch(rest):
        return None
    if not delta and not exists and _FAILING.search(rest.rstrip("，的")) and quantity.value != "1":
        return None
    return Quantifier(
        quantity.start, quantity.end, quantity.value, unit, exists and len(rest.strip("，的")) > 0, False
    )


def goal_of_steps(layers: Layers, end: int, unit: str) -> bool:
    """Whether steps of the same unit follow (建成500个得3分，每少50个 …): the number is the goal they step from."""
    sentence = sentence_at(layers, end)
    following = layers.surface[end : min(sentence.end, end + 60)] if sentence else ""
    return bool(
        re.search(
            rf"[，。]每再?(?:少|缺|差|欠|低|超|多|增加|减少)[^，。；]{{0,6}}?{re.escape(unit)}", following
        )
    )


def _in_consequence(layers: Layers, quantity: Quantity) -> bool:
    near = starting_in(layers.consequences, quantity.start - 90, quantity.start + 1)
    return bool(near) and quantity.start < near[-1].end


def _at_amount(layers: Layers, at: int) -> bool:
    """Whether a consequence begins at ``at`` (a comma or 的 may stand before it)."""
    while layers.surface[at : at + 1] in ("，", "的", "：") and layers.surface[at : at + 1]:
        at += 1
    return bool(starting_in(layers.consequences, at, at + 1))


def _until_amount(layers: Layers, at: int) -> str | None:
    """The text from ``at`` to the next consequence of the sentence; ``None`` where there is none."""
    sentence = sentence_at(layers, at)
    following = starting_in(layers.consequences, at, sentence.end) if sentence else ()
    return layers.surface[at : following[0].start] if following else None


def attach(layers: Layers, sentence: Sentence, consequences: list[Consequence]) -> dict[int, Quantifier]:
    """Which quantifier gives ``per`` to each consequence of a sentence, by its place in ``consequences``.

    The nearest in the consequence's own condition; else the fronted one that still reaches forward.
    """
    given: dict[int, Quantifier] = {}
    if not starting_in(layers.quantifiers, sentence.start, sentence.end) and all(
        consequence.unit_after is None for consequence in consequences
    ):
        return given
    reaching: Quantifier | None = None
    last: Quantifier | None = None
    at = sentence.start
    for place, consequence in enumerate(consequences):
        if consequence.unit_after is not None:
            quantity, unit = consequence.unit_after
            last = Quantifier(consequence.end, consequence.end, quantity, unit)
            given[place] = last
        elif consequence.coordinate and place - 1 in given:
            given[place] = given[place - 1]
        else:
            own = [
                q
                for q in starting_in(layers.quantifiers, at, consequence.end)
                if q.end <= max(consequence.start + 1, consequence.end)
            ]
            if own:
                last = own[-1]
                given[place] = last
                fronted = [q for q in own if q.fronted]
                reaching = fronted[-1] if fronted else reaching
                if not fronted and last.explicit and reaching is not None:
                    # A quantifier of its own ends the reach of an earlier one.
                    reaching = None
            elif reaching is not None and not _tallied(layers, reaching, at, consequence.start):
                given[place] = reaching
            elif last is not None and (
                _SUBCASE.search(layers.surface[at : consequence.start])
                or _LEVEL.fullmatch(layers.surface[at : consequence.start].strip("，、"))
            ):
                given[place] = last
        at = max(at, consequence.end)
    return given


def _tallied(layers: Layers, reaching: Quantifier, start: int, end: int) -> bool:
    """Whether a stretch states how many of the quantifier's units there are in all: 发现1起扣1分，3起及以上的扣5分."""
    return any(
        quantity.unit == reaching.unit and _BOUND_BEHIND.match(layers.surface, quantity.end)
        for quantity in starting_in(layers.quantities, start, end)
    )
