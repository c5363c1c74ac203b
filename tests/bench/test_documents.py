"""What counts as a row read exactly, and that the known rows are the documents' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.document_rows import recovered, word_rows
from bench.document_worker import html_rows, markdown_rows

WORD = Path(__file__).parent.parent / "documents" / "word"


@pytest.mark.parametrize(
    ("found", "count"),
    [
        ([["1", "巡河", "少一次\n扣1分"]], 1),  # a line break in a cell is no difference
        ([["责任", "1", "巡河", "少一次扣1分"]], 1),  # a further cell neither
        ([["1", "巡河", "少一次扣1"]], 0),  # a character lost
        ([["1", "巡河 少一次扣1分"]], 0),  # two cells run together
        ([["1", "巡河"], ["", "少一次扣1分"]], 0),  # over two rows
        ([], 0),
    ],
)
def test_a_row_counts_when_all_its_cells_stand_in_one(found: list[list[str]], count: int) -> None:
    assert recovered([["1", "巡河", "", "少一次扣1分"]], found) == count


def test_word_rows_fill_merged_cells_from_the_xml() -> None:
    rows = word_rows(WORD / "merged_cells.docx")
    assert rows[2] == ["环卫", "清扫", "5", "每处扣0.5分"]
    assert rows[3] == ["环卫", "清运", "3", "每处扣0.5分"]


def test_html_spans_are_filled() -> None:
    page = (
        "<table><tr><td rowspan=2>责任</td><td colspan=2>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>"
    )
    assert html_rows(page) == [["责任", "甲", "甲"], ["责任", "乙", "丙"]]


def test_markdown_cells_are_unescaped() -> None:
    assert markdown_rows("前文\n| 甲\\|乙 | 1\\. 丙<br>丁 |") == [[" 甲|乙 ", " 1. 丙丁 "]]
