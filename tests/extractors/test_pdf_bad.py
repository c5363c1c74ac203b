"""PDFs that are broken, locked or far too large: one line that says so, quickly."""

from __future__ import annotations

import base64
import io
import resource
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import ExtractionError
from extractors.pages import pdf_guard
from extractors.pages.pdf import read

RULED = Path(__file__).parent.parent / "documents" / "pdf" / "ruled.pdf"


def written(path: Path, *, pages: int = 1, password: str | None = None) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption(password) if password else None)
    for number in range(pages):
        canvas.drawString(100, 700, str(number))
        canvas.showPage()
    canvas.save()
    return path


def with_stream(path: Path, data: bytes, filters: bytes = b"/FlateDecode") -> Path:
    """A PDF of one page whose content is this stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter %s>>\nstream\n%s\nendstream" % (len(data), filters, data),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    path.write_bytes(out.getvalue())
    return path


def test_truncated(tmp_path: Path) -> None:
    path = tmp_path / "半截.pdf"
    path.write_bytes(RULED.read_bytes()[:-900])
    with pytest.raises(ExtractionError, match=r"半截\.pdf：PDF文件不完整"):
        read(path)


def test_not_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "假.pdf"
    path.write_text("序号\t考核内容", encoding="utf-8")
    with pytest.raises(ExtractionError, match=r"假\.pdf：不是PDF文件"):
        read(path)


def test_garbage_between_head_and_tail(tmp_path: Path) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"\x00garbage\xff" * 50 + b"\n%%EOF")
    with pytest.raises(ExtractionError, match=r"坏\.pdf：PDF已损坏"):
        read(path)


def test_encrypted(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"锁\.pdf：PDF已加密，需要密码"):
        read(written(tmp_path / "锁.pdf", password="秘密".encode().hex()))


def test_too_many_pages(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="共2001页，超过上限2000页"):
        read(written(tmp_path / "厚.pdf", pages=2001))


def test_bomb(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(300)) + packer.flush()
    with pytest.raises(ExtractionError, match="解压后过大"):
        read(with_stream(tmp_path / "炸弹.pdf", data))


def test_bomb_packed_twice(tmp_path: Path) -> None:
    data = zlib.compress(zlib.compress(b" " * 1000))
    with pytest.raises(ExtractionError, match="重复压缩"):
        read(with_stream(tmp_path / "套娃.pdf", data, b"[/FlateDecode /FlateDecode]"))


@pytest.mark.parametrize("filters", [b"[/ASCII85Decode /FlateDecode]", b"[/A85/Fl#61teDecode]"])
def test_bomb_written_as_text(tmp_path: Path, filters: bytes) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(300)) + packer.flush()
    with pytest.raises(ExtractionError, match="解压后过大"):
        read(with_stream(tmp_path / "炸弹.pdf", base64.a85encode(data, adobe=True)[2:], filters))


def test_lines_wider_than_any_memory(tmp_path: Path) -> None:
    filters = b"/CCITTFaxDecode/DecodeParms<</K -1/Columns 9999999999>>"
    with pytest.raises(ExtractionError, match="宽得不可能"):
        read(with_stream(tmp_path / "宽.pdf", b"\x00" * 20, filters))


def test_widths_of_characters_without_end(tmp_path: Path) -> None:
    path = tmp_path / "无尽.pdf"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font" + (
        b"/Subtype/CIDFontType2/BaseFont/A/W[0 99999999999 500]/DW 1000/FontDescriptor<</Type/FontDescriptor>>>>]>>"
    )
    text = b"BT /F1 12 Tf 9 9 Td <0001> Tj ET"
    body = with_stream(path, text, b"/None").read_bytes()
    body = body.replace(b"/Filter /None", b"")
    path.write_bytes(
        body.replace(b"/Contents 4 0 R", b"/Resources<</Font<</F1 " + font + b">>>>/Contents 4 0 R")
    )
    before = memory()
    with pytest.raises(ExtractionError, match="没有进展或占用内存过多"):
        read(path)
    assert memory() - before < 3 * 2**20  # KiB


def memory() -> int:
    """The most that this process has had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_page_of_a_hundred_thousand_characters(tmp_path: Path) -> None:
    path = tmp_path / "密.pdf"
    canvas = Canvas(str(path), pagesize=(4000, 4000))
    canvas.setFont("Helvetica", 4)
    for row in range(500):
        canvas.drawString(20, 3980 - 7 * row, "A" * 200)
    canvas.save()
    (paragraph,) = read(path).paragraphs
    assert paragraph.text.count("A") == 100_000


def test_more_characters_than_a_page_can_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pages.pdf.MOST_CHARACTERS", 100)
    with pytest.raises(ExtractionError, match=r"ruled\.pdf，第1页：一页有.*个字符，超过上限100"):
        read(RULED)


@pytest.mark.parametrize(
    ("data", "size"),
    [(zlib.compress(b"x" * 5000), 5000), (b"q 1 0 0 1 0 0 cm", 0), (b"", 0)],
)
def test_unpacked_size(data: bytes, size: int) -> None:
    assert pdf_guard.unpacked_size(data, 0) == size
