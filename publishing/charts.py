"""Charts as SVG text, drawn here so that they need no script, no network and print as they are.

Colours come from the page's style sheet by class, so that they follow light and dark. Every mark has a `<title>`
with its value; the chart's own title and unit are text in the picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10
from zlib import crc32

WIDTH = 520
"""Width of the drawing in its own units; it scales with the page."""

ROW, GAP, FONT, TOP, AXIS = 22, 8, 13, 46, 26
LONGEST_LABEL = 15
"""Characters of a label before it is cut; the whole stands in its title."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: label, value, and where it leads (an address) if anywhere."""

    label: str
    value: float
    link: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a stacked or grouped chart: label and its parts in the order of the chart's names."""

    label: str
    values: Sequence[float]
    link: str = ""


def bars(title: str, rows: Sequence[Bar], *, unit: str, note: str = "") -> str:
    """Horizontal bars, one a row, in the order given."""
    named = [Series(row.label, (row.value,), row.link) for row in rows]
    return grouped(title, ("",), named, unit=unit, note=note)


def grouped(title: str, names: Sequence[str], rows: Sequence[Series], *, unit: str, note: str = "") -> str:
    """Horizontal bars, for each row one bar a name, with a legend where there is more than one name."""
    if not rows:
        return ""
    left = _label_width(rows)
    room = WIDTH - left - 52
    top = max((value for row in rows for value in row.values), default=0) or 1
    several = len(names) > 1
    thick = 13 if several else ROW - 4
    height_of_row = thick * len(names) + GAP
    legend, lines = _wrapped_legend(names, [f"s{index}" for index in range(1, len(names) + 1)])
    y = TOP + (18 * lines + 6 if several else 0)
    body = [legend] if several else []
    bottom = y + height_of_row * len(rows)
    body.append(_grid(left, room, top, y - 4, bottom, unit))
    for row in rows:
        body.append(_label(row.label, left - 8, y + (height_of_row - GAP) / 2 + FONT * 0.36, row.link))
        for index, value in enumerate(row.values):
            name = f"{row.label}，{names[index]}" if several else row.label
            across = max(room * value / top, 1 if value else 0)
            top_of_bar = y + index * thick
            body.append(
                f'<g class="bar"><rect class="s{index + 1}" x="{left}" y="{_n(top_of_bar)}" width="{_n(across)}" '
                f'height="{thick - 2}" rx="1.5"/><title>{escape(name)}：{_value(value)}{escape(unit)}</title>'
                f'<text class="value" x="{_n(left + across + 5)}" y="{_n(top_of_bar + thick / 2 + 3)}">'
                f"{_value(value)}</text></g>"
            )
        y += height_of_row
    return _svg(title, note or _in(unit), bottom + AXIS, body, _spoken(names, rows, unit))


def stacked(
    title: str,
    names: Sequence[str],
    classes: Sequence[str],
    rows: Sequence[Series],
    *,
    unit: str,
    note: str = "",
) -> str:
    """Horizontal bars of equal length, parted by share; `classes` name the parts' colours, values are counts."""
    if not rows:
        return ""
    left = _label_width(rows)
    room = WIDTH - left - 12
    legend, lines = _wrapped_legend(names, classes)
    y = TOP + 18 * lines
    body = [legend]
    for row in rows:
        total = sum(row.values) or 1
        body.append(_label(row.label, left - 8, y + ROW / 2 + FONT * 0.3, row.link))
        x = float(left)
        for name, kind, value in zip(names, classes, row.values, strict=True):
            across = room * value / total
            if value:
                share = f"{100 * value / total:.0f}%"
                body.append(
                    f'<g class="bar"><rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(max(across - 1, 0.5))}" '
                    f'height="{ROW - 2}"/><title>{escape(row.label)}，{escape(name)}：'
                    f"{_value(value)}{escape(unit)}（{share}）</title>"
                )
                if across > 34:
                    body.append(
                        f'<text class="inside" x="{_n(x + across / 2)}" y="{_n(y + ROW / 2 + 3.5)}">{share}</text>'
                    )
                body.append("</g>")
            x += across
        y += ROW + GAP
    return _svg(title, note, y + 4, body, _spoken(names, rows, unit))


def columns(title: str, rows: Sequence[Bar], *, unit: str, axis: str, note: str = "") -> str:
    """Upright columns side by side, as for a distribution; `axis` says what the labels below measure."""
    if not rows:
        return ""
    height, base = 180, TOP + 12 + 180
    room = WIDTH - 24
    step = room / len(rows)
    top = max(row.value for row in rows) or 1
    body = []
    for index, row in enumerate(rows):
        x = 12 + index * step
        up = max(height * row.value / top, 1 if row.value else 0)
        body.append(
            f'<g class="bar"><rect class="s1" x="{_n(x + 4)}" y="{_n(base - up)}" width="{_n(step - 8)}" '
            f'height="{_n(up)}" rx="1.5"/>'
            f"<title>{escape(row.label)}：{_value(row.value)}{escape(unit)}</title>"
            f'<text class="value middle" x="{_n(x + step / 2)}" y="{_n(base - up - 5)}">{_value(row.value)}</text></g>'
            f'<text class="middle" x="{_n(x + step / 2)}" y="{base + 18}">{escape(row.label)}</text>'
        )
    body.append(f'<line class="axis" x1="12" y1="{base}" x2="{WIDTH - 12}" y2="{base}"/>')
    body.append(f'<text class="quiet middle" x="{WIDTH / 2}" y="{base + 40}">{escape(axis)}</text>')
    return _svg(
        title,
        note or _in(unit),
        base + 50,
        body,
        _spoken(("",), [Series(r.label, (r.value,)) for r in rows], unit),
    )


def _svg(title: str, note: str, height: float, body: Sequence[str], spoken: str) -> str:
    name = f"chart-{crc32((title + spoken).encode()):08x}"
    # What holds links is no single picture to a screen reader.
    role = "group" if any("<a " in part for part in body) else "img"
    return (
        f'<svg class="chart" role="{role}" aria-labelledby="{name} {name}-d" viewBox="0 0 {WIDTH} {_n(height)}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(spoken)}</desc>'
        f'<text class="heading" x="0" y="17">{escape(title)}</text>'
        f'<text class="quiet" x="0" y="35">{escape(note)}</text>{"".join(body)}</svg>'
    )


def _in(unit: str) -> str:
    return f"单位：{unit}"


def _wrapped_legend(names: Sequence[str], classes: Sequence[str]) -> tuple[str, int]:
    """The legend and how many lines it takes."""
    x, line, out = 0.0, 0, []
    for name, kind in zip(names, classes, strict=True):
        wide = 30 + _width(name)
        if x and x + wide > WIDTH:
            x, line = 0.0, line + 1
        y = TOP - 2 + 18 * line
        out.append(f'<rect class="{kind}" x="{_n(x)}" y="{y}" width="11" height="11" rx="2"/>'
                   f'<text x="{_n(x + 16)}" y="{y + 10}">{escape(name)}</text>')  # fmt: skip
        x += wide
    return "".join(out), line + 1


def _grid(left: float, room: float, top: float, first: float, last: float, unit: str) -> str:
    out = []
    step = _step(top)
    value = 0.0
    while value <= top * 1.0001:
        x = _n(left + room * value / top)
        out.append(f'<line class="grid" x1="{x}" y1="{_n(first)}" x2="{x}" y2="{_n(last)}"/>'
                   f'<text class="quiet middle" x="{x}" y="{_n(last + 16)}">{_value(value)}</text>')  # fmt: skip
        value += step
    return "".join(out)


def _step(top: float) -> float:
    """A round step that parts the axis in two to five."""
    unit = 10.0 ** floor(log10(top))
    for step in (0.2, 0.5, 1.0):
        if top / (unit * step) <= 5:
            return unit * step
    return unit * 2


def _label(label: str, x: float, y: float, link: str) -> str:
    short = label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
    tip = f"<title>{escape(label)}</title>" if short != label else ""
    text = f'<text class="label" x="{_n(x)}" y="{_n(y)}">{tip}{escape(short)}</text>'
    return f'<a href="{escape(link)}">{text}</a>' if link else text


def _label_width(rows: Sequence[Series]) -> float:
    return 12 + max(min(_width(row.label), _width("国" * LONGEST_LABEL)) for row in rows)


def _width(text: str) -> float:
    return sum(FONT if unicodedata.east_asian_width(c) in "WFA" else FONT * 0.58 for c in text)


def _spoken(names: Sequence[str], rows: Sequence[Series], unit: str) -> str:
    """The values in words, for those who do not see the picture."""
    parts = []
    for row in rows:
        values = [
            f"{name}{_value(value)}{unit}" for name, value in zip(names, row.values, strict=True) if value
        ]
        parts.append(f"{row.label} {'、'.join(values) or '0'}")
    return "；".join(parts)


def _value(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
