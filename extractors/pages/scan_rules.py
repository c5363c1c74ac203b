"""The ruled lines in a picture of a page, and the picture without them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.pages.lattice import Line, straighten
from extractors.pages.page import Rule

Dark = NDArray[np.bool_]

LEAST = 1.3
"""A rule is at least this many character heights long."""
LONG = 3.0
"""A rule shorter than this many character heights must end on other rules."""
WIDE = 0.15
"""A rule that touches no other is at least this share of the page's width long."""
MOST_THICK = 6.0
"""A rule is at most this thick (points)."""
BREAK = 0.8
"""Breaks of up to this length (points) in a rule are closed."""
CROWDED = 0.4
"""Beside a rule, on its emptier side, at most this share is dark: else it is strokes of characters."""
STRETCH = 40.0
"""Rules are followed in stretches of this length (points), so that bent ones stay thin."""


def character_height(dark: Dark, scale: float) -> float:
    """The usual height of characters in pixels, from connected dark parts; ``scale`` in pixels per point."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    likely = (heights > 5 * scale) & (heights < 30 * scale) & (widths > 3 * scale) & (widths < 40 * scale)
    if likely.sum() < 5:
        return 10.5 * scale
    return float(np.percentile(heights[likely], 70))


def find_rules(dark: Dark, scale: float, height: float) -> tuple[list[Rule], Dark]:
    """The rules of a page in points, and where their pixels are.

    ``scale`` is in pixels per point, ``height`` the usual height of characters in pixels.
    """
    across = _stretched(dark, int(LEAST * height), scale)
    along = _stretched(dark.T, int(LEAST * height), scale).T
    horizontal = _pieces(across, dark, scale)
    vertical = [Rule(r.top, r.left, r.bottom, r.right) for r in _pieces(along.T, dark.T, scale)]
    wide = WIDE * dark.shape[1] / scale
    rules = _settled(horizontal, vertical, LONG * height / scale, height / scale, wide)
    return rules, _pixels(across | along, dark, rules, scale)


def _stretched(dark: Dark, length: int, scale: float) -> Dark:
    """The pixels of dark runs of at least that length from left to right, small breaks closed."""
    import cv2

    pixels = dark.astype(np.uint8)
    gap = max(int(BREAK * scale), 1)
    closed = cv2.morphologyEx(pixels, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, max(length, 8)), np.uint8))
    thick = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((int(MOST_THICK * scale) + 1, 1), np.uint8))
    return np.asarray((runs > 0) & (thick == 0), dtype=np.bool_)


def _pieces(mask: Dark, dark: Dark, scale: float) -> list[Rule]:
    """The horizontal runs of a mask as rules in points, each cut into stretches."""
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    stretch = max(int(STRETCH * scale), 8)
    rules = []
    for label in range(1, count):
        left, top, width, height = (int(stats[label, field]) for field in range(4))
        part = labels[top : top + height, left : left + width] == label
        if _beside(part, dark, top, left) > CROWDED:
            continue
        for start in range(0, width, stretch):
            rows = np.nonzero(part[:, start : start + stretch].any(axis=1))[0]
            if rows.size == 0:
                continue
            end = min(start + stretch, width)
            rules.append(
                Rule(
                    (left + start) / scale,
                    (top + int(rows[0])) / scale,
                    (left + end) / scale,
                    (top + int(rows[-1]) + 1) / scale,
                )
            )
    return rules


def _beside(part: Dark, dark: Dark, top: int, left: int) -> float:
    """The share of a run's length that is dark a little above or below it, on the emptier side."""
    columns = np.nonzero(part.any(axis=0))[0]
    first = top + part[:, columns].argmax(axis=0)
    last = top + part.shape[0] - 1 - part[::-1, columns].argmax(axis=0)
    rows = dark.shape[0] - 1
    above = [dark[np.maximum(first - off, 0), left + columns] for off in (2, 3, 4)]
    below = [dark[np.minimum(last + off, rows), left + columns] for off in (2, 3, 4)]
    return float(min(np.any(above, axis=0).mean(), np.any(below, axis=0).mean()))


def _settled(
    horizontal: list[Rule], vertical: list[Rule], long: float, near: float, wide: float
) -> list[Rule]:
    """Drop what are strokes of characters.

    Those are short runs that do not end on rules of the other direction, and longer ones that touch none and are not
    ``wide`` either. Lengths are in points.
    """
    across, along = straighten([*horizontal, *vertical], gap=BREAK)

    def touches(line: Line, others: list[Line]) -> bool:
        return any(
            line.start - near <= o.at <= line.end + near and o.start - near <= line.at <= o.end + near
            for o in others
        )

    def ends_on(place: float, at: float, others: list[Line]) -> bool:
        return any(abs(o.at - place) <= near and o.start - near <= at <= o.end + near for o in others)

    def kept(lines: list[Line], others: list[Line]) -> list[Line]:
        sure = [o for o in others if o.end - o.start >= long]
        return [
            line
            for line in lines
            if line.end - line.start >= wide
            or (line.end - line.start >= long and touches(line, sure))
            or (ends_on(line.start, line.at, sure) and ends_on(line.end, line.at, sure))
        ]

    return [Rule(line.start, line.at, line.end, line.at) for line in kept(across, along)] + [
        Rule(line.at, line.start, line.at, line.end) for line in kept(along, across)
    ]


def _pixels(mask: Dark, dark: Dark, rules: list[Rule], scale: float) -> Dark:
    """Those pixels of long runs that lie on the rules that were kept."""
    import cv2

    on_rule = np.zeros(mask.shape, np.uint8)
    thick = int(MOST_THICK * scale / 2) + 1
    for rule in rules:
        left, top, right, bottom = (round(v * scale) for v in (rule.left, rule.top, rule.right, rule.bottom))
        if rule.horizontal:
            on_rule[max(top - thick, 0) : bottom + thick, max(left - thick, 0) : right + thick] = 1
        else:
            on_rule[max(top - thick, 0) : bottom + thick, max(left - thick, 0) : right + thick] = 1
    own = (mask & (on_rule > 0)).astype(np.uint8)
    # The soft edge of a rule is one pixel wide.
    return np.asarray(cv2.dilate(own, np.ones((3, 3), np.uint8)) > 0, dtype=np.bool_)


def without(gray: NDArray[np.uint8], pixels: Dark) -> NDArray[np.uint8]:
    """The page with those pixels made paper."""
    clean = gray.copy()
    clean[pixels] = 255
    return clean
