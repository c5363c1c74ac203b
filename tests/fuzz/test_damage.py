"""Damaged documents and texts: an `ExtractionError` or a reading, never anything else. The long run is `make fuzz`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from mutations import mutate
from promises import broken_by_file, broken_by_text
from scoring_texts import mutated
from seeds import OFFICE, office_seeds, seeds

FOUND = Path(__file__).parent / "found"
SEEDS = seeds()
# A page of a PDF takes far longer than the others.
CASES = {".pdf": 2}
USUAL_CASES = 12
OFFICE_CASES = 3


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_document(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"case{Path(name).suffix}"
    for number in range(CASES.get(path.suffix, USUAL_CASES)):
        random = Random(f"{name} {number}")
        data = SEEDS[name]
        for _ in range(1 + number % 3):
            data = mutate(name, data, random)
        path.write_bytes(data)
        assert broken_by_file(path) == [], f"case {number}"


@pytest.mark.skipif(not office_seeds(), reason="LibreOffice is not there")
@pytest.mark.parametrize("suffix", OFFICE)
def test_damaged_document_that_libreoffice_reads(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (temporary := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = tmp_path / f"case{suffix}"
    [(name, data)] = [(name, data) for name, data in office_seeds().items() if name.endswith(suffix)]
    for number in range(OFFICE_CASES):
        path.write_bytes(mutate(name, data, Random(f"{name} {number}")))
        assert broken_by_file(path) == [], f"case {number}"
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "path", sorted(p for p in FOUND.iterdir() if p.suffix != ".scoring"), ids=lambda p: p.name
)
def test_document_that_once_broke_a_promise(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    assert broken_by_file(copy) == []


@pytest.mark.parametrize("number", range(10))
def test_damaged_texts(number: int) -> None:
    for turn in range(40):
        text = mutated(Random(f"{number} {turn}"))
        assert broken_by_text(text) == [], ascii(text)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.scoring")), ids=lambda p: p.name)
def test_text_that_once_broke_a_promise(path: Path) -> None:
    assert broken_by_text(path.read_text(encoding="utf8", errors="surrogatepass")) == []


def test_every_format_is_damaged() -> None:
    from extractors.formats import READERS, detect

    written = {Path(name).suffix for name in SEEDS} | set(OFFICE)
    formats = {"txt": ".txt", "html": ".html", "image": None} | {
        f: f".{f}" for f in READERS if f not in ("txt", "html", "image")
    }
    assert {suffix for suffix in formats.values() if suffix} <= written
    assert detect(Path(__file__).parents[1] / "documents" / "scan" / "plain.png") == "image"
