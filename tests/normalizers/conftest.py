"""What the tests of the normaliser share."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

# Test modules share plain helpers; importlib mode does not put this folder on the path.
sys.path.insert(0, str(Path(__file__).parent))

from notation import differences

from normalizers import normalize


@pytest.fixture
def unmark() -> Callable[[str], tuple[str, list[tuple[int, int, str]]]]:
    """Take the marks ⟦ ⟧ out of an annotated text: the text, and the spans that they enclosed."""

    def take_out(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
        text, spans = "", []
        for part in re.split(r"(⟦[^⟧]*⟧)", marked):
            words = part.strip("⟦⟧")
            if part.startswith("⟦"):
                spans.append((len(text), len(text) + len(words), words))
            text += words
        return text, spans

    return take_out


@pytest.fixture
def reads() -> Callable[..., None]:
    """Assert that a text is read as its annotation says; further fields of the record go by name."""

    def check(text: str, rules: Sequence[str], caps: Sequence[str] = (), **record: str) -> None:
        found = normalize({"id": "t/1", "criteria": text, **record})
        differing = differences(text, rules, caps, found)
        assert not differing, "\n".join([text, *differing])

    return check
