"""What changed in the items themselves: points, kind, number, label, words; items that are new or gone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.comparison import directions
from pipeline.comparison.alignment import differ
from pipeline.comparison.change import Change, Side, percent, plain, share
from pipeline.comparison.sentences import about, by, quoted, shortened, title
from pipeline.schema import ITEM_KINDS

if TYPE_CHECKING:
    from pipeline.comparison.records import Document, Item

TEXT_LENGTH = 60

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十]+）|\d+(?:\.\d+)*[.、．]?)\s*"
)

Labels = Mapping[str, str]
"""For each label of the earlier document, the one that stands in its place in the later."""


def successors(pairs: Sequence[tuple[Side, Side]], field: str) -> Labels:
    """Which label (`section` or `group`) took whose place: where most of its items went."""
    went: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for left, right in pairs:
        for item in left.items:
            went[label(item, field)][label(right.first, field)] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in went.items()}


def label(item: Item, field: str) -> str:
    """A label's words without its number."""
    return _NUMBERING.sub("", " ".join(str(getattr(item, field)).split()))


def item_added(document: Document, item: Item) -> Change:
    """An item that only the later document has. A new item that only adds points is milder."""
    direction = directions.MILDER if item.kind == "bonus" else directions.STRICTER
    points = "" if item.points is None else f"，{plain(item.points)}分"
    sentence = f"新增{ITEM_KINDS[item.kind]}事项{quoted(title(item))}{points}。"
    return Change(
        "item_added", direction, sentence, right_item=item.id, after=item.requirement or item.criteria,
        share_after=share(item.points, document.total),
    )  # fmt: skip


def item_removed(document: Document, item: Item) -> Change:
    """An item that only the earlier document has."""
    direction = directions.STRICTER if item.kind == "bonus" else directions.MILDER
    points = "" if item.points is None else f"，{plain(item.points)}分"
    sentence = f"取消{ITEM_KINDS[item.kind]}事项{quoted(title(item))}{points}。"
    return Change(
        "item_removed", direction, sentence, left_item=item.id, before=item.requirement or item.criteria,
        share_before=share(item.points, document.total),
    )  # fmt: skip


def changes_of_items(left: Side, right: Side, labels: Mapping[str, Labels]) -> Iterator[Change]:
    """The changes of a duty's own facts; `labels` gives the successors of `section` and `group`."""
    yield from _shape(left, right)
    yield from _points(left, right)
    before, after = left.first, right.first
    if before.kind != after.kind:
        kinds = ITEM_KINDS[before.kind], ITEM_KINDS[after.kind]
        sentence = about(right, f"性质由{kinds[0]}改为{kinds[1]}")
        yield Change("kind_changed", directions.NEUTRAL, sentence, before=kinds[0], after=kinds[1])
    if len(left.items) == len(right.items) == 1:
        if before.number != after.number:
            sentence = f"{quoted(title(after))}原编号{before.number or '无'}。"
            yield Change("renumbered", directions.NEUTRAL, sentence, before=before.number, after=after.number)
        for field in ("section", "group"):
            one, other = label(before, field), label(after, field)
            # Another label in the place of this one is no move, unless it was there before.
            if one and other and one != other and (other in labels[field] or labels[field][one] != other):
                sentence = about(
                    right,
                    f"由{quoted(shortened(one, TEXT_LENGTH))}改列{quoted(shortened(other, TEXT_LENGTH))}",
                )
                yield Change("regrouped", directions.NEUTRAL, sentence, before=one, after=other)
                break


def changes_of_texts(left: Side, right: Side, told: Sequence[Change]) -> Iterator[Change]:
    """Demands and scoring texts in other words; where rules tell of the change (`told`), only what they do not."""
    if len(left.items) != 1 or len(right.items) != 1:
        return
    numbers = not any(change.kind.startswith("threshold") for change in told)
    one, other = left.first, right.first
    words = _demand(one), _demand(other)
    if _differ(left, right, *words, numbers):
        told_as = [shortened(text, TEXT_LENGTH) for text in words]
        sentence = about(right, f"考核内容由{quoted(told_as[0])}改为{quoted(told_as[1])}")
        yield Change("requirement_reworded", directions.NEUTRAL, sentence, before=words[0], after=words[1])
    if not told and _differ(left, right, one.criteria, other.criteria, True):
        sentence = about(right, "评分标准文字有改动，读出的规则没有变化")
        yield Change(
            "criteria_reworded", directions.NEUTRAL, sentence, before=one.criteria, after=other.criteria
        )


def _differ(left: Side, right: Side, before: str, after: str, numbers: bool) -> bool:
    return differ(before, after, (left.document.year, right.document.year), numbers)


def _demand(item: Item) -> str:
    return _NUMBERING.sub("", item.requirement.strip())


def _shape(left: Side, right: Side) -> Iterator[Change]:
    numbers = left.number, right.number
    if len(left.items) < len(right.items):
        sentence = f"{quoted(title(left.first))}拆分为{_list(right)}。"
        yield Change("item_split", directions.NEUTRAL, sentence, before=numbers[0], after=numbers[1])
    elif len(left.items) > len(right.items):
        sentence = f"{_list(left)}合并为{quoted(title(right.first))}。"
        yield Change("item_merged", directions.NEUTRAL, sentence, before=numbers[0], after=numbers[1])


def _list(side: Side) -> str:
    return "、".join(quoted(title(item)) for item in side.items)


def _points(left: Side, right: Side) -> Iterator[Change]:
    before, after = left.points, right.points
    if before == after or before is None or after is None:
        return
    kind = "points_raised" if after > before else "points_lowered"
    rate = percent(before, after)
    words = plain(before), plain(after)
    shares = share(before, left.document.total), share(after, right.document.total)
    of_total = f"（占总分{shares[0]:g}%→{shares[1]:g}%）" if None not in shares else ""
    sentence = about(right, f"分值由{words[0]}分改为{words[1]}分{by(rate)}{of_total}")
    yield Change(kind, directions.NEUTRAL, sentence, None, None, *words, rate, *shares)
