"""What each column of a table holds: from its heading where that speaks, from its content where it does
not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.item.departments import is_unit
from extractors.lexicon import ENDING, WHOLE, Meaning, meaning, words
from extractors.table.blocks import Block, Row
from extractors.table.profile import Profile, profile
from extractors.texts import heading_key

# Shares of a column's cells from which on it is what they are: scoring texts, ways to score, targets, offices, ways to
# check, ticks; and of the texts of another column below which it is coarser than that.
SCORING_SHARE = 0.3
SAYS_HOW = 0.5
FIGURES = 0.6
ONLY_OFFICES = 0.8
CHECKS = 0.6
ONLY_TICKS = 0.9
MUCH_FEWER = 0.7
SIGNED = re.compile("[扣加减奖]")
CERTIFIES = re.compile("认定|提供|采集|核定|审核|报送")


@dataclass(slots=True)
class Columns:
    """The columns (counted from 0) of each field; ``labels`` run from the coarsest to the finest.

    ``coarse_points`` are those of ``other`` that hold the marks of coarser levels than the items'.
    ``headings`` holds the heading of a column as issued, ``guessed`` the columns decided by content.
    """

    labels: list[int] = field(default_factory=list)
    criteria: list[int] = field(default_factory=list)
    points: int | None = None
    bonus_points: int | None = None
    evidence: list[int] = field(default_factory=list)
    departments: list[int] = field(default_factory=list)
    assessors: list[int] = field(default_factory=list)
    number: int | None = None
    other: list[int] = field(default_factory=list)
    coarse_points: list[int] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    guessed: dict[int, str] = field(default_factory=dict)

    @property
    def requirement(self) -> int | None:
        """The column of the finest label."""
        return self.labels[-1] if self.labels else None

    @property
    def is_scoring(self) -> bool:
        """Whether a table with these columns holds scoring items."""
        others = (self.points, self.bonus_points, self.number)
        return bool(self.criteria) and (bool(self.labels) or any(column is not None for column in others))

    def by_field(self) -> dict[str, int]:
        """The first column of each field, counted from 1."""
        coarse = self.labels[:-1]
        out = dict(zip(("section", "group"), coarse, strict=False))
        if self.labels:
            out["requirement"] = self.labels[-1]
        points = self.points if self.points is not None else self.bonus_points
        for name, column in (("number", self.number), ("points", points)):
            if column is not None:
                out[name] = column
        for name in ("criteria", "evidence", "departments"):
            if columns := getattr(self, name):
                out[name] = columns[0]
        return {name: column + 1 for name, column in out.items()}


def find_columns(header: Sequence[Row], body: Sequence[Row]) -> Columns:
    """Decide every column's field. ``header`` may be empty; its cells may be fewer than the body's."""
    width = max((len(row.cells) for row in [*header, *body]), default=0)
    profiles = [profile(_column_texts(body, column)) for column in range(width)]
    paths = _heading_paths(header, profiles, width)
    columns = Columns(headings={c: "／".join(path) for c, path in enumerate(paths) if path})
    fields = [_named_field(path, content) for path, content in zip(paths, profiles, strict=True)]
    _numbers_under_a_label(paths, profiles, fields)
    _choose_criteria(paths, profiles, fields, columns)
    _choose_by_content(profiles, fields, columns)
    _choose_offices(profiles, fields, columns)
    _fill(columns, fields, profiles)
    return columns


def _column_texts(body: Sequence[Row], column: int) -> list[str]:
    texts, last = [], None
    for row in body:
        block = row.cells[column] if column < len(row.cells) else None
        # a cell over several columns is a section row or a note and says nothing about this one
        if block is not None and block is not last and block.column_span == 1:
            texts.append(block.text)
        last = block
    return texts


def _heading_paths(header: Sequence[Row], profiles: list[Profile], width: int) -> list[list[str]]:
    if len(header) == 1 and header[0].cells and header[0].cells[-1] is None:
        return [[text] if text else [] for text in _align(header[0], profiles, width)]
    paths: list[list[str]] = [[] for _ in range(width)]
    for column in range(width):
        seen: list[Block] = []
        for row in header:
            block = row.cells[column] if column < len(row.cells) else None
            if block is not None and block.text and not any(block is b for b in seen):
                seen.append(block)
        paths[column] = [block.text for block in seen]
    return paths


def _align(row: Row, profiles: list[Profile], width: int) -> list[str]:
    """Spread headings over more columns than they have cells, so that content fits best.

    A text dump shows a heading over two columns as one cell. Each heading covers one or more columns in
    order.
    """
    texts = [block.text for block in row.distinct()]
    count = len(texts)
    worst = float("-inf")
    best = [[worst] * (width + 1) for _ in range(count + 1)]
    back = [[0] * (width + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for h in range(1, count + 1):
        for end in range(h, width + 1):
            gain = 0.0
            for start in range(end - 1, h - 2, -1):
                gain += _fit(texts[h - 1], profiles[start], last=start == end - 1)
                if best[h - 1][start] + gain > best[h][end]:
                    best[h][end], back[h][end] = best[h - 1][start] + gain, start
    out, end = [""] * width, width
    for h in range(count, 0, -1):
        start = back[h][end]
        out[start:end] = [texts[h - 1]] * (end - start)
        end = start
    return out


def _fit(heading: str, content: Profile, *, last: bool) -> float:
    found = meaning(heading)
    kind = found.field if found else None
    if kind == "label":
        return 1.0 if content.is_text or (content.is_numbering and not last) else 0.2
    if kind == "number":
        return 1.5 if content.is_numbering else -0.5
    if kind in ("points", "bonus_points"):
        return 1.5 if content.is_points else -0.5
    if kind == "criteria":
        return 0.5 + content.scoring if content.is_text else -0.5
    if kind in ("departments", "assessors"):
        return 0.5 + content.units if content.is_text else -0.5
    return 0.5 if content.is_text or not content.written else 0.0


def _named_field(path: list[str], content: Profile) -> str | None:
    """The field that a heading names, unless the content contradicts it: 指标及分值 over words is a label."""
    found = _path_meaning(path)
    if found is None:
        return None
    key = heading_key(path[-1])
    if found.field == "points" and content.written and content.points < SCORING_SHARE:
        if any(word in key for word in words("label_stems")):
            return "label"
        if found.weight == WHOLE:
            return "points" if content.values + content.ranges >= FIGURES else None
        return "criteria" if content.scoring >= SAYS_HOW else None
    if found.field == "label" and content.values >= FIGURES and not content.is_numbering:
        return "other"
    if found.field == "departments" and key in ("单位", "部门") and content.written and content.units < 0.5:
        return "other"
    return found.field


def _path_meaning(path: list[str]) -> Meaning | None:
    """The meaning of a heading over several rows: the finest says most, but under 评分标准 a 扣分 is no
    result column."""
    found = [m for text in path if (m := meaning(text))]
    if not found:
        return None
    leaf = found[-1]
    if len(found) > 1:
        parent = found[0]
        if parent.field in ("criteria", "departments", "assessors", "evidence", "other") and (
            leaf.field in ("other", "bonus_points", "label") or leaf.weight < ENDING
        ):
            return parent
    return leaf


def _numbers_under_a_label(paths: list[list[str]], profiles: list[Profile], fields: list[str | None]) -> None:
    """One heading over a number and its text: the numbers' column is found by its content."""
    for column, (left, right) in enumerate(pairwise(paths)):
        if left and left == right and fields[column] == "label" and profiles[column].is_numbering:
            fields[column] = "number"


def _choose_criteria(
    paths: list[list[str]], profiles: list[Profile], fields: list[str | None], columns: Columns
) -> None:
    named = [c for c, name in enumerate(fields) if name == "criteria"]
    if len(named) > 1:
        _demote(named, paths, profiles, fields)
    elif not named:
        open_columns = [
            c
            for c, name in enumerate(fields)
            if name in (None, "label", "other", "evidence") and profiles[c].scoring >= SCORING_SHARE
        ]
        if open_columns:
            chosen = max(open_columns, key=lambda c: (profiles[c].scoring, c))
            fields[chosen] = "criteria"
            columns.guessed[chosen] = "criteria"
    # a column 扣分 or 加分 is to be filled in, unless it says how
    for column, name in enumerate(fields):
        heading = heading_key(paths[column][-1]) if paths[column] else ""
        if (
            name in ("other", "bonus_points")
            and profiles[column].scoring >= SAYS_HOW
            and SIGNED.search(heading)
        ):
            fields[column] = "criteria"


def _demote(
    named: list[int], paths: list[list[str]], profiles: list[Profile], fields: list[str | None]
) -> None:
    """Of several columns named for criteria keep those that score; the others are requirements or ways of checking."""
    strongest = max(profiles[c].scoring for c in named)
    strong = [c for c in named if profiles[c].scoring >= max(SCORING_SHARE, strongest / 2)] or named
    heads = {paths[c][0] for c in strong if len(paths[c]) > 1}
    keep = [c for c in named if c in strong or (paths[c] and paths[c][0] in heads)]
    for column in set(named) - set(keep):
        heading = heading_key(paths[column][-1] if paths[column] else "")
        checking = heading.endswith(("方法", "办法", "方式")) or column > keep[-1]
        if not heading.startswith(tuple(words("scoring_stems"))) or profiles[column].checks >= CHECKS:
            fields[column] = "evidence" if checking else "label"


def _choose_by_content(profiles: list[Profile], fields: list[str | None], columns: Columns) -> None:
    criteria = [c for c, name in enumerate(fields) if name == "criteria"]
    named = set(fields)
    unknown = [c for c, name in enumerate(fields) if name is None and profiles[c].written]
    for column in unknown:
        content = profiles[column]
        choice = "other"
        if content.ticks >= ONLY_TICKS and is_unit(heading_key(columns.headings.get(column, ""))):
            choice = "departments"
        elif content.is_numbering and "number" not in named:
            choice = "number"
        elif content.is_points and "points" not in named:
            choice = "points"
        elif content.units >= 0.6 and not named & {"departments"}:
            choice = "departments"
        elif content.is_text and criteria:
            choice = "label" if column < criteria[0] else "evidence"
            if choice == "evidence" and "evidence" in named:
                choice = "other"
        fields[column] = choice
        named.add(choice)
        columns.guessed[column] = choice


def _choose_offices(profiles: list[Profile], fields: list[str | None], columns: Columns) -> None:
    """A label between others that holds nothing but offices, in a table that names them nowhere else."""
    if {"departments", "assessors"} & set(fields):
        return
    labels = [column for column, name in enumerate(fields) if name == "label"]
    for column in labels[1:-1]:
        if profiles[column].units >= ONLY_OFFICES:
            fields[column] = "departments"
            columns.guessed[column] = "departments"
            return


def _coarsest_first(labels: list[int], profiles: list[Profile]) -> list[int]:
    """The label columns as they stand; where the last holds far fewer texts than the first, which has one for each of
    its cells, the table begins with the finest."""
    if len(labels) < 2:
        return labels
    first, last = profiles[labels[0]], profiles[labels[-1]]
    turned = first.distinct == first.written and last.distinct <= first.distinct * MUCH_FEWER
    return labels[::-1] if turned and last.distinct > 1 else labels


def _finest_points(points: list[int], profiles: list[Profile], fields: list[str | None]) -> int:
    """Of the points of several levels (一级指标 分值 二级指标 分值) those of the items: each level has more cells than
    the one above it; where all have as many, the finest level's stand behind its label."""
    labels = [c for c, name in enumerate(fields) if name == "label"]
    most = max(profiles[c].written for c in points)
    full = [c for c in points if profiles[c].written == most]
    behind = [c for c in full if labels and c > labels[-1]]
    return (behind or full)[0]


def _fill(columns: Columns, fields: list[str | None], profiles: list[Profile]) -> None:
    points = [c for c, name in enumerate(fields) if name == "points"]
    if len(points) > 1:
        by_content = [c for c in points if profiles[c].is_points] or points
        exact = [c for c in by_content if "权" not in columns.headings.get(c, "")] or by_content
        for column in set(points) - {_finest_points(exact, profiles, fields)}:
            fields[column] = "other"
            columns.coarse_points.append(column)
    columns.labels = _coarsest_first([c for c, name in enumerate(fields) if name == "label"], profiles)
    for column, name in enumerate(fields):
        match name:
            case "points" | "bonus_points":
                setattr(columns, name, column)
            case "number":
                columns.number = column
            case None | "label":
                pass
            case _:
                getattr(columns, name).append(column)
    if not columns.departments:
        # Whoever only certifies or supplies the figures answers for nothing.
        responsible = [c for c in columns.assessors if not CERTIFIES.search(columns.headings.get(c, ""))]
        columns.departments = responsible
        columns.assessors = [c for c in columns.assessors if c not in responsible]
