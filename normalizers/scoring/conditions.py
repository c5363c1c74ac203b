"""What triggers each consequence, in the text's own words: where its quote begins and which premise it shares."""

from __future__ import annotations

import re

from normalizers.annotations import Consequence, Layers, Quantifier, Sentence
from normalizers.intervals import Ranges, starting_in
from normalizers.patterns.compiled import Ending
from normalizers.scoring.limits import end_of_limits

_SKIP = re.compile(
    r"(?:[，、。；：\n”]|（[^（）]*）|并且|并(?!联|网|购|轨|列|发|案)|且|同时，?|外，|其中[：，]?(?=在|属|对|被))*"
)
# What stands before 其中： or behind a heading's colon is the premise of all that follow.
# （3分，少一次扣1分）: the mark of the part, then its rule.
_PART_MARK = re.compile(r"(?:共|满分|计)?\d+(?:\.\d+)?分[，；：]")
_AMONG = re.compile(r"其中：")
_HEADED = re.compile(r"[^，。；：、（）\d未不无]{2,16}(?:（[^（）]{1,10}）)?：")
# A condition that begins so leaves its subject to the one before it.
_COMPARES = re.compile(
    r"低于|高于|小于|大于|少于|多于|等于|不足|超过|达到|达(?=\d)|不少于|不低于|不超过|至少|未达|[<>≤≥\d]|[前后末第](?!三[方者])(?=[\d一二两三四五六七八九十])|倒数"
    r"|[一二两三四五六七八九十](?=[个项次起件家成](?!性))"
)
# The subject ends in front of the comparison and of what leads to it (压缩至, 控制在).
_SUBJECT_END = re.compile(
    rf"(?:压缩|缩短|压减|控制|保持|稳定|维持|降低|提高|提升|下降|增长|减少)?[至到在](?={_COMPARES.pattern})|每|{_COMPARES.pattern}"
)
_HAPPENS = (
    r"每|未|被|无|没有|获得?|评为|列入|入选|受到|较上|同比|(?:迟报|漏报|瞒报|错报|误报|缺报)(?!率)|造成|导致|引发"
    r"|(?:发生|发现|出现)(?!的[^，。；])|涉及|否则|反之|其中"
)
# How far or how well a thing was done: said of the subject that the first condition names.
_TURNS_OUT = (
    r"逾期|超期|到期|持平|(?:全部|部分|基本|超额|提前|按时|按期|及时|如期)?完成(?!率|情况|进度)"
    r"|(?:上升|下降|增长|增加|减少|提高|降低)|仍|重新|拒不|拒绝|擅自|严重(?!精神)|[两三四]项均|均(?=未|不|达)"
    r"|不(?=完整|规范|及时|到位|准确|真实|合格|达标|齐全|健全|符合|落实|整改|履行|配合|服从|足|力|明确|清|全|实|好|高)"
)
_PREDICATE = re.compile(_HAPPENS)
_OUTCOME = re.compile(_TURNS_OUT)
_ANY_PREDICATE = re.compile(f"{_HAPPENS}|{_TURNS_OUT}")
_LEVEL = re.compile(
    r"国家级|全国性?|中央|省部?级|自治区级|[市州县区乡镇村]级|[一二三四]等奖|[特一二三]等|优秀|良好|[金银铜]奖"
)
_MANNER = re.compile(r"[全均都]?[按如]\w{1,4}")
_SUPPOSED = re.compile("(?:至少|最少|须|需|应当?|，(?:经?查实|发现)|^[有无已能])$")
"""What leads to a requirement and belongs to no subject."""
_BRACKET = re.compile(r"[（(][^（）()\n]*[）)]|[A-Za-z]+-?\d[\d.]*")
_NO_PREMISE = re.compile(
    r"考核|负责|牵头|重复|按一次|从高|为准|为止|最高|最多|上限|封顶|累计|^\W*$|^(?:共|满分)?[\d.]+分$"
)
_TRAILING = Ending(
    "(?:^|[，、])(?:除|直至|直到|甚至|乃至|实行|则|并|可|应|将|予以|给予|视情(?:节|况)?(?:轻重|严重程度)?|(?:年度|年终|当年)?(?:考核|考评|绩效)|当[月季年]|直接|一律)|(?:予以|给予|实行|实施|采取)?“|(?<=否则)[将应可]|予以|给予|实行|实施"
)


def starts(layers: Layers, brackets: Ranges, sentence: Sentence, members: list[Consequence]) -> list[int]:
    """Where each quote begins: behind the consequence before it, past commas, brackets and caps."""
    text, at, found = layers.surface, sentence.start, []
    for consequence in members:
        if consequence.coordinate:
            found.append(consequence.start)
            at = max(at, consequence.end)
            continue
        begin = end_of_limits(layers, at, consequence.start)
        if brackets and not sentence.bracket:
            # A bracket with a rule of its own is quoted by that rule.
            for _, end in brackets.touching(at, consequence.start):
                begin = max(begin, end + 1) if end < consequence.start else begin
        if skipped := _SKIP.match(text, begin, consequence.start):
            begin = skipped.end()
        if sentence.bracket and (mark := _PART_MARK.match(text, begin, consequence.start)):
            begin = mark.end()
        found.append(min(begin, consequence.start))
        at = max(at, consequence.end)
    first, end = found[0], members[0].start
    if text.find("：", first, end) >= 0:
        among = _AMONG.search(text, first, end) if len(members) > 1 else None
        headed = among or _HEADED.match(text, first, end)
        if headed and headed.end() < end:
            found[0] = headed.end()
    return found


def conditions(
    layers: Layers,
    brackets: Ranges,
    sentence: Sentence,
    members: list[Consequence],
    begins: list[int],
    given: dict[int, Quantifier],
    before: str,
) -> list[str]:
    """The condition of each consequence, the premise that it shares with those before it put in front.

    ``before`` is the last condition of the sentence before: what a bare 低于60% … is said of.
    """
    found: list[str] = []
    first = ""
    shared = "" if sentence.bracket else original(layers, sentence.start, begins[0]).strip("，、；; ")
    for place, consequence in enumerate(members):
        if consequence.coordinate and found:
            found.append(found[-1])
            continue
        own = original(layers, begins[place], consequence.start).strip("，、：,:；; ")
        if trailing := _TRAILING.before(own, len(own), len(own)):
            own = own[: trailing.start()].rstrip("，、；：")
        if place == 0:
            subject = _SUBJECT_END.search(before) if _COMPARES.match(own) else None
            own = before[: subject.start()] + own if subject else own
            if not own and sentence.bracket:
                own = _in_front_of_bracket(layers, sentence)
            first = own
        elif own:
            own = _premise(layers, first, own, given.get(place)) + own
        else:
            found.append(_with_bracket(layers, brackets, consequence, found[-1]))
            continue
        found.append(_with_bracket(layers, brackets, consequence, shared + own))
    return found


def _in_front_of_bracket(layers: Layers, sentence: Sentence) -> str:
    """未报总结（扣5分）: what a bracket that holds nothing but the amount is said of."""
    if sentence.around is None:
        return ""
    opened = layers.surface.rfind("（", sentence.around.start, sentence.start)
    start = max(sentence.around.start, layers.surface.rfind("）", sentence.around.start, opened) + 1)
    for earlier in starting_in(layers.consequences, start, opened):
        start = max(start, earlier.end)
    return original(layers, start, opened).strip("，、；; ") if opened > start else ""


def original(layers: Layers, start: int, end: int) -> str:
    """The text as written between two dense offsets."""
    if end <= start:
        return ""
    a, b = layers.folded.span(start, end)
    return layers.folded.text[a:b].strip()


def _premise(layers: Layers, first: str, own: str, quantifier: Quantifier | None) -> str:
    """The part of the first condition that a later one leaves unsaid: its subject, or the count in front of it."""
    if quantifier is not None and quantifier.fronted:
        written = original(layers, quantifier.start, quantifier.end)
        at = first.find(written)
        if at >= 0 and written not in own:
            return first[: at + len(written)]
    said = _BRACKET.sub(lambda aside: "□" * len(aside[0]), first)
    if _COMPARES.match(own):
        cut = _SUBJECT_END.search(said)
        return _SUPPOSED.sub("", first[: cut.start()]) if cut else ""
    predicate = _ANY_PREDICATE.match(own)
    if predicate is None:
        graded = _LEVEL.search(said) if _LEVEL.match(own) else None
        return first[: graded.start()] if graded else ""
    # The same word opens the predicate of both (被…, 获…); else the first predicate ends the subject.
    at = said.find(predicate.group())
    if at < 0:
        others = _ANY_PREDICATE if _OUTCOME.match(own) or own.startswith("未") else _PREDICATE
        cut = others.search(said) or _SUBJECT_END.search(said)
        at = cut.start() if cut else 0
    return "" if _MANNER.fullmatch(first, 0, at) else _SUPPOSED.sub("", first[:at])


def _with_bracket(layers: Layers, brackets: Ranges, consequence: Consequence, own: str) -> str:
    """A qualifying bracket behind the amount belongs to the condition (得1分（通过省考核）); who assesses does not."""
    dense, end = layers.folded.dense, consequence.end
    match = _BRACKET.match(dense, end) if dense.startswith("（", end) else None
    if not match or consequence.effect == "refer" or brackets.holds(consequence.end + 1):
        return own
    content = original(layers, consequence.end + 1, match.end() - 1)
    return own if _NO_PREMISE.search(content) else f"{own}（{content}）"
