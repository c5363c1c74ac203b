"""Documents whose rows are known: the tests' own PDFs, the source documents, and tables made for the clock."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bench.document_rows import Rows, word_rows

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "tests" / "documents"
LAYOUTS = (
    "ruled",
    "rows-only",
    "three-lines",
    "columns-only",
    "open-sides",
    "unruled",
    "unruled-tight",
    "unruled-middle",
)
"""PDFs that all hold the same table, drawn in another way each."""
LONG_ROWS = 24
OFFICE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Sample:
    path: Path
    rows: Rows


def samples(folder: Path) -> Iterator[Sample]:
    """Every document with its rows; what has to be made is made in ``folder``."""
    pdf = maker("make_pdf")
    head: list[str] = pdf.SAFETY_HEAD
    body: list[list[str]] = pdf.SAFETY
    for name in LAYOUTS:
        yield Sample(DOCUMENTS / "pdf" / f"{name}.pdf", [head, *body])
    long = [[str(n + 1), *body[n % len(body)][1:]] for n in range(LONG_ROWS)]
    yield Sample(DOCUMENTS / "pdf" / "running-heads.pdf", [head, *long])
    for path in sorted((ROOT / "data" / "raw").glob("*.docx")):
        rows = word_rows(path)
        yield Sample(path, rows)
        if printed := _printed(path, folder):
            yield Sample(printed, rows)
    yield from hundred(folder)


def hundred(folder: Path) -> list[Sample]:
    """A .docx and an .xlsx with a heading and a hundred rows."""
    import xlsxwriter

    pdf, word, sheets = maker("make_pdf"), maker("make_word"), maker("make_sheets")
    body = [[str(n + 1), *pdf.SAFETY[n % len(pdf.SAFETY)][1:]] for n in range(100)]
    rows = [pdf.SAFETY_HEAD, *([cell.replace("\n", "") for cell in row] for row in body)]
    table = word.table(*(word.row(*row) for row in rows), widths=(1500,) * len(rows[0]))
    word.write("hundred-rows", table, folder=folder)
    with xlsxwriter.Workbook(folder / "hundred-rows.xlsx") as book:
        sheets.write_rows(book.add_worksheet(), 0, rows)
    return [Sample(folder / f"hundred-rows.{ending}", rows) for ending in ("docx", "xlsx")]


def _printed(path: Path, folder: Path) -> Path | None:
    """The document as LibreOffice prints it to PDF; none where LibreOffice is missing or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return None
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, timeout=OFFICE_SECONDS, check=False)  # noqa: S603
    made = folder / f"{path.stem}.pdf"
    return made if made.exists() else None


def maker(name: str) -> ModuleType:
    """One of the scripts that made the tests' documents."""
    spec = importlib.util.spec_from_file_location(name, DOCUMENTS / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(DOCUMENTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
