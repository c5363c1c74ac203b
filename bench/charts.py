"""Charts of the bench's page: figures in, SVG out. The words stay text, so that no font is needed to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

WIDTH, HEIGHT, BAR = 560, 300, 22
"""Of the plot, and of one bar with its gap, in pixels."""
COLOUR = "#00796b"
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True, slots=True)
class Bars:
    """One figure for each name, on a logarithmic scale, perhaps with a line to compare them with; bars of `ratios`
    begin at that line."""

    name: str
    title: str
    english: str
    values: Sequence[tuple[str, float]]
    reference: float | None = None
    ratios: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Figures over how many times the smallest size, both on logarithmic scales, a line for each series:
    (series, times, figure)."""

    name: str
    title: str
    english: str
    points: Sequence[tuple[str, float, float]]


Chart = Bars | Lines


def svg(chart: Chart) -> str:
    """The picture; the same chart gives the same text."""
    import vl_convert

    drawn = _bars(chart) if isinstance(chart, Bars) else _lines(chart)
    return str(vl_convert.vegalite_to_svg(drawn.to_dict()))


def _bars(chart: Bars) -> Any:
    import altair as alt

    rows = [
        {"name": name, "value": value, "shown": _shown(value), "end": max(value, chart.reference or value)}
        for name, value in chart.values
    ]
    marks = decades([value for _, value in chart.values] + ([chart.reference] if chart.reference else []))
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("name:N", sort=None, title=None))
    along = alt.X("value:Q", scale=_scale(marks), title=chart.english, axis=_axis(marks))
    start = chart.reference if chart.ratios else marks[0]
    bars = base.mark_bar(color=COLOUR).encode(x=along, x2=alt.X2Datum(start))
    figures = base.mark_text(align="left", dx=4).encode(
        x="end:Q" if chart.ratios else "value:Q", text="shown:N"
    )
    layers = [bars, figures]
    if chart.reference is not None:
        mark = alt.Chart(alt.Data(values=[{"at": chart.reference}])).mark_rule(strokeDash=[4, 3])
        layers.append(mark.encode(x="at:Q"))
    return _finished(alt.layer(*layers), chart, BAR * len(rows))


def _lines(chart: Lines) -> Any:
    import altair as alt

    rows = [{"series": series, "times": times, "value": value} for series, times, value in chart.points]
    sizes = sorted({times for _, times, _ in chart.points})
    marks = decades([value for *_, value in chart.points])
    axis = alt.Axis(values=sizes, labelExpr="datum.value + '×'")
    drawn = alt.Chart(alt.Data(values=rows)).mark_line(point=True)
    drawn = drawn.encode(
        x=alt.X("times:Q", scale=alt.Scale(type="log"), title=None, axis=axis),
        y=alt.Y("value:Q", scale=_scale(marks), title=chart.english, axis=_axis(marks)),
        color=alt.Color("series:N", sort=None, title=None, scale=alt.Scale(scheme="tableau20")),
    )
    return _finished(drawn, chart, HEIGHT)


def decades(values: Sequence[float]) -> list[float]:
    """Powers of ten around all values: the ends and the marks of an axis."""
    first, last = floor(log10(min(values))), ceil(log10(max(values)))
    return [10.0**power for power in range(first, max(last, first + 1) + 1)]


def _scale(marks: Sequence[float]) -> Any:
    import altair as alt

    return alt.Scale(type="log", domain=[marks[0], marks[-1]])


def _axis(marks: Sequence[float]) -> Any:
    import altair as alt

    return alt.Axis(values=list(marks), format="~")


def _finished(drawn: Any, chart: Chart, height: int) -> Any:
    return drawn.properties(title=chart.title, width=WIDTH, height=height, background="white").configure(
        font=FONT
    )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
