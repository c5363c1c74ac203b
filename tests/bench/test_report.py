"""What the bench found becomes a page of the docs with charts: the same findings give the same page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from bench import charts, growing
from bench.beside import _ratio_row
from bench.charts import Bars, Lines
from bench.document_peers import run
from bench.documents import Answer, cell, ratios
from bench.meter import measured
from bench.peers import Session, UnavailableError
from bench.report import Part, Table, write
from extractors import extract

SPEEDS = Bars("speeds", "每秒事项", "items a second", [("读 docx", 1829.4), ("读 pdf", 82.81)])
RATIOS = Bars("ratios", "用时之比", "ratio", [("甲", 0.128), ("乙", 1.5)], 1.0, ratios=True)
GROWTH = Lines("growth", "处理器秒", "seconds", [("读表", 1, 0.1), ("读表", 10, 1.0), ("入库", 1, 0.02)])


def words(picture: str) -> list[str]:
    root = etree.fromstring(picture.encode())
    return [text for element in root.iter("{*}text") if (text := "".join(element.itertext()))]


@pytest.mark.parametrize(
    ("chart", "wanted"),
    [
        (SPEEDS, ["每秒事项", "items a second", "读 docx", "读 pdf", "1,829", "82.8"]),
        (RATIOS, ["甲", "乙", "0.128", "1.5", "0.1", "10"]),
        (GROWTH, ["处理器秒", "读表", "入库", "1×", "10×"]),
    ],
)
def test_a_chart_is_svg_with_its_words_as_text(chart: charts.Chart, wanted: list[str]) -> None:
    picture = charts.svg(chart)
    assert picture == charts.svg(chart)
    assert set(wanted) <= set(words(picture))
    assert "<script" not in picture and "href" not in picture.replace("xmlns:xlink", "")


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([1.0], [1, 10]),
        ([0.128, 1.51], [0.1, 1, 10]),
        ([3, 1829], [1, 10, 100, 1000, 10_000]),
        ([0.001, 0.01], [0.001, 0.01]),
    ],
)
def test_the_marks_of_an_axis(values: list[float], marks: list[float]) -> None:
    assert charts.decades(values) == pytest.approx(marks)


def test_a_page_with_its_tables_and_charts(tmp_path: Path) -> None:
    table = Table("读文件", ("文件", "秒"), [("a|b.docx", "0.1")], "两次中最快。")
    part = Part("各种文件", "Documents.", (table,), (SPEEDS, RATIOS), ("跳过 pandoc：没有安装",))
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "earlier.svg").write_text("<svg/>")
    write([part], tmp_path)
    page = (tmp_path / "benchmarks.md").read_text(encoding="utf8")
    assert "## 各种文件" in page
    assert "| 文件 | 秒 |\n| --- | --- |\n| a\\|b.docx | 0.1 |\n\n两次中最快。" in page
    assert "- 跳过 pandoc：没有安装" in page
    assert "- Python：" in page and "- 日期：" in page and "- 机器：" in page
    for chart in part.charts:
        assert f"](benchmarks/{chart.name}.svg)" in page
    assert sorted(path.name for path in (tmp_path / "benchmarks").iterdir()) == ["ratios.svg", "speeds.svg"]


def test_ratios_are_of_pairs() -> None:
    one, other, third = (Path(name) for name in ("a.pdf", "b.pdf", "c.pdf"))
    answers = {
        "kaohe": {one: Answer(7, (1.0, 2.0, 9.0)), other: Answer(7, (1.0, 1.0, 1.0)), third: Answer(1, (1.0,) * 3)},
        "peer": {one: Answer(5, (2.0, 4.0, 3.0)), other: Answer(error="ValueError: no")},
    }  # fmt: skip
    assert ratios(answers, "peer") == [0.5]
    assert cell(answers["kaohe"][one]) == "7（1.000 秒）"
    assert cell(answers["peer"][other]) == "出错：ValueError: no"
    assert cell(answers["peer"].get(third)) == "–"
    assert _ratio_row("甲", [0.5, 2.0, 4.0]) == ("甲", "3", "2", "0.5", "4")


def hold(size: int) -> int:
    return len(b"x" * size)


def test_the_memory_of_a_measured_function_is_its_own() -> None:
    here = b"x" * (200 << 20)
    size, cost = measured(hold, 1 << 20)
    assert size == 1 << 20
    assert cost.memory < len(here)
    _, more = measured(hold, 100 << 20)
    assert more.memory - cost.memory > 80 << 20


@pytest.mark.parametrize("name", ["docx", "xlsx", "html", "txt", "pdf"])
def test_a_document_made_for_the_clock_has_as_many_items_as_wanted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"浓度<{number}&gt;低于标准的，每次扣1分" for number in range(24)]
    monkeypatch.setattr(growing, "distinct", lambda seed: iter(texts))
    path = growing.MAKERS[name](tmp_path, 12)
    assert growing.read_one(path) == 12
    assert {item.criteria for item in extract(path).items} == set(texts[:12])


def test_a_reader_answers_for_one_document_after_another(tmp_path: Path) -> None:
    path = growing.MAKERS["docx"](tmp_path, 3)
    (tmp_path / "none.docx").write_text("")
    answers = run("kaohe", [path, tmp_path / "none.docx"])
    assert len(answers[path]["rows"]) == 4
    assert answers[path]["seconds"] > 0
    assert "ExtractionError" in answers[tmp_path / "none.docx"]["error"]


def test_a_worker_that_cannot_start_is_told_of() -> None:
    session = Session(Path(sys.executable), "peer_worker.py", "nobody")
    with pytest.raises(UnavailableError, match="KeyError: 'nobody'"):
        session.ask(["扣1分"])
    session.close()
