"""The spaCy pipeline has the layers that reading a text has, as spans over the text as it was given."""

from __future__ import annotations

import subprocess
import sys

import pytest

from normalizers.annotations import layers
from normalizers.pipeline import read_layers
from normalizers.spacy_pipeline import SHOWN, nlp

TEXTS = (
    "1. 每 发现一起扣０．５分，最高扣2分。\n2. 完成率低于90%的，不得分。",
    "获国家级表彰加1.5分、省级0.5分（以文件为准）。😀",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_spans_show_the_layers(text: str) -> None:
    doc, read = nlp()(text), read_layers(text)
    for layer in SHOWN:
        spans = [(span.start_char, span.end_char) for span in doc.spans[layer]]
        assert spans == [read.folded.span(one.start, one.end) for one in getattr(read, layer)]
    assert layers(doc) == read


def test_a_span_has_the_text_as_written() -> None:
    doc = nlp()("每 发现一起扣０．５分，最高扣2分。")
    assert [span.text for span in doc.spans["limits"]] == ["最高扣2分"]
    assert [span.text for span in doc.spans["consequences"]] == ["扣０．５分"]


def test_reading_a_text_does_not_load_spacy() -> None:
    program = (
        "import sys; from normalizers import normalize; "
        "normalize({'id': 1, 'criteria': '迟报一次扣1分'}); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
