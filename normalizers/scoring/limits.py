"""Limits: the words of a cap (最高扣3分, 扣完为止, 上不封顶), before it is known which rules they cover."""

from __future__ import annotations

import re

from normalizers.annotations import Direction, Layers, Limit
from normalizers.intervals import START, Ranges, starting_in
from normalizers.numerals import NUMBER, parse, plain
from normalizers.patterns.compiled import Sieve, matches
from normalizers.words import any_of, load, words

_LEXICON = load("limits")
_PERIODS = {word: unit for unit, line in _LEXICON["period"].items() for word in words(line)}
_MARKS = r"(?:分值|分数|得分|基本分|标准分|总分|分)"
_OWN = r"(?:本|该|此|当)(?:小|大|分)?(?:项|条|款|指标)"
_POINTS = rf"(?P<points>{NUMBER})分(?!值|钟|[以及]上|的(?!，?(?:按|以|算|计)))"
_VERB = r"(?P<verb>倒扣|扣减|扣除|扣罚|扣分|扣|减分|减|加分|奖励|另加|加|奖|得分|计分|赋分|得|计|记|赋|给)"
_PERIOD = rf"(?P<period>{any_of(_PERIODS)})"
_FILL = any_of(words(_LEXICON["scope"]))

_ITEM_SCORE = (
    rf"(?:直至|直到)?(?:扣|减)(?:完|满|光|尽|足|(?:至|到|完至|减至|为)(?:零|0)分?)(?:完)?(?:{_OWN}|总|所有|全部|规定|相应|目标)*(?:的)?{_MARKS}?(?:为止|即止|止|为限)"
    rf"|(?:直至|直到|最多)(?:扣|减)完(?:{_OWN})?{_MARKS}?"
    rf"|(?:扣|减)(?:完|光)即止"
    rf"|(?:扣分|扣减|累计扣分)?(?:最多|累计|合计)?(?:不|不得|不能)超过{_OWN}(?:的)?(?:总)?(?:分值|分数|标准分|满分|基本分|得分)|(?:扣分)?以(?:扣完)?{_OWN}(?:的)?(?:总)?(?:分值|分数|标准分|基本分)为限"
    rf"|(?:{_OWN}|均|一律)?不(?:计|得|出现|产生|记|设|倒扣至|扣成|倒计)负分|不倒扣分?|(?:{_OWN})?(?:得分)?最低(?:得分)?(?:得|计|记|为|至|扣至)?(?:零|0)分|{_OWN}(?:{_MARKS})?扣完(?:为止)?"
)
_FULL_THEN_OUT = (
    rf"(?:(?:满分|分值|总分|共计?|合计|总计|总共)(?:为)?{_POINTS}[，、]?"
    rf"|(?:(?<=[，。；])|^){_POINTS.replace('points', 'points2')})"
    rf"(?:扣|减)(?:完|满|光){_MARKS}?(?:为止|即止|止)"
)
_OUT_AMOUNT = (
    rf"(?P<verb>扣|减|加|奖|得|计|记|赋|给)(?:完|满|足|至|到)(?:{_OWN})?{_POINTS}(?:为止|即止|止|封顶)"
)
_FILLED = rf"(?<![不未得扣加])满{_POINTS}(?:为止|即止|止)"
_NET = (
    rf"(?:得扣分|加扣分|扣加分|加减分|奖扣分|奖惩分?|增减分|加分与扣分|得分与扣分|加分扣分|得扣|加扣)(?:相抵|抵扣|抵消|冲抵|累计|合计|相加|折抵)(?:后|之后)?[，]?(?:的)?(?:净)?(?:得分|加分|扣分|分值)?"
    rf"(?:上限|最高|最多|不超过|不得超过|总计|总分|封顶|为|以|得|加|扣|计)*{_POINTS}(?:为限|封顶|为上限)?"
)
_MOST = (
    rf"(?:{_PERIOD}(?:内)?)?(?P<fill>(?:{_FILL}|{_OWN}|以上|上述|各项|加分|扣分|得分|项目|内容|情形|的)*)"
    rf"(?:最高分值|最高得分|最高|最多|至多|最大|顶格)(?:{_FILL}|分别|累计|{_OWN})*{_VERB}?(?:{_FILL}|不得?超过|不高于|不大于)*(?:到|至|为|：)?{_POINTS}(?:为止|封顶|为限)?"
)
_CEILING = (
    rf"(?:{_PERIOD}(?:内)?)?(?P<fill>(?:{_FILL}|{_OWN}|以上|上述|各项)*)"
    rf"(?:(?P<verb>加分|扣分|得分|计分|加|扣|得)(?:的)?(?:总)?(?:分)?)?(?:分值)?上限(?:为|是|：|均为|不超过|设为|定为)?{_POINTS}"
)
_NOT_OVER = (
    rf"(?:{_PERIOD}(?:内)?)?(?P<fill>(?:累计|累积|合计|总计|总共|最终|{_OWN}|以上|上述|各项|共|总|单项|每项|全部|同类|均|也|得)*)"
    rf"{_VERB}?(?:的)?(?:总)?(?:累计|合计|总计|累积|总和|总分|分值|分数|总额|共计)?(?:均|也|应|最高|最多)?"
    rf"(?:以不|不得|不能|不可|不)(?:得)?(?:超过|突破|高于|大于|多于){_POINTS}(?:为限|封顶|为止)?"
)
_CLIPPED = (
    rf"(?:超过|超出|超|满){_POINTS}(?:以上)?(?:的)?[，]?(?:一律|均)?(?:只)?"
    rf"(?:按|以|算|计)(?:照)?(?P<again>{NUMBER})分(?:计算|计分|计|封顶|算|为限)?"
)
_TOP = (
    rf"(?:{_PERIOD}(?:内)?)?(?P<fill>(?:{_FILL}|{_OWN}|以上|上述|各项)*)"
    rf"(?:{_VERB}(?:分)?(?:以|至|到|满)?)?以?{_POINTS}(?:为)?(?:封顶|为上限|为限|为最高限)"
    rf"|(?P<period2>{any_of(_PERIODS)})?(?P<verb2>扣|加|得)?(?:分)?封顶(?:为|分|：)?(?P<points2>{NUMBER})分"
)
_ONLY = rf"(?:{_PERIOD}(?:内)?)?(?P<fill>(?:{_FILL})*)限(?:额)?(?P<verb>扣|加|得|计)?(?:分)?(?:为)?{_POINTS}"
_UNLIMITED = (
    r"(?:上|加分|扣分|得分)?不(?:作|做|设)?(?:封顶|上限|限额|限分)"
    r"|(?:加分|扣分|得分)?(?:上)?无(?:上)?(?:封顶|上限)|不限分值"
)
_FULL = rf"(?:{_OWN}|该部分|此部分)?(?<![得计赋给记])满分(?:为|是|：|计)?{_POINTS}|总分(?:为|是)?{_POINTS}".replace(
    "<points>", "<pointsA>", 1
).replace("<points>", "<pointsB>", 1)

_DIRECTION: dict[str, Direction] = {
    "扣": "deduct",
    "减": "deduct",
    "倒": "deduct",
    "加": "bonus",
    "奖": "bonus",
    "另": "bonus",
}


def find(layers: Layers) -> None:
    """Set ``limits`` from the surface; where two patterns meet, the one that says more keeps the words."""
    text, grams = layers.surface, layers.grams
    taken = Ranges()
    found: list[Limit] = []
    for number, patterns in _SIEVE.sift(grams).items():
        make = _MAKERS[number]
        for match in matches(patterns, text):
            if taken.overlaps(*match.span()):
                continue
            limit = make(match)
            if limit is not None:
                found.append(limit)
                taken.add(limit.start, limit.end)
    found.sort(key=START)
    layers.limits = found


def end_of_limits(layers: Layers, start: int, end: int) -> int:
    """Where what stands between ``start`` and ``end`` begins behind the limits that begin there."""
    limits = starting_in(layers.limits, start, end)
    return limits[-1].end if limits else start


def _direction(verb: str | None) -> Direction | None:
    if not verb:
        return None
    return _DIRECTION.get(verb[0], "award")


def _amount(match: re.Match[str]) -> Limit | None:
    groups = match.groupdict()
    number = parse(groups.get("points") or groups.get("points2") or "")
    if number is None:
        return None
    fill = groups.get("fill") or ""
    period = groups.get("period") or groups.get("period2")
    verb = groups.get("verb") or groups.get("verb2")
    if verb is None:
        verb = next((w for w in ("扣分", "加分", "得分") if w in fill), None)
    if number == 0:
        # 最多扣至0分: down to nothing, not at most nothing.
        return _item_score(match) if verb and verb[0] in "扣减" else None
    start = match.start()
    whole = bool(re.search("本|以上|上述|各项|总计", fill))
    # 该项, 此项 point at the numbered point that they stand in, where there is one.
    point = bool(re.search(_OWN, fill))
    return Limit(
        start,
        match.end(),
        "amount",
        _direction(verb),
        plain(number),
        _PERIODS[period] if period else None,
        "text" if whole else "point" if point else "sentence",
    )


def _ceiling(match: re.Match[str]) -> Limit | None:
    limit = _amount(match)
    if limit is not None:
        limit.full_mark = True
    return limit


def _net(match: re.Match[str]) -> Limit | None:
    limit = _amount(match)
    if limit is not None:
        limit.direction, limit.reach = "net", "sentence"
    return limit


def _clipped(match: re.Match[str]) -> Limit | None:
    return _amount(match) if parse(match.group("points")) == parse(match.group("again")) else None


def _item_score(match: re.Match[str]) -> Limit:
    return Limit(match.start(), match.end(), "item_score", "deduct")


def _full_then_out(match: re.Match[str]) -> Limit | None:
    limit = _amount(match)
    if limit is not None:
        limit.direction, limit.reach = "deduct", "point"
    return limit


def _unlimited(match: re.Match[str]) -> Limit:
    verb = match.group()[0]
    return Limit(match.start(), match.end(), "unlimited", _direction(verb) if verb in "加扣得" else None)


def _full(match: re.Match[str]) -> Limit | None:
    number = parse(match.group("pointsA") or match.group("pointsB"))
    if number is None:
        return None
    return Limit(match.start(), match.end(), "amount", None, plain(number), full_mark=True)


_PATTERNS = (
    (_FULL_THEN_OUT, _full_then_out),
    (_ITEM_SCORE, _item_score),
    (_OUT_AMOUNT, _amount),
    (_FILLED, _amount),
    (_NET, _net),
    (_CLIPPED, _clipped),
    (_CEILING, _ceiling),
    (_MOST, _amount),
    (_TOP, _amount),
    (_NOT_OVER, _amount),
    (_ONLY, _amount),
    (_UNLIMITED, _unlimited),
    (_FULL, _full),
)
_SIEVE = Sieve([pattern] for pattern, _ in _PATTERNS)
_MAKERS = [make for _, make in _PATTERNS]
