"""Errors as pages that help: what is wrong in the visitor's language, and nothing of the inside."""

from __future__ import annotations

import errno
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Base400, NotFound, Response
from datasette.views.base import DatasetteError

from publishing.language import current, translator
from publishing.messages import in_words

SLIPS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What Datasette raises where a parameter is not what it expects."""

INSIDE = "程序出错，已记录。"
UNREADABLE = "请求中有读不懂的参数（{name}）。"


async def error_page(datasette: Any, request: Any, exception: Exception) -> Response:
    """The answer to a request that failed: JSON where JSON was asked for."""
    status, message = described(exception)
    if status >= 500:
        traceback.print_exception(exception, file=sys.stderr)
    if request.path.endswith(".json"):
        body = {"ok": False, "error": message, "status": status}
        return Response.json(body, status=status)
    context = {"status": status, "title": None, "error": message, "what": None, "value": None}
    html = await datasette.render_template("error.html", context, request=request, view_name="error")
    return Response.html(html, status=status)


def described(exception: Exception) -> tuple[int, str]:
    """Status and message of an exception, in words that may be shown."""
    words = translator(current())
    first = exception.args[0] if exception.args else ""
    if isinstance(exception, NotFound):
        return 404, "" if first in ("", "404") else in_words(first)
    if isinstance(exception, Base400):
        return exception.status, in_words(first) if first else ""
    if isinstance(exception, DatasetteError):
        # Datasette says 500 of what the visitor asked wrongly, such as sorting by a column that is not there.
        return 400 if exception.status == 500 else exception.status, in_words(exception.message)
    if isinstance(exception, sqlite3.OperationalError) and "interrupt" in str(exception):
        return 503, in_words(exception)
    if isinstance(exception, OSError) and exception.errno == errno.ENAMETOOLONG:
        return 404, ""
    # A parameter that is no number or no JSON, or a query that SQLite does not understand, is the visitor's slip.
    if isinstance(exception, SLIPS) and _from_datasette(exception):
        return 400, words(UNREADABLE, name=type(exception).__name__)
    if isinstance(exception, sqlite3.Error) and _from_datasette(exception):
        return 400, in_words(exception)
    return 500, words(INSIDE)


def _from_datasette(exception: BaseException) -> bool:
    """Whether it was raised while Datasette read the request, not in the site's own pages.

    Questions that are remembered are asked through our hands, but they are Datasette's.
    """
    frames = traceback.extract_tb(exception.__traceback__)
    ours = {
        Path(frame.filename).name for frame in frames if Path(frame.filename).parent == Path(__file__).parent
    }
    return ours <= {"remembered.py"}
