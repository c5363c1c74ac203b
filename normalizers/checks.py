"""A document checked against itself: points that do not add up, caps above an item's mark, labels written two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import filterfalse
from typing import Any

from normalizers.beside.departments import canonical, leaves_out
from normalizers.fold import fold_characters
from normalizers.numerals import plain

Record = Mapping[str, Any]

ALIKE_CONDITIONS = 0.6
"""From here on two awards are one ladder (上半年通过验收得2分，下半年通过验收得1分), 0 to 1."""
ALIKE_LABELS = 0.85
"""From here on two labels under the same number are one label written two ways, 0 to 1."""
ROUND = Decimal(10)
"""A table's total is expected to be a multiple of this many points."""
FEW = 5
"""A document with fewer items is too short to judge its total or its missing departments."""

_LABEL_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.章节部]|（[一二三四五六七八九十\d]+）|\d+(?:\.\d+)*[.、]?)"
)
_INSIGNIFICANT = re.compile(r"[\s，。；：、（）“”‘’\".]+")
_KEPT = ("fixed", "full")


def check_document(
    items: Sequence[Record], results: Sequence[Record], pointless: Collection[str] = ()
) -> list[dict[str, Any]]:
    """What a document gets wrong by its own words, in the order of its items; what concerns it as a whole comes last.

    ``items`` are its scoring items in order (``id``, ``number``, ``section``, ``group``, ``points``, ``kind``,
    ``departments``), ``results`` the normalised records of the same ids, ``pointless`` the ids of items whose lack
    of points is known already. A finding has ``item`` (an id, or null for
    the document), ``kind``, ``severity``, a ``message`` in Chinese, and the ``value`` that it is about.
    """
    by_id = {result["id"]: result for result in results}
    found = []
    for item in items:
        result = by_id.get(item["id"])
        if result is not None:
            found += [*_awards(item, result["rules"], result["caps"]), *_caps(item, result["caps"])]
            found += _silent(item, result, known=item["id"] in pointless)
    found += [*_departments(items), *_numbers(items), *_labels(items), *_offices(items), *_total(items)]
    return found


def _finding(
    item: Record | None, kind: str, severity: str, message: str, value: str | None
) -> dict[str, Any]:
    name = item["id"] if item else None
    return {"item": name, "kind": kind, "severity": severity, "message": message, "value": value}


def _mark(item: Record) -> Decimal | None:
    """The item's own mark; None for bonus and deduction items and where none is given."""
    return Decimal(item["points"]) if item["kind"] == "scored" and item["points"] is not None else None


def _awards(item: Record, rules: Sequence[Record], caps: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """Whether an item's awards add up to its mark; awards of one ladder count once, with the highest."""
    mark = _mark(item)
    awards = [rule for rule in rules if rule["effect"] == "award" and rule["points"] is not None]
    if (
        mark is None
        or not awards
        or any(rule["effect"] == "award" and rule["basis"] not in _KEPT for rule in rules)
    ):
        return
    if any(cap["direction"] in ("award", "net") for cap in caps):
        return
    total = sum((max(map(_worth, ladder)) for ladder in _ladders(awards)), Decimal(0))
    shown = f"各项得分合计{plain(total)}分"
    if total > mark:
        yield _finding(
            item, "awards_exceed", "warning", f"{shown}，多于本项分值{plain(mark)}分", plain(total)
        )
    elif total < mark and len(awards) == len(rules):
        yield _finding(item, "awards_short", "warning", f"{shown}，少于本项分值{plain(mark)}分", plain(total))


def _worth(rule: Record) -> Decimal:
    """What an award can earn; 各得1分 earns it for each of its subjects."""
    each = len(rule["targets"]) if re.search(r"各(?:得|计|记|赋)", fold_characters(rule["quote"])) else 1
    return Decimal(rule["points"]) * max(each, 1)


def _ladders(awards: Sequence[Record]) -> list[list[Record]]:
    """The awards in order, those that exclude each other together: graded bounds, or conditions nearly alike."""
    ladders: list[list[Record]] = []
    for rule in awards:
        if ladders and _excludes(ladders[-1][-1], rule):
            ladders[-1].append(rule)
        else:
            ladders.append([rule])
    return ladders


def _excludes(one: Record, other: Record) -> bool:
    if one["thresholds"] and other["thresholds"]:
        return bool(one["indicator"] == other["indicator"] or one["condition"] == other["condition"])
    alike = SequenceMatcher(None, one["condition"], other["condition"], autojunk=False).ratio()
    return alike >= ALIKE_CONDITIONS


def _caps(item: Record, caps: Sequence[Record]) -> Iterator[dict[str, Any]]:
    mark = _mark(item)
    for cap in caps:
        above = (
            mark is not None
            and cap["kind"] == "amount"
            and cap["direction"] != "bonus"
            and cap["scope"] == "text"
        )
        if above and mark is not None and Decimal(cap["points"]) > mark:
            message = f"上限{cap['points']}分高于本项分值{plain(mark)}分"
            yield _finding(item, "cap_exceeds", "warning", message, cap["points"])


def _silent(item: Record, result: Record, known: bool) -> Iterator[dict[str, Any]]:
    """An item without points or without any rule, where nothing else says so already."""
    said = {finding["kind"] for finding in result["findings"]}
    if item["kind"] == "scored" and item["points"] is None and not known:
        yield _finding(item, "item_without_points", "warning", "这条考核事项没有分值", None)
    if not result["rules"] and not said & {"no_rule", "no_criteria", "failed"}:
        yield _finding(item, "item_without_rule", "warning", "这条考核事项没有读出任何规则", None)


def _departments(items: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """Items without a department, in a document that names one for most items."""
    bare = [item for item in items if not item["departments"]]
    if len(items) >= FEW and len(bare) * 2 < len(items):
        for item in bare:
            yield _finding(item, "item_without_department", "warning", "这条考核事项没有责任单位", None)


def _numbers(items: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """Numbers that are used twice or left out; a list that begins again at 1 is a new one."""
    before: dict[str, int] = {}
    at: str | None = None
    for item in items:
        parts = re.fullmatch(r"((?:\d+\.)*)(\d+)", str(item["number"] or ""))
        if not parts:
            at = None
            continue
        head, last, number = parts[1], int(parts[2]), item["number"]
        known = before.get(head)
        before[head] = last
        if known == last and last > 1:
            yield _finding(item, "number_twice", "info", f"编号{number}用了不止一次", number)
        elif at == head and known is not None and last > known + 1:
            missing = f"{head}{known + 1}"
            message = f"编号由{head}{known}跳到{number}，缺{missing}"
            yield _finding(item, "number_gap", "warning", message, missing)
        elif head and known is None and last > 1:
            yield _finding(item, "number_gap", "warning", f"编号从{number}开始，缺{head}1", f"{head}1")
        at = head


def _labels(items: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """Labels of a level that differ only in signs and spaces, or in a few characters under the same number."""
    for field, title in (("section", "一级类别"), ("group", "二级类别")):
        first: dict[str, str] = {}
        for item in items:
            label = item[field]
            if not label:
                continue
            number = _LABEL_NUMBER.match(fold_characters(label))
            key = number[0] if number else _INSIGNIFICANT.sub("", fold_characters(label))
            known = first.setdefault(key, label)
            if known != label and _alike(known, label):
                first[key] = label
                message = f"同一{title}有两种写法：“{_line(known)}”和“{_line(label)}”"
                yield _finding(item, "label_written_two_ways", "info", message, label)


def _alike(one: str, other: str) -> bool:
    a, b = (_INSIGNIFICANT.sub("", fold_characters(text)) for text in (one, other))
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE_LABELS


def _line(text: str) -> str:
    return " ".join(text.split())


def _offices(items: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """One office under two names (县政府办, 县政府办公室)."""
    written: dict[str, dict[str, Record]] = defaultdict(dict)
    for item in items:
        for name in filterfalse(leaves_out, item["departments"]):
            written[canonical(name)].setdefault(name, item)
    for names in written.values():
        if len(names) > 1:
            last = list(names)[-1]
            shown = "、".join(names)
            yield _finding(
                names[last], "department_written_two_ways", "info", f"同一单位有不同写法：{shown}", shown
            )


def _total(items: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """A total that is no round number: an item may be missing, or a mark misread."""
    marks = [mark for item in items if (mark := _mark(item)) is not None]
    total = sum(marks, Decimal(0))
    if len(marks) >= FEW and total % ROUND:
        message = f"各项分值合计{plain(total)}分，不是整十的数，可能缺项或分值有误"
        yield _finding(None, "total_not_round", "info", message, plain(total))
