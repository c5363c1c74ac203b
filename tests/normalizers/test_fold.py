"""Characters are folded one to one: what is written in several ways is read in one, and no offset moves."""

import pytest

from normalizers.fold import fold, fold_characters

# As written, as read.
CHARACTERS = [
    ("０１２３４５６７８９", "0123456789"),
    ("0．5", "0.5"),
    ("5％", "5%"),
    ("未達到", "未达到"),
    ("低於", "低于"),
    ("扣完為止", "扣完为止"),
    ("扣分", "扣分"),
    ("PM２.５", "PM2.5"),
    ("90－95", "90-95"),
    ("90—95", "90-95"),
    ("90～95", "90~95"),
    ("(1)", "（1）"),
    ("1,2;", "1，2；"),
]


@pytest.mark.parametrize(("written", "read"), CHARACTERS)
def test_folds_characters(written, read):
    assert fold_characters(written) == read


@pytest.mark.parametrize(
    "text", ["未達到９０％的，扣０．５分", "👍扣1分", "μg/m³，㎡，①②⑩", "İstanbul ß ﬁ", ""]
)
def test_folding_keeps_every_offset(text):
    assert len(fold_characters(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["未 达 到90%\n的，扣 0. 5 分。", "　扣１分\r\n\r\n  加2分", "\t扣\u200b1分\ufeff", "𠀀村扣1分"]
)
def test_dense_text_leads_back_to_the_original(text):
    folded = fold(text)
    assert len(folded.origin) == len(folded.dense)
    assert list(folded.origin) == sorted(folded.origin)
    for character, at in zip(folded.dense, folded.origin, strict=True):
        assert fold_characters(text[at]) == character or text[at].isspace()


@pytest.mark.parametrize(
    ("text", "words"), [("扣 0. 5 分", "扣0.5分"), ("扣\n完为止", "扣完为止"), ("每　次扣１分", "每次扣1分")]
)
def test_white_space_inside_a_statement_goes(text, words):
    assert fold(text).dense == words


def test_line_end_between_two_statements_stays():
    assert fold("未建台账扣1分\n\n 未公示扣2分").dense == "未建台账扣1分\n未公示扣2分"


def test_span_covers_the_original_characters():
    text = "未报的 扣 ０. 5 分。"
    folded = fold(text)
    start = folded.dense.index("扣0.5分")
    first, last = folded.span(start, start + len("扣0.5分"))
    assert text[first:last] == "扣 ０. 5 分"
