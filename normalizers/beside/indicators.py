"""Indicators: what a rule measures or counts, in the text's own words (秸秆视频监控火点处置率; 宣传活动).

Patterns over the words of a lexicon come first; jieba is asked only where they find nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from normalizers.beside.indicator_counts import LONGEST_COUNT, counted, scoring
from normalizers.beside.indicator_patterns import pattern
from normalizers.beside.indicator_ranges import LONGEST_TAIL, Span, trimmed
from normalizers.fold import fold_characters
from normalizers.scoring.quantities import COUNTED, MEASURE, NOUNS, ORDER, RATIO, TIME
from normalizers.spans import words_of

LONGEST = 36
LONG = 18
"""Names longer than this are cut behind their last 的, where enough is left."""
LONGEST_COMPARATOR = 8
"""Characters that a comparison has at most."""
REACH = 400
"""The last characters of a condition that are looked at."""
_REMEMBERED = 1 << 15

_CLAUSE = re.compile(r"[，。；：！？]+|否则")
_ASIDE = re.compile(r"（[^（）]*）|《[^《》]*》|“[^“”]*”")
_SIGNS = frozenset("<>≤≥=0123456789")
_UNITS = COUNTED - NOUNS | RATIO | TIME | ORDER | MEASURE
"""Words that only measure: 每下降1个百分点 names nothing."""
_WORD = re.compile(r"(?![.\d]+个?(?:百分点|%))(?!\d[\d.]*[万亿]?元)(?=.*[\u4e00-\u9fffA-Za-z]{2})")
_NUMBERING = re.compile(
    r"(?:\d{1,2}[.、](?!\d)|（[\d一二三四五六七八九十]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,3}、|[一二三四五六]是)"
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
    found = _measured(text, spans, certain=measured) or counted(text, spans)
    if found is None:
        return None
    start, end = found
    if attribute := pattern("bounded").search(text, start + 2, end):
        end = attribute.start()
    if end - start > LONG:
        start = _shorter(text, start, end)
    if text[start] == "“" and text.find("”", start, end) in (-1, end - 1):
        start, end = start + 1, end - (text[end - 1] == "”")
    fits = 2 <= end - start <= LONGEST and text[start:end] not in _UNITS and _WORD.match(text, start, end)
    if not fits or (end - start <= LONGEST_COMPARATOR and pattern("comparator").fullmatch(text, start, end)):
        return None
    return own[start:end]


def _shorter(text: str, start: int, end: int) -> int:
    """Where a long name may begin instead: behind its last 的 or 或, where enough is left."""
    for joint, least in (("的", 4), ("或", 8)):
        at = text.rfind(joint, start, end)
        if at > 0 and end - at - 1 >= least:
            return at + 1
    return start


def _clauses(text: str) -> list[Span]:
    """The ranges of the clauses; what stands in brackets, titles and quotation marks is not cut."""
    hidden = _ASIDE.sub(lambda aside: "■" * len(aside[0]), text)
    result, start = [], 0
    for stop in [*_CLAUSE.finditer(hidden), None]:
        end = stop.start() if stop else len(text)
        numbering = _NUMBERING.match(text, start, end)
        begin = numbering.end() if numbering else start
        last = _without_asides(text, begin, end)
        if begin < last:
            result.append((begin, last))
        start = stop.end() if stop else end
    return result


def _without_asides(text: str, start: int, end: int) -> int:
    """Where a clause ends without a bracket and 每次 behind it (除雪不及时的每次（仅限北部乡镇）)."""
    while end > start and text[end - 1] == "）" and (opening := text.rfind("（", start, end)) >= 0:
        end = opening
    if text.rfind("每", start, end) < 0 and text.rfind("的一", start, end) < 0:
        return end
    each = pattern("each_behind").search(text, max(start + 2, end - LONGEST_TAIL), end)
    return each.start() if each else end


def _measured(text: str, spans: list[Span], certain: bool) -> Span | None:
    """What stands in front of the comparison, in the last clause that has something there.

    Unless a measure is ``certain``, the clause must speak of one (率, 比例, 同比, 10% …).
    """
    if not certain and not pattern("measure_sign").search(text):
        return None
    passed = False
    for at in range(len(spans) - 1, -1, -1):
        start, end = spans[at]
        if (
            not certain
            and end - start <= LONGEST_COUNT
            and any(
                pattern(name).fullmatch(text, start, end) for name in ("shortfall", "only_count", "tally")
            )
        ):
            continue
        comparison = pattern("comparator").search(text, start, end)
        ended = pattern("measure_end").search(text, start, end)
        if ended and not (
            comparison and comparison.end() <= ended.start() and comparison[0][0] not in _SIGNS
        ):
            first, last = _one_measure(text, start, ended.end())
            if last - first >= 2 and not pattern("empty").match(text, first, last):
                return first, last
        if comparison is None:
            if passed and not scoring(text, start, end):
                return counted(text, spans[: at + 1])
            if passed or certain:
                continue
            return None
        if not (certain or passed or pattern("metric").search(text, start, end)):
            return None
        first, last = trimmed(text, start, comparison.start())
        if comparison[0].startswith("未完成") and last - first < 2:
            stop = pattern("comparator").search(text, comparison.end(), end)
            first, last = trimmed(text, comparison.end(), stop.start() if stop else end)
        if last - first >= 2 and not pattern("empty").match(text, first, last):
            return first, last
        passed = True
    return None


def _one_measure(text: str, start: int, end: int) -> Span:
    """The measured thing in a range that ends with its name: behind a comparison or a count in front of it."""
    if (sign := max(text.rfind(sign, start, end) for sign in "<>≤≥=")) >= 0:
        return trimmed(text, sign + 1, end)
    if each := pattern("per_one").search(text, start, end):
        first, last = trimmed(text, each.end(), end)
        ranked = pattern("rank").fullmatch(text, first, last)
        return trimmed(text, start, each.start()) if ranked and each.start() - start >= 2 else (first, last)
    return trimmed(text, start, end)
