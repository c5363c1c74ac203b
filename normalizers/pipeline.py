"""The spaCy pipeline: one component per layer, each reading the layers before it.

The last component shows the layers as spans of the document; where only the layers are wanted, it is left out.
"""

from __future__ import annotations

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
    from spacy.strings import StringStore
    from spacy.vocab import Vocab

COMPONENTS: tuple[tuple[str, Callable[[Layers], None]], ...] = (
    ("kaohe_surface", surface.mask),
    ("kaohe_sentences", sentences.split),
    ("kaohe_quantities", quantities.find),
    ("kaohe_limits", limits.find),
    ("kaohe_consequences", consequences.find),
    ("kaohe_quantifiers", quantifiers.find),
    ("kaohe_thresholds", thresholds.find),
)
"""Name, and what it does to the layers."""

SPANS = "kaohe_spans"
SHOWN = ("sentences", "quantities", "limits", "consequences", "quantifiers", "bounds")
"""The layers that ``doc.spans`` shows under the same names."""


class _Keys(dict[str, int]):
    """Character → its key in spaCy's store of strings, which holds each character once."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, character: str) -> int:
        # A lone surrogate has no bytes to be hashed by.
        known = "\ufffd" if "\ud800" <= character <= "\udfff" else character
        key = self[character] = self._strings.add(known)
        return key


class CharacterTokenizer:
    """One token per character of the original text, white space included, so that spans and offsets are the same."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._keys = _Keys(vocab.strings)

    def __call__(self, text: str) -> Doc:
        keys = self._keys
        # Doc takes keys as well as words; its type stub does not say so.
        words: list[Any] = [keys[c] for c in text]
        return Doc(self.vocab, words=words, spaces=[False] * len(text))


def _component(run: Callable[[Layers], None]) -> Callable[[Doc], Doc]:
    def annotate(doc: Doc) -> Doc:
        run(layers(doc))
        return doc

    return annotate


def _show(doc: Doc) -> Doc:
    """Give the document each layer as spans over the original text; one character is one token."""
    found = layers(doc)
    origin = found.folded.origin
    for layer in SHOWN:
        label = doc.vocab.strings.add(layer)
        doc.spans[layer] = [
            Span(doc, origin[a.start], origin[a.end - 1] + 1, label=label)
            for a in getattr(found, layer)
            if a.end > a.start
        ]
    return doc


for _name, _run in COMPONENTS:
    Language.component(_name, func=_component(_run))
Language.component(SPANS, func=_show)


@cache
def nlp() -> Language:
    """The pipeline, made once per process."""
    language = spacy.blank("zh")
    language.tokenizer = CharacterTokenizer(language.vocab)
    language.max_length = 10_000_000
    for name, _ in COMPONENTS:
        language.add_pipe(name)
    language.add_pipe(SPANS)
    return language


@cache
def _steps(spans: bool) -> tuple[Callable[[Doc], Doc], ...]:
    return tuple(component for name, component in nlp().pipeline if spans or name != SPANS)


def annotate(text: str, record: Mapping[str, Any] | None = None, *, spans: bool = True) -> Doc:
    """The text with all its layers; ``spans`` says whether ``doc.spans`` is to show them."""
    doc = nlp().tokenizer(text)
    doc.user_data[KEY] = Layers(fold(text), dict(record or {}))
    for step in _steps(spans):
        doc = step(doc)
    return doc


def read_layers(text: str, record: Mapping[str, Any] | None = None) -> Layers:
    """The layers of a text, without its spans."""
    return layers(annotate(text, record, spans=False))
