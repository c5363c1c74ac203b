"""Scope: to whom a text applies (仅考核各区, 四县), and where it does not (无工业园区无需提供, …除外)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalizers.fold import Folded
from normalizers.intervals import Ranges
from normalizers.patterns import compiled
from normalizers.spans import Plain, folded, words_of
from normalizers.words import any_of, load, words


@dataclass(frozen=True, slots=True)
class Scope(Plain):
    """``only`` and ``group`` name those concerned, ``except`` and ``not_applicable`` what is left out."""

    kind: Literal["only", "group", "except", "not_applicable"]
    name: str
    start: int
    end: int
    quote: str


_ONLY = re.compile(
    r"(?:[仅只](?:考核|限于?|适用于|针对|对|评价|涉及)|仅限|限于?(?=各)|适用于|适用范围[：为]|考核(?:对象|范围)[：为])"
    r"(?P<name>[^，。；：（）\n]{1,30}?)(?=考核|适用|进行|[，。；：（）\n]|$)"
)
_APPLIES = re.compile(r"（(?P<name>[^，。；：（）\n]{1,20}?)(?:适用|考核项目|专项)）")
_EXCEPT = re.compile(
    r"(?:(?<![清消拆解免排扣去删])除(?P<inside>[^，。；（）\n扣分]{1,40}?)(?:以外|之外|外)(?![部地界来围省市])|(?P<before>[^，。；：（）\n]{2,40}?)的?除外(?![来地部]))"
)
_ABSENT = compiled(
    r"(?P<name>(?:辖区|本地|本辖区|当地|单位|本单位)?内?(?:不涉及|无|没有|未涉及|不存在|不承担|未承担|未开展|未下达)[^，。；：（）\n]{1,30}?)"
    r"的?(?:单位|部门|地区|县区|乡镇|镇|街道|县（市、区）)?，?"
    r"(?:则|此项|该项|本项|视为|可|的)*"
    r"(?:无需|不需|不必|免于|免予|可不|不作|不纳入|不列入|不参与|不参加|不予|不)(?:要求|考核|提供|报送|评价|计入|扣分|评分|计分|上报|打分|提交)"
)
_FULL = compiled(
    r"(?P<name>(?:辖区|本地|本辖区|当地)?内?(?:不涉及|无|没有|未涉及|不承担|未承担|未下达)[^，。；：（）\n]{1,30}?)"
    r"的?(?:单位|部门|地区|县区|乡镇|镇|街道)?，?(?:则|此项|该项|本项|直接|按|视为|可)*(?:得|记|计|给)?满分"
)


# Cheap: whether a text may leave anybody out at all.
_UNCONCERNED = re.compile(r"满分|[无不]需|不[必作纳列参予考扣要提评计]|可不|免[于予]")


@cache
def _groups() -> re.Pattern[str]:
    lexicon = load("scopes")
    heads, bodies = any_of(words(lexicon["heads"])), any_of(words(lexicon["bodies"]))
    return compiled(
        rf"(?<![\u4e00-\u9fff])(?:对|其中)?(?P<name>{heads}{bodies}(?:（[^（）]{{1,10}}）)?)(?![级域长属]|的?问题)"
        rf"|(?<=[、和及与])(?P<next>{heads}{bodies}(?:（[^（）]{{1,10}}）)?)(?![级域长属])"
    )


def read_scopes(text: str | Folded) -> list[Scope]:
    """The scopes that a text states, in order; offsets count code points of the text as given."""
    form = folded(text)
    taken = Ranges()
    result: list[Scope] = []
    for kind, match, name in _all(form.dense):
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


_Kind = Literal["only", "group", "except", "not_applicable"]


def _all(dense: str) -> Iterator[tuple[_Kind, re.Match[str], str]]:
    """Kind, match and the group that holds the name; what says most first."""
    if _UNCONCERNED.search(dense):
        for pattern in (_ABSENT, _FULL):
            for match in pattern.finditer(dense):
                yield "not_applicable", match, "name"
    if any(sign in dense for sign in ("仅", "只", "限", "适用", "考核对象", "考核范围")):
        for match in _ONLY.finditer(dense):
            yield "only", match, "name"
    for match in _APPLIES.finditer(dense) if "（" in dense else ():
        yield "only", match, "name"
    for match in _EXCEPT.finditer(dense) if "除" in dense else ():
        yield "except", match, "inside" if match["inside"] else "before"
    for match in _groups().finditer(dense):
        yield "group", match, "name" if match["name"] else "next"
