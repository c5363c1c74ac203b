"""Links between the items of two documents: what the program proposes, what people decided, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.comparison.codes import Flags, Floats, code
from pipeline.comparison.features import Prepared
from pipeline.comparison.matching import Match, match
from pipeline.comparison.reasons import reasons
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
    scores = score_pairs(left, right)
    found = match(scores, (_scored(left), _scored(right)), _preference(left, right, scores))
    one, other = left.items, right.items
    links = {(one[m.left].id, other[m.right].id): _link(left, right, scores, m) for m in found}
    places = {item.id: item.position for item in (*one, *other)}
    mine, theirs = {item.id for item in one}, {item.id for item in other}
    for pair, verdict in verdicts.items():
        a, b = pair if pair[0] in mine else (pair[1], pair[0])
        if a in mine and b in theirs:
            proposed = links.get((a, b))
            score = proposed.score if proposed else None
            links[a, b] = Link(a, b, verdict.kind, score, verdict.why, "person")
    return sorted(links.values(), key=lambda link: (places[link.left], places[link.right]))


def _link(left: Prepared, right: Prepared, scores: Scores, found: Match) -> Link:
    why = reasons(left, right, found.left, found.right, scores)
    one, other = left.items[found.left].id, right.items[found.right].id
    return Link(one, other, found.kind, round(found.score, 4), why)


def _scored(side: Prepared) -> Flags:
    return np.array([item.kind == "scored" for item in side.items], dtype=np.bool_)


def _preference(left: Prepared, right: Prepared, scores: Scores) -> Floats:
    """A little in favour of pairs with the same number, points, kind and place: it decides between equal texts."""
    one, other = left.items, right.items
    rows, columns = scores.left, scores.right

    def alike(name: str) -> Floats:
        mine = np.array([code(getattr(item, name)) for item in one], dtype=np.int64)
        theirs = np.array([code(getattr(item, name)) for item in other], dtype=np.int64)
        return np.asarray(mine[rows] == theirs[columns], dtype=np.float64)

    away = np.abs(rows - columns) / max(len(one), len(other), 1)
    same = SAME_NUMBER * alike("number") + SAME_POINTS * alike("points") + SAME_KIND * alike("kind")
    return np.asarray(same + NEAR * (1 - away), dtype=np.float64)
