"""Small helpers on text that several steps share. Widths are folded only to compare, never in what is given
out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SPACE = re.compile(r"\s+")
BRACKETED = re.compile(r"[(\[【〔{][^()\[\]【】〔〕{}]*[)\]】〕}]")
NOT_WORD = re.compile(r"[^\w%]+")
CONSEQUENCE = re.compile(
    r"(?:扣|减|得|(?<!统)计|记|加|奖|赋|给)(?:分(?![析类别布解离管工担享批配散流级])|除|减|罚|完|满|至|[^，。；、\d]{0,4}\d)|不得分|不计分|不给分|不加分"
    r"|\d分|一票否决|取消.{0,12}资格|不合格|满分|酌情|按比例"
)
AMOUNTS = re.compile(r"(?:扣|减|得|计|加|奖)[^，。；]{0,6}\d|不得分|不计分|为止")
# What changes the marks or the standing of whoever is assessed, wherever in a document it stands.
COSTS = re.compile(
    r"(?:扣|减|加|奖)(?!得)[^，。；]{0,8}\d[\d.]*分|(?:扣|加|减)分[^，。；]{0,12}(?:不超过|最高|最多|上限|封顶)|不得分|不计分|为止"
    r"|(?:加倍|双倍|减半)[扣加计减]|[扣加]分(?:加倍|减半)|否决|取消[^，。；]{0,14}(?:资格|评先|评优|奖)|不得(?:评|参评|参加评|确定为|定为)"
    r"|降(?:低|为)?[^，。；]{0,6}(?:等次|等级|档)|(?:定|评|确定|直接列|列)为(?:不合格|不达标|末位|最后|差)"
)
POINT_START = re.compile(
    r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．](?!\d)|[①-⑳]|第[一二三四五六七八九十\d]+[条项])"
)
SENTENCE_END = "。；;：:！？"

_REMEMBERED = 1 << 12
"""Texts that are kept squeezed: each cell of a table is looked at a dozen times, for one thing after another."""


@lru_cache(maxsize=_REMEMBERED)
def squeeze(text: str) -> str:
    """Without any white space, widths folded: for comparing, not for keeping."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


def heading_key(text: str) -> str:
    """A heading as the lexicon writes it: no white space, bracketed remarks or punctuation.

    ``"所占\\n分值（分）"`` → ``"所占分值"``. A heading that is nothing but a remark keeps it.
    """
    folded = squeeze(text)
    bare = NOT_WORD.sub("", BRACKETED.sub("", folded))
    return bare or NOT_WORD.sub("", folded)


def one_line(text: str) -> str:
    """A label with its line breaks and repeated blanks inside taken out.

    Between Chinese characters a break or a run of blanks is layout and vanishes; elsewhere one blank stays.
    """
    lines = [line.strip() for line in text.split("\n")]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += glue(joined, line) + line
    return re.sub(r"[ \t\u3000\xa0]{2,}", lambda m: _gap(joined, m), joined)


def _gap(text: str, match: re.Match[str]) -> str:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return " " if _latin(before) and _latin(after) else ""


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def glue(before: str, after: str) -> str:
    """What stands between two parts of one text that a line or page broke: a blank between Latin words,
    else nothing."""
    return " " if _latin(before[-1:]) and _latin(after[:1]) else ""


def join_broken(before: str, after: str) -> str:
    """Two parts of one cell that a page cut: a new paragraph only where a numbered point begins."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before or after
    if POINT_START.match(after) and before[-1] in SENTENCE_END:
        return f"{before}\n{after}"
    return before + glue(before, after) + after


def scoring(text: str) -> bool:
    """Whether a text states what costs or earns points."""
    return CONSEQUENCE.search(squeeze(text)) is not None


def gives_amounts(text: str) -> bool:
    """Whether a text says how many points, outside of brackets: a rule. A heading may say 加分项（10分）."""
    return AMOUNTS.search(BRACKETED.sub("", squeeze(text))) is not None


def costs(text: str) -> bool:
    """Whether a text takes or gives points, limits them or denies a standing: it holds for items that do not say so."""
    return COSTS.search(squeeze(text)) is not None


def states_amount(text: str) -> bool:
    """Whether a text states an amount of points, be it the mark that makes a grade."""
    return AMOUNTS.search(squeeze(text)) is not None
