"""The patterns by which the measured or counted thing of a rule is found, made of the words of its lexicon."""

from __future__ import annotations

import re
from functools import cache
from re import _parser  # type: ignore[attr-defined]

from normalizers.beside.periods import NUMBER
from normalizers.patterns.compiled import compiled
from normalizers.patterns.edges import edge
from normalizers.words import alternatives, any_of, load, words


@cache
def lexicon(head: str) -> str:
    """An entry of the lexicon as one group: a string holds words, a list holds patterns."""
    entry = load("indicators")[head]
    return any_of(words(entry)) if isinstance(entry, str) else alternatives(entry)


@cache
def vague_names() -> frozenset[str]:
    """Names that say too little by themselves: levels, grades, 工作, 情况 …"""
    return frozenset(words(" ".join(load("indicators")[head] for head in ("vague_names", "grades"))))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A compiled pattern by its name: one that is put together here, or the lexicon's entry ``NAMEs`` as it is."""
    return compiled(_compounds().get(name) or lexicon(f"{name}s"))


@cache
def _compounds() -> dict[str, str]:
    """The patterns that are put together of several entries, by their names."""
    counted_units = {*words(" ".join(load("units")["counted"])), *words(load("indicators")["more_units"])}
    units, pure_units = any_of(counted_units), any_of(counted_units - set(words(load("units")["nouns"])))
    grade = lexicon("grades")
    units_or_times = f"(?:{units}|{lexicon('time_units')})"
    measured = any_of(words(load("units")["measure"]) + words(load("units")["ratio"]))
    verb, counting, vague = lexicon("verbs"), lexicon("counting"), lexicon("vague")
    event, censure, state = lexicon("events"), lexicon("censures"), lexicon("states")
    mishap, counted = lexicon("mishaps"), rf"(?:{NUMBER})?个?{units_or_times}"
    group = r"[一二两三四五六七八九十各每全](?:县|区|市|镇|乡|村|街道)+$"
    empty = rf"(?:{lexicon('empty')}+的?|{grade}(?:、{grade})*的?)$"
    comparators = f"{lexicon('comparators')}|{lexicon('bounds')}"
    sanctioned = rf"(?:党纪|党内|政务|政纪|行政|刑事|纪律|组织){{0,2}}{censure}"
    number, more = r"(?<![A-Za-z\d.])\d[\d.]*(?:[-~至到]\d[\d.]*)?", "(?:及?以[上下内])?"
    one = r"(?<![一二三四五六七八九十][\u4e00-\u9fff])[一两]"
    missed = "未|没|不(?!断|动)|每|按|[较比](?=[上去同基前计目年全])|$"
    return {
        "comparator": rf"(?:仍|均|都|累计|平均|总体|全部)?{comparators}",
        "tail": rf"(?:{lexicon('tails')}|{lexicon('bounding_signs')}|[达为在]?{number}[万亿]?{measured}{more}"
        rf"|(?:{one}|{number})个?{pure_units})$",
        "measure_end": rf"(?:{lexicon('measure_ends')}|(?<!质)量)(?=(?:仍|均|都|也)?(?:{missed}|{comparators}))",
        "event": rf"{event}(?!后(?![果勤续])|前(?!期)|时(?![间限]))",
        "adopted": rf"被[^，。；]{{0,16}}?(?P<what>{lexicon('adoptions')})(?=的?$)",
        "tally": rf"每?{mishap}{counted}[的者]?$",
        "bounded": rf"\d[\d.]*[万亿]?(?:{measured}|{units})及?以[上下内]的{vague}$",
        "mishap": rf"{mishap}(?:[、或和及]{mishap})*(?:事件|事故|案件)?",
        "verb": rf"{verb}(?:[、并或和及]{verb})*",
        "passive": rf"(?:被|受到?)[^，。；]{{0,24}}?(?P<what>{sanctioned}(?:[或和、及]{censure})*)",
        "only_count": rf"(?:{counting}|每(?:{verb}|{event}))?[每一同]?(?:{NUMBER})?个?{units_or_times}?[的者]?$"
        rf"|每{counting}?{vague}的?$|[一每此该]个?(?:{units})?{vague}$",
        "state": rf"{state}(?:[、或和及]{state})*的?(?:情况|现象|问题|情形|行为)?$",
        "empty": empty,
        "group": group,
        "shortfall": rf"(?:每{lexicon('shortfalls')}{NUMBER}?|{lexicon('shortfalls')}{NUMBER})个?{units_or_times}?"
        rf"|每?[少缺漏欠多][\u4e00-\u9fff]{{1,2}}{NUMBER}个?{units}",
        "count": rf"(?P<bound>{lexicon('bounding')})?(?<![第\d]){NUMBER}个?{units}(?:及?以上)?",
        "each": rf"(?:每[^，。；每\d]{{0,8}}?(?:{NUMBER})?|(?:{event}|^|(?<=[，；、：。])){NUMBER})个?{units}(?![口均])"
        r"(?P<noun>[^，。；：（）]{2,40})",
        "metric": rf"{lexicon('metrics')}|\d%",
        "bare_verb": rf"[未不]?{verb}而?",
        "measure_sign": rf"{lexicon('metrics')}|{lexicon('measure_ends')}|量|\d%",
        "no_name": rf"{group}|{empty}|{lexicon('time_units')}|[未不]{verb}而?",
        "held": rf"{lexicon('holdings')}$",
        "each_deed": rf"每(?P<deed>[\u4e00-\u9fff]{{2,8}}?)(?:\d[\d.]*[万亿]?{measured}|{NUMBER}个?{units})[的者]?$",
        "per_one": rf"每(?:{counting}|{event})?{counted}",
        "rank": r"(?:[^，。；]{0,4}[省市县区镇])?(?:排名|名次|位次)",
        "number": r"[每\d一二两三四五六七八九十百]",
        "far_lead_sign": r"[关下]|考核时|期间|工作20",
        "each_behind": rf"(?:的一|每(?:{counting}|{event})?){counted}的?$",
    }


@cache
def last_characters(name: str) -> frozenset[str]:
    """With which characters a match of the pattern ends; raises ValueError where it may be any."""
    last, may_be_empty = edge(_parser.parse(pattern(name).pattern), first=False)
    if last is None or may_be_empty:
        raise ValueError(f"the pattern {name} may end with anything")
    return last
