"""The patterns by which the measured or counted thing of a rule is found, made of the words of its lexicon."""

from __future__ import annotations

import re
from functools import cache

from normalizers.patterns import compiled
from normalizers.periods import NUMBER
from normalizers.words import alternatives, any_of, load, words


@cache
def lexicon(head: str) -> str:
    """An entry of the lexicon as one group: a string holds words, a list holds patterns."""
    entry = load("indicators")[head]
    return any_of(words(entry)) if isinstance(entry, str) else alternatives(entry)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A compiled pattern by its name: one that is put together here, or the lexicon's entry ``NAMEs`` as it is."""
    units = any_of({*words(" ".join(load("units")["counted"])), *words(load("indicators")["more_units"])})
    units_or_times = f"(?:{units}|{lexicon('time_units')})"
    verb, counting, vague = lexicon("verbs"), lexicon("counting"), lexicon("vague")
    event, censure, state = lexicon("events"), lexicon("censures"), lexicon("states")
    compound = {
        "comparator": rf"(?:仍|均|都|累计|平均|总体|全部)?{lexicon('comparators')}|{lexicon('bounds')}",
        "tail": rf"{lexicon('tails')}$",
        "verb": rf"{verb}(?:[、并或和及]{verb})*",
        "passive": rf"被[^，。；]{{0,24}}?(?P<what>{censure}(?:[或和、及]{censure})*)",
        "only_count": rf"(?:{counting}|每(?:{verb}|{event}))?[每一同]?(?:{NUMBER})?个?{units_or_times}?[的者]?$"
        rf"|每{counting}?{vague}的?$|[一每此该]个?(?:{units})?{vague}$",
        "state": rf"{state}(?:[、或和及]{state})*(?=的?(?:情况|现象|问题|情形|行为)?$)",
        "empty": rf"(?:{lexicon('empty')})+的?$",
        "shortfall": rf"(?:每{lexicon('shortfalls')}{NUMBER}?|{lexicon('shortfalls')}{NUMBER})个?{units_or_times}?",
        "count": rf"(?P<bound>{lexicon('bounding')})?(?<![第\d]){NUMBER}个?{units}(?:及?以上)?",
        "each": rf"(?:每[^，。；每\d]{{0,8}}?(?:{NUMBER})?|(?:{event}|^|(?<=[，；、：。])){NUMBER})个?{units}"
        r"(?P<noun>[^，。；：（）]{2,40})",
        "metric": rf"{lexicon('metrics')}|\d%",
        "bare_verb": rf"[未不]?{verb}而?",
        "each_behind": rf"(?:的[每一]|每)个?{units}的?$",
        "group": r"[一二两三四五六七八九十各每全](?:县|区|市|镇|乡|村|街道)+$",
    }
    return compiled(compound.get(name) or lexicon(f"{name}s"))
