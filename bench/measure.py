"""Speed and growth with length, of the normaliser in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from bench.sets import distinct
from normalizers import normalize

HOSTILE = (
    "考核",
    "得分",
    "一",
    "1",
    "扣",
    "（",
    "《",
    "零分",
    "扣1分，",
    "每少一次扣1分，最多扣3分；",
    "（扣1分）",
)
"""Texts that repeat one word, where patterns that backtrack would take forever."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Processor time, not the clock's, so that others on the machine count little."""

    items: int
    characters: int
    seconds: float

    @property
    def texts_of_100(self) -> float:
        return self.characters / 100 / self.seconds


def timed(run: Callable[[str], object], texts: Iterable[str]) -> Speed:
    """The processor time that ``run`` takes over ``texts``."""
    listed = list(texts)
    began = time.process_time()
    for text in listed:
        run(text)
    return Speed(len(listed), sum(map(len, listed)), time.process_time() - began)


def read(text: str) -> object:
    return normalize({"id": None, "criteria": text})


def speed(texts: int, rounds: int = 5) -> Speed:
    """The best of some rounds, each over texts never seen before."""
    timed(read, islice(distinct(seed=0), 50))
    return min(
        (timed(read, islice(distinct(seed=n), texts)) for n in range(1, rounds + 1)),
        key=lambda one: one.seconds / one.characters,
    )


def lengths(sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> list[tuple[str, list[float]]]:
    """Seconds for one text of each size: an ordinary one, and those that repeat one word."""
    ordinary = "".join(islice(distinct(seed=7), sizes[-1] // 90 + 10))
    rows = [("普通文本", [timed(read, [ordinary[:size]]).seconds for size in sizes])]
    for word in HOSTILE:
        text = word * (sizes[-1] // len(word) + 1)
        rows.append((f"“{word}”重复", [timed(read, [text[:size]]).seconds for size in sizes]))
    return rows
