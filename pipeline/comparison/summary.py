"""A comparison in a few figures: points moved, topics that grew, how many changes of which kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.comparison.change import plain, share
from pipeline.comparison.compare import Comparison
from pipeline.comparison.records import Document
from pipeline.schema import DIRECTIONS

NO_TOPIC = "未分主题"


@dataclass(frozen=True, slots=True)
class TopicShare:
    """A topic's points in both documents, and what they are of the totals (in %)."""

    topic: str
    before: Decimal
    after: Decimal
    share_before: float | None
    share_after: float | None

    @property
    def growth(self) -> float:
        """By how many points of percent the share grew."""
        return round((self.share_after or 0.0) - (self.share_before or 0.0), 4)


@dataclass(frozen=True, slots=True)
class Summary:
    """`points_added` came with new items, `points_removed` went with dropped ones; `points_raised` and
    `points_lowered` were moved on items that both documents have. `unchanged` counts linked items without a change.
    """

    items_before: int
    items_after: int
    total_before: Decimal | None
    total_after: Decimal | None
    same: int
    related: int
    unchanged: int
    kinds: Mapping[str, int]
    directions: Mapping[str, int]
    points_added: Decimal
    points_removed: Decimal
    points_raised: Decimal
    points_lowered: Decimal
    topics: tuple[TopicShare, ...]

    @property
    def points_moved(self) -> Decimal:
        """All points that are elsewhere than before."""
        return self.points_added + self.points_removed + self.points_raised + self.points_lowered


def summarize(comparison: Comparison) -> Summary:
    """Count what changed."""
    left, right, changes = comparison.left, comparison.right, comparison.changes
    points = {item.id: item.points or Decimal(0) for item in (*left.items, *right.items)}
    moved: defaultdict[str, Decimal] = defaultdict(Decimal)
    for change in changes:
        if change.kind == "item_added":
            moved["added"] += points[change.right_item or ""]
        elif change.kind == "item_removed":
            moved["removed"] += points[change.left_item or ""]
        elif change.kind in ("points_raised", "points_lowered"):
            moved[change.kind] += abs(Decimal(change.after or 0) - Decimal(change.before or 0))
    same = [link for link in comparison.links if link.kind == "same"]
    changed = {change.right_item for change in changes}
    return Summary(
        items_before=len(left.items),
        items_after=len(right.items),
        total_before=left.total,
        total_after=right.total,
        same=len(same),
        related=sum(link.kind == "related" for link in comparison.links),
        unchanged=len({link.right for link in same} - changed),
        kinds=dict(Counter(change.kind for change in changes).most_common()),
        directions=dict(Counter(change.direction for change in changes).most_common()),
        points_added=moved["added"],
        points_removed=moved["removed"],
        points_raised=moved["points_raised"],
        points_lowered=moved["points_lowered"],
        topics=_topics(left, right),
    )


def _topics(left: Document, right: Document) -> tuple[TopicShare, ...]:
    """Points by each item's strongest topic, those that grew most first."""
    before, after = _by_topic(left), _by_topic(right)
    found = [
        TopicShare(
            topic,
            before.get(topic, Decimal(0)),
            after.get(topic, Decimal(0)),
            share(before.get(topic, Decimal(0)), left.total),
            share(after.get(topic, Decimal(0)), right.total),
        )
        for topic in {*before, *after}
    ]
    return tuple(sorted(found, key=lambda one: (-one.growth, one.topic)))


def _by_topic(document: Document) -> dict[str, Decimal]:
    points: defaultdict[str, Decimal] = defaultdict(Decimal)
    for item in document.items:
        if item.points is not None:
            points[item.topics[0][0] if item.topics else NO_TOPIC] += item.points
    return dict(points)


def in_words(summary: Summary) -> list[str]:
    """The summary in sentences."""

    totals = [plain(one) if one else "无" for one in (summary.total_before, summary.total_after)]
    out = [
        f"事项 {summary.items_before} 条改为 {summary.items_after} 条，总分 {totals[0]} 改为 {totals[1]}；"
        f"同一职责的对应 {summary.same} 处，内容相关 {summary.related} 处，{summary.unchanged} 条没有变化。"
    ]
    if summary.points_moved:
        out.append(
            f"分值变动共 {plain(summary.points_moved)} 分：新增事项 {plain(summary.points_added)} 分，"
            f"取消事项 {plain(summary.points_removed)} 分，提高 {plain(summary.points_raised)} 分，"
            f"降低 {plain(summary.points_lowered)} 分。"
        )
    if summary.directions:
        parts = [f"{DIRECTIONS[name]} {count} 处" for name, count in summary.directions.items()]
        out.append(f"变化共 {sum(summary.directions.values())} 处：{'，'.join(parts)}。")
    for word, found in (
        ("上升", [one for one in summary.topics if one.growth > 0][:5]),
        ("下降", [one for one in reversed(summary.topics) if one.growth < 0][:5]),
    ):
        if found:
            shares = [f"{t.topic}（{t.share_before or 0:g}%→{t.share_after or 0:g}%）" for t in found]
            out.append(f"占总分比重{word}的主题：{'、'.join(shares)}。")
    return out
