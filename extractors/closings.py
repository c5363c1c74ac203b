"""What closes an outline: the issuer and the date, remarks on the document and on all results, the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.document import Finding, Where
from extractors.lexicon import words
from extractors.metadata import DATE_LINE, ISSUER
from extractors.texts import costs, squeeze, states_amount

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
    """A finding for each closing line that speaks of points: it is read as no item."""
    for number, page, text in lines:
        yield from outside_text(text, Where(paragraphs=(number, number), page=page))


def outside_text(text: str, where: Where | None) -> Iterator[Finding]:
    """The finding for a text outside of the items that costs or earns points, or only states some."""
    if costs(text):
        message = "考核项之外的文字规定了扣分、加分、封顶或否决，没有读成规则"
        yield Finding("outside_text", "warning", message, value=text, where=where)
    elif states_amount(text):
        yield Finding("outside_text", "info", "考核项之外的文字提到分数", value=text, where=where)


def _folded(head: str) -> tuple[str, ...]:
    return tuple(squeeze(word) for word in words(head))
