from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from publishing import charts

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> Any:
    return etree.fromstring(svg)


def titles(svg: str) -> list[str]:
    return [bar.find(f"{SVG}title").text for bar in drawn(svg).iter(f"{SVG}g")]


def widths(svg: str) -> list[float]:
    return [float(bar.find(f"{SVG}rect").get("width")) for bar in drawn(svg).iter(f"{SVG}g")]


def test_bars_are_as_long_as_their_values() -> None:
    svg = charts.bars("分值", [charts.Bar("甲", 10), charts.Bar("乙", 5), charts.Bar("丙", 0)], unit="分")
    first, second, third = widths(svg)
    assert second == pytest.approx(first / 2, abs=0.1)
    assert third == 0
    assert titles(svg) == ["甲：10分", "乙：5分", "丙：0分"]


def test_stacked_bars_part_the_whole_by_share() -> None:
    rows = [charts.Series("甲", (3, 1)), charts.Series("乙", (0, 0))]
    svg = charts.stacked("效果", ("扣分", "加分"), ("deduct", "bonus"), rows, unit="条")
    assert titles(svg) == ["甲，扣分：3条（75%）", "甲，加分：1条（25%）"]
    three, one = widths(svg)
    assert three + 1 == pytest.approx(3 * (one + 1), abs=0.3)


def test_columns_stand_as_high_as_their_values() -> None:
    svg = charts.columns("分布", [charts.Bar("≤1", 4), charts.Bar(">1", 2)], unit="条", axis="每次扣分")
    high, low = (float(bar.find(f"{SVG}rect").get("height")) for bar in drawn(svg).iter(f"{SVG}g"))
    assert low == pytest.approx(high / 2, abs=0.1)


def test_what_labels_hold_stays_text() -> None:
    hostile = "<script>alert('1')</script>\"&"
    svg = charts.bars(hostile, [charts.Bar(hostile, 1, 'x" onclick="y')], unit=hostile)
    found = drawn(svg)
    assert not list(found.iter(f"{SVG}script"))
    assert not [e for e in found.iter() for name in e.attrib if name.startswith("on")]
    assert found.find(f"{SVG}title").text == hostile


@pytest.mark.parametrize("values", [[], [0], [0, 0], [1e-9], [1e12], [0.25, 100]])
def test_any_values_can_be_drawn(values: list[float]) -> None:
    rows = [charts.Bar(str(n), value) for n, value in enumerate(values)]
    for svg in (charts.bars("甲", rows, unit="分"), charts.columns("甲", rows, unit="分", axis="乙")):
        assert (svg == "") == (not values)
        if svg:
            drawn(svg)


def test_the_same_data_give_the_same_picture() -> None:
    rows = [charts.Bar("甲", 1)]
    assert charts.bars("甲", rows, unit="分") == charts.bars("甲", rows, unit="分")


def test_the_values_are_said_in_words() -> None:
    rows = [charts.Series("水", (1, 2.5)), charts.Series("气", (0, 0))]
    description = (
        drawn(charts.grouped("主题", ("2013 年", "2024 年"), rows, unit="%")).find(f"{SVG}desc").text
    )
    assert description == "水 2013 年1%、2024 年2.5%；气 0"
