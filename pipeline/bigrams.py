"""Texts as the tokens that the search index takes, many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.search import fold, runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.uint32]

POINTS = 1 << 16
"""Characters whose folding is kept in a table: those of the basic plane. All others are rare."""

SPACE, NEWLINE, SEVERAL = ord(" "), ord("\n"), 0


def bigrams(text: str | None) -> str:
    """The tokens of a text, separated by spaces."""
    return bigrams_of([text])[0]


def bigrams_of(texts: Sequence[str | None]) -> list[str]:
    """The tokens of each text, separated by spaces; all texts at once, since it is the number of calls that costs."""
    import numpy as np

    if not texts:
        return []
    here = _folded(texts)
    after = np.append(here[1:], np.uint32(NEWLINE))
    word, newline = here > SPACE, here == NEWLINE
    tokens = np.stack((here, after, np.full_like(here, SPACE)), axis=1)
    kept = np.stack((word | newline, word & (after > SPACE), word), axis=1)
    found: bytes = tokens[kept].tobytes()
    return found.decode("utf-32-le").split("\n")[:-1]


def _folded(texts: Sequence[str | None]) -> Points:
    """The texts' characters folded, a space for each that is neither letter nor digit, a newline after each text."""
    import numpy as np

    lines = [text or "" for text in texts]
    points = _points(lines)
    if points.max(initial=0) < POINTS:
        folded: Points = _table()[points]
        if folded.all():
            folded[np.cumsum([len(line) + 1 for line in lines]) - 1] = NEWLINE
            return folded
    return _points([" ".join(runs(line)) for line in lines])


def _points(lines: Sequence[str]) -> Points:
    import numpy as np

    return np.frombuffer(
        "".join(f"{line}\n" for line in lines).encode("utf-32-le", "surrogatepass"), np.uint32
    )


@cache
def _table() -> Points:
    """For each character what it is folded to: a space where nothing of a word, `SEVERAL` where more than one."""
    import numpy as np

    return np.fromiter(map(_of_word, map(chr, range(POINTS))), np.uint32, POINTS)


def _of_word(character: str) -> int:
    folded = fold(character)
    if not any(map(str.isalnum, folded)):
        return SPACE
    return ord(folded) if len(folded) == 1 else SEVERAL
