"""Rules: one for each consequence, with what its amount is counted by, its thresholds, its condition and its quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from normalizers.annotations import Bound, Consequence, Layers, Limit, Note, Quantifier, Sentence
from normalizers.intervals import Ranges, drop, starting_in
from normalizers.patterns.compiled import compiled
from normalizers.records import Per, Rule, Threshold
from normalizers.scoring import conditions, dependence, quantifiers
from normalizers.scoring.targets import parallel_subjects
from normalizers.words import any_of, load, words

_FOLLOW = compiled(
    r"，?(?:并|且|同时|并且)?(?:予以|给予|进行|依法|依规|依纪|严肃|按规定|公开|书面|在?全[省市县区镇乡系统]{1,2}(?:范围)?内?)*"
    rf"(?:追究[^，。；：扣得加]{{0,12}}责任|{any_of(words(load('sanctions')['follow']))})[^，。；：扣得加]{{0,10}}"
)
_NO_CONDITION = re.compile(
    r"^”?[，、；。\s]*(?:并|且|同时|并且|另|另外|还|再|除外|外|，|直接|一律|(?:当|本|该)?年度?(?:的|内)?(?:综合|绩效)?(?:考核|考评)?(?:结果)?)*$"
)
_STEP_TO_NEXT = re.compile(r"^[，：、]*[^。；]{0,24}?(?:每|少|低|降|超|高)")


@dataclass(slots=True)
class Draft:
    """A consequence with what belongs to it, before its rule has a number."""

    consequence: Consequence
    sentence: Sentence
    quantifier: Quantifier | None
    bounds: list[Bound]
    condition: str
    start: int


@dataclass(slots=True)
class Assembled:
    """The rules of a text; by ``seq``, where their consequences stand and in which sentence; the bounds they hold."""

    rules: list[Rule]
    places: dict[int, int]
    sentence_of: dict[int, Sentence]
    held: Ranges


def assemble(layers: Layers) -> Assembled:
    """Make the rules from the layers.  Consequences that are no rules of their own are taken out of the layer."""
    drafts: list[Draft] = []
    brackets = Ranges(layers.brackets)
    for sentence in layers.sentences:
        members = _members(layers, brackets, sentence)
        if members or layers.limits:
            members = _settle(layers, sentence, members)
        if not members:
            continue
        given = quantifiers.attach(layers, sentence, members)
        bounds = dependence.attach(layers, brackets, sentence, members, given)
        _ladder(layers, sentence, members, given, bounds)
        begins = conditions.starts(layers, brackets, sentence, members)
        before = drafts[-1].condition if drafts and drafts[-1].sentence.point == sentence.point else ""
        said = conditions.conditions(layers, brackets, sentence, members, begins, given, before)
        for place, consequence in enumerate(members):
            drafts.append(
                Draft(consequence, sentence, given.get(place), bounds[place], said[place], begins[place])
            )
    if brackets:
        drafts.sort(key=lambda d: d.consequence.start)
    for earlier, draft in pairwise(drafts):
        # A formula may run on into a bracket that has a rule of its own.
        if draft.start < earlier.consequence.end:
            draft.start = min(earlier.consequence.end, draft.consequence.start)
    layers.consequences = [d.consequence for d in drafts]
    held = {(bound.start, bound.end) for draft in drafts for bound in draft.bounds}
    return Assembled(
        [_rule(layers, seq, draft) for seq, draft in enumerate(drafts, 1)],
        {seq: draft.consequence.start for seq, draft in enumerate(drafts, 1)},
        {seq: draft.sentence for seq, draft in enumerate(drafts, 1)},
        Ranges(held),
    )


def _members(layers: Layers, brackets: Ranges, sentence: Sentence) -> list[Consequence]:
    inside = list(starting_in(layers.consequences, sentence.start, sentence.end))
    if sentence.bracket or not brackets:
        return inside
    return [c for c in inside if not brackets.holds(c.start)]


def _settle(layers: Layers, sentence: Sentence, members: list[Consequence]) -> list[Consequence]:
    """Join and drop what the rule model counts as one: vetoes told on, a ratio spelled out, a bare reference."""
    text = layers.surface
    kept: list[Consequence] = []
    for consequence in members:
        last = kept[-1] if kept else None
        between = text[last.end : consequence.start] if last else ""
        if (last and consequence.effect == last.effect == "veto" and _NO_CONDITION.match(between)) or (
            last and consequence.effect == last.effect == "forfeit" and _NO_CONDITION.match(between)
        ):
            last.end = consequence.end
        elif last and last.basis == "proportional" and _spells_out(last, consequence, between):
            kept[-1] = consequence
        elif consequence.effect == "refer" and (last or len(members) > 1):
            continue
        else:
            kept.append(consequence)
    ends = [*(following.start for following in kept[1:]), len(text)]
    for consequence, end in zip(kept, ends, strict=False):
        if consequence.effect == "veto" and (more := _FOLLOW.match(text, consequence.end)):
            consequence.end = min(more.end(), end)
        _full_mark(layers, sentence, consequence)
    if not kept and not sentence.bracket:
        kept = _only_a_limit(layers, sentence)
    return kept


def _spells_out(ratio: Consequence, step: Consequence, between: str) -> bool:
    """按比例扣分，正常运行率每降低5%扣1分: the amount of the ratio is told by the step; together they are one rule."""
    return (
        step.effect == ratio.effect
        and step.basis == "fixed"
        and bool(_STEP_TO_NEXT.match(between))
        and "每" in between
    )


def _full_mark(layers: Layers, sentence: Sentence, consequence: Consequence) -> None:
    """For a ratio 满分/上限 names the full mark and is no cap."""
    if consequence.basis != "proportional" or consequence.effect == "deduct":
        return
    for limit in starting_in(layers.limits, consequence.end, sentence.end + 1):
        if limit.kind == "amount":
            between = layers.surface[consequence.end : limit.start]
            if (
                limit.direction in (None, consequence.effect)
                and (limit.full_mark or limit.direction)
                and len(between) < 4
            ):
                consequence.points, consequence.end = limit.points, limit.end
                drop(layers.limits, limit)
                return


def _only_a_limit(layers: Layers, sentence: Sentence) -> list[Consequence]:
    """视情况最高扣2分 with no rule anywhere is itself the rule: a judged amount with its upper end."""
    limits = [x for x in starting_in(layers.limits, sentence.start, sentence.end) if x.kind == "amount"]
    if (
        len(layers.consequences)
        or len(limits) != 1
        or limits[0].direction not in ("deduct", "bonus", "award")
    ):
        return []
    limit: Limit = limits[0]
    if not layers.surface[sentence.start : limit.start].strip("，"):
        return []
    drop(layers.limits, limit)
    made = Consequence(limit.start, limit.end, limit.direction, "discretionary", limit.points)  # type: ignore[arg-type]
    made.notes.append(("doubtful", "只写了最高分值，读作在此限度内酌情"))
    return [made]


def _ladder(
    layers: Layers,
    sentence: Sentence,
    members: list[Consequence],
    given: dict[int, Quantifier],
    bounds: list[list[Bound]],
) -> None:
    """Unequal steps of a count (死亡1人扣5分，死亡2人扣12分) are fixed amounts at ``=``."""
    # Only where a count is the consequence's own; one that reaches it from further in front is no step.
    seen: set[int] = set()
    implicit = {}
    for place, quantifier in sorted(given.items()):
        if not quantifier.explicit and id(quantifier) not in seen and members[place].basis == "fixed":
            implicit[place] = quantifier
        seen.add(id(quantifier))
    if not implicit:
        return
    steps: dict[str, set[str]] = {}
    for quantifier in implicit.values():
        steps.setdefault(quantifier.unit, set()).add(quantifier.quantity)
    # 1次扣1分，3次以上取消资格 leaves 2次 to be counted; 1次扣1分，2次以上扣3分 or 2次以上不得分 does not.
    goes_on_at: dict[str | None, Decimal] = {}
    for place, held in enumerate(bounds):
        signed = members[place].effect in ("deduct", "award", "bonus")
        for bound in held if place not in implicit else ():
            if bound.op in (">=", ">", "between", "="):
                at = Decimal("-Infinity") if signed else Decimal(bound.value)
                goes_on_at[bound.unit] = min(at, goes_on_at.get(bound.unit, at))
    for place, quantifier in implicit.items():
        unit, quantity = quantifier.unit, quantifier.quantity
        if len(steps[unit]) > 1 or (unit in goes_on_at and goes_on_at[unit] <= Decimal(quantity) + 1):
            del given[place]
            bounds[place] = [*bounds[place], Bound(quantifier.start, quantifier.end, "=", quantity, unit)]
            # 每发生一起事故，死亡1人扣1分，死亡2人扣3分: each step is still of every accident.
            in_front = starting_in(layers.quantifiers, sentence.start, quantifier.start)
            if fronted := [q for q in in_front if q.fronted and q.explicit]:
                given[place] = fronted[-1]
        elif members[place].effect == "award" and quantity != "1":
            # 总量200条得8分: what must be reached for the mark; of several numbers no one is.
            del given[place]
            alike = starting_in(layers.quantities, sentence.start, quantifier.start)
            if any(earlier.unit == unit and not earlier.every for earlier in alike):
                continue
            bounds[place] = [*bounds[place], Bound(quantifier.start, quantifier.end, ">=", quantity, unit)]


def _rule(layers: Layers, seq: int, draft: Draft) -> Rule:
    consequence, quantifier, bounds, condition = (
        draft.consequence,
        draft.quantifier,
        draft.bounds,
        draft.condition,
    )
    basis = consequence.basis
    per = None
    if quantifier is not None and basis == "fixed":
        basis, per = "per_unit", Per(quantifier.quantity, quantifier.unit)
    elif quantifier is not None and basis not in (None, "fixed", "full", "formula"):
        # The rule model gives a count to amounts only; that the text counts here too is told.
        message = f"原文按每{quantifier.quantity}{quantifier.unit}计，规则的这种计法不带计量单位"
        layers.notes.append(Note(consequence.start, consequence.end, "count_not_kept", message))
    start, end = layers.folded.span(draft.start, consequence.end)
    subjects = parallel_subjects(condition, consequence, per, len(bounds))
    if not all(name in layers.folded.text for name in subjects):
        subjects = []  # a name put together from the end of a premise and what comes after it is none
    if len(bounds) > 1:
        bounds = list({(b.start, b.op, b.value, b.unit): b for b in bounds}.values())
    return Rule(
        seq,
        consequence.effect,
        basis,
        consequence.points,
        consequence.points_min,
        consequence.factor,
        None
        if consequence.formula is None
        else layers.folded.text[slice(*layers.folded.span(consequence.start, consequence.end))],
        per,
        [Threshold(b.op, b.value, b.unit, b.value_to, b.from_end) for b in bounds],
        subjects,
        condition,
        start,
        end,
        layers.folded.text[start:end],
    )
