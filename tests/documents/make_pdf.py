"""Make the small PDFs that the tests read, one trap a file: python tests/documents/make_pdf.py

The tables are of our own writing. Texts are set with the CID font STSong-Light, which needs no font file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "STSong-Light"
FOLDER = Path(__file__).parent / "pdf"

SAFETY_TITLE = "青石县2025年度安全生产目标管理考核细则"
SAFETY_HEAD = ["序号", "考核项目", "考核内容", "分值", "评分标准", "责任单位"]
SAFETY = [
    [
        "1",
        "责任落实",
        "党政领导干部安全生产责任制落实情况。",
        "5",
        "未制定年度重点工作清单的扣1分；主要领导每季度未专题研究的，少一次扣0.5分，扣完为止。",
        "县应急管理局",
    ],
    [
        "2",
        "责任落实",
        "部门监管责任落实情况。",
        "4",
        "未建立权责清单的不得分；清单内容不完整的，缺一项扣0.25分。",
        "县应急管理局、县委编办",
    ],
    [
        "3",
        "隐患治理",
        "重大事故隐患排查整治情况。",
        "10",
        "1.重大隐患未挂牌督办的，每处扣1分。\n2.整改完成率低于95%的，每低1个百分点扣0.2分。\n3.虚报整改结果的，发现一起扣2分。",
        "县安委办",
    ],
    [
        "4",
        "隐患治理",
        "“打非治违”专项行动。",
        "6",
        "未开展专项行动的不得分；执法检查少于12次的，每少1次扣0.5分。",
        "县交通运输局",
    ],
    ["5", "应急保障", "应急预案和演练。", "3", "未修订预案扣1分，未组织演练扣2分。", "县消防救援大队"],
    [
        "6",
        "事故控制",
        "生产安全事故起数和死亡人数“双下降”。",
        "12",
        "发生较大事故的，每起扣3分；发生重大及以上事故的，此项不得分，并取消评先资格。",
        "县安委会各成员单位",
    ],
]

GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
WIDTHS = [32, 62, 130, 34, 330, 100]


def style(size: float = 10, alignment: int = 0, leading: float = 1.3) -> ParagraphStyle:
    return ParagraphStyle(
        "cell", fontName=FONT, fontSize=size, leading=size * leading, wordWrap="CJK", alignment=alignment
    )


def cell(text: str, form: ParagraphStyle | None = None) -> Paragraph:
    return Paragraph(text.replace("\n", "<br/>"), form or style())


def merged(
    rows: Sequence[Sequence[str]], column: int, first: int
) -> tuple[list[list[str]], list[tuple[object, ...]]]:
    """Rows with the equal neighbours of a column merged, and the commands that merge them; body starts at ``first``."""
    body = [list(row) for row in rows]
    commands: list[tuple[object, ...]] = []
    start = 0
    for index in range(1, len(body) + 1):
        if index == len(body) or rows[index][column] != rows[start][column]:
            for row in range(start + 1, index):
                body[row][column] = ""
            commands.append(("SPAN", (column, first + start), (column, first + index - 1)))
            start = index
    return body, commands


def save(
    name: str,
    rows: Sequence[Sequence[str]],
    commands: Sequence[tuple[object, ...]],
    *,
    title: str = SAFETY_TITLE,
    head: Sequence[str] = SAFETY_HEAD,
    widths: Sequence[float] = WIDTHS,
    size: tuple[float, float] = landscape(A4),
    repeat: int = 1,
    form: ParagraphStyle | None = None,
    on_page: Callable[[Canvas, object], None] | None = None,
    after: Sequence[str] = (),
) -> None:
    """One table under a title, over as many pages as it takes."""
    table = Table(
        [[cell(t, form) for t in row] for row in [list(head), *rows]],
        colWidths=list(widths),
        repeatRows=repeat,
        style=[("FONT", (0, 0), (-1, -1), FONT), ("VALIGN", (0, 0), (-1, -1), "TOP"), *commands],
    )
    story = [cell(title, style(16, 1)), Spacer(1, 12), table, *(cell(t) for t in after)]
    target = FOLDER / f"{name}.pdf"
    document = SimpleDocTemplate(
        str(target), pagesize=size, title=title, invariant=1, topMargin=60, bottomMargin=60
    )
    document.build(story, onFirstPage=on_page or _nothing, onLaterPages=on_page or _nothing)


def _nothing(canvas: Canvas, document: object) -> None:
    pass


def ruled() -> None:
    body, spans = merged(SAFETY, 1, 1)
    save("ruled", body, [*GRID, *spans])


def rows_only() -> None:
    """Only horizontal lines, one under each row."""
    save(
        "rows-only",
        SAFETY,
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)],
    )


def three_lines() -> None:
    """A line above and below the heading and one at the end."""
    save(
        "three-lines",
        SAFETY,
        [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ],
    )


def unruled() -> None:
    save("unruled", SAFETY, [])


def unruled_tight() -> None:
    """No lines and no blank between the rows."""
    save(
        "unruled-tight", SAFETY, [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    )


def unruled_middle() -> None:
    """No lines; cells set in the middle of their rows, labels in the middle of theirs."""
    body, spans = merged(SAFETY, 1, 1)
    save("unruled-middle", body, [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans])


def columns_only() -> None:
    """Only a frame, the heading's line and lines between columns."""
    save(
        "columns-only",
        SAFETY,
        [
            ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
            ("INNERGRID", (0, 0), (-1, 0), 0.5, colors.black),
            *(("LINEBEFORE", (c, 1), (c, -1), 0.5, colors.black) for c in range(1, 6)),
        ],
    )


def open_sides() -> None:
    """A grid without its outer verticals."""
    body, spans = merged(SAFETY, 1, 1)
    save(
        "open-sides",
        body,
        [
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
            *(("LINEBEFORE", (c, 0), (c, -1), 0.5, colors.black) for c in range(1, 6)),
            *spans,
        ],
    )


ALL = (ruled, rows_only, three_lines, unruled, unruled_tight, unruled_middle, columns_only, open_sides)


def main() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    FOLDER.mkdir(exist_ok=True)
    for make in ALL:
        make()


if __name__ == "__main__":
    main()
