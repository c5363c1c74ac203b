"""Pictures of pages: from files and PDFs to straight grey pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.errors import ExtractionError

Gray = NDArray[np.uint8]

MOST_PIXELS = 100_000_000
"""Larger pictures are refused."""
MOST_WORKED_ON = 36_000_000
"""Larger ones are made smaller first: A4 at 600 dots per inch."""
MOST_FRAMES = 500
LONG_SIDE = 842.0
"""Length (points) of a page's long side where a picture does not tell its resolution: A4."""
DENSITY = (150.0, 300.0)
"""PDF pages are drawn with at least and at most this many dots per inch."""
REDDISH = 40
"""A dot is red where its red is so much stronger than its green and blue."""
TINGED = 8
"""The soft edges of a stamp are at least so much redder than grey."""
STAMP = 0.07
"""A red stamp is at least this share of a page's long side wide and high."""
SOFT = 40
"""Ink is up to so much lighter than the middle between paper and ink: thin strokes, small full stops."""
DARKEST, LIGHTEST = 150, 200
"""The border between ink and paper (0 black, 255 white) lies between these."""
MOST_SKEW = 8.0
"""Pages askew by up to this many degrees are straightened."""


@dataclass(slots=True)
class Scan:
    """A grey picture of a page (dark on light) with its scale in pixels per point.

    ``turn`` and ``tilt`` say how it was turned and straightened, as in :class:`extractors.pages.page.Page`.
    """

    number: int
    gray: Gray
    scale: float
    turn: int = 0
    tilt: float = 0.0


def file_frames(path: Path) -> Iterator[tuple[int, Any]]:
    """The pictures of a PNG, JPEG or TIFF file with their numbers from 1, turned as the camera says.

    Raises ExtractionError for broken, too large or too many pictures.
    """
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None  # the size is checked here before decoding
    try:
        with Image.open(path) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > MOST_FRAMES:
                    raise ExtractionError(f"超过{MOST_FRAMES}页的图像文件，请拆分后再读取", path=path)
                check_size(frame.width, frame.height, path, number)
                yield number, ImageOps.exif_transpose(frame)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ExtractionError("图像文件已损坏或不完整，请重新扫描或另存", path=path) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def check_size(width: int, height: int, path: Path | str, page: int | None = None) -> None:
    """Raise an ExtractionError where a picture has too many pixels."""
    if width * height > MOST_PIXELS:
        message = (
            f"图像有{width}×{height}像素，超过上限{MOST_PIXELS // 1_000_000}百万像素，请降低分辨率后再读取"
        )
        raise ExtractionError(message, path=path, page=page)


def from_picture(number: int, picture: Any) -> Scan:
    """A page from a PIL picture; its scale from the picture's own resolution where that is likely."""
    dots = float(picture.info.get("dpi", (0, 0))[0] or 0)
    shrink = (MOST_WORKED_ON / (picture.width * picture.height)) ** 0.5
    if shrink < 1:
        picture = picture.resize(
            (max(int(picture.width * shrink), 1), max(int(picture.height * shrink), 1)), reducing_gap=2.0
        )
        dots *= shrink
    gray = to_gray(picture)
    long_side = max(gray.shape)
    scale = dots / 72 if 72 < dots <= 1200 and 300 <= long_side / dots * 72 <= 2600 else long_side / LONG_SIDE
    return Scan(number, gray, scale)


def to_gray(picture: Any) -> Gray:
    """A PIL picture as a grey array; transparent parts are paper."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        wide = np.asarray(picture, dtype=np.float64)
        top = max(float(wide.max()), 1.0)
        return (wide * (255.0 / top)).astype(np.uint8)
    if picture.mode in ("L", "1"):
        return np.asarray(picture.convert("L"), dtype=np.uint8)
    return without_stamps(np.asarray(picture.convert("RGB"), dtype=np.uint8))


def without_stamps(colours: NDArray[np.uint8]) -> Gray:
    """A colour page, shape (height, width, 3), in grey, its round red stamps bleached; red writing stays dark."""
    import cv2

    gray = np.array(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    red, rest = colours[..., 0].astype(np.int16), colours[..., 1:].max(axis=2).astype(np.int16)
    reddish = (red - rest > REDDISH).astype(np.uint8)
    tinged = red - rest > TINGED
    if not reddish.any():
        return gray
    reach = max(colours.shape[1] // 60, 3)
    spread = cv2.morphologyEx(reddish, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(spread, connectivity=8)
    long_side = max(colours.shape[:2])
    for label in range(1, count):
        wide, high = int(stats[label, cv2.CC_STAT_WIDTH]), int(stats[label, cv2.CC_STAT_HEIGHT])
        if min(wide, high) >= STAMP * long_side and max(wide, high) <= 1.5 * min(wide, high):
            around = cv2.dilate((labels == label).astype(np.uint8), np.ones((5, 5), np.uint8))
            bleached = (around > 0) & tinged
            gray[bleached] = np.maximum(gray[bleached], colours[..., 0][bleached])
    return gray


def evened(gray: Gray) -> Gray:
    """The page with an even white ground: shadows and yellowed paper are taken out."""
    import cv2

    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    ground = cv2.resize(ground, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(gray, np.maximum(ground, 1), scale=255), dtype=np.uint8)


def ink(gray: Gray) -> NDArray[np.bool_]:
    """Where an evened page is dark."""
    import cv2

    level, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(gray < min(max(level + SOFT, DARKEST), LIGHTEST), dtype=np.bool_)


def skew(dark: NDArray[np.bool_], most: float = MOST_SKEW) -> float:
    """By how many degrees (counter-clockwise positive) a page must be turned for its lines to run level."""
    import cv2

    shrink = 900 / max(dark.shape)
    small = cv2.resize(
        dark.astype(np.float32), None, fx=min(shrink, 1), fy=min(shrink, 1), interpolation=cv2.INTER_AREA
    )

    def sharpness(angle: float) -> float:
        profile = rotated_array(small, angle, 0.0).sum(axis=1)
        return float((np.diff(profile) ** 2).sum())

    best = 0.0
    for step, reach in ((0.5, most), (0.1, 0.5), (0.02, 0.1)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=sharpness))
    return round(best, 2) if abs(best) >= 0.03 else 0.0


def rotated_array(array: NDArray[Any], angle: float, ground: float) -> NDArray[Any]:
    """The array turned about its middle by so many degrees, counter-clockwise, at the same size."""
    import cv2

    height, width = array.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(
            array,
            matrix,
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=ground,
        )
    )


def straight(scan: Scan) -> Scan:
    """The page with an even ground and level lines."""
    gray = evened(scan.gray)
    angle = skew(ink(gray))
    if angle:
        gray = rotated_array(gray, angle, 255.0).astype(np.uint8)
    return Scan(scan.number, gray, scan.scale, scan.turn, angle)
