"""Old and open spreadsheets (.xls, .ods) by python-calamine; number formats are not visible there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine

from extractors.compound import CompoundFile
from extractors.errors import ExtractionError
from extractors.grid import Cell, Grid, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS
from extractors.number_format import show

DAMAGED = "工作簿已损坏，文件可能没有下载完整，请重新获取"
Value = int | float | str | bool | time | date | datetime | timedelta


def read(path: Path) -> Reading:
    """Read a workbook: one grid for each visible sheet that holds text.

    Raises ExtractionError for damaged, encrypted or oversized files.
    """
    data = path.read_bytes()
    reading = Reading("ods" if data.startswith(b"PK") else "xls")
    if reading.format == "xls":
        _check_container(data, path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        _read_sheets(book, reading, path)
    except python_calamine.PasswordError as error:
        raise ExtractionError("文件已加密，请先去掉密码再读", path=path) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise ExtractionError(DAMAGED, path=path) from error
    except BaseException as error:
        # the library's own failures are no Exception, so that they are told apart by their name
        if type(error).__name__ != "PanicException":
            raise
        raise ExtractionError(DAMAGED, path=path) from error
    return reading


def _check_container(data: bytes, path: Path) -> None:
    """Refuse a broken container before the library meets it."""
    container = CompoundFile(data, path)
    if not (container.stream("Workbook") or container.stream("Book")):
        raise ExtractionError(DAMAGED, path=path)


def _read_sheets(book: python_calamine.CalamineWorkbook, reading: Reading, path: Path) -> None:
    for sheet in book.sheets_metadata:
        if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != python_calamine.SheetVisibleEnum.Visible:
            reading.notes.append(ReadingNote("hidden_sheet", "info", f"隐藏的工作表“{sheet.name}”未读取"))
            continue
        content = book.get_sheet_by_name(sheet.name)
        if content.total_width > MAX_COLUMNS or content.total_width * content.total_height > MAX_CELLS:
            raise ExtractionError(
                f"工作表“{sheet.name}”超过上限（{MAX_COLUMNS}列、{MAX_CELLS}格），请删去无关的行列", path=path
            )
        merges = content.merged_cell_ranges
        cells = list(_cells(content.to_python(skip_empty_area=False), merges or []))
        if any(cell.text for cell in cells):
            # None: the format does not tell which cells are merged
            spans = merges is not None
            reading.blocks.append(Grid(len(reading.blocks) + 1, cells, sheet=sheet.name, spans=spans))


def _cells(rows: list[list[Value]], merges: list[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[Cell]:
    width = max(map(len, rows), default=0)
    spans = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merges:
        bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        covered.discard((top, left))
    for r, row in enumerate(rows):
        for c in range(width):
            if (r, c) not in covered:
                tall, wide = spans.get((r, c), (1, 1))
                yield Cell(r, c, tall, wide, tuple(_text(row[c] if c < len(row) else "").split("\n")))


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return show(str(Decimal(str(value))), 0, None)
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return value.replace("\r\n", "\n").replace("\r", "\n")
