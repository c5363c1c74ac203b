"""The pages as plain files, for offices that may only host files: every document, item and department, comparisons,
the years of each topic, charts, downloads and a search. Filters and SQL need the server and are left out; addresses are
relative, so any folder will do, also one that a browser opens from the disk.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urlsplit
from zlib import crc32

from lxml import html

from publishing import static_search
from publishing.addresses import Addresses
from publishing.compare_queries import list_pairs, list_topics
from publishing.databases import the_database
from publishing.downloads import FORMATS
from publishing.pages import read
from publishing.queries import CHARTS
from publishing.records import records

STATIC = Path(__file__).with_name("static")
SEARCH = "search/index.html"
LONGEST_NAME = 200
"""Bytes of a file's name, without what is added to it; file systems take 255."""

IN_THE_SERVER = ("//form[not(contains(@action, '/search'))]", "//*[contains(@class, 'language')]")
"""What needs the server, and is left out."""

ASKED = ("left", "right", "topic")
"""What an address may ask for and still be a file: two documents to compare, the years of a topic."""


async def write_site(database: Path, folder: Path) -> int:
    """Write the pages of a database into a folder; how many files there are. Files of the same name are replaced."""
    from datasette.app import Datasette

    datasette = Datasette([], immutables=[str(database)], settings={"suggest_facets": False})
    await datasette.invoke_startup()
    addresses = [address async for address in _addresses(datasette)]
    known = {_plain(address): _target(address) for address in addresses}
    written = await _write_search(datasette, folder, known)
    for path in STATIC.iterdir():
        _write(folder, f"-/static-plugins/kaohe/{path.name}", path.read_bytes())
        written += 1
    for address in addresses:
        response = await datasette.client.get(address, headers={"accept-language": "zh"})
        if response.status_code != 200:
            continue
        target = known[_plain(address)]
        content = _relative(response.text, target, known) if target.endswith(".html") else response.content
        _write(folder, target, content)
        written += 1
    return written


async def _write_search(datasette: Any, folder: Path, known: dict[str, str]) -> int:
    """Write the search page and its index; how many files."""
    go = Addresses(datasette.urls, the_database(datasette).name)
    context = {"shards": static_search.SHARDS, "chunk": static_search.CHUNK, "view_name": "kaohe"}
    page = await datasette.render_template("offline_search.html", context)
    _write(folder, SEARCH, _relative(page, SEARCH, known))
    beside = posixpath.dirname(SEARCH)
    written = 1

    def link(item: str) -> str:
        return quote(posixpath.relpath(known[_plain(go.item(item))], beside))

    for name, content in await read(datasette, lambda one: list(static_search.index_files(one, link))):
        _write(folder, posixpath.join(beside, name), content)
        written += 1
    return written


async def _addresses(datasette: Any) -> AsyncIterator[str]:
    go = Addresses(datasette.urls, the_database(datasette).name)
    pages = ("/", "/documents", "/departments", "/compare", "/timeline")
    for path in (*pages, *(f"/chart/{name}" for name in CHARTS)):
        yield go.path(path)
    for pair in await read(datasette, list_pairs):
        yield go.compare(pair["earlier_document"], pair["document"])
    for topic in await read(datasette, list_topics):
        yield go.timeline(topic=topic["name"])
    for row in await read(datasette, records, "SELECT id, file FROM documents ORDER BY id"):
        yield go.document(row["id"])
        for suffix in FORMATS:
            yield go.download(row["id"], f"{row['id']}.{suffix}")
        for item in await read(datasette, records, "SELECT id FROM items WHERE document = ?", row["id"]):
            yield go.item(item["id"])
    for row in await read(datasette, records, "SELECT name FROM departments ORDER BY name"):
        yield go.department(row["name"])
        for form in ("xlsx", "ics"):
            yield go.department_file(row["name"], form)


def _plain(address: str) -> str:
    """What tells one page from another: the path, and what the query asks for."""
    parts = urlsplit(urldefrag(address)[0])
    asked = sorted((name, value) for name, value in parse_qsl(parts.query) if name in ASKED)
    return unquote(parts.path) + ("?" + "~".join(value for _, value in asked) if asked else "")


def _target(address: str) -> str:
    """The file of an address: a page is the `index.html` of its folder, a download keeps its name.

    What the query asks for is a folder of its own: /compare?left=a&right=b is compare/a~b/index.html.
    """
    path, _, asked = _plain(address).partition("?")
    split = urlsplit(address).path.strip("/").split("/")
    path = "/".join(_file_name(unquote(part)) for part in split if part)
    if asked:
        return posixpath.join(path, _file_name(asked), "index.html")
    if re.match(r"document/[^/]+/.", path):
        return path
    if path.startswith("department-file/"):
        return f"{path}.{path.split('/')[1]}"
    return posixpath.join(path, "index.html")


def _file_name(part: str) -> str:
    """A part of an address as a file's name: nothing in it may lead out of the folder."""
    name = "_" if part in (".", "..") else re.sub(r'[/\\\0<>:"|?*]', "_", part)
    if len(name.encode()) <= LONGEST_NAME:
        return name
    cut = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    return f"{cut}-{crc32(part.encode()):08x}"


def _relative(page: str, target: str, known: dict[str, str]) -> bytes:
    """The page with its links made relative, those to pages that need the server undone, and forms taken out."""
    tree: Any = html.document_fromstring(page)
    for path in IN_THE_SERVER:
        for element in tree.xpath(path):
            element.drop_tree()
    for element in tree.xpath("//*[@href or @src]"):
        name = "href" if element.get("href") is not None else "src"
        address, fragment = urldefrag(element.get(name))
        if not address.startswith("/"):
            continue
        path, query = _plain(address), urlsplit(address).query
        found: str | None
        if path.startswith("/-/static-plugins/"):
            found, query = path.lstrip("/"), ""
        elif urlsplit(address).path == "/search":
            found = SEARCH
        else:
            found, query = known.get(path) or known.get(path.partition("?")[0]), ""
        if found is None:
            element.attrib.pop(name)
            if element.getparent().get("class") == "sections":
                element.drop_tree()
            continue
        link = quote(posixpath.relpath(found, posixpath.dirname(target) or "."))
        element.set(name, link + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else ""))
    for form in tree.xpath("//form"):
        form.set("action", quote(posixpath.relpath(SEARCH, posixpath.dirname(target) or ".")))
    content: bytes = html.tostring(tree, doctype="<!DOCTYPE html>", encoding="utf-8")
    return content


def _write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
