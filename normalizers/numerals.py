"""Numbers as scoring texts write them: 0.5, 十, 两, 半, 百分之五, 三分之一, 一成."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

# Bounded, so that a run of 100,000 figures is read in linear time.
ARABIC = r"\d{1,12}(?:\.\d{1,6})?"
CHINESE = r"[零一二两三四五六七八九十百千半]{1,9}(?:点[零一二三四五六七八九]{1,6})?"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"

_REMEMBERED = 1 << 12
"""How many numbers are remembered: scoring texts use the same few again and again."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}


@lru_cache(maxsize=_REMEMBERED)
def parse(text: str) -> Decimal | None:
    """The value of a number in Arabic or Chinese figures; ``None`` where the characters make no number (三百百)."""
    if text[:1].isdigit():
        return Decimal(text)
    whole, _, fraction = text.partition("点")
    if whole == "半":
        return Decimal("0.5")
    value = _whole(whole.removesuffix("半"))
    if value is None:
        return None
    result = Decimal(value)
    if whole.endswith("半"):
        result += Decimal("0.5")
    if fraction:
        result += Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
    return result


def _whole(text: str) -> int | None:
    """An integer up to 9999; digits alone (二零) are read in place value."""
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit, scale_before, pending = 0, 0, 10_000, False
    for character in text:
        if character in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[character], True
        else:
            scale = _SCALES.get(character)
            if scale is None or scale >= scale_before:
                return None
            total += (digit if pending else 1) * scale
            digit, pending, scale_before = 0, False, scale
    return total + digit


@lru_cache(maxsize=_REMEMBERED)
def plain(value: Decimal) -> str:
    """The decimal as the data carry it: no exponent, no trailing zeros (2.50 → 2.5)."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text
