"""Parts of a file that its table can be read without: where one is damaged, the file is read and a note says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from extractors.errors import ExtractionError
from extractors.grid import ReadingNote

Part = TypeVar("Part")


def spared(
    read: Callable[[], Part | None], notes: list[ReadingNote], consequence: str, severity: str = "warning"
) -> Part | None:
    """What ``read`` gives, or None with a note where that part cannot be read.

    ``consequence`` says in Chinese what the reader then does not know (自动编号可能缺失).
    """
    try:
        return read()
    except ExtractionError as error:
        notes.append(ReadingNote("damaged_part", severity, f"{error.message}；{consequence}"))
        return None
