"""Patterns made fast match what they matched before they were."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.patterns.compiled import Ending, Guarded, Sieve, compiled, matches
from normalizers.patterns.grams import gram, grams_of
from normalizers.words import any_of

ALPHABET = "扣减分不得每次项一二12、，的"
PARTS = st.sampled_from(
    [
        "扣",
        "减?分",
        "不得分",
        "[每一]次",
        "每(?:一|二)?项",
        r"\d",
        "[^，]{0,2}的",
        "(?:扣|减){1,2}",
        "分(?!项)",
    ]
)
PATTERNS = st.lists(st.lists(PARTS, min_size=1, max_size=4).map("".join), min_size=1, max_size=6)
TEXTS = st.text(alphabet=ALPHABET, max_size=40)


def _spans(found) -> list[tuple[int, int]]:
    return [match.span() for match in found]


@given(PATTERNS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_sieve_finds_what_the_choice_between_its_patterns_finds(patterns, text):
    whole = _spans(re.finditer("|".join(f"(?:{one})" for one in patterns), text))
    held = Sieve([patterns]).sift(grams_of(text)).get(0)
    assert (_spans(matches(held, text)) if held else []) == whole


@given(PATTERNS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_a_sieve_leaves_out_matches_nothing(patterns, text):
    held = Sieve([one] for one in patterns).sift(grams_of(text))
    assert list(held) == sorted(held)
    for entry, pattern in enumerate(patterns):
        assert entry in held or re.search(pattern, text) is None


@given(PARTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_looking_at_first_characters_changes_no_match(pattern, text):
    pattern = f"(?:均|一律)?{pattern}"
    assert _spans(compiled(pattern).finditer(text)) == _spans(re.finditer(pattern, text))


@given(st.lists(st.text(alphabet="扣减除分", min_size=1, max_size=4), min_size=1, max_size=8), TEXTS)
@settings(max_examples=300, deadline=None)
def test_words_that_share_their_beginning_match_as_listed_longest_first(words, text):
    listed = "|".join(sorted(set(words), key=lambda word: (-len(word), word)))
    assert _spans(re.finditer(any_of(words), text)) == _spans(re.finditer(listed, text))
    assert _spans(re.finditer(any_of(words) + "(?!分)", text)) == _spans(
        re.finditer(f"(?:{listed})(?!分)", text)
    )


@pytest.mark.parametrize("word", ["a.b", "a+", "[x]", "a-b", "^", "]", "a\\"])
def test_signs_in_words_stand_for_themselves(word):
    assert re.fullmatch(any_of([word, "ab", "ax"]), word)


ENDINGS = [
    # What is looked for, the text, where, within how many characters; what is found.
    ("(?:低|高)(?:了|于)?", "降低了5", 3, 8, "低了"),
    ("(?:低|高)(?:了|于)?", "降低了5", 4, 8, None),
    ("其中(?:有)?", "其中有", 3, 2, None),
    ("其中(?:有)?", "其中有", 3, 3, "其中有"),
    ("(?:各|分别){1,2}", "对市分别各扣", 5, 8, "分别各"),
    ("(?<!平)均", "平均扣", 2, 8, None),
    ("[^，]{0,3}", "甲，乙丙", 4, 8, "乙丙"),
]


@pytest.mark.parametrize(("pattern", "text", "at", "reach", "found"), ENDINGS)
def test_what_stands_right_before_a_place(pattern, text, at, reach, found):
    match = Ending(pattern).before(text, at, reach)
    assert (match and match.group()) == found


def test_a_guarded_pattern_is_absent_only_where_it_cannot_match():
    guarded = Guarded("(?:最高|最多)扣?[1-9]分")
    assert guarded.absent(grams_of("每次扣1分"))
    assert _spans(guarded.finditer("最高扣3分", grams_of("最高扣3分"))) == [(0, 5)]


@pytest.mark.parametrize("text", ["", "分", "扣分", "扣1分", "😀分", "分😀", "\ud800分"])
def test_grams_are_the_characters_and_the_pairs(text):
    found = grams_of(text)
    assert found >= {gram(character) for character in text}
    assert found >= {gram(text[at : at + 2]) for at in range(len(text) - 1)}
    assert gram("多") not in found
