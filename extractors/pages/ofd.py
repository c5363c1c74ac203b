"""OFD (GB/T 33190): the pages' text and path objects, read from the container's XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from extractors.errors import ExtractionError
from extractors.grid import Reading, ReadingNote
from extractors.limits import open_archive, parse_xml, read_member
from extractors.pages import ocr
from extractors.pages.ofd_objects import POINTS, Matrix, boundary, numbers, path_rules, text_glyphs
from extractors.pages.page import Glyph, Page, Rule, turn_page, without_doubles
from extractors.pages.reading import read_pages
from extractors.pages.scan import doubts, recognized
from extractors.pages.scan_image import Scan, check_size, to_gray

MOST_PAGES = 2000
FEW = 20
"""A page with so few characters and a picture over most of it is a scan."""
COVERS = 0.5
"""A scan's picture covers at least this share of the page."""
A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass(slots=True)
class _Sheet:
    """A page being read: its characters with the direction they run in, its rules, its pictures by resource."""

    number: int
    area: tuple[float, float, float, float]
    glyphs: list[tuple[Glyph, int]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[tuple[str, float]] = field(default_factory=list)
    unread: int = 0


class _Container:
    """The files of an OFD by their paths inside."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.archive = archive
        self.path = path

    def xml(self, name: str) -> etree._Element:
        """The root of one of its XML files."""
        data = read_member(self.archive, name, self.path)
        if data is None:
            raise ExtractionError(f"OFD中缺少{name}，文件不完整，请重新获取", path=self.path)
        return parse_xml(data, self.path, name)

    def data(self, name: str) -> bytes | None:
        """The bytes of one of its files, None where it does not have it."""
        return read_member(self.archive, name, self.path)


def read(path: Path) -> Reading:
    """Read an OFD file; raises ExtractionError for broken, encrypted or too large ones."""
    with open_archive(path) as archive:
        container = _Container(archive, path)
        sheets: list[_Sheet] = []
        media: dict[str, str] = {}
        for root in _texts(container.xml("OFD.xml"), "DocRoot"):
            sheets += _document(container, _resolved("", root), media, len(sheets))
        pages, notes = _pages(container, sheets, media)
    reading = read_pages(pages, "ofd")
    reading.notes += notes
    return reading


def _document(container: _Container, root: str, media: dict[str, str], before: int) -> list[_Sheet]:
    """The pages of one document of the container; ``media`` collects where its pictures are."""
    document = container.xml(root)
    area = _area(document, A4)
    templates = {
        str(element.get("ID")): _resolved(root, str(element.get("BaseLoc")))
        for element in _elements(document, "TemplatePage")
    }
    for name in [*_texts(document, "PublicRes"), *_texts(document, "DocumentRes")]:
        _collect_media(container, _resolved(root, name), media)
    places = [str(page.get("BaseLoc")) for page in _elements(document, "Page") if page.get("BaseLoc")]
    if before + len(places) > MOST_PAGES:
        raise ExtractionError(f"超过{MOST_PAGES}页，请拆分后再读取", path=container.path)
    sheets = []
    for number, place in enumerate(places, before + 1):
        content = container.xml(_resolved(root, place))
        sheet = _Sheet(number, _area(content, area))
        for template in _elements(content, "Template"):
            under = templates.get(str(template.get("TemplateID")))
            if under is not None:
                _draw(container.xml(under), sheet)
        _draw(content, sheet)
        sheets.append(sheet)
    return sheets


def _draw(page: etree._Element, sheet: _Sheet) -> None:
    """Add a page's visible objects to a sheet."""
    left, top = sheet.area[:2]
    for element in page.iter():
        kind = _local(element)
        if kind not in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
            continue
        if element.get("Visible") == "false" or element.get("Alpha") == "0":
            continue
        x, y, width, height = boundary(element)
        matrix = Matrix.of(element).moved(x - left, y - top)
        if kind == "TextObject":
            sheet.glyphs += text_glyphs(element, matrix)
        elif kind == "PathObject":
            sheet.rules += path_rules(element, matrix)
        elif kind == "ImageObject":
            share = width * height / max(sheet.area[2] * sheet.area[3], 1.0)
            sheet.pictures.append((str(element.get("ResourceID")), share))
        else:
            sheet.unread += 1


def _pages(
    container: _Container, sheets: list[_Sheet], media: dict[str, str]
) -> tuple[list[Page], list[ReadingNote]]:
    pages: dict[int, Page] = {}
    notes: list[ReadingNote] = []
    scans: list[Scan] = []
    for sheet in sheets:
        if sheet.unread:
            message = f"有{sheet.unread}个复合图元未读取，请核对原件"
            notes.append(ReadingNote("unread_object", "warning", message, sheet.number))
        scan = _scan(container, sheet, media)
        if scan is not None:
            scans.append(scan)
            continue
        glyphs = [glyph for glyph, _ in sheet.glyphs]
        width, height = sheet.area[2] * POINTS, sheet.area[3] * POINTS
        page = Page(sheet.number, width, height, without_doubles(glyphs), sheet.rules)
        most = Counter(turn for glyph, turn in sheet.glyphs if not glyph.text.isspace()).most_common(1)
        pages[sheet.number] = turn_page(page, (360 - most[0][0]) % 360) if most else page
    if scans:
        ocr.require(container.path)
        found = recognized(scans)
        notes += doubts(found)
        pages |= {page.number: page for page in found}
    return [pages[number] for number in sorted(pages)], notes


def _scan(container: _Container, sheet: _Sheet, media: dict[str, str]) -> Scan | None:
    """The picture of a page that is a scan, else None."""
    large = [resource for resource, share in sheet.pictures if share >= COVERS]
    if not large or len(sheet.glyphs) > FEW or large[0] not in media:
        return None
    data = container.data(media[large[0]])
    if data is None:
        return None
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None  # the size is checked here before decoding
    try:
        with Image.open(io.BytesIO(data)) as picture:
            check_size(picture.width, picture.height, container.path, sheet.number)
            gray = to_gray(picture)
    except OSError as error:
        raise ExtractionError("页面图像已损坏", path=container.path, page=sheet.number) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    return Scan(sheet.number, gray, gray.shape[1] / (sheet.area[2] * POINTS))


def _collect_media(container: _Container, name: str, media: dict[str, str]) -> None:
    data = container.data(name)
    if data is None:
        return
    root = parse_xml(data, container.path, name)
    folder = _resolved(name, str(root.get("BaseLoc") or ".")) + "/"
    for element in _elements(root, "MultiMedia"):
        for file in _texts(element, "MediaFile"):
            media[str(element.get("ID"))] = _resolved(folder, file)


def _area(
    element: etree._Element, usual: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Left, top, width, height in millimetres of a page or of a document's pages."""
    for text in _texts(element, "PhysicalBox"):
        box = numbers(text)
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[0], box[1], box[2], box[3]
    return usual


def _resolved(base: str, place: str) -> str:
    """A path inside the container, given as seen from a file in it."""
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(joined).lstrip("/")


def _elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if _local(element) == name)


def _texts(root: etree._Element, name: str) -> list[str]:
    return [
        element.text.strip() for element in _elements(root, name) if element.text and element.text.strip()
    ]


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
