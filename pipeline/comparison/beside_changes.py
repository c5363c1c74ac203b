"""What changed beside the rules: evidence, deadlines, frequencies, departments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.comparison import directions
from pipeline.comparison.alignment import bigrams, dice, wording
from pipeline.comparison.change import Change, Side
from pipeline.comparison.sentences import about, quoted

Record = dict[str, Any]

REWORDED = 0.6
"""Likeness from which two things to hand in are one under other words."""

ONE_DEADLINE = 0.5
"""Likeness of their words, without the numbers, from which one deadline has become the other."""

ROLES = {"lead": "牵头", "support": "配合", None: "未分牵头配合"}

DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.25, "H": 1 / 24}

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=-)")
_PERIOD = re.compile(r"每?(?:个|半|双|单)?(?:工作日|[日天周旬月季年])[度份]?")
_SPAN = re.compile(r"R?/?P(?:(\d+)([DWMY])|T(\d+)(H))")


def changes_beside(left: Side, right: Side, told: Sequence[Change]) -> Iterator[Change]:
    """All changes beside the rules; `told` are those of the rules, which say some of them already."""
    yield from _evidence(left, right)
    yield from _departments(left, right)
    yield from _deadlines(left, right, told)
    yield from _frequencies(left, right, told)


def _evidence(left: Side, right: Side) -> Iterator[Change]:
    gone, new = _unmatched(
        left.names("evidence"), right.names("evidence"),
        lambda a, b: dice(_words(a, left), _words(b, right)), REWORDED,
    )[1:]  # fmt: skip
    yield from _named(left, right, gone, new, "evidence", "材料", directions.STRICTER)


def _departments(left: Side, right: Side) -> Iterator[Change]:
    before, after = left.roles, right.roles
    gone = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    yield from _named(left, right, gone, new, "department", "责任单位", directions.NEUTRAL)
    for name in before:
        if name in after and before[name] != after[name]:
            words = ROLES[before[name]], ROLES[after[name]]
            sentence = about(right, f"{name}由{words[0]}改为{words[1]}")
            yield Change("role_changed", directions.NEUTRAL, sentence, before=f"{name}{words[0]}",
                         after=f"{name}{words[1]}")  # fmt: skip


def _named(
    left: Side, right: Side, gone: Sequence[str], new: Sequence[str], kind: str, word: str, direction: str
) -> Iterator[Change]:
    for name in gone:
        sentence = about(left, f"取消{word}{quoted(name)}")
        yield Change(f"{kind}_removed", directions.turned(direction), sentence, before=name)
    for name in new:
        yield Change(f"{kind}_added", direction, about(right, f"新增{word}{quoted(name)}"), after=name)


def _deadlines(left: Side, right: Side, told: Sequence[Change]) -> Iterator[Change]:
    """Deadlines moved, added and removed; those that came or went with a rule are told with it."""
    pairs, gone, new = _changed_records(left, right, "deadlines", _deadline)
    for before, after in pairs:
        words = before["quote"], after["quote"]
        sentence = about(right, f"时限由{quoted(words[0])}改为{quoted(words[1])}")
        yield Change("deadline_moved", _later(left, right, before, after), sentence, before=words[0],
                     after=words[1])  # fmt: skip
    for record in gone:
        if not _within(record, told, "before"):
            sentence = about(left, f"取消时限{quoted(record['quote'])}")
            yield Change("deadline_removed", directions.MILDER, sentence, before=record["quote"])
    for record in new:
        if not _within(record, told, "after"):
            sentence = about(right, f"新增时限{quoted(record['quote'])}")
            yield Change("deadline_added", directions.STRICTER, sentence, after=record["quote"])


def _frequencies(left: Side, right: Side, told: Sequence[Change]) -> Iterator[Change]:
    """Frequencies that are others; where a bound moved by the same numbers, that has been told."""
    moved = {(change.before, change.after) for change in told if change.kind == "threshold_moved"}
    pairs, gone, new = _changed_records(left, right, "frequencies", _frequency)
    for before, after in pairs:
        counts = [f"{record['count']}{record['unit'] or ''}" for record in (before, after)]
        if before["iso"] == after["iso"] and any(
            one and other and counts[0] in one and counts[1] in other for one, other in moved
        ):
            continue
        yield _frequency_change(right, before["quote"], after["quote"], _more_often(before, after))
    for record in gone:
        if not _within(record, told, "before"):
            yield _frequency_change(left, record["quote"], None, directions.MILDER)
    for record in new:
        if not _within(record, told, "after"):
            yield _frequency_change(right, None, record["quote"], directions.STRICTER)


def _frequency_change(side: Side, before: str | None, after: str | None, direction: str) -> Change:
    if before and after:
        what = f"频次由{quoted(before)}改为{quoted(after)}"
    else:
        what = f"取消频次{quoted(before)}" if before else f"新增频次{quoted(after or '')}"
    return Change("frequency_changed", direction, about(side, what), before=before, after=after)


def _changed_records(
    left: Side, right: Side, kind: str, key: Callable[[Record, int | None], Any]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """The records of a kind that are not alike on both sides: paired by their words, or only on one side."""
    gone, new = left.records(kind), right.records(kind)
    for record in list(gone):
        wanted = key(record, left.document.year), key(record, None)
        same = next(
            (o for o in new if key(o, right.document.year) == wanted[0] or key(o, None) == wanted[1]), None
        )
        if same is not None:
            gone.remove(record)
            new.remove(same)
    return _unmatched(gone, new, lambda a, b: _same_matter(a, b, left, right), ONE_DEADLINE)


def _unmatched(
    left: Sequence[Any], right: Sequence[Any], likeness: Callable[[Any, Any], float], enough: float
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Pairs, best first, that are alike enough, and what is left over on each side, in order."""
    scored = sorted(
        ((-likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
    )
    rows: dict[int, int] = {}
    for score, row, column in scored:
        if -score >= enough and row not in rows and column not in rows.values():
            rows[row] = column
    pairs = [(left[row], right[column]) for row, column in sorted(rows.items())]
    gone = [one for row, one in enumerate(left) if row not in rows]
    new = [one for column, one in enumerate(right) if column not in set(rows.values())]
    return pairs, gone, new


def _deadline(record: Record, year: int | None) -> tuple[Any, ...]:
    """What a deadline is, its year counted from the document's own."""
    names = ("kind", "relation", "unit", "month", "day")
    event = wording(record.get("event") or "", year)
    return (*(record.get(name) for name in names), record.get("offset") or 0, _iso(record, year), event)


def _iso(record: Record, year: int | None) -> str:
    iso = record.get("iso") or ""
    return iso if year is None else _YEAR.sub(lambda match: f"{int(match[0]) - year:+d}", iso)


def _frequency(record: Record, year: int | None) -> tuple[Any, ...]:
    return tuple(record.get(name) for name in ("iso", "op", "count", "unit"))


def _same_matter(one: Record, other: Record, left: Side, right: Side) -> float:
    """How alike two records are but for their numbers and periods; a different kind of deadline is another matter."""
    if one.get("kind") != other.get("kind"):
        return 0.0
    texts = [
        _PERIOD.sub("每", wording(record.get("event") or record["quote"], side.document.year, numbers=False))
        for record, side in ((one, left), (other, right))
    ]
    return dice(bigrams(texts[0]), bigrams(texts[1]))


def _later(left: Side, right: Side, before: Record, after: Record) -> str:
    """A later day or a longer span is milder, an earlier or shorter one stricter."""
    one, other = _iso(before, left.document.year), _iso(after, right.document.year)
    spans = _days(one), _days(other)
    if spans[0] is not None and spans[1] is not None:
        return _ordered(spans[0], spans[1])
    if before["kind"] == after["kind"] == "date" and len(one) == len(other):
        return _ordered(one, other)
    return directions.NEUTRAL


def _ordered(before: Any, after: Any) -> str:
    if before == after:
        return directions.NEUTRAL
    return directions.MILDER if after > before else directions.STRICTER


def _more_often(before: Record, after: Record) -> str:
    rates = []
    for record in (before, after):
        days = _days(record["iso"])
        rates.append((record["count"] or 1) / days if days else None)
    if rates[0] is None or rates[1] is None:
        return directions.NEUTRAL
    return directions.turned(_ordered(rates[0], rates[1]))


def _days(iso: str | None) -> float | None:
    match = _SPAN.fullmatch(iso or "")
    if match is None:
        return None
    return int(match[1] or match[3]) * DAYS[match[2] or match[4]]


def _within(record: Record, told: Sequence[Change], side: str) -> bool:
    """Whether the record's words stand in a rule that is told of as added, removed or reworded."""
    words = (getattr(change, side) or "" for change in told)
    return any(record["quote"] in text for text in words)


def _words(text: str, side: Side) -> frozenset[str]:
    return bigrams(wording(text, side.document.year))
