"""Marking what was found: where the words that were typed stand in a text, folded as the index folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.search import fold, runs

BEFORE, LONGEST = 24, 160
"""A snippet begins so many characters before its first hit, and is so long."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: the words searched for, or what stands between them."""

    text: str
    hit: bool


def hits(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand: start and end (exclusive) in the text, in order, overlapping ones joined."""
    folded, origin = [], []
    for index, character in enumerate(text):
        for part in fold(character):
            folded.append(part)
            origin.append(index)
    haystack = "".join(folded)
    found = []
    for run in dict.fromkeys(runs(words)):
        at = haystack.find(run)
        while at >= 0:
            found.append((origin[at], origin[at + len(run) - 1] + 1))
            at = haystack.find(run, at + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def marked(text: str, words: str) -> list[Part]:
    """The whole text, parted into hits and what stands between."""
    return _parts(text, hits(text, words), 0, len(text))


def snippet(text: str, words: str) -> list[Part]:
    """The text around the first hit, or its beginning, with all hits in it; “…” where it is cut."""
    found = hits(text, words)
    start = max(found[0][0] - BEFORE, 0) if found and found[0][0] > BEFORE * 2 else 0
    end = min(start + LONGEST, len(text))
    parts = _parts(text, found, start, end)
    return [
        *([Part("…", False)] if start else []),
        *parts,
        *([Part("…", False)] if end < len(text) else []),
    ]


def _parts(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> list[Part]:
    out, at = [], start
    for left, right in found:
        left, right = max(left, at), min(right, end)
        if left >= right:
            continue
        if at < left:
            out.append(Part(text[at:left], False))
        out.append(Part(text[left:right], True))
        at = right
    if at < end:
        out.append(Part(text[at:end], False))
    return out
