"""Links between the items of two documents: what the program proposes, what people decided, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.codes import Flags, Floats, code
from pipeline.comparison.features import Facts, Prepared
from pipeline.comparison.matching import match
from pipeline.comparison.reasons import SharedWords, reasons
from pipeline.comparison.scores import Scores, score_pairs

SAME_NUMBER, SAME_POINTS, SAME_KIND = 0.006, 0.003, 0.012
"""What speaks for a pair where all else is equal: its number, its points, its kind."""

NEAR = 0.002
"""The same for standing at the same place of the table; less, the farther away."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided of two items: `same`, `related` or `none`, and why."""

    kind: str
    why: str


Verdicts = Mapping[tuple[str, str], Verdict]
"""By the ids of the two items, in either order."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two items, by id: `same` duty, `related`, or by a person's word `none`; how near they are (0 to 1) and why."""

    left: str
    right: str
    kind: str
    score: float | None
    reasons: str
    origin: str = "machine"


def find_links(left: Prepared, right: Prepared, verdicts: Verdicts) -> list[Link]:
    """All links of two documents, in the order of their items."""
    return find_links_with([left], right, [verdicts])[0]


def find_links_with(
    lefts: Sequence[Prepared], right: Prepared, verdicts: Sequence[Verdicts]
) -> list[list[Link]]:
    """The links of a document with each of some earlier ones, in the order of their items.

    `verdicts` are those for each of the pairs of documents.
    """
    if not lefts:
        return []
    items = [item for one in lefts for item in one.items]
    scores = score_pairs(lefts, right)
    found = match(scores, (_scored(items), _scored(right.items)), _preference(lefts, items, right, scores))
    words = SharedWords(scores, right)
    proposed: list[list[Link]] = [[] for _ in lefts]
    documents, rows, columns = (of.tolist() for of in (scores.document, scores.left, scores.right))
    for one in found:
        row, column = rows[one.pair], columns[one.pair]
        left, other = items[row], right.items[column]
        why = reasons(left, other, words.of(row, column))
        proposed[documents[one.pair]].append(Link(left.id, other.id, one.kind, round(one.score, 4), why))
    return [
        _decided(links, left, right, decisions)
        for links, left, decisions in zip(proposed, lefts, verdicts, strict=True)
    ]


def _decided(proposed: list[Link], left: Prepared, right: Prepared, verdicts: Verdicts) -> list[Link]:
    """The links of two documents as people decided on them."""
    links = {(link.left, link.right): link for link in proposed}
    places = {item.id: item.position for item in (*left.items, *right.items)}
    mine, theirs = {item.id for item in left.items}, {item.id for item in right.items}
    for pair, verdict in verdicts.items():
        a, b = pair if pair[0] in mine else (pair[1], pair[0])
        if a in mine and b in theirs:
            score = links[a, b].score if (a, b) in links else None
            links[a, b] = Link(a, b, verdict.kind, score, verdict.why, "person")
    return sorted(links.values(), key=lambda link: (places[link.left], places[link.right]))


def _scored(items: Sequence[Facts]) -> Flags:
    return np.array([item.kind == "scored" for item in items], dtype=np.bool_)


def _preference(lefts: Sequence[Prepared], items: Sequence[Facts], right: Prepared, scores: Scores) -> Floats:
    """A little in favour of pairs with the same number, points, kind and place: it decides between equal texts."""
    of, rows, columns = scores.document, scores.left, scores.right

    def alike(name: str) -> Floats:
        mine = np.array([code(getattr(item, name)) for item in items], dtype=np.int64)
        theirs = np.array([code(getattr(item, name)) for item in right.items], dtype=np.int64)
        return np.asarray(mine[rows] == theirs[columns], dtype=np.float64)

    counts = np.array([len(one.items) for one in lefts], dtype=np.int64)
    first = np.cumsum(counts) - counts
    away = np.abs(rows - first[of] - columns) / np.maximum(counts, max(len(right.items), 1))[of]
    same = SAME_NUMBER * alike("number") + SAME_POINTS * alike("points") + SAME_KIND * alike("kind")
    return np.asarray(same + NEAR * (1 - away), dtype=np.float64)
