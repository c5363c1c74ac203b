"""Automatic numbers of Word paragraphs (一、 （一） 1.), which stand in numbering.xml and not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.limits import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"


def chinese(number: int, digits: str = _DIGITS, tens: str = "十百千") -> str:
    """A number below 10,000 as Chinese count it: 12 → 十二, 105 → 一百零五."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + (tens[power - 1] if power else "")
            gap = False
        else:
            gap = True
    return out[1:] if digits is _DIGITS and 10 <= number < 20 else out


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    out = ""
    for value, text in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        out += text * (number // value)
        number %= value
    return out


def _from(start: int, count: int) -> Callable[[int], str]:
    return lambda n: chr(start + n - 1) if 1 <= n <= count else str(n)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalHalfWidth": str,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "koreanDigital2": chinese,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: chinese(n, _LEGAL, "拾佰仟"),
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedCircleChinese": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "ideographZodiac": lambda n: "子丑寅卯辰巳午未申酉戌亥"[(n - 1) % 12],
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "bullet": lambda n: "",
    "none": lambda n: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, text with %1 to %9 for the levels' numbers, first number."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class NumberList:
    """One w:num: the list whose counters it shares, its levels, and the starts that it sets anew."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts paragraphs in document order and gives each its label."""

    def __init__(self, lists: dict[str, NumberList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that a list ties to a paragraph style; 0 where it ties none."""
        found = self._lists.get(number_id)
        levels = found.levels.items() if found else ()
        return next((depth for depth, level in levels if level.style == style), 0)

    def label(self, number_id: str, depth: int) -> str:
        """Count one paragraph of a list on a level (from 0) and give its label; empty for bullets and
        unknown lists."""
        found = self._lists.get(number_id)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.shared, {})
        self._restart(number_id, found, depth, counts)
        level = found.levels[depth]
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            limit = found.levels[deeper].restart if deeper in found.levels else None
            if limit is None or depth < limit:
                del counts[deeper]
        return _label(found, depth, counts)

    def _restart(self, number_id: str, found: NumberList, depth: int, counts: dict[int, int]) -> None:
        for level, start in found.starts.items():
            if level <= depth and (number_id, level) not in self._started:
                self._started.add((number_id, level))
                counts.pop(level, None)
                if level < depth:
                    counts[level] = start


def _label(found: NumberList, depth: int, counts: dict[int, int]) -> str:
    level = found.levels[depth]

    def part(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = found.levels.get(index, Level())
        count = counts.get(index, other.start)
        return str(count) if level.legal else FORMATS.get(other.format, str)(count)

    if level.format in ("bullet", "none"):
        return ""
    text = re.sub(r"%([1-9])", part, level.text)
    # a bare figure would run into the text that follows it
    return text + " " if level.suffix != "nothing" and text[-1:].isalnum() and text.isascii() else text


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else (element.get(f"{W}val") or default)


def _integer(element: etree._Element | None, default: int) -> int:
    text = _value(element)
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _read_level(element: etree._Element) -> Level:
    restart = element.find(f"{W}lvlRestart")
    style = element.find(f"{W}pStyle")
    return Level(
        format=_value(element.find(f"{W}numFmt"), "decimal"),
        text=_value(element.find(f"{W}lvlText")),
        start=_integer(element.find(f"{W}start"), 1),
        suffix=_value(element.find(f"{W}suff"), "tab"),
        restart=None if restart is None else _integer(restart, 0),
        legal=element.find(f"{W}isLgl") is not None,
        style=None if style is None else _value(style),
    )


def _depth(element: etree._Element) -> int:
    return min(whole(element.get(f"{W}ilvl"), 0), LEVELS - 1)


def read_lists(root: etree._Element | None, styles: dict[str, tuple[str, int]]) -> dict[str, NumberList]:
    """The lists of numbering.xml by number id; ``styles`` are the lists that styles bring with them."""
    if root is None:
        return {}
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for abstract in root.iterfind(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId") or ""
        abstracts[key] = {_depth(level): _read_level(level) for level in abstract.iterfind(f"{W}lvl")}
        link = abstract.find(f"{W}numStyleLink")
        if link is not None:
            links[key] = _value(link)
    lists: dict[str, NumberList] = {}
    for number in root.iterfind(f"{W}num"):
        key = _value(number.find(f"{W}abstractNumId"))
        found = NumberList(key, dict(abstracts.get(key, {})))
        for override in number.iterfind(f"{W}lvlOverride"):
            depth = _depth(override)
            own = override.find(f"{W}lvl")
            if own is not None:
                found.levels[depth] = _read_level(own)
            start = override.find(f"{W}startOverride")
            if start is not None:
                found.starts[depth] = _integer(start, 1)
                found.levels[depth] = replace(found.levels.get(depth, Level()), start=found.starts[depth])
        lists[number.get(f"{W}numId") or ""] = found
    for found in lists.values():
        linked = styles.get(links.get(found.shared, ""))
        if linked and linked[0] in lists and not found.levels:
            found.levels = dict(lists[linked[0]].levels)
            found.shared = lists[linked[0]].shared
    return lists
