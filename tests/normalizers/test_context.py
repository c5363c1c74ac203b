"""An example is read the same however it is written and whatever stands in the sentences around it."""

import re
from collections.abc import Callable
from functools import cache

import opencc
import pytest
import test_caps
import test_mixed
import test_rules_bases
import test_rules_consequences
import test_rules_coordinate
import test_rules_units
import test_surface
import test_thresholds
from comparison import rule_key

from normalizers import normalize

TABLES = [
    test_rules_consequences,
    test_rules_units,
    test_rules_coordinate,
    test_rules_bases,
    test_thresholds,
    test_caps,
    test_mixed,
    test_surface,
]
NUMBERED = re.compile(r"[\d一（①注]")
# One paragraph, one full stop at its end, no numbering of its own.
TEXTS = [
    text
    for table in TABLES
    for text, *_ in table.EXAMPLES
    if "\n" not in text and text.endswith("。") and not NUMBERED.match(text)
]
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
WAYS_OF_WRITING: dict[str, Callable[[str], str]] = {
    "full width": lambda text: text.translate(FULL_WIDTH),
    "half width": lambda text: text.translate(HALF_WIDTH),
    "traditional": lambda text: _traditional().convert(text),
    "spaces around numbers": lambda text: re.sub(r"(\d+(?:\.\d+)?)", r" \1 ", text),
    "no full stop": lambda text: text.removesuffix("。"),
    "numbered": lambda text: "1." + text,
    "numbered in brackets": lambda text: "（2）" + text,
    "after a sentence without points": lambda text: "按要求落实各项工作任务。" + text,
}
TWO_IN_A_TEXT = ["{}\n{}", "{}{}", "1.{}\n2.{}", "1.{}2.{}", "（1）{}（2）{}", "一是{}二是{}", "①{}②{}"]


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def keys(text):
    return [rule_key(rule) for rule in normalize({"id": "t/1", "criteria": text})["rules"]]


@cache
def alone(text):
    return keys(text)


@pytest.mark.parametrize("way", WAYS_OF_WRITING)
def test_another_way_of_writing_is_read_the_same(way):
    write = WAYS_OF_WRITING[way]
    assert [write(text) for text in TEXTS if keys(write(text)) != alone(text)] == []


@pytest.mark.parametrize("step", range(1, 4))
def test_two_statements_in_a_text_are_read_as_each_alone(step):
    different = []
    for i, one in enumerate(TEXTS):
        other = TEXTS[(i * 13 + 101 * step) % len(TEXTS)]
        text = TWO_IN_A_TEXT[(i + step) % len(TWO_IN_A_TEXT)].format(one, other)
        if keys(text) != alone(one) + alone(other):
            different.append(text)
    assert different == []


@pytest.mark.parametrize("step", range(1, 3))
def test_semicolon_parts_two_statements(step):
    different = []
    for i, one in enumerate(TEXTS):
        other = TEXTS[(i * 17 + 89 * step) % len(TEXTS)]
        text = one.removesuffix("。") + "；" + other
        if keys(text) != alone(one) + alone(other):
            different.append(text)
    assert different == []
