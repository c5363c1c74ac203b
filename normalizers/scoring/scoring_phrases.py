"""Consequences that are a phrase of their own: 不得分, 按比例扣分, 减半扣分, 取消评先资格, 根据《…》考核."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from normalizers.annotations import Consequence, Effect
from normalizers.numerals import NUMBER, parse, plain
from normalizers.patterns.compiled import Sieve
from normalizers.words import any_of, load, words

_LEXICON = load("consequences")
_SANCTIONS = load("sanctions")

OWN = r"(?:本|该|此|当|单|各|某)(?:小|大|分|子|单)?(?:项|条|款|题|指标|环节|部分)(?:目|工作|指标|任务|内容|考核)?"
"""The item that a text speaks of itself as: 本项, 该项工作, 此小项."""

_MARK = any_of(words(_LEXICON["mark"]))
_PLACE = r"(?:本|该|此|所在)?(?:小项|单项|大项|项|条|指标)?(?:目|工作|考核)?(?:的)?"
_BASE = r"(?:总|标准|基本|基础|目标|应得|权重)?"
_BY = r"(?:按照|依照|参照|根据|依据|比照|遵照|对照|参考|执行|按|依)"
_SOFT = r"(?:予以|给予|分别|进行|可|再|实行|则|一律|均|相应)*"
_NO_AMOUNT = r"(?![\d一二两三四五六七八九十半])"
_CLAUSE_END = r"(?=[，。；、）\n]|$)"
# Verbs with 分 as part of them: no amount follows.
_DO = (
    r"(?P<verb>扣减分?|扣除分?|扣分|减分|得分|计分|记分|赋分|给分|打分|评分|核分|加分|奖励|折算(?:得分|计分|分值)?|计算(?:得分|分值)?|"
    r"核算(?:得分)?|核减|递减|递增|计得分|赋予?分值?|给予分值|扣|计|得)"
)


class Phrase(NamedTuple):
    """Patterns and what a match of them says; ``None`` from ``make`` leaves the words unread."""

    patterns: Sequence[str]
    make: Callable[[re.Match[str]], Consequence | None]


def effect_of(verb: str) -> Effect:
    """The effect that a verb of scoring has by its first character."""
    if verb[0] in "扣减核递":
        return "deduct"
    return "bonus" if verb[0] in "加奖另" else "award"


def _of(match: re.Match[str], effect: Effect, basis: str | None, **more: str | None) -> Consequence:
    return Consequence(match.start(), match.end(), effect, basis, **more)  # type: ignore[arg-type]


def _factor(match: re.Match[str]) -> str | None:
    """The share that a phrase names, as a decimal: 50% → 0.5, 一半 → 0.5, 三分之二 → 0.6667, 五成 → 0.5."""
    groups = match.groupdict()
    if groups.get("half"):
        return "0.5"
    number = parse(groups.get("share") or "")
    if number is None:
        return None
    if groups.get("of"):
        lower = parse(groups["of"])
        return plain(round(number / lower, 4)) if lower else None
    if groups.get("parts"):
        parts = parse(groups["parts"])
        return plain(round(parts / number, 4)) if parts is not None and number else None
    return plain(number / 10) if groups.get("tenth") else plain(number / 100)


_WAYS_TO_NAME_A_SHARE = (
    rf"(?P<share>{NUMBER})%",
    rf"百分之(?P<share>{NUMBER})",
    r"(?P<half>一半|半数|二分之一|1/2)",
    rf"(?P<share>{NUMBER})分之(?P<parts>{NUMBER})",
    r"(?P<share>\d+)/(?P<of>\d+)",
    rf"(?P<share>{NUMBER})(?P<tenth>成)",
)


def _for_each_share(
    prefix: str, suffix: str, make: Callable[[re.Match[str]], Consequence | None]
) -> Iterator[Phrase]:
    """The same phrase with each way of naming a share; a pattern for each keeps its groups plain."""
    for way in _WAYS_TO_NAME_A_SHARE:
        yield Phrase([prefix + way + suffix], make)


def _share(match: re.Match[str]) -> Consequence | None:
    factor = _factor(match)
    return None if factor is None else _of(match, effect_of(match["verb"]), "share", factor=factor)


def _multiple(match: re.Match[str]) -> Consequence | None:
    groups = match.groupdict()
    factor = "0.5" if groups.get("half") else "2"
    if groups.get("times"):
        times = parse(groups["times"])
        if not times:
            return None
        # 加扣一倍 is one more, two in all; 一倍 alone is read so too, for once the amount would change nothing.
        factor = plain(times + 1) if groups.get("more") or times == 1 else plain(times)
    return _of(match, effect_of(match["verb"]), "multiple", factor=factor)


def _proportional(match: re.Match[str]) -> Consequence:
    return _of(match, effect_of(match["verb"]), "proportional")


def _judged(match: re.Match[str]) -> Consequence:
    return _of(match, effect_of(match["verb"]), "discretionary")


def _by_reference(match: re.Match[str]) -> Consequence:
    return _of(match, effect_of(match["verb"]), "by_reference")


def _full(match: re.Match[str]) -> Consequence:
    return _of(match, effect_of(match["verb"]), "full")


def _formula(match: re.Match[str]) -> Consequence | None:
    if not re.search(r"[×xX*÷/+\-（]", match.group()):
        return None
    noun = match["noun"]
    effect: Effect = "deduct" if "扣" in noun else "bonus" if "加" in noun else "award"
    return _of(match, effect, "formula", formula=match.group())


def _refer(match: re.Match[str]) -> Consequence:
    return Consequence(match.start(), match.end(), "refer", None)


def _fixed_effect(effect: Effect) -> Callable[[re.Match[str]], Consequence]:
    return lambda match: Consequence(match.start(), match.end(), effect, None)


_ITSELF = rf"(?:(?:(?<!否)则|即|均|一律|直接|全部|可|也|应)*{OWN})?(?:一律|均|(?<!否)则|即|全部|直接|整体|整项|也|可)*"
_NO_POINTS = any_of(words(_LEXICON["forfeit"]))
_NOT_BEFORE = "".join(words(_LEXICON["not_after_forfeit"]))

_FORFEIT = [
    # 不得分包 is a ban on subcontracting, 不得分散 on scattering.
    rf"{_ITSELF}{_NO_POINTS}(?![{_NOT_BEFORE}项])",
    r"(?:本项|该项|此项)?(?:得分|分值|分数|得分值)(?:计|记|按|以|则|直接)?(?:为|以|按)?(?:零|0)(?:分)?(?:计|处理|计算)?(?![.\d%\-])",
    rf"{_ITSELF}(?:得|计|记|为|打|按|以|评|赋|给)(?:为|以|按)?(?:零|0)分(?:计算|处理|计|论|记)?",
    rf"{_ITSELF}(?<![\d.零一二三四五六七八九十、和及或/])(?:零|0)分(?:计算|处理|计)?{_CLAUSE_END}",
    rf"取消(?:{OWN})?(?:的)?(?:全部)?(?:得分|分值){_CLAUSE_END}",
    r"(?:[得基总积评赋扣加]|考核|绩效|本项|该项|此项|单项|全部)分(?:值|数)?(?:全部|一律|直接|予以|按)*(?:清零|归零|清空)",
    rf"不得(?:{OWN})(?:目)?(?:的)?(?:得)?分(?:值|数)?",
]

_SCORING_NOUN = r"(?:标准|分值|扣分|扣分值|扣分数|加分|得分|分数|分)(?:数|值)?(?:的)?"
_REFERRED = (
    r"(?:标准|分值|分数|规定|办法|细则|得分|扣分|加分|附件|条款|结果|情况|方案|要求|制度|规则|》)"
    r"(?:等|的|进行|予以|给予|同等|等量|等额|同步|同分值|同样|相应|直接|按|倒|如数|有关|相关)*"
)
_RATE = (
    r"(?:比例|完成率|百分比|百分率|差值|差额|线性内插法|线性插值法|直线内插法|内插法|插值法|线性插值|直线插值|线性|比率|达标率|合格率|"
    r"序时进度|进度|占比|比重|比值|率)"
)

PHRASES: list[Phrase] = [
    Phrase(_SANCTIONS["veto"], _fixed_effect("veto")),
    Phrase(_FORFEIT, _fixed_effect("forfeit")),
    Phrase([rf"{_ITSELF}{any_of(words(_LEXICON['exempt']))}(?![项标])"], _fixed_effect("exempt")),
    Phrase(
        [
            r"(?P<verb>得|计|记|给予|给|赋|获得|获|评)(?:予|为|本项|该项|此项|其)*"
            r"(?:满分|全分|全部分值?|全部分数|满额分|全额分值?)(?!值?[为\d])"
        ],
        _full,
    ),
    Phrase(
        [
            rf"(?P<verb>扣)(?:除|减|完|光|掉)?(?:{OWN})?(?:的)?(?:全部|所有|全额|满)(?:的)?{_MARK}(?!为止|即止)|(?:{OWN})?{_MARK}?全(?:部)?扣(?:除|完|光|掉)?{_CLAUSE_END}"
        ],
        lambda match: _of(match, "deduct", "full"),
    ),
    # A share of what another text takes or gives.
    *_for_each_share(
        rf"{_BY}[^，。；：]{{0,25}}?{_SCORING_NOUN}",
        rf"(?:的标准|的比例|的幅度)?{_SOFT}(?:折算后|折算|同步)*(?P<verb>计扣分?|扣减分?|扣分|扣除|扣|加分|计加|计分|得分|折算)",
        lambda match: _of(
            match,
            "deduct" if "扣" in match["verb"] else effect_of(match["verb"]),
            "by_reference",
            factor=_factor(match),
        ),
    ),
    # A share of the item's own mark.
    *_for_each_share(
        rf"(?P<verb>扣减|扣除|扣罚|扣|减去|减|得|计|记|赋予|赋|给予|给|加|奖励){_PLACE}{_BASE}{_MARK}(?:值)?(?:的)?",
        rf"(?:的)?{_MARK}?",
        _share,
    ),
    *_for_each_share(
        rf"(?P<verb>扣减|扣除|扣罚|扣|减去|减|得|计|记|赋予|赋|给予|给|加|奖励){_PLACE}",
        rf"(?:的)?{_PLACE}{_MARK}",
        _share,
    ),
    *_for_each_share(
        rf"{_BY}{_PLACE}{_BASE}{_MARK}(?:的)?", rf"(?:的标准|的比例|的分值)?{_SOFT}{_DO}", _share
    ),
    *_for_each_share(
        r"按(?:照)?",
        rf"(?:的标准|的比例)?{_SOFT}(?P<verb>计分|得分|给分|赋分|记分|扣分|加分){_NO_AMOUNT}",
        _share,
    ),
    *_for_each_share(r"(?P<verb>扣减|扣除|扣|得|计)", _CLAUSE_END, _share),
    # A multiple of another rule's amount.
    Phrase(
        [
            rf"(?:{_BY}[^，。；：\d]{{0,12}}?(?:标准|分值|情形)?(?:的)?)?{_SOFT}(?:(?P<half>减半|折半)|加倍|双倍|翻倍|加重一倍)"
            r"(?P<verb>扣减|扣分|扣|计分|得分|加分|记分|赋分|给分|减分|奖励)(?:分值)?"
        ],
        _multiple,
    ),
    Phrase([r"(?P<verb>扣除|扣减|扣|加|奖励|得)(?:双倍|加倍)(?:的)?(?:分值|分数|分)"], _multiple),
    Phrase(
        [
            r"(?P<verb>扣分|加分|得分|计分|分值)(?:标准|分值)?(?:(?P<half>减半|折半)|加倍|翻倍|翻番)(?:计算|执行|处理)?"
        ],
        _multiple,
    ),
    Phrase(
        [
            rf"(?:{_BY}[^，。；：\d]{{0,12}}?(?:标准|分值|情形)?(?:的)?)?{_SOFT}(?P<times>{NUMBER})倍(?:的)?(?:标准|分值)?{_SOFT}"
            rf"(?P<verb>扣减|扣分|扣|计扣|计分|得分|加分|记分|减分){_NO_AMOUNT}"
        ],
        _multiple,
    ),
    Phrase([rf"(?P<more>加重|加|再|多|另)(?P<verb>扣|加)(?:分)?(?P<times>{NUMBER})倍"], _multiple),
    Phrase([rf"(?P<verb>扣分|扣|加分|加)(?:分值)?(?P<times>{NUMBER})倍{_CLAUSE_END}"], _multiple),
    Phrase(
        [
            rf"(?:(?:其余|其他)?(?:(?<!否)则|再)?(?:{_BY}|以(?![上下内外及来后前]))[^，。；：扣]{{0,24}}?|同|等|成(?=比)|线性){_RATE}"
            rf"[^，。；：扣加得计\d%]{{0,10}}?(?:按[^，。；：扣]{{0,8}}?)?(?:依次|逐级|换算|折算)?{_SOFT}{_DO}{_NO_AMOUNT}(?![时项标])"
        ],
        _proportional,
    ),
    Phrase([rf"按(?:照)?\d+(?:\.\d+)?(?:：\d+(?:\.\d+)?)+的?比例{_SOFT}{_DO}{_NO_AMOUNT}"], _proportional),
    Phrase(
        [
            r"(?:酌情|酌|视情(?:况|节)?(?:轻重)?|视[^，。；：]{0,10}?(?:情况|程度|轻重|情节|质量|影响)|(?:根据|按)(?:情节|严重程度|轻重|完成质量|质量)"
            rf"[^，。；：]{{0,4}}|适当|斟酌)(?:，)?(?:酌情)?{_SOFT}"
            rf"(?P<verb>扣减分?|扣分|扣除|减分|加分|得分|给分|计分|赋分|奖励|评分|打分|记分){_NO_AMOUNT}(?!每)"
        ],
        _judged,
    ),
    # The amount stands in another text, the sign here.
    Phrase(
        [
            rf"(?:参照[^，。；]{{0,20}}，)?{_BY}[^，。；：]{{0,30}}?{_REFERRED}"
            rf"(?P<verb>扣减分?|扣分|扣除|计扣|减分|加分|奖励分?){_NO_AMOUNT}(?![项标])"
        ],
        _by_reference,
    ),
    Phrase(
        [
            rf"(?:等量|等额|同等|同步|如数|相应|对应){_SOFT}(?P<verb>扣减|扣除|扣分|加分)(?:分值|分数|相应分值)?{_NO_AMOUNT}"
        ],
        _by_reference,
    ),
    Phrase([r"(?P<verb>扣|加)(?:除|减)?(?:相应|对应|同等)(?:的)?(?:分值|分数|得分|分)"], _by_reference),
    Phrase(
        [
            r"(?P<noun>(?:本项|该项|此项|最终|考核|综合|实际|指标){0,3}(?:应)?(?:得分|扣分|加分|计分|分值|分数|得分值|扣分值))"
            r"(?:计算公式)?(?:为|：|是)?(?:=[^，。；\n]+|(?:计算公式)?[为：是][^，。；：\n]{0,60}[×÷][^，。；\n]+)"
        ],
        _formula,
    ),
    Phrase(
        [
            rf"{_BY}[^，。；：×÷\n]{{1,40}}[×÷][^，。；：\n]{{1,40}}?{_SOFT}(?:计算|核算|折算)?(?P<noun>计分|得分|赋分|给分|记分|评分|扣分|加分|计算)"
        ],
        _formula,
    ),
    Phrase(
        [
            rf"{_BY}(?:[^，。；：《》]|《[^《》]{{0,80}}》){{0,60}}?(?:《[^《》]{{0,80}}》(?:（[^（）]{{0,40}}）)?|{any_of(words(_SANCTIONS['refer_noun']))})(?:中)?(?:的)?(?:有关|相关|具体)?(?:规定|要求|标准|条款|办法|内容)?"
            rf"(?:等)?(?:进行|予以|组织|开展|统一|直接|另行|实施|单独)*{any_of(words(_SANCTIONS['refer_verb']))}(?:考核|评分|计分|评定)?(?=[。；\n（]|$|，(?:以|由|结果|具体|并以))"
        ],
        _refer,
    ),
]

SIEVE = Sieve(phrase.patterns for phrase in PHRASES)
"""By number in ``PHRASES``, what may match in a text."""
