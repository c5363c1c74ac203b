"""The one exception that a document may raise."""

from __future__ import annotations

from pathlib import Path


class ExtractionError(Exception):
    """A document, or a part of it, could not be read.

    ``str(error)`` is one line: the file, then page, table and row where they are known, what is wrong, and
    what to do.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        page: int | None = None,
        table: int | None = None,
        row: int | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.page = page
        self.table = table
        self.row = row
        places = [("第{}页", page), ("第{}张表", table), ("第{}行", row)]
        where = "".join(form.format(number) for form, number in places if number is not None)
        head = "，".join(part for part in (str(path) if path is not None else "", where) if part)
        super().__init__(f"{head}：{message}" if head else message)
