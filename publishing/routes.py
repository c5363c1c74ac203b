"""The pages' addresses. Each page is a module of its own, with its `ROUTES`."""

from __future__ import annotations

from publishing import (
    compare,
    department,
    document,
    downloads,
    home,
    item,
    page_picture,
    run_page,
    search_page,
)

ROUTES = (
    *home.ROUTES,
    *search_page.ROUTES,
    *item.ROUTES,
    *page_picture.ROUTES,
    *compare.ROUTES,
    *document.ROUTES,
    *department.ROUTES,
    *downloads.ROUTES,
    *run_page.ROUTES,
)

SECTIONS = frozenset(
    (
        "",
        "documents",
        "document",
        "item",
        "departments",
        "department",
        "search",
        "compare",
        "timeline",
        "chart",
    )
)
"""The first parts of the addresses of pages; files to take away stand elsewhere."""


def section(path: str, base_url: str) -> tuple[str, str]:
    """The first part of a path below the site's own beginning, without what says the form, and what comes after it:
    `kaohe` and `items` of /kaohe/items, `kaohe` and nothing of /kaohe.json."""
    first, _, deeper = path.removeprefix(base_url.rstrip("/")).lstrip("/").partition("/")
    return first.removesuffix(".json"), deeper
