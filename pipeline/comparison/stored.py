"""A document's features as bytes and back, so that they are worked out once for its content."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from sys import intern
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from pipeline.comparison.codes import Sets
from pipeline.comparison.features import Facts, Prepared

SETS = ("every", "requirement", "criteria")
ARRAYS = ("general", "heads", "texts")
NAMES = tuple(field.name for field in fields(Facts))


def to_bytes(prepared: Prepared) -> bytes:
    """The features as a NumPy archive, without anything that would have to be executed to be read."""
    items = [[getattr(item, name) for name in NAMES] for item in prepared.items]
    plain = orjson.dumps({"items": items, "words": prepared.words})
    arrays: dict[str, NDArray[Any]] = {"plain": np.frombuffer(plain, dtype=np.uint8)}
    arrays |= {name: getattr(prepared, name) for name in ARRAYS}
    for name in SETS:
        found: Sets = getattr(prepared, name)
        arrays |= {
            f"{name}_codes": found.codes,
            f"{name}_places": found.places.astype(np.int32),
            f"{name}_starts": found.starts,
        }
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)
    return out.getvalue()


def from_bytes(content: bytes) -> Prepared:
    """The features that `to_bytes` wrote."""
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays = dict(archive)
    plain = orjson.loads(arrays["plain"].tobytes())
    return Prepared(
        items=tuple(_facts(values) for values in plain["items"]),
        words=tuple(map(intern, plain["words"])),
        every=_sets(arrays, "every"),
        requirement=_sets(arrays, "requirement"),
        criteria=_sets(arrays, "criteria"),
        **{name: arrays[name] for name in ARRAYS},
    )


def _facts(values: list[Any]) -> Facts:
    record = dict(zip(NAMES, values, strict=True))
    record["topics"] = tuple((name, strength) for name, strength in record["topics"])
    for name in ("indicators", "references", "departments"):
        record[name] = tuple(record[name])
    return Facts(**record)


def _sets(arrays: Mapping[str, Any], name: str) -> Sets:
    places = arrays[f"{name}_places"].astype(np.int64)
    return Sets(arrays[f"{name}_codes"], places, arrays[f"{name}_starts"])
