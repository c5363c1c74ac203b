"""Targets: the parallel subjects to which one rule applies one by one (省、市 … 0.2分、0.1分; 三项率每下降10%)."""

from __future__ import annotations

import re

from normalizers.annotations import Consequence
from normalizers.fold import fold_characters

_NAME = r"[^，。；：、（）每各和及与\s]{1,16}"
_LISTED = re.compile(rf"{_NAME}(?:、{_NAME})*(?:[、和及与]{_NAME})")
_BEFORE_EVERY = re.compile(rf"((?:{_NAME}、)*{_NAME}[、和及与]{_NAME}?)每")
_HEAD = re.compile(r"^(?:对|被|在|获得|获|将|向|因|由|受到|完成|未完成|年度|全年|当年|凡|如|若)+")


def parallel_subjects(condition: str, consequence: Consequence, ratio: bool, bounds: int) -> list[str]:
    """The subjects named in ``condition``; for one of a list of amounts only the subject it is for."""
    folded = fold_characters(condition)
    if consequence.listed > 1:
        if bounds > 1:
            return []
        names = _names(folded, consequence.listed)
        return [names[consequence.coordinate]] if len(names) == consequence.listed else []
    if consequence.each:
        return _names(folded, None)
    if ratio and (match := _BEFORE_EVERY.search(folded)):
        return _names(match.group(1), None)
    return []


def _names(text: str, count: int | None) -> list[str]:
    """The members of the longest list in ``text``, of ``count`` members where it is given."""
    best: list[str] = []
    for match in _LISTED.finditer(text):
        names = [_HEAD.sub("", name) for name in re.split("[、和及与]", match.group()) if name]
        if count is not None and len(names) != count:
            continue
        if len(names) > len(best):
            best = names
    if len(best) < 2:
        return []
    shortest = min(len(name) for name in best[:-1])
    if len(best[-1]) > 2 * shortest + 2:
        # The last name runs on into what is said of all of them.
        best[-1] = best[-1][:shortest]
    return [name for name in best if name]
