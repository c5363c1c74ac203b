"""What every reader beside the rules shares: a text or its folded form in, original spans and words out."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import Any

from normalizers.fold import Folded, fold

_BLANK = re.compile(r"\s+")


class Plain:
    """A record with slots that can be given as plain data."""

    __slots__: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record's fields by name, as JSON holds them."""
        names, values = _fields(type(self))  # type: ignore[arg-type]  # mypy takes no class for hashable
        return dict(zip(names, values(self), strict=True))


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    names: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]
    return names, attrgetter(*names)


def folded(text: str | Folded) -> Folded:
    """The folded form of a text; a text that is folded already is given back."""
    return text if isinstance(text, Folded) else fold(text)


def words_of(quote: str) -> str:
    """A quote as a name: its own characters without the white space that a cell's layout put in."""
    return _BLANK.sub("", quote)
