from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from chromium import Browser, program
from lxml import html
from site_rows import HOSTILE

from publishing.static_site import _target, write_site


@pytest.fixture(scope="module")
def folder(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    asyncio.run(write_site(database, folder))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as found:
        found.size(1280, 900)
        yield found


def test_every_page_is_there(folder: Path) -> None:
    for name in ("index.html", "document/qingshan-2023/index.html", "item/qingshan-2023/1/index.html",
                 "department/县应急局/index.html", "document/qingshan-2023/qingshan-2023.xlsx",
                 "department-file/ics/县应急局.ics", "-/static-plugins/kaohe/kaohe.css", "compare/index.html",
                 "compare/hostile-2022~qingshan-2023/index.html", "timeline/安全生产/index.html",
                 "search/index.html", "search/items-0.js"):  # fmt: skip
        assert (folder / name).is_file(), name


def test_every_link_leads_to_a_file_and_nothing_needs_the_server(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    assert pages
    for page in pages:
        found = html.fromstring(page.read_text(encoding="utf8"))
        assert not found.xpath("//script[not(@src)]")
        for form in found.xpath("//form"):
            assert (page.parent / unquote(form.get("action"))).resolve() == (
                folder / "search/index.html"
            ).resolve()
        for link in found.xpath("//@href | //@src"):
            address = unquote(link.split("#")[0].split("?")[0])
            if address:
                assert (page.parent / address).resolve().is_file(), (page, link)
                assert (page.parent / address).resolve().is_relative_to(folder.resolve())


def test_the_index_is_data_and_nothing_else(folder: Path) -> None:
    for path in (folder / "search").glob("*.js"):
        call, _, data = path.read_text(encoding="utf8").partition(",")
        assert call == f'kaoheSearch("{path.stem}"'
        json.loads(data.removesuffix(");"))


@pytest.mark.skipif(program() is None, reason="没有 Chromium")
@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("q=隐患", ["1 隐患排查"]),
        ("q=重大隐患 整改率", ["1 隐患排查"]),
        ("q=隐", ["1 隐患排查"]),
        ("q=ｐｍ2", ["2 宣传ＰＭ2.5"]),
        ("q=整改台账", ["1 隐患排查"]),
        ("topic=安全生产", ["1 隐患排查"]),
        ("q=海洋", []),
        ("q=重患", []),
        ("q=drop", [HOSTILE]),
    ],
)
def test_the_search_works_from_the_disk(
    browser: Browser, folder: Path, asked: str, titles: list[str]
) -> None:
    browser.open(f"{(folder / 'search/index.html').as_uri()}?{quote(asked, safe='=&')}")
    script = """new Promise(done => { const look = () => {
        const told = document.querySelector('#offline-status').textContent;
        if (/找到|没有找到/.test(told)) done([...document.querySelectorAll('.results h2')].map(h => h.textContent));
        else setTimeout(look, 20); }; look(); })"""
    found = browser.run(script)
    assert [" ".join(title.split()) for title in found] == [" ".join(title.split()) for title in titles]
    assert browser.messages == []
    if "q" in asked and titles and asked != "q=ｐｍ2":
        words = asked.removeprefix("q=").split()
        marks = browser.run(
            "[...document.querySelectorAll('.results mark')].map(m => m.textContent.toLowerCase())"
        )
        assert set(marks) <= set(words)


@pytest.mark.skipif(program() is None, reason="没有 Chromium")
def test_the_pages_work_from_the_disk(browser: Browser, folder: Path) -> None:
    browser.open((folder / "index.html").as_uri())
    assert browser.messages == []
    browser.run("document.querySelector('#q').value = '隐患'; document.querySelector('form.search').submit()")
    for _ in range(100):
        if "search/index.html" in browser.run("location.href"):
            break
        time.sleep(0.05)
    assert browser.run("new URLSearchParams(location.search).get('q')") == "隐患"
    browser.open((folder / "compare/hostile-2022~qingshan-2023/index.html").as_uri())
    assert browser.messages == []
    assert browser.run("document.querySelectorAll('table.compare tbody tr').length") > 0


@pytest.mark.parametrize(
    ("address", "target"),
    [("/", "index.html"), ("/item/a-1/7.4%232", "item/a-1/7.4#2/index.html"), ("/item/a-1/..", "item/a-1/_/index.html"),
     ("/department/a%2F..%2Fb", "department/a_.._b/index.html"), ("/document/a/a.csv", "document/a/a.csv"),
     ("/department-file/ics/%E7%94%B2", "department-file/ics/甲.ics"),
     ("/compare?left=a-1&right=b-2", "compare/a-1~b-2/index.html"),
     ("/timeline?topic=../", "timeline/.._/index.html"),
     ("/timeline?topic=%2e%2e", "timeline/_/index.html")],
)  # fmt: skip
def test_a_file_stays_in_the_folder(address: str, target: str) -> None:
    assert _target(address) == target


def test_names_that_are_too_long_for_a_file_stay_apart() -> None:
    first, second = (_target("/department/" + quote("局" * 200 + end)) for end in "甲乙")
    assert first != second
    assert max(len(part.encode()) for part in first.split("/")) <= 255
