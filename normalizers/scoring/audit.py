"""The audit: whatever speaks of points and lies in no rule and no cap is reported, and so is every doubtful reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from normalizers.annotations import Layers
from normalizers.intervals import Ranges
from normalizers.patterns.compiled import Ending, Guarded, compiled
from normalizers.records import Cap, Finding, Rule
from normalizers.scoring.quantities import POINTS
from normalizers.scoring.rules import Assembled

_SCORING_WORD = re.compile(
    r"(?:扣减|扣除|倒扣|扣罚|扣分|扣|不得分|加分|奖励|清零|归零|得分|计分|赋分|减分|否决|评先|评优)(?!项|标准|办法|细则|情况|事项|押|留|缴|款|费|罚款|除[^，。；]{0,6}(?:费用|工资|时间|因素))"
)
_NOTES = re.compile(
    r"不重复|不再重复|同一|按一次计|取最高|就高|从高|不累计|除外|为准|计分办法|计分标准|分值|满分|共\d|（\d+(?:\.\d+)?分）"
)
_UNKNOWN_UNIT = re.compile(
    r"每(?:\d{1,6}|[一二两三四五六七八九十])?个?([\u4e00-\u9fff]{1,2})(?:的?，?)[扣加减奖][减除]?[\d半一]"
)
_AND_SO_ON = Guarded("[以依按]此类推|依次类推|余类推")
_PREMISES = frozenset({"加分", "扣分", "得分", "计分", "奖励"})
_PART_MARK = Ending("（(?:共|满分|计|合计)?")
_BEHIND_MARK = ("）", "，", "；", "：")
_INCLUSIVE = Ending("(?<![及或）])以[上下]")


def audit(layers: Layers, assembled: Assembled, caps: list[Cap]) -> list[Finding]:
    """Findings on one text, in the order of their spans."""
    rules = assembled.rules
    text = layers.folded.text
    if not text.strip():
        return [Finding("no_criteria", "warning", "评分标准为空", "", 0, 0)]
    spans = Ranges([(r.start, r.end) for r in rules])
    for cap in caps:
        if cap.start is not None and cap.end is not None:
            spans.add(cap.start, cap.end)
    found = _amounts(layers, spans, assembled.held)
    found += _passed_over(layers, spans, assembled.held)
    found += _words(layers, spans, found)
    found += _doubts(layers, rules)
    if layers.labels:
        found += _gaps(layers)
    if not rules and not found:
        found.append(Finding("no_rule", "warning", "未能从评分标准读出任何规则", text[:60], 0, len(text)))
    return sorted(found, key=_IN_TEXT) if len(found) > 1 else found


_IN_TEXT = attrgetter("start", "end", "kind")


def _finding(layers: Layers, kind: str, severity: str, message: str, start: int, end: int) -> Finding:
    a, b = layers.folded.span(start, max(end, start + 1))
    return Finding(kind, severity, message, layers.folded.text[a:b], a, b)


def _on(rule: Rule, kind: str, message: str) -> Finding:
    return Finding(kind, "info", message, rule.quote, rule.start, rule.end)


_ANY_POINTS = compiled(
    r"(?:\d{1,6}(?:\.\d{1,4})?|[零一二两三四五六七八九十百半]{1,5})分(?![比之钟类包级析管解散割拆批享支段区期会])"
)


def _amounts(layers: Layers, spans: Ranges, held: Ranges) -> list[Finding]:
    """Every amount of points that lies in no quote: a part's own mark in brackets is told apart from a lost one."""
    found = []
    text, origin = layers.folded.dense, layers.folded.origin
    for match in _ANY_POINTS.finditer(text):
        start, end = match.span()
        if spans.holds(origin[start]) or held.holds(start):
            continue
        if _PART_MARK.before(text, start, 3) and text[end : end + 1] in _BEHIND_MARK:
            found.append(_finding(layers, "part_mark", "info", "括号内是该部分的分值，不是规则", start, end))
        else:
            found.append(
                _finding(layers, "amount_not_read", "warning", "分值未读入任何规则或上限", start, end)
            )
    return found


def _passed_over(layers: Layers, spans: Ranges, held: Ranges) -> list[Finding]:
    """Amounts of points inside a quote that say neither what the rule takes or gives nor when."""
    if len(layers.amounts) == sum(quantity.unit == POINTS for quantity in layers.quantities):
        return []
    read = Ranges((c.start, c.end) for c in layers.consequences)
    for limit in layers.limits:
        read.add(limit.start, limit.end)
    for quantifier in layers.quantifiers:
        read.add(quantifier.start, quantifier.end)
    return [
        _finding(
            layers,
            "amount_not_read",
            "warning",
            "规则原文内的这个分值没有读入规则",
            quantity.start,
            quantity.end,
        )
        for place, quantity in enumerate(layers.quantities)
        if quantity.unit == POINTS
        and place not in layers.amounts
        and spans.holds(layers.folded.origin[quantity.start])
        and not (read.overlaps(quantity.start, quantity.end) or held.overlaps(quantity.start, quantity.end))
    ]


def _words(layers: Layers, spans: Ranges, known: list[Finding]) -> list[Finding]:
    """Sentences with a scoring word and no rule."""
    found = []
    text, origin = layers.folded.dense, layers.folded.origin
    reported = Ranges((f.start, f.end) for f in known)
    for sentence in layers.sentences:
        start, end = sentence.start, sentence.end
        has_rule: bool | None = None
        for match in _SCORING_WORD.finditer(text, start, end):
            at = match.start()
            if spans.holds(origin[at]) or reported.holds(origin[at]):
                continue
            if has_rule is None:
                if _NOTES.search(text, start, end):
                    break
                has_rule = any(spans.holds(origin[place]) for place in range(start, end, 4))
            if has_rule and match.group() in _PREMISES and _goes_on(spans, origin, match.end(), end):
                # 成效显著加分，市级加0.5分: the bare word is a premise of the amounts that follow.
                continue
            message = "含计分词语但未读出规则"
            found.append(_finding(layers, "word_not_read", "warning", message, at, match.end()))
            break
    return found


def _goes_on(spans: Ranges, origin: Sequence[int], start: int, end: int) -> bool:
    """Whether a rule stands between two places of a text."""
    return any(spans.holds(origin[place]) for place in range(start, end, 2))


def _doubts(layers: Layers, rules: list[Rule]) -> list[Finding]:
    found = [
        _finding(layers, "doubtful", "warning", "原文没有列出后面的各档，规则只有写出的几档", *match.span())
        for match in _AND_SO_ON.finditer(layers.surface, layers.grams)
    ]
    found += [_finding(layers, n.kind, "info", n.message, n.start, n.end) for n in layers.notes]
    for consequence in layers.consequences:
        for kind, message in consequence.notes:
            severity = "info" if kind == "repaired" else "warning"
            found.append(_finding(layers, kind, severity, message, consequence.start, consequence.end))
    for rule in rules:
        if rule.per is not None and rule.per.unit == "%" and rule.basis == "per_unit":
            found.append(_on(rule, "percent_or_points", "“%”指百分点还是相对变化，原文未说明"))
        if rule.per is not None and rule.per.quantity != "1" and rule.basis == "per_unit":
            found.append(_on(rule, "whole_or_partial", "不足一个计量单位时是否计分，原文未说明"))
        if (
            rule.basis == "fixed"
            and rule.condition.startswith(("根据", "按照"))
            and re.search("情况考核$", rule.condition)
        ):
            found.append(_on(rule, "needs_judgement", "只写了按情况考核，触发条件需要人判断"))
        elif rule.per is None and rule.basis == "fixed" and (unknown := _UNKNOWN_UNIT.search(rule.quote)):
            # 每1畦扣0.5分: what the amount is counted by is not in the lexicon, so it was read as an amount of its own.
            start, end = rule.start + unknown.start(1), rule.start + unknown.end(1)
            message = f"“每”后的“{unknown.group(1)}”不是已知的计量单位，按定额读"
            found.append(Finding("unit_not_read", "warning", message, unknown.group(1), start, end))
    for bound in layers.bounds:
        if (
            bound.op in (">=", "<=")
            and not bound.bare
            and _INCLUSIVE.before(layers.surface, bound.end, bound.end - bound.start)
        ):
            found.append(
                _finding(layers, "inclusive", "info", "“以上”“以下”按含本数读", bound.start, bound.end)
            )
    return found


def _gaps(layers: Layers) -> list[Finding]:
    """A numbered list with a gap, or one that starts at 2 because the first number was lost."""
    numbers = [
        (int(m.group()), at)
        for label, at in zip(layers.labels, layers.points, strict=True)
        if (m := re.match(r"\d+", label))
    ]
    found = []
    expected = 1
    for number, at in numbers:
        if number != expected and number > expected:
            message = f"分条编号从{number}开始" if expected == 1 else f"分条编号缺{expected}"
            found.append(_finding(layers, "list_gap", "info", message, at, at + 1))
        expected = number + 1
    return found
