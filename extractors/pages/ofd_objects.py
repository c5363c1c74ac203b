"""OFD text and path objects → characters and rules, in points."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.pages.lattice import THICK
from extractors.pages.page import Glyph, Rule, clean, direction

POINTS = 72 / 25.4
"""OFD measures in millimetres."""
RISE = 0.86
"""A character reaches so far above its baseline, and the rest of its size below it."""
USUAL_SIZE = 3.5
"""Size of characters (millimetres) where a text object does not tell it."""
NARROW = 0.5
"""Width of characters that are not Chinese, where nothing tells it."""
MOST_CHARACTERS = 100_000
"""One text object holds at most so many characters."""
FARTHEST = 1e7
"""No number of a page is larger (millimetres: ten kilometres)."""
_PATH = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(cls, element: etree._Element) -> Matrix:
        """An object's own matrix."""
        values = numbers(str(element.get("CTM") or ""))
        return cls(*values) if len(values) == 6 else cls()

    def moved(self, x: float, y: float) -> Matrix:
        return Matrix(self.a, self.b, self.c, self.d, self.e + x, self.f + y)

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The place (millimetres) of an object's point on its page, in points."""
        return (
            (self.a * x + self.c * y + self.e) * POINTS,
            (self.b * x + self.d * y + self.f) * POINTS,
        )


def numbers(text: str) -> list[float]:
    """The numbers of an attribute; empty where it holds something else."""
    try:
        return [_finite(part) for part in text.split()]
    except ValueError:
        return []


def _finite(text: str) -> float:
    """A number that a place on a page may have; raises ValueError for anything else."""
    number = float(text)
    if not abs(number) <= FARTHEST:
        raise ValueError(text)
    return number


def _number(element: etree._Element, name: str, usual: float) -> float:
    values = numbers(str(element.get(name) or ""))
    return values[0] if values else usual


def boundary(element: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of an object in millimetres."""
    values = numbers(str(element.get("Boundary") or ""))
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else (0.0, 0.0, 0.0, 0.0)


def text_glyphs(element: etree._Element, matrix: Matrix) -> Iterator[tuple[Glyph, int]]:
    """The characters of a text object, each with the direction in which its text runs (degrees clockwise)."""
    size = _number(element, "Size", USUAL_SIZE) or USUAL_SIZE
    stretch = _number(element, "HScale", 1.0)
    # On the page y grows downwards, in a PDF's matrix upwards.
    turn = direction((matrix.a, -matrix.b, matrix.c, matrix.d))
    x = y = 0.0
    for code in element.iter():
        if not isinstance(code.tag, str) or etree.QName(code).localname != "TextCode" or not code.text:
            continue
        x, y = _number(code, "X", x), _number(code, "Y", y)
        text = code.text.strip("\r\n")[:MOST_CHARACTERS]
        right = deltas(str(code.get("DeltaX") or ""), len(text) - 1)
        down = deltas(str(code.get("DeltaY") or ""), len(text) - 1)
        at_x, at_y = x, y
        for index, character in enumerate(text):
            step = right[index] if index < len(right) else 0.0
            width = size * stretch * (1.0 if ord(character) > 0x2E7F or character in "“”‘’…—" else NARROW)
            if 0 < step < width:
                width = step
            shown = clean(character)
            if shown:
                yield Glyph(shown, *_box(matrix, at_x, at_y - RISE * size, width, size)), turn
            at_x += step if index < len(right) else (width if not right and not down else 0.0)
            at_y += down[index] if index < len(down) else 0.0


def deltas(text: str, count: int) -> list[float]:
    """The steps between characters: numbers, of which ``g n v`` stands for n times v; at most ``count`` of them."""
    parts = text.split()
    steps: list[float] = []
    index = 0
    try:
        while index < len(parts) and len(steps) < count:
            if parts[index] == "g":
                times = min(int(parts[index + 1]), count - len(steps))
                steps += [_finite(parts[index + 2])] * times
                index += 3
            else:
                steps.append(_finite(parts[index]))
                index += 1
    except (ValueError, IndexError):
        return steps
    return steps[:count] if count > 0 else []


def path_rules(element: etree._Element, matrix: Matrix) -> list[Rule]:
    """The straight level and upright lines that a path object draws, and thin boxes that it fills."""
    drawn = element.get("Stroke") != "false"
    filled = element.get("Fill") == "true"
    rules: list[Rule] = []
    for data in element.iter():
        if not isinstance(data.tag, str) or etree.QName(data).localname != "AbbreviatedData" or not data.text:
            continue
        for line in _polylines(data.text):
            places = [matrix.apply(x, y) for x, y in line]
            xs, ys = [x for x, _ in places], [y for _, y in places]
            whole = Rule(min(xs), min(ys), max(xs), max(ys))
            if min(whole.right - whole.left, whole.bottom - whole.top) <= THICK and (drawn or filled):
                rules.append(whole)
            elif drawn:
                rules += [
                    Rule(min(x, u), min(y, v), max(x, u), max(y, v))
                    for (x, y), (u, v) in itertools.pairwise(places)
                    if abs(x - u) <= 1 or abs(y - v) <= 1
                ]
    return rules


def _polylines(data: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; of curves only where they end."""
    parts = _PATH.findall(data)
    line: list[tuple[float, float]] = []
    index = 0
    while index < len(parts):
        command = parts[index]
        count = _ARGUMENTS.get(command)
        values = parts[index + 1 : index + 1 + (count or 0)]
        index += 1 + (count or 0)
        places = numbers(" ".join(values))
        if count is None or len(places) < count:
            continue
        if command in "SM":
            if len(line) > 1:
                yield line
            line = [(places[0], places[1])]
        elif command == "C":
            if line:
                line.append(line[0])
        else:
            line.append((places[-2], places[-1]))
    if len(line) > 1:
        yield line


def _box(
    matrix: Matrix, x: float, y: float, width: float, height: float
) -> tuple[float, float, float, float]:
    corners = [matrix.apply(u, v) for u in (x, x + width) for v in (y, y + height)]
    xs, ys = [u for u, _ in corners], [v for _, v in corners]
    return min(xs), min(ys), max(xs), max(ys)
