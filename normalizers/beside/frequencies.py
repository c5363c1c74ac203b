"""Frequencies: how often something is due, as ISO 8601 (``每季度至少一次`` → ``P3M``, at least 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from normalizers.beside.deadlines import read_deadlines
from normalizers.beside.periods import NUMBER, duration, whole
from normalizers.beside.time_limits import Deadline
from normalizers.fold import Folded
from normalizers.intervals import Ranges
from normalizers.patterns.compiled import compiled
from normalizers.patterns.grams import Grams
from normalizers.patterns.signs import signs
from normalizers.spans import Plain, folded
from normalizers.words import any_of, load, words

REACH = 40
"""How many characters behind the period its count is looked for, inside the clause."""


@dataclass(frozen=True, slots=True)
class Frequency(Plain):
    """How often something is due: ``count`` (null: once, unsaid) of ``unit`` in every ``iso`` duration."""

    iso: str
    count: int | None
    op: Literal[">=", "<=", "="]
    unit: str | None
    start: int
    end: int
    quote: str = ""


_PERIOD = (
    rf"每(?:隔)?(?P<number>{NUMBER})?个?(?P<unit>半年|半个?月|年度|年|学期|季度|季|月|旬|周|星期|工作日|日|天)"
    r"|(?:按|逐)(?P<regular>半年|年度|年|季度|季|月|旬|周|日|天)(?![薪龄产率])"
    r"|(?<![\d零一二三四五六七八九十])(?P<rhyme>[一每])(?P<rhymed>年|季|月|旬|周|日|天)一(?![次回遍场期轮篇年]|[\d至到])"
    r"|(?P<whole>全年|(?:本|一)?年度?内|全?个?季度内|当月内?|(?<![\d零一二三四五六七八九十])一(?:年|个?季度|个?月)|半年)"
    r"|(?<![\d零一二两三四五六七八九十个半上本当次])(?P<report>半年|年|季|月|旬|周)报(?![道名送到告喜备警考销账批])"
    r"|(?P<alternate>双)月(?=[^份])"
    r"|(?:^|(?<=[、，。；“行立实持]))(?P<beat>[季月周旬日])(?=调度|通报|督查|督办|考核|检查|巡查|分析|研判|例会|会商|点评|排名|小结|评比|评议|讲评|清零)"
)
# 一次完成率, 一次性 name a state and count nothing.
_STATE = re.compile(r"性|[\u4e00-\u9fff]{2,3}率")
_SPREAD = rf"(?P<years>{NUMBER})年(?P<times>{NUMBER})(?P<times_unit>次|轮|届|遍)"
_STOP = re.compile(r"[，。；：\n！？]")
# A period that belongs to an amount, a cap or a shortfall is no frequency: 每月扣0.1分, 每季度最高加0.5分.
_AMOUNT = compiled(
    r"(?:各|另|再)?[扣加减得计记奖罚]|最高|最多|累计|合计|总计|上限|封顶|以上|以内|不超过.{1,6}分|[少迟晚超]"
)


@cache
def _pattern() -> re.Pattern[str]:
    return compiled(f"{_SPREAD}|{_PERIOD}")


@cache
def _signs() -> Grams:
    return signs(_pattern().pattern)


@cache
def _count() -> re.Pattern[str]:
    """A number and a measure word that counts deeds or things."""
    units = any_of(words(load("frequencies")["units"]))
    return re.compile(rf"(?P<count>{NUMBER})个?(?P<unit>{units})(?P<more>及?以上|及其以上)?")


@cache
def _shortfall() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words(load('frequencies')['shortfall']))}|[被受][^，。；]{{0,12}}通报)$")


def read_frequencies(text: str | Folded, deadlines: Sequence[Deadline] | None = None) -> list[Frequency]:
    """The frequencies of a text, in order; offsets count code points of the text as given.

    ``每月扣0.1分`` and ``每季度最高加0.5分`` state none, and a recurring deadline (每月5日前) is left to
    `read_deadlines`, whose result for this text may be given.
    """
    form = folded(text)
    if form.grams.isdisjoint(_signs()):
        return []
    candidates = list(_all(form.dense))
    if not candidates:
        return []
    deadlines = read_deadlines(form) if deadlines is None else deadlines
    due = Ranges((found.start, found.end) for found in deadlines if found.kind == "recurring")
    result = []
    for found in candidates:
        start, end = form.span(found.start, found.end)
        if not due.overlaps(start, end):
            result.append(replace(found, start=start, end=end, quote=form.text[start:end]))
    return result


def _all(dense: str) -> Iterator[Frequency]:
    at = 0
    while match := _pattern().search(dense, at):
        at = match.end()
        if match["years"]:
            found: Frequency | None = _spread(match)
        elif _AMOUNT.match(dense, match.end()):
            found = None
        else:
            found = _counted(dense, match)
        if found:
            at = found.end
            yield found


def _spread(match: re.Match[str]) -> Frequency | None:
    """两年一次 is once in two years."""
    years, times = whole(match["years"]), whole(match["times"])
    if not years or times is None or years > 20:
        return None
    return Frequency(duration(years, "年"), times, "=", match["times_unit"], match.start(), match.end())


def _counted(dense: str, match: re.Match[str]) -> Frequency | None:
    stop = _STOP.search(dense, match.end(), match.end() + REACH)
    last = stop.start() if stop else min(len(dense), match.end() + REACH)
    following = _pattern().search(dense, match.end(), last)
    last = following.start() if following else last
    iso = _iso(match)
    if match["rhyme"] or match["report"] or match["beat"]:
        return Frequency(iso, None, "=", None, match.start(), match.end())
    at = match.end()
    while count := _count().search(dense, at, last):
        at = count.end()
        number = whole(count["count"])
        before = dense[match.end() : count.start("count")]
        op = _bound(before, count["more"])
        if (
            number is None
            or _STATE.match(dense, count.end())
            or _AMOUNT.match(dense, count.end())
            or (op == "=" and _shortfall().search(before))
        ):
            continue
        return Frequency(iso, number, op, count["unit"], match.start(), count.end())
    if match["whole"]:
        return None
    return Frequency(iso, None, "=", None, match.start(), match.end())


def _bound(before: str, more: str | None) -> Literal[">=", "<=", "="]:
    """Which bound the words between the period and its count state (至少召开一次, 开展不少于两次)."""
    lexicon = load("frequencies")
    if more or any(word in before for word in words(lexicon["at_least"])):
        return ">="
    return "<=" if any(word in before for word in words(lexicon["at_most"])) else "="


def _iso(match: re.Match[str]) -> str:
    if match["alternate"]:
        return "P2M"
    unit = match["unit"] or match["regular"] or match["rhymed"] or match["report"] or match["beat"]
    if unit is None:
        said = match["whole"]
        unit = "半年" if "半年" in said else "年" if "年" in said else "季度" if "季" in said else "月"
    count = whole(match["number"]) if match["number"] else 1
    return duration(count or 1, unit.replace("半个月", "半月"))
