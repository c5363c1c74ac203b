"""The days on which a deadline falls in the year that is assessed."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

_DAY = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d{2})(?:-(?P<day>\d{2}))?")
_EVERY = {"R/P1M": 1, "R/P3M": 3, "R/P6M": 6, "R/P1Y": 12}
"""Repetitions whose days can be named, and how many months they take."""


def due_dates(deadline: dict[str, Any], year: int | None) -> list[str]:
    """The days (ISO 8601) of a deadline record, in order; none where they hang on an event or the year is unknown.

    A date without a year is of the year assessed; a month alone falls on its last day, an interval on its end.
    `month` counts within the repeated period, `day` -1 is a month's last, `offset` is in periods.
    """
    iso = deadline.get("iso") or ""
    if deadline["kind"] in ("date", "interval"):
        found = _named(iso.rsplit("/", 1)[-1], year)
        return [found] if found else []
    months = _EVERY.get(iso)
    day = deadline.get("day")
    if deadline["kind"] != "recurring" or months is None or day is None or year is None:
        return []
    of_period = deadline.get("month") or months
    shift = months * (deadline.get("offset") or 0)
    dates = (_day(year, start + of_period + shift, day) for start in range(0, 12, months))
    return [found for found in dates if found]


def _named(iso: str, year: int | None) -> str | None:
    match = _DAY.fullmatch(iso)
    if not match:
        return None
    of_year = year if match["year"] == "-" else int(match["year"])
    return _day(of_year, int(match["month"]), int(match["day"] or -1)) if of_year else None


def _day(year: int, month: int, day: int) -> str | None:
    """A day, where months beyond December run on into the next year; None for a day that is not there."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if day == -1:
        day = last
    return date(year, month, day).isoformat() if 1 <= day <= last else None
