"""Indicators: what a rule measures or counts, in the text's own words (秸秆视频监控火点处置率; 宣传活动).

Patterns over the words of a lexicon come first; jieba is asked only where they find nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from normalizers.fold import fold_characters
from normalizers.indicator_patterns import pattern
from normalizers.phrases import first_verb, noun_phrase
from normalizers.spans import words_of

LONGEST = 36
LONG = 18
"""Names longer than this are cut behind their last 的, where enough is left."""
LONGEST_TAIL = 12
"""Characters that what trails behind a name has at most."""
REACH = 400
"""The last characters of a condition that are looked at."""
_REMEMBERED = 1 << 15

_CLAUSE = re.compile(r"[，。；：！？]+")
_ASIDE = re.compile(r"（[^（）]*）|《[^《》]*》|“[^“”]*”")
_BY = re.compile(r"被(?!动|子|评|命名|列|授|认定|确定)")
_FURTHER = re.compile(r"并(?!网|轨|联|购|列)|且")
_PERIOD = re.compile(r"全年|年度|每(?:半年|年|季度?|月|周|旬|日|天)|年内")
_JOINT = re.compile(r"[或并且、]")
_WORD = re.compile(r"(?!\d[\d.]*[万亿]?元)(?=.*[\u4e00-\u9fffA-Za-z]{2})")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、](?!\d)|（[\d一二三四五六七八九十]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,3}、|[一二三四五六]是)"
)


@lru_cache(maxsize=_REMEMBERED)
def name_indicator(condition: str, measured: bool = False) -> str | None:
    """The shortest phrase of a rule's condition that says what is measured or counted; None where unclear.

    ``measured`` says that the unit of the rule's ``per`` or of a threshold is a measure (%, 百分点, μg/m³, 位) and
    no count.
    """
    own = words_of(condition[-REACH:])
    text = fold_characters(own)
    spans = _clauses(text)
    found = _measured(text, spans, certain=measured) or _counted(text, spans)
    if found is None:
        return None
    start, end = found
    if end - start > LONG:
        start = _shorter(text, start, end)
    if text[start] == "“" and text.find("”", start, end) in (-1, end - 1):
        start, end = start + 1, end - (text[end - 1] == "”")
    fits = 2 <= end - start <= LONGEST and _WORD.match(text, start, end)
    return own[start:end] if fits and not pattern("comparator").fullmatch(text, start, end) else None


def _shorter(text: str, start: int, end: int) -> int:
    """Where a long name may begin instead: behind its last 的 or 或, where enough is left."""
    for joint, least in (("的", 4), ("或", 8)):
        at = text.rfind(joint, start, end)
        if at > 0 and end - at - 1 >= least:
            return at + 1
    return start


def _clauses(text: str) -> list[tuple[int, int]]:
    """The ranges of the clauses; what stands in brackets, titles and quotation marks is not cut."""
    hidden = _ASIDE.sub(lambda aside: "■" * len(aside[0]), text)
    result, start = [], 0
    for stop in [*_CLAUSE.finditer(hidden), None]:
        end = stop.start() if stop else len(text)
        numbering = _NUMBERING.match(text[start:end])
        begin = start + (numbering.end() if numbering else 0)
        last = _without_asides(text, begin, end)
        if begin < last:
            result.append((begin, last))
        start = stop.end() if stop else end
    return result


def _without_asides(text: str, start: int, end: int) -> int:
    """Where a clause ends without a bracket and 每次 behind it (除雪不及时的每次（仅限北部乡镇）)."""
    while end > start and text[end - 1] == "）" and (opening := text.rfind("（", start, end)) >= 0:
        end = opening
    each = pattern("each_behind").search(text, max(start, end - LONGEST_TAIL), end)
    return each.start() if each else end


def _measured(text: str, spans: list[tuple[int, int]], certain: bool) -> tuple[int, int] | None:
    """What stands in front of the comparison, in the last clause that has something there.

    Unless a measure is ``certain``, the clause must speak of one (率, 比例, 同比, 10% …).
    """
    passed = False
    for at in range(len(spans) - 1, -1, -1):
        start, end = spans[at]
        comparison = pattern("comparator").search(text, start, end)
        if comparison is None:
            if passed and not _scoring(text, start, end):
                return _counted(text, spans[: at + 1])
            if passed or certain:
                continue
            return None
        if not (certain or passed or pattern("metric").search(text, start, end)):
            return None
        first, last = _trimmed(text, start, comparison.start())
        if comparison[0].startswith("未完成") and last - first < 2:
            stop = pattern("comparator").search(text, comparison.end(), end)
            first, last = _trimmed(text, comparison.end(), stop.start() if stop else end)
        if last - first >= 2 and not pattern("empty").match(text, first, last):
            return first, last
        passed = True
    return None


def _counted(text: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """What is counted: named behind the measure word, required in an earlier clause, or the failing."""
    required, vague = False, None
    for start, end in reversed(spans):
        if any(pattern(name).fullmatch(text, start, end) for name in ("only_count", "empty")):
            continue
        if _scoring(text, start, end):
            continue
        if short := pattern("shortfall").match(text, start, end):
            required = True
            first, last = _trimmed(text, short.end(), end)
            if start == spans[0][0] and last - first >= 2:
                return first, last
            continue
        if passive := pattern("passive").search(text, start, end):
            return passive.span("what")
        found = _required(text, start, end, certain=required) or _each(text, start, end)
        if found is None and (failing := _failing(text, start, end)):
            found = _trimmed(text, *failing)
        if found:
            first, last = found
            if pattern("vague_name").fullmatch(text, first, last):
                vague = vague or (first, last)
            elif last - first >= 2 and not any(
                pattern(name).fullmatch(text, first, last)
                for name in ("group", "bare_verb", "empty", "time_unit")
            ):
                return first, last
    return vague


def _scoring(text: str, start: int, end: int) -> bool:
    """Whether a clause only says how points are counted (按差值扣分)."""
    return "分" in text[start:end] and bool(pattern("scoring").fullmatch(text, start, end))


def _required(text: str, start: int, end: int, certain: bool) -> tuple[int, int] | None:
    """开展至少一次宣传活动 → 宣传活动; 采用信息不少于50篇 → 采用信息.

    Unless ``certain``, a bound must be said.
    """
    counts = list(pattern("count").finditer(text, start, end))
    bounded = [count for count in counts if count["bound"]]
    if not (certain or bounded):
        return None
    named = [count for count in counts if not pattern("group").fullmatch(count[0])]
    count = next(iter(bounded or named), None)
    if count is None:
        return _last_object(text, start, end)
    first, last = _trimmed(text, count.end(), end)
    if last - first >= 2 and not pattern("negation").match(text, first):
        return first, last
    return _last_object(text, start, count.start())


def _last_object(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What the last verb of a range is about; with the verb where it is too little by itself (研究工作)."""
    stop = _FURTHER.search(text, start + 2, end)
    end = _trimmed(text, start, stop.start() if stop else end)[1]
    deeds = list(pattern("deed").finditer(text, start, end))[-1:]
    verbs = list(pattern("verb").finditer(text, start, end))[::-1]
    if not deeds and verbs and verbs[0].end() == end and (whiles := list(_PERIOD.finditer(text, start, end))):
        return whiles[-1].end(), end
    for verb in deeds + verbs:
        first, last = _trimmed(text, verb.end(), end)
        if last - first >= 2:
            vague = pattern("vague_name").fullmatch(text, first, last)
            return (verb.start() if vague else first), last
    first, last = _trimmed(text, start, end)
    return (first, last) if last - first >= 2 else None


def _each(text: str, start: int, end: int) -> tuple[int, int] | None:
    """每创建一个无废细胞 → 无废细胞; 噪声每有一个点次不达标 → 噪声."""
    each = pattern("each").search(text, start, end)
    if each is None:
        return None
    first, last = each.span("noun")
    if pattern("predicate").match(text, first, last):
        before = _trimmed(text, start, each.start())
        return before if before[1] - before[0] >= 2 else None
    for name in ("negation", "passive", "state"):
        if stop := pattern(name).search(text, first, last):
            last = stop.start()
    before = _trimmed(text, start, each.start())
    if last < each.end("noun") and last - first <= 2 <= before[1] - before[0]:
        return before
    first, last = _trimmed(text, first, last)
    if last - first < 2 or pattern("vague_name").fullmatch(text, first, last):
        return None
    return first, last


def _failing(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What was not done, what happened, what is in a bad state: the object, else the subject."""
    negation = pattern("negation").search(text, start, end)
    mishap = pattern("mishap").search(text, start, negation.start() if negation else end)
    if mishap and _trimmed(text, start, mishap.start()) != (start, start) and mishap.start() - start >= 2:
        return start, mishap.end()
    if (by := _BY.search(text, start + 2, end)) and not (negation and negation.start() < by.start()):
        return start, by.start()
    event = pattern("event").search(text, start, negation.start() if negation else end)
    state = pattern("state").search(text, start, end)
    if event:
        found = _happening(text, event.end(), end)
        subject = (start, event.start()) if event.start() - start >= 2 else None
        if found and state and pattern("vague_name").fullmatch(text, *found):
            return start, state.start()
        return found or subject
    if negation:
        subject = (start, negation.start()) if negation.start() - start >= 2 else None
        lacking = negation[0][0] in "无没缺"
        found = (_happening if lacking else _object)(text, negation.end(), end)
        reached = text.startswith(("达", "符合", "满足"), negation.end())
        if found and subject and (reached or pattern("vague_name").fullmatch(text, *found)):
            return subject
        return found or subject
    if state and state.start() - start >= 2:
        return start, state.start()
    first, last = _trimmed(text, start, end)
    if verb := pattern("verb").match(text, first, last):
        return _happening(text, verb.end(), last) or (first, last)
    return (first, last) if 2 <= last - first <= LONG // 2 else noun_phrase(text, first, last)


def _happening(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What follows an event, up to its state or the next deed."""
    for name in ("stop", "state"):
        if end - start > 2 and (stop := pattern(name).search(text, start + 2, end)):
            end = stop.start()
    first, last = _trimmed(text, start, end)
    return (first, last) if last - first >= 2 else None


def _object(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The object of what follows a negation: behind manner and verb, up to the next deed."""
    begin, about = start, None
    while (manner := pattern("manner").match(text, start, end)) and manner.end() > start:
        start = manner.end()
        about = (manner.start() + 1, manner.end()) if manner[0][0] == "对" else about
    verb = pattern("verb").match(text, start, end)
    if verb:
        start = verb.end()
        if _JOINT.match(text, start, end):
            return None
        while (manner := pattern("manner").match(text, start, end)) and manner.end() > start:
            start = manner.end()
    elif at := first_verb(text[start:end]):
        start += at
    if found := _happening(text, start, end):
        return found
    if about:
        return about
    first, last = _trimmed(text, begin, end)
    return (first, last) if last - first >= 4 and not verb else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without what only leads in (2024年底, 辖区内, 其中) or trails (的, 等)."""
    while start < end and (lead := pattern("lead").match(text, start, end)) and lead.end() > start:
        start = lead.end()
    while start < end:
        if text[end - 1] == "）" and (opening := text.rfind("（", start, end)) >= 0:
            end = opening
            continue
        tail = pattern("tail").search(text, max(start, end - LONGEST_TAIL), end)
        if tail is None or tail.start() == tail.end():
            break
        end = tail.start()
    return start, end
