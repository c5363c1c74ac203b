"""Deadlines: by when something is due, as ISO 8601 (``印发后45天内`` → ``P45D`` after an event).

``kind`` says how ``iso`` is to be read:

* ``date``: a date (``2024-05-31``), its year left out where nobody states it (``--10-01``), its day where
  only a month is named (``2024-06``);
* ``interval``: two dates, ``2024-05-01/2024-10-31``;
* ``recurring``: ``R/P3M``, every quarter; ``month`` counts the months of that period from 1, ``day`` is the
  day of the month (or, with ``R/P1W``, the day of the week from Monday 1), -1 is the last one, and ``offset``
  says how many periods later it is due (次月10日前 → 1);
* ``duration``: ``P45D``; ``event`` holds the words of what it is counted from, where the text names it;
* ``event``: no date, only what it must precede (汛期前); ``iso`` is null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from normalizers.beside.periods import NUMBER, date, last_day, whole
from normalizers.beside.time_limits import (
    LAST,
    Deadline,
    Relation,
    duration_signs,
    durations,
    event_signs,
    events,
)
from normalizers.fold import Folded
from normalizers.intervals import Ranges
from normalizers.patterns.compiled import compiled
from normalizers.patterns.grams import Grams
from normalizers.patterns.signs import signs
from normalizers.spans import folded

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TAIL = r"(?:(?:\d{1,2}时|下班|零时)?(?P<tail>之前|以前|前|为?止|之内|以内|内|起))"
# The heading of a column or of a line: 完成时限：12月底.
_HEAD = (
    r"(?:完成|办结|办理|整改|落实|报送|上报|提交)(?:的)?(?:时间|日期|节点|时间节点|时间要求)："
    r"|(?:完成|办理|整改|报送|工作|任务)?(?:时限|期限)(?:要求)?：|时间(?:节点|要求|进度)："
)
_LEAD = rf"(?P<lead>{_HEAD}|截至|截止到?|不迟于|不晚于|不得迟于|最迟|至迟|[至到](?=20\d\d年))?"

_RECURRING = compiled(
    r"(?:(?P<every>每(?:一)?个?(?:月|季度|季|半年|年度|年|周|星期|工作日|日|天)|(?:次|下|翌|当)(?:一)?个?(?:月|季度|季|周)"
    r"|(?<![\d零一二三四五六七八九十半上个第])(?:逐月|(?:月|季度?)(?=[首第末最初底终]|月[底末])))"
    rf"(?:(?P<place>首月|首个月|第{NUMBER}个月|末月|最后一个月|末|初)的?)?"
    rf"(?:(?P<month>{_MONTH})月份?)?"
    rf"(?:(?P<day>{_DAY})[日号]|(?P<end>月?[底末]|终)|(?:周|星期)?(?P<weekday>[一二三四五六日天]))?)"
    r"(?P<clock>\d{1,2}[时点](?:\d{1,2}分)?|下班)?(?P<tail>之前|以前|前|内|(?=向|报|上报|完成)|(?<=[日号])(?=将))"
)
_DATE = compiled(
    rf"{_LEAD}(?:(?P<year>(?:19|20)\d\d)年度?|(?P<near>本|今|当|次|翌|明|下一?)年度?)?"
    rf"(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]|(?P<part>底|末|初|上旬|中旬|下旬))?"
    rf"(?:{_TAIL}|(?P<listed>(?=[、和及]{_MONTH}月{_DAY}[日号](?:之?前|以前))))?"
)
_INTERVAL = compiled(
    rf"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>{_MONTH})月(?P<day>{_DAY})[日号](?:至|到|-|~)"
    rf"(?:(?P<year_to>(?:19|20)\d\d)年|(?P<near>次年))?(?P<month_to>{_MONTH})月(?P<day_to>{_DAY})[日号]"
)
_PART_OF_YEAR = compiled(
    rf"{_LEAD}(?:(?P<year>(?:19|20)\d\d)年|(?P<near>本|今|当|次|翌|明)年)?(?:度)?"
    rf"(?P<part>[上下]半年|第?[一二三四1-4]季度|(?<=年)[底末终中]|(?<![每半\d去上近一二三四五六七八九十两])年[底末终中内]|(?<=年|度)内)(?P<close>末|底)?{_TAIL}?"
)
_NUMERIC = compiled(
    rf"(?P<lead>{_HEAD})(?P<year>20\d\d)[-./](?P<month>1[0-2]|0?[1-9])(?:[-./](?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
_YEAR = compiled(
    rf"(?P<lead>{_HEAD}|截至|截止到?|[至到](?!\d+年来)|不迟于|不晚于)?(?P<year>20\d\d)年{_TAIL}?"
)
_PERIODS = {"月": "P1M", "季度": "P3M", "季": "P3M", "半年": "P6M", "年": "P1Y", "年度": "P1Y"}
_PERIODS |= {"周": "P1W", "星期": "P1W", "日": "P1D", "天": "P1D", "工作日": "P1D"}
_MONTHS = {"P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}
_WEEKDAYS = {character: day for day, character in enumerate("一二三四五六日", 1)} | {"天": 7}
_PARTS = {"上半年": 6, "下半年": 12, "一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_NEXT_YEAR = frozenset({"次", "翌", "明", "下", "下一"})
_DUE = re.compile(
    r".{0,4}?(?:完成|达到|达标|实现|通过|建成|制定|出台|印发|组织|召开|开展|报送|上报|启动|落实|投用|开工|竣工|验收)"
)


_Candidates = Callable[[str, int | None], Iterator[Deadline]]


def read_deadlines(text: str | Folded, year: int | None = None) -> list[Deadline]:
    """The deadlines of a text, in order; ``year`` completes dates that state none.

    Offsets count code points of the text as given. A date that just stands there (6月5日环境日) is none: a
    word of limit belongs to it (前, 底, 止, 截至 …).
    """
    form = folded(text)
    taken, kept = Ranges(), []
    for found in _all(form, year):
        if not taken.overlaps(found.start, found.end):
            taken.add(found.start, found.end)
            kept.append(found)
    return [_placed(form, found) for found in sorted(kept, key=lambda found: found.start)]


def _placed(form: Folded, found: Deadline) -> Deadline:
    """A deadline of the dense text, moved to the text as given."""
    start, end = form.span(found.start, found.end)
    return replace(found, start=start, end=end, quote=form.text[start:end])


def _all(form: Folded, year: int | None) -> Iterator[Deadline]:
    """Every candidate, what says most first."""
    for needed, candidates in _kinds():
        if not form.grams.isdisjoint(needed):
            yield from candidates(form.dense, year)


def _recurring(dense: str, _year: int | None) -> Iterator[Deadline]:
    for match in _RECURRING.finditer(dense):
        every, place, day, weekday = match["every"], match["place"], match["day"], match["weekday"]
        iso = _PERIODS[every.lstrip("每次下翌当逐一个")]
        named = every.startswith(("每", "次", "下", "翌", "当", "逐"))
        daily = iso == "P1D" and match["clock"]
        if not (day or match["end"] or weekday or daily or (place and place != "初")):
            continue
        if (weekday and iso != "P1W") or not (named or place or match["end"]):
            continue
        span = _MONTHS.get(iso, 1)
        month = whole(match["month"]) if match["month"] else _month_of(place, span)
        if month is None and match["end"] and span > 1:
            month = span
        tail = match["tail"]
        yield Deadline(
            "recurring",
            f"R/{iso}",
            "before" if tail.endswith("前") else "within" if tail else "on",
            match.start(),
            match.end(),
            month=month,
            day=_WEEKDAYS[weekday] if weekday else whole(day) if day else None if daily else LAST,
            offset=int(every[0] in "次下翌"),
        )


def _month_of(place: str | None, span: int) -> int | None:
    """The month that a place in a period of ``span`` months means; None in periods of a month or less."""
    if place is None or span == 1:
        return None
    if place in ("首月", "首个月", "初"):
        return 1
    return whole(place[1:-2]) if place.startswith("第") else span


def _year_of(match: re.Match[str], year: int | None) -> int | None:
    """The year that a date states, or the document's, moved where the text says next year."""
    if match["year"]:
        return int(match["year"])
    return year + 1 if year is not None and match["near"] in _NEXT_YEAR else year


def _begin(match: re.Match[str]) -> int:
    """Where a deadline begins: behind the heading that leads it."""
    return match.end("lead") if (match["lead"] or "").endswith("：") else match.start()


def _later(match: re.Match[str]) -> int:
    return int(match["near"] in _NEXT_YEAR)


def _relation(match: re.Match[str]) -> Relation:
    tail = match["tail"] or ""
    if tail == "起":
        return "from"
    return "within" if tail.endswith("内") else "before"


def _dates(dense: str, year: int | None) -> Iterator[Deadline]:
    for match in _DATE.finditer(dense):
        part, said = match["part"], match["year"] or match["near"]
        limited = (
            match["tail"]
            or match["lead"]
            or match["listed"] is not None
            or (part in ("底", "末") and (said or _DUE.match(dense, match.end())))
        )
        due = (
            match["day"]
            and dense.startswith("于", max(0, match.start() - 1))
            and _DUE.match(dense, match.end())
        )
        if not (limited or due) or (match["day"] and (match["tail"] or "").endswith("内")):
            continue
        if (
            match.start()
            and not said
            and (dense[match.start() - 1] in "年个" or dense[match.start() - 1].isdigit())
        ):
            continue
        of_year, month = _year_of(match, year), whole(match["month"]) or 1
        day = whole(match["day"]) if match["day"] else None
        if part in ("底", "末", "下旬"):
            day = last_day(month, of_year)
        elif part in ("上旬", "中旬"):
            day = 10 if part == "上旬" else 20
        if day and day > last_day(month, of_year or 2000):
            continue
        relation: Relation = "on" if due and not limited else _relation(match)
        yield Deadline(
            "date", date(of_year, month, day), relation, _begin(match), match.end(), offset=_later(match)
        )


def _numeric(dense: str, _year: int | None) -> Iterator[Deadline]:
    for match in _NUMERIC.finditer(dense):
        of_year, month = int(match["year"]), int(match["month"])
        day = int(match["day"]) if match["day"] else None
        if day is None or day <= last_day(month, of_year):
            yield Deadline("date", date(of_year, month, day), "before", _begin(match), match.end())


def _intervals(dense: str, year: int | None) -> Iterator[Deadline]:
    for match in _INTERVAL.finditer(dense):
        first = int(match["year"]) if match["year"] else year
        last = int(match["year_to"]) if match["year_to"] else first
        if match["near"] and last is not None:
            last += 1
        ends = [whole(match[name]) or 1 for name in ("month", "day", "month_to", "day_to")]
        iso = f"{date(first, ends[0], ends[1])}/{date(last, ends[2], ends[3])}"
        yield Deadline("interval", iso, "within", match.start(), match.end(), offset=int(bool(match["near"])))


def _parts_of_year(dense: str, year: int | None) -> Iterator[Deadline]:
    for match in _PART_OF_YEAR.finditer(dense):
        part = match["part"]
        if part == "内" and not (match["year"] or match["near"]):
            continue
        end_of_year = part[-1] in "底末终内"
        said = match["tail"] or match["lead"] or (end_of_year and (match["year"] or part[-1] == "内"))
        if not said and not _DUE.match(dense, match.end()):
            continue
        month = (
            12
            if end_of_year
            else 6
            if part[-1] == "中"
            else _PARTS[part if part.endswith("半年") else part.strip("第季度")]
        )
        of_year = _year_of(match, year)
        tail = match["tail"] or ""
        relation: Relation = (
            "from"
            if tail == "起"
            else "before"
            if tail.endswith(("前", "止")) or part[-1] in "底末终" or match["close"]
            else "within"
        )
        day = last_day(month, of_year)
        yield Deadline(
            "date", date(of_year, month, day), relation, _begin(match), match.end(), offset=_later(match)
        )


def _years(dense: str, _year: int | None) -> Iterator[Deadline]:
    for match in _YEAR.finditer(dense):
        if match["tail"] or match["lead"]:
            yield Deadline("date", match["year"], _relation(match), _begin(match), match.end())


@cache
def _kinds() -> tuple[tuple[Grams, _Candidates], ...]:
    """What a text must hold one of for each kind of candidate, and how these are found."""
    return (
        (signs(_RECURRING.pattern), _recurring),
        (signs(_INTERVAL.pattern), _intervals),
        (signs(_NUMERIC.pattern), _numeric),
        (signs(_DATE.pattern), _dates),
        (signs(_PART_OF_YEAR.pattern), _parts_of_year),
        (signs(_YEAR.pattern), _years),
        (duration_signs(), durations),
        (event_signs(), events),
    )
