"""The words of the grammar, read from the files in ``lexicon/`` and made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of ``lexicon/NAME.yaml``."""
    return parsed(files(__package__) / "lexicon" / f"{name}.yaml")


def parsed(file: Traversable) -> Any:
    """The content of a YAML file of a package."""
    # libyaml's loader, where it is built in, is ten times as fast as the one in Python; both are safe.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text("utf8"), Loader=loader)  # noqa: S506


def words(value: str | Iterable[str]) -> tuple[str, ...]:
    """The words of a lexicon entry: a string parted by white space, or a list of such strings."""
    lines = [value] if isinstance(value, str) else value
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


def any_of(entries: Iterable[str]) -> str:
    """A pattern that matches any of the literal words, the longest first.

    Words that begin alike share their beginning, so that a place where no word begins is left after one step.
    """
    tree: _Tree = {}
    for word in entries:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return f"(?:{_branches(tree)})"


_Tree = dict[str, "_Tree"]
"""Character → what may follow it; the empty string where a word ends."""


def _branches(tree: _Tree) -> str:
    """The words of a tree as alternatives, the longer before the shorter."""
    last = sorted(character for character, behind in tree.items() if behind.keys() == {""})
    longer = [
        re.escape(character) + (_group(behind) if len(behind) > 1 else _branches(behind))
        for character, behind in sorted(tree.items())
        if character and behind.keys() != {""}
    ]
    if len(last) > 1:
        return "|".join([*longer, "[" + "".join(map(re.escape, last)) + "]"])
    return "|".join([*longer, *map(re.escape, last)])


def _group(tree: _Tree) -> str:
    """What may follow a character where there are several ways to go on, one of them perhaps to end."""
    ways = _branches({character: behind for character, behind in tree.items() if character})
    return f"(?:{ways})" + ("?" if "" in tree else "")


def alternatives(patterns: Iterable[str]) -> str:
    """A pattern that matches any of the patterns, in their order."""
    return "(?:" + "|".join(patterns) + ")"
