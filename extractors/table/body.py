"""One table of a document, as the shared steps pass it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.document import Finding
from extractors.table.blocks import Row
from extractors.table.columns import Columns


@dataclass(slots=True)
class Table:
    """A table as a person sees it, over all its pages. ``before`` are rows above the heading (title,
    remarks).

    ``spans`` is false where the source cannot show merged cells, so that an empty cell may be one.
    """

    number: int
    page: int | None
    sheet: str | None
    before: list[Row]
    header: list[Row]
    body: list[Row]
    columns: Columns
    spans: bool = True
    position: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_scoring(self) -> bool:
        """Whether the table holds scoring items."""
        return self.columns.is_scoring

    def to_dict(self) -> dict[str, Any]:
        """The table as plain JSON: every row's texts, a spanned cell's text at each place that it covers."""
        top = [*self.before, *self.header]
        body = [row for row in self.body if row.number and not any(row is other for other in top)]
        out: dict[str, Any] = {"table": self.number, "page": self.page}
        if self.sheet is not None:
            out["sheet"] = self.sheet
        width = max((len(row.cells) for row in [*top, *body]), default=0)
        rows = [[row.text(column) for column in range(width)] for row in [*top, *body]]
        return {**out, "header_rows": len(top), "rows": rows}
