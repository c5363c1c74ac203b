"""Made-up pairs of tables in `pairs/`, with the links that a person wrote before any program read them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from made_tables import Record, record

FOLDER = Path(__file__).with_name("pairs")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


@dataclass(frozen=True)
class Pair:
    """Two documents' records (as the first step writes them), and `same` or `related` by the numbers of two items."""

    left: Record
    right: Record
    links: dict[tuple[str, str], str]


def pair(name: str) -> Pair:
    """The pair of that name."""
    tables: list[Record] = []
    links: dict[tuple[str, str], str] = {}
    rows: list[list[str]] = []
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(
            (line for line in lines if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE
        ):
            match row:
                case [("[left]" | "[right]") as side, place, year, title]:
                    rows = []
                    document = f"{name}-{side[1:-1]}-{year}"
                    tables.append(
                        {"name": document, "place": place, "year": year, "title": title, "rows": rows}
                    )
                case ["[links]"]:
                    rows = []
                case [left, right, kind]:
                    links[left, right] = kind
                case _:
                    rows.append(row)
    left, right = (_document(table) for table in tables)
    return Pair(left, right, links)


def _document(table: Record) -> Record:
    rows = [(number, demand, points or None, criteria) for number, demand, points, criteria in table["rows"]]
    made = record(table["name"], rows, int(table["year"]))
    made |= {"jurisdiction": table["place"], "title": f"{table['place']}{table['year']}年{table['title']}"}
    for item in made["items"]:
        item["kind"] = (
            "scored" if item["points"] else "deduction" if "加" not in item["criteria"] else "bonus"
        )
    return made
