"""Numbers in front of texts: 1.2、 （一） 第三条 ①; what they say and on which level they stand."""

from __future__ import annotations

import re

from extractors.texts import squeeze

CHINESE = "一二三四五六七八九十百零〇"
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}

# Units after which a dotted number is an amount (3.5万元) and no numbering; each unless it begins a word (1.2项目建设).
_UNITS = {
    "万": "企村户家", "亿": "", "千": "企村", "百": "日姓强企", "元": "旦宵素宇",
    "个": "人性体案税别", "分": "工类级解管析布片包段层区期批别享散局支配红流权色离公行队",
    "倍": "增", "公里": "", "公斤": "", "公顷": "", "里": "", "吨": "", "米": "面粮", "亩": "均",
    "人": "员民大均社才居口工力事防数身为行物群体道文武", "次": "要数生日月年",
    "家": "庭长校园访电禽畜政风教属", "处": "置理罚级室分方长", "户": "籍外口厕用主内", "项": "目",
    "天": "然气网津河窗桥", "年": "度终初底中末内报检审轻龄", "月": "度报底初末嫂例", "日": "常报志程间",
    "小时": "", "时": "限效间段政代", "度": "汛假量冬夏", "平方": "", "方": "案向式法针便舱面",
}  # fmt: skip
_NO_UNIT = "|".join(f"{unit}(?![{begun}])" if begun else unit for unit, begun in _UNITS.items())
_AMOUNT = rf"(?!\d|[％%‰]|{_NO_UNIT})"
# What no decimal is: after the stop of 3.0～6岁, 4.65岁, 5.24小时, 6.2024年 and 7.12345热线 a text begins.
_BEGINS = (
    r"(?=\d{1,3}\s*[-~～〜—－至]\s*\d{1,3}\s*(?:岁|周岁|月龄|个月|年级)|\d{1,3}(?:周岁|岁|月龄)|24小时|\d{4,}"
    r"|1(?:10|19|20|22)(?![\d.．%％‰万亿千百元个]))"
)
LEADING = re.compile(
    rf"""^\s*(?:
      (?P<before>\d{{1,2}})[.．]{_BEGINS}
    | (?P<dotted>\d{{1,3}}(?:[.．\-－]\d{{1,3}})+)(?:[.．、)）]|(?=\s)|{_AMOUNT})
    | (?P<plain>\d{{1,3}})(?:[.．](?!\d)|[、)）]|(?=\s+\S))
    | [(（〔](?P<bracketed>\d{{1,3}}|[{CHINESE}]{{1,4}})[)）〕][.．、]?
    | (?P<chinese>[{CHINESE}]{{1,4}})[、.．]
    | 第(?P<clause>[{CHINESE}\d]{{1,4}})[条项章节部分]+
    | (?P<circled>[①-⑳])
    | (?P<letter>[A-Z]\d{{0,2}}(?:[.\-]\d{{1,2}})*)[、.．)）\s]
    )""",
    re.VERBOSE,
)
ALONE = re.compile(
    rf"^[(（〔第]?(?P<n>\d{{1,4}}(?:[.．\-－]\d{{1,3}})*|[{CHINESE}]{{1,4}}|[①-⑳]|[A-Z]\d{{1,3}}(?:[.\-]\d{{1,2}})*)[)）〕条项]?[、.．]?$"
)


def leading_number(text: str) -> str | None:
    """The number that a text begins with, without brackets and stops: ``"1.2落实责任"`` → ``"1.2"``, else
    None."""
    match = LEADING.match(text)
    if match is None:
        return None
    return next(value for value in match.groups() if value).replace("．", ".").replace("－", "-")


def without_number(text: str) -> str:
    """The text after the number that it begins with."""
    match = LEADING.match(text)
    return text[match.end() :].strip() if match else text.strip()


def number_alone(text: str) -> str | None:
    """A number cell's number without brackets and stops (``"（3）"`` → ``"3"``), or None where it holds
    more."""
    match = ALONE.match(squeeze(text))
    return match["n"] if match else None


def ordinal(text: str) -> tuple[int, ...] | None:
    """A number cell as integers, for order: ``"2.10"`` → ``(2, 10)``, ``"十二"`` → ``(12,)``; None where it
    is none."""
    number = number_alone(text)
    if number is None:
        return None
    parts = re.split(r"[.\-]", re.sub(r"^[A-Z]", "", number))
    values = [_integer(part) for part in parts]
    return tuple(v for v in values if v is not None) if all(v is not None for v in values) else None


def _integer(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 10 else None
    if text in _CIRCLED:
        return _CIRCLED[text]
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit if text else None


def level(text: str) -> int | None:
    """On which level of an official outline a text's number stands: 1 一、 2 （一） 3 1. 4 （1） 5 ①; None
    without number.

    第一章 and 第一部分 stand above (0); a dotted number stands below its first part (1.2 → 4, 1.2.3 → 5).
    """
    if re.match(rf"^\s*第[{CHINESE}\d]{{1,4}}(?:章|部分|篇)", text):
        return 0
    match = LEADING.match(text)
    if match is None:
        return None
    if match["chinese"] or match["clause"]:
        return 1
    if match["bracketed"]:
        return 4 if match["bracketed"].isdigit() else 2
    if match["circled"]:
        return 5
    if match["dotted"]:
        return 3 + len(re.findall(r"[.．\-－]", match["dotted"]))
    return 3
