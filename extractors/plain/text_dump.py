"""Tables in text dumps: a tab before each cell, cells one a line, rows parted by blank lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.item.numbering import number_alone

MIN_COLUMNS = 3
# Words that open a line behind a table, not a paragraph of its last cell.
BEHIND = re.compile(
    r"^(?:注|备注|说明|附注|填表说明|附件|附表|附录|续表|表\s*\d|单位[:：]|考核组|填表人)[\s:：\d一二三四五六七八九十]*"
)


@dataclass(slots=True)
class Dump:
    """Rows of one table of a dump; ``behind`` are the lines that follow it."""

    rows: list[list[str]]
    behind: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Cells between two blank lines."""

    cells: list[str]
    behind: list[str] = field(default_factory=list)


def is_cell_dump(lines: list[str]) -> bool:
    """Whether each cell stands on a line of its own, with a tab in front, and not a whole row on a line."""
    tabbed = [line for line in lines if "\t" in line]
    return sum(line.startswith("\t") and line.count("\t") == 1 for line in tabbed) * 2 > len(tabbed)


def read_dump(lines: list[str]) -> list[Dump]:
    """The tables of a dump with one cell a line.

    A blank line ends a row, but a cell may hold blank lines, and even end with them. So the usual number of
    cells between blank lines is taken for the table's width, and shorter runs that together make one row are
    joined. A line that opens as notes and annexes do ends the table.
    """
    dumps: list[Dump] = []
    runs: list[_Run] = []
    for run in _runs(lines):
        runs.append(run)
        if run.behind:
            dumps.append(Dump(_rows(runs), run.behind))
            runs = []
    if runs:
        dumps.append(Dump(_rows(runs)))
    return dumps


def _runs(lines: list[str]) -> list[_Run]:
    runs: list[_Run] = []
    after_blank = True
    for line in lines:
        if "\t" in line:
            start = line.split("\t") if not line.startswith("\t") else line[1:].split("\t")
            if after_blank or not runs or runs[-1].behind:
                runs.append(_Run(start))
            else:
                runs[-1].cells.extend(start)
        elif runs and line.strip():
            if runs[-1].behind or (after_blank and BEHIND.match(line.strip())):
                runs[-1].behind.append(line.strip())
            else:
                runs[-1].cells[-1] += "\n" + line
        # a tab alone is an empty cell, not a blank line
        after_blank = "\t" not in line and not line.strip()
    return runs


def _rows(runs: list[_Run]) -> list[list[str]]:
    usual = Counter(len(run.cells) for run in runs if len(run.cells) >= MIN_COLUMNS).most_common(1)
    if not usual:
        return [run.cells for run in runs]
    width = usual[0][0]
    rows: list[list[str]] = []
    index = 0
    while index < len(runs):
        end, cells = index + 1, list(runs[index].cells)
        while len(cells) < width and end < len(runs):
            cells += runs[end].cells
            end += 1
        if len(cells) == width:
            rows.append(cells)
            index = end
        else:
            rows.append(runs[index].cells)
            index += 1
    return rows


def read_lines(lines: list[str]) -> list[Dump]:
    """The tables of a text with a row on each line, as Word's cells are when pasted into a plain editor.

    A cell's own line ends break its row over several lines: a line that fits into what the row above still lacks
    goes on with it, and one without a tab goes on with the last cell while the table has rows below. The first
    line holds a tab.
    """
    dumps: list[Dump] = []
    widths = Counter(line.count("\t") + 1 for line in lines if "\t" in line)
    width = max((w for w, n in widths.items() if n * 3 >= widths.most_common(1)[0][1]), default=0)
    last_tab = max((n for n, line in enumerate(lines) if "\t" in line), default=-1)
    after_blank = True
    for number, line in enumerate(lines):
        pieces = line.split("\t")
        row = dumps[-1].rows[-1] if dumps and not dumps[-1].behind else None
        if not line.strip() and "\t" not in line:
            after_blank = True
            continue
        apart = row is None or (after_blank and len(row) >= width)
        whole = row is not None and len(row) + len(pieces) - 1 > width
        if len(pieces) == 1:
            below = number > last_tab and row is not None and len(row) >= width
            if row is not None and not (apart or below or BEHIND.match(line.strip())):
                row[-1] += f"\n{line.strip()}"
            elif dumps:
                dumps[-1].behind.append(line.strip())
        elif row is None or apart or whole or len(row) >= width or number_alone(pieces[0]) is not None:
            if row is None:
                dumps.append(Dump([]))
            dumps[-1].rows.append(pieces)
        else:
            row[-1] += f"\n{pieces[0]}"
            row.extend(pieces[1:])
        after_blank = False
    return dumps
