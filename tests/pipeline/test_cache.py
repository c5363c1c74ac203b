from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cache import Cache
from pipeline.folder import StepFolder

KEY = "ab" + "0" * 62


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("extract", KEY, "内容".encode())
    assert cache.get("extract", KEY) == "内容".encode()
    assert cache.get("normalize", KEY) is None


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 200])
def test_a_damaged_entry_is_as_good_as_missing(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("extract", KEY, b"content")
    next(tmp_path.glob("extract/*/*")).write_bytes(damage)
    assert cache.get("extract", KEY) is None


def test_an_entry_cut_short_is_as_good_as_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("extract", KEY, bytes(range(256)) * 50)
    path = next(tmp_path.glob("extract/*/*"))
    path.write_bytes(path.read_bytes()[:-20])
    assert cache.get("extract", KEY) is None


def folder(tmp_path: Path) -> StepFolder:
    return StepFolder(tmp_path / "items", "extract", Cache(tmp_path / "cache"))


def test_a_stored_file_is_fresh_for_its_key_alone(tmp_path: Path) -> None:
    first = folder(tmp_path)
    first.store("a-2024", KEY, b"{}")
    first.keep_only(["a-2024"])
    again = folder(tmp_path)
    assert again.is_fresh("a-2024", KEY)
    assert not again.is_fresh("a-2024", "cd" + KEY[2:])


def test_a_file_changed_or_removed_by_hand_is_written_again_from_the_cache(tmp_path: Path) -> None:
    first = folder(tmp_path)
    first.store("a-2024", KEY, b'{"items": []}')
    first.is_fresh("a-2024", KEY)
    first.keep_only(["a-2024"])
    for spoil in (lambda path: path.write_bytes(b"spoiled"), Path.unlink):
        spoil(first.path("a-2024"))
        again = folder(tmp_path)
        assert again.is_fresh("a-2024", KEY)
        assert again.path("a-2024").read_bytes() == b'{"items": []}'


def test_documents_no_longer_catalogued_lose_their_files(tmp_path: Path) -> None:
    step = folder(tmp_path)
    step.store("a-2024", KEY, b"{}")
    step.store("b-2024", "cd" + KEY[2:], b"{}")
    step.is_fresh("a-2024", KEY)
    step.keep_only(["a-2024"])
    assert [path.name for path in (tmp_path / "items").iterdir()] == ["a-2024.json"]
    assert step.cache.get("extract", "cd" + KEY[2:]) is None
    assert step.cache.get("extract", KEY) == b"{}"


def test_what_should_be_tried_again_is_not_kept(tmp_path: Path) -> None:
    step = folder(tmp_path)
    step.store("a-2024", KEY, b"{}", "读不出")
    step.keep_only(["a-2024"])
    assert step.path("a-2024").read_bytes() == b"{}"
    assert step.failures() == {"a-2024": "读不出"}
    assert not folder(tmp_path).is_fresh("a-2024", KEY)


@pytest.mark.parametrize("index", [b"", b"[]", b'{"a-2024": 3}', b'{"a-2024": {"key": "k", "size": 2}}'])
def test_an_index_that_is_damaged_or_of_another_version_counts_for_nothing(
    tmp_path: Path, index: bytes
) -> None:
    step = folder(tmp_path)
    step.store("a-2024", KEY, b"{}")
    step.keep_only(["a-2024"])
    (tmp_path / "cache" / "extract.json").write_bytes(index)
    step.cache.keep_only("extract", [])
    assert not folder(tmp_path).is_fresh("a-2024", KEY)
