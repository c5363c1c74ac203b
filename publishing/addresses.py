"""The addresses of the pages. Ids stand in them as they are, slashes included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Builds addresses below Datasette's base URL, for the database that the pages show."""

    urls: Any
    database: str

    def path(self, path: str) -> str:
        return str(self.urls.path(path))

    def document(self, document: str) -> str:
        return self.path(f"/document/{quote(document)}")

    def download(self, document: str, name: str) -> str:
        return self.path(f"/document/{quote(document)}/{quote(name)}")

    def item(self, item: str, rule: int | None = None) -> str:
        return self.path(f"/item/{quote(item)}") + (f"#rule-{rule}" if rule else "")

    def rule(self, rule: str) -> str:
        item, _, seq = rule.rpartition("/")
        return self.path(f"/item/{quote(item)}") + f"#rule-{quote(seq)}"

    def page_picture(self, item: str) -> str:
        return self.path(f"/page-picture/{quote(item)}")

    def department(self, name: str, **query: Any) -> str:
        return self.path(f"/department/{quote(name, safe='')}") + _query(query)

    def department_file(self, name: str, form: str) -> str:
        return self.path(f"/department-file/{form}/{quote(name, safe='')}")

    def search(self, **query: Any) -> str:
        return self.path("/search") + _query(query)

    def compare(self, left: str, right: str) -> str:
        return self.path("/compare") + _query({"left": left, "right": right})

    def timeline(self, **query: Any) -> str:
        return self.path("/timeline") + _query(query)

    def table(self, name: str, **query: Any) -> str:
        return str(self.urls.table(self.database, name)) + _query(query)

    def question(self, name: str, **query: Any) -> str:
        return str(self.urls.query(self.database, name)) + _query(query)

    def static(self, name: str) -> str:
        return f"{self.urls.static_plugins('kaohe', name)}?{static_version()}"


@cache
def static_version() -> str:
    """Changes with the static files, so that browsers may keep them for long."""
    return sha256(b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()))).hexdigest()[:10]


def _query(values: dict[str, Any]) -> str:
    given = {name: value for name, value in values.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
