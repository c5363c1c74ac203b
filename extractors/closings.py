"""What closes an outline: the issuer and the date, remarks on the document and on all results, the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.document import Finding, Where
from extractors.lexicon import words
from extractors.metadata import DATE_LINE, ISSUER
from extractors.table.rows import AMOUNTS
from extractors.texts import squeeze

SIGNATURE_LINES = 12
Line = tuple[int, int | None, str]
"""A line of a document: its paragraph's number (from 1), its page (from 1), its text."""


def without_signature(lines: list[Line]) -> list[Line]:
    """The lines without the issuer and the date that close the document."""
    for index in range(len(lines) - 1, max(-1, len(lines) - SIGNATURE_LINES - 1), -1):
        if DATE_LINE.match(squeeze(lines[index][2])):
            above = lines[index - 1][2] if index else ""
            return lines[: index - 1 if ISSUER.match(squeeze(above)) else index]
    return lines


def closes(line: str) -> bool:
    """Whether a paragraph is no part of the heading's text above it: 本办法自印发之日起施行。 考核结果分为四个等次。"""
    text = squeeze(line)
    if text.startswith(_folded("page_lines")):
        return True
    subjects = [word for word in _folded("closing_subjects") if text.startswith(word)]
    return bool(subjects) and text.removeprefix(max(subjects, key=len)).startswith(_folded("closing_verbs"))


def closing_findings(lines: Iterable[Line]) -> Iterator[Finding]:
    """A finding for each closing line that states an amount: it is read as no item."""
    for number, page, text in lines:
        if AMOUNTS.search(squeeze(text)):
            where = Where(paragraphs=(number, number), page=page)
            message = "条目之后的文字提到扣分或加分，未作为考核项"
            yield Finding("outside_text", "info", message, value=text, where=where)


def _folded(head: str) -> tuple[str, ...]:
    return tuple(squeeze(word) for word in words(head))
