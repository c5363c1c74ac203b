from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from publishing.static_site import _target, write_site


@pytest.fixture(scope="module")
def folder(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    asyncio.run(write_site(database, folder))
    return folder


def test_every_page_is_there(folder: Path) -> None:
    for name in ("index.html", "document/qingshan-2023/index.html", "item/qingshan-2023/1/index.html",
                 "department/县应急局/index.html", "document/qingshan-2023/qingshan-2023.xlsx",
                 "department-file/ics/县应急局.ics", "-/static-plugins/kaohe/kaohe.css"):  # fmt: skip
        assert (folder / name).is_file(), name


def test_every_link_leads_to_a_file_and_nothing_needs_the_server(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    assert pages
    for page in pages:
        found = html.fromstring(page.read_text(encoding="utf8"))
        assert not found.xpath("//form | //script")
        for link in found.xpath("//@href | //@src"):
            address = unquote(link.split("#")[0].split("?")[0])
            if address:
                assert (page.parent / address).resolve().is_file(), (page, link)
                assert (page.parent / address).resolve().is_relative_to(folder.resolve())


@pytest.mark.parametrize(
    ("address", "target"),
    [("/", "index.html"), ("/item/a-1/7.4%232", "item/a-1/7.4#2/index.html"), ("/item/a-1/..", "item/a-1/_/index.html"),
     ("/department/a%2F..%2Fb", "department/a_.._b/index.html"), ("/document/a/a.csv", "document/a/a.csv"),
     ("/department-file/ics/%E7%94%B2", "department-file/ics/甲.ics")],
)  # fmt: skip
def test_a_file_stays_in_the_folder(address: str, target: str) -> None:
    assert _target(address) == target
