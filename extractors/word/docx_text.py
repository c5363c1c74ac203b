"""The text of Word paragraphs as shown with all changes accepted: inserted in, deleted and hidden out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.limits import whole
from extractors.word.docx_numbering import Numbering
from extractors.word.symbols import TYPED, symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Deleted text, the fallback copy of a text box, phonetic guides, field codes, properties.
SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rPr", "pPr",
        "sdtPr", "sdtEndPr", "tcPr", "footnoteReference", "endnoteReference",
        "annotationRef", "commentReference",
    )
) | {f"{MC}Fallback"}  # fmt: skip
CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


@dataclass(slots=True)
class Styles:
    """What paragraph and character styles bring with them, by style id."""

    names: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    default: str | None = None

    @property
    def lists(self) -> dict[str, tuple[str, int]]:
        """The list and level of each style that has one."""
        return {style: (number, depth or 0) for style, (number, depth) in self.numbers.items()}


def read_styles(root: etree._Element | None) -> Styles:
    """Read styles.xml; a style takes from the one that it is based on what it does not say itself."""
    styles = Styles()
    if root is None:
        return styles
    elements = {e.get(f"{W}styleId") or "": e for e in root.iterfind(f"{W}style")}
    for key, element in elements.items():
        name = element.find(f"{W}name")
        styles.names[key] = (name.get(f"{W}val") if name is not None else None) or key
        if element.get(f"{W}type") == "paragraph" and _on(element.get(f"{W}default"), absent=False):
            styles.default = key
        chain, seen = key, set()
        while chain in elements and chain not in seen:
            seen.add(chain)
            current = elements[chain]
            if key not in styles.numbers and (number := _number(current.find(f"{W}pPr"))):
                styles.numbers[key] = number
            vanish = current.find(f"{W}rPr/{W}vanish")
            if vanish is not None:
                if _on(vanish.get(f"{W}val")):
                    styles.hidden.add(key)
                break
            based = current.find(f"{W}basedOn")
            chain = (based.get(f"{W}val") or "") if based is not None else ""
    return styles


def _on(value: str | None, *, absent: bool = True) -> bool:
    return absent if value is None else value not in ("0", "false", "off")


def _number(properties: etree._Element | None) -> tuple[str, int | None] | None:
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    number, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    level = whole(depth.get(f"{W}val"), -1) if depth is not None else -1
    return (
        (number.get(f"{W}val") or "0") if number is not None else "",
        level if level >= 0 else None,
    )


class ParagraphReader:
    """Reads paragraphs in document order; keeps the counters of the automatic numbers."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self._waiting = ""

    def style(self, paragraph: etree._Element) -> str | None:
        """The name of the paragraph's style (``Title``, ``heading 1``), or None for the default."""
        key = self._style_id(paragraph)
        return self.styles.names.get(key) if key and key != self.styles.default else None

    def _style_id(self, paragraph: etree._Element) -> str | None:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return found.get(f"{W}val") if found is not None else self.styles.default

    def text(self, paragraph: etree._Element) -> str:
        """The paragraph's text with its automatic number; breaks are newlines.

        Where a paragraph's end was deleted, it gives nothing and its text leads the next paragraph's, as shown.
        """
        key = self._style_id(paragraph)
        body = "".join(self._pieces(paragraph, hidden=key in self.styles.hidden))
        if self.mark_deleted(paragraph):
            self._waiting += body
            return ""
        body, self._waiting = (self._waiting + body).strip(), ""
        label = self._label(paragraph, key)
        return f"{label}{body}" if body else label.strip()

    def _label(self, paragraph: etree._Element, style: str | None) -> str:
        properties = paragraph.find(f"{W}pPr")
        if (
            properties is not None
            and properties.find(f"{W}rPr/{W}vanish") is not None
            and not len(paragraph) > 1
        ):
            return ""
        own = _number(properties)
        by_style = self.styles.numbers.get(style or "")
        if own is None and by_style is None:
            return ""
        number = (own[0] if own and own[0] else None) or (by_style[0] if by_style else "")
        if number in ("", "0"):
            return ""
        depth = own[1] if own and own[1] is not None else None
        if depth is None:
            depth = by_style[1] if by_style and by_style[1] is not None else None
        if depth is None:
            depth = self.numbering.level_of_style(number, style or "")
        return self.numbering.label(number, depth)

    def mark_deleted(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph's end was deleted, so that it goes on with the next."""
        return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None

    def _pieces(self, element: etree._Element, *, hidden: bool) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag in (f"{W}t", MATH_TEXT):
                yield (child.text or "").translate(TYPED)
            elif tag in CHARACTERS:
                yield CHARACTERS[tag]
            elif tag == f"{W}sym":
                yield _symbol(child)
            elif tag == f"{W}r":
                if not self._hidden(child, hidden):
                    yield from self._pieces(child, hidden=hidden)
            elif tag == f"{W}txbxContent":
                yield "\n" + "\n".join(self.text(p) for p in child.iter(f"{W}p")) + "\n"
            elif tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue
            else:
                yield from self._pieces(child, hidden=hidden)

    def _hidden(self, run: etree._Element, inherited: bool) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return inherited
        vanish = properties.find(f"{W}vanish")
        if vanish is not None:
            return _on(vanish.get(f"{W}val"))
        style = properties.find(f"{W}rStyle")
        return inherited or (style is not None and style.get(f"{W}val") in self.styles.hidden)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return symbol(code, element.get(f"{W}font"))
