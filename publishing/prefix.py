"""A site below a path of another site: `--base-url /kaohe/`.

Datasette puts the prefix in front of addresses made from the request's own path, which has it already: next page,
facets, formats would lead to /kaohe/kaohe/….
"""

from __future__ import annotations

from typing import Any

from datasette.url_builder import Urls
from datasette.utils import PrefixedUrlString


class PrefixedOnce(Urls):  # type: ignore[misc]
    """Addresses with the prefix once: what begins with a slash and the prefix is the request's own path."""

    def path(self, path: str, format: str | None = None) -> Any:
        base = self.ds.setting("base_url")
        if base != "/" and path.startswith(base):
            path = PrefixedUrlString(path)
        return super().path(path, format)
