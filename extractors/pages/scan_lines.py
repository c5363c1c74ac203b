"""Where the text lines stand in a part of a page's picture: from the profile of its dark pixels."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Dark = NDArray[np.bool_]

PARTED = 0.28
"""Runs of dark rows parted by less than this share of a character's height belong to one line (二, 三, i)."""
TALL = 1.75
"""A run higher than this many characters holds several lines that touch."""
THIN = 0.3
"""A lower run is no line of its own but a stroke that strayed from its neighbour."""
WIDE = 0.9
"""A blank of this many character heights parts pieces of a line."""
LEAST = 0.3
"""Text is at least this many character heights wide or high."""
SPECK = 2
"""Dark parts of up to so many pixels are dirt."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A text line's place in pixels: top and left within, bottom and right beyond."""

    top: int
    left: int
    bottom: int
    right: int

    def moved(self, down: int, right: int) -> Strip:
        """The same place counted from another corner."""
        return Strip(self.top + down, self.left + right, self.bottom + down, self.right + right)


def without_specks(dark: Dark, most: int = SPECK) -> Dark:
    """The dark pixels without specks of dirt."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] > most
    large[0] = False
    return np.asarray(large[labels], dtype=np.bool_)


def find_pieces(dark: Dark, height: float) -> list[Strip]:
    """The pieces of text lines in a part of a page without borders, parted by wide blanks; in no order."""
    import cv2

    kernel = np.ones((max(int(PARTED * height), 1), max(int(WIDE * height), 1)), np.uint8)
    closed = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    strips = []
    for label in range(1, count):
        left, top, width, high = (int(stats[label, field]) for field in range(4))
        if max(width, high) < LEAST * height:
            continue
        part = dark[top : top + high, left : left + width] & (
            labels[top : top + high, left : left + width] == label
        )
        strips += [
            Strip(s.top + top, s.left + left, s.bottom + top, s.right + left)
            for s in find_strips(part, height)
        ]
    return [s for s in strips if not any(_within(s, other) for other in strips)]


def _within(strip: Strip, other: Strip) -> bool:
    """Is this a part of a character that stands inside another line's box?"""
    middle = (strip.top + strip.bottom) / 2
    return (
        other is not strip
        and other.left <= strip.left
        and strip.right <= other.right
        and other.top <= middle <= other.bottom
        and strip.right - strip.left < other.right - other.left
    )


def find_strips(dark: Dark, height: float) -> list[Strip]:
    """The text lines among dark pixels, from top to bottom; ``height`` is a character's in pixels."""
    profile = dark.sum(axis=1)
    runs = [
        run
        for top, bottom in _runs(profile, int(PARTED * height))
        for run in _split(profile, (top, bottom), _own_height(dark[top:bottom], height))
    ]
    strips = []
    for top, bottom in _gathered(runs, height):
        columns = np.nonzero(dark[top:bottom].any(axis=0))[0]
        if columns.size and columns[-1] - columns[0] + bottom - top > LEAST * height:
            strips.append(Strip(top, int(columns[0]), bottom, int(columns[-1]) + 1))
    return strips


def _own_height(dark: Dark, height: float) -> float:
    """The height of characters in a run of dark rows, where it is more than usual (a title)."""
    import cv2

    if dark.shape[0] <= TALL * height:
        return height
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    likely = heights[heights > 0.5 * height]
    return max(height, float(np.percentile(likely, 60))) if likely.size else height


def _runs(profile: NDArray[np.int_], gap: int) -> list[tuple[int, int]]:
    """Stretches (start, end) of a profile that are not empty, joined over gaps of up to ``gap``."""
    rows = np.nonzero(profile)[0]
    runs: list[tuple[int, int]] = []
    for row in rows.tolist():
        if runs and row - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], row + 1)
        else:
            runs.append((row, row + 1))
    return runs


def _split(profile: NDArray[np.int_], run: tuple[int, int], height: float) -> list[tuple[int, int]]:
    """Cut a run that holds several lines at the emptiest rows about where lines must part."""
    top, bottom = run
    if bottom - top <= TALL * height:
        return [run]
    lines = max(round((bottom - top) / (1.25 * height)), 2)
    pitch = (bottom - top) / lines
    cuts = [top]
    for line in range(1, lines):
        middle = top + line * pitch
        first, last = int(middle - 0.3 * height), int(middle + 0.3 * height) + 1
        window = profile[first:last]
        emptiest = np.nonzero(window == window.min())[0]
        cuts.append(first + int(emptiest[len(emptiest) // 2]))
    cuts.append(bottom)
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def _gathered(runs: list[tuple[int, int]], height: float) -> list[tuple[int, int]]:
    """Join thin runs to the nearer neighbour where both together are no higher than a line."""
    lines: list[tuple[int, int]] = []
    for run in runs:
        if lines:
            before = lines[-1]
            thin = min(run[1] - run[0], before[1] - before[0]) < THIN * height
            if thin and run[1] - before[0] <= 1.2 * height:
                lines[-1] = (before[0], run[1])
                continue
        lines.append(run)
    return lines
