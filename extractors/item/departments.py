"""Names of offices in a cell: split where the text separates them, never inside a name."""

from __future__ import annotations

import re
from functools import cache

from extractors.document import Role
from extractors.item.points import is_blank
from extractors.lexicon import words

SEPARATOR = re.compile(r"[、，,；;/／|]|(?:\s{2,})|\u3000+")
_BODIES = r"(?:责任)?(?:单位|部门|科室|处室|机关|领导)?"
_LEADING = rf"(?:(?:总|责任)?牵头|主办|主责|主要责任|第一责任){_BODIES}"
_SUPPORTING = rf"(?:配合|协办|协助|参与|参加|协同|会同|协作|联办){_BODIES}"
_RESPONSIBLE = r"(?:责任|承办|承担|实施|落实)(?:单位|部门|科室|处室|主体)?"
LABEL = re.compile(rf"^(?:(?P<lead>{_LEADING})|(?P<support>{_SUPPORTING})|{_RESPONSIBLE})[:：]\s*")
_HEADED = re.compile(rf"^(?:(?P<lead>{_LEADING})|(?P<support>{_SUPPORTING}))$")
OPENING, CLOSING = "(（[【〔", ")）]】〕"
LONGEST_UNIT = 24
# 除城关镇、东镇外各乡镇: what is left out is no list of offices.
LEFT_OUT = re.compile(r"除[^外除\n]{1,30}外")
# Between the end of a name and a place that leads the next one; 市场 市政 区域 县级 are no places.
_PLACE = re.compile(
    r"(?<=[局委办厅院处部会署团室站队所心社司])(?=[省市县区州盟旗](?!域|级|直|容|场|政(?!府)|民|情|际|界))"
)
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
    return list(departments_and_roles(text))


def departments_and_roles(text: str, heading: str = "") -> dict[str, Role | None]:
    """The names in a cell, in order, each with the role that a label gives it.

    A label (牵头单位： 配合单位：) counts for all names up to the next one; before the first, the cell's ``heading``
    does where it is such a label.
    """
    if is_blank(text):
        return {}
    found: dict[str, Role | None] = {}
    role = _role(_HEADED.match(re.sub(r"\s", "", heading)))
    for part in _apart(_words(_parts(_lines(text)))):
        if label := LABEL.match(part.strip()):
            role = _role(label)
        name = LABEL.sub("", part.strip()).strip(" 。.")
        name = re.sub(r"(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])", "", name)
        if name:
            found[name] = found.get(name) or role
    return found


def _role(label: re.Match[str] | None) -> Role | None:
    if label is None:
        return None
    return "lead" if label["lead"] else "support" if label["support"] else None


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


def _apart(parts: list[str]) -> list[str]:
    """The parts, those cut that are whole names one after another, each longer than 县委 and with the same place in
    front: where a line ends at a cell's edge nothing shows whether it was broken there (市农业农村局市市场监管局)."""
    out: list[str] = []
    for part in parts:
        names = _PLACE.split(part) if _PLACE.search(part, 1) else [part]
        same = all(name[:1] == part[:1] and len(name) > 2 for name in names)
        out.extend(names if len(names) > 1 and same and all(map(is_unit, names)) else [part])
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
    last = LABEL.sub("", SEPARATOR.split(before)[-1])
    first = SEPARATOR.split(after)[0].strip()
    if last.endswith(("委", "政府")) and _TAILS.match(first):
        return True
    return not is_unit(last) and (
        is_unit(last + first) and (not is_unit(first) or len(last) + len(first) <= 16)
    )


def _parts(text: str) -> list[str]:
    parts, start, depth = [], 0, 0
    left_out = [match.span() for match in LEFT_OUT.finditer(text)]
    for match in re.finditer(rf"[{re.escape(OPENING + CLOSING)}]|{SEPARATOR.pattern}", text):
        if match[0] in OPENING:
            depth += 1
        elif match[0] in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and not any(first < match.start() < last for first, last in left_out):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]
