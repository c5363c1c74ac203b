"""Evidence: the things to hand in, and who decides (以市生态环境局统计为准, 由…认定)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalizers.beside.bodies import is_body
from normalizers.beside.names import hide_joints
from normalizers.fold import Folded, fold_characters
from normalizers.patterns.signs import signs
from normalizers.spans import Plain, folded, words_of
from normalizers.words import alternatives, any_of, load, words


@dataclass(frozen=True, slots=True)
class EvidenceItem(Plain):
    """One thing to hand in; ``points`` are the numbers in front of its statement (1、3以…), as written."""

    name: str
    points: tuple[str, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Authority(Plain):
    """Who or what decides: ``name`` the office, document or system, ``basis`` what of it counts (统计, 通报)."""

    name: str | None
    basis: str | None
    subject: str | None
    start: int
    end: int
    quote: str


ENDING = 24
"""Characters at the end of a part by which it is known to be a thing."""

LONGEST_SUBJECT = 40
"""Characters in front of 以…为准 that may name what is decided."""

_ENCLOSED = re.compile(r"（[^（）]*）|《[^《》]*》|“[^“”]*”")
_STATEMENT = re.compile(r"[。；\n！]+|(?=[①-⑳])|(?<=[\u4e00-\u9fff）])[ \u3000]+(?=\d{1,2}[.、](?!\d))")
_COMMA, _ENUMERATED = re.compile("，"), re.compile("、")
_JOINT = re.compile(r"以及|[及和与或等]|并附|附(?!件|近|属|加)")
_NUMBERS = re.compile(
    r"\s*(?:[（(]\d{1,2}[）)][.、]?|\d{1,2}(?:[.、]\s?\d{1,2})*[.、]?(?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}、)"
    r"(?![年月日次个份家类级项%])"
)
_DECIDED = re.compile(r"以(?P<source>[^，。；\n]{1,60}?)为(?:准|依据|评定依据|计分依据)")
_DECIDES = re.compile(
    r"(?:由|经|以)(?P<source>[^，。；\n（）]{2,40}?)(?P<basis>认定|核定|评定|确定|审定|核实|查实|出具|确认|鉴定)(?!材料|书|办法|标准)"
)
_SOURCE = re.compile(
    r"(?:数据来源|信息来源|资料来源|评价依据|认定依据|认定部门|数据提供单位)[：为](?P<source>[^。；\n]{2,60})"
)
_AUTHORITY_SIGNS = signs(_DECIDED.pattern, _DECIDES.pattern, _SOURCE.pattern)


def read_evidence(text: str) -> list[EvidenceItem]:
    """The things that an evidence cell asks for, in order.

    ``常委会、常务会会议纪要，年度工作报告`` asks for two: a part that is no thing by itself stays with the one behind
    it, and nothing is split inside brackets, 《》 or quotation marks. Remarks (…为准, 按季度报送, 无…无需提供)
    are no things. Offsets count code points of the text as given.
    """
    shown = fold_characters(text)
    hidden = hide_joints(_ENCLOSED.sub(lambda found: "■" * len(found[0]), shown))
    result = []
    for start, end in _statements(hidden):
        numbers = _NUMBERS.match(shown, start, end)
        points = tuple(re.findall(r"\d+", numbers[0])) if numbers else ()
        for first, last in _things(shown, hidden, numbers.end() if numbers else start, end):
            quote = text[first:last]
            result.append(EvidenceItem(words_of(quote), points, first, last, quote))
    return result


def read_authorities(text: str | Folded) -> list[Authority]:
    """Who decides on a fact or a score, in order; offsets count code points of the text as given."""
    form = folded(text)
    if form.grams.isdisjoint(_AUTHORITY_SIGNS):
        return []
    found: list[Authority] = []
    for match in _DECIDED.finditer(form.folded):
        earliest = max(0, match.start() - LONGEST_SUBJECT)
        begin = max(form.folded.rfind(stop, earliest, match.start()) for stop in "，。；\n、）") + 1
        begin = max(begin, earliest)
        numbers = _NUMBERS.match(form.folded, begin, match.start())
        begin = numbers.end() if numbers else begin
        subject = words_of(form.text[begin : match.start()]) or None
        name, basis = _source(form.folded, *match.span("source"))
        found.append(_authority(form.text, name, basis, subject, match.start(), match.end()))
    for match in _DECIDES.finditer(form.folded):
        if is_body(match["source"]) and all(
            match.start() >= one.end or match.end() <= one.start for one in found
        ):
            span = match.span("source")
            found.append(_authority(form.text, span, match.span("basis"), None, match.start(), match.end()))
    for match in _SOURCE.finditer(form.folded):
        found.append(_authority(form.text, match.span("source"), None, None, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


_Span = tuple[int, int]


def _authority(
    text: str, name: _Span | None, basis: _Span | None, subject: str | None, start: int, end: int
) -> Authority:
    named, based = (words_of(text[slice(*span)]) if span else None for span in (name, basis))
    return Authority(named, based, subject, start, end, text[start:end])


def _source(shown: str, start: int, end: int) -> tuple[_Span | None, _Span | None]:
    """The office, title or system that a source begins with, and what of it counts."""
    source = shown[start:end]
    if (title := re.search(r"《[^《》]+》", source)) and not is_body(source[: title.start()]):
        rest = start + title.end()
        return (start + title.start(), rest), (rest, end) if rest < end else None
    for at in range(len(source), 1, -1):
        name = source[:at]
        if "的" not in name and is_body(name) and (at == len(source) or _basis().match(source, at)):
            return (start, start + at), (start + at, end) if at < len(source) else None
    return None, (start, end)


@cache
def _basis() -> re.Pattern[str]:
    return re.compile(any_of(words(load("evidence")["bases"])))


def _statements(hidden: str) -> Iterator[_Span]:
    """The ranges between 。 ； and line ends; a line end inside a name (工作方⏎案) does not count."""
    start = 0
    for stop in _STATEMENT.finditer(hidden):
        if (
            stop[0]
            and stop[0].strip() == ""
            and not _whole(hidden[max(start, stop.start() - ENDING) : stop.start()])
            and not _NUMBERS.match(hidden, stop.end())
        ):
            continue
        yield start, stop.start()
        start = stop.end()
    yield start, len(hidden)


@cache
def _thing() -> re.Pattern[str]:
    """The end of something that can be handed in."""
    return re.compile(rf"{any_of(words(load('evidence')['things']))}■*$")


def _whole(text: str) -> bool:
    bare = words_of(text).rstrip("等")
    return bare.endswith("■■") or bool(_thing().search(bare))


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(load("evidence")[name]) + ("$" if name == "tails" else ""))


def _things(shown: str, hidden: str, start: int, end: int) -> Iterator[_Span]:
    """The things of one statement: clauses at ，, their parts at 、 and at 及 between two things."""
    for first, last in _clauses(hidden, start, end):
        first, last = _bare(hidden, first, last)
        if last - first < 2 or _patterns("remarks").search(hidden, first, last):
            continue
        for part in _parts(hidden, first, last):
            begin, stop = _bare(hidden, *part)
            if (
                stop - begin >= 2
                and not set(hidden[begin:stop]) <= {"■", "等"}
                and hidden[begin:stop] not in words(load("evidence")["generic"])
            ):
                yield begin, stop


def _clauses(hidden: str, start: int, end: int) -> Iterator[_Span]:
    for stop in _COMMA.finditer(hidden, start, end):
        yield start, stop.start()
        start = stop.end()
    yield start, end


def _parts(hidden: str, start: int, end: int) -> Iterator[_Span]:
    """The parts at 、; one that is no thing by itself goes with the next (常委会、常务会会议纪要)."""
    begin = start
    for stop in _ENUMERATED.finditer(hidden, start, end):
        if _whole(hidden[max(begin, stop.start() - ENDING) : stop.start()]):
            yield from _joined(hidden, begin, stop.start())
            begin = stop.end()
    yield from _joined(hidden, begin, end)


def _joined(hidden: str, start: int, end: int) -> Iterator[_Span]:
    """The parts at 及, 和, 与, 或 where a thing stands on both sides (培训记录及照片)."""
    begin = start
    for joint in _JOINT.finditer(hidden, start, end):
        before = hidden[max(begin, joint.start() - ENDING) : joint.start()]
        if _whole(before) and _whole(hidden[max(joint.end(), end - ENDING) : end]):
            yield begin, joint.start()
            begin = joint.end()
    yield begin, end


def _bare(hidden: str, start: int, end: int) -> _Span:
    """The range without what leads in (需提供, 按照…要求) or trails (等相关材料, white space)."""
    while start < end and (lead := _patterns("leads").match(hidden, start, end)) and lead.end() > start:
        start = lead.end()
    while start < end and (tail := _patterns("tails").search(hidden, max(start, end - 16), end)):
        if tail.start() == tail.end():
            break
        end = tail.start()
    return start, end
