"""Targets: the parallel subjects to which one rule applies one by one (省、市 … 0.2分、0.1分; 三项率每下降10%)."""

from __future__ import annotations

import re
from collections.abc import Callable

from normalizers.annotations import Consequence
from normalizers.fold import fold_characters
from normalizers.records import Per
from normalizers.scoring.quantities import RATIO

# 及 parts names, but not inside 普及率, 涉及, 及时率, 及格率, 及以上.
_AND = r"(?:[、和与]|(?<![普涉以危波触顾推])及(?![时格其早以]))"
_NAME = r"(?:[^，。；：、（）每各和及与\s]|(?<=[普涉以危波触顾推])及|及(?=[时格其早以])){1,16}"
_LISTED = re.compile(rf"{_NAME}(?:、{_NAME}){{0,12}}{_AND}{_NAME}")
_BEFORE_EVERY = re.compile(rf"((?:{_NAME}、){{0,12}}{_NAME}{_AND}{_NAME}?)每")
_HEAD = re.compile(
    r"^(?:对|被|在|获得|获评|获|入选|评上|创成|创建|将|向|因|由|受到|完成|未完成|未通过|未组织|未开展|未制定|未建立|未落实|考核为|评为|确定为|评定为|荣获|列入|年度|全年|当年|凡|如|若)+"
)
# What leads to the first name from anywhere in front of it.
_LEADS = re.compile(
    r".*(?:发生|出现|存在|造成|导致|引发|新增|新建|引进|培育|打造|推荐|获得|获评|(?<![查捕缴])获(?![奖悉批准])|荣获|入选|创成|创建|建成|列入|受到|纳入|评上"
    r"|(?:考核|考评|[评核认确]定|评|定)为)(?=.)"
)
_NATION = re.compile("(?:国家|全国|中央)级?")
_OF_A_BOUND = re.compile(
    r"(?:^|[，；。])(?P<name>[^，；。：、（）]{1,12}?)(?:全年|每年|每季度?|每月|年度|当年|均|应|须|要|不少于|不低于|至少|达到|低于|不足|完成)"
)


def parallel_subjects(condition: str, consequence: Consequence, per: Per | None, bounds: int) -> list[str]:
    """The subjects named in ``condition``; for one of a list of amounts only the subject it is for."""
    if consequence.listed > 1:
        if bounds:
            return []
        folded = fold_characters(condition)
        names = _names(folded, consequence.listed)
        if len(names) != consequence.listed:
            return []
        return [_own(condition, folded, names[consequence.coordinate])]
    if consequence.each:
        return _named(condition, lambda folded: _names(folded, None))
    if per is None:
        return []
    if (per.unit in RATIO or per.unit == "项") and "每" in condition:
        folded = fold_characters(condition)
        if match := _BEFORE_EVERY.search(folded):
            return [_own(condition, folded, name) for name in _names(match.group(1), None)]
    return _named(condition, lambda folded: _with_bounds(folded, bounds)) if bounds > 1 else []


def _named(condition: str, find: Callable[[str], list[str]]) -> list[str]:
    """What is found in the folded condition, in the text's own characters."""
    folded = fold_characters(condition)
    return [_own(condition, folded, name) for name in find(folded)]


def _with_bounds(folded: str, bounds: int) -> list[str]:
    """The subjects that each have a bound of their own, as many as there are ``bounds``."""
    found = [match.group("name") for match in _OF_A_BOUND.finditer(folded)]
    return found if len(found) == bounds else []


def _own(condition: str, folded: str, name: str) -> str:
    """The name in the text's own characters."""
    at = folded.find(name)
    return condition[at : at + len(name)] if at >= 0 else name


def _names(text: str, count: int | None) -> list[str]:
    """The members of the longest list in ``text``, of ``count`` members where it is given."""
    best: list[str] = []
    for match in _LISTED.finditer(text):
        names = [name for name in re.split(_AND, match.group()) if name]
        if (count is None or len(names) == count) and len(names) > len(best):
            best = names
    if len(best) < 2:
        return []
    led = _LEADS.match(best[0])
    best[0] = best[0][led.end() :] if led else _HEAD.sub("", best[0]) or best[0]
    best[-1] = best[-1].removesuffix("的")
    if not led and len(best[0]) > len(best[1]) + 1 and len(best) > 2:
        # 考核为优秀、良好、合格: the first name has the words before the list on it.
        nation = next((name for name in ("国家", "全国", "中央") if best[0].endswith(name)), None)
        best[0] = nation or best[0][-len(best[1]) :]
    best[-1] = _cut(best[-1], best[-2])
    return [name for name in best if name]


def _cut(last: str, model: str) -> str:
    """The last name without what is said of all of them: as far as it ends like the name before it, else as long."""
    if len(last) <= len(model):
        return last
    if nation := _NATION.match(last):
        return nation.group()
    alike = last.find(model[-1], max(0, len(model) - 2))
    if 0 <= alike < len(model) + 2:
        return last[: alike + 1]
    return last[: len(model)] if len(last) >= 2 * len(model) else last
