"""Signs of a pattern: what a text must hold one of, never missing where the pattern matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.fold import fold
from normalizers.patterns.signs import signs

TELLING = [
    # A pattern, a text that it matches, a text that plainly holds nothing of the kind.
    ("以上|以内", "80%以上", "以为上报"),
    ("(?:之前|以前|前)", "月底前", "月底"),
    ("未?达标", "水质达标", "未达到"),
    ("每(?:个)?[月年]", "每个月", "每次"),
    ("(?<=年)底", "2024年底", "月末"),
    ("除[^，]{1,9}以外", "除县城以外", "除尘"),
    (r"第\d号", "第5号", "第五号"),
    ("上[^，]?(?=报告)", "上交报告", "上报"),
]


@pytest.mark.parametrize(("pattern", "held", "lacking"), TELLING, ids=[row[0] for row in TELLING])
def test_signs_tell_texts_apart(pattern, held, lacking):
    assert not fold(held).grams.isdisjoint(signs(pattern))
    assert fold(lacking).grams.isdisjoint(signs(pattern))


@pytest.mark.parametrize("pattern", ["[^，]+", "(?:年)?", r"\s+", "年|[^月]"])
def test_a_pattern_that_may_match_anything_has_none(pattern):
    with pytest.raises(ValueError, match="no sign"):
        signs(pattern)


PARTS = st.sampled_from(
    ["以", "上", "以上", "(?:之|以)?前", "[日号]", "每(?:一)?个?", "年度?", "月|季度", "[^，]{0,3}", "未?", "(?<=年)"]
)  # fmt: skip
TEXTS = st.text(alphabet="以上之前日号每一个年度月季未，", min_size=1, max_size=24)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(PARTS, min_size=1, max_size=4), min_size=1, max_size=3), TEXTS)
def test_a_match_shows_a_sign(alternatives, text):
    pattern = "|".join("".join(f"(?:{part})" for part in parts) for parts in alternatives)
    match = re.search(pattern, text)
    try:
        needed = signs(pattern)
    except ValueError:
        return
    if match:
        assert not fold(text).grams.isdisjoint(needed)
