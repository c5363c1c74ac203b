"""Make the small OFD files that the tests read: python tests/documents/make_ofd.py

Each takes the text and lines of one of the PDFs beside it and sets them as OFD objects (GB/T 33190).
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pdfplumber

FOLDER = Path(__file__).parent
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRES = 25.4 / 72
STAMP = (2025, 1, 1, 0, 0, 0)


def container(
    target: Path, pages: Sequence[str], templates: Sequence[str], size: tuple[float, float]
) -> None:
    """Write an OFD with these page contents; every page shows the template of its place in ``templates``."""
    width, height = size
    files = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 {width:.3f} {height:.3f}</ofd:PhysicalBox></ofd:PageArea>"
        + "".join(
            f'<ofd:TemplatePage ID="{100 + i}" BaseLoc="Tpls/Tpl_{i}/Content.xml"/>'
            for i in range(len(templates))
        )
        + "</ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for i, template in enumerate(templates):
        files[f"Doc_0/Tpls/Tpl_{i}/Content.xml"] = (
            f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    for i, page in enumerate(pages):
        shown = f'<ofd:Template TemplateID="{100 + i}" ZOrder="Background"/>' if i < len(templates) else ""
        files[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f"<ofd:Page {NAMESPACE}>{shown}<ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), f'<?xml version="1.0" encoding="UTF-8"?>{text}')


def text_objects(page: Any) -> str:
    """Each line of text in a run as one text object, its steps in DeltaX, equal ones as ``g n v``."""
    runs: list[list[dict[str, Any]]] = []
    for char in page.chars:
        last = runs[-1][-1] if runs else None
        if last and abs(last["top"] - char["top"]) < 1 and 0 <= char["x0"] - last["x0"] < 3 * char["size"]:
            runs[-1].append(char)
        else:
            runs.append([char])
    return "".join(_text_object(run) for run in runs)


def _text_object(run: list[dict[str, Any]]) -> str:
    left, top = run[0]["x0"] * MILLIMETRES, run[0]["top"] * MILLIMETRES
    size = run[0]["size"] * MILLIMETRES
    width = (run[-1]["x1"] - run[0]["x0"]) * MILLIMETRES
    steps = [round((b["x0"] - a["x0"]) * MILLIMETRES, 3) for a, b in pairwise(run)]
    delta = (
        f"g {len(steps)} {steps[0]}" if len(steps) > 1 and len(set(steps)) == 1 else " ".join(map(str, steps))
    )
    # The matrix scales by two, so that size and steps are given by half.
    half = " ".join(
        part if part in ("g", str(len(steps))) and delta.startswith("g") else str(float(part) / 2)
        for part in delta.split()
    )
    attribute = f' DeltaX="{half}"' if half else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{left:.3f} {top:.3f} {width:.3f} {size:.3f}" CTM="2 0 0 2 0 0" '
        f'Font="1" Size="{size / 2:.3f}"><ofd:TextCode X="0" Y="{0.43 * size:.3f}"{attribute}>'
        f"{escape(''.join(c['text'] for c in run))}</ofd:TextCode></ofd:TextObject>"
    )


def line_objects(page: Any) -> str:
    """Each line as a path object."""
    objects = []
    for line in [*page.lines, *page.rects]:
        x, y = line["x0"] * MILLIMETRES, line["top"] * MILLIMETRES
        width, height = line["width"] * MILLIMETRES, line["height"] * MILLIMETRES
        objects.append(
            f'<ofd:PathObject ID="2" Boundary="{x:.3f} {y:.3f} {width:.3f} {height:.3f}" LineWidth="0.18">'
            f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} {height:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    return "".join(objects)


def convert(source: Path, target: Path, *, lines_in_template: bool = False) -> None:
    """The pages of a PDF as an OFD."""
    with pdfplumber.open(source) as pdf:
        size = (float(pdf.pages[0].width) * MILLIMETRES, float(pdf.pages[0].height) * MILLIMETRES)
        texts = [text_objects(page) for page in pdf.pages]
        lines = [line_objects(page) for page in pdf.pages]
    if lines_in_template:
        container(target, texts, lines, size)
    else:
        container(target, [a + b for a, b in zip(lines, texts, strict=True)], [], size)


def main() -> None:
    convert(FOLDER / "pdf" / "ruled.pdf", FOLDER / "ofd" / "ruled.ofd")
    convert(FOLDER / "pdf" / "ruled.pdf", FOLDER / "ofd" / "lines-in-template.ofd", lines_in_template=True)
    convert(FOLDER / "pdf" / "unruled.pdf", FOLDER / "ofd" / "unruled.ofd")


if __name__ == "__main__":
    main()
