"""Grams: the characters of a text and the pairs of neighbours, as numbers, so that making a set of them is quick.

A word none of whose grams a text has is not in it.
"""

from __future__ import annotations

import sys
from array import array

Grams = frozenset[int]

_UTF_16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_ONE, _TWO = 2, 4
"""Bytes of one and of two units of UTF-16, which are one and two characters for all but the rarest."""


def grams_of(text: str) -> Grams:
    """The grams of a text."""
    data = text.encode(_UTF_16, "surrogatepass")
    even, odd = array("I"), array("I")
    even.frombytes(data[: len(data) // _TWO * _TWO])
    odd.frombytes(data[_ONE : _ONE + (len(data) - _ONE) // _TWO * _TWO] if data else b"")
    return frozenset(array("H", data)).union(even, odd)


def gram(word: str) -> int:
    """The gram of one character or of a pair; of a longer word that of its end."""
    data = word.encode(_UTF_16, "surrogatepass")[-_TWO:]
    return int.from_bytes(data, sys.byteorder)
