"""The Datasette plugin: pages, search, charts and Chinese words for every kaohe database that is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

    from publishing.queries import Query


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Chinese titles, descriptions and units, made from the schema."""
    from publishing.databases import kaohe_databases, row_counts
    from publishing.metadata import metadata

    names = kaohe_databases(datasette)
    return metadata({name: row_counts(datasette.databases[name].path) for name in names})


@hookimpl  # type: ignore[untyped-decorator]
def canned_queries(datasette: Datasette, database: str) -> dict[str, Query]:
    """The questions that an analyst asks first."""
    from publishing.databases import kaohe_databases
    from publishing.queries import QUERIES

    return QUERIES if database in kaohe_databases(datasette) else {}


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> Any:
    """The pages of the site."""
    from publishing.routes import ROUTES

    return ROUTES


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    datasette: Datasette, request: Any, database: str | None, table: str | None
) -> dict[str, Any]:
    """The language, titles and addresses, for every template."""
    from publishing.vars import template_vars

    return template_vars(datasette, request, database, table)


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """Datasette's search box takes words as they are typed, and finds them in the bigram index."""
    from publishing.databases import kaohe_databases
    from publishing.table_search import escape_words

    if database in kaohe_databases(datasette):
        conn.create_function("escape_fts", 1, escape_words, deterministic=True)


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def filters_from_request(request: Any, database: str, table: str, datasette: Datasette) -> Any:
    """Every table can be searched, those of rules and findings by their items' texts."""
    from publishing.databases import kaohe_databases
    from publishing.table_search import search_filter

    return search_filter(request, table) if database in kaohe_databases(datasette) else None


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Datasette) -> Any:
    """The newest build, the language and the headers, for every answer."""
    from publishing.front import front

    return lambda app: front(app, datasette)


@hookimpl  # type: ignore[untyped-decorator]
def startup(datasette: Datasette) -> Any:
    """What stays the same for a build is kept before the first visitor comes.

    Datasette asks every plugin that answers errors; its own answer prints all variables and is not wanted.
    """
    import datasette.app as datasette_app
    import datasette.database as datasette_database
    from datasette import handle_exception as datasettes_own
    from datasette.plugins import pm

    from publishing.databases import kaohe_databases
    from publishing.prefix import PrefixedOnce
    from publishing.reading import limited
    from publishing.remembered import compare_schemas_once
    from publishing.renewal import settle

    # Datasette makes its `urls` anew from this name each time.
    datasette_app.Urls = PrefixedOnce
    # Its own looks at the clock fifty times as often.
    datasette_database.sqlite_timelimit = limited
    if pm.is_registered(datasettes_own):
        pm.unregister(datasettes_own)

    compare_schemas_once(datasette)

    async def prepare() -> None:
        for name in kaohe_databases(datasette):
            await settle(datasette.get_database(name))
        await datasette.refresh_schemas()

    return prepare


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(datasette: Datasette, request: Any, exception: Exception) -> Any:
    """Errors as pages that help."""
    from publishing.errors import error_page

    return error_page(datasette, request, exception)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Datasette) -> Any:
    """Ids lead to the pages, codes show their titles."""
    from publishing.addresses import Addresses
    from publishing.cells import is_rendered, rendered
    from publishing.databases import kaohe_databases

    if not value or not is_rendered(column, table) or database not in kaohe_databases(datasette):
        return None
    return rendered(value, column, table, Addresses(datasette.urls, database))
