"""Indicators: what a rule measures or counts, in the text's own words (秸秆视频监控火点处置率; 宣传活动).

Patterns over the words of a lexicon come first; jieba is asked only where they find nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from normalizers.fold import fold_characters
from normalizers.periods import NUMBER
from normalizers.phrases import first_verb, noun_phrase
from normalizers.spans import words_of
from normalizers.words import alternatives, any_of, load, words

LONGEST = 36
LONG = 18
"""Names longer than this are cut behind their last 的, where enough is left."""
_REMEMBERED = 1 << 15

_CLAUSE = re.compile(r"[，。；：！？]+")
_ASIDE = re.compile(r"（[^（）]*）|《[^《》]*》|“[^“”]*”")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、](?!\d)|（[\d一二三四五六七八九十]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,3}、|[一二三四五六]是)")


@cache
def _lexicon(head: str) -> str:
    return any_of(words(load("indicators")[head]))


@cache
def _patterns(name: str) -> re.Pattern[str]:
    lexicon = load("indicators")
    units = any_of({*words(" ".join(load("units")["counted"])), *words(lexicon["more_units"])})
    return re.compile(
        {
            "comparator": rf"(?:仍|均|都|累计|平均|总体|全部)?{_lexicon('comparators')}|{alternatives(lexicon['bounds'])}",
            "lead": alternatives(lexicon["leads"]),
            "tail": rf"(?:{alternatives(lexicon['tails'])})$",
            "negation": _lexicon("negations"),
            "manner": alternatives(lexicon["manners"]),
            "verb": _lexicon("verbs"),
            "event": _lexicon("events"),
            "state": alternatives(lexicon["states"]),
            "passive": rf"被(?P<by>[^，。；]{{0,24}}?)(?P<what>{_lexicon('censures')})",
            "stop": alternatives(lexicon["stops"]),
            "only_count": rf"^{_lexicon('counting')}?(?:每|一|同)?(?:{NUMBER})?个?(?:{units})?(?:的|者)?$",
            "shortfall": rf"^每?{_lexicon('shortfalls')}{NUMBER}?个?{units}?",
            "count": rf"(?P<bound>{_lexicon('bounding')})?(?P<number>(?<![第\d]){NUMBER})个?{units}(?:及?以上)?",
            "each": rf"(?:每(?P<verb>[^，。；每\d]{{0,8}}?)|{_lexicon('events')}|^)(?:{NUMBER})?个?{units}"
            r"(?P<noun>[^，。；：（）]{2,40})",
        }[name]
    )


@lru_cache(maxsize=_REMEMBERED)
def name_indicator(condition: str, unit: str | None = None, measured: bool = False) -> str | None:
    """The shortest phrase of a rule's condition that says what is measured or counted; None where unclear.

    ``unit`` is the unit of the rule's ``per``, ``measured`` whether it or a threshold is a measure (%, 百分点,
    μg/m³, 位) rather than a count.
    """
    own = words_of(condition)
    text = fold_characters(own)
    spans = _clauses(text)
    found = _measured(text, spans) if measured else None
    found = found or _counted(text, spans, unit)
    if found is None:
        return None
    start, end = _trimmed(text, *found)
    name = own[start:end]
    return name if 2 <= len(name) <= LONGEST and not name.isascii() or name.startswith("PM") else None


def _clauses(text: str) -> list[tuple[int, int]]:
    """The ranges of the clauses; what stands in brackets, titles and quotation marks is not cut."""
    hidden = _ASIDE.sub(lambda aside: "■" * len(aside[0]), text)
    result, start = [], 0
    for stop in [*_CLAUSE.finditer(hidden), None]:
        end = stop.start() if stop else len(text)
        numbering = _NUMBERING.match(text, start, end) if False else _NUMBERING.match(text[start:end])
        begin = start + (numbering.end() if numbering else 0)
        if begin < end:
            result.append((begin, end))
        start = stop.end() if stop else end
    return result


def _measured(text: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """What stands in front of the comparison, in the last clause that says it."""
    for start, end in reversed(spans):
        comparison = _patterns("comparator").search(text, start, end)
        if comparison is None:
            continue
        first, last = _trimmed(text, start, comparison.start())
        if last - first >= 2:
            return first, last
        after = _patterns("stop").search(text, comparison.end(), end)
        if comparison[0].startswith("未完成"):
            return comparison.end(), after.start() if after else end
    return None


def _counted(text: str, spans: list[tuple[int, int]], unit: str | None) -> tuple[int, int] | None:
    """What is counted: named behind the measure word, required in an earlier clause, or the failing itself."""
    required = False
    for start, end in reversed(spans):
        part = text[start:end]
        if _patterns("only_count").match(part):
            continue
        if short := _patterns("shortfall").match(part):
            required = True
            if start == spans[0][0] and end - start - short.end() >= 2:
                return start + short.end(), end
            continue
        found = _required(text, start, end) if required or unit else None
        found = found or _each(text, start, end) or _failing(text, start, end)
        if found:
            first, last = _trimmed(text, *found)
            if last - first >= 2:
                return first, last
    return None


def _required(text: str, start: int, end: int) -> tuple[int, int] | None:
    """开展至少一次宣传活动 → 宣传活动; 采用信息不少于50篇 → 采用信息."""
    count = _patterns("count").search(text, start, end)
    if count is None:
        return None
    first, last = _trimmed(text, count.end(), end)
    if last - first >= 2 and not _patterns("negation").match(text, first):
        return first, last
    before = count.start()
    verb = None
    for verb in _patterns("verb").finditer(text, start, before):
        pass
    first, last = _trimmed(text, verb.end() if verb and before - verb.end() >= 2 else start, before)
    return (first, last) if last - first >= 2 else None


def _each(text: str, start: int, end: int) -> tuple[int, int] | None:
    """每创建一个无废细胞 → 无废细胞; 每新增1吨VOCs减排量 → VOCs减排量."""
    each = _patterns("each").search(text, start, end)
    if each is None:
        return None
    first, last = each.span("noun")
    stop = _patterns("negation").search(text, first, last) or _patterns("passive").search(text, first, last)
    last = stop.start() if stop else last
    return (first, last) if last - first >= 2 and text[first:last] not in words(load("indicators")["vague"]) else None


def _failing(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What was not done, what happened, what is in a bad state: the object, else the subject."""
    if passive := _patterns("passive").search(text, start, end):
        return passive.span("what")
    negation = _patterns("negation").search(text, start, end)
    event = negation or _patterns("event").search(text, start, end)
    if event:
        found = _object(text, event.end(), end)
        if found:
            return found
        if event.start() - start >= 2:
            return start, event.start()
    if (state := _patterns("state").search(text, start, end)) and state.start() - start >= 2:
        return start, state.start()
    first, last = _trimmed(text, start, end)
    if 2 <= last - first <= LONG // 2:
        return first, last
    return noun_phrase(text, first, last)


def _object(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The object of what follows a negation or an event: behind manner and verb, up to the next deed."""
    while manner := _patterns("manner").match(text, start, end):
        if manner.end() == start:
            break
        start = manner.end()
    verbs = 0
    while verbs < 2 and (verb := _patterns("verb").match(text, start, end)):
        if _patterns("tail").match(text, verb.end(), end):
            break
        start, verbs = verb.end(), verbs + 1
        while manner := _patterns("manner").match(text, start, end):
            start = manner.end()
    if not verbs and (at := first_verb(text[start:end])):
        start += at
    stop = _patterns("stop").search(text, start + 2, end) if end - start > 2 else None
    first, last = _trimmed(text, start, stop.start() if stop else end)
    return (first, last) if last - first >= 2 else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without what only leads in (2024年底, 辖区内, 其中) or trails (的, 的情况, 等)."""
    while start < end and (lead := _patterns("lead").match(text, start, end)) and lead.end() > start:
        start = lead.end()
    while start < end and (tail := _patterns("tail").search(text, start, end)) and tail.start() < tail.end():
        end = tail.start()
    if end - start > LONG:
        at = text.rfind("的", start, end)
        if at > 0 and end - at - 1 >= 4:
            start = at + 1
    return start, end
