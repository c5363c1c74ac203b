"""From one record to everything read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalizers import caps as caps_module
from normalizers.annotations import layers
from normalizers.audit import audit
from normalizers.beside import indicator_of, read_beside
from normalizers.fold import Folded
from normalizers.headings import inherited
from normalizers.pipeline import annotate
from normalizers.records import ReadText
from normalizers.rules import assemble


def read_text(text: str, record: Mapping[str, Any] | None = None) -> ReadText:
    """The rules, caps and findings of one scoring text; ``record`` may carry ``kind``, ``section`` and headings."""
    return _read(text, record)[0]


def _read(text: str, record: Mapping[str, Any] | None) -> tuple[ReadText, Folded]:
    found = layers(annotate(text, record))
    assembled = assemble(found)
    caps = caps_module.cover(found, assembled.rules, assembled.places, assembled.sentence_of)
    caps.extend(inherited(record or {}, assembled.rules, caps))
    return ReadText(assembled.rules, caps, audit(found, assembled, caps)), found.folded


def read(record: Mapping[str, Any]) -> dict[str, Any]:
    """One record ``{"id", "criteria", …}`` as plain data: ``id``, ``rules``, ``caps``, ``findings`` and more."""
    result, folded = _read(str(record.get("criteria") or ""), record)
    rules = [rule.to_dict() for rule in result.rules]
    for rule in rules:
        rule["indicator"] = indicator_of(rule)
    return {
        "id": record.get("id"),
        "rules": rules,
        "caps": [cap.to_dict() for cap in result.caps],
        "findings": [finding.to_dict() for finding in result.findings],
        **read_beside(record, rules, folded),
    }
