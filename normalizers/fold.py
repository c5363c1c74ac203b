"""Fold a scoring text so that one pattern reads every way of writing it, without moving an offset.

Folding is one to one: full-width digits, letters and signs become half-width, traditional characters simplified,
punctuation one form.  On top of the folded text stands a *dense* string without white space; ``origin`` leads each of
its characters back to the original, so that ``扣 0. 5 分`` and ``扣0.5分`` are read by the same pattern.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from normalizers.patterns.grams import Grams, grams_of

BREAK = "\n"
"""The only white space in a dense text: a line end that separates two statements."""

_SIGNS = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(a): b for a, b in zip("﹪％٪〇○◯", "%%%零零零", strict=True)},
    **{ord(a): b for a, b in zip("－–—―‐‑−﹣─", "-" * 9, strict=True)},
    **{ord(a): b for a, b in zip("～〜∼﹏", "~~~~", strict=True)},
    **{ord(a): b for a, b in zip("≧⩾﹥≦⩽﹤", "≥≥>≤≤<", strict=True)},
    **{ord(a): b for a, b in zip("．﹒·・", "....", strict=True)},
    **{ord(a): b for a, b in zip("³²₃₂", "3232", strict=True)},
    **{ord(a): b for a, b in zip("µ", "μ", strict=True)},
    # Punctuation that a sentence is built from takes its Chinese form, brackets and quotes one form each.
    **{
        ord(a): b
        for a, b in zip(",;:()!?，；：（）！？｡﹐﹔", "，；：（）！？，；：（）！？。，；", strict=True)
    },
    **{ord(a): b for a, b in zip("﹙﹚❨❩", "（）（）", strict=True)},
    **{ord(a): b for a, b in zip("„‟〝〞「」『』", "“”“”“”“”", strict=True)},
    **{ord(a): b for a, b in zip("〈〉﹤﹥", "《》<>", strict=True)},
    **{ord(a): b for a, b in zip("【】［］[]{}｛｝", "（）（）（）（）（）", strict=True)},
}

# A line end parts two statements where the line before it is complete.
_COMPLETE = re.compile(r"(?:[。；！？：]|[分止限倍数]|不合格|资格|否决|等次|扣分|得分|计分|加分)[）”]*$")
_NEXT_NUMBERED = re.compile(
    r"[^\S\n]*(?:（?\d{1,2}）|\d{1,2}[.、](?!\d)|\d{1,2}\.(?=\d{4}年|\d{1,2}月|\d{5})|\d{1,2}\.[^\S\n]+|[①-⑳⑴-⒇⒈-⒛]|（?[一二三四五六七八九十]{1,3}）|"
    r"[一二三四五六七八九十]{1,3}、|[一二三四五六七八九]是|第[一二三四五六七八九十]，|注：?)"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its three forms; ``origin[i]`` is the offset in ``text`` of ``dense[i]``."""

    text: str
    folded: str
    dense: str
    origin: Sequence[int]
    gaps: frozenset[int]
    """Dense offsets before which white space stood in the line (not a line end)."""
    grams: Grams
    """The grams of ``dense``: a word none of whose pairs is here is not in it."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of the dense range ``[start, end)``, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1


@cache
def _table() -> dict[int, str]:
    """Every one-to-one replacement: signs, and traditional to simplified characters (OpenCC's table)."""
    import opencc

    unified = "".join(map(chr, range(0x4E00, 0x9FFF)))
    simplified = opencc.OpenCC("t2s").convert(unified)
    table = {ord(a): b for a, b in zip(unified, simplified, strict=True) if a != b}
    return table | _SIGNS


@cache
def _folding() -> re.Pattern[str]:
    """A character that folding changes; most texts hold none, and looking for one is quicker than replacing."""
    changed = "".join(chr(code) for code, folded in _table().items() if folded != chr(code))
    return re.compile(f"[{re.escape(changed)}]")


def fold_characters(text: str) -> str:
    """The text with every character folded; same length, code point by code point."""
    return text.translate(_table()) if _folding().search(text) else text


# What a dense text keeps: no white space, no control or formatting characters.
_SOLID = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\ud800-\udfff]+"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")


def fold(text: str) -> Folded:
    """Fold ``text``; a line end stays (as ``BREAK``) where it parts two statements, all other white space goes."""
    folded = fold_characters(text)
    if _SOLID.fullmatch(folded):
        return Folded(text, folded, folded, range(len(folded)), frozenset(), grams_of(folded))
    dense: list[str] = []
    origin: list[int] = []
    gaps: set[int] = set()
    for line in _LINE.finditer(folded):
        runs = list(_SOLID.finditer(folded, line.start(), line.end()))
        if not runs:
            continue
        if dense and (
            _NEXT_NUMBERED.match(line.group().lstrip()) or _COMPLETE.search("".join(dense[-2:])[-6:])
        ):
            dense.append(BREAK)
            origin.append(line.start() - 1)
        for run in runs:
            if run.start() > line.start():
                gaps.add(len(origin))
            dense.append(run.group())
            origin.extend(range(run.start(), run.end()))
        if runs[-1].end() < line.end():
            gaps.add(len(origin))
    whole = "".join(dense)
    return Folded(text, folded, whole, tuple(origin), frozenset(gaps), grams_of(whole))
