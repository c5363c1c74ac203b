from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Get = Callable[..., Any]


@pytest.fixture
def documents(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM documents ORDER BY id")]


def test_without_documents_there_is_a_choice(get: Get, documents: list[str]) -> None:
    page = get("/compare")
    assert page.status_code == 200
    assert all(f'value="{name}"' in page.text for name in documents)


def test_two_documents_side_by_side(get: Get, documents: list[str]) -> None:
    page = get("/compare", left=documents[0], right=documents[1])
    assert page.status_code == 200
    assert '<table class="compare"' in page.text
    assert "事项" in page.text
    assert "<script>" not in page.text


def test_a_document_with_itself_has_no_changes(get: Get, documents: list[str]) -> None:
    page = get("/compare", left=documents[0], right=documents[0])
    assert page.status_code == 200
    assert "<ins>" not in page.text
    assert "<del>" not in page.text


@pytest.mark.parametrize(
    "name", ["nope", "'; DROP TABLE items; --", "<script>alert(1)</script>", "../../secret.txt"]
)
def test_unknown_documents_give_a_page_that_helps(get: Get, documents: list[str], name: str) -> None:
    page = get("/compare", left=name, right=documents[0])
    assert page.status_code == 404
    assert "<script>" not in page.text


def test_kind_and_direction_filter(get: Get, documents: list[str]) -> None:
    everything = get("/compare", left=documents[0], right=documents[1]).text
    some = get("/compare", left=documents[0], right=documents[1], kind="item_added").text
    none = get("/compare", left=documents[0], right=documents[1], kind="no_such_kind").text
    assert len(none) < len(some) <= len(everything)


@pytest.mark.parametrize(
    "words", ["扣", "%", "'; DROP TABLE rules; --", "<script>alert(1)</script>", "x" * 500]
)
def test_a_timeline_of_any_words(get: Get, words: str) -> None:
    page = get("/timeline", words=words)
    assert page.status_code == 200
    assert "<script>" not in page.text
