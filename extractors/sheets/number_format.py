"""A spreadsheet's numbers as its number format shows them: 0.1 under 0% is 10%, 3.0 is 3."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

# Formats that have no text in the file: percent and fixed ones, and the dates (also the East Asian ones).
BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}
BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
DAY_ZERO = datetime(1899, 12, 30)
DAY_ZERO_1904 = datetime(1904, 1, 1)
LARGEST, MOST_PLACES = 308, 30
"""Powers of ten and decimal places that a spreadsheet's numbers have at most."""
EXACT = Context(prec=LARGEST + MOST_PLACES + 10)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')


def is_date(format_id: int, code: str | None) -> bool:
    """Whether a format shows dates or times."""
    if code is None:
        return format_id in BUILT_IN_DATES
    return re.search(r"[ymdh]", _LITERAL.sub("", code.split(";")[0]), re.IGNORECASE) is not None


def show(value: str, format_id: int, code: str | None, *, from_1904: bool = False) -> str:
    """The number ``value`` (as the file writes it) as shown under a format; dates as 2024-05-01."""
    try:
        number = Decimal(value)
    except ArithmeticError:
        return value
    if not number.is_finite() or number.adjusted() > LARGEST:
        return value
    if is_date(format_id, code):
        return _date(number, DAY_ZERO_1904 if from_1904 else DAY_ZERO)
    code = BUILT_IN.get(format_id) if code is None else code
    if code is None or code in ("General", "@"):
        return _general(number)
    sections = code.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 else sections[0]
    if number < 0 and len(sections) > 1:
        number = -number
    pattern = _LITERAL.sub("\0", section)
    match = re.search(r"[0#?][0#?,]*(?:\.(?P<places>[0#?]+))?", pattern)
    if match is None:
        return _general(number) if "General" in section else _text(section)
    percent = "%" in pattern
    text = _fixed(number * 100 if percent else number, (match["places"] or "")[:MOST_PLACES])
    before, after = _around(section)
    return f"{before}{text}{after}"


def _general(number: Decimal) -> str:
    rounded = Decimal(format(float(number), ".11g"))
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fixed(number: Decimal, places: str) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP, context=EXACT)
    text = format(rounded, "f")
    for _ in range(len(places) - len(places.rstrip("#?"))):
        text = text.removesuffix("0")
    return text.rstrip(".") if "." in text else text


def _around(section: str) -> tuple[str, str]:
    parts = re.split(r"(?<![\"\\])[0#?][0#?,.]*", section, maxsplit=1)
    return (_text(parts[0]), _text(parts[1])) if len(parts) == 2 else ("", "")


def _text(part: str) -> str:
    return _LITERAL.sub(lambda m: m[1] or m[2] or "", part).strip()


def _date(number: Decimal, zero: datetime) -> str:
    try:
        moment = zero + timedelta(days=float(number))
    except OverflowError:
        return _general(number)
    if number < 1:
        return moment.strftime("%H:%M")
    return moment.strftime("%Y-%m-%d")
