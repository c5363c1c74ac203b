"""Who assesses: offices in brackets (（环评处考核）, （禁烧办、环监局）) or named by a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalizers.beside.bodies import LONGEST, split_bodies
from normalizers.fold import Folded
from normalizers.patterns.signs import signs
from normalizers.spans import Plain, folded, words_of

_LONGEST_LIST = 80
_JUDGES = (
    r"(?:负责|牵头|组织|联合|共同)?"
    r"(?:考核评分|考核打分|考核评价|考核|考评|评分|打分|计分|赋分|评价|评定|测评|核分)"
)
_BRACKET = re.compile(rf"（(?:由)?(?P<names>[^（）。；]{{2,{_LONGEST_LIST}}}?)(?P<judges>{_JUDGES})?）")
_LABEL = re.compile(
    r"(?:考核|考评|评分|打分|评价|计分|测评)(?:责任|实施|牵头)?(?:单位|部门|主体|机关|科室|处室)："
    rf"(?P<names>[^。；：\n（）]{{2,{_LONGEST_LIST}}})"
)
_BY = re.compile(
    rf"由(?P<names>[^，。；：（）由\n]{{2,{LONGEST}}}?)(?:{_JUDGES}|共同?核定)(?=[，。；）\n]|$)"
)
_SAID = re.compile(
    rf"(?:^|(?<=[，。；\n]))(?P<names>[^，。；：（）由\n]{{3,{LONGEST}}}?)(?P<judges>{_JUDGES})(?=[，。；\n]|$)"
)
_CLOSES = re.compile(r"[。；，\n]|$|[（扣]")
_SIGNS = {pattern: signs(pattern.pattern) for pattern in (_BRACKET, _LABEL, _BY, _SAID)}


@dataclass(frozen=True, slots=True)
class Assessor(Plain):
    """One office that assesses; offsets count code points of the text as given."""

    name: str
    start: int
    end: int
    quote: str


def read_assessors(text: str | Folded) -> list[Assessor]:
    """The offices that assess, in order, each once.

    A bracket that holds nothing but offices names them even without 考核, where a statement ends behind it.
    """
    form = folded(text)
    found: dict[str, Assessor] = {}
    for first, last in _ranges(form):
        start, end = form.span(first, last)
        quote = form.text[start:end]
        found.setdefault(words_of(quote), Assessor(words_of(quote), start, end, quote))
    return sorted(found.values(), key=lambda one: one.start)


def _ranges(form: Folded) -> Iterator[tuple[int, int]]:
    for pattern, needed in _SIGNS.items():
        if form.grams.isdisjoint(needed):
            continue
        for match in pattern.finditer(form.dense):
            if pattern is not _BRACKET or match["judges"] or _CLOSES.match(form.dense, match.end()):
                yield from _names(match)


def _names(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    for start, end in split_bodies(match["names"]):
        yield match.start("names") + start, match.start("names") + end
