"""Sentences and numbered points: how far a quantifier, a threshold or a cap may reach."""

from __future__ import annotations

import re
from bisect import bisect_right

from normalizers.annotations import Layers, Sentence
from normalizers.fold import BREAK
from normalizers.intervals import START, Ranges
from normalizers.patterns.compiled import Sieve, compiled, matches
from normalizers.scoring.surface import FILLER

_COUNTING = r"(?:[一二三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"
"""The numbers that points are counted by; 八一 and 五一 are days."""

# Numbering that may open a numbered point, by style; a style deeper than the first one nests inside it.
_LABEL = Sieve(
    [
        [
            r"(?P<digit>\d{1,2}[.、](?!\d)|\d{1,2}\.(?=\d{4}年|\d{1,2}月|\d{5}))",
            r"(?P<paren>（\d{1,2}）|(?<!（)\d{1,2}）)",
            r"(?P<circle>[①-⑳⑴-⒇⒈-⒛])",
            rf"(?P<cparen>（{_COUNTING}）)",
            rf"(?P<chinese>(?<![一二三四五六七八九十]){_COUNTING}、)",
            r"(?P<is>[一二三四五六七八九十]是)",
            r"(?P<ordinal>第[一二三四五六七八九十]，)",
            r"(?P<note>(?:注|备注|说明)[：.])",
        ]
    ]
)
_ENDS = compiled(r"[。；！？\n]+|(?<=[分止])：|(?<=不得分)：")
# What may stand right before a label inside a line.
_BEFORE_ANY = "。；：）\n"
_BEFORE_MARKED = "。；：，、\n"


def split(layers: Layers) -> None:
    """Set ``points``, ``labels`` and ``sentences`` from the surface."""
    surface = layers.surface
    labels = _labels(layers)
    layers.points = [start for start, _, _ in labels]
    layers.labels = [surface[start:end] for start, end, _ in labels]
    at, sentences = 0, []
    for start, end in [*_cuts(layers, labels), (len(surface), len(surface))]:
        if start > at and surface[at:start].strip("，、" + BREAK):
            sentences.append(Sentence(at, start, _point_of(at, layers.points)))
        at = max(at, end)
    layers.sentences = _with_brackets(layers, sentences) if layers.brackets else sentences
    if labels:
        characters = list(surface)
        for start, end, _ in labels:
            characters[start:end] = FILLER * (end - start)
        layers.surface = "".join(characters)


def _cuts(layers: Layers, labels: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Where sentences end: signs outside of brackets and labels, and the labels themselves."""
    ends = [match.span() for match in _ENDS.finditer(layers.surface)]
    if layers.brackets:
        brackets = Ranges(layers.brackets)
        ends = [cut for cut in ends if not brackets.holds(cut[0])]
    if labels:
        places = [(start, end) for start, end, _ in labels]
        in_label = Ranges(places)
        ends = sorted([*places, *(cut for cut in ends if not in_label.holds(cut[0]))])
    return ends


def _with_brackets(layers: Layers, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with those inside brackets, each after the one that it stands in."""
    for start, end in layers.brackets:
        sentences.extend(
            Sentence(start + a, start + b, _point_of(start, layers.points), bracket=True)
            for a, b in _parts(layers.surface[start:end])
        )
    sentences.sort(key=lambda s: (s.start, -s.end))
    outer = None
    for sentence in sentences:
        if sentence.bracket:
            sentence.around = outer
        else:
            outer = sentence
    return sentences


def sentence_at(layers: Layers, at: int) -> Sentence | None:
    """The innermost sentence around ``at`` (an offset right behind a sentence still belongs to it)."""
    place = bisect_right(layers.sentences, at, key=START) - 1
    sentence = layers.sentences[place] if place >= 0 else None
    if sentence is not None and at > sentence.end:
        sentence = sentence.around
    return sentence if sentence is not None and at <= sentence.end else None


def _labels(layers: Layers) -> list[tuple[int, int, str]]:
    """Where numbered points begin: start and end of each label, and its style."""
    patterns = _LABEL.sift(layers.folded.grams).get(0)
    if patterns is None:
        return []
    surface, found = layers.surface, []
    for match in matches(patterns, layers.folded.dense):
        style = match.lastgroup or ""
        # 第一， is blanked as an ordinal; any other label that is blanked stands in a title.
        if surface[match.start()] == FILLER and style != "ordinal":
            continue
        before = surface[match.start() - 1] if match.start() else BREAK
        allowed = _BEFORE_ANY if style in ("digit", "chinese", "note") else _BEFORE_MARKED
        if style in ("paren", "circle", "cparen"):
            # 扣1分（2）…: a label in brackets needs no sign in front of it behind an amount.
            allowed += "分止）"
        if before in allowed or (style == "digit" and _spaced_label(layers, match)):
            found.append((match.start(), match.end(), style))
    # A lone label inside a sentence (…包括：（1）…) numbers nothing.
    return found


def _spaced_label(layers: Layers, match: re.Match[str]) -> bool:
    """A number and a full stop with white space on both sides is a label wherever it stands (2. 未…)."""
    return match.start() in layers.folded.gaps and match.end() in layers.folded.gaps


def _point_of(at: int, points: list[int]) -> int:
    return bisect_right(points, at)


def _parts(text: str) -> list[tuple[int, int]]:
    """The sentences inside a bracket."""
    at, parts = 0, []
    for match in _ENDS.finditer(text):
        if match.start() > at:
            parts.append((at, match.start()))
        at = match.end()
    if at < len(text):
        parts.append((at, len(text)))
    return parts
