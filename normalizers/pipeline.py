"""The layers of a scoring text: one component per layer, each reading the layers before it.

The same components make up the spaCy pipeline of ``spacy_pipeline``, which shows the layers as spans of a document;
reading a text needs only the layers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from normalizers.annotations import Layers
from normalizers.fold import fold
from normalizers.scoring import consequences, limits, quantifiers, quantities, sentences, surface, thresholds

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


def read_layers(text: str, record: Mapping[str, Any] | None = None) -> Layers:
    """The layers of a text."""
    layers = Layers(fold(text), record or {})
    for _, run in COMPONENTS:
        run(layers)
    return layers
