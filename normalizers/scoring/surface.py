"""The surface that the grammar reads: the dense text with what must not be taken for an amount blanked out.

Titles, document numbers, dates, names that hold a number (PM2.5, 12345热线, 十四五, “六个百分之百”) and brackets that
only explain are replaced by a filler of the same length; slips of the pen inside an amount are repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalizers.annotations import Layers, Note
from normalizers.numerals import NUMBER
from normalizers.patterns.compiled import Sieve, compiled, matches
from normalizers.patterns.grams import gram, grams_of
from normalizers.words import any_of, load, words

FILLER = "□"

_DECOYS = load("decoys")
_NUMERALS = re.compile(r"[\d零一二两三四五六七八九十百千半%]")

# Blanked whole.
_WHOLE = Sieve(
    [
        [
            r"《(?:[^《》]|《[^《》]*》)*》",
            r"〔\d{4}〕(?:第)?\d+(?:-\d+)?号?",
            r"(?:(?:19|20)\d\d年)?第\d+号",
            r"(?<!\d)(?:19|20)\d\d(?:[-~至到、](?:19|20)?\d\d)*年(?:度|初|底|末)?(?:\d{1,2}月)?(?:份|初|底|末|上旬|中旬|下旬)?(?:\d{1,2}日)?",
            r"(?<![\d.])\d{1,2}月\d{1,2}日",
            r"(?<![\d.个])\d{1,2}月(?:份|初|底|末|上旬|中旬|下旬|前|起|至|到|[-~]\d{1,2}月)",
            r"(?<![\d.])\d{1,2}[日号](?:前|之前|以前|下班|零时|起|至\d{1,2}日)",
            r"(?<!\d)\d{1,2}[：时点](?:\d{1,2}|整|半)?(?:分)?(?:前|之前|以前|后|至)",
            r"(?<![每个各延迟晚期])[一二三四1-4]季度",
            r"(?<![A-Za-z/])(?!m[23](?!\d))[A-Za-z]+-?\d[\dA-Za-z.]*",
            r"/PM\d[\d.]*",
            r"(?<!\d)(?:1[0-2]\d{3}|110|119|120|122)(?=[”、和及与等（]|热线|电话|平台|系统|举报|急救|指挥|报警|工单|投诉|服务|便民|政务|市民|转办|消防|诉求|受理|交办|案件)",
            rf"第{NUMBER}(?:[、和至到\-~]第?{NUMBER})+(?=[项条款点类])",
            rf"(?<!排名)(?<!名列)(?<!位列)(?<!位居)(?<!倒数)第{NUMBER}(?![\d.]|(?:[、和至到\-~]第?{NUMBER})*[名位次起例件回])",
            r"(?:(?<![提目之以])前|(?<![以之及比较])上|近|过去|以往)(?:[一二两三四五六七八九十]|\d{1,2})个?(?:年度|年|季度|月|周|学期|考核期)(?![前内底末初扣每])",
            r"一([\u4e00-\u9fff])一(?!\1|般|定|级|次|致|些|起|律|项|个|家|名)[\u4e00-\u9fff]",
            r"一次[\u4e00-\u9fff]{1,4}率",
            r"[特一二三四五][等类级](?:奖|功|标兵|企业|响应|风险|隐患|预警|指标|目录|水|河道|公路|保护|医院|机构)",
            r"[一二三四五]星级|[零一二三四五六七八九十]{1,3}五[’”]?(?=规划|期间|以来|末|目标|时期)",
            any_of(words(_DECOYS["names"])),
        ]
    ]
)
_QUOTED = re.compile(r"“([^“”\n]{1,40})”")
_VETO_IN_QUOTES = re.compile(any_of(words(_DECOYS["keep_in_quotes"])))
_INCLUSIVE = re.compile(r"(?P<kept>不?包?含)(?:本数|本级|\d+[^）]{0,6})?")
_AMOUNT = rf"{NUMBER}(?:%|个百分点|分|名|位|个|次|件|起|项|家|户|人|天|条)?"
_ONLY_A_BOUND = re.compile(
    rf"(?:[<>≤≥]|低于|不足|不满|高于|超过|不低于|达到?){_AMOUNT}"
    rf"|{_AMOUNT}(?:（?不?含）?)?(?:及|或)?以[上下内]"
    rf"|{_AMOUNT}(?:（?不?含）?)?(?:以上)?[-~至到，]?{_AMOUNT}(?:（?不?含）?)?(?:以[下内])?"
)
_SCORED_AT_ONCE = re.compile(
    r"的?，?(?:本项|该项|可|则|一律|予以)?(?:[得计记赋给扣减加奖]|不(?:得|计|给|予|扣))"
)
_SPEAKS_OF_POINTS = compiled(
    r"(?:[扣减加得计记赋给奖罚评](?:分|除|减|励)?[^，。；：]{0,8}?[\d半一两三四五六七八九十%]{1,8}[\d.]{0,6}(?:[-~至到][\d.]{1,8})?分?|"
    r"不(?:得|计|扣|给|予扣)分|不予?扣|免扣|比例.{0,6}分|得?满分|[加减]半|否决|资格|不合格|零分|按.{0,12}[扣加得计]分)"
)
_ONLY_A_NOTE = re.compile(r"不重复|同一|按一次|从高|取最高|就高|不累计|以.{0,20}为准")
_LIMIT_WORDS = re.compile(r"最高|最多|至多|上限|封顶|不超过|为止|为限|相抵|不设")
_SLIPS = re.compile(
    r"(?<=[扣加得减计记奖])(分?)([0oO][。，、.][\doOlI]|[oO](?=[.。])[.。][\doOlI]{1,4}|\d{0,4}\.[\doOlI]{0,3}[oOlI][\doOlI]{0,3}|[lI](?=分))(\d?)(?=分)"
)
# 扣0.5份: a slip for 分; nobody takes copies.
_COPIES = re.compile(r"(?<=[扣加得减计记奖])(分?\d+(?:\.\d+)?)份(?=[，。；、：）\n]|$)")
# A letter for a figure, or a sign of a sentence for the point: what such a slip cannot be without.
_SIGNS_OF_SLIPS = frozenset(map(gram, ("o", "O", "l", "I", "0。", "0，", "0、")))
_MIDDLE_DOTS = frozenset("·•・‧∙⋅")
_DAY = re.compile(
    r"(?<![\d.])(?P<month>1[0-2]|[1-9])\.(?:[12]\d|3[01]|[1-9])(?![\d.%‰]|分|个|元|万|亿|倍|吨|米|天)"
)
_QUOTE, _BRACKET, _COPY = gram("“"), gram("（"), gram("份")


def mask(layers: Layers) -> None:
    """Set ``surface`` and ``brackets`` (those that hold a consequence) from the folded text."""
    dense = layers.folded.dense
    grams = layers.folded.grams
    surface = dense
    if not _SIGNS_OF_SLIPS.isdisjoint(grams):
        surface = _SLIPS.sub(lambda m: _repair(m, layers), dense)
    if _COPY in grams:
        surface = _COPIES.sub(lambda m: _points_for_copies(m, layers), surface)
    if surface != dense:
        grams = grams_of(surface)
    if _MIDDLE_DOTS.intersection(layers.folded.text):
        surface = _without(surface, _days_with_a_dot(layers))
    for decoys in _WHOLE.sift(grams).values():
        surface = _without(surface, matches(decoys, surface))
    if _QUOTE in grams:
        surface = _QUOTED.sub(_blank_numerals, surface)
    if _BRACKET in grams:
        surface = _brackets(surface, layers)
    layers.surface = surface
    layers.grams = grams


def _days_with_a_dot(layers: Layers) -> Iterator[re.Match[str]]:
    """6·26, 12·4: days that are names; folding has made their dot a decimal point."""
    text, origin = layers.folded.text, layers.folded.origin
    for match in _DAY.finditer(layers.folded.dense):
        if text[origin[match.end("month")]] in _MIDDLE_DOTS:
            yield match


def _without(surface: str, matches: Iterable[re.Match[str]]) -> str:
    """The surface with each match blanked."""
    parts: list[str] = []
    at = 0
    for match in matches:
        parts += (surface[at : match.start()], _blank(match))
        at = match.end()
    return "".join((*parts, surface[at:])) if at else surface


def _blank(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] == "《":
        return "《" + FILLER * (len(text) - 2) + "》"
    return FILLER * len(text)


def _blank_numerals(match: re.Match[str]) -> str:
    text = match.group()
    return text if _VETO_IN_QUOTES.search(text) else _NUMERALS.sub(FILLER, text)


def _repair(match: re.Match[str], layers: Layers) -> str:
    written = match.group(2) + match.group(3)
    number = written.translate(str.maketrans("oOlI。，、", "0011..."))
    if number.count(".") > 1 or number == written:
        return match.group()
    layers.notes.append(Note(match.start(2), match.end(3), "repaired", f"把“{written}”读作“{number}”"))
    return match.group(1) + number


def _points_for_copies(match: re.Match[str], layers: Layers) -> str:
    layers.notes.append(Note(match.end() - 1, match.end(), "repaired", "把“份”读作“分”"))
    return f"{match.group(1)}分"


def _brackets(surface: str, layers: Layers) -> str:
    """Blank the brackets that only explain; remember those with a consequence; leave numbering and caps as they are."""
    out = list(surface)
    for start, end in _outermost(surface):
        content = surface[start + 1 : end - 1]
        if inclusive := _INCLUSIVE.fullmatch(content):
            # （含3起） says no more than （含）; its number counts nothing.
            kept = start + 1 + inclusive.end("kept")
            out[kept : end - 1] = FILLER * (end - 1 - kept)
            continue
        if _is_number(content):
            continue
        if _ONLY_A_BOUND.fullmatch(content) and _SCORED_AT_ONCE.match(surface, end):
            # 优秀（90分以上）得3分: what the grade in front of it means.
            continue
        if _LIMIT_WORDS.search(content) and not _has_own_rule(content):
            continue
        if _SPEAKS_OF_POINTS.search(content) and (not _ONLY_A_NOTE.search(content) or _has_own_rule(content)):
            layers.brackets.append((start + 1, end - 1))
            continue
        out[start + 1 : end - 1] = FILLER * len(content)
    return "".join(out)


def _has_own_rule(content: str) -> bool:
    """Whether a clause of the bracket speaks of points without being the words of a cap or a note."""
    return any(
        _SPEAKS_OF_POINTS.search(clause)
        and not _LIMIT_WORDS.search(clause)
        and not _ONLY_A_NOTE.search(clause)
        for clause in re.split("[，。；]", content)
    )


def _is_number(content: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}|[一二三四五六七八九十]{1,3}", content))


def _outermost(surface: str) -> list[tuple[int, int]]:
    """The outermost brackets that close within their paragraph, as [start, end) with the signs."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, character in enumerate(surface):
        if character == "（":
            opened.append(at)
        elif character == "）" and opened:
            start = opened.pop()
            if not opened:
                found.append((start, at + 1))
        elif character == "\n":
            # A bracket left open does not swallow the paragraphs behind it.
            opened.clear()
    return found
