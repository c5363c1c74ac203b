"""Make the small scans that the tests read: python tests/documents/make_scan.py

Needs a font with outlines (Debian: fonts-wqy-zenhei). Pages are drawn, set askew, and given a scanner's grey.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from make_pdf import GRID, cell, outlined_font, style
from PIL import Image
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

FOLDER = Path(__file__).parent / "scan"
SIZE = (430.0, 230.0)
DENSITY = 170
HEAD = ["类别", "序号", "考核内容", "分值", "评分标准"]
WIDTHS = [40, 32, 110, 32, 190]
PARTY = [
    ["组织建设", "1", "落实“三会一课”制度。", "8", "支部大会每少开1次扣0.5分，扣完为止。"],
    ["", "2", "规范发展党员。", "5", "程序不规范的，每例扣1.5分。"],
    ["党风廉政", "3", "开展警示教育。", "加分项", "获省级表彰加2分，市级表彰加1分。"],
]
SPANS = [("SPAN", (0, 1), (0, 2))]


def page(
    rows: Sequence[Sequence[str]], commands: Sequence[tuple[object, ...]], title: str = ""
) -> Image.Image:
    """One page with a table, drawn in grey."""
    font = outlined_font()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=SIZE, invariant=1)
    canvas.setFont(font, 15)
    canvas.drawCentredString(SIZE[0] / 2, SIZE[1] - 32, title)
    table = Table(
        [[cell(text, style(font=font)) for text in row] for row in [HEAD, *rows]],
        colWidths=WIDTHS,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *commands],
    )
    _, height = table.wrapOn(canvas, *SIZE)
    table.drawOn(canvas, 13, SIZE[1] - 45 - height)
    canvas.save()
    drawn = pypdfium2.PdfDocument(target.getvalue())[0].render(scale=DENSITY / 72, grayscale=True)
    return drawn.to_pil().convert("L")


def scanned(picture: Image.Image, degrees: float, noise: float) -> Image.Image:
    """The picture askew by so many degrees, on greyish paper, with noise."""
    turned = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    values = np.asarray(turned, dtype=np.float64) * 0.94
    values += np.random.default_rng(7).normal(0, noise, values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    title = "青石县2024年党建工作考核细则"
    ruled = page(PARTY, [*GRID, *SPANS], title)
    whole = [[PARTY[0][0], *row[1:]] if not row[0] else row for row in PARTY]
    unruled = page(whole, [("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)], title)
    dpi = (DENSITY, DENSITY)
    scanned(ruled, 1.3, 3).save(FOLDER / "askew.jpg", quality=70, dpi=dpi)
    ruled.quantize(8).save(FOLDER / "plain.png", dpi=dpi)
    ruled.rotate(180).quantize(8).save(FOLDER / "upside-down.png", dpi=dpi)
    unruled.quantize(8).save(FOLDER / "unruled.png", dpi=dpi)
    first, second = page(PARTY[:2], [*GRID, *SPANS], title), page(PARTY[2:], GRID)
    pages = [picture.point(lambda value: 255 * (value > 150)).convert("1") for picture in (first, second)]
    pages[0].save(
        FOLDER / "two-pages.tif", save_all=True, append_images=pages[1:], compression="group4", dpi=dpi
    )
    scanned(ruled, -0.8, 3).save(FOLDER / "image-only.pdf", resolution=DENSITY, quality=70)


if __name__ == "__main__":
    main()
