"""Scope: to whom a text applies (仅考核各区, 四县), and where it does not (无工业园区无需提供, …除外)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalizers.fold import Folded
from normalizers.intervals import Ranges
from normalizers.patterns.compiled import compiled
from normalizers.patterns.grams import Grams
from normalizers.patterns.signs import signs
from normalizers.spans import Plain, folded, words_of
from normalizers.words import any_of, load, words

_Kind = Literal["only", "group", "except", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Scope(Plain):
    """``only`` and ``group`` name those concerned, ``except`` and ``not_applicable`` what is left out."""

    kind: _Kind
    name: str
    start: int
    end: int
    quote: str


_ONLY = re.compile(
    r"(?:[仅只](?:考核|限于?|适用于|针对|对|评价|涉及)|仅限|限于?(?=各|[省市州县区][直各]|[乡镇村]|园区)|适用于|适用范围[：为])"
    r"(?P<name>[^，。；：（）\n]{1,30}?)(?=考核|适用|进行|[，。；：（）\n]|$)"
)
_ASSESSED = re.compile(r"考核(?:对象|范围)[：为](?P<name>[^，。；\n]{1,60})")
_APPLIES = re.compile(r"（(?P<name>[^，。；：（）\n]{1,20}?)(?:适用|考核项目|专项)）")
_EXCEPT = re.compile(
    r"(?:(?<![清消拆解免排扣去删])除(?P<inside>[^，。；（）\n扣分]{1,40}?)(?:以外|之外|外)(?![部地界来围省市])|(?P<before>[^，。；：（）\n]{2,40}?)的?除外(?![来地部]))"
)
_ABSENT = compiled(
    r"(?P<name>(?:辖区|本地|本辖区|当地|单位|本单位)?内?(?:不涉及|无|没有(?!发生|出现|发现)|未涉及|不存在|不承担|未承担|未开展|未下达)[^，。；：（）\n]{1,30}?)"
    r"(?:的?(?:单位|部门|地区|县区|乡镇|镇|街道|县（市、区）)|的(?:县|区|乡|村|社区|企业|学校|园区|地方)|的)?，?"
    r"(?:则|此项|该项|本项|视为|可|的)*"
    r"(?:无需|不需|不必|免于|免予|可不|不作|不纳入|不列入|不参与|不参加|不予|不)(?:要求|考核|提供|报送|评价|计入|扣分|评分|计分|上报|打分|提交)"
)
_FULL = compiled(
    r"(?P<name>(?:辖区|本地|本辖区|当地)?内?(?:不涉及|无|没有|未涉及|不承担|未承担|未下达)[^，。；：（）\n]{1,30}?)"
    r"的?(?:单位|部门|地区|县区|乡镇|镇|街道)?，?(?:则|此项|该项|本项|直接|按|视为|可)*(?:得|记|计|给)?满分"
)


_STATED: tuple[tuple[_Kind, re.Pattern[str], Grams], ...] = (
    ("not_applicable", _ABSENT, signs(_ABSENT.pattern)),
    ("not_applicable", _FULL, signs(_FULL.pattern)),
    ("only", _ONLY, signs(_ONLY.pattern)),
    ("only", _ASSESSED, signs(_ASSESSED.pattern)),
    ("only", _APPLIES, signs(_APPLIES.pattern)),
    ("except", _EXCEPT, signs(_EXCEPT.pattern)),
)
"""Kind, pattern and the pattern's signs; what says most first."""


@cache
def _groups() -> re.Pattern[str]:
    lexicon = load("scopes")
    heads, bodies = any_of(words(lexicon["heads"])), any_of(words(lexicon["bodies"]))
    return compiled(
        rf"(?<![\u4e00-\u9fff])(?:对|其中)?(?P<name>{heads}{bodies}(?:（[^（）]{{1,10}}）)?)(?![级域长属]|的?问题)"
        rf"|(?:(?<=[、和及与])|(?<=[两二三四五六七八九十][县区市镇乡]))(?P<next>{heads}{bodies}(?:（[^（）]{{1,10}}）)?)(?![级域长属])"
    )


def read_scopes(text: str | Folded) -> list[Scope]:
    """The scopes that a text states, in order; offsets count code points of the text as given."""
    form = folded(text)
    taken = Ranges()
    result: list[Scope] = []
    for kind, match, name in _all(form):
        first, last = match.span()
        if kind == "group":
            first, last = match.span(name)
        if taken.overlaps(first, last):
            continue
        taken.add(first, last)
        start, end = form.span(first, last)
        at, to = form.span(*match.span(name))
        result.append(Scope(kind, words_of(form.text[at:to]), start, end, form.text[start:end]))
    return sorted(result, key=lambda one: one.start)


def _all(form: Folded) -> Iterator[tuple[_Kind, re.Match[str], str]]:
    """Kind, match and the group that holds the name; what says most first."""
    for kind, pattern, needed in _STATED:
        if not form.grams.isdisjoint(needed):
            for match in pattern.finditer(form.dense):
                yield kind, match, match.lastgroup or "name"
    for match in _groups().finditer(form.dense):
        yield "group", match, "name" if match["name"] else "next"
