"""Sentences and numbered points: how far a quantifier, a threshold or a cap may reach."""

from __future__ import annotations

import re

from normalizers.annotations import Layers, Sentence
from normalizers.fold import BREAK
from normalizers.surface import FILLER

# Numbering that may open a numbered point, by style; a style deeper than the first one nests inside it.
_LABEL = re.compile(
    r"(?P<digit>\d{1,2}[.、](?!\d)|\d{1,2}\.(?=\d{4}年|\d{1,2}月|\d{5}))"
    r"|(?P<paren>（\d{1,2}）|(?<!（)\d{1,2}）)"
    r"|(?P<circle>[①-⑳⑴-⒇⒈-⒛])"
    r"|(?P<cparen>（[一二三四五六七八九十]{1,3}）)"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<is>[一二三四五六七八九十]是)"
    r"|(?P<ordinal>第[一二三四五六七八九十]，)"
    r"|(?P<note>(?:注|备注|说明)[：.])"
)
_ENDS = re.compile(r"[。；！？\n]+|(?<=[分止])：|(?<=不得分)：")
# What may stand right before a label inside a line.
_BEFORE_ANY = "。；：\n"
_BEFORE_MARKED = "。；：，、\n"


def split(layers: Layers) -> None:
    """Set ``points``, ``labels`` and ``sentences`` from the surface."""
    surface = layers.surface
    labels = _labels(layers)
    layers.points = [start for start, _, _ in labels]
    layers.labels = [surface[start:end] for start, end, _ in labels]
    cuts: list[tuple[int, int]] = [(start, end) for start, end, _ in labels]
    for match in _ENDS.finditer(surface):
        if not any(start <= match.start() < end for start, end in layers.brackets) and not _in_label(match, labels):
            cuts.append(match.span())
    cuts.sort()
    at, sentences = 0, []
    for start, end in [*cuts, (len(surface), len(surface))]:
        if start > at and surface[at:start].strip("，、" + BREAK):
            sentences.append(Sentence(at, start, _point_of(at, layers.points)))
        at = max(at, end)
    for start, end in layers.brackets:
        sentences.extend(
            Sentence(start + a, start + b, _point_of(start, layers.points), bracket=True)
            for a, b in _parts(surface[start:end])
        )
    layers.sentences = sorted(sentences, key=lambda s: (s.start, -s.end))
    for start, end, _ in labels:
        layers.surface = layers.surface[:start] + FILLER * (end - start) + layers.surface[end:]


def _labels(layers: Layers) -> list[tuple[int, int, str]]:
    """Where numbered points begin: start and end of each label, and its style."""
    surface, found = layers.surface, []
    for match in _LABEL.finditer(surface):
        style = match.lastgroup or ""
        before = surface[match.start() - 1] if match.start() else BREAK
        allowed = _BEFORE_ANY if style in ("digit", "chinese", "note") else _BEFORE_MARKED
        if before in allowed:
            found.append((match.start(), match.end(), style))
        elif style == "digit" and _spaced_label(layers, match):
            found.append((match.start(), match.end(), style))
    # A lone label inside a sentence (…包括：（1）…) numbers nothing.
    return found


def _spaced_label(layers: Layers, match: re.Match[str]) -> bool:
    """A number and a full stop with white space on both sides is a label wherever it stands (2. 未…)."""
    return match.start() in layers.folded.gaps and match.end() in layers.folded.gaps


def _in_label(match: re.Match[str], labels: list[tuple[int, int, str]]) -> bool:
    return any(start <= match.start() < end for start, end, _ in labels)


def _point_of(at: int, points: list[int]) -> int:
    return sum(start <= at for start in points)


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
