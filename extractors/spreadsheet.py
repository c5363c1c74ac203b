"""Old and open spreadsheets (.xls, .ods) by python-calamine; number formats of .xls from its own records."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine

from extractors.compound import CompoundFile
from extractors.errors import ExtractionError
from extractors.grid import Grid, Reading, ReadingNote
from extractors.limits import MAX_CELLS, MAX_COLUMNS
from extractors.number_format import show
from extractors.sheets import laid_out
from extractors.xls_formats import SheetFormats, read_formats

DAMAGED = "工作簿已损坏，文件可能没有下载完整，请重新获取"
Value = int | float | str | bool | time | date | datetime | timedelta


def read(path: Path) -> Reading:
    """Read a workbook: one grid for each visible sheet that holds text.

    Raises ExtractionError for damaged, encrypted or oversized files.
    """
    data = path.read_bytes()
    reading = Reading("ods" if data.startswith(b"PK") else "xls")
    formats = read_formats(_workbook(data, path)) if reading.format == "xls" else {}
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        _read_sheets(book, reading, path, formats)
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


def _workbook(data: bytes, path: Path) -> bytes:
    """The workbook's stream; a broken container is refused before the library meets it."""
    container = CompoundFile(data, path)
    stream = container.stream("Workbook") or container.stream("Book")
    if not stream:
        raise ExtractionError(DAMAGED, path=path)
    return stream


def _read_sheets(
    book: python_calamine.CalamineWorkbook, reading: Reading, path: Path, formats: dict[str, SheetFormats]
) -> None:
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
        look = formats.get(sheet.name, SheetFormats())
        rows = content.to_python(skip_empty_area=False)
        shown = [row for row in range(len(rows)) if row not in look.hidden]
        if len(shown) < len(rows):
            message = f"工作表“{sheet.name}”有{len(rows) - len(shown)}行隐藏，未读取"
            reading.notes.append(ReadingNote("hidden_rows", "warning", message))
        ranges = [(*first, *last) for first, last in merges or []]
        places = {row: index for index, row in enumerate(shown)}
        cells = list(laid_out(_texts(rows, look), ranges, places, max(map(len, rows), default=0) - 1))
        if any(cell.text for cell in cells):
            # None: the format does not tell which cells are merged
            spans = merges is not None
            reading.blocks.append(Grid(len(reading.blocks) + 1, cells, sheet=sheet.name, spans=spans))


def _texts(rows: list[list[Value]], formats: SheetFormats) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    for r, row in enumerate(rows):
        if r in formats.hidden:
            continue
        for c, value in enumerate(row):
            if text := _text(value, *formats.formats.get((r, c), (0, None))):
                texts[r, c] = text
    return texts


def _text(value: Value, format_id: int, code: str | None) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return show(str(Decimal(str(value))), format_id, code)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return value.replace("\r\n", "\n").replace("\r", "\n")
