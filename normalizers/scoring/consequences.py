"""Consequences: the words that cost or earn points, or go beyond points, with their own amounts."""

from __future__ import annotations

import re
from bisect import insort
from decimal import Decimal

from normalizers.annotations import Consequence, Effect, Layers, Quantity
from normalizers.intervals import START, Ranges, starting_in
from normalizers.numerals import NUMBER, parse, plain
from normalizers.patterns.compiled import Ending, compiled, matches
from normalizers.patterns.signs import signs
from normalizers.scoring.quantities import POINTS, VETO, unit_at
from normalizers.scoring.scoring_phrases import OWN, PHRASES, SIEVE, effect_of
from normalizers.words import any_of, load, words

_LEXICON = load("consequences")
_EFFECTS: dict[str, Effect] = {
    **dict.fromkeys(words(_LEXICON["award"]), "award"),
    **dict.fromkeys(words(_LEXICON["bonus"]), "bonus"),
    **dict.fromkeys(words(_LEXICON["deduct"]), "deduct"),
}
_NOT_AFTER = {verb: frozenset(words(chars)) for verb, chars in _LEXICON["not_after"].items()}

_VERB = compiled(any_of(_EFFECTS))
_BETWEEN = compiled(rf"(?:{any_of(words(_LEXICON['between']))}|{OWN}|的|（){{0,4}}")
_FREE_BETWEEN = re.compile(r"[^，。；：、（）扣得加奖减记计\d“”]{0,10}")
_NOT_AN_AMOUNT = compiled(
    r"(?:[（]?(?:含|不含)[^）]*[）])?(?:及|或)?(?:以上|以下|以内|之间|之上|之下)|\]|制|段|档(?!，)|的(?=，?[扣得加计记奖减])"
)
_A_NUMBER = re.compile(NUMBER)
_BARE_END = re.compile(r"[，。；、：）\n]|$|/")
_LABELLED = re.compile(r"(?P<sign>[、，/])(?P<label>[^、，。；：（）扣得加奖减记计\d“”]{1,14}?)")
_RANGE_OF_BOUNDS = re.compile(rf"以上(?P<to>{NUMBER})分以下")
_JUDGED = Ending(
    r"(?:酌情|酌|视情况?|视情节|视具体情况|视严重程度|视程度|视实际|根据情节|根据严重程度|按情节|视其?[^，。；：]{0,8}(?:情况|程度|情节|轻重|影响|质量))"
    r"(?:轻重|大小|严重程度|高低|好坏)?[，]?(?:予以|给予|适当|分别|分档|可|每次|每项|一次性|酌情|最多)*"
)
_ADVERBS = Ending(
    r"(?:(?:分别|各|(?<!平)均|再|另|另外|(?<![参增附施追])加|倍|(?<![许认])可|可只|(?<![一二两三四五六七八九十\d每])只|仅|(?<![供响反适对])应|将|予以|给予|酌情|适当|一次性|直接|(?<![打推])倒|(?<![合兼])并|累计|(?<!否)则|即|就|一律|相应|按规定|额外|追加|合计|统一|从中|从总分中|在总分中|从总得分中|从考核总分中|(?<![统合共总累会审])计)){1,4}"
)


def find(layers: Layers) -> None:
    """Set ``consequences`` in the order of the text; words that a limit has taken are left to it."""
    reader = _Reader(layers)
    if not layers.grams.isdisjoint(_SPEAKS_OF_SCORING):
        reader.amounts_before_verb()
        reader.phrases()
        reader.amounts()
        reader.without_verb()
    layers.consequences = reader.found


_SPEAKS_OF_SCORING = signs("[分扣加减得奖否]|资格|不合格|评|考核|等次|称号|双倍|过")
"""A text that holds none of these speaks of shares and multiples of other things."""

_LIST_SIGNS = ("、", "和", "及", "或", "与", "/")
_LEAD = Ending(r"(?:分别)?(?:按照?|(?<![予给可难所])以)(?P<unit>(?:每[^，。；：\d分]{1,6})+)?")
_VERB_BEHIND = re.compile(
    r"(?:的?(?:标准|幅度|分值))?(?:予以|给予|进行|累计|相应|逐一|直接|统一|分别)*"
    r"(?P<verb>扣减|扣除|扣罚|扣分|扣|减分|加分|奖励|加|计分|得分|赋分|给分|记分|计算得分)"
    r"(?![\d零一二两三四五六七八九十半]|项|标准|计|为止|封顶|完)"
)
_SUFFERED = Ending("(?:被|受到?|遭到?|因|有|存在)“?")
# “一票否决”事项, 一票否决的重大情形: the veto names a kind of event, whose price is told behind it.
_WHAT_VETOES = re.compile(
    r"”?(?:的|类)?[^，。；：、扣得加”]{0,6}?(?:事项|事件|情形|指标|问题|条款|清单|范围|项目|案件|事故|内容|情况)(?:之一)?的?，?[^，。；]{0,12}?(?:[扣减加得]|取消|[评定列视]为|不合格)"
)
_WHO_SUFFERED = re.compile(r"”?(?:处理|处罚|处分|情形|事项|问题|情况)?的")


class _Reader:
    """One pass over one text; ``taken`` are the ranges that are spoken for."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.text = layers.surface
        self.found: list[Consequence] = []
        self.taken = Ranges((x.start, x.end) for x in layers.limits)
        self.amount_at: dict[int, int] = {q.start: i for i, q in enumerate(layers.quantities)}
        self.used = layers.amounts

    def _free(self, start: int, end: int) -> bool:
        return not self.taken.overlaps(start, end)

    def _add(self, consequence: Consequence) -> None:
        self.found.append(consequence)
        self.taken.add(consequence.start, consequence.end)

    # ---- consequences that are a phrase of their own ------------------------------------------------------------

    def phrases(self) -> None:
        for number, patterns in SIEVE.sift(self.layers.grams).items():
            make = PHRASES[number].make
            for match in matches(patterns, self.text):
                if match.end() > match.start() and self._free(*match.span()):
                    made = make(match)
                    if made is not None and made.effect == "veto" and self._is_condition(made):
                        made = None
                    if made is not None:
                        if (
                            self.text.startswith("”", made.end)
                            and self.text[made.start - 1 : made.start] == "“"
                        ):
                            made.start, made.end = made.start - 1, made.end + 1
                        self._add(made)

    def _is_condition(self, veto: Consequence) -> bool:
        """Whether a veto is what was done to the office: 被取消评先资格的，扣5分; 受到“一票否决”处理的单位."""
        if self.text.startswith("的", veto.end) or _WHAT_VETOES.match(self.text, veto.end):
            return True
        suffered = _SUFFERED.before(self.text, veto.start, 4)
        return suffered is not None and _WHO_SUFFERED.match(self.text, veto.end) is not None

    # ---- an amount and its verb behind it --------------------------------------------------------------------------

    def amounts_before_verb(self) -> None:
        """按1分/处扣减, 按每项0.5分的标准扣分: 按 leads the amount, the verb ends the words."""
        if "按" not in self.text and "以" not in self.text:
            return
        for index, quantity in enumerate(self.layers.quantities):
            if quantity.unit != POINTS or quantity.value_to is not None:
                continue
            lead = _LEAD.before(self.text, quantity.start, 14)
            if lead is None:
                continue
            indices = [index, *self._list_after(index, _LIST_SIGNS)]
            start = lead.start() if lead.group("unit") is None else quantity.start
            listed = [self.layers.quantities[place] for place in indices]
            made = [
                Consequence(
                    quantity.start if order else start, quantity.end, "deduct", "fixed", quantity.value
                )
                for order, quantity in enumerate(listed)
            ]
            end = self._behind(made[-1], listed[-1])
            verb = _VERB_BEHIND.match(self.text, end)
            if verb is None or made[-1].basis != "fixed" or not self._free(start, verb.end()):
                continue
            made[-1].end = verb.end()
            for order, one in enumerate(made):
                one.effect, one.coordinate, one.listed = effect_of(verb.group("verb")), order, len(made)
                self._add(one)
            self.used.update(indices)

    # ---- a verb and its amount ----------------------------------------------------------------------------------

    def amounts(self) -> None:
        at = 0
        while match := _VERB.search(self.text, at):
            at = match.end()
            verb, start = match.group(), match.start()
            if self.text[start - 1 : start] in _NOT_AFTER.get(verb, ()) and start:
                continue
            index = self._amount_after(verb, match.end())
            if index is None:
                continue
            quantity = self.layers.quantities[index]
            if not self._free(start, quantity.end):
                continue
            at = self._read_amount(_EFFECTS[verb], start, index)

    def _amount_after(self, verb: str, at: int) -> int | None:
        """The index of the quantity of points that a verb governs; only some verbs may have words in between."""
        text = self.text
        index = self.amount_at.get(at)
        if index is not None and self._is_amount(index, direct=True):
            return index
        gap = _BETWEEN.match(text, at)
        end = gap.end() if gap else at
        if end > at:
            index = self.amount_at.get(end)
            if index is not None and self._is_amount(index, direct=text[at:end] in ("分", "：", "分：")):
                return index
        if _EFFECTS[verb] == "deduct" or (_EFFECTS[verb] == "bonus" and verb != "提高"):
            free = _FREE_BETWEEN.match(text, at)
            if free and not _COMPARES.search(free.group()):
                index = self.amount_at.get(free.end())
                if index is not None and self._is_amount(index, direct=False):
                    quantity = self.layers.quantities[index]
                    # 每 in between is the unit (扣每次1分); any other number is no amount of this verb.
                    if quantity.unit == POINTS:
                        return index
        return None

    def _is_amount(self, index: int, *, direct: bool) -> bool:
        quantity = self.layers.quantities[index]
        if index in self.used or quantity.every:
            return False
        if quantity.unit == POINTS:
            behind = _NOT_AN_AMOUNT.match(self.text, quantity.end)
            return (
                behind is None
                or bool(_RANGE_OF_BOUNDS.match(self.text, quantity.end))
                or behind.group() == "以内"
            )
        # A missing 分 is still an amount, where nothing else can follow.
        return (
            quantity.unit is None
            and quantity.rank is None
            and direct
            and self.text[quantity.start].isdigit()
            and Decimal(quantity.value) <= 100
            and _BARE_END.match(self.text, quantity.end) is not None
        )

    def _read_amount(self, effect: Effect, verb_at: int, index: int) -> int:
        """Add the consequence at ``index`` and those of the list behind it; the offset where reading goes on."""
        text, quantities = self.text, self.layers.quantities
        before = _ADVERBS.before(text, verb_at, 14)
        adverbs = before.group() if before else ""
        start = verb_at - len(adverbs)
        if adverbs and self.taken.overlaps(start, verb_at):
            start = verb_at
        judged = "酌情" in adverbs or _JUDGED.before(text, start, 20) is not None
        indices = [index]
        said = adverbs + text[verb_at : quantities[index].start]
        each = "各" in said or "分别" in said
        if quantities[index].value_to is None:
            indices += self._list_after(
                index,
                (*_LIST_SIGNS, "，") if each else _LIST_SIGNS,
            )
        end = verb_at
        for order, place in enumerate(indices):
            quantity = quantities[place]
            self.used.add(place)
            begin = start if order == 0 else quantity.start
            made = _amount(effect, begin, quantity, judged)
            made.each, made.coordinate, made.listed = each, order, len(indices)
            end = quantity.end
            if place == indices[-1]:
                end = self._behind(made, quantity)
            if order == 0 and text[verb_at + 1 : quantity.start] == "分" and not each:
                made.notes.append(("repaired", f"把“{text[verb_at : quantity.end]}”里的“分”读作动词的一部分"))
            if quantity.unit is None and effect != "forfeit":
                made.notes.append(("repaired", f"“{text[verb_at : quantity.end]}”缺“分”字，按分读"))
            made.end = max(end, quantity.end)
            self._add(made)
        return max(end, quantities[indices[-1]].end)

    def _list_after(self, index: int, signs: tuple[str, ...]) -> list[int]:
        """The further amounts of a coordinate list: 0.2分、0.1分; 3、2、1分; 加1分和0.5分."""
        quantities, out = self.layers.quantities, []
        current = index
        while current + 1 < len(quantities):
            left, right = quantities[current], quantities[current + 1]
            sign = self.text[left.end : right.start]
            if right.unit != POINTS or right.value_to is not None or left.value_to is not None:
                break
            if sign not in signs or not self._free(right.start, right.end):
                break
            if _NOT_AN_AMOUNT.match(self.text, right.end):
                break
            out.append(current + 1)
            current += 1
        return out

    def _behind(self, made: Consequence, quantity: Quantity) -> int:
        """Read what stands right behind the amount: /次, 以内, 以上3分以下, （每次）."""
        text, end = self.text, quantity.end
        sign = text[end : end + 1]
        if sign == "以":
            span = _RANGE_OF_BOUNDS.match(text, end)
            upper = parse(span.group("to")) if span else None
            if span and upper is not None:
                made.basis, made.points_min, made.points = "discretionary", made.points, plain(upper)
                return span.end()
            if text.startswith("以内", end):
                made.basis, made.points_min = "discretionary", None
                return end + 2
        if sign == "/" or (sign == "每" and unit_at(text, end + 1)):
            at = end + 1
            if text[at : at + 1] == "每":
                at += 1
            if text.startswith(VETO, at):
                return end
            number = _A_NUMBER.match(text, at)
            value = parse(number.group()) if number else None
            if number and value is not None and (unit := unit_at(text, number.end())):
                made.unit_after = (plain(value), unit[0])
                return unit[1]
            if unit := unit_at(text, at):
                made.unit_after = ("1", unit[0])
                return unit[1]
        return end

    # ---- amounts whose verb stands before an earlier one, or is left out -----------------------------------------

    def without_verb(self) -> None:
        """国家级加3分、省级2分: the label of a further case and its amount; 15分/次: an amount and its unit."""
        self.found.sort(key=START)
        for index, quantity in enumerate(self.layers.quantities):
            if index in self.used or quantity.unit != POINTS or not self._free(quantity.start, quantity.end):
                continue
            if _NOT_AN_AMOUNT.match(self.text, quantity.end):
                continue
            governing = self._governing(quantity)
            if governing is not None:
                self._take(index, governing.effect, governing)
            elif sign := self._signed(quantity):
                self._take(index, sign, None)
            elif self._has_unit(index) or self._is_left_bare(quantity):
                self._take(index, self._default_effect(quantity), None)

    def _signed(self, quantity: Quantity) -> Effect | None:
        """无台账-1分, 获表彰+2分: a sign that stands for the verb, behind words and not behind a number."""
        before = self.text[max(0, quantity.start - 2) : quantity.start]
        if before[-1:] not in ("-", "+") or not re.match(r"[\u4e00-\u9fff，、：；（]", before):
            return None
        return "deduct" if before[-1] == "-" else "bonus"

    def _governing(self, quantity: Quantity) -> Consequence | None:
        """The consequence whose verb an amount shares: the one right before, parted by a sign and a short label."""
        near = [
            c for c in starting_in(self.found, quantity.start - 60, quantity.start) if c.points is not None
        ]
        if not near:
            return None
        last = near[-1]
        between = self.text[last.end : quantity.start]
        if (
            last.effect in ("deduct", "award", "bonus")
            and _LABELLED.fullmatch(between)
            and not _COMPARED.search(between)
        ):
            return last
        return None

    def _has_unit(self, index: int) -> bool:
        quantity = self.layers.quantities[index]
        if self.text[quantity.end : quantity.end + 1] == "/":
            return unit_at(self.text, quantity.end + 1) is not None or self.text.startswith(
                "每", quantity.end + 1
            )
        if index == 0:
            return False
        left = self.layers.quantities[index - 1]
        return (
            left.end == quantity.start
            and left.unit not in (None, POINTS)
            and "每" in self.text[max(0, left.start - 8) : left.start]
        )

    def _is_left_bare(self, quantity: Quantity) -> bool:
        """有固定场所的3分，…: the amount of a case, its verb left out."""
        return (
            self.layers.folded.dense.endswith(_LEADS_BARE, 0, quantity.start)
            and quantity.value_to is None
            and _BARE_END.match(self.text, quantity.end) is not None
        )

    def _default_effect(self, quantity: Quantity) -> Effect:
        kind = self.layers.record.get("kind")
        if kind == "bonus":
            return "bonus"
        before = self.text[max(0, quantity.start - _SAID_BEFORE) : quantity.start]
        if kind != "deduction" and re.search(r"加分|奖励", before):
            return "bonus"
        return "deduct" if kind == "deduction" or _FAILS.search(before) else "award"

    def _take(self, index: int, effect: Effect, governing: Consequence | None) -> None:
        quantity = self.layers.quantities[index]
        self.used.add(index)
        made = _amount(effect, quantity.start, quantity, False)
        made.end = self._behind(made, quantity)
        if governing is None:
            made.notes.append(("doubtful", "数额前没有“扣”“加”等字，按上下文读作" + _NAMES[effect]))
        else:
            made.unit_after = made.unit_after or governing.unit_after
        self.taken.add(made.start, made.end)
        insort(self.found, made, key=START)


_GRADES = tuple(
    words(
        "优秀 良好 合格 及格 一般 较好 较差 达标 满意 优 良 中 差 好 一等奖 二等奖 三等奖 国家级 省级 市级 县级"
    )
)
_LEADS_BARE = ("的", "标准", "要求", "目标", *_GRADES)
"""What an amount stands right behind whose verb is left out."""
_SAID_BEFORE = 30
"""How many characters before an amount without a verb are asked what it is for."""
_FAILS = re.compile(
    r"[扣减未不无没缺漏少违迟晚逾误错失低超旷擅拒]|被(?![采录评命授列表推转刊报选确认])|发生|出现|发现|存在|问题|事故|通报|投诉|隐患|处罚|处分|约谈|早退|脱岗|上访|曝光"
)
_NAMES = {"deduct": "扣分", "bonus": "加分", "award": "得分"}
_COMPARES = re.compile(r"超过|低于|高于|达到|不足|累计|少于|满")
_COMPARED = re.compile(
    r"(?:于|过|达到?|不足|至少|[<>≤≥=为]|[共合总小]计?|满分?)$|返还|退还|退回|恢复|补回|挽回"
)


def _amount(effect: Effect, start: int, quantity: Quantity, judged: bool) -> Consequence:
    """A verb with its amount: fixed until a quantifier is found; a range or a judged amount is discretionary."""
    if quantity.value_to is not None:
        return Consequence(start, quantity.end, effect, "discretionary", quantity.value_to, quantity.value)
    if judged:
        return Consequence(start, quantity.end, effect, "discretionary", quantity.value)
    if effect == "award" and quantity.value == "0":
        return Consequence(start, quantity.end, "forfeit", None)
    return Consequence(start, quantity.end, effect, "fixed", quantity.value)
