from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import publishing
from publishing import document, layers, search_page, vars
from publishing.downloads import FORMATS
from publishing.language import dictionary, preferred
from publishing.metadata import DESCRIPTION
from publishing.queries import QUERIES

ROOM = Path(publishing.__file__).parent
IN_TEMPLATE = re.compile(r"""\b_\(\s*("([^"]+)"|'([^']+)')""")
IN_CODE = re.compile(r"""\bwords\(\s*"([^"]+)\"""")


def texts() -> set[str]:
    found = {two or three for path in (ROOM / "templates").glob("*.html")
             for _, two, three in IN_TEMPLATE.findall(path.read_text(encoding="utf8"))}  # fmt: skip
    found |= {text for path in ROOM.glob("*.py") for text in IN_CODE.findall(path.read_text(encoding="utf8"))}
    found |= {
        DESCRIPTION,
        *(text for query in QUERIES.values() for text in (query["title"], query["description"])),
    }
    found |= {title for _, title in vars.SECTIONS}
    found |= {*layers.LAYERS.values(), *document.FIELDS.values(), *search_page.FACETS.values()}
    found |= {title for title, _, _ in FORMATS.values()}
    return {text for text in found if re.search("[\u4e00-\u9fff]", text)}


def test_every_text_has_its_english_and_nothing_is_left_over() -> None:
    assert sorted(texts() - set(dictionary())) == []


def test_an_english_text_fills_in_the_same_names() -> None:
    for chinese, english in dictionary().items():
        assert set(re.findall(r"\{\w+\}", english)) <= set(re.findall(r"\{\w+\}", chinese)), chinese


@pytest.mark.parametrize(
    ("accept", "language"),
    [("", "zh"), ("en-US,en;q=0.9", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("fr,en;q=0.5", "en"), ("fr", "zh"),
     ("en;q=0.1,zh;q=0.2", "zh"), ("en;q=x", "zh"), ("," * 99, "zh")],
)  # fmt: skip
def test_the_browsers_preference(accept: str, language: str) -> None:
    assert preferred(accept) == language


def test_a_visitor_can_switch_and_it_is_kept(get: Any) -> None:
    assert '<html lang="zh-CN">' in get("/").text
    response = get("/", _lang="en")
    assert '<html lang="en">' in response.text
    assert "kaohe_lang=en" in response.headers["set-cookie"]
    assert '<html lang="en">' in get("/", headers={"cookie": "kaohe_lang=en"}).text
    assert '<html lang="en">' in get("/", headers={"accept-language": "en"}).text
    assert '<html lang="zh-CN">' in get("/", _lang="../x").text


@pytest.mark.parametrize(
    "path", ["/", "/document/qingshan-2023", "/item/qingshan-2023/2", "/kaohe/rules", "/none"]
)
def test_an_english_page_has_no_chinese_around_the_data(get: Any, path: str) -> None:
    text = get(path, _lang="en").text
    for chinese in ("搜索", "首页", "评分标准", "责任单位", "筛选", "没有"):
        assert f">{chinese}<" not in text
