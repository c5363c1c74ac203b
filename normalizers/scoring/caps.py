"""Caps: which rules each limit covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from normalizers.annotations import Layers, Limit, Note, Sentence
from normalizers.intervals import START
from normalizers.records import Cap, Rule

MOST_COVERED = 500
"""How many rules on each side a cap of an amount reaches over: no table states more, and a list of ten thousand caps
is still read in linear time."""

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
