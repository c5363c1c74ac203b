"""Documents to compare: the two real tables, the made-up next year, and small ones made on the spot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.comparison import Document
from pipeline.layout import Layout

sys.path.insert(0, str(Path(__file__).parent))
from hand_pairs import pair
from liucheng_edits import PLAN as LIUCHENG
from made_tables import EARLIER, ELSEWHERE, LATER, Rows, documented, issued, put, record, with_ids
from next_year import Expected, Plan, next_year
from rivers_edits import DEPARTMENTS, EVIDENCE, SECTIONS
from rivers_edits import PLAN as RIVERS

Make = Callable[..., Document]


@pytest.fixture(scope="session")
def lianyungang() -> Document:
    return documented(issued("lianyungang-2013", "连云港市", 2013))


@pytest.fixture(scope="session")
def liucheng() -> Document:
    return documented(issued("liucheng-2024", "柳城县", 2024))


@dataclass(frozen=True)
class MadeUp:
    """A document, its made-up next year, the true links by number, and the changes to be found."""

    earlier: Document
    later: Document
    links: set[tuple[str, str]]
    changes: list[Expected]
    edits: int


@pytest.fixture(scope="session", params=["liucheng", "rivers"])
def made_up(request: pytest.FixtureRequest) -> MadeUp:
    """The 2024 table of 柳城县 and a made-up table of rivers, each with its made-up next year."""
    plan: Plan
    if request.param == "liucheng":
        earlier, plan = issued("liucheng-2024", "柳城县", 2024), LIUCHENG
    else:
        earlier, plan = pair("rivers").right, RIVERS
        for item in earlier["items"]:
            item["section"] = SECTIONS[item["number"].split(".")[0]]
            item["departments"] = DEPARTMENTS.get(item["number"], ["区河长办"])
            item["evidence"] = EVIDENCE.get(item["number"])
    made, links, expected = next_year(earlier, plan)
    later = with_ids(made | {"document": f"{request.param}-next"})
    return MadeUp(documented(earlier), documented(later), links, expected, len(plan))


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
