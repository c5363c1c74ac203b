"""The characters of Word's symbol fonts, which have no meaning without their font."""

from __future__ import annotations

from collections.abc import Mapping

PRIVATE = 0xF000
"""Where the codes of a symbol font stand among the characters, from 00 to FF."""
UNKNOWN = "�"

_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐",
    0x71: "☐", 0x72: "☐", 0x52: "☑", 0x54: "☒", 0x6C: "●", 0x6E: "■", 0xD8: "➢",
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x97: "●", 0x98: "●",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●"}
_SYMBOL = {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0x6D: "μ", 0xD6: "√", 0xB7: "·"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_ANY = _WEBDINGS | _WINGDINGS_2 | _SYMBOL | _WINGDINGS

TYPED = {PRIVATE + code: symbol for code, symbol in _ANY.items()}
"""The same symbols typed as characters, whose font is not asked; for `str.translate`."""


def symbol(code: int, font: str | None = None) -> str:
    """The character of a symbol font's code (00 to FF, or the same from F000 on), `UNKNOWN` where it has none here.

    Without a font, or with one that is not a symbol font, what most symbol fonts mean by it.
    """
    table = _FONTS.get((font or "").lower(), _ANY)
    if PRIVATE <= code <= PRIVATE + 0xFF:
        return table.get(code - PRIVATE, UNKNOWN)
    if code <= 0xFF:
        return table.get(code, chr(code))
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else UNKNOWN
