from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hand_pairs import NAMES, pair
from made_tables import documented

from pipeline.comparison import Document, Verdict, compare

Make = Callable[..., Document]
HAND = Path(__file__).with_name("hand_links.tsv")


def numbers(left: Document, right: Document) -> list[tuple[str, str, str]]:
    """The links of two documents by the items' numbers, with their kind."""
    number = {item.id: item.number for item in (*left.items, *right.items)}
    links = compare(left, right, with_changes=False).links
    return [(number[link.left], number[link.right], link.kind) for link in links]


SUBJECTS = {("41", "7.4"), ("32", "9.1"), ("24", "6.4")}
"""秸秆禁烧, 危废规范化, 饮用水源: whatever else is found, these are."""


def accuracy(left: Document, right: Document, hand: dict[tuple[str, str], str]) -> tuple[float, float]:
    """The share of the true same links that were proposed, and the share of the proposed links that are true."""
    proposed = [pair[:2] for pair in numbers(left, right)]
    same = [pair for pair, kind in hand.items() if kind == "same"]
    found = sum(pair in proposed for pair in same) / len(same)
    true = sum(pair in hand for pair in proposed) / len(proposed)
    print(f"{left.id}: same links found {found:.3f}, proposed links true {true:.3f} of {len(proposed)}")
    return found, true


def test_two_places_eleven_years_apart_against_links_by_hand(
    lianyungang: Document, liucheng: Document
) -> None:
    lines = [line for line in HAND.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    hand = {(row["left"], row["right"]): row["kind"] for row in csv.DictReader(lines, delimiter="\t")}
    found, true = accuracy(lianyungang, liucheng, hand)
    assert found >= 0.9
    assert true >= 0.78
    assert {pair[:2] for pair in numbers(lianyungang, liucheng)} >= SUBJECTS


@pytest.mark.parametrize("name", NAMES)
def test_made_up_tables_of_other_fields_against_links_by_hand(name: str) -> None:
    tables = pair(name)
    found, true = accuracy(documented(tables.left), documented(tables.right), tables.links)
    assert found >= 0.85
    assert true >= 0.75


def test_a_document_with_itself(liucheng: Document) -> None:
    found = compare(liucheng, liucheng)
    assert [(link.left, link.right) for link in found.links] == [(i.id, i.id) for i in liucheng.items]
    assert {link.kind for link in found.links} == {"same"}
    assert found.changes == ()


@pytest.mark.parametrize("turned", [False, True])
def test_with_an_empty_document(make: Make, turned: bool) -> None:
    some = make("qingshan-2023", [("1", "开展普法宣传", "3", "少一次扣1分")])
    sides = (make("qingshan-2024", []), some)
    found = compare(*(reversed(sides) if turned else sides))
    assert found.links == ()
    assert [change.kind for change in found.changes] == ["item_removed" if turned else "item_added"]


def test_both_empty(make: Make) -> None:
    assert compare(make("a-2023", []), make("a-2024", [])).changes == ()


def test_equal_texts_are_told_apart_by_number_and_points(make: Make) -> None:
    rows = [("1", "完成年度任务", "2", "未完成扣1分"), ("2", "完成年度任务", "5", "未完成扣1分")]
    turned = [("1", "完成年度任务", "2", "未完成扣1分"), ("2", "完成年度任务", "6", "未完成扣1分")]
    left, right = make("qingshan-2023", rows, 2023), make("qingshan-2024", turned)
    assert numbers(left, right) == [("1", "1", "same"), ("2", "2", "same")]
    [change] = compare(left, right).changes
    assert (change.kind, change.before, change.after, change.percent) == ("points_raised", "5", "6", 20.0)
    assert (change.share_before, change.share_after) == (71.4286, 75.0)


def test_documents_without_points(make: Make) -> None:
    left = make("qingshan-2023", [("1", "开展消防演练", None, "少一次扣1分")], 2023)
    right = make("qingshan-2024", [("1", "开展消防演练", None, "少一次扣2分")])
    [change] = compare(left, right).changes
    assert (change.kind, change.share_before, change.share_after) == ("amount_raised", None, None)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("深入排查治理矛盾纠纷，防止群体性事件", "健全矛盾纠纷多元化解机制，加强重点人员管控"),
        ("落实“三会一课”制度，规范党支部建设", "推进党支部标准化规范化建设，按期开好组织生活会"),
        ("开展危化品企业安全生产大检查", "加强危险化学品安全专项整治"),
        ("河长按规定巡河，解决河湖四乱问题", "落实河湖长制，清理整治“四乱”"),
        ("办好12345热线工单", "提高12345政务服务便民热线办理质量"),
    ],
)
def test_the_same_subject_in_other_fields_and_words(make: Make, left: str, right: str) -> None:
    others = [
        ("2", "推进招商引资项目落地", "5", "未完成任务的扣2分"),
        ("3", "做好政务信息报送", "3", "每少一篇扣0.1分"),
        ("4", "抓好森林防火", "4", "发生火灾每起扣1分"),
    ]
    one = make("qingshan-2023", [("1", left, "5", "未完成扣2分"), *others], 2023)
    new = [
        ("2", "加快农村公路建设", "5", "未完成任务的扣2分"),
        ("3", "推进垃圾分类", "3", "每少一个小区扣0.1分"),
    ]
    other = make("donghu-2024", [("9", right, "8", "完成得8分"), *new])
    assert [pair for pair in numbers(one, other) if pair[1] == "9"] == [("1", "9", "same")]


def test_nothing_in_common_is_no_link(make: Make) -> None:
    one = make("qingshan-2023", [("1", "开展工作，按时完成任务", "5", "未按时完成扣2分")], 2023)
    other = make("donghu-2024", [("1", "加强森林防火巡护", "5", "发生火灾每起扣1分")])
    assert numbers(one, other) == []


def test_a_person_confirms_removes_and_adds(make: Make) -> None:
    rows = [("1", "开展普法宣传", "3", "少一次扣1分"), ("2", "抓好森林防火", "4", "发生火灾每起扣1分")]
    left, right = make("qingshan-2023", rows, 2023), make("qingshan-2024", rows)
    ids = [item.id for item in right.items]
    verdicts = {
        (ids[0], left.items[0].id): Verdict("none", "不是一回事（张三，2024-05-06）"),
        (left.items[0].id, ids[1]): Verdict("same", "并入（张三，2024-05-06）"),
    }
    found = compare(left, right, verdicts)
    told = {(link.left[-1], link.right[-1]): (link.kind, link.origin) for link in found.links}
    assert told == {
        ("1", "1"): ("none", "person"),
        ("1", "2"): ("same", "person"),
        ("2", "2"): ("same", "machine"),
    }
    assert [change.kind for change in found.changes if change.kind.startswith("item")] == [
        "item_merged",
        "item_added",
    ]


def test_reasons_name_what_is_shared(make: Make) -> None:
    criteria = "秸秆露天焚烧火点每个扣0.1分，按照《秸秆禁烧工作考核办法》执行"
    left = make("qingshan-2023", [("1", "做好秸秆禁烧工作", "3", criteria)], 2023)
    right = make("donghu-2024", [("7", "狠抓秸秆禁烧", "6", f"{criteria}，扣完为止")])
    [link] = compare(left, right).links
    for part in ("主题：大气", "引用文件：秸秆禁烧工作考核办法", "秸秆禁烧", "责任单位：县政府办"):
        assert part in link.reasons
