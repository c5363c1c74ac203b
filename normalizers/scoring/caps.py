"""Caps: which rules each limit covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from normalizers.annotations import Layers, Limit, Note, Sentence
from normalizers.intervals import START, starting_in
from normalizers.records import Cap, Rule

MOST_COVERED = 500
"""How many rules on each side a cap of an amount reaches over: no table states more, and a list of ten thousand caps
is still read in linear time."""

_CLAUSE = 24
"""Characters before a limit in which it says of what it is one."""

# A period (每季度最高扣1分) is a field of its own; 每次扣1分，最高扣3分 counts, and does not limit.
_EACH = re.compile(
    r"(?:同一|同类|同[个批条家件项]|单[个项次件起家人篇类]|任一|每(?!季|月|年|周|半年|个月|个季))[^，。；：\n]{0,14}?"
    r"(?:最高|最多|至多|上限|不超过|不得超过|封顶|限扣|限加)"
)

_SIGNED = ("deduct", "award", "bonus")


def cover(
    layers: Layers, rules: list[Rule], places: dict[int, int], sentence_of: dict[int, Sentence]
) -> list[Cap]:
    """The caps of a text in its order.

    ``places`` gives the dense offset of each rule's consequence by ``seq``, ``sentence_of`` its sentence.
    """
    caps: list[Cap] = []
    homes = [sentence for sentence in layers.sentences if not sentence.bracket]
    stands = [places[rule.seq] for rule in rules]
    deducting = [rule.seq for rule in rules if rule.effect == "deduct"]
    # How many of those that deduct are covered by a cap at the item's score.
    emptied = 0
    previous: tuple[int, int, list[int]] | None = None
    for limit in layers.limits:
        count = bisect_left(stands, limit.start)
        home = _home(homes, limit)
        if limit.kind == "item_score":
            covered = deducting[emptied : bisect_right(deducting, count)]
            if not covered and not emptied:
                covered = deducting
            if not covered:
                continue
            emptied += len(covered)
        else:
            near = rules[max(0, count - MOST_COVERED) : count + MOST_COVERED]
            before = rules[max(0, count - MOST_COVERED) : count]
            covered = _amount(layers, limit, home, near, before, places, sentence_of)
            if not covered:
                continue
            if previous is not None and previous[0] == home.start and limit.direction != "net":
                # A second cap in one sentence: over the rules since the first, or nested over the same ones.
                since = [seq for seq in covered if places[seq] > previous[1]]
                if since and since != covered:
                    layers.notes.append(
                        Note(limit.start, limit.end, "cap_reach", "同句已有上限，本上限按其后的规则读")
                    )
                covered = since or covered
            previous = (home.start, limit.start, covered)
        if _of_each(layers, limit):
            layers.notes.append(
                Note(limit.start, limit.end, "cap_each", "上限是对其中每一个的，不是对全部的")
            )
        start, end = layers.folded.span(limit.start, limit.end)
        direction = limit.direction or rules[covered[-1] - 1].effect
        caps.append(
            Cap(
                direction,
                limit.points,
                limit.kind,
                covered,
                limit.period,
                "text",
                start,
                end,
                layers.folded.text[start:end],
            )
        )
    return caps


def _of_each(layers: Layers, limit: Limit) -> bool:
    """Whether a limit holds for each of several things: 同一路段最多扣1分, 单个项目最高加2分, 每家最多扣3分."""
    if limit.kind != "amount":
        return False
    behind = starting_in(layers.consequences, limit.start - _CLAUSE, limit.start)
    marks = (layers.surface.rfind(mark, 0, limit.start) + 1 for mark in "，。；：")
    start = max(behind[-1].end if behind else 0, limit.start - _CLAUSE, *marks)
    # Not the surface, in which 同一 is blanked: it counts nothing.
    return _EACH.search(layers.folded.dense, start, limit.end) is not None


def _home(homes: list[Sentence], limit: Limit) -> Sentence:
    """The sentence outside brackets that holds a limit."""
    at = bisect_right(homes, limit.start, key=START) - 1
    if at >= 0 and limit.start <= homes[at].end:
        return homes[at]
    return Sentence(limit.start, limit.end, 0)


def _amount(
    layers: Layers,
    limit: Limit,
    home: Sentence,
    rules: list[Rule],
    before: list[Rule],
    places: dict[int, int],
    sentence_of: dict[int, Sentence],
) -> list[int]:
    """The rules of the limit's direction in its own sentence before it, or in its point, or in the whole text."""
    point = home.point
    in_sentence = [r for r in before if home.start <= places[r.seq] < home.end]
    alone = not [r for r in in_sentence if r.effect in _SIGNED]
    if alone and limit.reach == "sentence" and len({sentence_of[r.seq].start for r in before}) > 1:
        layers.notes.append(
            Note(limit.start, limit.end, "cap_reach", "上限单独成句，按其所在分条（无分条时为全文）读")
        )
    if limit.reach == "text":
        pool = rules
    elif limit.reach == "point" or alone:
        pool = [r for r in before if sentence_of[r.seq].point == point]
        if limit.reach != "point" and not pool:
            pool = before
    else:
        pool = in_sentence
    if limit.direction == "net":
        return [r.seq for r in pool if r.effect in _SIGNED]
    signed = [r for r in pool if r.effect in _SIGNED]
    if not signed and not before and limit.direction is not None:
        # 加分上限5分，每获一项加2分: at the head of a text a cap can only be of what follows.
        signed = [r for r in rules if r.effect == limit.direction]
        if signed:
            layers.notes.append(
                Note(limit.start, limit.end, "cap_reach", "上限写在各规则之前，按其后的规则读")
            )
    direction = limit.direction or (signed[-1].effect if signed else None)
    covered = [r.seq for r in signed if r.effect == direction]
    if not covered and signed and direction in ("award", "bonus"):
        # 最高得2分 over 加 rules, or the other way about: the two verbs of earning are used for each other.
        other = "bonus" if direction == "award" else "award"
        covered = [r.seq for r in signed if r.effect == other]
        if covered:
            limit.direction = "bonus" if other == "bonus" else "award"
    return covered
