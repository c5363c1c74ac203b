"""What the texts of a column look like, for the columns whose heading does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extractors.item.departments import is_unit, split_departments
from extractors.item.numbering import ordinal
from extractors.item.points import is_points
from extractors.lexicon import words
from extractors.texts import scoring, squeeze

# A target that is a figure: ≥90% 5亿元 1000人 2小时内.
VALUE = re.compile(r"^[≥≤<>=约达不低于少高超过]{0,3}\d+(?:[.,]\d+)*(?:%|[^\d\s.，。；、)）]{0,3})$")

# How marks are found out: 查阅资料 现场抽查 听取汇报 随机走访 核对台账 以…为准.
CHECK = re.compile(
    r"^(?:\d+[.、])?(?:现场|实地|随机|集中|日常|定期|不定期|通过|采取|采用|年终|系统|网上|线上|综合)?"
    r"(?:查|看|听|访|抽|核|检|测|验|问|暗访|走访|调阅|调取|比对|座谈|台账|资料|材料|数据|统计)"
)

# Points that are not one amount: 0-5分 2×5=10分.
RANGE = re.compile(r"^\d+(?:\.\d+)?分?[-~—–至×*]\d+(?:\.\d+)?(?:=\d+(?:\.\d+)?)?分?$")


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of a column's written cells, each cell counted once; how many they are, and how many texts."""

    written: int
    distinct: int
    numbers: float
    rising: float
    points: float
    units: float
    ticks: float
    scoring: float
    checks: float
    values: float
    ranges: float

    @property
    def is_numbering(self) -> bool:
        """Ordinals that count up, as 序号 columns hold."""
        return self.numbers >= 0.7 and self.rising >= 0.7

    @property
    def is_points(self) -> bool:
        """Small amounts, or words such as 加分项."""
        return self.points >= 0.6

    @property
    def is_text(self) -> bool:
        """Words rather than figures."""
        return self.written > 0 and self.numbers < 0.5 and self.points < 0.5


def _follows(number: tuple[int, ...], following: tuple[int, ...]) -> bool:
    """Whether a number is the next after another: 3 → 4, 1.2 → 1.3, 1.2 → 2.1, or a list that begins
    again."""
    return following[-1] == number[-1] + 1 or (following[-1] == 1 and following != number)


def profile(texts: Iterable[str]) -> Profile:
    """The profile of a column's cell texts (empty ones are left out)."""
    cells = [text for text in texts if text]
    if not cells:
        return Profile(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    orders = [ordinal(text) for text in cells]
    known = [order for order in orders if order is not None]
    rising = [_follows(a, b) for a, b in pairwise(known)]
    count = len(cells)
    marks = words("ticks") | words("crosses")
    return Profile(
        written=count,
        distinct=len(set(map(squeeze, cells))),
        numbers=len(known) / count,
        rising=sum(rising) / len(rising) if rising else float(len(known) == 1),
        points=sum(map(is_points, cells)) / count,
        units=sum(all(map(is_unit, split_departments(text) or [""])) for text in cells) / count,
        ticks=sum(squeeze(text) in marks for text in cells) / count,
        scoring=sum(map(scoring, cells)) / count,
        checks=sum(CHECK.match(squeeze(text)) is not None for text in cells) / count,
        values=sum(VALUE.match(squeeze(text)) is not None for text in cells) / count,
        ranges=sum(RANGE.match(squeeze(text)) is not None for text in cells) / count,
    )
