"""OFD: text, lines, templates, scans inside, and broken containers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from extractors.errors import ExtractionError
from extractors.grid import Grid
from extractors.pages.ofd import read
from extractors.pages.ofd_objects import Matrix, deltas, path_rules, text_glyphs
from extractors.pages.pdf import read as read_pdf

DOCUMENTS = Path(__file__).parent.parent / "documents"
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def texts(grid: Grid) -> list[tuple[int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.text) for cell in grid.cells]


@pytest.mark.parametrize(
    ("name", "source"), [("ruled", "ruled"), ("lines-in-template", "ruled"), ("unruled", "unruled")]
)
def test_the_same_table_as_in_the_pdf_it_was_made_from(name: str, source: str) -> None:
    reading = read(DOCUMENTS / "ofd" / f"{name}.ofd")
    (grid,) = reading.grids
    (expected,) = read_pdf(DOCUMENTS / "pdf" / f"{source}.pdf").grids
    assert texts(grid) == texts(expected)
    assert [p.text for p in reading.paragraphs] == ["青石县2025年度安全生产目标管理考核细则"]
    box, same = grid.cells[0].box, expected.cells[0].box
    assert box is not None
    assert same is not None
    assert (box.left, box.top) == pytest.approx((same.left, same.top), abs=0.3)


@pytest.mark.parametrize(
    ("text", "count", "steps"),
    [
        ("4 4 5", 3, [4.0, 4.0, 5.0]),
        ("g 3 4 2", 4, [4.0, 4.0, 4.0, 2.0]),
        ("g 900000000 4", 2, [4.0, 4.0]),
        ("", 3, []),
        ("4 x", 3, [4.0]),
        ("4 4 4", 1, [4.0]),
    ],
)
def test_steps_between_characters(text: str, count: int, steps: list[float]) -> None:
    assert deltas(text, count) == steps


def element(xml: str) -> etree._Element:
    return etree.fromstring(xml.replace("<ofd:", "<").replace("</ofd:", "</"))


def test_characters_stand_where_matrix_and_steps_put_them() -> None:
    text = element(
        '<ofd:TextObject Size="5"><ofd:TextCode X="1" Y="5" DeltaX="5 3">扣1分</ofd:TextCode></ofd:TextObject>'
    )
    glyphs = [glyph for glyph, _ in text_glyphs(text, Matrix(e=10.0))]
    millimetres = 72 / 25.4
    assert [g.text for g in glyphs] == ["扣", "1", "分"]
    assert [round(g.left / millimetres, 3) for g in glyphs] == [11.0, 16.0, 19.0]


@pytest.mark.parametrize(
    ("attributes", "data", "count"),
    [
        ("", "M 0 0 L 50 0", 1),
        ('Stroke="false"', "M 0 0 L 50 0", 0),
        ("", "M 0 0 L 50 0 L 50 20 L 0 20 C", 4),
        ("", "M 0 0 L 50 20", 0),
        ('Stroke="false" Fill="true"', "M 0 0 L 50 0 L 50 0.2 L 0 0.2 C", 1),
        ("", "M 0 0 B 1 1 2 2 50 0 M 0 9 L 50 9", 2),
        ("", "M 0 L 5", 0),
    ],
)
def test_rules_of_paths(attributes: str, data: str, count: int) -> None:
    path = element(
        f"<ofd:PathObject {attributes}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )
    assert len(path_rules(path, Matrix())) == count


def container(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


ROOT = f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>/Doc/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
PAGES = (
    f"<ofd:Document {OFD}><ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>"
    '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'
)


def test_page_missing(tmp_path: Path) -> None:
    path = container(tmp_path / "缺页.ofd", {"OFD.xml": ROOT, "Doc/D.xml": PAGES})
    with pytest.raises(ExtractionError, match=r"缺页\.ofd：OFD中缺少Doc/P\.xml"):
        read(path)


def test_external_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("不可读", encoding="utf-8")
    page = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><ofd:Page {OFD}>&e;</ofd:Page>'
    path = container(tmp_path / "外部.ofd", {"OFD.xml": ROOT, "Doc/D.xml": PAGES, "Doc/P.xml": page})
    with pytest.raises(ExtractionError, match=r"外部\.ofd：.*外部实体"):
        read(path)


def test_broken_xml(tmp_path: Path) -> None:
    path = container(tmp_path / "坏.ofd", {"OFD.xml": ROOT, "Doc/D.xml": PAGES[:-20]})
    with pytest.raises(ExtractionError, match=r"坏\.ofd：.*XML"):
        read(path)


def test_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "假.ofd"
    path.write_bytes(b"OFD")
    with pytest.raises(ExtractionError, match=r"假\.ofd"):
        read(path)


def test_scan_inside(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    resources = (
        f'<ofd:Res {OFD} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
        "<ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    page = (
        f"<ofd:Page {OFD}><ofd:Area><ofd:PhysicalBox>0 0 151.7 81.1</ofd:PhysicalBox></ofd:Area><ofd:Content>"
        '<ofd:Layer><ofd:ImageObject ID="2" Boundary="0 0 151.7 81.1" ResourceID="7"/></ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )
    picture = io.BytesIO((DOCUMENTS / "scan" / "plain.png").read_bytes()).getvalue()
    files = {"OFD.xml": ROOT, "Doc/D.xml": PAGES, "Doc/P.xml": page, "Doc/Res.xml": resources}
    path = container(tmp_path / "扫描.ofd", {**files, "Doc/Res/page.png": picture})
    (grid,) = read(path).grids
    assert [cell.text for cell in grid.cells if cell.column == 3] == ["分值", "8", "5", "加分项"]
