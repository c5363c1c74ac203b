"""The Datasette plugin: titles, descriptions and questions for every kaohe database that is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

    from publishing.queries import Query


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Chinese titles, descriptions and units, made from the schema."""
    from publishing.databases import kaohe_databases
    from publishing.metadata import metadata

    return metadata(kaohe_databases(datasette))


@hookimpl  # type: ignore[untyped-decorator]
def canned_queries(datasette: Datasette, database: str) -> dict[str, Query]:
    """The questions that an analyst asks first."""
    from publishing.databases import kaohe_databases
    from publishing.queries import QUERIES

    return QUERIES if database in kaohe_databases(datasette) else {}
