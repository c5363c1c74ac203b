"""Damage to parts that a table does without: it is read, and a finding says what is not known. Odd numbers in parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors import extract
from extractors.document import Document
from extractors.errors import ExtractionError
from extractors.sheets.number_format import show

DOCUMENTS = Path(__file__).parents[1] / "documents"
Change = Callable[[bytes], bytes]


def rewritten(path: Path, seed: str, member: str, change: Change) -> Path:
    """A copy of a document with one member changed, or added where it has none."""
    out = io.BytesIO()
    with zipfile.ZipFile(DOCUMENTS / seed) as old, zipfile.ZipFile(out, "w") as new:
        for name in dict.fromkeys([*old.namelist(), member]):
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(content) if name == member else content)
    path.write_bytes(out.getvalue())
    return path


def spoilt(path: Path, seed: str, member: str) -> Path:
    """A copy whose member does not have the checksum that the archive states."""
    rewritten(path, seed, member, lambda content: content or b"<Properties/>")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(member).header_offset + 30 + len(member)
    data[start] ^= 0xFF
    path.write_bytes(data)
    return path


def damage(document: Document) -> list[tuple[str, str]]:
    return [(f.severity, f.message) for f in document.findings if f.kind == "damaged_part"]


def with_part(path: Path, seed: str, member: str) -> Path:
    """A copy of a Word document that also has this part, named in the relations of the document."""
    kind = re.sub(r"\d*\.xml$", "", member.split("/")[-1])
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="more" Target="/{member}" Type="{namespace}/{kind}"/></Relationships>'
    one = rewritten(path, seed, member, lambda content: content or b"<a/>")
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        added = (
            relation if name.endswith("rels") else f'<Override PartName="/{member}" ContentType="x"/></Types>'
        )
        old = b"</Relationships>" if name.endswith("rels") else b"</Types>"
        rewritten(
            one, str(one), name, lambda content, old=old, added=added: content.replace(old, added.encode())
        )
    return one


@pytest.mark.parametrize("how", ["checksum", "xml"])
@pytest.mark.parametrize(
    ("seed", "member", "words"),
    [
        ("word/numbers_from_styles.docx", "docProps/app.xml", ""),
        ("word/merged_cells.docx", "word/styles.xml", "样式"),
        ("word/merged_cells.docx", "word/numbering.xml", "自动编号"),
        ("word/merged_cells.docx", "word/header1.xml", "页眉"),
        ("word/merged_cells.docx", "word/footnotes.xml", "脚注"),
        ("sheets/merged.xlsx", "docProps/app.xml", ""),
        ("sheets/merged.xlsx", "xl/styles.xml", "百分比"),
        ("sheets/merged.ods", "meta.xml", ""),
    ],
)
def test_damaged_part_beside_the_table(tmp_path: Path, seed: str, member: str, words: str, how: str) -> None:
    path = tmp_path / Path(seed).name
    word = path.suffix == ".docx"
    source = str(with_part(path, seed, member)) if word else seed
    if how == "checksum":
        spoilt(path, source, member)
    else:
        rewritten(path, source, member, lambda content: b"<a><b></a>")
    whole, document = extract(DOCUMENTS / seed), extract(path)
    assert [(i.number, i.requirement, i.criteria) for i in document.items] == [
        (i.number, i.requirement, i.criteria) for i in whole.items
    ]
    told = [(severity, member.split("/")[-1] in message) for severity, message in damage(document)]
    looked_at = bool(words) or (word and how == "checksum")
    assert told == ([("warning", True)] if looked_at else [])
    if words and not (word and how == "checksum"):
        assert words in damage(document)[0][1]


@pytest.mark.parametrize(
    ("seed", "member"),
    [
        ("word/merged_cells.docx", "word/document.xml"),
        ("sheets/merged.xlsx", "xl/sharedStrings.xml"),
        ("sheets/merged.xlsx", "xl/worksheets/sheet1.xml"),
        ("sheets/merged.ods", "content.xml"),
        ("ofd/ruled.ofd", "OFD.xml"),
    ],
)
def test_damaged_part_that_holds_the_table(tmp_path: Path, seed: str, member: str) -> None:
    path = spoilt(tmp_path / Path(seed).name, seed, member)
    with pytest.raises(ExtractionError, match=re.escape(member.split("/")[-1])):
        extract(path)


def test_sheet_that_the_workbook_names_and_does_not_hold(tmp_path: Path) -> None:
    path = rewritten(
        tmp_path / "缺.xlsx",
        "sheets/several_sheets.xlsx",
        "xl/_rels/workbook.xml.rels",
        lambda content: content.replace(b"sheet1.xml", b"sheet9.xml"),
    )
    assert [(s, "未读取" in m) for s, m in damage(extract(path))] == [("error", True)]


@pytest.mark.parametrize("odd", ["²", "-1", "", "9" * 5000, "٣", "1.5", "真"])
@pytest.mark.parametrize(
    ("seed", "member", "attribute"),
    [
        ("word/automatic_numbers.docx", "word/document.xml", rb'(w:ilvl w:val=")\d+'),
        ("word/automatic_numbers.docx", "word/numbering.xml", rb'(w:ilvl=")\d+'),
        ("word/merged_cells.docx", "word/document.xml", rb'(w:gridSpan w:val=")\d+'),
        ("sheets/merged.xlsx", "xl/worksheets/sheet1.xml", rb'(<row r=")\d+'),
        ("sheets/shown_numbers.xlsx", "xl/worksheets/sheet1.xml", rb'(<c r="[A-Z]+\d+" s=")\d+'),
        ("sheets/shown_numbers.xlsx", "xl/styles.xml", rb'(numFmtId=")\d+'),
        ("sheets/merged.ods", "content.xml", rb'(number-columns-repeated=")\d+'),
    ],
)
def test_attribute_that_is_no_number(
    tmp_path: Path, seed: str, member: str, attribute: bytes, odd: str
) -> None:
    pattern = re.compile(attribute)
    path = tmp_path / Path(seed).name

    def change(content: bytes) -> bytes:
        assert pattern.search(content)
        return pattern.sub(lambda match: match[1] + odd.encode(), content)

    rewritten(path, seed, member, change)
    try:
        extract(path)
    except ExtractionError as error:
        assert "读取时出错" not in error.message


@pytest.mark.parametrize("odd", ["nan", "inf", "-inf", "1e400", "9" * 400])
@pytest.mark.parametrize(
    "attribute", [rb'(DeltaX=")[^"]*', rb'(Boundary=")[^ ]*', rb'(Size=")[^"]*', rb'( X=")[^"]*']
)
def test_place_in_an_ofd_that_is_no_number(tmp_path: Path, attribute: bytes, odd: str) -> None:
    member = "Doc_0/Pages/Page_0/Content.xml"
    pattern = re.compile(attribute)

    def change(content: bytes) -> bytes:
        assert pattern.search(content)
        return pattern.sub(lambda match: match[1] + odd.encode(), content)

    path = rewritten(tmp_path / "怪.ofd", "ofd/unruled.ofd", member, change)
    try:
        extract(path)
    except ExtractionError as error:
        assert "读取时出错" not in error.message


@pytest.mark.parametrize("code", ["D800", "110000", "FFFFFFFF", "x", ""])
def test_symbol_that_is_no_character(tmp_path: Path, code: str) -> None:
    path = rewritten(
        tmp_path / "符.docx",
        "word/merged_cells.docx",
        "word/document.xml",
        lambda content: content.replace(
            b"</w:t></w:r>", f'</w:t></w:r><w:r><w:sym w:char="{code}"/></w:r>'.encode()
        ),
    )
    "".join(item.criteria for item in extract(path).items).encode()


@pytest.mark.parametrize(
    ("value", "code"),
    [("NaN", "0"), ("Infinity", "0%"), ("1E+999999999", "0.00"), ("sNaN", None), ("1E+400", "yyyy")],
)
def test_number_that_no_spreadsheet_shows(value: str, code: str | None) -> None:
    assert show(value, 0, code) == value


def test_number_as_large_as_a_spreadsheet_has() -> None:
    assert show("1.7E+308", 0, "0." + "0" * 40) == "17" + "0" * 307 + "." + "0" * 30


def test_digits_without_end_under_the_heading(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    row = ",".join(["9" * 5000] * 4)
    path.write_text(
        f"序号,考核内容,分值,评分标准\n{row}\n1,台账,5,缺一份扣1分\n2,会议,5,少一次扣1分\n", encoding="utf8"
    )
    assert "缺一份扣1分" in [item.criteria for item in extract(path).items]


def test_sheet_with_a_row_far_below(tmp_path: Path) -> None:
    path = rewritten(
        tmp_path / "远.xlsx",
        "sheets/merged.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(
            b"</sheetData>", b'<row r="999999999"><c t="str"><v>1</v></c></row></sheetData>'
        ),
    )
    with pytest.raises(ExtractionError, match="超过上限"):
        extract(path)


def test_merged_ranges_one_over_the_other(tmp_path: Path) -> None:
    many = b'<mergeCell ref="A1:XFD1048576"/>' * 100_000
    path = rewritten(
        tmp_path / "叠.xlsx",
        "sheets/merged.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(b"</mergeCells>", many + b"</mergeCells>"),
    )
    with pytest.raises(ExtractionError, match="互相重叠"):
        extract(path)
