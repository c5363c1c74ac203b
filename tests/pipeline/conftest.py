"""Small real tables of other fields, and a data folder that holds them."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import docx
import pytest

from pipeline.catalogue import Entry, write_catalogue
from pipeline.layout import Layout
from pipeline.run import run
from pipeline.settings import Settings

HEADING = ("序号", "考核内容", "分值", "评分标准", "责任单位")
SAFETY = (
    (
        "1",
        "安全生产责任制落实。",
        "6",
        "未签订责任书扣2分；每发现1处隐患未整改扣0.5分，扣完为止。",
        "县应急局",
    ),
    ("2", "安全宣传教育。", "4", "未开展宣传活动的，每少1次扣1分。", "县应急局、县教育局"),
    ("3", "事故控制。", "10", "发生较大事故的不得分，并取消评先资格。", "县公安局"),
)
RIVERS = (
    ("1", "河长巡河。", "5", "巡河率低于90%的，每降低1个百分点扣0.2分。", "区水利局"),
    ("2", "清理河道。", "5", "每发现1处垃圾扣0.1分，最高扣3分。", "区城管局"),
)


def write_table(
    path: Path, title: str, rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING
) -> Path:
    """A Word document with a title and one table."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(heading))
    for row in (heading, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A data folder with two catalogued tables."""
    layout = Layout(tmp_path / "data")
    layout.raw.mkdir(parents=True)
    write_table(layout.raw / "anquan.docx", "青山县2023年安全生产目标责任书任务分解表", SAFETY)
    write_table(layout.raw / "hezhang.docx", "东湖区2024年河长制工作考核办法", RIVERS)
    entries = [
        Entry("qingshan-2023", "anquan.docx", "青山县2023年安全生产目标责任书", "青山县", "县", "2023"),
        Entry("donghu-2024", "hezhang.docx", "东湖区2024年河长制工作考核办法", "东湖区", "区", "2024"),
    ]
    write_catalogue(layout.catalogue, entries)
    return layout


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The two source tables, all the way to the database; not to be changed."""
    layout = Layout(tmp_path_factory.mktemp("sources") / "data")
    shutil.copytree(Path(__file__).parents[2] / "data" / "raw", layout.raw)
    run(layout, ("extract", "normalize", "load"), settings=Settings())
    return layout


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """A folder's files with their bytes."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }

    return read


@pytest.fixture
def make_table() -> Callable[..., Path]:
    return write_table


@pytest.fixture
def deadly() -> Callable[..., AbstractContextManager[tuple[Entry, list[int]]]]:
    """A document in `raw` that, while the block lasts, ends any of the processes that has it open; its entry in the
    catalogue, and which were ended."""

    @contextmanager
    def watching(raw: Path, processes: Callable[[], Iterable[int]]) -> Iterator[tuple[Entry, list[int]]]:
        path = raw / "deadly.pdf"
        shutil.copy(Path(__file__).parents[1] / "documents" / "pdf" / "running-heads.pdf", path)
        killed: list[int] = []
        over = threading.Event()

        def watch() -> None:
            while not over.wait(0.001):
                for process in processes():
                    if process not in killed and _has_open(process, path):
                        os.kill(process, signal.SIGKILL)
                        killed.append(process)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield Entry("deadly-2023", path.name, "安全生产", "青山县", "县", "2023"), killed
        finally:
            over.set()
            watcher.join()

    return watching


def _has_open(process: int, path: Path) -> bool:
    try:
        return any(one.readlink() == path for one in Path(f"/proc/{process}/fd").iterdir())
    except OSError:  # it has ended, or has just closed a file
        return False
