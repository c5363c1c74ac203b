"""A page as drawn: characters and ruled lines with their places, whatever format they came from.

Every reader of paged formats (PDF, scan, OFD) fills these records; all further steps are the same for them.
Lengths are points (1/72 inch); the origin is the top left corner, y grows downwards.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractors.grid import Box

DOUBLE_STRIKE = 0.25
"""Two equal characters nearer than this share of their size are one, printed twice to look bold."""

# Browsers write ideographs as the radicals that look the same; their normal forms by Unicode are only some of them.
_RADICALS = (
    "⺁⺄⺅⺆⺈⺉⺊⺌⺍⺎⺐⺒⺓⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰"
    "⺱⺲⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜"
    "⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾"
)
_IDEOGRAPHS = (
    "厂乙亻冂刀刂卜小小兀尢巳幺彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟"
    "网罒羊羊羊耂聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞"
    "食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟户"
)
# Fonts that draw ～ and the Japanese 〜 alike name the latter where a page is printed.
_READ_AS = str.maketrans(_RADICALS + "\u301c", _IDEOGRAPHS + "～")
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its box; ``confidence`` (0 to 1) where it was recognised from a picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        """The middle of the box: (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line, as the thin box that it covers."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """One page, turned so that its text reads upright.

    ``turn`` says by how many degrees (0, 90, 180, 270, clockwise) the page was turned to become so; ``width``
    and ``height`` are those after turning. ``tilt`` says by how many degrees (counter-clockwise) a
    page that was scanned askew was straightened before.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turn: int = 0
    tilt: float = 0.0

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box of a place on this page, on the page as it was issued."""
        back = (-self.turn) % 360
        left, top, right, bottom = turned((left, top, right, bottom), self.width, self.height, back)
        if self.tilt:
            sideways = self.turn in (90, 270)
            width, height = (self.height, self.width) if sideways else (self.width, self.height)
            dx, dy = _tilted((left + right) / 2, (top + bottom) / 2, width, height, self.tilt)
            left, top, right, bottom = left + dx, top + dy, right + dx, bottom + dy
        return Box(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def _tilted(x: float, y: float, width: float, height: float, degrees: float) -> tuple[float, float]:
    """How far (right, down) a place of a straightened page lies on the page as it was scanned."""
    angle = math.radians(degrees)
    off_x, off_y = x - width / 2, y - height / 2
    back_x = off_x * math.cos(angle) - off_y * math.sin(angle)
    back_y = off_x * math.sin(angle) + off_y * math.cos(angle)
    return back_x - off_x, back_y - off_y


def turned(
    box: tuple[float, float, float, float], width: float, height: float, degrees: int
) -> tuple[float, float, float, float]:
    """Where a box (left, top, right, bottom) comes to lie when its page of that size is turned clockwise."""
    left, top, right, bottom = box
    if degrees == 90:
        return height - bottom, left, height - top, right
    if degrees == 180:
        return width - right, height - bottom, width - left, height - top
    if degrees == 270:
        return top, width - right, bottom, width - left
    return box


def turn_page(page: Page, degrees: int) -> Page:
    """The page turned clockwise by 90, 180 or 270 degrees."""
    if degrees % 360 == 0:
        return page
    sideways = degrees in (90, 270)
    glyphs = [
        Glyph(
            g.text,
            *turned((g.left, g.top, g.right, g.bottom), page.width, page.height, degrees),
            g.confidence,
        )
        for g in page.glyphs
    ]
    rules = [
        Rule(*turned((r.left, r.top, r.right, r.bottom), page.width, page.height, degrees))
        for r in page.rules
    ]
    return replace(
        page,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        glyphs=glyphs,
        rules=rules,
        turn=(page.turn + degrees) % 360,
    )


def clean(text: str) -> str:
    """A character as it is read: no invisible ones; the ideograph for a radical that stands for it."""
    text = text.translate(_DROPPED).translate(_READ_AS)
    if text and "\u2f00" <= text[0] <= "\u2fdf":
        return unicodedata.normalize("NFKC", text)
    return " " if text in ("\u00a0", "\t", "\u3000") else text


def direction(matrix: tuple[float, ...]) -> int:
    """In which direction (0, 90, 180, 270 degrees clockwise) the text of a character runs on the page."""
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 270 if b > 0 else 90


def without_doubles(glyphs: Iterable[Glyph], nearness: float = DOUBLE_STRIKE) -> list[Glyph]:
    """Drop characters that are printed again over themselves (bold by double strike), keeping the order."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        reach = nearness * max(min(glyph.width, glyph.height), 0.4)
        step = max(reach, 0.1)
        # A grid of that step: an equal character within reach lies in this square or in one beside it.
        column, row = int(glyph.left / step), int(glyph.top / step)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.text, column + dx, row + dy), ())
        )
        if not glyph.text.isspace() and any(
            abs(o.left - glyph.left) <= reach and abs(o.top - glyph.top) <= reach for o in near
        ):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept
