"""Departments: one name for each office of a place, its role, and lists split without cutting a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalizers.beside.bodies import is_body
from normalizers.beside.names import hide_joints
from normalizers.fold import fold_characters
from normalizers.patterns.compiled import compiled
from normalizers.spans import Plain, words_of
from normalizers.words import any_of, load, words

Role = Literal["lead", "support"]


@dataclass(frozen=True, slots=True)
class Department(Plain):
    """One office: ``name`` is canonical, ``alias`` the words of the text where they differ."""

    name: str
    alias: str | None
    role: Role | None
    collective: bool
    """Stands for many (各乡镇, 县直各部门)."""


_LEAD = r"(?:牵头|主办|主责|主要责任|第一责任|总牵头|责任牵头)"
_SUPPORT = r"(?:配合|协办|协助|参与|协同|参加|会同|协作|联办)"
_KIND = r"(?:责任)?(?:单位|部门|科室|处室|机关|领导)?"
_LABELS: dict[Role | None, str] = {"lead": "牵头单位", "support": "配合单位", None: "责任单位"}
_LABEL = compiled(
    rf"(?:(?P<lead>{_LEAD}){_KIND}|(?P<support>{_SUPPORT}){_KIND}|(?:责任|承办|承担|实施|落实)(?:单位|部门|科室))[：:]"
)
_MARK = re.compile(rf"（(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT}))(?:单位|部门|负责)?）")
_VERB = re.compile(rf"(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT}))(?:负责|落实|实施)?$")
_TOGETHER = re.compile(r"(?<=[局办委部院会队室站心府组厅])(?:会同|协同)(?=[\u4e00-\u9fff])")
_CHARGED = re.compile(r"(?:具体|共同|分别|统一)?(?:负责|组织实施|承担)(?:落实|实施)?$")
_SEPARATOR = re.compile(r"[、，；;/|\n]+|\s{2,}|(?<=[\u4e00-\u9fff）])\s(?=[\u4e00-\u9fff])")
_JOINT = re.compile(r"(?<!■)[和与及]")
_BRACKET = re.compile(r"（[^（）]*）")
# What stands in brackets or is left out (除城关镇、东镇外各乡镇) is no list of offices.
_ASIDE = re.compile(rf"{_BRACKET.pattern}|除[^外除\n]{{1,30}}外")
_TRAILING = re.compile(r"[（(][^（）()]*[）)]$")
# 除城关镇外各乡镇, 各乡镇（除城关镇外）: the office is 各乡镇; whom it leaves out stays in the alias.
_ALL_BUT = re.compile(
    r"除[^外]{2,30}?(?:以|之)?外(?:的|，)?(?P<all>[^，。]{2,})"
    r"|(?P<these>[^（(]{2,})[（(](?:不含[^（）()]{2,30}|[^（）()]{2,30}除外|除[^外]{2,30}?(?:以|之)?外)[）)]"
)
_LEVELS = "省市州县区旗盟镇乡"


def read_departments(
    text: str | Sequence[str], place: str | None = None, roles: Mapping[str, Role] | None = None
) -> list[Department]:
    """The offices that a cell or a list of names states, in order, each once.

    A role is said in front of a list (牵头单位：A；配合单位：B、C), behind a name (A（牵头）、B) or by a verb
    (A牵头，B、C配合); where a lead is named, an office without a role supports it. ``place`` (柳城县) is taken off in
    front of an office that its own cell names with it, so that 柳城县财政局 and 县财政局 are one. ``roles`` holds
    those that are known already of the names in a list (a column's heading or a label gave them).
    """
    cell = text if isinstance(text, str) else "；".join(_labelled(text, roles or {}))
    cell = _TOGETHER.sub("（牵头）；配合单位：", cell)
    found: dict[str, Department] = {}
    for words_found, role in _named(cell):
        name = canonical(words_found, place)
        alias = words_found if words_found != name else None
        if name not in found or (role and not found[name].role):
            found[name] = Department(name, alias, role, bool(_collective().search(name)))
    led = any(one.role == "lead" for one in found.values())
    return [_supporting(one) if led and one.role is None else one for one in found.values()]


def _labelled(names: Sequence[str], roles: Mapping[str, Role]) -> Iterator[str]:
    """The names, each with the label that says its role, where any has one."""
    for name in names:
        yield f"{_LABELS[roles.get(name)]}：{name}" if roles else name


def _supporting(department: Department) -> Department:
    return Department(department.name, department.alias, "support", department.collective)


def leaves_out(name: str) -> bool:
    """Whether a name is of all but some: it is no other way of writing the name of all."""
    return _ALL_BUT.fullmatch(name) is not None


def canonical(name: str, place: str | None = None) -> str:
    """The one name by which an office of a place is known: 县政府办 → 县政府办公室, 柳城县财政局 → 县财政局.

    Only endings whose long form is certain are written out; everything else stays as it is written.
    """
    if all_but := _ALL_BUT.fullmatch(name):
        return canonical(all_but["all"] or all_but["these"], place)
    if (aside := _TRAILING.search(name)) and aside.start():
        return canonical(name[: aside.start()], place) + aside[0]
    short = name
    if place and short.startswith(place) and len(short) > len(place) + 1 and place[-1] in _LEVELS:
        short = place[-1] + short[len(place) :]
    expanded = load("departments")["expanded"]
    head, rest = ("", short)
    if short[0] in _LEVELS and len(short) > 2:
        head, rest = short[0], short[1:]
    return head + str(expanded.get(rest, rest))


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(any_of(words(load("departments")["collective"])))


def _named(cell: str) -> Iterator[tuple[str, Role | None]]:
    """The names of a cell as written, white space taken out, each with its role."""
    folded, role = fold_characters(cell), None
    start = 0
    for label in [*_LABEL.finditer(folded), None]:
        end = label.start() if label else len(folded)
        yield from _listed(cell, folded, start, end, role)
        if label:
            role, start = _role(label), label.end()


def _role(match: re.Match[str]) -> Role | None:
    return "lead" if match["lead"] else "support" if match["support"] else None


def _listed(
    cell: str, folded: str, start: int, end: int, role: Role | None
) -> Iterator[tuple[str, Role | None]]:
    """The names of one list; a verb behind the last of them gives its role to all since the verb before."""
    waiting: list[tuple[str, Role | None]] = []
    for first, last in _pieces(folded, start, end):
        own = role
        if mark := _MARK.search(folded, first, last):
            own = _role(mark) or own
        said = _VERB.search(folded, first, last)
        stop = mark.start() if mark else said.start() if said else last
        name = _CHARGED.sub("", words_of(cell[first:stop]).strip(" 。.、，；：等")).removeprefix("由")
        if name and not _BRACKET.fullmatch(fold_characters(name)):
            waiting.append((name, own))
        if said:
            yield from ((one, before or _role(said)) for one, before in waiting)
            waiting = []
    yield from waiting


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between separators that stand outside brackets; a line end inside a name parts nothing."""
    hidden = hide_joints(_ASIDE.sub(lambda aside: "■" * len(aside[0]), folded))
    begin = start
    for stop in _SEPARATOR.finditer(hidden, start, end):
        if stop[0] == "\n" and _goes_on(hidden[begin : stop.start()], hidden[stop.end() : end]):
            continue
        yield from _joined(hidden, begin, stop.start())
        begin = stop.end()
    yield from _joined(hidden, begin, end)


def _joined(hidden: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offices at 和, 与, 及, where whole names stand on both sides (县财政局和县审计局)."""
    begin = start
    for joint in _JOINT.finditer(hidden, start, end):
        behind = _VERB.sub("", hidden[joint.end() : end])
        if is_body(hidden[begin : joint.start()]) and is_body(behind) and len(behind) > 2:
            yield begin, joint.start()
            begin = joint.end()
    if end - begin >= 2:
        yield begin, end


def _goes_on(before: str, after: str) -> bool:
    """Whether a line end cuts a name: no office ends in front of it, or what follows is only an ending."""
    following = _SEPARATOR.split(after, maxsplit=1)[0]
    if not is_body(words_of(before)):
        return is_body(words_of(before + following))
    return following in words(load("departments")["tails"])
