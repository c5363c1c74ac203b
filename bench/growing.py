"""Each reader and each step over 1, 10 and 100 times as much: items a second, memory, growth."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from bench import site
from bench.corpus import write_corpus
from bench.document_sets import DOCUMENTS, OFFICE_SECONDS, ROOT, maker
from bench.enlarge import enlarge
from bench.meter import Cost, measured
from bench.sets import distinct
from pipeline.layout import Layout
from pipeline.run import STEPS, TITLES, run
from pipeline.settings import Settings

TIMES = (1, 10, 100)
SMALLEST = 10
"""Items of the smallest document of each format."""
DOCUMENTS_OF_A_CORPUS = 2
"""Documents of the smallest corpus: as many as there are real ones."""
ITEMS_OF_A_SCAN = 3
HEAD = ("序号", "考核内容", "分值", "评分标准", "责任单位")
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grown:
    """What a reader or a step took for so many times the smallest size; items are what it gave or worked on."""

    name: str
    times: int
    items: int
    cost: Cost


class NotThereError(Exception):
    """What a document of some format is made with is not there; its text says what."""


def readers(skipped: list[str]) -> Iterator[Grown]:
    """Every reader over documents of one format; what cannot be made is told in `skipped`."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in MAKERS.items():
            smallest = None
            for times in TIMES[:2] if name == "scan" else TIMES:
                target = Path(folder) / f"{name}-{times}"
                target.mkdir()
                try:
                    path = make(target, SMALLEST * times)
                except NotThereError as missing:
                    skipped.append(f"跳过读 {name}：{missing}。")
                    break
                smallest = smallest or path
                yield Grown(name, times, *measured(read_one, path, before=partial(read_one, smallest)))
    skipped.append("读 scan 没有量 100 倍：几百页，每页要识别近一秒。")


def read_one(path: Path) -> int:
    """Read a document; how many items it has."""
    from extractors import extract

    return len(extract(path).items)


def steps() -> Iterator[Grown]:
    """Every step of a run, in one process, over corpora made from the real documents; items are those of the corpus."""
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            layout = Layout(Path(folder))
            write_corpus(layout, DOCUMENTS_OF_A_CORPUS * times)
            items = 0
            for step in STEPS:
                found, cost = measured(run_step, layout, step)
                items = items or found
                yield Grown(TITLES[step], times, items, cost)


def run_step(layout: Layout, step: str) -> int:
    """Run one step; how many items there are now."""
    run(layout, (step,), settings=Settings(), workers=1)
    return sum(path.read_bytes().count(b'"position":') for path in layout.items.glob("*.json"))


def pages(rules: int) -> Iterator[tuple[int, int, site.Load]]:
    """The site on databases of so many rules, of a tenth and a hundredth: times the smallest, rules, what it did."""
    source = ROOT / "data" / "db" / "kaohe.db"
    for times in TIMES[:-1]:
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "kaohe.db"
            count = rules * times // TIMES[-1]
            enlarge(source, database, count)
            yield times, count, site.under_load(database)


def _rows(items: int) -> Rows:
    criteria, others = islice(distinct(seed=11), items), distinct(seed=12)
    return [(str(n), next(others)[:24], "5", text, "县应急局") for n, text in enumerate(criteria, 1)]


def _docx(folder: Path, items: int) -> Path:
    word = maker("make_word")
    rows = (map(escape, row) for row in (HEAD, *_rows(items)))
    table = word.table(*(word.row(*row) for row in rows), widths=(1500,) * len(HEAD))
    word.write("made", table, folder=folder)
    return folder / "made.docx"


def _doc(folder: Path, items: int) -> Path:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NotThereError("没有 LibreOffice")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "doc",
               "--outdir", str(folder), str(_docx(folder, items))]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=OFFICE_SECONDS, check=True)  # noqa: S603
    return folder / "made.doc"


def _xlsx(folder: Path, items: int) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(folder / "made.xlsx") as book:
        maker("make_sheets").write_rows(book.add_worksheet(), 0, (HEAD, *_rows(items)))
    return folder / "made.xlsx"


def _html(folder: Path, items: int) -> Path:
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in (HEAD, *_rows(items)))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    path = folder / "made.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><table>{body}</table>", encoding="utf8")
    return path


def _txt(folder: Path, items: int) -> Path:
    path = folder / "made.csv"
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows((HEAD, *_rows(items)))
    return path


def _pdf(folder: Path, items: int) -> Path:
    from reportlab.pdfbase import cidfonts, pdfmetrics

    pdf: Any = maker("make_pdf")
    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(pdf.FONT))
    pdf.FOLDER = folder
    rows = [[escape(cell) for cell in row] for row in _rows(items)]
    pdf.save("made", rows, pdf.GRID, head=HEAD, widths=(32, 192, 34, 330, 100))
    return folder / "made.pdf"


def _scan(folder: Path, items: int) -> Path:
    """Pages of a real table each, in one picture."""
    from PIL import Image

    with Image.open(DOCUMENTS / "scan" / "plain.png") as page:
        each = ITEMS_OF_A_SCAN
        more = [page.copy() for _ in range(-(-items // each) - 1)]
        page.save(folder / "made.tif", save_all=True, append_images=more, compression="tiff_lzw")
    return folder / "made.tif"


MAKERS: Mapping[str, Callable[[Path, int], Path]] = {
    "docx": _docx,
    "doc": _doc,
    "xlsx": _xlsx,
    "html": _html,
    "txt": _txt,
    "pdf": _pdf,
    "scan": _scan,
}
"""How a document of each format with so many items is made in a folder; each gives the file, or raises
`NotThereError`."""
