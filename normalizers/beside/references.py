"""References to other documents: ``《…》`` titles, document numbers, orders, standards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from normalizers.beside.names import hide_joints
from normalizers.fold import Folded
from normalizers.intervals import Ranges
from normalizers.patterns.compiled import compiled
from normalizers.patterns.signs import signs
from normalizers.spans import Plain, folded, words_of
from normalizers.words import load, words

LONGEST_TITLE = 120
LONGEST_MARK = 16
"""How many characters the office's mark before the year of a document number has at most."""


@dataclass(frozen=True, slots=True)
class Reference(Plain):
    """Another document that the text names: ``title`` without 《》, ``number`` as written."""

    kind: str
    title: str | None
    number: str | None
    year: int | None
    start: int
    end: int
    quote: str = ""


_BRACKETS = re.compile(r"[《》]")
_NUMBER = compiled(
    r"(?:[（〔](?P<year>(?:19|20)\d\d)[）〕]|(?P<order_year>(?:19|20)\d\d)年)?第?\d{1,5}号(?P<tail>令|公告|通告)?"
)
_ORDER = ("令", "公告", "通告")
_NAME = re.compile(rf"[\u4e00-\u9fff]{{1,{LONGEST_MARK}}}$")
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:GB|HJ|DB|CJ|JGJ|AQ|SL|TD|LY|NY|WS|GA|MZ|JT)(?:\d\d)?(?:/[TZ])?-?\d{1,6}(?:\.\d+)?"
    r"-(?P<year>(?:19|20)\d\d)(?!\d)"
)
_ATTACHED = re.compile(r"（(?P<content>[^（）《》]{0,20}(?:（\d{4}）)?[^（）《》]{0,20})）")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_NUMBER_SIGNS, _STANDARD_SIGNS = signs(_NUMBER.pattern), signs(_STANDARD.pattern)
_SIGNS = signs("《") | _NUMBER_SIGNS | _STANDARD_SIGNS


def read_references(text: str | Folded) -> list[Reference]:
    """The documents that a text names, in order; a number in brackets behind a title belongs to it.

    Offsets count code points of the text as given. A 《 that is never closed is no title.
    """
    form = folded(text)
    if form.grams.isdisjoint(_SIGNS):
        return []
    found = [_with_number(form.dense, title) for title in _titles(form.dense)]
    titles = Ranges((title.start, title.end) for title in found)
    found += [number for number in _numbers(form) if not titles.overlaps(number.start, number.end)]
    return [_placed(form, one) for one in sorted(found, key=lambda one: one.start)]


def _placed(form: Folded, found: Reference) -> Reference:
    """A reference of the dense text moved to the text as given, its words as they are written there."""
    start, end = form.span(found.start, found.end)
    quote = form.text[start:end]
    title, number = found.title, found.number
    if title is not None:
        at = form.dense.index(title, found.start)
        first, last = form.span(at, at + len(title))
        title = words_of(form.text[first:last])
    if number is not None:
        at = form.dense.index(number, found.start)
        first, last = form.span(at, at + len(number))
        number = words_of(form.text[first:last])
    return replace(found, start=start, end=end, quote=quote, title=title, number=number)


def _titles(dense: str) -> Iterator[Reference]:
    """Every outermost 《…》; titles inside a title (关于印发《…》的通知) stay part of it."""
    depth, start = 0, 0
    for match in _BRACKETS.finditer(dense):
        if match[0] == "《":
            if depth and match.start() - start > LONGEST_TITLE:
                depth = 0
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            title = dense[start + 1 : match.start()]
            if depth == 0 and title and len(title) <= LONGEST_TITLE:
                year = _YEAR.search(title)
                yield Reference(
                    kind_of(title), title, None, int(year[0]) if year else None, start, match.end()
                )


def _with_number(dense: str, title: Reference) -> Reference:
    """The title with the number that stands in brackets behind it."""
    attached = _ATTACHED.match(dense, title.end)
    number = None
    if attached:
        number = _NUMBER.search(attached["content"]) or _STANDARD.search(attached["content"])
    if attached is None or number is None:
        return title
    whole = attached["content"][: number.end()]
    return replace(title, number=whole, year=_year(number) or title.year, end=attached.end())


def _numbers(form: Folded) -> Iterator[Reference]:
    """Document numbers (an office's mark, a year, a number), orders and announcements, standards."""
    dense = form.dense
    for match in () if form.grams.isdisjoint(_NUMBER_SIGNS) else _NUMBER.finditer(dense):
        before = _NAME.search(dense, max(0, match.start() - LONGEST_MARK), match.start())
        name = before[0][_prelude(before[0]) :] if before else ""
        order = match["tail"] or name.endswith(_ORDER)
        if len(name) < 2 or not (order or match["year"]):
            continue
        start, end = match.start() - len(name), match.end()
        kind = "order" if order else "document"
        yield Reference(kind, None, dense[start:end], _year(match), start, end)
    for match in () if form.grams.isdisjoint(_STANDARD_SIGNS) else _STANDARD.finditer(dense):
        yield Reference("standard", None, match[0], int(match["year"]), match.start(), match.end())


def _year(match: re.Match[str]) -> int | None:
    year = match["year"] or match["order_year"]
    return int(year) if year else None


@cache
def _lead_ins() -> tuple[str, ...]:
    return words(load("references")["lead_ins"])


def _prelude(name: str) -> int:
    """How many characters in front of a number's mark only lead to it (贯彻落实连环发 → 4)."""
    shown = hide_joints(name)
    return max((shown.rfind(word) + len(word) for word in _lead_ins() if word in shown), default=0)


def kind_of(title: str) -> str:
    """What kind of document a title names, from its last words: law, measure, plan …, else ``other``."""
    bare = re.sub(r"（[^（）]*）$", "", title)
    for kind, endings in load("references")["kinds"].items():
        if bare.endswith(words(endings)):
            return str(kind)
    return "other"
