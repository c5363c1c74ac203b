"""Read a scoring text (评分标准) into rules, caps and findings.

``normalize`` reads one record, ``normalize_many`` a stream of them; both give plain dictionaries.  The contract for the
data is described in ``docs/rule-model.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

VERSION = "2"
"""Changes whenever the same text may be read differently."""


def normalize(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read one record ``{"id", "criteria", …}``; the result has ``id``, ``rules``, ``caps``, ``findings`` and more."""
    return _reader()(record)


@cache
def _reader() -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    from normalizers.reader import read

    return read


def normalize_many(records: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read records one by one, in their order."""
    for record in records:
        yield normalize(record)
