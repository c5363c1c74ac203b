from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.comparison import Document, compare
from pipeline.comparison.features import prepare
from pipeline.comparison.links import find_links
from pipeline.comparison.stored import from_bytes, to_bytes

Make = Callable[..., Document]


def test_what_was_stored_gives_the_same_links(lianyungang: Document, liucheng: Document) -> None:
    one, other = prepare(lianyungang), prepare(liucheng)
    back = from_bytes(to_bytes(one)), from_bytes(to_bytes(other))
    assert back[0].items == one.items
    assert find_links(*back, {}) == find_links(one, other, {}) != []


def test_an_empty_document_can_be_stored(make: Make) -> None:
    empty = prepare(make("qingshan-2024", []))
    assert from_bytes(to_bytes(empty)).items == ()


def test_a_table_issued_again_unchanged_has_no_changes(liucheng: Document) -> None:
    again = Document(
        "liucheng-2025",
        liucheng.title,
        2025,
        liucheng.place,
        liucheng.total,
        tuple(
            replace(item, id=item.id.replace("2024", "2025"), document="liucheng-2025")
            for item in liucheng.items
        ),
    )
    assert compare(liucheng, again).changes == ()
