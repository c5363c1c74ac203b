"""Errors as pages that help: what is wrong in the visitor's language, and nothing of the inside."""

from __future__ import annotations

import sqlite3
import sys
import traceback
from typing import Any

from datasette.utils.asgi import Base400, NotFound, Response
from datasette.views.base import DatasetteError

TOO_SLOW = "查询太慢，已停止。请加条件缩小范围。"
INSIDE = "程序出错，已记录。"


async def error_page(datasette: Any, request: Any, exception: Exception) -> Response:
    """The answer to a request that failed: JSON where JSON was asked for."""
    status, title, message = described(exception)
    if status >= 500:
        traceback.print_exception(exception, file=sys.stderr)
    if request.path.endswith(".json"):
        body = {"ok": False, "error": message, "status": status, "title": title}
        return Response.json(body, status=status)
    context = {"status": status, "title": None, "error": message, "what": None, "value": None}
    html = await datasette.render_template("error.html", context, request=request, view_name="error")
    return Response.html(html, status=status)


def described(exception: Exception) -> tuple[int, str | None, str]:
    """Status, title and message of an exception, in words that may be shown."""
    if isinstance(exception, NotFound):
        words = str(exception.args[0]) if exception.args else ""
        return 404, None, "" if words in ("", "404") else words
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0] if exception.args else "")
    if isinstance(exception, DatasetteError):
        # Datasette says 500 of what the visitor asked wrongly, such as sorting by a column that is not there.
        return 400 if exception.status == 500 else exception.status, exception.title, str(exception.message)
    if isinstance(exception, sqlite3.OperationalError) and "interrupt" in str(exception):
        return 503, None, TOO_SLOW
    # A parameter that is no number or no JSON, or a query that SQLite does not understand, is the visitor's slip.
    if isinstance(exception, ValueError | KeyError | sqlite3.OperationalError) and _from_datasette(exception):
        return 400, None, f"请求中有读不懂的参数（{type(exception).__name__}）。"
    return 500, None, INSIDE


def _from_datasette(exception: BaseException) -> bool:
    """Whether it was raised while Datasette read the request, not in the site's own pages."""
    frames = traceback.extract_tb(exception.__traceback__)
    return not any("publishing" in frame.filename for frame in frames)
