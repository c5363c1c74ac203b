"""The records of the step `compare` as rows of `links` and `changes`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.schema import BY_NAME

Record = dict[str, Any]
Row = tuple[Any, ...]

NAMES = {table: BY_NAME[table].column_names for table in ("links", "changes")}


def link_rows(record: Record | None) -> dict[str, list[Row]]:
    """The rows by table of a document's file in data/links; none where there is no such file."""
    comparisons = record["comparisons"] if record else []
    return {
        "links": [_row("links", link) for found in comparisons for link in links(found)],
        "changes": [_row("changes", change) for found in comparisons for change in changes(found)],
    }


def links(found: Record) -> Iterator[Record]:
    """A comparison's links as records of the table."""
    for link in found["links"]:
        yield {
            "id": _link_id(link["left"], link["right"]),
            "document": found["later"],
            "item": link["right"],
            "earlier_document": found["earlier"],
            "earlier_item": link["left"],
            **{name: link[name] for name in ("kind", "score", "reasons", "origin")},
        }


def changes(found: Record) -> Iterator[Record]:
    """A comparison's changes as records of the table."""
    linked = {(link["left"], link["right"]) for link in found["links"]}
    for seq, change in enumerate(found["changes"], 1):
        left, right = change["left_item"], change["right_item"]
        yield {
            **change,
            "id": f"{found['later']}~{found['earlier']}/{seq:04d}",
            "document": found["later"],
            "item": right,
            "earlier_document": found["earlier"],
            "earlier_item": left,
            "link": _link_id(left, right) if (left, right) in linked else None,
            "earlier_rule": change["left_rule"],
            "rule": change["right_rule"],
        }


def _link_id(left: str, right: str) -> str:
    return f"{right}~{left}"


def _row(table: str, record: Record) -> Row:
    return tuple(map(record.get, NAMES[table]))
