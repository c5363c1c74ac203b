"""A document's features as bytes and back, so that they are worked out once for its content.

First the length of a JSON object, then it (what is no array, and of each array its type and length), then the arrays.
"""

from __future__ import annotations

from dataclasses import fields
from sys import intern
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from pipeline.comparison.codes import Sets
from pipeline.comparison.features import Facts, Prepared

ARRAYS = ("general", "heads", "texts")
SETS = ("every", "requirement", "criteria")
PARTS = tuple(field.name for field in fields(Sets))
NAMES = tuple(field.name for field in fields(Facts))

WORD = 8
"""Bytes on whose multiples everything begins."""


def to_bytes(prepared: Prepared) -> bytes:
    """The features, without anything that would have to be executed to be read."""
    arrays: list[NDArray[Any]] = [getattr(prepared, name) for name in ARRAYS]
    arrays += [getattr(getattr(prepared, name), part) for name in SETS for part in PARTS]
    items = [[getattr(item, name) for name in NAMES] for item in prepared.items]
    plain = {"items": items, "words": prepared.words, "arrays": [(one.dtype.str, len(one)) for one in arrays]}
    head = orjson.dumps(plain)
    return b"".join(map(_padded, (len(head).to_bytes(WORD, "little"), head, *(a.tobytes() for a in arrays))))


def from_bytes(content: bytes) -> Prepared:
    """The features that `to_bytes` wrote."""
    length = int.from_bytes(content[:WORD], "little")
    plain = orjson.loads(content[WORD : WORD + length])
    at = WORD + _whole(length)
    arrays = []
    for kind, count in plain["arrays"]:
        arrays.append(np.frombuffer(content, kind, count, at))
        at += _whole(arrays[-1].nbytes)
    general, heads, texts, *parts = arrays
    every, requirement, criteria = (
        Sets(*parts[first : first + len(PARTS)]) for first in range(0, len(parts), len(PARTS))
    )
    return Prepared(
        items=tuple(_facts(values) for values in plain["items"]),
        every=every,
        general=general,
        words=tuple(map(intern, plain["words"])),
        heads=heads,
        requirement=requirement,
        criteria=criteria,
        texts=texts,
    )


def _whole(length: int) -> int:
    return -(-length // WORD) * WORD


def _padded(part: bytes) -> bytes:
    return part.ljust(_whole(len(part)), b"\0")


def _facts(values: list[Any]) -> Facts:
    """From the values in the order of the fields, with lists where there were tuples."""
    *plain, topics, indicators, references, departments, wording = values
    record = [*plain, *map(tuple, (map(tuple, topics), indicators, references, departments)), wording]
    return Facts(*record)
