"""The records that leave this room: a document, its items, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["scored", "bonus", "deduction"]
Role = Literal["lead", "support"]
Severity = Literal["info", "warning", "error"]

FIELD_NAMES = {
    "number": "序号",
    "section": "一级",
    "group": "二级",
    "label": "考核内容",
    "requirement": "考核内容",
    "points": "分值",
    "criteria": "评分标准",
    "evidence": "材料",
    "departments": "责任单位",
    "remarks": "其他栏目",
}


@dataclass(slots=True)
class Where:
    """Where an item stood. Tables, rows and columns count from 1, as a person counts them.

    ``rows`` are the first and last row in the table as issued; ``columns`` gives the column of each field;
    ``boxes`` (page, left, top, right, bottom; points of 1/72 inch) are there where the source has pages.
    """

    table: int | None = None
    rows: tuple[int, int] | None = None
    columns: dict[str, int] = field(default_factory=dict)
    page: int | None = None
    sheet: str | None = None
    paragraphs: tuple[int, int] | None = None
    boxes: dict[str, tuple[int, float, float, float, float]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The place as plain JSON, without what the source does not have."""
        out: dict[str, Any] = {}
        if self.page is not None:
            out["page"] = self.page
        if self.sheet is not None:
            out["sheet"] = self.sheet
        if self.table is not None:
            out["table"] = self.table
        if self.rows is not None:
            out["rows"] = list(self.rows)
        if self.paragraphs is not None:
            out["paragraphs"] = list(self.paragraphs)
        if self.columns:
            out["columns"] = dict(self.columns)
        if self.boxes:
            out["boxes"] = {name: list(box) for name, box in self.boxes.items()}
        return out

    def in_words(self) -> str:
        """The place as a person reads it: ``第2页 第1张表 第5至6行（分值第4列，评分标准第5列）``."""
        parts = []
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.table is not None:
            parts.append(f"第{self.table}张表")
        if self.rows is not None:
            parts.append(_span(self.rows, "行"))
        if self.paragraphs is not None:
            parts.append(_span(self.paragraphs, "段"))
        columns = "，".join(
            f"{FIELD_NAMES.get(name, name)}第{column}列" for name, column in self.columns.items()
        )
        return " ".join(parts) + (f"（{columns}）" if columns else "")


def _span(numbers: tuple[int, int], unit: str) -> str:
    first, last = numbers
    return f"第{first}{unit}" if first == last else f"第{first}至{last}{unit}"


@dataclass(slots=True)
class Item:
    """One scoring item; texts keep their paragraphs, joined by one newline."""

    position: int
    number: str | None
    section: str | None
    group: str | None
    requirement: str | None
    points: str | None
    kind: Kind
    criteria: str
    evidence: str | None
    departments: list[str]
    where: Where
    department_roles: Mapping[str, Role] = field(default_factory=dict)
    """The departments of which the cell or its heading says that they lead or support."""
    confidence: float | None = None
    remarks: str | None = None
    """The text of columns of which no other field is made (完成时限, 备注), a line each, led by its heading."""

    def to_dict(self) -> dict[str, Any]:
        """The item as plain JSON."""
        out: dict[str, Any] = {
            "position": self.position,
            "number": self.number,
            "section": self.section,
            "group": self.group,
            "requirement": self.requirement,
            "points": self.points,
            "kind": self.kind,
            "criteria": self.criteria,
            "evidence": self.evidence,
            "departments": self.departments,
            "where": self.where.to_dict(),
        }
        if self.department_roles:
            out["department_roles"] = dict(self.department_roles)
        if self.remarks is not None:
            out["remarks"] = self.remarks
        if self.confidence is not None:
            out["confidence"] = round(self.confidence, 3)
        return out


@dataclass(slots=True)
class Finding:
    """Something that could not be read, or that the document itself gets wrong; ``item`` is an item's
    position."""

    kind: str
    severity: Severity
    message: str
    value: str | None = None
    item: int | None = None
    where: Where | None = None

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain JSON."""
        out: dict[str, Any] = {"kind": self.kind, "severity": self.severity, "message": self.message}
        if self.value is not None:
            out["value"] = self.value
        if self.item is not None:
            out["item"] = self.item
        if self.where is not None:
            out["where"] = self.where.to_dict()
        return out


@dataclass(slots=True)
class Document:
    """A responsibility table as read; ``document`` is the catalogue's id, set by the caller."""

    format: str
    sha256: str
    title: str | None = None
    year: int | None = None
    jurisdiction: str | None = None
    level: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    headings: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    document: str | None = None

    @property
    def total_points(self) -> str | None:
        """The sum of the scored items' points as a decimal string; null where no item has any."""
        amounts = [Decimal(i.points) for i in self.items if i.kind == "scored" and i.points is not None]
        return decimal_text(sum(amounts, Decimal(0))) if amounts else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that ``kaohe extract`` prints."""
        return {
            "document": self.document,
            "title": self.title,
            "year": self.year,
            "jurisdiction": self.jurisdiction,
            "level": self.level,
            "issuer": self.issuer,
            "document_number": self.document_number,
            "format": self.format,
            "sha256": self.sha256,
            "total_points": self.total_points,
            "headings": dict(self.headings),
            "items": [item.to_dict() for item in self.items],
            "findings": [finding.to_dict() for finding in self.findings],
        }


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros: ``Decimal("2.50")`` → ``"2.5"``, ``Decimal("1E+2")`` →
    ``"100"``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
