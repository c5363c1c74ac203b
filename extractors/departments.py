"""Names of offices in a cell: split where the text separates them, never inside a name."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicon import words
from extractors.points import is_blank

SEPARATOR = re.compile(r"[、，,；;/／|]|(?:\s{2,})|\u3000+")
LEAD = re.compile(
    r"^(?:牵头(?:单位|部门|科室)?|责任(?:单位|部门|科室)?|配合(?:单位|部门|科室)?|协办单位|主办单位|主要责任单位)[:：]\s*"
)
OPENING, CLOSING = "(（[【〔", ")）]】〕"
LONGEST_UNIT = 24
# A line that is only one of these goes on with the party committee or government named on the line before.
_TAILS = re.compile(r"^(?:办公室|办|宣传部|组织部|统战部|政法委|编办|老干部局|督查室)$")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("unit_endings"), key=len, reverse=True))


def is_unit(text: str) -> bool:
    """Whether a text looks like the name of an office: short, and ending as such names end."""
    bare = re.sub(r"[(（].*?[)）]$", "", text.strip()).rstrip("等。.")
    return 1 < len(bare) <= LONGEST_UNIT and bare.endswith(_endings())


def split_departments(text: str) -> list[str]:
    """The names in a cell, in order: ``"县委办、⏎县政府办"`` → ``["县委办", "县政府办"]``.

    Separators are 、 ， ； / and runs of blanks; a line end separates too, unless the line above is no
    whole name and becomes one with the line below (``柳城生态⏎环境局``). Separators in brackets do not count.
    """
    if is_blank(text):
        return []
    names: list[str] = []
    for part in _words(_parts(_lines(text))):
        name = LEAD.sub("", part.strip()).strip(" 。.")
        name = re.sub(r"(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])", "", name)
        if name and name not in names:
            names.append(name)
    return names


def _words(parts: list[str]) -> list[str]:
    """The parts, those cut at single blanks or at 和 and 及 that so become whole names (自然资源和规划局 does not)."""
    out: list[str] = []
    for part in parts:
        for pattern in (r"\s+", r"以及|和|及|与"):
            words_ = [word for word in re.split(pattern, part.strip()) if word]
            if len(words_) > 1 and all(map(is_unit, words_)):
                out.extend(words_)
                break
        else:
            out.append(part)
    return out


def _lines(text: str) -> str:
    """The cell's lines as one text: 、 where a line end separates names, nothing where it cuts one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        joined = line if not joined else joined + ("" if _goes_on(joined, line) else "、") + line
    return joined


def _goes_on(before: str, after: str) -> bool:
    if SEPARATOR.match(before[-1]) or SEPARATOR.match(after):
        return True
    if sum(before.count(c) for c in OPENING) > sum(before.count(c) for c in CLOSING):
        return True
    if after[0] in OPENING + CLOSING:
        return True
    last = LEAD.sub("", SEPARATOR.split(before)[-1])
    first = SEPARATOR.split(after)[0].strip()
    if last.endswith(("委", "政府")) and _TAILS.match(first):
        return True
    return not is_unit(last) and (
        is_unit(last + first) and (not is_unit(first) or len(last) + len(first) <= 16)
    )


def _parts(text: str) -> list[str]:
    parts, start, depth = [], 0, 0
    for match in re.finditer(rf"[{re.escape(OPENING + CLOSING)}]|{SEPARATOR.pattern}", text):
        if match[0] in OPENING:
            depth += 1
        elif match[0] in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]
