"""Page numbers and running heads: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.corridors import LEAST_COLUMNS, pieces
from extractors.pages.lattice import Lattice
from extractors.pages.page import Page
from extractors.pages.tables import outside
from extractors.pages.text import TextLine, text_lines

MARGIN = 0.14
"""Running heads stand in this share of the page's height at its top and bottom."""
SAME_PLACE = 6.0
"""The same running head stands at most so many points higher or lower on another page."""
APART = 0.8
"""A blank of more than so many line heights parts running heads from the text."""
PAGE_NUMBER = re.compile(
    r"[-—–―－·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})\s*(?:页)?(?:\s*[/／,，共]\s*(?:共\s*)?(?:\d{1,4})\s*页?)?[-—–―－·•\s]*"
)
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+(?=页)")


def is_page_number(text: str) -> bool:
    """Does the line hold a page number and nothing else (3, - 3 -, 第3页 共12页, 3/12)?"""
    return bool(PAGE_NUMBER.fullmatch(text))


def without_running(
    pages: Sequence[Page], lattices: Sequence[Sequence[Lattice]]
) -> tuple[list[Page], list[str]]:
    """The pages without running heads and page numbers, and the texts of these, each once.

    They stand outside of tables, or in the open end of one that the page's end cuts.
    """
    lines = [
        text_lines(outside(page.glyphs, [_closed(one) for one in own]))
        for page, own in zip(pages, lattices, strict=True)
    ]
    texts: dict[str, None] = {}
    kept = []
    for page, own, found in zip(pages, lines, running_lines(pages, lines), strict=True):
        texts |= dict.fromkeys(own[i].text for i in sorted(found))
        dropped = {id(g) for i in found for g in own[i].glyphs}
        kept.append(
            replace(page, glyphs=[g for g in page.glyphs if id(g) not in dropped]) if dropped else page
        )
    return kept, list(texts)


def _closed(lattice: Lattice) -> Lattice:
    """A table's outline down to its last drawn line."""
    last = max((line.at for line in lattice.horizontal), default=lattice.ys[-1])
    return replace(lattice, ys=[*lattice.ys[:-1], max(last, lattice.ys[-2])])


def running_lines(pages: Sequence[Page], lines: Sequence[Sequence[TextLine]]) -> list[set[int]]:
    """For each page the indexes of its lines (outside of tables) that are running heads or page numbers.

    A line is one where it stands in the margin and bears the same words, digits aside, at the same height on
    another page; a mere page number needs no other page when it is the outermost line of its page. A
    line in three or more pieces is the heading of an unruled table.
    """
    places: dict[tuple[str, bool], list[tuple[int, float]]] = {}
    margins = [
        [
            (i, line, at_top)
            for i, line in enumerate(own)
            if (at_top := _at_top(page, line)) is not None and len(pieces(line)) < LEAST_COLUMNS
        ]
        for page, own in zip(pages, lines, strict=True)
    ]
    for number, own in enumerate(margins):
        for _, line, at_top in own:
            places.setdefault((_DIGITS.sub("0", line.text), at_top), []).append((number, line.top))
    result: list[set[int]] = []
    for number, own in enumerate(margins):
        found: dict[int, bool] = {}
        for i, line, at_top in own:
            others = places[_DIGITS.sub("0", line.text), at_top]
            repeated = any(n != number and abs(top - line.top) <= SAME_PLACE for n, top in others)
            outermost = i == (0 if at_top else len(lines[number]) - 1)
            if repeated or (outermost and is_page_number(line.text)):
                found[i] = at_top
        result.append(_set_apart(lines[number], found))
    return result


def _set_apart(lines: Sequence[TextLine], found: dict[int, bool]) -> set[int]:
    """Those of the found lines (index: at the top?) that a blank parts from the text.

    The last line of a row may happen to be the same on two pages.
    """
    kept: set[int] = set()
    for at_top in (True, False):
        inwards = 1 if at_top else -1
        block: set[int] = set()
        index = 0 if at_top else len(lines) - 1
        while found.get(index) is at_top:
            block.add(index)
            after = index + inwards
            if (
                not 0 <= after < len(lines)
                or _blank_between(lines[index], lines[after]) > APART * lines[index].size
            ):
                kept |= block
            index = after
    return kept


def _blank_between(one: TextLine, other: TextLine) -> float:
    return max(one.top, other.top) - min(one.bottom, other.bottom)


def _at_top(page: Page, line: TextLine) -> bool | None:
    """True in the top margin, False in the bottom margin, None between them."""
    if line.bottom <= MARGIN * page.height:
        return True
    if line.top >= (1 - MARGIN) * page.height:
        return False
    return None
