"""The spaCy pipeline: one component per layer, each reading the layers before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from normalizers import consequences, limits, quantifiers, quantities, sentences, surface, thresholds
from normalizers.annotations import KEY, Layers, layers
from normalizers.fold import fold

if TYPE_CHECKING:
    from spacy.vocab import Vocab

COMPONENTS: tuple[tuple[str, Callable[[Layers], None], str | None], ...] = (
    ("kaohe_surface", surface.mask, None),
    ("kaohe_sentences", sentences.split, "sentences"),
    ("kaohe_quantities", quantities.find, "quantities"),
    ("kaohe_limits", limits.find, "limits"),
    ("kaohe_consequences", consequences.find, "consequences"),
    ("kaohe_quantifiers", quantifiers.find, "quantifiers"),
    ("kaohe_thresholds", thresholds.find, "bounds"),
)
"""Name, what it does to the layers, and the layer it adds, which is shown in ``doc.spans`` under the same name."""


_SURROGATE = re.compile("[\ud800-\udfff]")


class CharacterTokenizer:
    """One token per character of the original text, white space included, so that spans and offsets are the same."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        # A lone surrogate has no bytes to be hashed by.
        characters = (
            ["\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text]
            if _SURROGATE.search(text)
            else list(text)
        )
        return Doc(self.vocab, words=characters, spaces=[False] * len(characters))


def _component(run: Callable[[Layers], None], layer: str | None) -> Callable[[Doc], Doc]:
    def annotate(doc: Doc) -> Doc:
        found = layers(doc)
        run(found)
        if layer is not None:
            doc.spans[layer] = _spans(doc, found, layer)
        return doc

    return annotate


def _spans(doc: Doc, found: Layers, layer: str) -> list[Span]:
    """The annotations of a layer as spans over the original text; one character is one token."""
    origin = found.folded.origin
    label = doc.vocab.strings.add(layer)
    return [
        Span(doc, origin[a.start], origin[a.end - 1] + 1, label=label)
        for a in getattr(found, layer)
        if a.end > a.start
    ]


for _name, _run, _layer in COMPONENTS:
    Language.component(_name, func=_component(_run, _layer))


@cache
def nlp() -> Language:
    """The pipeline, made once per process."""
    language = spacy.blank("zh")
    language.tokenizer = CharacterTokenizer(language.vocab)
    language.max_length = 10_000_000
    for name, _, _ in COMPONENTS:
        language.add_pipe(name)
    return language


def annotate(text: str, record: Mapping[str, Any] | None = None) -> Doc:
    """The text with all its layers."""
    language = nlp()
    doc = language.tokenizer(text)
    doc.user_data[KEY] = Layers(fold(text), dict(record or {}))
    for _, component in language.pipeline:
        doc = component(doc)
    return doc
