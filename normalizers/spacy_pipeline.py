"""The spaCy pipeline: the components that read a text as those of ``spacy.blank("zh")``, and their layers as spans.

Only this module needs spaCy, and it is imported only where documents are wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from normalizers.annotations import KEY, Layers, layers
from normalizers.fold import fold
from normalizers.pipeline import COMPONENTS

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.vocab import Vocab

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
        doc = Doc(self.vocab, words=words, spaces=[False] * len(text))
        doc.user_data[KEY] = Layers(fold(text))
        return doc


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


@cache
def nlp() -> Language:
    """The pipeline, made once per process: ``nlp()(text)`` has every layer in ``doc.spans`` and in ``layers(doc)``."""
    for name, run in COMPONENTS:
        Language.component(name, func=_component(run))
    Language.component(SPANS, func=_show)
    language = spacy.blank("zh")
    language.tokenizer = CharacterTokenizer(language.vocab)
    language.max_length = 10_000_000
    for name, _ in COMPONENTS:
        language.add_pipe(name)
    language.add_pipe(SPANS)
    return language
