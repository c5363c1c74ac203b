"""What holds for any text: hypothesis makes texts of the words of the field and of anything else."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import broken, lost_amounts, shape

from normalizers import normalize

NUMBERS = ["1", "0.5", "90", "10", "1-3", "０．５", "两", "十", "半", "百分之五", "0。1", "O.5"]
UNITS = ["分", "%", "％", "次", "家", "个百分点", "天", "万元", "位", "名", "μg/m3"]
WORDS = [
    *("每", "每有一项", "发现一例", "各", "分别", "前", "后", "倒数第", "第", "其中", "否则", "之一"),
    *("低于", "达到", "未达到", "不少于", "超过", "以上", "以下", "及以上", "与", "至", "≤", "≥"),
    *(
        "扣",
        "得",
        "加",
        "减",
        "计",
        "奖励",
        "不得分",
        "得满分",
        "不扣分",
        "一票否决",
        "取消评先资格",
        "按比例扣分",
    ),
    *(
        "扣完为止",
        "最高扣",
        "上限",
        "封顶",
        "上不封顶",
        "满分",
        "全年",
        "每季度",
        "减半扣分",
        "酌情扣分",
        "得分=",
    ),
    *(
        "未报送台账",
        "合格率",
        "办结率",
        "省",
        "市级",
        "PM2.5",
        "12345热线",
        "“十四五”",
        "《考核办法》",
        "根据",
        "考核",
    ),
    *("，", "。", "；", "、", "：", "（", "）", "\n", "1.", "2、", "（一）", "①", "一是", " ", "　"),
]
PIECES = st.sampled_from([*NUMBERS, *UNITS, *WORDS])
FIELD = st.lists(PIECES, max_size=40).map("".join)
ANYTHING = st.text(max_size=60)
TEXTS = st.one_of(FIELD, ANYTHING, st.lists(st.one_of(PIECES, ANYTHING), max_size=12).map("".join))

SENTENCES = [
    "未建台账扣1分。",
    "每少一次扣0.5分，最高扣3分；",
    "合格率低于90%的，每低1%扣0.2分，扣完为止。",
    "1.达到95%得3分，否则不得分。",
    "2.每发现一处未整改的扣0.5分，未上报的扣1分",
    "（被省级通报的一次扣2分）",
    "优秀、良好分别得5分、3分。",
    "每篇加0.5分，全年最高加2分。",
]
GAPS = st.sampled_from([" ", "  ", "\t", "\u3000", "\n", "\r", ""])

quick = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text):
    return normalize({"id": "t/1", "criteria": text})


@cache
def shape_of(text):
    return shape(read(text))


@quick
@given(TEXTS)
def test_spans_are_in_the_text_and_quotes_are_what_stands_there(text):
    assert broken(text, read(text)) == []


@quick
@given(FIELD)
def test_no_amount_is_lost(text):
    assert lost_amounts(text, read(text)) == []


@quick
@given(TEXTS)
def test_the_same_text_is_read_the_same_twice(text):
    assert read(text) == read(text)


@quick
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.lists(GAPS, min_size=10, max_size=10))
def test_white_space_at_line_breaks_changes_nothing(lines, gaps):
    spaced = "".join(f"{gaps[2 * i]}{line}{gaps[2 * i + 1]}\n" for i, line in enumerate(lines))
    assert shape_of(spaced.rstrip("\n")) == shape_of("\n".join(lines))


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("gap", ["\n", " \n", "\n　", "\r\n", "\n\n"])
def test_line_break_inside_a_statement_changes_nothing(sentence, gap):
    middle = sentence.index("分") - 2
    assert shape(read(sentence[:middle] + gap + sentence[middle:])) == shape(read(sentence))
