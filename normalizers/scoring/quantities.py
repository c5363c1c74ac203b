"""Quantities: every number with the unit that follows it, places in an order, and 每 with a unit alone."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from normalizers.annotations import Layers, Quantity, Rank
from normalizers.intervals import START
from normalizers.numerals import NUMBER, parse, plain
from normalizers.patterns.compiled import Ending, Guarded, compiled
from normalizers.patterns.grams import Grams
from normalizers.patterns.signs import signs
from normalizers.words import load, words

_LEXICON = load("units")
COUNTED = frozenset(words(_LEXICON["counted"]))
NOUNS = frozenset(words(_LEXICON["nouns"]))
RATIO = frozenset(words(_LEXICON["ratio"]))
TIME = frozenset(words(_LEXICON["time"]))
ORDER = frozenset(words(_LEXICON["order"]))
MEASURE = frozenset(words(_LEXICON["measure"]))
POINTS = _LEXICON["points"]
VETO = "一票否决"
"""Counts nothing."""

_NOT_COUNTING = {unit: frozenset(words(behind)) for unit, behind in _LEXICON["not_counting"].items()}
_CANONICAL: dict[str, str] = _LEXICON["canonical"]
_WITH_GE = words(_LEXICON["with_ge"])

_NOT_POINTS = frozenset("比之类包级析管解散割拆批布享支段区期会校配担流化工")
"""分 is no unit of points in front of these: 分钟 is a unit of its own, 分包 and 分类 are words."""

PAIR = "对"
_ENDS_PAIR = frozenset("扣减加得计记奖的，。；、")
"""对 is a pair right in front of these; in front of others it says to whom or what (1次对未…)."""

# Units of measurement in Latin letters that the lexicon does not hold (NTU, kgce/t) are given as written.
_LATIN_UNIT = re.compile(
    r"(?![xX][<>≤≥])[A-Za-zμΩ℃]{1,6}(?:/[A-Za-zμ]{1,4}[23]?)?(?![A-Za-z\u4e00-\u9fff]?级)"
)

# 4批次/千人, 30张/千人: a rate, not what an amount is counted by (1分/人).
_PER_HEAD = re.compile(r"/(?:十万|万|千|百)人(?!次)")
_RANGE_SIGNS = frozenset("-~至到")
_RANGE = r"[-~至到]|-{2,}"
_NUMBER = compiled(
    rf"(?P<percent>[百千]分之)?(?P<number>{NUMBER})(?:分之(?P<numerator>{NUMBER}))?(?P<about>[余多几来](?![次少]))?"
)
_SECOND = re.compile(rf"(?P<to>{_RANGE})第?(?P<percent>[百千]分之)?(?P<number>{NUMBER})")
_RANK_LEAD = Ending("(倒数第|倒数前|倒数后|倒数|最后|末尾|第|前|后|末)")
_RANK_CONTEXT = re.compile(
    r"(?:排名|排序|排位|测评|评分|位于|处于|位次|名次|排|列|居|位列|名列|位居|进入?|跻身|考核|综合|全[国省市县区州])[^，。；：]{0,8}$"
)
_LAST_PLACE = Guarded(
    r"末位(?=[的，者或、（且$扣并]|不得|$)|(?:排名|位列|名列|位居|列|居)[^，。；]{0,6}末位|末尾(?=的|，)|垫底|倒数一(?![名位个])|(?:排名|位列|名列|居)(?P<first>首位|榜首)"
)
_ROUND_SUM = Guarded(r"(?<![\d.零一二两三四五六七八九十百千万几数多半])[百千]?[万亿]元(?=及?以[上下])")
_IN_LIST = re.compile(rf"[、和及或]第?{NUMBER}")
_EVERY_UNIT = re.compile(r"每|(?<=分)/每?")
_EVERY_SIGNS = signs(_EVERY_UNIT.pattern)


def _units() -> dict[str, str]:
    """Every unit as written → as given; 个 in front of some is left out, 万 and 亿 belong to the unit."""
    table = {u: u for u in COUNTED | RATIO | TIME | ORDER | MEASURE | {POINTS}}
    table |= {"个" + u: u for u in _WITH_GE}
    # 每座次, 每床次: a thing each time.
    table |= {u + "次": u + "次" for u in COUNTED if len(u) == 1 and u != "次"}
    table |= {
        scale + u: scale + u
        for u in words(_LEXICON["scaled"])
        for scale in ("万", "亿", "千", "百万", "千万")
    }
    return table | _CANONICAL


def _by_first_character() -> dict[str, tuple[tuple[str, str], ...]]:
    """First character → units that begin with it, as written and as given, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for written, unit in sorted(_units().items(), key=lambda entry: (-len(entry[0]), entry[0])):
        table.setdefault(written[0], []).append((written, unit))
    return {character: tuple(entries) for character, entries in table.items()}


_BY_FIRST_CHARACTER = _by_first_character()


def unit_at(text: str, at: int) -> tuple[str, int] | None:
    """The unit that starts at ``at`` and the offset behind it; the longest that fits."""
    character = text[at : at + 1]
    for written, unit in _BY_FIRST_CHARACTER.get(character, ()):
        if text.startswith(written, at):
            if (
                written == POINTS
                and text[at + 1 : at + 2] in _NOT_POINTS
                and not text.startswith("为止", at + 2)
            ):
                return None
            if written == PAIR and text[at + 1 : at + 2] not in _ENDS_PAIR:
                continue
            end = at + len(written)
            if written != POINTS and (base := _PER_HEAD.match(text, end)):
                return unit + base.group(), base.end()
            return unit, end
    if character >= "一":
        return None
    latin = _LATIN_UNIT.match(text, at)
    return (latin.group(), latin.end()) if latin else None


def find(layers: Layers) -> None:
    """Set ``quantities`` from the surface, in order, without overlaps."""
    text = layers.surface
    found: list[Quantity] = []
    at = 0
    while match := _NUMBER.search(text, at):
        quantity = _read(text, match)
        if quantity is None:
            at = match.end() if text[match.start("number")].isdigit() else match.start() + 1
            continue
        found.append(quantity)
        at = quantity.end
    found.extend(_every(text, layers.grams, found))
    found.extend(_last_places(text, layers.grams))
    found.extend(_round_sums(text, layers.grams))
    found.sort(key=START)
    _share_units(text, found)
    layers.quantities = found


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    percent, written, numerator, about = match.groups()
    chinese = not written[0].isdigit()
    if chinese and text.startswith(VETO, start):
        return None
    number = parse(written)
    if number is None:
        return None
    if numerator:
        parts = parse(numerator)
        return Quantity(start, end, plain(round(parts / number, 4)), "分之") if parts and number else None
    found = ("%" if percent == "百分之" else "‰", end) if percent else unit_at(text, end)
    if about and found is None:
        return None
    unit, after = found if found else (None, end)
    value_to = None
    if text[after : after + 1] in _RANGE_SIGNS and (second := _upper(text, after, number, unit)):
        value_to, unit, after = second
    rank = _rank(text, start, unit)
    if chinese and rank is None:
        if unit is None and not _IN_LIST.match(text, after):
            return None
        if unit in NOUNS:
            return None
    lower = plain(number)
    if value_to is not None and Decimal(value_to) < number:
        # 一、二、三等奖分别加3-1分
        lower, value_to = value_to, lower
    return Quantity(start, after, lower, unit, value_to, rank)


def _upper(text: str, at: int, lower: Decimal, unit: str | None) -> tuple[str, str, int] | None:
    """The upper end of a range whose sign stands at ``at``, its unit and the offset behind it."""
    second = _SECOND.match(text, at)
    upper = parse(second.group("number")) if second else None
    if second is None or upper is None:
        return None
    behind = ("%", second.end()) if second.group("percent") else unit_at(text, second.end())
    if behind is None or unit not in (None, behind[0]) or upper == lower:
        return None
    if upper < lower and behind[0] != POINTS:
        return None
    return plain(upper), *behind


def _rank(text: str, start: int, unit: str | None) -> Rank | None:
    lead = _RANK_LEAD.before(text, start, 3)
    if not lead or not (unit in ORDER or unit in ("%", "个") or unit is None):
        return None
    word = lead.group(1)
    in_front = text[max(0, lead.start() - 12) : lead.start()]
    if not (
        unit in ("名", "位", "名次", "位次")
        or word.startswith("倒数")
        or _RANK_CONTEXT.search(in_front)
        # 后30%的扣1分, at the head of its clause
        or (unit == "%" and word in ("前", "后") and in_front[-1:] in ("", *"，。；：、"))
    ):
        return None
    if word == "第":
        return "exact"
    if word == "倒数第":
        return "exact_bottom"
    return "top" if word == "前" else "bottom"


def _every(text: str, grams: Grams, found: list[Quantity]) -> list[Quantity]:
    """每 or / with a unit and no number: 每次, 每家, 分/次."""
    if grams.isdisjoint(_EVERY_SIGNS):
        return []
    taken = {q.start for q in found}
    out = []
    for match in _EVERY_UNIT.finditer(text):
        at = match.end()
        unit = unit_at(text, at)
        if unit and text[unit[1] : unit[1] + 1] in _NOT_COUNTING.get(unit[0], ()):
            continue
        if unit and at not in taken and unit[0] != POINTS:
            out.append(Quantity(at, unit[1], "1", unit[0], every=True))
    return out


def _last_places(text: str, grams: Grams) -> list[Quantity]:
    """末位, 垫底, 倒数第一, 首位: a place without a number."""
    return [
        Quantity(
            match.start(), match.end(), "1", "位", rank="exact" if match.group("first") else "exact_bottom"
        )
        for match in _LAST_PLACE.finditer(text, grams)
    ]


def _round_sums(text: str, grams: Grams) -> list[Quantity]:
    """亿元以上, 千万元以下: a sum whose number, one, is left out."""
    return [
        Quantity(match.start(), match.end(), "1", match.group()) for match in _ROUND_SUM.finditer(text, grams)
    ]


_LIST_SIGN = re.compile(r"[、和及或/，]第?")


def _share_units(text: str, found: list[Quantity]) -> None:
    """Give the numbers of a list the unit that only its last one carries (1、2、3分; 第一、二、三名)."""
    for right, left in pairwise(reversed(found)):
        if left.unit is None and right.unit and _LIST_SIGN.fullmatch(text, left.end, right.start):
            left.unit = right.unit
            left.rank = left.rank or right.rank
    for left, right in pairwise(found):
        if right.unit not in ("名", "位", None) or not _LIST_SIGN.fullmatch(text, left.end, right.start):
            continue
        if right.rank is None and left.rank in ("top", "bottom") and right.value != left.value:
            # 后1、2、3位: one place after the other
            left.rank = "exact" if left.rank == "top" else "exact_bottom"
        if left.rank == "exact_bottom" or (left.rank == "exact" and right.rank is None):
            right.rank = left.rank
