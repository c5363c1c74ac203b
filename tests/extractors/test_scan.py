"""Scans: pages recognised from their pictures, and pictures that cannot be."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

pytest.importorskip("rapidocr")

from PIL import Image

from extractors import extract
from extractors.errors import ExtractionError
from extractors.pages import ocr, pdf, scan, scan_image
from extractors.pages.picture import outline

SCANS = Path(__file__).parent.parent / "documents" / "scan"
RULED = [
    ("1", "组织建设", "落实“三会一课”制度。", "8", "scored", "支部大会每少开1次扣0.5分，扣完为止。"),
    ("2", "组织建设", "规范发展党员。", "5", "scored", "程序不规范的，每例扣1.5分。"),
    ("3", "党风廉政", "开展警示教育。", None, "bonus", "获省级表彰加2分，市级表彰加1分。"),
]


@pytest.mark.parametrize(
    "name", ["plain.png", "askew.jpg", "upside-down.png", "unruled.png", "two-pages.tif", "image-only.pdf"]
)
def test_the_same_items_from_every_kind_of_scan(name: str) -> None:
    document = extract(SCANS / name)
    found = [(i.number, i.section, i.requirement, i.points, i.kind, i.criteria) for i in document.items]
    assert found == RULED
    assert document.title == "青石县2024年党建工作考核细则"
    assert document.format == "scan"
    assert all(0.8 < (item.confidence or 0) <= 1 for item in document.items)


def test_pages_of_a_tiff_are_counted() -> None:
    assert [item.where.page for item in extract(SCANS / "two-pages.tif").items] == [1, 1, 2]


def test_boxes_lie_on_the_page_as_it_was_scanned() -> None:
    """The same cell of the page, and of the page turned on its head."""
    (plain,) = scan.read(SCANS / "plain.png").grids
    (turned,) = scan.read(SCANS / "upside-down.png").grids
    box, other = (next(c.box for c in grid.cells if c.text == "加分项") for grid in (plain, turned))
    assert box is not None
    assert other is not None
    assert other.left == pytest.approx(430 - box.right, abs=1)
    assert other.bottom == pytest.approx(230 - box.top, abs=1)


def test_doubtful_characters_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "UNSURE", 1.01)
    (note,) = scan.read(SCANS / "plain.png").notes
    assert (note.kind, note.severity, note.page) == ("low_confidence", "warning", 1)
    assert note.message.startswith("图像识别有")


def test_decoding_drops_blanks_and_repeats_and_adds_up_forms() -> None:
    import numpy as np

    alphabet = ["", "扣", "1", "(", "（"]
    steps = [[0, 1, 0, 0, 0], [0, 0.9, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0.8, 0, 0, 0], [0.1, 0, 0, 0.4, 0.5]]
    found = ocr.decode(np.array(steps, np.float32), alphabet, {3: [4], 4: [3]})
    assert [(c.text, round(c.confidence, 2)) for c in found] == [("扣", 1.0), ("扣", 0.8), ("（", 0.9)]
    assert [round(c.place, 2) for c in found] == [0.2, 0.7, 0.9]


def test_picture_of_an_item() -> None:
    document = extract(SCANS / "image-only.pdf")
    png = outline(SCANS / "image-only.pdf", document.items[0])
    assert png.startswith(b"\x89PNG")


def test_picture_of_what_has_no_pages(tmp_path: Path) -> None:
    item = extract(SCANS / "plain.png").items[0]
    item.where.boxes.clear()
    with pytest.raises(ExtractionError, match="没有页面位置"):
        outline(SCANS / "plain.png", item)


def huge_png(path: Path, width: int, height: int) -> Path:
    """A file that claims so many pixels and holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    return path


def test_five_hundred_megapixels(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"大\.png，第1页：图像有25000×20000像素，超过上限"):
        scan.read(huge_png(tmp_path / "大.png", 25_000, 20_000))


def test_truncated_picture(tmp_path: Path) -> None:
    path = tmp_path / "半.jpg"
    path.write_bytes((SCANS / "askew.jpg").read_bytes()[:20_000])
    with pytest.raises(ExtractionError, match=r"半\.jpg：图像文件已损坏"):
        scan.read(path)


def test_empty_page_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "白.png"
    Image.new("L", (600, 400), 255).save(path)
    assert scan.read(path).blocks == []


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "LA", "I;16", "1"])
def test_pictures_of_every_mode_are_dark_on_light(mode: str) -> None:
    picture = Image.new("L", (20, 10), 255)
    picture.paste(0, (0, 0, 10, 10))
    wide = picture.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else None
    gray = scan_image.to_gray(wide or picture.convert(mode))
    assert gray.shape == (10, 20)
    assert (gray[:, :10] == 0).all()
    assert (gray[:, 10:] == 255).all()


def test_without_the_parts_for_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    for name, read in (("plain.png", scan.read), ("image-only.pdf", pdf.read)):
        with pytest.raises(ExtractionError, match=r"pip install .*\[ocr\]'"):
            read(SCANS / name)


def test_a_red_stamp_over_the_text_is_bleached(tmp_path: Path) -> None:
    from PIL import ImageChops, ImageDraw

    page = Image.open(SCANS / "plain.png").convert("RGB")
    stamp = Image.new("RGB", page.size, "white")
    ImageDraw.Draw(stamp).ellipse((430, 150, 680, 400), outline=(225, 60, 60), width=8)
    ImageDraw.Draw(stamp).polygon(
        [(555, 220), (600, 330), (500, 260), (610, 260), (510, 330)], fill=(225, 60, 60)
    )
    path = tmp_path / "盖章.png"
    ImageChops.multiply(page, stamp).save(path, dpi=(170, 170))
    items = extract(path).items
    assert [(item.points, item.criteria) for item in items] == [(row[3], row[5]) for row in RULED]


def test_red_writing_stays() -> None:
    import numpy as np

    colours = np.full((200, 400, 3), 255, np.uint8)
    colours[90:100, 20:380] = (200, 20, 20)
    assert (scan_image.without_stamps(colours)[90:100, 20:380] < 120).all()
