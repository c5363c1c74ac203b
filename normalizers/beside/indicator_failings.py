"""What failed or happened: 未报送总结 → 总结, 发生事故 → 事故, 整改不到位 → 整改."""

from __future__ import annotations

import re

from normalizers.beside.indicator_patterns import last_characters, pattern, vague_names
from normalizers.beside.indicator_ranges import LONGEST_STATE, Span, is_bare_verb, trimmed
from normalizers.beside.phrases import first_verb, noun_phrase, tagged

LONGEST_DEED = 4
"""What is longer than a deed and its manner holds a noun."""
LONGEST_PHRASE = 9
"""Longer ranges are cut to their last noun phrase where nothing else tells what the name is."""

_BY = re.compile(r"被(?!动|子|评|命名|列|授|认定|确定)")
_RESULT = re.compile(r"的?(?:造成|导致|引发|致使|引起)")
_JOINT = re.compile(r"[或并且、]")
_NOUNS = ("n", "j", "l", "i", "eng", "x", "b", "an", "vn")
"""Tags of jieba that name something."""


def failing(text: str, start: int, end: int) -> Span | None:
    """What was not done, what happened, what is in a bad state: the object, else the subject."""
    negation = pattern("negation").search(text, start, end)
    while negation and (further := pattern("negation").match(text, negation.end(), end)):
        negation = further
    mishap = pattern("mishap").search(text, start, negation.start() if negation else end)
    if mishap and _is_slip(text, start, mishap):
        if further := _RESULT.match(text, mishap.end(), end):
            return _happening(text, further.end(), end)
        return start, mishap.end()
    if (by := _BY.search(text, start + 2, end)) and not (negation and negation.start() < by.start()):
        return start, by.start()
    event = pattern("event").search(text, start, negation.start() if negation else end)
    state = None
    if text[end - 1] in last_characters("state"):
        state = pattern("state").search(text, max(start, end - LONGEST_STATE), end)
    if event:
        found = _happening(text, event.end(), end)
        subject = (start, event.start()) if event.start() - start >= 2 else None
        if found and state and text[slice(*found)] in vague_names():
            return start, state.start()
        if found or subject or not negation:
            return found or subject
    if negation:
        subject = (start, negation.start()) if negation.start() - start >= 2 else None
        lacking = negation[0][0] in "无没缺"
        found = (_happening if lacking else _object)(text, negation.end(), end)
        if found and subject and not lacking and not _names_something(text, negation.end(), *found):
            return subject
        reached = text.startswith(("达", "符合", "满足"), negation.end())
        if found and subject and (reached or text[slice(*found)] in vague_names()):
            return subject
        return found or subject
    if state and state.start() - start >= 2:
        return start, state.start()
    start = _behind_place(text, start, end)
    first, last = trimmed(text, start, end)
    if verb := pattern("verb").match(text, first, last):
        found = _happening(text, verb.end(), last)
        return found if found and not pattern("outcome").fullmatch(text, *found) else (first, last)
    return (first, last) if 2 <= last - first <= LONGEST_PHRASE else noun_phrase(text, first, last)


def _behind_place(text: str, start: int, end: int) -> int:
    """Where a deed begins behind the place or manner that leads to it (在市级以上媒体刊发…)."""
    place = pattern("manner").match(text, start, end)
    return place.end() if place and pattern("verb").match(text, place.end(), end) else start


def _names_something(text: str, clause: int, start: int, end: int) -> bool:
    """Whether there is a noun in a range behind a negation; a verb and its manner (按月足额收缴) name nothing."""
    if pattern("held").search(text, clause, start):
        return True
    while manner := pattern("manner").match(text, start, end):
        start = manner.end()
    if is_bare_verb(text, start, end):
        return False
    if end - start > LONGEST_DEED:
        return True
    phrase = text[start:end]
    return any(tag.startswith(_NOUNS) for _, tag in tagged(phrase))


def _is_slip(text: str, start: int, mishap: re.Match[str]) -> bool:
    """Whether something slips, which stands in front; in 发生死亡事故 the mishap belongs to what happens."""
    first, last = trimmed(text, start, mishap.start())
    if mishap.start() - start < 2 or first == last:
        return False
    events = pattern("event").finditer(text, start, mishap.start())
    return all(event.end() < mishap.start() for event in events)


def _happening(text: str, start: int, end: int) -> Span | None:
    """What follows an event, up to its state or the next deed."""
    for name in ("stop", "state"):
        if end - start > 2 and (stop := pattern(name).search(text, start + 2, end)):
            end = stop.start()
    first, last = trimmed(text, start, end)
    return (first, last) if last - first >= 2 else None


def _object(text: str, start: int, end: int) -> Span | None:
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
    first, last = trimmed(text, begin, end)
    return (first, last) if last - first >= 4 and not verb else None
