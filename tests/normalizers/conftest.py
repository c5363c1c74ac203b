"""What the tests of the normaliser share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest


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
