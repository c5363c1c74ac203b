from __future__ import annotations

from typing import Any

import pytest

from pipeline.dates import due_dates


def deadline(
    kind: str, iso: str | None, month: int | None = None, day: int | None = None, offset: int = 0
) -> Any:
    return {"kind": kind, "iso": iso, "month": month, "day": day, "offset": offset}


@pytest.mark.parametrize(
    ("given", "dates"),
    [
        (deadline("date", "--10-01"), ["2024-10-01"]),
        (deadline("date", "2025-03-31"), ["2025-03-31"]),
        (deadline("date", "2024-02"), ["2024-02-29"]),
        (deadline("date", "--02-30"), []),
        (deadline("interval", "2024-03-01/2024-05-31"), ["2024-05-31"]),
        (deadline("recurring", "R/P3M", 3, 20), ["2024-03-20", "2024-06-20", "2024-09-20", "2024-12-20"]),
        (
            deadline("recurring", "R/P3M", None, 5, 1),
            ["2024-06-05", "2024-09-05", "2024-12-05", "2025-03-05"],
        ),
        (deadline("recurring", "R/P1Y", 1, 15, 1), ["2025-01-15"]),
        (deadline("recurring", "R/P6M", 6, -1), ["2024-06-30", "2024-12-31"]),
        (deadline("duration", "P45D"), []),
        (deadline("event", None), []),
    ],
)
def test_a_deadline_falls_on_these_days(given: Any, dates: list[str]) -> None:
    assert due_dates(given, 2024) == dates


def test_every_month_has_its_day() -> None:
    assert due_dates(deadline("recurring", "R/P1M", None, -1), 2023)[:2] == ["2023-01-31", "2023-02-28"]
    assert due_dates(deadline("recurring", "R/P1M", None, 10, 1), 2023)[-1] == "2024-01-10"


def test_without_a_year_only_full_dates_are_known() -> None:
    assert due_dates(deadline("date", "--10-01"), None) == []
    assert due_dates(deadline("date", "2024-10-01"), None) == ["2024-10-01"]
