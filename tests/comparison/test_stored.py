from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.comparison import Document, compare
from pipeline.comparison.features import prepare
from pipeline.comparison.links import find_links, find_links_with
from pipeline.comparison.stored import from_bytes, to_bytes

Make = Callable[..., Document]
ROWS = [("1", "秸秆禁烧", "5", "发现焚烧秸秆每起扣1分"), ("2", "辐射安全监管", "3", "未建立台账扣1分")]


def test_what_was_stored_gives_the_same_links(lianyungang: Document, liucheng: Document) -> None:
    one, other = prepare(lianyungang), prepare(liucheng)
    back = from_bytes(to_bytes(one)), from_bytes(to_bytes(other))
    assert back[0].items == one.items
    assert find_links(*back, {}) == find_links(one, other, {}) != []


def test_links_do_not_depend_on_what_else_is_compared(
    lianyungang: Document, liucheng: Document, make: Make
) -> None:
    one, other, small, empty = map(
        prepare, (lianyungang, liucheng, make("donghu-2024", ROWS), make("x-2024", []))
    )
    for right in (other, small, empty):
        lefts = [empty, one, small, empty, one]
        assert find_links_with(lefts, right, [{}] * len(lefts)) == [
            find_links(left, right, {}) for left in lefts
        ]


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
