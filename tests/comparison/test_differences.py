from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparison import Document, compare
from pipeline.comparison.differences import aligned, marked

Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("少报一次扣0.5分", "少报一次扣0.25分", "少报一次扣[0.5]分", "少报一次扣[0.25]分"),
        ("未建立台账扣1分", "未建立健全台账扣1分", "未建立台账扣1分", "未建立[健全]台账扣1分"),
        ("", "新增", "", "[新增]"),
        ("取消", "", "[取消]", ""),
        ("同样", "同样", "同样", "同样"),
    ],
)
def test_what_differs_is_marked(before: str, after: str, left: str, right: str) -> None:
    shown = ["".join(f"[{t}]" if changed else t for t, changed in side) for side in marked(before, after)]
    assert shown == [left, right]


@given(st.text(max_size=30), st.text(max_size=30))
def test_marks_lose_nothing(before: str, after: str) -> None:
    one, other = marked(before, after)
    assert "".join(text for text, _ in one) == before
    assert "".join(text for text, _ in other) == after


def test_lines_in_the_order_of_the_later_document(make: Make) -> None:
    left = make(
        "qingshan-2023",
        [("1", "森林防火", "4", "发生火灾每起扣1分"), ("2", "普法宣传", "3", "少一次扣1分"),
         ("3", "垃圾分类", "3", "每少一个小区扣1分")],
        2023,
    )  # fmt: skip
    right = make(
        "qingshan-2024",
        [("1", "垃圾分类", "3", "每少一个小区扣1分"), ("2", "森林防火", "4", "发生火灾每起扣1分"),
         ("3", "防汛抗旱", "5", "值守脱岗每次扣1分")],
    )  # fmt: skip
    comparison = compare(left, right)
    rows = aligned(comparison)
    shown = [(row.left.number if row.left else None, row.right.number if row.right else None) for row in rows]
    assert shown == [("3", "1"), ("1", "2"), ("2", None), (None, "3")]
    assert sum(len(row.changes) for row in rows) == len(comparison.changes)
