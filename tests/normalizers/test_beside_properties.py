"""What holds beside the rules for any text: no error, spans inside the text, quotes equal to their spans."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalizers.beside.assessors import read_assessors
from normalizers.beside.deadlines import read_deadlines
from normalizers.beside.departments import read_departments
from normalizers.beside.evidence import read_authorities, read_evidence
from normalizers.beside.frequencies import read_frequencies
from normalizers.beside.indicators import name_indicator
from normalizers.beside.references import read_references
from normalizers.beside.scopes import read_scopes
from normalizers.beside.topics import read_topics

READERS = (
    read_assessors,
    read_authorities,
    read_deadlines,
    read_evidence,
    read_frequencies,
    read_references,
    read_scopes,
)
WORDS = (
    "每 季度 月 末 底 前 后 内 2024年 10月1日 二月三十日 45天 3个工作日 年底 不少于 至少 一次 两次 率 低于 90% 扣0.5分 "
    "《 》 （ ） 〔2018〕 44号 令 第 以 为准 由 认定 环评处 考核 县财政局 各乡镇 仅 除外 无 无需提供 牵头 配合 "
    "照片 台账 等 及 提供 未 按要求 开展 检查 未按时报送 被通报 的 、 ， 。 ； ： 1. （一） "
    "① A € \U0001f600 繁體機構 ＡＢ１２"
)
PIECES = st.sampled_from([*WORDS.split(" "), "\n", " ", "　", "\x00"])
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(TEXTS)
def test_quotes_are_their_spans(text):
    for read in READERS:
        for one in read(text):
            assert 0 <= one.start < one.end <= len(text), read.__name__
            assert text[one.start : one.end] == one.quote, read.__name__


@SETTINGS
@given(TEXTS)
def test_what_one_reader_finds_does_not_overlap(text):
    for read in (read_deadlines, read_evidence, read_references, read_scopes):
        ends = [(one.start, one.end) for one in read(text)]
        assert all(first[1] <= second[0] for first, second in pairwise(ends)), read.__name__


@SETTINGS
@given(TEXTS, st.booleans())
def test_names_are_words_of_the_text(text, measured):
    own = "".join(text.split())
    name = name_indicator(text, measured)
    assert name is None or name in own
    for topic in read_topics(text):
        assert topic.words
    for department in read_departments(text):
        assert department.name


@SETTINGS
@given(TEXTS)
def test_same_text_same_result(text):
    for read in READERS:
        assert read(text) == read(text)
