"""A text cut into pieces, each with the layers that lie over it: rules, amounts, units, bounds, caps, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publishing.records import Record

LAYERS = {
    "amount": "分数",
    "per": "计分单位",
    "bound": "数值界限",
    "cap": "封顶",
    "deadline": "时限",
    "frequency": "频次",
    "citation": "引用",
    "assessor": "考核单位",
    "authority": "认定依据",
    "scope": "适用范围",
    "finding": "问题",
}
"""Layer → its title, in the order of the legend. A rule's own layer is its effect."""

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
"""Full width to half width, one character for one, so that offsets stay."""

_NUMERALS = {"1": "一", "2": "[二两]", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八", "9": "九",
             "10": "十"}  # fmt: skip
_UNITS = {"百分点": "(?:个)?百分点", "%": "[%]", "μg/m³": "(?:[μµ]g/m[3³]|微克/立方米)"}
_VERB = "(?:酌情)?(?:扣减|扣除|倒扣|扣罚|奖励|另加|扣|减|得|加|奖|计|记|赋|给)分?"
_WITHOUT_AMOUNT = re.compile(
    "(?:不得分|不予?计分|不给分|[得计记为]0分|不予?扣分|免扣|按.{0,12}?比例.{0,4}?[扣得计加]分|酌情[扣加]分|"
    "[扣得计加]满?分|一票否决|取消.{0,12}?资格|不得评.{0,4}?[优先]|不合格)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A layer over the characters from start to end (exclusive), with a tip for the pointer."""

    layer: str
    start: int
    end: int
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text over which the same layers lie."""

    text: str
    layers: tuple[str, ...]
    tip: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces inside one rule's quote (`rule` is its record, `first` where the quote begins), or outside of all."""

    rule: Record | None
    first: bool
    pieces: tuple[Piece, ...]


def stretches(text: str, rules: Sequence[Record], spans: Iterable[Span]) -> list[Stretch]:
    """The whole text in order; rules need `start`, `end` and must not overlap, spans may."""
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    quoted = sorted(
        (rule for rule in rules if 0 <= rule["start"] < rule["end"] <= len(text)),
        key=lambda r: int(r["start"]),
    )
    out, at = [], 0
    for rule in quoted:
        start, end = max(rule["start"], at), rule["end"]
        if start >= end:
            continue
        if at < start:
            out.append(Stretch(None, False, _pieces(text, at, start, inside)))
        out.append(Stretch(rule, True, _pieces(text, start, end, inside)))
        at = end
    if at < len(text):
        out.append(Stretch(None, False, _pieces(text, at, len(text), inside)))
    return out


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[Piece, ...]:
    here = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(max(s.start, start) for s in here), *(min(s.end, end) for s in here)})
    order = list(LAYERS)
    out = []
    for left, right in pairwise(cuts):
        over = [span for span in here if span.start <= left and span.end >= right]
        names = sorted({span.layer for span in over}, key=order.index)
        tips = "；".join(dict.fromkeys(span.tip for span in over if span.tip))
        out.append(Piece(text[left:right], tuple(names), tips))
    return tuple(out)


def within_rule(text: str, rule: Record) -> list[Span]:
    """Where the amount, the counted unit and the bounds of a rule stand in its quote, as far as they can be told."""
    start = int(rule["start"])
    quote = text[start : rule["end"]].translate(_WIDE)
    found = [_amount(quote, rule), _per(quote, rule), *(_bound(quote, one) for one in rule["thresholds"])]
    return [Span(layer, start + left, start + right) for layer, left, right in filter(None, found)]


Found = tuple[str, int, int] | None


def _amount(quote: str, rule: Record) -> Found:
    if rule["points"] is None:
        return _last("amount", _WITHOUT_AMOUNT, quote)
    number = _number(rule["points"])
    low = rf"(?:{_number(rule['points_min'])}分?\s*[-－—～~至到]+\s*)?" if rule["points_min"] else ""
    with_verb = re.compile(rf"(?:{_VERB}\s*){low}{number}\s*分?")
    return _last("amount", with_verb, quote) or _last("amount", re.compile(rf"{low}{number}\s*分?"), quote)


def _per(quote: str, rule: Record) -> Found:
    if not rule["per_unit"]:
        return None
    unit = _UNITS.get(rule["per_unit"], re.escape(rule["per_unit"]))
    quantity = rule["per_quantity"] or "1"
    count = rf"(?:{_number(quantity)}|{_NUMERALS[quantity]})" if quantity in _NUMERALS else _number(quantity)
    for pattern in (
        rf"[每各][^，。；、,;]{{0,6}}?{count}\s*个?{unit}",
        rf"[每各]\s*个?{unit}",
        rf"{count}\s*个?{unit}",
    ):
        found = _last("per", re.compile(pattern), quote)
        if found:
            return found
    return None


def _bound(quote: str, threshold: Record) -> Found:
    unit = threshold["unit"]
    after = rf"\s*(?:{_UNITS.get(unit, re.escape(unit))})?" if unit else ""
    upper = rf"\s*[-－—～~至到与]+\s*{_number(threshold['value_to'])}{after}" if threshold["value_to"] else ""
    signs = r"(?:[低高多少大小]于|不[低高多少大小]于|不足|未达到?|达到?|超过|[<>≤≥＜＞]=?|前|后|倒数第?|第)?"
    pattern = rf"{signs}\s*{_number(threshold['value'])}{after}{upper}(?:及?以[上下内外])?"
    match = re.search(pattern, quote)
    return ("bound", match.start(), match.end()) if match else None


def _last(layer: str, pattern: re.Pattern[str], text: str) -> Found:
    matches = list(pattern.finditer(text))
    return (layer, matches[-1].start(), matches[-1].end()) if matches else None


def _number(decimal: str) -> str:
    """A pattern for a decimal, not as a part of a longer number; 1.0 and 1 are the same."""
    whole, _, rest = decimal.partition(".")
    fraction = rf"\.{rest}0*" if rest.strip("0") else r"(?:\.0+)?"
    return rf"(?<![\d.]){whole}{fraction}(?![\d]|\.\d)"
