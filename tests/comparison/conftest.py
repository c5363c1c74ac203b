"""Documents to compare: the two real tables, the made-up next year, and small ones made on the spot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.comparison import Document
from pipeline.layout import Layout

sys.path.insert(0, str(Path(__file__).parent))
from made_tables import EARLIER, ELSEWHERE, LATER, Rows, documented, issued, put, record, with_ids
from next_year import Expected, next_year

Make = Callable[..., Document]


@pytest.fixture(scope="session")
def lianyungang() -> Document:
    return documented(issued("lianyungang-2013", "连云港市", 2013))


@pytest.fixture(scope="session")
def liucheng() -> Document:
    return documented(issued("liucheng-2024", "柳城县", 2024))


@pytest.fixture(scope="session")
def made_up() -> tuple[Document, set[tuple[str, str]], list[Expected]]:
    """The made-up next year of the 2024 table, the true links, and the changes to be found."""
    made, links, expected = next_year(issued("liucheng-2024", "柳城县", 2024))
    return documented(with_ids(made | {"document": "liucheng-2025"})), links, expected


@pytest.fixture
def make() -> Make:
    """Make a small document: its name, its rows, its year, and fields that all its items have."""

    def document(name: str, rows: Rows, year: int | None = 2024, **fields: Any) -> Document:
        return documented(record(name, rows, year, **fields))

    return document


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = Layout(tmp_path / "data")
    for folder in (made.items, made.rules, made.corrections):
        folder.mkdir(parents=True)
    put(made, "qingshan-2023", EARLIER, 2023, "青山县")
    put(made, "qingshan-2024", LATER, 2024, "青山县")
    put(made, "donghu-2024", ELSEWHERE, 2024, "东湖区")
    return made
