"""What every template may use: the language, titles of tables and columns, addresses, the site's sections."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound

from publishing import labels
from publishing.addresses import Addresses
from publishing.cells import empty_columns, results_html, row_page, rows_html
from publishing.databases import kaohe_databases, the_database
from publishing.language import chosen, translator
from publishing.layers import LAYERS
from publishing.messages import in_words

SECTIONS = (
    ("/", "首页"),
    ("/documents", "文件"),
    ("/departments", "责任单位"),
    ("/compare", "比较"),
    ("/timeline", "历年变化"),
    ("/search", "搜索"),
)
"""The site's sections: path and title."""


def template_vars(datasette: Any, request: Any, database: str | None, table: str | None) -> dict[str, Any]:
    """The variables, for one request."""
    language = chosen(request)
    try:
        shown = str(the_database(datasette).name)
    except NotFound:
        shown = ""
    go = Addresses(datasette.urls, shown)
    ours = database in kaohe_databases(datasette) if database else False
    known = table if ours else None
    return {
        "_": translator(language),
        "lang": language,
        "other_language": _switch(request, "zh" if language == "en" else "en"),
        "go": go,
        "sections": [(datasette.urls.path(path), path, title) for path, title in SECTIONS],
        "shown_database": shown,
        "site_title": translator(language)("考核规则库") if shown else "Datasette",
        "table_title": partial(labels.table_title, language=language),
        "column_title": partial(labels.column_title, known, language=language),
        "column_help": partial(labels.column_help, known, language=language),
        "titles": partial(labels.column_title, language=language),
        "layer_titles": LAYERS,
        "twins": labels.twins(known),
        "rows_html": rows_html,
        "empty_columns": empty_columns,
        "results_html": results_html,
        "sorted_by": partial(labels.sorted_by, known),
        "table_about": labels.table_about,
        "operator_title": partial(labels.operator_title, language=language),
        "parameter_title": partial(labels.parameter_title, language=language),
        "result_title": partial(labels.result_title, language=language),
        "in_words": in_words,
        "row_page": partial(row_page, go=go),
        "code_title": partial(labels.code_title, language=language),
    }


def _switch(request: Any, language: str) -> str:
    """The same page in the other language."""
    if request is None:
        return f"?_lang={language}"
    kept = [(name, value) for name in request.args for value in request.args.getlist(name) if name != "_lang"]
    return "?" + urlencode([*kept, ("_lang", language)])
