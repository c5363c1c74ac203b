"""The site in a real browser. Skipped where there is none; `make browser` and `.ci/run` install one where they can."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from chromium import Browser, program
from site_rows import CRITERIA

pytestmark = pytest.mark.skipif(program() is None, reason="没有 Chromium")

PAGES = [
    "/",
    "/documents",
    "/document/qingshan-2023",
    "/document/hostile-2022",
    "/item/qingshan-2023/1",
    "/item/hostile-2022/1",
    "/departments",
    "/department/" + quote("县应急局"),
    "/search?q=" + quote("隐患"),
    "/chart/points_by_topic",
    "/kaohe",
    "/kaohe/rules",
    "/kaohe/items/hostile-2022~2F1",
    "/kaohe/vetoes?document=",
    "/kaohe?sql=select+1",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as found:
        found.size(1280, 900)
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_without_complaint_from_its_own_host_alone(
    browser: Browser, site: str, path: str
) -> None:
    browser.open(site + path)
    assert browser.messages == []
    assert all(address.startswith(site) for address in browser.requests)
    assert browser.run("document.scripts.length") == 0
    assert browser.run("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(browser: Browser, site: str, path: str) -> None:
    browser.size(360, 740, phone=True)
    browser.open(site + path)
    wide = browser.run("document.documentElement.scrollWidth")
    browser.size(1280, 900)
    assert wide <= 360


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_used_without_seeing_it(browser: Browser, site: str, path: str) -> None:
    browser.open(site + path)
    assert browser.run("document.querySelectorAll('h1').length") == 1
    assert browser.run("document.documentElement.lang") == "zh-CN"
    unnamed = """[...document.querySelectorAll(
        'input:not([type=hidden]), select, textarea, button, a, img, svg')].filter(
        e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')
             && !e.textContent.trim() && !e.hasAttribute('alt') && !(e.closest('a') && e.closest('a') !== e)
    ).map(e => e.outerHTML.slice(0, 120))"""
    assert browser.run(unnamed) == []
    twice = (
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)"
    )
    assert browser.run(twice) == []


CONTRAST = """
(() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  const faint = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest('svg, option, .unseen, .skip')) continue;
    if (!e.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) faint.push(e.className + ': ' + e.textContent.trim().slice(0, 20));
  }
  return [...new Set(faint)];
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES[:10])
def test_text_stands_out(browser: Browser, site: str, path: str, dark: bool) -> None:
    browser.size(1280, 900, dark=dark)
    browser.open(site + path)
    faint = browser.run(CONTRAST)
    browser.size(1280, 900)
    assert faint == []


def test_marks_stand_on_the_right_characters(browser: Browser, site: str) -> None:
    browser.open(site + "/item/qingshan-2023/1")
    text = """(() => { const p = document.querySelector('p.layered').cloneNode(true);
        p.querySelectorAll('a.seq').forEach(a => a.remove()); return p.textContent; })()"""
    assert browser.run(text) == CRITERIA
    assert browser.run("document.querySelector('#text-2 .l-bound').textContent") == "低于90%"


def test_search_finds_and_marks(browser: Browser, site: str) -> None:
    browser.open(site + "/")
    browser.run("document.querySelector('#q').value = '隐患'; document.querySelector('form.search').submit()")
    for _ in range(100):
        if browser.run("location.pathname") == "/search" and browser.run("document.readyState") == "complete":
            break
        time.sleep(0.05)
    assert browser.run("document.querySelector('#q').value") == "隐患"
    marks = browser.run("[...document.querySelectorAll('.results mark')].map(m => m.textContent)")
    assert marks
    assert set(marks) == {"隐患"}


def test_charts_are_drawn_with_their_values(browser: Browser, site: str) -> None:
    browser.open(site + "/")
    bars = browser.run(
        "[...document.querySelectorAll('svg.chart .bar')].map(b => [b.querySelector('title').textContent,"
        " b.querySelector('rect').getBoundingClientRect().width])"
    )
    assert bars
    assert all(title and (width > 0 or "：0" in title) for title, width in bars)
    assert browser.run("[...document.querySelectorAll('svg.chart text')].every(t => t.getBBox().x >= -1)")


def test_the_language_is_switched_by_its_link(browser: Browser, site: str) -> None:
    browser.open(site + "/item/qingshan-2023/1")
    browser.open(browser.run("document.querySelector('a.language').href"))
    assert browser.run("document.documentElement.lang") == "en"
    browser.open(browser.run("document.querySelector('a.language').href"))
    assert browser.run("document.documentElement.lang") == "zh-CN"


def test_the_home_page_is_light(browser: Browser, site: str) -> None:
    browser.open(site + "/")
    size = "performance.getEntries().reduce((sum, e) => sum + (e.transferSize || 0), 0)"
    assert browser.run(size) < 400_000
