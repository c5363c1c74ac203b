"""The steps that work on one document: a file becomes items, items become rules. Plain records in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.catalogue import Entry
from pipeline.correction_files import Correction
from pipeline.corrections import correct_items
from pipeline.files import sha256_if_readable
from pipeline.ids import item_ids

Record = dict[str, Any]

CATALOGUED = ("title", "jurisdiction", "level", "issuer", "document_number")
"""What the catalogue says of a document holds over what was found in its text."""

LOST = (
    "的进程两次被系统中途结束（多半是内存不足，也可能是文件使程序崩溃），已跳过；内存多一些时重新运行会再试。"
)


def extract_entry(entry: Entry, raw: Path) -> Record:
    """The document's record with its items, their ids, and what the catalogue says of it.

    A file that cannot be read gives a record without items whose finding of kind `unreadable` says why. It names the
    file as catalogued, so that the record is the same wherever the folder stands.
    """
    from extractors import extract
    from extractors.errors import ExtractionError

    path = raw / entry.file
    try:
        document = extract(path).to_dict()
    except ExtractionError as error:
        document = _unreadable(path, entry.file + str(error).removeprefix(str(path)))
    except OSError as error:
        document = _unreadable(path, f"{entry.file}：不能读取（{error.strerror}），请检查文件的权限。")
    except ImportError:
        raise  # a broken installation is not one document's fault
    except Exception as error:
        # A mistake of ours in one document must not cost the others; the finding makes it seen.
        document = _unreadable(
            path, f"{entry.file}：程序内部错误（{type(error).__name__}：{error}），请报告。"
        )
    return _catalogued(document, entry)


def entry_lost(entry: Entry, raw: Path) -> Record:
    """The record of a document whose file ends the process that reads it."""
    return _catalogued(_unreadable(raw / entry.file, f"{entry.file}：读这份文件{LOST}"), entry)


def extract_failure(document: Record) -> str | None:
    """Why the document could not be read, or None where it could."""
    return _message(document["findings"], "unreadable")


def normalize_failure(rules: Record) -> str | None:
    """The first mistake of the program in a document's scoring texts, or None where there was none."""
    for item in rules["items"]:
        message = _message(item["findings"], "failed")
        if message:
            return f"{item['id']}：{message}"
    return None


def _message(findings: list[Record], kind: str) -> str | None:
    return next((str(finding["message"]) for finding in findings if finding["kind"] == kind), None)


def _unreadable(path: Path, message: str) -> Record:
    return {
        "format": path.suffix.lstrip(".").lower() or None,
        "sha256": sha256_if_readable(path),
        "total_points": None,
        "headings": {},
        "items": [],
        "findings": [{"kind": "unreadable", "severity": "error", "message": message}],
    }


def _catalogued(document: Record, entry: Entry) -> Record:
    findings = list(document["findings"])
    year = document.get("year")
    if entry.year_number is not None and year is not None and year != entry.year_number:
        findings.append(
            {
                "kind": "catalogue_differs",
                "severity": "warning",
                "message": f"目录中的年度是 {entry.year}，文件中读到的是 {year}；以目录为准。",
                "value": str(year),
            }
        )
    if entry.others:
        findings.append(
            {
                "kind": "same_file",
                "severity": "warning",
                "message": f"目录中 {entry.others} 也是这个文件，其中的事项算了不止一次。",
                "value": entry.file,
            }
        )
    ids = item_ids(entry.document, document["items"])
    return {
        "document": entry.document,
        "file": entry.file,
        "title": entry.title or document.get("title") or entry.document,
        "year": entry.year_number if entry.year_number is not None else year,
        **{name: getattr(entry, name) or document.get(name) for name in CATALOGUED if name != "title"},
        "source_url": entry.source_url or None,
        "note": entry.note or None,
        "format": document["format"],
        "sha256": document["sha256"],
        "total_points": document["total_points"],
        "headings": document["headings"],
        "items": [{"id": name, **item} for name, item in zip(ids, document["items"], strict=True)],
        "findings": findings,
    }


def normalize_document(document: Record, corrections: Sequence[Correction] = ()) -> Record:
    """The rules, caps and findings of every item of a document, and what it gets wrong by its own words.

    Items are read as people corrected them.
    """
    from normalizers.checks import check_document

    document, _ = correct_items(document, corrections)
    items = document["items"]
    results = [_normalized(record) for record in scoring_records(document)]
    reported = {one.get("item") for one in document["findings"] if one["kind"] == "no_points"}
    pointless = {item["id"] for item in items if item["position"] in reported}
    return {
        "document": document["document"],
        "items": results,
        "findings": check_document(items, results, pointless),
    }


def _normalized(record: Record) -> Record:
    from normalizers import normalize

    try:
        return normalize(record)
    except ImportError:
        raise  # a broken installation is not one text's fault
    except Exception as error:
        # As above: one scoring text must not cost the others, and the finding makes it seen.
        message = f"程序内部错误（{type(error).__name__}：{error}），这条评分标准没有读出规则，请报告。"
        return _failed(record["id"], message)


def rules_lost(document: Record) -> Record:
    """The rules of a document whose scoring texts end the process that reads them: none, and every item says so."""
    results = [_failed(item["id"], f"读这份文件的评分标准{LOST}") for item in document["items"]]
    return {"document": document["document"], "items": results, "findings": []}


def _failed(item: str, message: str) -> Record:
    """The reading of a scoring text that could not be read."""
    finding = {
        "kind": "failed", "severity": "error", "message": message, "value": None, "start": 0, "end": 0,
    }  # fmt: skip
    return {"id": item, "rules": [], "caps": [], "findings": [finding]}


def scoring_records(document: Record) -> list[Record]:
    """What the normaliser is told of each item."""
    heading = document["headings"].get("criteria")
    return [
        {
            "id": item["id"],
            "criteria": item["criteria"] or "",
            "points": item["points"],
            "requirement": item["requirement"],
            "kind": item["kind"],
            "section": item["section"],
            "group": item["group"],
            "criteria_heading": heading,
            "departments": item["departments"],
            "department_roles": item.get("department_roles"),
            "evidence": item["evidence"],
            "remarks": item.get("remarks"),
            "year": document["year"],
            "place": document["jurisdiction"],
        }
        for item in document["items"]
    ]
