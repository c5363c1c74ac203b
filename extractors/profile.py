"""What the texts of a column look like, for the columns whose heading does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.departments import is_unit, split_departments
from extractors.numbering import ordinal
from extractors.points import is_points
from extractors.texts import scoring

LONG_TEXT = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of a column's written cells, each cell counted once."""

    written: int
    numbers: float
    rising: float
    points: float
    units: float
    scoring: float
    long: float

    @property
    def is_numbering(self) -> bool:
        """Ordinals in rising order, as 序号 columns hold."""
        return self.numbers >= 0.7 and self.rising >= 0.8

    @property
    def is_points(self) -> bool:
        """Small amounts that do not count up."""
        return self.points >= 0.6 and not (self.is_numbering and self.written > 2)

    @property
    def is_text(self) -> bool:
        """Words rather than figures."""
        return self.written > 0 and self.numbers < 0.5 and self.points < 0.5


def profile(texts: Iterable[str]) -> Profile:
    """The profile of a column's cell texts (empty ones are left out)."""
    cells = [text for text in texts if text]
    if not cells:
        return Profile(0, 0, 0, 0, 0, 0, 0)
    orders = [ordinal(text) for text in cells]
    known = [order for order in orders if order is not None]
    rising = [a < b or b[-1:] == (1,) for a, b in zip(known, known[1:], strict=False)]
    count = len(cells)
    return Profile(
        written=count,
        numbers=len(known) / count,
        rising=sum(rising) / len(rising) if rising else float(len(known) == 1),
        points=sum(map(is_points, cells)) / count,
        units=sum(all(map(is_unit, split_departments(text) or [""])) for text in cells) / count,
        scoring=sum(map(scoring, cells)) / count,
        long=sum(len(re.sub(r"\s", "", text)) > LONG_TEXT for text in cells) / count,
    )
