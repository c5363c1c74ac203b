"""What is read beside the rules: indicators, deadlines, frequencies, references, topics, assessors, scopes, evidence.

Every record names the ``field`` whose text its offsets count (criteria, requirement, evidence or remarks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from normalizers.beside.assessors import read_assessors
from normalizers.beside.deadlines import read_deadlines
from normalizers.beside.departments import read_departments
from normalizers.beside.evidence import read_authorities, read_evidence
from normalizers.beside.frequencies import read_frequencies
from normalizers.beside.indicators import name_indicator
from normalizers.beside.references import read_references
from normalizers.beside.requirement import bounds_in_requirement
from normalizers.beside.scopes import read_scopes
from normalizers.beside.topics import rank_topics
from normalizers.fold import Folded, fold
from normalizers.scoring.quantities import RATIO

FIELDS = ("criteria", "requirement", "evidence", "remarks")
TOPIC_FIELDS = ("requirement", "criteria", "group", "section")
OTHER_FIELDS = ("requirement", "evidence", "remarks", "group", "section")
MEASURES = (
    frozenset({"μg/m³", "mg/m³", "dB", "分贝", "位", "名", "名次", "位次", "倍", "元", "万元", "亿元"})
    | RATIO
)
"""Units that say that a thing is measured, not counted."""
PLACES = ("名", "位")
"""Units of places in an order, and of people: 每提升1名, 每引进1名."""
_RANKED = re.compile(r"[排位]名|[名位]次|[提上]升|下降|[前后]移|[前后][进退]")

KINDS = (
    *("indicators", "deadlines", "frequencies", "references", "assessors", "scopes", "authorities"),
    *("topics", "evidence", "departments", "requirement_thresholds"),
)

Record = dict[str, Any]


class _Found(Protocol):
    def to_dict(self) -> Record: ...


_READERS: tuple[tuple[str, Callable[[Folded], Iterable[_Found]]], ...] = (
    ("references", read_references),
    ("assessors", read_assessors),
    ("scopes", read_scopes),
    ("authorities", read_authorities),
)
"""The readers that need nothing but a text."""


def indicator_of(rule: Mapping[str, Any]) -> str | None:
    """What a rule (as plain data) measures or counts, in the text's own words; None where unclear."""
    per, condition = rule["per"], rule["condition"]
    units = {per["unit"]} if per else {bound["unit"] for bound in rule["thresholds"]}
    measured = not units.isdisjoint(MEASURES)
    if per and per["unit"] in PLACES and not _RANKED.search(condition):
        measured = False
    return name_indicator(condition, measured)


def read_beside(record: Mapping[str, Any], rules: Sequence[Record], criteria: Folded | None = None) -> Record:
    """Everything beside the rules of one record, by kind; ``rules`` as plain data, each with its ``indicator``.

    ``criteria`` is the folded scoring text, where the caller has it already. ``record`` may carry ``year``, which
    completes dates that state none, and ``place``, by which offices are named.
    """
    forms = {field: fold(record[field]) for field in OTHER_FIELDS if record.get(field)}
    if record.get("criteria"):
        forms["criteria"] = criteria or fold(record["criteria"])
    found: Record = {name: [] for name in KINDS}
    found["indicators"] = _indicators(rules)
    for field in FIELDS:
        if field in forms:
            _read_field(found, field, forms[field], record.get("year"))
    found["topics"] = [topic.to_dict() for topic in rank_topics({f: forms.get(f) for f in TOPIC_FIELDS})]
    if record.get("evidence"):
        found["evidence"] = [one.to_dict() for one in read_evidence(record["evidence"])]
    if record.get("departments"):
        offices = read_departments(record["departments"], record.get("place"), record.get("department_roles"))
        found["departments"] = [one.to_dict() for one in offices]
    if record.get("requirement"):
        bounds = bounds_in_requirement(record["requirement"], rules)
        found["requirement_thresholds"] = [one.to_dict() for one in bounds]
    return found


def _read_field(found: Record, field: str, form: Folded, year: int | None) -> None:
    """Add what one text holds, each with the field that it stands in."""
    deadlines = read_deadlines(form, year)
    read: list[tuple[str, Iterable[_Found]]] = [
        ("deadlines", deadlines),
        ("frequencies", read_frequencies(form, deadlines)),
        *((name, reader(form)) for name, reader in _READERS),
    ]
    for name, these in read:
        for one in these:
            found[name].append({"field": field, **one.to_dict()})


def _indicators(rules: Sequence[Record]) -> list[Record]:
    """The indicators of a text in order, each with the rules and the unit that it is counted or measured by."""
    found: dict[str, Record] = {}
    for rule in rules:
        name = rule.get("indicator")
        if name:
            one = found.get(name)
            if one is None:
                one = found[name] = {"name": name, "unit": None, "rules": []}
            one["unit"] = one["unit"] or _unit(rule)
            one["rules"].append(rule["seq"])
    return list(found.values())


def _unit(rule: Record) -> str | None:
    """The unit by which a rule counts, else that of its first threshold that has one."""
    if rule["per"]:
        return str(rule["per"]["unit"])
    return next((bound["unit"] for bound in rule["thresholds"] if bound["unit"]), None)
