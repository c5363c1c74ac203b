"""What the bench found, as records: printed as tables, and written as a page of the docs with charts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table as Printed

from bench import charts, machine
from bench.charts import Chart

PAGE = "benchmarks.md"
PICTURES = "benchmarks"
"""The page, and the folder of its charts, below the docs."""
WIDTH = 160
"""Columns of what is printed elsewhere than on a terminal."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown; `note` says how they were measured."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What we want of a figure, and what it was this time."""

    what: str
    wanted: str
    found: str
    met: bool

    @property
    def cells(self) -> tuple[str, ...]:
        return self.what, self.wanted, self.found, "达到" if self.met else "没有达到"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bench: its name in Chinese and English, what it found, what was wanted of it, and what could not be
    measured."""

    title: str
    english: str
    tables: Sequence[Table]
    charts: Sequence[Chart] = ()
    skipped: Sequence[str] = ()
    goals: Sequence[Goal] = ()


GOALS = ("", "目标", "这一次", "")


def at_most(what: str, limit: float, found: float, unit: str = "") -> Goal:
    """A goal that a figure must not exceed."""
    return Goal(what, f"≤ {limit:,g}{unit}", f"{found:,.4g}{unit}", found <= limit)


def at_least(what: str, limit: float, found: float, unit: str = "") -> Goal:
    """A goal that a figure must reach."""
    return Goal(what, f"≥ {limit:,g}{unit}", f"{found:,.4g}{unit}", found >= limit)


def busy() -> str:
    """How busy the machine is, to be told with every time."""
    return f"此时系统负载 {os.getloadavg()[0]:.1f}，{os.cpu_count()} 核"


def show(part: Part) -> None:
    """Print a part."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(width=WIDTH, highlight=False)
    for line in part.skipped:
        console.print(line)
    for table in part.tables:
        printed = Printed(*table.heads)
        for row in table.rows:
            printed.add_row(*row)
        console.print(f"\n[bold]{table.title}[/bold]", printed, table.note, sep="\n")
    for goal in part.goals:
        console.print(" ".join(goal.cells))


def write(parts: Iterable[Part], docs: Path) -> None:
    """Write the page and its charts below the docs; charts of an earlier page go."""
    pictures = docs / PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    listed = list(parts)
    drawn = {f"{chart.name}.svg": charts.svg(chart) for part in listed for chart in part.charts}
    for path in pictures.glob("*.svg"):
        if path.name not in drawn:
            path.unlink()
    for name, picture in drawn.items():
        (pictures / name).write_text(picture, encoding="utf8")
    (docs / PAGE).write_text("\n".join(_page(listed)), encoding="utf8")


def _page(parts: Sequence[Part]) -> Iterable[str]:
    yield from (
        "# 速度和内存",
        "",
        "这一页由 `make bench` 写出，不要手改；在自己的机器上再跑一次，就是那台机器的数字。",
        "",
        "*Written by `make bench`; every figure is measured in one run on the machine below. "
        "English names follow the Chinese ones.*",
        "",
    )
    for name, value in machine.facts():
        yield f"- {name}：{value}"
    yield ""
    if goals := [goal for part in parts for goal in part.goals]:
        yield from ("## 目标", "", "*What we want of these figures, and what they were in this run.*", "")
        yield from (_row(GOALS), _row(["---"] * len(GOALS)), *map(_goal, goals), "")
    for part in parts:
        yield from (f"## {part.title}", "", f"*{part.english}*", "")
        for chart in part.charts:
            yield from (f"![{chart.title}]({PICTURES}/{chart.name}.svg)", "")
        for table in part.tables:
            yield from _table(table)
        if part.skipped:
            yield from (*(f"- {line}" for line in part.skipped), "")


def _table(table: Table) -> Iterable[str]:
    yield from (f"**{table.title}**", "", _row(table.heads), _row(["---"] * len(table.heads)))
    yield from map(_row, table.rows)
    yield ""
    if table.note:
        yield from (table.note, "")


def _goal(goal: Goal) -> str:
    *cells, outcome = goal.cells
    return _row([*cells, outcome if goal.met else f"**{outcome}**"])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
