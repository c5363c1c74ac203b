"""Every code block of the README and the docs does what the page says, in a copy of the project."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from blocks import PROJECT, Block, blocks, copy_of_project, pages, run_block

MARKED = {"ini", "nginx"}
"""Languages of what other programs read: always marked as not run."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the database that `kaohe run` makes of the two tables."""
    folder = copy_of_project(tmp_path_factory.mktemp("docs") / "kaohe")
    run_block(
        Block(PROJECT / "README.md", 0, "sh", "kaohe run --workers 1 --allow-findings", None, None), folder
    )
    return folder


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(PROJECT)))
def test_the_blocks_of_a_page(page: Path, built: Path, tmp_path: Path) -> None:
    found = [block for block in blocks(page) if block.reason is None]
    if not found:
        return
    folder = tmp_path / "kaohe"
    shutil.copytree(built, folder, symlinks=True)
    downloads = tmp_path / "home" / "下载"
    downloads.mkdir(parents=True)
    _next_year(PROJECT / "data" / "raw" / "liucheng-2024.docx", downloads / "柳城县2025年任务分解表.docx")
    for block in found:
        run_block(block, folder)


def _next_year(table: Path, target: Path) -> None:
    """The table of the year 2024 as if it were that of 2025."""
    with zipfile.ZipFile(table) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            made.writestr(name, content.replace(b"2024", b"2025") if name == "word/document.xml" else content)


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(PROJECT)))
def test_a_page_has_no_block_that_nobody_looks_at(page: Path) -> None:
    assert page.read_text(encoding="utf8").count("\n```") == 2 * len(list(blocks(page)))
    assert [b.number for b in blocks(page) if b.language in MARKED and b.reason is None] == []


def test_what_a_console_block_leaves_out() -> None:
    from blocks import _agree

    assert _agree(["a", "…", "d"], ["a", "b", "c", "d"])
    assert _agree(["a …"], ["a b [c]"]) and _agree(["[a] …"], ["[a] b"])
    assert not _agree(["a"], ["a", "b"]) and not _agree(["…", "e"], ["a", "b"]) and not _agree(["[a]"], ["a"])
