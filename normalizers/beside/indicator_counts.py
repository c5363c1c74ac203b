"""What is counted: named behind the measure word, required in an earlier clause, or the failing itself."""

from __future__ import annotations

import re

from normalizers.beside.indicator_failings import failing
from normalizers.beside.indicator_patterns import last_characters, pattern, vague_names
from normalizers.beside.indicator_ranges import LONGEST_STATE, Span, is_bare_verb, trimmed

LONGEST_COUNT = 16
"""Characters that a clause which only counts has at most."""

_FURTHER = re.compile(r"并(?!网|轨|联|购|列)|且")
_PERIOD = re.compile(r"全年|年度|每(?:半年|年|季度?|月|周|旬|日|天)|年内")


def counted(text: str, spans: list[Span]) -> Span | None:
    """What is counted: named behind the measure word, required in an earlier clause, or the failing."""
    required, vague = False, None
    for start, end in reversed(spans):
        if _says_nothing(text, start, end):
            continue
        if scoring(text, start, end):
            continue
        if short := pattern("shortfall").match(text, start, end):
            required = True
            first, last = trimmed(text, short.end(), end)
            if start == spans[0][0] and last - first >= 2:
                return first, last
            continue
        told = text.find("被", start, end) >= 0 or text.find("受", start, end) >= 0
        if told and (passive := pattern("passive").search(text, start, end)):
            return passive.span("what")
        if told and (adopted := pattern("adopted").search(text, start, end)):
            first, last = trimmed(text, start, adopted.start())
            if last - first >= 2:
                return first, last
            vague = vague or adopted.span("what")
            continue
        found = None
        if required or pattern("number").search(text, start, end):
            found = _required(text, start, end, certain=required) or _each(text, start, end)
            if found is None and (deed := pattern("each_deed").fullmatch(text, start, end)):
                found = deed.span("deed")
        if found is None and (failed := failing(text, start, end)):
            found = trimmed(text, *failed)
        if found:
            first, last = found
            if text[first:last] in vague_names():
                graded = pattern("grade").fullmatch(text, first, last)
                vague = vague or (None if graded else (first, last))
            elif last - first < 2 or (
                text[last - 1] in last_characters("no_name")
                and pattern("no_name").fullmatch(text, first, last)
            ):
                continue
            elif not required and is_bare_verb(text, first, last):
                vague = vague or (None if pattern("event").fullmatch(text, first, last) else (first, last))
            else:
                return first, last
    return vague


def _says_nothing(text: str, start: int, end: int) -> bool:
    """Whether a clause only counts, only names a grade or only tells who made sure."""
    if end - start <= LONGEST_COUNT and pattern("only_count").fullmatch(text, start, end):
        return True
    if text[end - 1] in last_characters("empty") and pattern("empty").fullmatch(text, start, end):
        return True
    return text[start:end].rstrip("的").endswith(("认", "定", "实")) and bool(
        pattern("confirmation").fullmatch(text, start, end)
    )


def scoring(text: str, start: int, end: int) -> bool:
    """Whether a clause only says how points are counted (按差值扣分)."""
    return "分" in text[start:end] and bool(pattern("scoring").fullmatch(text, start, end))


def _required(text: str, start: int, end: int, certain: bool) -> Span | None:
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
    first, last = trimmed(text, count.end(), end)
    if last - first >= 2 and not pattern("negation").match(text, first):
        return first, last
    return _last_object(text, start, count.start())


def _last_object(text: str, start: int, end: int) -> Span | None:
    """What the last verb of a range is about; with the verb where it is too little by itself (研究工作)."""
    stop = _FURTHER.search(text, start + 2, end)
    if stop is None and text[end - 1] in last_characters("state"):
        stop = pattern("state").search(text, max(start + 2, end - LONGEST_STATE), end)
    end = trimmed(text, start, stop.start() if stop else end)[1]
    deeds = list(pattern("deed").finditer(text, start, end))[-1:]
    verbs = list(pattern("verb").finditer(text, start, end))[::-1]
    if not deeds and verbs and verbs[0].end() == end and (whiles := list(_PERIOD.finditer(text, start, end))):
        return whiles[-1].end(), end
    for verb in deeds + verbs:
        first, last = trimmed(text, verb.end(), end)
        if last - first >= 2:
            if text[first:last] not in vague_names():
                return first, last
            missed = text.startswith("未", verb.start() - 1) and verb.start() - start > 2
            return trimmed(text, start, verb.start() - 1) if missed else (verb.start(), last)
    first, last = trimmed(text, start, end)
    return (first, last) if last - first >= 2 else None


def _each(text: str, start: int, end: int) -> Span | None:
    """每创建一个无废细胞 → 无废细胞; 噪声每有一个点次不达标 → 噪声."""
    each = pattern("each").search(text, start, end)
    if each is None:
        return None
    first, last = each.span("noun")
    if pattern("predicate").match(text, first, last):
        before = trimmed(text, start, each.start())
        return before if before[1] - before[0] >= 2 else None
    for name in ("negation", "passive", "state"):
        if stop := pattern(name).search(text, first, last):
            last = stop.start()
    before = trimmed(text, start, each.start())
    if last < each.end("noun") and last - first <= 2 <= before[1] - before[0]:
        return before
    first, last = trimmed(text, first, last)
    if last - first < 2 or text[first:last] in vague_names():
        return before if before[1] - before[0] >= 2 else None
    return first, last
