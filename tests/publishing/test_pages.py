from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from datasette.app import Datasette
from lxml import html
from site_rows import CRITERIA, HOSTILE

from publishing import department_queries

HOSTILE_PATHS = [
    "/",
    "/documents",
    "/document/hostile-2022",
    "/item/hostile-2022/1",
    "/departments",
    "/department/" + quote(HOSTILE, safe=""),
    "/search?q=" + quote(HOSTILE, safe=""),
    "/search?department=" + quote(HOSTILE, safe=""),
    "/kaohe/items",
    "/kaohe/documents",
    "/kaohe/items/hostile-2022~2F1",
    "/kaohe/items?_search=" + quote(HOSTILE, safe=""),
    "/kaohe/items_worth_most?points=&year=",
    "/item/" + quote(HOSTILE, safe=""),
    "/document/" + quote(HOSTILE, safe=""),
]


def page(response: Any) -> Any:
    return html.fromstring(response.text)


def select(found: Any, selector: str) -> list[Any]:
    """The elements of a plain selector: names, .classes, #ids and [name=value], with descendants and children."""
    path = ""
    for step in re.findall(r"[>\s]*[^>\s]+", selector):
        name, *rest = re.split(r"(?=[.#\[])", step.strip(" >"))
        path += ("/" if ">" in step else "//") + (name or "*")
        for part in rest:
            if part[0] == ".":
                path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {part[1:]} ')]"
            elif part[0] == "#":
                path += f"[@id='{part[1:]}']"
            else:
                path += "[@{}='{}']".format(*part[1:-1].replace("'", "").split("="))
    return list(found.xpath("." + path))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_what_cells_and_parameters_hold_never_runs(get: Any, path: str) -> None:
    response = get(path)
    assert response.status_code in (200, 404)
    found = page(response)
    assert not [script for script in found.iter("script") if not script.get("src")]
    assert not [
        e for e in found.iter() if isinstance(e.tag, str) for name in dict(e.attrib) if name.startswith("on")
    ]
    assert not [a for a in found.iter("a") if (a.get("href") or "").startswith("javascript:")]
    assert not found.xpath("//*[@style]")


@pytest.mark.parametrize(
    "path", ["/", "/item/qingshan-2023/1", "/kaohe/items", "/nothing", "/kaohe/rules.json"]
)
def test_every_answer_has_headers_that_keep_it_safe(get: Any, path: str) -> None:
    headers = get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_asks_another_host(get: Any) -> None:
    for path in (
        "/",
        "/document/qingshan-2023",
        "/item/qingshan-2023/1",
        "/search?q=隐患",
        "/kaohe/rules",
        "/kaohe",
    ):
        found = page(get(path))
        asked = found.xpath(
            "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src | //use/@href"
        )
        assert all(address.startswith("/") and not address.startswith("//") for address in asked), path


def test_the_item_page_shows_each_rule_on_its_words(get: Any) -> None:
    found = page(get("/item/qingshan-2023/1"))
    marks = select(found, "p.layered mark.rule")
    assert [words(mark)[1:].strip() for mark in marks] == [
        "每发现1处重大隐患未整改的扣0.5分",
        "整改率低于90%的扣1分",
    ]
    layered = select(found, "p.layered")[0]
    for number in select(layered, "a.seq"):
        number.text = ""
    assert words(layered) == CRITERIA
    assert [words(e) for e in select(marks[0], ".l-amount")] == ["扣0.5分"]
    assert [words(e) for e in select(marks[0], ".l-per")] == ["每发现1处"]
    assert [words(e) for e in select(marks[1], ".l-bound")] == ["低于90%"]
    assert [words(e) for e in select(layered, ".l-cap")] == ["扣完为止"]


def test_the_item_page_says_the_rules_in_words_and_what_belongs_to_them(get: Any) -> None:
    text = words(page(get("/item/qingshan-2023/1")))
    for expected in ("每1处扣0.5分", "低于 90%", "占本项 8.33%", "占总分 30%", "2023-06-30", "整改台账", "疑有遗漏",
                     "分管领导：甲", "第1张表，第2行", "牵头"):  # fmt: skip
        assert expected in text


def test_the_document_page_is_the_table_as_issued(get: Any) -> None:
    found = page(get("/document/qingshan-2023"))
    table = select(found, "table.issued")[0]
    assert [words(cell) for cell in select(table, "thead th")] == [
        "一级类别", "考核内容", "分值", "评分细则", "材料要求", "责任单位"]  # fmt: skip
    section = select(table, "tbody td.f-section")
    assert [(words(cell), cell.get("rowspan")) for cell in section] == [("一、安全生产", "2")]
    assert [a.get("href") for a in select(table, "a.to-item")] == [
        "/item/qingshan-2023/1", "/item/qingshan-2023/2"]  # fmt: skip
    assert [words(cell) for cell in select(table, "td.f-points")] == ["6", "加分项"]


def test_the_department_page_has_duties_dates_and_evidence(get: Any) -> None:
    text = words(page(get("/department/县应急局")))
    for expected in ("1 隐患排查", "每1处扣0.5分", "2023-06", "06-30", "整改台账", "加分项"):
        assert expected in text


@pytest.mark.parametrize("typed", ["隐患", "隐", "重大隐患", "县应急 整改率", "pm2.5", "ＰＭ2.5", "整改台账"])
def test_words_of_any_length_are_found(get: Any, typed: str) -> None:
    found = page(get("/search", q=typed))
    links = [a.get("href") for a in select(found, ".results h2 a")]
    assert any(link.startswith("/item/qingshan-2023/") for link in links)
    assert select(found, "form.search input[name=q]")[0].get("value") == typed


def test_too_many_single_characters_are_told_not_looked_for(get: Any) -> None:
    few, many = ("整 改 县 应 急", "整 改 率 县 应 急 局 每 季 度")
    assert select(page(get("/search", q=few)), ".results li")
    found = page(get("/search", q=many))
    assert not select(found, ".results li")
    assert "单个的字太多（最多 8 个）" in words(found)


def test_a_department_of_too_many_documents_has_no_file(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/department-file/xlsx/县应急局"
    assert get(address).status_code == 200
    monkeypatch.setattr(department_queries, "MOST_DOCUMENTS", 0)
    refused = get(address)
    assert refused.status_code == 400
    assert "不能做成一个文件" in refused.text
    assert "department-file" not in get("/department/县应急局?start=0&again").text


def test_hits_are_marked_where_they_stand(get: Any) -> None:
    found = page(get("/search", q="隐患"))
    marks = [words(mark) for mark in select(found, ".results mark")]
    assert marks
    assert set(marks) == {"隐患"}


@pytest.mark.parametrize(
    ("filters", "number"),
    [({"year": "2023"}, 2), ({"place": "青山县"}, 2), ({"topic": "安全生产"}, 1), ({"effect": "deduct"}, 1),
     ({"department": "县应急局"}, 2), ({"effect": "bonus"}, 0), ({"year": "1' OR 1=1"}, 0), ({}, 0)],
)  # fmt: skip
def test_filters_leave_what_fits(get: Any, filters: dict[str, str], number: int) -> None:
    assert len(select(page(get("/search", **filters)), ".results > li")) == number


@pytest.mark.parametrize(
    "table", ["items", "rules", "thresholds", "caps", "findings", "cap_rules", "departments"]
)
def test_every_tables_own_search_takes_the_words_as_typed(get: Any, table: str) -> None:
    typed = "应急" if table == "departments" else "重大隐患"
    assert len(get(f"/kaohe/{table}.json", _search=typed, _shape="array").json()) >= 1
    assert get(f"/kaohe/{table}.json", _search="海洋", _shape="array").json() == []
    box = select(page(get(f"/kaohe/{table}", _search=typed)), "#_search")[0]
    assert box.get("value") == typed


@pytest.mark.parametrize(
    "path",
    ["/item/qingshan-2023/99", "/document/none", "/department/none", "/kaohe/none", "/none/none", "/item/..%2F..",
     "/document/qingshan-2023/..%2f..%2fsecret.txt", "/document/qingshan-2023/secret.txt",
     "/document/hostile-2022/source", "/department-file/xlsx/none", "/department-file/exe/x",
     "/-/static-plugins/kaohe/..%2f__init__.py", "/page-picture/qingshan-2023/1"],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_helps(get: Any, path: str) -> None:
    response = get(path)
    if response.status_code == 302:  # Datasette spells % as ~ once
        response = get(response.headers["location"])
    assert response.status_code == 404
    assert "secret" not in re.sub(r"secret\.txt", "", response.text)
    if "static-plugins" not in path:
        assert select(page(response), "main a[href='/documents']")


@pytest.mark.parametrize(
    "query",
    ["_size=abc", "_next=%00", "_through={bad", "_sort=none", "id__in=[1", '_facet_array=["', "_where=(", "_col=none",
     "_search_none=x", "_facet=none", "_shape=none", "_sort=1;drop"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["", ".json"])
def test_malformed_parameters_are_the_visitors_slip(get: Any, query: str, form: str) -> None:
    response = get(f"/kaohe/items{form}?{query}")
    assert response.status_code in (200, 400)
    assert "Traceback" not in response.text
    assert "site-packages" not in response.text


def test_a_huge_query_is_refused(get: Any) -> None:
    assert get("/search?q=" + "a" * 20_000).status_code == 414


def test_downloads_are_files_and_never_pages(get: Any) -> None:
    for path, begins in (
        ("/document/qingshan-2023/source", b"as issued"),
        ("/document/qingshan-2023/qingshan-2023.json", b"{"),
        ("/document/qingshan-2023/qingshan-2023.xlsx", b"PK"),
        ("/document/qingshan-2023/qingshan-2023.rules.csv", "\ufeffrule".encode()),
        ("/department-file/xlsx/县应急局", b"PK"),
        ("/department-file/ics/县应急局", b"BEGIN:VCALENDAR"),
    ):
        response = get(path)
        assert response.status_code == 200, path
        assert response.headers["content-disposition"].startswith("attachment"), path
        assert response.content.startswith(begins), path


def test_a_csv_holds_no_formula(get: Any) -> None:
    from publishing.downloads import _harmless

    assert [_harmless(value) for value in ("=1+1", "@x", "-3分", "3", None, 1)] == [
        "'=1+1", "'@x", "'-3分", "3", None, 1]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("/none", "网址写错了", "address is mistaken"),
        ("/kaohe/none", "没有这个数据表", "no such table"),
        ("/kaohe/items/none", "没有这一行", "no such row"),
        ("/kaohe/rules?_sort=none", "不能按“none”排序", "Cannot sort by"),
        ("/kaohe/rules?_nocol=none", "没有这些栏目", "No such columns"),
        ("/kaohe/rules?_size=9999999", "一页最多", "at most"),
        ("/kaohe?sql=drop+table+items", "只能写一条以 select", "Only one query"),
        ("/kaohe?sql=select+none", "没有栏目“none”", "No such column: none"),
        ("/kaohe?sql=select+*+from+none", "没有数据表“none”", "No such table: none"),
        ("/kaohe?sql=select+1;+select+2", "一次只能写一条", "Only one query"),
        ("/kaohe?sql=select+<script>", "语法错误", "Syntax error"),
    ],
)
def test_errors_are_told_in_the_visitors_language(get: Any, path: str, chinese: str, english: str) -> None:
    for language, words_said in (("zh", chinese), ("en", english)):
        response = get(path, headers={"accept-language": language})
        assert response.status_code in (400, 404)
        assert words_said in words(select(page(response), ".notice")[0])


def test_a_query_that_takes_too_long_is_told_plainly(database: Path) -> None:
    slow = "with recursive n(i) as (select 1 union all select i+1 from n) select max(i) from n"
    site = Datasette([], immutables=[str(database)], settings={"sql_time_limit_ms": 50})
    response = asyncio.run(site.client.get("/kaohe", params={"sql": slow}))
    assert response.status_code == 400
    told = [words(notice) for notice in select(page(response), ".notice")]
    assert len(told) == 1
    assert told[0].startswith("查询太慢")
    assert "<" not in told[0]


PREFIXED = ["/kaohe/kaohe/items?_size=1&_facet=kind", "/kaohe/kaohe/items?_where=1", "/kaohe/kaohe/vetoes?document=",
            "/kaohe/kaohe", "/kaohe/", "/kaohe/item/qingshan-2023/1", "/kaohe/search?q=%E9%9A%90", "/kaohe/documents",
            "/kaohe/kaohe/items/qingshan-2023~2F1"]  # fmt: skip


def test_below_a_path_every_link_leads_somewhere(database: Path) -> None:
    site = Datasette(
        [], immutables=[str(database)], settings={"base_url": "/kaohe/", "suggest_facets": False}
    )

    async def visit() -> None:
        await site.invoke_startup()
        for start in PREFIXED:
            found = page(await site.client.get(start))
            links = {str(link).split("#")[0] for link in found.xpath("//@href | //@src | //form/@action")}
            for link in links - {""}:
                address = urljoin(f"http://localhost{start}", link)
                if not address.startswith("http://localhost"):
                    continue
                assert address.startswith("http://localhost/kaohe/"), (start, link)
                answer = await site.client.get(address.removeprefix("http://localhost"))
                assert answer.status_code in (200, 302), (start, link)

    asyncio.run(visit())
