"""Read a responsibility table as it was issued and give its scoring items.

``extract(path)`` is all that other rooms need; readers and heavy libraries are imported when a file needs
them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.document import Document

VERSION = "1"
"""Changes whenever the same file may give other items or findings; part of the key of cached results."""

__all__ = ["VERSION", "extract", "read_tables"]


def extract(path: Path) -> Document:
    """Read one file into a document with its items and findings.

    Raises extractors.errors.ExtractionError, one line naming the file and what to do, where it cannot be
    read.
    """
    from extractors.assemble import assemble
    from extractors.errors import ExtractionError
    from extractors.formats import mismatch, read
    from extractors.limits import sha256_of

    path = Path(path)
    reading = read(path)
    try:
        return assemble(reading, sha256_of(path))
    except ExtractionError as error:
        hint = mismatch(path, reading.format)
        raise ExtractionError(
            error.message + hint, path=path, page=error.page, table=error.table, row=error.row
        ) from error
    except Exception as error:  # a mistake of ours must not end the work on other files
        message = f"整理考核事项时出错（{type(error).__name__}），这是程序的错，请报告并附上文件"
        raise ExtractionError(message, path=path) from error


def read_tables(path: Path) -> list[dict[str, Any]]:
    """Every table of a file after pages are joined, spans filled: ``[{"page", "header_rows", "rows": [[text]]}]``.

    ``header_rows`` counts the rows at the top that are title or heading. Raises as :func:`extract`.
    """
    from extractors.errors import ExtractionError
    from extractors.formats import named, read
    from extractors.table.tables import join_tables

    path = Path(path)
    reading = read(path)
    try:
        return [table.to_dict() for table in join_tables(reading)]
    except ExtractionError as error:
        if error.path is not None:
            raise
        raise named(error, path) from error
