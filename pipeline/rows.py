"""A document's records as rows of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.corrections import Outcome
from pipeline.dates import due_dates
from pipeline.ids import cap_id, rule_id
from pipeline.schema import BY_NAME

Record = dict[str, Any]
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

LABEL_LENGTH = 28
"""Characters of a requirement that name its item in a list: about one line."""


def document_rows(
    document: Record, rules: Record, records_sha256: str, corrected: Sequence[Outcome] = ()
) -> Rows:
    """The rows by table, each with its values in the order of the schema's columns.

    `document` and `rules` are as people corrected them, `corrected` says what they corrected.
    """
    normalized = {result["id"]: result for result in rules["items"]}
    findings = list(_findings(document, rules, corrected))
    out: Rows = {name: [] for name in BY_NAME}
    add = _Adder(out)
    add.all("headings", _headings(document))
    columns = _columns(document)
    add.all("columns", _column_rows(document["document"], columns))
    for item in document["items"]:
        add.one("items", item, _item(document["document"], item))
        add.all("cells", _cells(item, columns))
        result = normalized.get(item["id"])
        add.all("item_departments", _departments(item, result))
        if result:
            add.result(document["document"], item["id"], result)
            add.all("due_dates", _due_dates(item["id"], result, document.get("year")))
    add.all("findings", findings)
    add.all("corrections", _corrections(document, corrected))
    counts = {
        "item_count": len(document["items"]),
        "rule_count": len(out["rules"]),
        "finding_count": len(findings),
        "records_sha256": records_sha256,
        "total_points_value": number(document["total_points"]),
    }
    add.one("documents", document, {"id": document["document"], **counts})
    return out


def number(decimal: str | None) -> float | None:
    """The REAL twin of a decimal's text."""
    return None if decimal is None else float(decimal)


READ_BESIDE = {
    "deadlines": "deadlines",
    "frequencies": "frequencies",
    "references": "citations",
    "assessors": "assessors",
    "scopes": "scopes",
    "authorities": "authorities",
    "indicators": "indicators",
    "evidence": "evidence",
}
"""What the normaliser reads beside rules and caps, one record a row, and its table."""

WITH_LISTS = {"evidence"}
"""Tables whose records hold lists, each of which becomes one text."""

NAMES = {name: table.column_names for name, table in BY_NAME.items()}
PLACES = {name: {column: place for place, column in enumerate(names)} for name, names in NAMES.items()}
NO_FACTS: Record = {}


class _Adder:
    """Puts records into rows, in the order of the schema's columns; a missing value is null."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def one(self, table: str, record: Record, facts: Record = NO_FACTS) -> None:
        """One row: the record's values, with what is known beside it in their place."""
        row = list(map(record.get, NAMES[table]))
        for name, value in facts.items():
            row[PLACES[table][name]] = value
        self.rows[table].append(tuple(row))

    def all(self, table: str, records: Iterable[Record]) -> None:
        for record in records:
            self.one(table, record)

    def result(self, document: str, item: str, result: Record) -> None:
        """What the normaliser gave for one item."""
        required: defaultdict[int, list[Record]] = defaultdict(list)
        for bound in result.get("requirement_thresholds") or ():
            required[bound["rule"]].append(
                {**bound["threshold"], "indicator": bound["indicator"], "source": bound["source"]}
            )
        for rule in result["rules"]:
            self._rule(document, item, rule, required[rule["seq"]])
        for seq, cap in enumerate(result["caps"], 1):
            name = cap_id(item, seq)
            facts = {"id": name, "item": item, "document": document, "seq": seq}
            self.one("caps", cap, facts | {"points_value": number(cap["points"])})
            self.rows["cap_rules"] += [(name, rule_id(item, covered)) for covered in cap["covers"]]
        for key, table in READ_BESIDE.items():
            for seq, record in enumerate(result.get(key) or (), 1):
                facts = {"item": item, "seq": seq}
                if table in WITH_LISTS:
                    facts |= _joined(record)
                elif "field" not in record and "field" in PLACES[table]:
                    facts["field"] = "criteria"
                self.one(table, record, facts)
        self.rows["item_topics"] += [
            (item, topic["name"], seq, topic["score"])
            for seq, topic in enumerate(result.get("topics") or (), 1)
        ]

    def _rule(self, document: str, item: str, rule: Record, required: list[Record]) -> None:
        name = rule_id(item, rule["seq"])
        per = rule["per"] or {"quantity": None, "unit": None}
        facts = {
            "id": name,
            "item": item,
            "document": document,
            "points_value": number(rule["points"]),
            "per_quantity": per["quantity"],
            "per_quantity_value": number(per["quantity"]),
            "per_unit": per["unit"],
        }
        self.one("rules", rule, facts)
        self.rows["rule_targets"] += [(name, seq, target) for seq, target in enumerate(rule["targets"], 1)]
        for seq, bound in enumerate((*rule["thresholds"], *required), 1):
            facts = {
                "rule": name,
                "seq": seq,
                "value_value": number(bound["value"]),
                "from_end": int(bool(bound.get("from_end"))),
                "source": bound.get("source", "criteria"),
            }
            self.one("thresholds", bound, facts)


def _due_dates(item: str, result: Record, year: int | None) -> Iterator[Record]:
    for seq, deadline in enumerate(result.get("deadlines") or (), 1):
        for date in due_dates(deadline, year):
            yield {"item": item, "deadline": seq, "date": date}


def _joined(record: Record) -> Record:
    """A record's lists, each as one text."""
    return {
        name: "、".join(map(str, value)) for name, value in record.items() if isinstance(value, list | tuple)
    }


def _headings(document: Record) -> Iterator[Record]:
    for field, heading in document["headings"].items():
        yield {"document": document["document"], "field": field, "heading": heading}


def _item(document: str, item: Record) -> Record:
    where = item["where"]
    rows = where.get("rows") or (None, None)
    paragraphs = where.get("paragraphs") or (None, None)
    return {
        "document": document,
        "label": label(item),
        "points_value": number(item["points"]),
        "departments": "、".join(item["departments"]) or None,
        "page": where.get("page"),
        "sheet": where.get("sheet"),
        "table": where.get("table"),
        "row_first": rows[0],
        "row_last": rows[1],
        "paragraph_first": paragraphs[0],
        "paragraph_last": paragraphs[1],
    }


def label(item: Record) -> str:
    """The number and the beginning of the requirement (of the criteria where there is none), on one line."""
    text = " ".join((item["requirement"] or item["criteria"] or "").split())
    words = text if text.startswith(item["number"] or "") else f"{item['number']} {text}"
    return words if len(words) <= LABEL_LENGTH else words[: LABEL_LENGTH - 1] + "…"


def _columns(document: Record) -> dict[int, dict[str, int]]:
    """For each table, the column of each field, as its first item has it."""
    found: dict[int, dict[str, int]] = {}
    for item in document["items"]:
        where = item["where"]
        if where.get("table") is not None and where.get("columns"):
            found.setdefault(where["table"], where["columns"])
    return found


def _column_rows(document: str, columns: dict[int, dict[str, int]]) -> Iterator[Record]:
    for table, fields in columns.items():
        for field, column in fields.items():
            yield {"document": document, "table": table, "field": field, "column": column}


def _cells(item: Record, of_tables: dict[int, dict[str, int]]) -> Iterator[Record]:
    """The item's cells, where there is more to say of them than the table's columns do."""
    where = item["where"]
    columns, boxes = where.get("columns") or {}, where.get("boxes") or {}
    if not boxes and columns == of_tables.get(where.get("table")):
        return
    for field in dict.fromkeys((*columns, *boxes)):
        box = boxes.get(field) or (where.get("page"), None, None, None, None)
        sides = dict(zip(("page", "left", "top", "right", "bottom"), box, strict=True))
        yield {"item": item["id"], "field": field, "column": columns.get(field), **sides}


def _departments(item: Record, result: Record | None) -> Iterator[Record]:
    """The item's departments as the normaliser names them, each once; as they stand where it does not."""
    named = (result or {}).get("departments") or [{"name": name} for name in item["departments"]]
    once = {one["name"]: one for one in reversed(named)}
    for position, name in enumerate(dict.fromkeys(one["name"] for one in named), 1):
        one = once[name]
        yield {
            "item": item["id"],
            "department": name,
            "position": position,
            "alias": one.get("alias"),
            "role": one.get("role"),
            "collective": int(bool(one.get("collective"))),
        }


def _corrections(document: Record, corrected: Sequence[Outcome]) -> Iterator[Record]:
    name, items = document["document"], {item["id"] for item in document["items"]}
    for seq, row in enumerate((row for outcome in corrected for row in outcome.rows), 1):
        item = row["item"] if row["item"] in items else None
        yield {**row, "id": f"{name}/correction/{seq}", "document": name, "item": item}


def _findings(document: Record, rules: Record, corrected: Sequence[Outcome]) -> Iterator[Record]:
    """What each step found, numbered through the document."""
    accepted = {key: who for outcome in corrected for key, who in outcome.accepted.items()}
    items = {item["id"] for item in document["items"]}
    stale = (
        {**finding, "step": "correct", "item": finding["item"] if finding["item"] in items else None}
        for outcome in corrected
        for finding in outcome.findings
    )
    by_position = {item["position"]: item["id"] for item in document["items"]}
    extracted = (
        {**finding, **_place(finding), "step": "extract", "item": by_position.get(finding.get("item"))}
        for finding in document["findings"]
    )
    normalized = (
        {**finding, "step": "normalize", "item": result["id"]}
        for result in rules["items"]
        for finding in result["findings"]
    )
    checked = ({**finding, "step": "normalize"} for finding in rules.get("findings") or ())
    for seq, finding in enumerate((*extracted, *normalized, *checked, *stale), 1):
        name = document["document"]
        who = accepted.get((finding.get("item") or "", finding["kind"]))
        yield {**finding, "id": f"{name}/finding/{seq}", "document": name, "accepted_by": who}


def _place(finding: Record) -> Record:
    where = finding.get("where") or {}
    rows = where.get("rows") or (None,)
    return {"page": where.get("page"), "table": where.get("table"), "row": rows[0]}
