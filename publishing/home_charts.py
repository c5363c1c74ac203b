"""The home page's charts, drawn from the rows of the questions that are linked below them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.schema import BASES, EFFECTS
from publishing import charts
from publishing.addresses import Addresses
from publishing.labels import code_title
from publishing.language import Translate, current
from publishing.records import Record, grouped

MOST_TOPICS, MOST_YEARS, MOST_DOCUMENTS, MOST_DEPARTMENTS = 10, 3, 8, 12
BASE_CLASSES = ("s1", "s2", "s3", "s4", "refer", "veto", "exempt", "bonus", "forfeit")


def topics(rows: Sequence[Record], go: Addresses, words: Translate) -> str:
    """The heaviest topics, a bar for each of the newest years."""
    years = sorted({row["年度"] for row in rows if row["年度"] is not None})[-MOST_YEARS:]
    of_topic = grouped([row for row in rows if row["年度"] in years], "主题")
    chosen = sorted(of_topic, key=lambda name: -max(row["占总分百分比"] or 0 for row in of_topic[name]))[
        :MOST_TOPICS
    ]
    series = [
        charts.Series(
            name,
            [
                next((r["占总分百分比"] or 0 for r in of_topic[name] if r["年度"] == year), 0)
                for year in years
            ],
            go.search(topic=name),
        )
        for name in chosen
    ]
    return charts.grouped(
        words("各主题占总分的百分比"),
        [words("{year} 年", year=year) for year in years],
        series,
        unit="%",
        note=words("单位：{unit}", unit="%"),
    )


def penalties(rows: Sequence[Record], words: Translate) -> str:
    """How many rules take how much for one incident."""
    found = [charts.Bar(row["每次扣分"], row["规则数"]) for row in rows]
    unit, axis = words("条"), words("每一次（起、例、处、个……）扣的分")
    note = words("单位：{unit}", unit=unit)
    return charts.columns(words("每发生一次扣多少分"), found, unit=unit, axis=axis, note=note)


def effects(rows: Sequence[Record], go: Addresses, words: Translate) -> str:
    """For each of the newest documents, its rules by effect."""
    present = [effect for effect in EFFECTS if any(row["effect"] == effect for row in rows)]
    return _by_document(
        words("各文件的规则按效果"),
        rows,
        "effect",
        present,
        [code_title("rules", "effect", name, current()) or name for name in present],
        present,
        go,
        words,
    )


def bases(rows: Sequence[Record], go: Addresses, words: Translate) -> str:
    """For each of the newest documents, its rules by how they count."""
    counted = [row for row in rows if row["basis"]]
    present = [basis for basis in BASES if any(row["basis"] == basis for row in counted)]
    titles = [code_title("rules", "basis", name, current()) or name for name in present]
    return _by_document(
        words("各文件的规则按计分方式"), counted, "basis", present, titles, BASE_CLASSES, go, words
    )


def departments(rows: Sequence[Record], go: Addresses, words: Translate) -> str:
    """The departments with most points."""
    found = [
        charts.Bar(row["责任单位"], row["分值"] or 0, go.department(row["责任单位"]))
        for row in rows[:MOST_DEPARTMENTS]
    ]
    unit = words("分")
    note = f"{words('单位：{unit}', unit=unit)} · {words('各年度、各地区的同名单位合计')}"
    return charts.bars(words("谁承担多少分"), found, unit=unit, note=note)


def _by_document(
    title: str,
    rows: Sequence[Record],
    column: str,
    values: Sequence[str],
    titles: Sequence[str],
    classes: Sequence[str],
    go: Addresses,
    words: Translate,
) -> str:
    series = []
    for document, of in list(grouped(list(rows), "document").items())[:MOST_DOCUMENTS]:
        counts = [sum(row["规则数"] for row in of if row[column] == value) for value in values]
        label = f"{of[0]['地区'] or document} {of[0]['年度'] or ''}".strip()
        series.append(charts.Series(label, counts, go.document(document)))
    note = words("占比，悬停看条数")
    return charts.stacked(title, titles, classes[: len(titles)], series, unit=words("条"), note=note)
