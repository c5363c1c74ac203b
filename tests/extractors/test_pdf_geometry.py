"""The geometry that all paged formats share: lines to cells, characters to paragraphs, blanks to columns."""

from __future__ import annotations

import pytest

from extractors.pages.complete import completed, side_by_side, with_merged_columns
from extractors.pages.corridors import column_borders
from extractors.pages.labels import label_rows
from extractors.pages.lattice import find_lattices, straighten
from extractors.pages.page import Glyph, Page, Rule, clean, turn_page, turned, without_doubles
from extractors.pages.running import is_page_number
from extractors.pages.text import join_lines, text_lines

SIZE = 10.0


def set_line(text: str, left: float, top: float) -> list[Glyph]:
    """A line of characters, Chinese ones square, others half as wide; a ␣ is a blank without a character."""
    glyphs = []
    for character in text:
        width = SIZE if ord(character) > 0x2E7F else SIZE / 2
        if character != "␣":
            glyphs.append(Glyph(character, left, top, left + width, top + SIZE))
        left += width
    return glyphs


def paragraphs(drawing: str, width: float) -> tuple[str, ...]:
    glyphs = [g for row, line in enumerate(drawing.split("/")) for g in set_line(line, 0, row * 13)]
    return join_lines(text_lines(glyphs), 0, width)


@pytest.mark.parametrize(
    ("drawing", "width", "expected"),
    [
        # broken lines are joined without a blank
        ("未按时报送的，每/次扣0.5分。", 80, ("未按时报送的，每次扣0.5分。",)),
        # a number is not torn apart: it moved to the next line as a whole
        ("低于标准的每次扣/0.5分。", 85, ("低于标准的每次扣0.5分。",)),
        # a mark that may not begin a line takes the character before it along
        ("同一问题按一次/计）；其他", 90, ("同一问题按一次计）；其他",)),
        # a line that ends early ends a paragraph
        ("规财处/科技处", 80, ("规财处", "科技处")),
        # a numbered point after a full sentence begins one
        ("1.未报送的扣1分。/2.迟报的扣2分。", 85, ("1.未报送的扣1分。", "2.迟报的扣2分。")),
        # a decimal is no numbered point
        ("完成率每低一点扣。/0.5分", 90, ("完成率每低一点扣。0.5分",)),
        # one character a line is one word
        ("加/分/项", 60, ("加分项",)),
        # two numbers are not
        ("3/2", 60, ("3", "2")),
        # two Latin words were parted by a blank
        ("GB/T", 12, ("GB T",)),
        ("␣␣第一段从缩进/开始。/␣␣第二段。", 80, ("第一段从缩进开始。", "第二段。")),
    ],
)
def test_paragraphs(drawing: str, width: float, expected: tuple[str, ...]) -> None:
    assert paragraphs(drawing, width) == expected


def test_raised_figures_stay_in_their_line() -> None:
    glyphs = [*set_line("10", 0, 10), Glyph("3", 10, 8, 13, 13), *set_line("立方", 13, 10)]
    assert [line.text for line in text_lines(glyphs)] == ["103立方"]


def rules(text: str) -> list[Rule]:
    """Rules from a drawing: left,top,right,bottom by blanks."""
    return [Rule(*map(float, part.split(","))) for part in text.split()]


FOUR = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
FRAME = "0,0,100,0 0,60,100,60 0,0,0,60 100,0,100,60 "


@pytest.mark.parametrize(
    ("drawing", "cells"),
    [
        # a full grid of two by two
        (FRAME + "50,0,50,60 0,30,100,30", FOUR),
        # the first column merged over both rows
        (FRAME + "50,0,50,60 50,30,100,30", [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        # no line below: closed where the uprights end
        ("0,0,100,0 0,30,100,30 0,0,0,60 50,0,50,60 100,0,100,60", FOUR),
        # no uprights at the sides: closed where the lines end
        ("0,0,100,0 0,30,100,30 0,60,100,60 50,0,50,60", FOUR),
        # an underline inside a cell is no border
        (FRAME + "50,0,50,60 60,40,80,40", [(0, 0, 1, 1), (0, 1, 1, 1)]),
        # double borders are one
        (FRAME + "49,0,49,60 51,0,51,60", [(0, 0, 1, 1), (0, 1, 1, 1)]),
        # a cell-by-cell border in pieces is one line
        (FRAME + "50,0,50,29 50,31,50,60 0,30,49,30 51,30,100,30", FOUR),
    ],
)
def test_cells_between_lines(drawing: str, cells: list[tuple[int, int, int, int]]) -> None:
    (lattice,) = find_lattices(rules(drawing))
    assert [(r.row, r.column, r.row_span, r.column_span) for r in lattice.regions] == cells


def test_a_frame_around_a_table_is_no_table() -> None:
    inner = "20,20,80,20 20,40,80,40 20,55,80,55 20,20,20,55 50,20,50,55 80,20,80,55"
    (lattice,) = find_lattices(rules("0,0,100,0 0,99,100,99 0,0,0,99 100,0,100,99 0,10,100,10 " + inner))
    assert len(lattice.regions) == 4
    assert lattice.box == (20, 20, 80, 55)


def test_dots_in_a_row_are_a_line() -> None:
    dots = [Rule(3 * i, 5, 3 * i + 0.8, 5.7) for i in range(20)]
    (line,), uprights = straighten(dots)
    assert (round(line.at, 1), round(line.end)) == (5.3, 57)
    assert uprights == []


def test_columns_part_at_blanks_that_no_line_crosses() -> None:
    table = [
        "序号␣␣内容␣␣␣␣␣␣分值",
        "1␣␣␣␣␣巡河不少于一次␣␣3",
        "2␣␣␣␣␣清理河道␣␣␣␣␣␣5",
        "3␣␣␣␣␣公示␣␣␣␣␣␣␣␣␣␣2",
    ]
    lines = text_lines([g for row, text in enumerate(table) for g in set_line(text, 0, row * 14)])
    assert len(column_borders(lines)) == 4


@pytest.mark.parametrize(
    ("tops", "ys", "starts"),
    [
        # a text in every row
        ([2, 22, 42, 62], [0, 20, 40, 60, 80], [0, 1, 2, 3]),
        # labels on top of their rows
        ([2, 42], [0, 20, 40, 60, 80], [0, 2]),
        # labels in the middle of theirs
        ([15, 55], [0, 20, 40, 60, 80], [0, 2]),
        ([5, 45], [0, 20, 40, 60, 80], [0, 1]),
        ([], [0, 20, 40], [0]),
    ],
)
def test_rows_of_labels(tops: list[float], ys: list[float], starts: list[int]) -> None:
    lines = text_lines([g for top in tops for g in set_line("标签", 0, top)])
    assert label_rows(lines, ys) == starts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", True),
        ("- 3 -", True),
        ("— 12 —", True),
        ("第 3 页", True),
        ("第3页 共12页", True),
        ("3/12", True),
        ("iv", True),
        ("2024年", False),
        ("一、总则", False),
        ("扣3分", False),
    ],
)
def test_page_numbers(text: str, number: bool) -> None:
    assert is_page_number(text) is number


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turning_there_and_back(degrees: int) -> None:
    box = (10.0, 20.0, 30.0, 25.0)
    there = turned(box, 200, 100, degrees)
    sides = (100, 200) if degrees in (90, 270) else (200, 100)
    assert turned(there, *sides, 360 - degrees) == box
    page = turn_page(Page(1, 200, 100, [Glyph("扣", *box)]), degrees)
    issued = page.box(*there)
    assert (issued.left, issued.top, issued.right, issued.bottom) == box


@pytest.mark.parametrize(
    ("text", "read"),
    [("⻓", "长"), ("⻛", "风"), ("⼾", "户"), ("⼀", "一"), ("\u00ad", ""), ("\u3000", " ")],
)
def test_characters_as_they_are_read(text: str, read: str) -> None:
    assert clean(text) == read


def test_double_strike() -> None:
    twice = [*set_line("11", 0, 0), *set_line("11", 0.3, 0)]
    assert [g.left for g in without_doubles(twice)] == [0, 5]


def test_tables_side_by_side_with_the_same_rows_are_one() -> None:
    """A browser left out the middle column, whose merged cell has no text left to show."""
    numbers = "0,0,20,0 0,20,20,20 0,40,20,40 0,0,0,40 20,0,20,40 "
    texts = "60,0,100,0 60,20,100,20 60,40,100,40 60,0,60,40 100,0,100,40"
    (joined,) = side_by_side(find_lattices(rules(numbers + texts)))
    assert joined.xs == [0, 20, 60, 100]
    assert [(r.row, r.column, r.row_span) for r in joined.regions] == [
        (0, 0, 1),
        (0, 1, 2),
        (0, 2, 1),
        (1, 0, 1),
        (1, 2, 1),
    ]


def test_a_column_left_out_at_the_side_is_put_back() -> None:
    """The label's column of the page before is not drawn on this one."""
    (before,) = find_lattices(rules(FRAME + "20,0,20,60 50,0,50,60 20,30,100,30"))
    (here,) = find_lattices(rules("20,0,100,0 20,60,100,60 20,30,100,30 20,0,20,60 50,0,50,60 100,0,100,60"))
    whole = with_merged_columns(here, before)
    assert whole.xs == before.xs == [0, 20, 50, 100]
    assert (whole.regions[0].row_span, whole.regions[0].column) == (2, 0)


def test_what_a_browser_leaves_of_merged_cells_is_taken_out() -> None:
    """A stray border in an empty label above, and below the last row a stripe that only the label reaches."""
    lines = "0,0,100,0 20,30,100,30 0,12,20,12 20,60,100,60 0,0,0,80 20,0,20,80 60,0,60,60 100,0,100,60 0,30,20,30"
    (lattice,) = find_lattices(rules(lines))
    glyphs = [*set_line("甲", 30, 5), *set_line("乙", 70, 5), *set_line("签", 5, 40), *set_line("丙", 30, 40)]
    whole = completed(lattice, glyphs)
    assert [(r.row, r.column, r.row_span) for r in whole.regions] == [
        (0, 0, 1),
        (0, 1, 1),
        (0, 2, 1),
        (1, 0, 1),
        (1, 1, 1),
        (1, 2, 1),
    ]
