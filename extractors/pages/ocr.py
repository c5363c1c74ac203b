"""Characters from pictures of single text lines, by the recognition model that comes inside rapidocr's wheel.

The model is run through onnxruntime directly: nothing is ever downloaded, and every character keeps its own
confidence and place.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.errors import ExtractionError
from extractors.extras import how_to_install

HEIGHT = 48
"""The model reads lines of this height (pixels)."""
LEAST_WIDTH = 96
MOST_WIDTH = 3200
"""Lines are given to the model at least and at most this wide (pixels at its height)."""
NEEDED = "识别图像需要先安装OCR组件"


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised character: its place (0 the picture's left end, 1 its right), its confidence (to 1)."""

    text: str
    place: float
    confidence: float


def available() -> bool:
    """Are the parts needed for recognition installed?"""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2", "pypdfium2"))


def require(path: Path | str | None = None) -> None:
    """Raise an ExtractionError that says what to install where recognition is not possible."""
    if not available():
        raise ExtractionError(f"{NEEDED}：{how_to_install('ocr')}", path=path)


def recognize(picture: NDArray[np.uint8]) -> list[Character]:
    """The characters of one text line, from left to right.

    ``picture`` is grey, shape (height, width), dark on light; it should hold the line with a narrow margin.
    """
    return decode(_run(prepare(picture)), *_alphabet())


def prepare(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A line's picture as the model wants it: shape (1, 3, 48, width), values -1 to 1, filled up with 0."""
    import cv2

    width = max(round(picture.shape[1] * HEIGHT / picture.shape[0]), 8)
    width = min(width, MOST_WIDTH)
    method = cv2.INTER_AREA if picture.shape[0] > HEIGHT else cv2.INTER_CUBIC
    scaled = cv2.resize(picture, (width, HEIGHT), interpolation=method).astype(np.float32) / 127.5 - 1.0
    full = np.zeros((1, 3, HEIGHT, max(width, LEAST_WIDTH)), np.float32)
    full[0, :, :, :width] = scaled
    return full


def decode(
    scores: NDArray[np.float32], alphabet: Sequence[str], twins: Mapping[int, Sequence[int]]
) -> list[Character]:
    """Characters from the model's scores, shape (steps, characters); repeated and blank steps are dropped.

    ``twins`` are the other forms of a character (（ and (): doubt between them is none about what is written.
    """
    best = scores.argmax(axis=1)
    steps = len(best)
    found: list[Character] = []
    step = 0
    while step < steps:
        end = step
        while end + 1 < steps and best[end + 1] == best[step]:
            end += 1
        if best[step]:
            forms = [int(best[step]), *twins.get(int(best[step]), ())]
            certainty = min(float(scores[step : end + 1, forms].sum(axis=1).max()), 1.0)
            found.append(Character(alphabet[best[step]], (step + end + 1) / 2 / steps, round(certainty, 4)))
        step = end + 1
    return found


def _run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
    session = _session()
    (scores,) = session.run(None, {session.get_inputs()[0].name: batch})
    result: NDArray[np.float32] = scores[0]
    return result


@cache
def _session() -> Any:
    require()
    import onnxruntime
    import rapidocr

    models = sorted((Path(rapidocr.__file__).parent / "models").glob("*rec*.onnx"))
    if not models:
        raise ExtractionError(f"rapidocr中没有识别模型；{NEEDED}：{how_to_install('ocr')}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(models[-1]), options, providers=["CPUExecutionProvider"])


@cache
def _alphabet() -> tuple[tuple[str, ...], dict[int, list[int]]]:
    """The model's characters by number, 0 a blank, and for each that has them the numbers of its other forms."""
    characters = ("", *_session().get_modelmeta().custom_metadata_map["character"].splitlines(), " ")
    forms: dict[str, list[int]] = {}
    for number, character in enumerate(characters[1:], 1):
        forms.setdefault(unicodedata.normalize("NFKC", character), []).append(number)
    groups = [group for group in forms.values() if len(group) > 1]
    twins = {number: [o for o in group if o != number] for group in groups for number in group}
    return characters, twins
