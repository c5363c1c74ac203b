"""Names of offices in running text: how they end, and what else may judge or decide."""

from __future__ import annotations

import re
from functools import cache

from normalizers.beside.names import hide_joints
from normalizers.words import any_of, load, words

LONGEST = 26
_PARTS = re.compile(r"[、，；/]|(?<!■)[和与及](?!其)|以及|会同|联合(?!会)")


@cache
def _ending() -> re.Pattern[str]:
    endings = any_of(words(load("bodies")["endings"]))
    whole = any_of(words(load("bodies")["whole"]))
    return re.compile(rf"(?:[\u4e00-\u9fff（）A-Za-z■]{{1,{LONGEST}}}{endings}|{whole})(?:等)?$")


@cache
def _not_names() -> re.Pattern[str]:
    return re.compile(any_of(words(load("bodies")["never"])))


def is_body(name: str) -> bool:
    """Whether folded words look like an office: short, ending as such names end, no verb inside."""
    return len(name) <= LONGEST and bool(_ending().match(name)) and not _not_names().search(name)


def split_bodies(text: str) -> list[tuple[int, int]]:
    """The ranges of the names in a folded list of offices, or none where a part is no office's name."""
    shown, found, start = hide_joints(text), [], 0
    for part in [*_PARTS.finditer(shown), None]:
        end = part.start() if part else len(text)
        if not is_body(text[start:end]):
            return []
        found.append((start, end))
        start = part.end() if part else end
    return found
