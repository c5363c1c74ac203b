"""One page of pdfplumber → a page of characters and rules."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extractors.pages.lattice import THICK
from extractors.pages.page import Glyph, Page, Rule, clean, direction, turn_page, without_doubles

MAX_RULES = 40_000
"""More rules than this on a page are a drawing."""


def plain_page(source: Any) -> Page:
    """The characters and rules of a pdfplumber page, turned so that most of its text reads upright."""
    left, top = source.bbox[0], source.bbox[1]
    directions: Counter[int] = Counter()
    glyphs = []
    for char in source.chars:
        text = clean(char["text"])
        if not text:
            continue
        if not text.isspace():
            directions[direction(char["matrix"])] += 1
        glyphs.append(
            Glyph(text, char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top)
        )
    page = Page(
        source.page_number, float(source.width), float(source.height), without_doubles(glyphs), rules(source)
    )
    most = directions.most_common(1)
    return turn_page(page, (360 - most[0][0]) % 360) if most else page


def rules(source: Any) -> list[Rule]:
    """The straight lines drawn on a pdfplumber page: lines, thin boxes, the edges of stroked boxes."""
    x, y = source.bbox[0], source.bbox[1]
    found = [
        Rule(one["x0"] - x, one["top"] - y, one["x1"] - x, one["bottom"] - y)
        for one in source.lines
        if abs(one["x1"] - one["x0"]) <= THICK or abs(one["bottom"] - one["top"]) <= THICK
    ]
    for one in [*source.rects, *source.curves]:
        left, top, right, bottom = one["x0"] - x, one["top"] - y, one["x1"] - x, one["bottom"] - y
        if min(right - left, bottom - top) <= THICK:
            found.append(Rule(left, top, right, bottom))
        elif one["stroke"] and one["object_type"] == "rect":
            found += [
                Rule(left, top, right, top),
                Rule(left, bottom, right, bottom),
                Rule(left, top, left, bottom),
                Rule(right, top, right, bottom),
            ]
        if len(found) > MAX_RULES:
            return []
    return found
