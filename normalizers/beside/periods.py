"""Spans of time as ISO 8601 writes them: ``季度`` is ``P3M``, ``24小时`` is ``PT24H``."""

from __future__ import annotations

import calendar

from normalizers.numerals import parse

NUMBER = r"(?:\d{1,4}|[零一二两三四五六七八九十百]{1,5})"
"""A pattern for what `whole` reads, on folded text."""

# Unit → letter of the duration, how many of them one unit is, whether it belongs to the time part.
_UNITS: dict[str, tuple[str, int, bool]] = {
    **dict.fromkeys(("年", "年度", "周年"), ("Y", 1, False)),
    **dict.fromkeys(("半年", "学期"), ("M", 6, False)),
    **dict.fromkeys(("季", "季度"), ("M", 3, False)),
    **dict.fromkeys(("月", "月份"), ("M", 1, False)),
    **dict.fromkeys(("周", "星期", "礼拜"), ("W", 1, False)),
    "旬": ("D", 10, False),
    "半月": ("D", 15, False),
    **dict.fromkeys(("日", "天", "工作日", "工作天", "自然日", "日历日", "日历天"), ("D", 1, False)),
    **dict.fromkeys(("小时", "钟头"), ("H", 1, True)),
    "分钟": ("M", 1, True),
}
WORKING = frozenset({"工作日", "工作天"})


def whole(text: str) -> int | None:
    """The whole number that ``text`` writes in digits or in Chinese numerals, or None."""
    value = parse(text)
    return int(value) if value is not None and value == int(value) else None


def duration(count: int, unit: str) -> str:
    """``duration(45, "天")`` is ``P45D``; raises KeyError for an unknown unit."""
    letter, size, of_time = _UNITS[unit]
    return f"P{'T' if of_time else ''}{count * size}{letter}"


def last_day(month: int, year: int | None) -> int:
    """The last day of a month; of February the 28th where the year is not known."""
    return calendar.monthrange(year or 2001, month)[1]


def date(year: int | None, month: int, day: int | None = None) -> str:
    """A date as ISO 8601; an unknown year is left out (``--10-01``), and so is the day (``2024-10``)."""
    head = "-" if year is None else f"{year:04d}"
    return f"{head}-{month:02d}" + ("" if day is None else f"-{day:02d}")
