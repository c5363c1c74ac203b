"""What the normaliser holds in memory while it reads texts of which no two are alike."""

from __future__ import annotations

import random
import re
import resource
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.meter import peak
from bench.sets import distinct
from normalizers import normalize

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PAGE = resource.getpagesize()


def varied(seed: int = 99) -> Iterator[str]:
    """Scoring texts without end, each with names and numbers of its own."""
    chance = random.Random(seed)  # noqa: S311

    def other(number: re.Match[str]) -> str:
        return (
            f"{chance.uniform(0, 200):.{chance.choice((0, 0, 1, 2))}f}"
            if chance.random() < 0.5
            else number[0]
        )

    for text in distinct(seed=seed):
        yield _NUMBER.sub(other, text)


def grown(texts: int, every: int) -> list[tuple[int, int, int]]:
    """Texts read, bytes held and the most bytes held so far: before the first text, and after each ``every`` texts."""
    source = varied()
    found = [(0, _resident(), peak())]
    for read in range(every, texts + 1, every):
        for text in islice(source, every):
            normalize({"id": None, "criteria": text})
        found.append((read, _resident(), peak()))
    return found


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
