"""axe-core on every kind of page, light and dark, and on a phone: nothing serious or critical."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import quote

import pytest
from chromium import Browser, program

pytestmark = pytest.mark.skipif(program() is None, reason="没有 Chromium")

PAGES = {
    "home": "/",
    "documents": "/documents",
    "document": "/document/qingshan-2023",
    "item": "/item/qingshan-2023/1",
    "departments": "/departments",
    "department": "/department/" + quote("县应急局"),
    "search": "/search?q=" + quote("隐患"),
    "compare": "/compare",
    "two documents": "/compare?left=hostile-2022&right=qingshan-2023",
    "timeline": "/timeline?topic=" + quote("安全生产"),
    "chart": "/chart/points_by_topic",
    "not found": "/item/none",
    "data": "/kaohe",
    "table": "/kaohe/rules?_facet=effect&points__gte=0.1",
    "row": "/kaohe/rules/qingshan-2023~2F1~2F1",
    "question": "/kaohe/vetoes?document=",
    "sql": "/kaohe?sql=select+1",
    "sql error": "/kaohe?sql=select+x",
}
VIEWS = {
    "light": (1280, 900, False, False),
    "dark": (1280, 900, False, True),
    "phone": (360, 740, True, False),
}
GRAVE = """axe.run({resultTypes: ['violations']}).then(found => found.violations
    .filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_grave(browser: Browser, site: str, page: str) -> None:
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf8")
    for name, (width, height, phone, dark) in VIEWS.items():
        browser.size(width, height, phone=phone, dark=dark)
        browser.open(site + PAGES[page])
        browser.run(axe)
        assert browser.run(GRAVE) == [], name
