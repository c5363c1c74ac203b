"""A department's deadlines as an iCalendar file."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipeline.duties import dates

PRODUCT = "-//kaohe//kaohe//ZH"
LONGEST_SUMMARY = 60


def write_calendar(connection: sqlite3.Connection, department: str, target: Path) -> None:
    """One all-day event for each due date that an item states; deadlines that hang on an event have none."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{department}考核时限")
    seen = set()
    for due in dates(connection, department):
        name = (due["item"], due["date"], due["quote"])
        if due["date"] is None or name in seen:
            continue
        seen.add(name)
        day = date.fromisoformat(due["date"])
        event = Event()
        event.add("uid", "/".join(name) + "@kaohe")
        # A stamp of the clock would change the file at every export.
        event.add("dtstamp", datetime(due["year"] or day.year, 1, 1, tzinfo=UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        requirement = " ".join((due["requirement"] or "").split())
        event.add("summary", f"{due['quote']}：{requirement}"[:LONGEST_SUMMARY])
        evidence = f"\n材料：{due['evidence']}" if due["evidence"] else ""
        event.add("description", f"{due['title']} {due['number'] or ''}\n{requirement}{evidence}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    target.write_bytes(calendar.to_ical())
