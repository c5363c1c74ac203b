"""Joints inside a proper name (人力资源**和**社会保障局), which part nothing."""

from __future__ import annotations

import re
from functools import cache

from normalizers.words import any_of, load, words

HIDDEN = "■"


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(any_of(words(load("names")["joined"])))


def hide_joints(text: str) -> str:
    """The text with 和, 与, 及, 、 inside the names of offices and fields replaced; its length stays."""
    if not any(joint in text for joint in "和与及、"):
        return text
    return _joined().sub(lambda name: re.sub("[和与及、]", HIDDEN, name[0]), text)
