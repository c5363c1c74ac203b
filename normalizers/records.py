"""The records that the normaliser gives: rules, caps and findings, as the rule model has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any


@dataclass(slots=True)
class Per:
    """What one amount is counted by: ``quantity`` a decimal string, ``unit`` in its given form (百分点, μg/m³)."""

    quantity: str
    unit: str


@dataclass(slots=True)
class Threshold:
    """A bound under which a rule holds; ``value_to`` only with ``between``, ``from_end`` for places from the bottom."""

    op: str
    value: str
    unit: str | None
    value_to: str | None = None
    from_end: bool = False

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"op": self.op, "value": self.value, "unit": self.unit}
        if self.value_to is not None:
            out["value_to"] = self.value_to
        if self.from_end:
            out["from_end"] = True
        return out


@dataclass(slots=True)
class Rule:
    """One stated consequence.  Offsets are code points of the scoring text; ``quote == text[start:end]``."""

    seq: int
    effect: str
    basis: str | None
    points: str | None
    points_min: str | None
    factor: str | None
    formula: str | None
    per: Per | None
    thresholds: list[Threshold]
    targets: list[str]
    condition: str
    start: int
    end: int
    quote: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "seq": self.seq,
            "effect": self.effect,
            "basis": self.basis,
            "points": self.points,
            "points_min": self.points_min,
            "factor": self.factor,
            "formula": self.formula,
            "per": None if self.per is None else {"quantity": self.per.quantity, "unit": self.per.unit},
            "thresholds": [t.to_dict() for t in self.thresholds],
            "targets": list(self.targets),
            "condition": self.condition,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
        }


@dataclass(slots=True)
class Cap:
    """One stated limit and the ``seq`` of the rules it covers; without ``quote`` where a heading states it."""

    direction: str
    points: str | None
    kind: str
    covers: list[int]
    period: str | None
    scope: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return dict(zip(self.__slots__, _CAP(self), strict=True))


@dataclass(slots=True)
class Finding:
    """What could not be read, was repaired or is doubtful: ``severity`` is info, warning or error."""

    kind: str
    severity: str
    message: str
    value: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        return dict(zip(self.__slots__, _FINDING(self), strict=True))


_CAP, _FINDING = attrgetter(*Cap.__slots__), attrgetter(*Finding.__slots__)


@dataclass(slots=True)
class ReadText:
    """Everything read from one scoring text."""

    rules: list[Rule] = field(default_factory=list)
    caps: list[Cap] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
