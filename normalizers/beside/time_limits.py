"""Time limits that an event sets (印发后45天内, 汛期前), and the record of every deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalizers.beside.periods import NUMBER, WORKING, date, duration, whole
from normalizers.patterns.compiled import compiled
from normalizers.patterns.grams import Grams
from normalizers.patterns.signs import signs
from normalizers.spans import Plain, words_of
from normalizers.words import any_of, load

Relation = Literal["before", "within", "after", "from", "on"]
LAST = -1


@dataclass(frozen=True, slots=True)
class Deadline(Plain):
    """One time limit; offsets count code points of the text as given, ``quote`` is what stands there."""

    kind: Literal["date", "interval", "recurring", "duration", "event"]
    iso: str | None
    relation: Relation
    start: int
    end: int
    quote: str = ""
    event: str | None = None
    unit: Literal["workday"] | None = None
    month: int | None = None
    day: int | None = None
    offset: int = 0


_DURATION = compiled(
    rf"(?<![近前去来到\d.])(?:(?P<half>半个?(?P<half_unit>月|年|小时|天))|(?P<count>{NUMBER})个?(?P<unit>工作日|工作天|自然日|日历日|日历天|小时|钟头|分钟"
    r"|天|日|周|星期|月|季度|年)|(?P<same>[当同]日|[当同]天))(?:之内|以内|内)"
)
_BEFOREHAND = re.compile(
    rf"(?:提前|(?<=前))至?少?(?P<count>{NUMBER})个?(?P<unit>工作日|小时|天|日|周|月)(?![以之]?[内后]|前)"
)

_HALVES = {"月": "P15D", "年": "P6M", "小时": "PT30M", "天": "PT12H"}
_TALLY = re.compile(r"(?:[，的]|有)?(?:累计|连续|多次|再次|重复|发生|出现|因|被|受到|两次|无|未发生|有效)")
_CLAUSE = re.compile(r"[，。；：、？！\n（）]")
_PREPOSITION = compiled(
    r"(?:未能?|应当?|须|需|要|必须|[并且均])?(?:在(?![线建册职岗校])|自从|自(?![治查然动主我身觉有行建贸来愿评筹纠])|从(?![业事严重])|(?<![对关由])于)|未|应当?|须|并|且"
)
_TITLE = re.compile(r"《[^《》]*》")
REACH = 60
"""How many characters before a duration the words of its event are looked for."""


def duration_signs() -> Grams:
    """What a text must hold one of to hold any of its `durations`."""
    return signs(_DURATION.pattern, _BEFOREHAND.pattern)


def durations(dense: str, _year: int | None = None) -> Iterator[Deadline]:
    """The durations of a dense text with what they are counted from, offsets into the dense text."""
    for match in _DURATION.finditer(dense):
        iso = _length(match)
        if iso is None or _TALLY.match(dense, match.end()):
            continue
        start, event, relation = _event_before(dense, match.start())
        yield Deadline(
            "duration", iso, relation, start, match.end(), event=event, unit=_working(match["unit"])
        )
    for match in _BEFOREHAND.finditer(dense):
        count = whole(match["count"])
        start, event, _ = _event_before(dense, match.start())
        if count is not None and (match[0].startswith("提前") or event):
            iso, unit = duration(count, match["unit"]), _working(match["unit"])
            yield Deadline("duration", iso, "before", start, match.end(), event=event, unit=unit)


def _length(match: re.Match[str]) -> str | None:
    """The duration that ``_DURATION`` matched; None where its numeral makes no number."""
    if match["same"]:
        return "P0D"
    if match["half"]:
        return _HALVES[match["half_unit"]]
    count = whole(match["count"])
    return None if count is None else duration(count, match["unit"])


def _working(unit: str | None) -> Literal["workday"] | None:
    return "workday" if unit in WORKING else None


@cache
def _happening() -> re.Pattern[str]:
    return re.compile(any_of(load("deadlines")["happening"]))


def _event_before(dense: str, at: int) -> tuple[int, str | None, Relation]:
    """Where the words of the event before ``at`` begin, these words, and how the time stands to it."""
    before = dense[max(0, at - REACH) : at]
    masked = _TITLE.sub(lambda title: "《" + "■" * (len(title[0]) - 2) + "》", before)
    pointer = re.search(r"(?P<word>之日起|之日|之后|以后|后|起|之前|前)(?:的|算)?$", masked)
    body = masked[: pointer.start()] if pointer else masked
    clause = max((found.end() for found in _CLAUSE.finditer(body)), default=0)
    if pointer:
        begins = max(
            (found.end() for found in _PREPOSITION.finditer(body, clause) if len(body) - found.end() >= 2),
            default=clause,
        )
    else:
        happening = _happening().search(body, clause)
        begins = happening.start() if happening else len(body)
    event = words_of(before[begins : len(body)])
    if not event:
        return at, None, "within"
    start = at - len(before) + begins
    if pointer is None:
        return start, event, "after"
    return start, event, "before" if pointer["word"].endswith("前") else "after"


@cache
def _feasts() -> tuple[re.Pattern[str], dict[str, str | None]]:
    feasts: dict[str, str | None] = load("deadlines")["feasts"]
    return re.compile(
        rf"({any_of(feasts)})(?:节|假期)?(?:来临|到来|开始)?(?:之前|以前|前)(?!后|期|夕)"
    ), feasts


def event_signs() -> Grams:
    """What a text must hold one of to hold any of its `events`."""
    return signs(_feasts()[0].pattern)


def events(dense: str, year: int | None) -> Iterator[Deadline]:
    """What must be done before a feast, a season or an exam, offsets into the dense text."""
    pattern, feasts = _feasts()
    for match in pattern.finditer(dense):
        iso = feasts[match[1]]
        if iso:
            month, day = map(int, iso.split("-"))
            yield Deadline(
                "date", date(year, month, day), "before", match.start(), match.end(), event=match[1]
            )
        else:
            yield Deadline("event", None, "before", match.start(), match.end(), event=match[1])
