"""Old Word files: the same items as from the .docx they were made from (tests/documents/make_doc.py)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractors import extract
from extractors.errors import ExtractionError
from extractors.word import office
from extractors.word.compound import CompoundFile

DOCUMENTS = Path(__file__).parents[1] / "documents"
NAMES = sorted(path.stem for path in (DOCUMENTS / "doc").glob("*.doc"))
has_office = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed"
)


def items(path: Path) -> list[tuple[str | None, ...]]:
    return [
        (
            i.number,
            i.section,
            i.group,
            i.requirement,
            i.points,
            i.kind,
            i.criteria,
            i.evidence,
            *i.departments,
        )
        for i in extract(path).items
    ]


@pytest.mark.parametrize("name", NAMES)
def test_doc_gives_the_items_of_the_docx(name: str) -> None:
    found = items(DOCUMENTS / "doc" / f"{name}.doc")
    assert found
    assert found == items(DOCUMENTS / "word" / f"{name}.docx")


def test_wps_is_read_as_doc(tmp_path: Path) -> None:
    path = tmp_path / "表.wps"
    shutil.copyfile(DOCUMENTS / "doc" / "merged_cells.doc", path)
    document = extract(path)
    assert (document.format, len(document.items)) == ("wps", 5)


def test_title_in_the_page_header() -> None:
    assert extract(DOCUMENTS / "doc" / "split_tables.doc").title == "明湖区2023年度平安建设考核细则"


@has_office
@pytest.mark.parametrize("kind", ["rtf", "odt"])
def test_by_libreoffice(kind: str) -> None:
    path = DOCUMENTS / "doc" / f"sliver_columns.{kind}"
    assert items(path) == items(DOCUMENTS / "word" / "sliver_columns.docx")
    assert extract(path).format == kind


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ExtractionError, match="LibreOffice") as caught:
        extract(DOCUMENTS / "doc" / "sliver_columns.rtf")
    assert "apt-get install" in str(caught.value)


@pytest.mark.parametrize("size", [600, 2000, 5000, 9000])
def test_truncated_doc(tmp_path: Path, size: int) -> None:
    path = tmp_path / "半.doc"
    path.write_bytes((DOCUMENTS / "doc" / "merged_cells.doc").read_bytes()[:size])
    with pytest.raises(ExtractionError) as caught:
        extract(path)
    assert "半.doc" in str(caught.value)


def test_a_chain_that_bites_its_tail_ends(tmp_path: Path) -> None:
    path = tmp_path / "环.doc"
    data = bytearray((DOCUMENTS / "doc" / "merged_cells.doc").read_bytes())
    table = int.from_bytes(data[76:80], "little")
    start = (table + 1) * 512
    for sector in range(40):
        data[start + sector * 4 : start + sector * 4 + 4] = sector.to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ExtractionError, match="已损坏"):
        CompoundFile(bytes(data), path)
