"""From one record to everything read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalizers.annotations import Layers
from normalizers.beside.record import indicator_of, read_beside
from normalizers.pipeline import read_layers
from normalizers.records import ReadText
from normalizers.scoring import caps as caps_module
from normalizers.scoring.audit import audit
from normalizers.scoring.headings import inherited
from normalizers.scoring.rules import assemble


def read_text(text: str, record: Mapping[str, Any] | None = None) -> ReadText:
    """The rules, caps and findings of one scoring text; ``record`` may carry ``kind``, ``section`` and headings."""
    return _read(read_layers(text, record), record or {})


def read(record: Mapping[str, Any]) -> dict[str, Any]:
    """One record ``{"id", "criteria", …}`` as plain data: ``id``, ``rules``, ``caps``, ``findings`` and more."""
    layers = read_layers(str(record.get("criteria") or ""), record)
    result = _read(layers, record)
    rules = [rule.to_dict() for rule in result.rules]
    for rule in rules:
        rule["indicator"] = indicator_of(rule)
    return {
        "id": record.get("id"),
        "rules": rules,
        "caps": [cap.to_dict() for cap in result.caps],
        "findings": [finding.to_dict() for finding in result.findings],
        **read_beside(record, rules, layers.folded),
    }


def _read(layers: Layers, record: Mapping[str, Any]) -> ReadText:
    assembled = assemble(layers)
    caps = caps_module.cover(layers, assembled.rules, assembled.places, assembled.sentence_of)
    caps.extend(inherited(record, assembled.rules, caps))
    return ReadText(assembled.rules, caps, audit(layers, assembled, caps))
