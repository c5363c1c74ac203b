"""Ranges of a condition: cut to the words of a name, and what a short one is."""

from __future__ import annotations

from normalizers.beside.indicator_patterns import last_characters, pattern

LONGEST_TAIL = 12
"""Characters that what trails behind a name has at most."""
LONGEST_VERB = 8
LONGEST_STATE = 24
"""Characters that a verb by itself and a state at a clause's end have at most."""

Span = tuple[int, int]


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without what only leads in (2024年底, 辖区内, 其中) or trails (的, 等)."""
    far = pattern("far_lead_sign").search(text, start, end)
    while start < end and (
        lead := pattern("lead").match(text, start, end)
        or (far and pattern("far_lead").match(text, start, end))
    ):
        start = lead.end()
    while start < end:
        if text[end - 1] == "）" and (opening := text.rfind("（", start, end)) >= 0:
            end = opening
            continue
        if (each := text.rfind("每", max(start, end - 3), end)) >= 0:
            end = each
            continue
        if text[end - 1] not in last_characters("tail"):
            break
        tail = pattern("tail").search(text, max(start, end - LONGEST_TAIL), end)
        if tail is None:
            break
        end = tail.start()
    return start, end


def is_bare_verb(text: str, start: int, end: int) -> bool:
    """Whether a range is one verb, or verbs joined, and nothing else."""
    return end - start <= LONGEST_VERB and pattern("bare_verb").fullmatch(text, start, end) is not None
