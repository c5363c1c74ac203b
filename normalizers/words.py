"""The words of the grammar, read from the files in ``lexicon/`` and made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of ``lexicon/NAME.yaml``."""
    # libyaml's loader, where it is built in, is ten times as fast as the one in Python; both are safe.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((files(__package__) / "lexicon" / f"{name}.yaml").read_text("utf8"), Loader=loader)  # noqa: S506


def words(value: str | Iterable[str]) -> tuple[str, ...]:
    """The words of a lexicon entry: a string parted by white space, or a list of such strings."""
    lines = [value] if isinstance(value, str) else value
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


def any_of(entries: Iterable[str]) -> str:
    """A pattern that matches any of the literal words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(entries), key=lambda w: (-len(w), w)))) + ")"


def alternatives(patterns: Iterable[str]) -> str:
    """A pattern that matches any of the patterns, in their order."""
    return "(?:" + "|".join(patterns) + ")"
