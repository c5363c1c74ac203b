"""Items of documents that state them without a table: numbered headings with points in brackets.

一、环境质量（40分） … （一）空气质量（15分） … 1.年均浓度（3分）：未达到目标的，每差1微克扣0.5分，扣完为止。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.closings import Line, closes, closing_findings, without_signature
from extractors.document import Finding, Item, Kind, Role, Where, decimal_text
from extractors.grid import Paragraph
from extractors.item.departments import departments_and_roles
from extractors.item.numbering import CHINESE, leading_number, level, without_number
from extractors.item.points import IN_BRACKETS, amount, kind_of, stated_points
from extractors.lexicon import WHOLE, meaning, words
from extractors.texts import SENTENCE_END, gives_amounts, join_broken, scoring, squeeze

MIN_HEADINGS = 2
LONGEST_HEADING = 120
LONGEST_PARAGRAPH = 3000
LONGEST_LABEL = 40
CLAUSE = re.compile(rf"^\s*第[{CHINESE}\d]{{1,4}}条")
# The mark may follow the heading's words at once, and the text goes on in the same line.
INLINE = re.compile(
    r"(?<=分[)）\]】])[ \t\u3000]*"
    r"(?=[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))"
    # a page's reader may have joined a heading to the paragraph above it
    r"|(?<=[。；）)])[ \t\u3000]*(?=[一二三四五六七八九十]{1,3}、[^。；]{1,40}[(（]\d{1,3}分[)）])"
)
LABELLED = re.compile(
    r"^[【\[]?(?P<label>[\u4e00-\u9fff及和、]{2,12})[】\]]?\s*[:：]\s*(?P<text>.*)$", re.DOTALL
)
TRAILING = re.compile(r"[(（](?P<label>[\u4e00-\u9fff]{2,10})[:：](?P<text>[^()（）]{2,80})[)）][。；]?$")
LIMIT = re.compile(
    r"[(（](?:最高|上限|限|最多|不超过|封顶)[^()（）\d]{0,6}(?P<value>\d{1,4}(?:\.\d{1,3})?)分[^()（）]{0,6}[)）]"
)


@dataclass(slots=True)
class _Node:
    """A heading with what stands under it. ``points`` is the mark in its brackets."""

    depth: int
    heading: str
    points: str | None
    rest: str
    first: int
    last: int
    page: int | None
    body: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    parent: _Node | None = None

    @property
    def ancestors(self) -> list[_Node]:
        """From the outermost heading to this one's parent."""
        out: list[_Node] = []
        node = self.parent
        while node is not None:
            out.insert(0, node)
            node = node.parent
        return out


def read_outline(paragraphs: Sequence[Paragraph], start: int = 1) -> tuple[list[Item], list[Finding]]:
    """The items of an outline in order, and what was found on the way; nothing where the text is no
    outline."""
    roots, after = _tree(paragraphs)
    items: list[Item] = []
    findings = list(closing_findings(after))
    for root in roots:
        before = len(items)
        for node in _walk([root]):
            if node.children:
                findings.extend(_check_sum(node))
                continue
            if node.points is None and not scoring(" ".join([node.rest, *node.body])):
                continue
            item, notes = _item(node, start + len(items))
            items.append(item)
            findings.extend(notes)
        if len(items) == before:
            findings.extend(closing_findings(_lines_of(root)))
    return items, findings


def _walk(nodes: Sequence[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    for index, paragraph in enumerate(paragraphs):
        number = paragraph.number if paragraph.number is not None else index + 1
        for line in paragraph.text.split("\n"):
            for part in INLINE.split(line):
                if part.strip():
                    yield number, paragraph.page, part.strip()


def _mark(line: str) -> re.Match[str] | None:
    """The bracket with the heading's points: the first one, before the first sentence ends, else one that closes
    the line."""
    match = IN_BRACKETS.search(line)
    if match is None:
        return None
    if match.start() <= LONGEST_HEADING and not _closing_mark(line, match):
        return match
    *_, last = IN_BRACKETS.finditer(line)
    return None if re.search(r"[^。；;\s]", line[last.end() :]) else last


def _closing_mark(line: str, mark: re.Match[str]) -> bool:
    """Whether a scoring sentence ends before the mark, which then stands behind the scoring text."""
    before = line[: mark.start()]
    return re.search(r"[。；;]", before) is not None and (
        scoring(before) or len(before) > LONGEST_LABEL or before[-1] not in SENTENCE_END
    )


def _clauses_lead(lines: Sequence[Line]) -> bool:
    """Whether 第一条 with a mark comes before 一、 with one: it is then the part, and 一、 one of its items."""
    for _, _, line in lines:
        if _mark(line) and level(line) == 1:
            return CLAUSE.match(line) is not None
    return False


def _depth(line: str, clauses_lead: bool) -> int | None:
    """The level of a heading, twice `level`, so that a part by clauses stands between 第一章 and 一、."""
    depth = level(line)
    if depth is None:
        return None
    return 1 if clauses_lead and CLAUSE.match(line) else 2 * depth


def _tree(paragraphs: Sequence[Paragraph]) -> tuple[list[_Node], list[Line]]:
    """The outline's first headings with all below them, and the lines that close it."""
    lines = without_signature(list(_lines(paragraphs)))
    lead = _clauses_lead(lines)
    marked = {_depth(line, lead) for _, _, line in lines if _mark(line) and level(line) is not None}
    if sum(1 for _, _, line in lines if _mark(line) and level(line) is not None) < MIN_HEADINGS:
        return [], []
    roots: list[_Node] = []
    path: list[_Node] = []
    after: list[Line] = []
    closed = False
    for number, page, line in lines:
        depth = _depth(line, lead)
        mark = _mark(line) if depth is not None else None
        if depth is not None and _opens(depth, line, mark, path, marked):
            while path and path[-1].depth >= depth:
                path.pop()
            node = _open(depth, line, mark, number, page)
            if path:
                node.parent = path[-1]
                path[-1].children.append(node)
            else:
                roots.append(node)
            path.append(node)
            closed = False
        elif closed or (path and level(line) is None and closes(line)):
            after.append((number, page, line))
            closed = True
        elif path:
            node = path[-1]
            node.last = number
            _append(node, line)
    kept: list[_Node] = []
    for root in roots:
        if _has_points(root):
            kept.append(root)
        else:
            after += _lines_of(root)
    return kept, after


def _lines_of(root: _Node) -> Iterator[Line]:
    """A heading's lines with all below it: each heading with what follows it in its line, and its paragraphs."""
    for node in _walk([root]):
        beside = node.rest if node.rest not in node.heading else ""
        yield node.first, node.page, f"{node.heading}：{beside}" if beside else node.heading
        yield from ((node.first, node.page, text) for text in node.body)


def _opens(
    depth: int, line: str, mark: re.Match[str] | None, path: Sequence[_Node], marked: set[int | None]
) -> bool:
    """Whether a numbered line is a heading and not a point of the scoring text above it."""
    if mark is not None:
        return True
    if not path:
        return depth <= min(d for d in marked if d is not None) and len(line) <= LONGEST_HEADING
    below_item = any(node.points is not None and not node.children for node in path)
    if depth in marked:
        return not (below_item and path[-1].depth < depth)
    return depth < min(node.depth for node in path) or (depth < path[-1].depth and not scoring(line))


def _has_points(node: _Node) -> bool:
    if node.points is not None or any(map(_has_points, node.children)):
        return True
    # 考核总分为100分，另设加分项。 speaks of such a part and is none
    named = any(word in node.heading for word in words("bonus_words") | words("deduction_words"))
    return named and ("。" not in node.heading or any(map(gives_amounts, [node.heading, *node.body])))


def _open(depth: int, line: str, mark: re.Match[str] | None, number: int, page: int | None) -> _Node:
    points = amount(mark["value"]) if mark else None
    if mark is not None and _closing_mark(line, mark):
        line = line[: mark.start()].strip()
        first = re.match(r"[^。；;]*[。；;]", line)
        end = first.end() if first and scoring(line[first.end() :]) else len(line)
    elif mark is not None:
        end = mark.end()
    elif limit := LIMIT.search(line):
        end = limit.end()
    else:
        colon = re.search(r"[:：]", line)
        end = colon.start() if colon else (len(line) if not scoring(line) else 0)
    heading, rest = line[:end].strip(), re.sub(r"^[\s:：。，,;；—-]+", "", line[end:])
    if not heading:
        heading, rest = line, without_number(line)
    return _Node(depth, heading, points, rest, number, number, page)


def _append(node: _Node, line: str) -> None:
    """Add a line to a heading's text: as a paragraph, or to the line before where that was broken off."""
    if not node.body:
        if (
            node.rest
            and node.rest[-1] not in SENTENCE_END
            and level(line) is None
            and not LABELLED.match(line)
        ):
            node.rest = join_broken(node.rest, line)
        else:
            node.body.append(line)
    elif (
        len(node.body[-1]) < LONGEST_PARAGRAPH
        and node.body[-1][-1] not in SENTENCE_END
        and level(line) is None
        and not LABELLED.match(line)
    ):
        node.body[-1] = join_broken(node.body[-1], line)
    else:
        node.body.append(line)


def _item(node: _Node, position: int) -> tuple[Item, list[Finding]]:
    parts = _parts(node)
    criteria = "\n".join(parts["criteria"])
    requirement = "\n".join([node.heading, *parts["label"]])
    notes: list[Finding] = []
    where = Where(paragraphs=(node.first, node.last), page=node.page)
    if not criteria and scoring(without_number(node.heading)):
        criteria = without_number(node.heading)
    points, kind = _points_and_kind(node, criteria)
    if points is None and kind == "scored":
        notes.append(Finding("no_points", "warning", "没有读到分值", item=position, where=where))
    if not criteria:
        notes.append(Finding("no_criteria", "warning", "评分标准为空", item=position, where=where))
    labels = [ancestor.heading for ancestor in node.ancestors]
    notes.extend(
        Finding("extra_level", "info", "标签多于三级，中间一级未并入", extra, item=position, where=where)
        for extra in labels[2:]
    )
    offices: dict[str, Role | None] = {}
    for text in parts["departments"]:
        offices |= {name: offices.get(name) or role for name, role in departments_and_roles(text).items()}
    item = Item(
        position=position,
        number=leading_number(node.heading),
        section=labels[0] if labels else None,
        group=labels[1] if len(labels) > 1 else None,
        requirement=requirement,
        points=points,
        kind=kind,
        criteria=criteria,
        evidence="\n".join(parts["evidence"]) or None,
        departments=list(offices),
        department_roles={name: role for name, role in offices.items() if role},
        where=where,
    )
    return item, notes


def _parts(node: _Node) -> dict[str, list[str]]:
    """A heading's text by what its labels say (评分标准： 责任单位： 佐证材料： …); unlabelled text is
    criteria."""
    parts: dict[str, list[str]] = {"criteria": [], "label": [], "evidence": [], "departments": []}
    current = "criteria"
    for text in [node.rest, *node.body]:
        if not text:
            continue
        while (tail := TRAILING.search(text)) and (name := _label_field(tail["label"])) in (
            "departments",
            "evidence",
        ):
            parts[name].append(tail["text"])
            text = text[: tail.start()].rstrip()
        match = LABELLED.match(text)
        name = _label_field(match["label"]) if match else None
        if match and name:
            current, text = name, match["text"].strip()
        elif current == "departments":
            current = "criteria"
        if text:
            parts[current].append(text)
    return parts


def _label_field(label: str) -> str | None:
    found = meaning(label)
    if found is None or found.weight < WHOLE:
        return None
    field_ = "departments" if found.field == "assessors" else found.field
    return field_ if field_ in ("criteria", "label", "evidence", "departments") else None


def _points_and_kind(node: _Node, criteria: str) -> tuple[str | None, Kind]:
    heads = squeeze("".join([*(a.heading for a in node.ancestors), node.heading]))
    bonus = any(word in heads for word in words("bonus_words"))
    deduction = any(word in heads for word in words("deduction_words"))
    if any(word in heads for word in words("either_words")):
        bonus = deduction = True
    if bonus != deduction:
        return node.points, "bonus" if bonus else "deduction"
    points = node.points or stated_points(criteria)
    return points, "scored" if points is not None else kind_of(criteria)


def _check_sum(node: _Node) -> list[Finding]:
    amounts = [Decimal(child.points) for child in node.children if child.points is not None]
    if node.points is None or not amounts or sum(amounts) == Decimal(node.points):
        return []
    message = f"“{node.heading}”为{node.points}分，下级各项相加为{decimal_text(sum(amounts, Decimal(0)))}分"
    where = Where(paragraphs=(node.first, node.last), page=node.page)
    return [Finding("sum_differs", "warning", message, value=node.points, where=where)]
