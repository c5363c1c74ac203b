"""The pages as plain files, for offices that may only host files: every document, item and department, with charts
and downloads. Search and SQL need the server and are left out; addresses are relative, so any folder will do."""

from __future__ import annotations

import posixpath
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

from lxml import html

from publishing.addresses import Addresses
from publishing.databases import the_database
from publishing.downloads import FORMATS
from publishing.pages import read
from publishing.queries import CHARTS
from publishing.records import records

STATIC = Path(__file__).with_name("static")
IN_THE_SERVER = ("//form", "//*[contains(@class, 'language')]")
"""What needs the server, and is left out."""


async def write_site(database: Path, folder: Path) -> int:
    """Write the pages of a database into a folder; how many files there are. Files of the same name are replaced."""
    from datasette.app import Datasette

    datasette = Datasette([], immutables=[str(database)], settings={"suggest_facets": False})
    await datasette.invoke_startup()
    addresses = [address async for address in _addresses(datasette)]
    known = {_plain(address): _target(address) for address in addresses}
    for path in STATIC.iterdir():
        _write(folder, f"-/static-plugins/kaohe/{path.name}", path.read_bytes())
    written = len(list(STATIC.iterdir()))
    for address in addresses:
        response = await datasette.client.get(address, headers={"accept-language": "zh"})
        if response.status_code != 200:
            continue
        target = known[_plain(address)]
        content = _relative(response.text, target, known) if target.endswith(".html") else response.content
        _write(folder, target, content)
        written += 1
    return written


async def _addresses(datasette: Any) -> AsyncIterator[str]:
    go = Addresses(datasette.urls, the_database(datasette).name)
    for path in ("/", "/documents", "/departments", "/-/kaohe/run", *(f"/chart/{name}" for name in CHARTS)):
        yield go.path(path)
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
    return unquote(urlsplit(urldefrag(address)[0]).path)


def _target(address: str) -> str:
    """The file of an address: a page is the `index.html` of its folder, a download keeps its name."""
    path = "/".join(
        _file_name(unquote(part)) for part in urlsplit(address).path.strip("/").split("/") if part
    )
    if re.match(r"document/[^/]+/.", path):
        return path
    if path.startswith("department-file/"):
        return f"{path}.{path.split('/')[1]}"
    return posixpath.join(path, "index.html")


def _file_name(part: str) -> str:
    """A part of an address as a file's name: nothing in it may lead out of the folder."""
    return "_" if part in (".", "..") else re.sub(r'[/\\\0<>:"|?*]', "_", part)[:180]


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
        path = _plain(address)
        found = path.lstrip("/") if path.startswith("/-/static-plugins/") else known.get(path)
        if found is None:
            element.attrib.pop(name)
            if element.getparent().get("class") == "sections":
                element.drop_tree()
            continue
        link = posixpath.relpath(found, posixpath.dirname(target) or ".")
        element.set(name, quote(link) + (f"#{fragment}" if fragment else ""))
    content: bytes = html.tostring(tree, doctype="<!DOCTYPE html>", encoding="utf-8")
    return content


def _write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
