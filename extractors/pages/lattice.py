"""Ruled lines on a page → the cells they enclose. Pure geometry: knows no text and no file format."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.pages.page import Rule

SNAP = 2.5
"""Lines nearer than this (points) lie at the same place: double borders, borders drawn per cell."""
REACH = 3.0
"""A line ends on another one when it comes this near (points)."""
GAP = 4.0
"""Pieces of a line this near (points) are one line: dashes, a border drawn cell by cell."""
THICK = 4.0
"""A box thinner than this (points) is a line."""
DOT = 2.0
"""A box no longer than this (points) is a dot of a dotted line."""
LEAST_DOTS = 5
"""So many dots in a row are a line."""
COVERED = 0.6
"""A side is closed when lines cover this share of it."""
FRAME = 4
"""A table of fewer cells with a larger one inside is a frame around it."""
MAX_SQUARES = 400_000
"""More elementary squares than this are a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line: where it lies on the axis across it, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a lattice, counted in its rows and columns from 0."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Lattice:
    """A table's outline: ``xs`` and ``ys`` are the places of its borders, ``regions`` its cells.

    The regions cover the outline without overlap. ``horizontal`` and ``vertical`` are the lines
    it was made from.
    """

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    horizontal: list[Line] = field(default_factory=list)
    vertical: list[Line] = field(default_factory=list)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def region_box(self, region: Region) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of one of its regions."""
        return (
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.column_span],
            self.ys[region.row + region.row_span],
        )

    def squares(self) -> dict[tuple[int, int], int]:
        """For each (row, column) the index of the region that covers it."""
        return {
            (row, column): index
            for index, region in enumerate(self.regions)
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        }


def find_lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """The tables that the rules of one page enclose, from top to bottom.

    Lines that touch belong together. A table open on a side (no bottom line where a page cuts a row, no outer
    verticals) is closed where its lines end. Of one table inside another the outer one stays, unless it is a
    mere frame.
    """
    horizontal, vertical = straighten(rules)
    lattices = []
    for across, along in _touching(horizontal, vertical):
        lattice = build_lattice(across, along)
        if lattice is not None:
            lattices.append(lattice)
    return sorted(_outermost(lattices), key=lambda one: (one.ys[0], one.xs[0]))


def straighten(
    rules: Iterable[Rule], *, snap: float = SNAP, gap: float = GAP
) -> tuple[list[Line], list[Line]]:
    """Join the pieces of lines: the horizontal and the vertical lines of a page."""
    across: list[Line] = []
    along: list[Line] = []
    dots: list[tuple[float, float]] = []
    for rule in rules:
        wide, high = rule.right - rule.left, rule.bottom - rule.top
        if min(wide, high) > THICK:
            continue
        x, y = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
        if max(wide, high) <= DOT:
            dots.append((x, y))
        elif wide >= high:
            across.append(Line(y, rule.left, rule.right))
        else:
            along.append(Line(x, rule.top, rule.bottom))
    across += _dotted([(y, x) for x, y in dots], gap)
    along += _dotted(dots, gap)
    return _long(_join(across, snap, gap)), _long(_join(along, snap, gap))


def _dotted(dots: Sequence[tuple[float, float]], gap: float) -> list[Line]:
    """Rows of dots, given as (place across, place along), as lines."""
    lines: list[Line] = []
    count = 0
    for at, place in sorted((round(at, 1), place) for at, place in dots):
        if lines and lines[-1].at == at and place - lines[-1].end <= gap:
            lines[-1] = Line(at, lines[-1].start, place)
            count += 1
            continue
        if lines and count < LEAST_DOTS:
            lines.pop()
        lines.append(Line(at, place, place))
        count = 1
    if lines and count < LEAST_DOTS:
        lines.pop()
    return lines


def _long(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.end - line.start > THICK]


def _join(lines: list[Line], snap: float, gap: float) -> list[Line]:
    joined: list[Line] = []
    bundle: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.at, one.start)):
        if bundle and line.at - bundle[-1].at > snap:
            joined += _join_bundle(bundle, gap)
            bundle = []
        bundle.append(line)
    if bundle:
        joined += _join_bundle(bundle, gap)
    return joined


def _join_bundle(bundle: list[Line], gap: float) -> list[Line]:
    length = sum(line.end - line.start for line in bundle)
    at = (
        sum(line.at * (line.end - line.start) for line in bundle) / length
        if length
        else sum(line.at for line in bundle) / len(bundle)
    )
    joined: list[Line] = []
    for line in sorted(bundle, key=lambda one: one.start):
        if joined and line.start - joined[-1].end <= gap:
            joined[-1] = Line(at, joined[-1].start, max(joined[-1].end, line.end))
        else:
            joined.append(Line(at, line.start, line.end))
    return joined


def _touching(horizontal: list[Line], vertical: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Groups of lines that touch each other, each with at least one of either direction."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    order = sorted(range(len(vertical)), key=lambda index: vertical[index].at)
    places = [vertical[index].at for index in order]
    for i, line in enumerate(horizontal):
        for k in range(bisect_left(places, line.start - REACH), bisect_right(places, line.end + REACH)):
            other = vertical[order[k]]
            if other.start - REACH <= line.at <= other.end + REACH:
                parent[root(i)] = root(len(horizontal) + order[k])
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for i, line in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for i, line in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + i), ([], []))[1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def build_lattice(horizontal: Sequence[Line], vertical: Sequence[Line]) -> Lattice | None:
    """The cells between lines of one table; None where they enclose no two cells, or too many for a table."""
    left = min([line.at for line in vertical] + [line.start for line in horizontal])
    right = max([line.at for line in vertical] + [line.end for line in horizontal])
    top = min([line.at for line in horizontal] + [line.start for line in vertical])
    bottom = max([line.at for line in horizontal] + [line.end for line in vertical])
    xs = _places([line.at for line in vertical], left, right)
    ys = _places([line.at for line in horizontal], top, bottom)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > MAX_SQUARES:
        return None
    right_closed = _closed(vertical, xs, ys)
    below_closed = _closed(horizontal, ys, xs)
    owner = list(range(rows * columns))

    def root(node: int) -> int:
        while owner[node] != node:
            owner[node] = owner[owner[node]]
            node = owner[node]
        return node

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not right_closed[column + 1][row]:
                owner[root(here + 1)] = root(here)
            if row + 1 < rows and not below_closed[row + 1][column]:
                owner[root(here + columns)] = root(here)
    groups: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            groups.setdefault(root(row * columns + column), []).append((row, column))
    regions = [region for squares in groups.values() for region in _rectangles(squares)]
    return compressed(xs, ys, regions, list(horizontal), list(vertical))


def _places(places: list[float], first: float, last: float) -> list[float]:
    """Distinct places in order, with the outline's ends among them."""
    result: list[float] = []
    for place in sorted([*places, first, last]):
        if not result or place - result[-1] > SNAP:
            result.append(place)
    return result


def _closed(lines: Sequence[Line], places: list[float], bands: list[float]) -> list[list[bool]]:
    """For each place and each band between neighbours of ``bands``: do lines there cover the band's side?"""
    cover = [[0.0] * (len(bands) - 1) for _ in places]
    for line in lines:
        nearest = min(range(len(places)), key=lambda index: abs(places[index] - line.at))
        for band in range(max(bisect_right(bands, line.start) - 1, 0), len(bands) - 1):
            if bands[band] >= line.end:
                break
            cover[nearest][band] += min(line.end, bands[band + 1]) - max(line.start, bands[band])
    return [[length >= COVERED * (bands[i + 1] - bands[i]) for i, length in enumerate(row)] for row in cover]


def _rectangles(squares: list[tuple[int, int]]) -> list[Region]:
    """Cut connected squares into rectangles: one where they are one, else strips of rows of equal width."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for row, column in sorted(squares):
        runs = spans.setdefault(row, [])
        if runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    done: list[Region] = []
    running: dict[tuple[int, int], tuple[int, int]] = {}
    for row in sorted(spans):
        following = {}
        for span in spans[row]:
            first, _ = running.pop(span, (row, row))
            following[span] = (first, row + 1)
        done += [
            Region(first, span[0], last - first, span[1] - span[0]) for span, (first, last) in running.items()
        ]
        running = following
    done += [
        Region(first, span[0], last - first, span[1] - span[0]) for span, (first, last) in running.items()
    ]
    return done


def compressed(
    xs: list[float], ys: list[float], regions: list[Region], horizontal: list[Line], vertical: list[Line]
) -> Lattice | None:
    """Drop the places that border no region (a line drawn under words inside a cell); None for a single cell."""
    rows = sorted({r.row for r in regions} | {r.row + r.row_span for r in regions})
    columns = sorted({r.column for r in regions} | {r.column + r.column_span for r in regions})
    row_of = {row: index for index, row in enumerate(rows)}
    column_of = {column: index for index, column in enumerate(columns)}
    kept = [
        Region(
            row_of[r.row],
            column_of[r.column],
            row_of[r.row + r.row_span] - row_of[r.row],
            column_of[r.column + r.column_span] - column_of[r.column],
        )
        for r in regions
    ]
    if len(kept) < 2:
        return None
    kept.sort(key=lambda r: (r.row, r.column))
    return Lattice([xs[i] for i in columns], [ys[i] for i in rows], kept, horizontal, vertical)


def _outermost(lattices: list[Lattice]) -> list[Lattice]:
    """Drop tables inside a cell of another; drop instead the outer one where it merely frames others."""

    def inside(inner: Lattice, outer: Lattice) -> bool:
        return (
            outer is not inner
            and outer.xs[0] - SNAP <= inner.xs[0]
            and inner.xs[-1] <= outer.xs[-1] + SNAP
            and outer.ys[0] - SNAP <= inner.ys[0]
            and inner.ys[-1] <= outer.ys[-1] + SNAP
        )

    frames = [
        one
        for one in lattices
        if len(one.regions) < FRAME
        and any(inside(other, one) and len(other.regions) >= FRAME for other in lattices)
    ]
    rest = [one for one in lattices if not any(one is frame for frame in frames)]
    return [one for one in rest if not any(inside(one, other) for other in rest)]
