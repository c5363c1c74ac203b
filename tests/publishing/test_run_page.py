"""The page about the last run shows its report; without one, or with a damaged one, it says so."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.catalogue import Entry, write_catalogue
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A data folder after a run over a document and one that is not there."""
    layout = Layout(tmp_path_factory.mktemp("run") / "data")
    layout.raw.mkdir(parents=True)
    shutil.copy(RAW / "lianyungang-2013.txt", layout.raw)
    entries = [Entry("lianyungang-2013", "lianyungang-2013.txt"), Entry("gone-2013", "<gone>.txt")]
    write_catalogue(layout.catalogue, entries)
    run(layout, settings=Settings(formats=()), workers=1)
    return layout


def page(layout: Layout, language: str = "zh") -> Any:
    datasette = Datasette([], immutables=[str(layout.database)])
    return asyncio.run(datasette.client.get("/-/kaohe/run", params={"_lang": language}))


def test_the_report_is_shown(data: Layout) -> None:
    response = page(data)
    assert response.status_code == 200
    report = json.loads(data.report.read_bytes())
    for shown in (
        "读规则",
        "共 2 份文件",
        "/document/gone-2013",
        "&lt;gone&gt;.txt",
        "unreadable",
        report["run"],
    ):
        assert shown in response.text, shown
    assert "不是现在这个数据库" not in response.text
    assert report["versions"]["spacy"] in response.text


def test_it_speaks_english_and_every_page_leads_to_it(data: Layout) -> None:
    assert "over 2 documents" in page(data, "en").text
    datasette = Datasette([], immutables=[str(data.database)])
    home = asyncio.run(datasette.client.get("/documents"))
    assert 'href="/-/kaohe/run"' in home.text


def test_a_report_of_another_build_is_marked_as_such(data: Layout) -> None:
    kept = data.report.read_bytes()
    data.report.write_bytes(json.dumps({**json.loads(kept), "run": "0" * 64}).encode())
    try:
        assert "不是现在这个数据库" in page(data).text
    finally:
        data.report.write_bytes(kept)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"{}", b"\xff", b'{"run": 1}'])
def test_without_a_report_the_page_says_so(data: Layout, content: bytes | None) -> None:
    kept = data.report.read_bytes()
    data.report.unlink()
    if content is not None:
        data.report.write_bytes(content)
    try:
        response = page(data)
        assert response.status_code == 200
        assert "没有运行报告" in response.text
    finally:
        data.report.write_bytes(kept)
