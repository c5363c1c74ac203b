from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from made_tables import EARLIER, ELSEWHERE, put

from pipeline.cli import main
from pipeline.layout import Layout
from pipeline.load import load
from pipeline.settings import Settings

PAIR = ("qingshan-2023", "qingshan-2024")


def kaohe(layout: Layout, *arguments: str) -> Result:
    if not layout.database.exists():
        load(layout, Settings())
    return CliRunner().invoke(main, ["compare", *arguments, "--data", str(layout.root)])


def test_json(layout: Layout) -> None:
    done = kaohe(layout, *PAIR, "--format", "json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [change["kind"] for change in found["changes"]] == ["points_raised", "amount_raised", "item_added"]
    summary = found["summary"]
    assert (summary["points_added"], summary["points_raised"], summary["points_moved"]) == ("2", "1", "3")
    assert (summary["same"], summary["unchanged"]) == (2, 1)
    grown = [topic["topic"] for topic in summary["topics"] if topic["growth"] > 0]
    assert grown and len(grown) < len(summary["topics"])


def test_place_and_years_give_the_same(layout: Layout) -> None:
    by_place = kaohe(layout, "--place", "青山县", "--years", "2023", "2024", "--format", "json")
    assert by_place.stdout == kaohe(layout, *PAIR, "--format", "json").stdout


def test_the_other_way_round_what_was_added_is_removed(layout: Layout) -> None:
    found = json.loads(kaohe(layout, *reversed(PAIR), "--format", "json").stdout)
    assert {change["kind"] for change in found["changes"]} == {
        "item_removed",
        "points_lowered",
        "amount_lowered",
    }


def test_csv_has_a_line_for_each_change(layout: Layout) -> None:
    done = kaohe(layout, *PAIR, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))
    assert [row["percent"] for row in rows] == ["33.33", "100.0", ""]
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf")


def test_a_page_with_marks(layout: Layout, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert kaohe(layout, *PAIR, "--format", "html", "--output", str(target)).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert "少一次扣<del>0.5</del>分" in page
    assert "少一次扣<ins>1</ins>分" in page


def test_a_workbook(layout: Layout, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    assert kaohe(layout, *PAIR, "--format", "xlsx", "--output", str(target)).exit_code == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["概要", "变化", "对照", "对应关系"]
    assert [row[2].value for row in book["变化"].iter_rows(min_row=3)] == ["分值提高", "分数提高", "新增事项"]


def test_the_table_says_it_in_sentences(layout: Layout) -> None:
    done = kaohe(layout, *PAIR)
    assert "1 开展普法宣传活动：分值由3分改为4分，提高33.33%（占总分42.8571%→40%）。" in done.stdout
    assert "分值变动共 3 分" in done.stdout


def test_a_document_with_itself_and_unknown_names(layout: Layout) -> None:
    same = kaohe(layout, PAIR[0], PAIR[0], "--format", "json")
    assert (same.exit_code, json.loads(same.stdout)["changes"]) == (0, [])
    assert "两边是同一份文件" in same.stderr
    unknown = kaohe(layout, "qingshan-2022", PAIR[1])
    assert unknown.exit_code == 1
    assert "是不是 qingshan-2024、qingshan-2023、" in unknown.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), PAIR[:1], (*PAIR, "third"), ("--place", "青山县"), ("--years", "2023", "2024"),
     (*PAIR, "--place", "青山县", "--years", "2023", "2024")],
)  # fmt: skip
def test_neither_two_documents_nor_a_place_with_years(layout: Layout, arguments: tuple[str, ...]) -> None:
    assert kaohe(layout, *arguments).exit_code == 2


def test_without_a_database(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["compare", *PAIR, "--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "先运行 kaohe run" in done.stderr


FORMATS = ("table", "json", "csv", "html", "xlsx")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["empty-2024", "pointless-2024", "equal-2024"])
def test_odd_documents_in_every_format(layout: Layout, tmp_path: Path, name: str, form: str) -> None:
    put(layout, name, ODD[name], 2024, "西河县")
    target = tmp_path / f"out.{form}"
    done = kaohe(layout, PAIR[0], name, "--format", form, "--output", str(target))
    assert (done.exit_code, done.output) == (0, "")
    assert target.stat().st_size


ODD: dict[str, list[tuple[str, str, str | None, str]]] = {
    "empty-2024": [],
    "pointless-2024": [(number, demand, None, criteria) for number, demand, _, criteria in EARLIER],
    "equal-2024": [(number, demand, "5", criteria) for number, demand, _, criteria in EARLIER],
}


def changes(layout: Layout, left: str, right: str) -> list[tuple[str, str | None, str | None]]:
    found = json.loads(kaohe(layout, left, right, "--format", "json").stdout)
    return [(change["kind"], change["before"], change["after"]) for change in found["changes"]]


def test_an_empty_document_has_lost_or_gained_all(layout: Layout) -> None:
    put(layout, "empty-2024", [], 2024, "西河县")
    assert [kind for kind, _, _ in changes(layout, PAIR[0], "empty-2024")] == ["item_removed"] * 2
    assert [kind for kind, _, _ in changes(layout, "empty-2024", PAIR[0])] == ["item_added"] * 2
    assert "事项 2 条改为 0 条，总分 7 改为 无" in kaohe(layout, PAIR[0], "empty-2024").stdout


def test_a_document_without_points_has_no_shares(layout: Layout) -> None:
    put(layout, "pointless-2024", ODD["pointless-2024"], 2024, "西河县")
    put(
        layout,
        "pointless-2025",
        [("1", "开展普法宣传活动", None, "每季度开展一次，少一次扣1分")],
        2025,
        "西河县",
    )
    found = json.loads(kaohe(layout, "pointless-2024", "pointless-2025", "--format", "json").stdout)
    told = {change["kind"]: (change["percent"], change["share_before"]) for change in found["changes"]}
    assert told == {"amount_raised": (100.0, None), "item_removed": (None, None)}
    assert (found["left"]["total_points"], found["summary"]["points_moved"]) == (None, "0")


def test_equal_texts_with_other_points(layout: Layout) -> None:
    put(layout, "equal-2024", ODD["equal-2024"], 2024, "西河县")
    assert changes(layout, PAIR[0], "equal-2024") == [
        ("points_raised", "3", "5"),
        ("points_raised", "4", "5"),
    ]


def test_two_documents_of_a_place_and_year_must_be_named(layout: Layout) -> None:
    put(layout, "qingshan-2024-b", ELSEWHERE, 2024, "青山县")
    done = kaohe(layout, "--place", "青山县", "--years", "2023", "2024")
    assert done.exit_code == 1
    assert "qingshan-2024（qingshan-2024）、qingshan-2024-b" in done.stderr
    assert kaohe(layout, "qingshan-2024", "qingshan-2024-b").exit_code == 0


@pytest.mark.parametrize(
    ("place", "years", "hint"),
    [("青山", ("2023", "2024"), "是不是 青山县"), ("青山县", ("2019", "2024"), "有 2023、2024 年的")],
)
def test_an_unknown_place_or_year(layout: Layout, place: str, years: tuple[str, str], hint: str) -> None:
    done = kaohe(layout, "--place", place, "--years", *years)
    assert done.exit_code == 1
    assert hint in done.stderr


def test_a_year_with_itself_has_no_changes(layout: Layout) -> None:
    done = kaohe(layout, "--place", "青山县", "--years", "2023", "2023", "--format", "json")
    assert json.loads(done.stdout)["changes"] == []
