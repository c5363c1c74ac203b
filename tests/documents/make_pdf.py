"""Make the small PDFs that the tests read, one trap a file: python tests/documents/make_pdf.py

The tables are of our own writing. Texts are set with the CID font STSong-Light, which needs no font file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "STSong-Light"
OUTLINES = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
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


def style(size: float = 10, alignment: int = 0, font: str = FONT) -> ParagraphStyle:
    return ParagraphStyle(
        "cell", fontName=font, fontSize=size, leading=size * 1.3, wordWrap="CJK", alignment=alignment
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
    font: str = FONT,
    on_page: Callable[[Canvas, object], None] | None = None,
) -> None:
    """One table under a title, over as many pages as it takes."""
    table = Table(
        [[cell(t, style(font=font)) for t in row] for row in [list(head), *rows]],
        colWidths=list(widths),
        repeatRows=repeat,
        style=[("FONT", (0, 0), (-1, -1), font), ("VALIGN", (0, 0), (-1, -1), "TOP"), *commands],
    )
    story = [cell(title, style(16, 1, font)), Spacer(1, 12), table]
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


def running_heads() -> None:
    """A head and page numbers on every page; the heading repeated; two rows cut by pages."""

    def on_page(canvas: Canvas, document: object) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(60, 560, "青石县考核办公室文件汇编")
        canvas.drawCentredString(421, 24, f"- {canvas.getPageNumber()} -")

    rows = [[str(i + 1), *SAFETY[i % 6][1:]] for i in range(24)]
    save("running-heads", rows, GRID, on_page=on_page)


def vertical_text() -> None:
    """Labels with one character a line, and two columns of vertically set characters, read from right to left."""
    canvas = Canvas(str(FOLDER / "vertical-text.pdf"), pagesize=A4, invariant=1)
    canvas.setFont(FONT, 12)
    xs, ys = [60, 100, 300, 340, 540], [760, 730, 600, 470]
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for x, text in zip(xs, ("类别", "考核内容", "分值", "评分标准"), strict=False):
        canvas.drawString(x + 6, 740, text)
    for index, character in enumerate("河长履职"):
        canvas.drawString(74, 700 - 16 * index, character)
    for column, text in ((84, "信息公开"), (64, "及督查")):
        for index, character in enumerate(text):
            canvas.drawString(column, 570 - 12 * index, character)
    for y, requirement, points, criteria in (
        (700, "县级河长每季度巡河一次。", "6", "少巡一次扣1分，扣完为止。"),
        (570, "设置河长公示牌并及时更新。", "扣分项", "发现一块未更新的扣0.2分。"),
    ):
        canvas.drawString(106, y, requirement)
        if len(points) == 1:
            canvas.drawString(315, y, points)
        else:
            for index, character in enumerate(points):
                canvas.drawString(314, y - 16 * index, character)
        canvas.drawString(346, y, criteria)
    canvas.save()


def sideways() -> None:
    """A landscape table set sideways on a portrait page, and the same on a page with a rotation of its own."""
    canvas = Canvas(str(FOLDER / "sideways.pdf"), pagesize=A4, invariant=1)
    for turned in (False, True):
        if turned:
            canvas.setPageSize(A4)
            canvas.setPageRotation(90)
        canvas.saveState()
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        table = Table(
            [[cell(t) for t in row] for row in [SAFETY_HEAD, *SAFETY[:3]]],
            colWidths=WIDTHS,
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *GRID],
        )
        table.wrapOn(canvas, 700, 500)
        table.drawOn(canvas, 60, 300)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()


def printed_twice() -> None:
    """Bold text made by printing every character again, a little to the right."""
    canvas = Canvas(str(FOLDER / "printed-twice.pdf"), pagesize=A4, invariant=1)
    canvas.setFont(FONT, 12)
    for y in (760, 730, 700):
        canvas.line(60, y, 540, y)
    for x in (60, 100, 260, 300, 540):
        canvas.line(x, 760, x, 700)
    for y, texts in (
        (740, ("序号", "考核内容", "分值", "评分标准")),
        (710, ("1", "信访积案化解。", "11", "每少化解1件扣0.5分。")),
    ):
        for x, text in zip((66, 106, 266, 306), texts, strict=True):
            canvas.drawString(x, y, text)
            canvas.drawString(x + 0.4, y, text)
    canvas.save()


def open_below() -> None:
    """As browsers print: no line closes the row and the label that a page cuts; radicals stand for ideographs."""
    canvas = Canvas(str(FOLDER / "open-below.pdf"), pagesize=A4, invariant=1)
    xs = [60, 130, 290, 330, 540]

    def page(ys: list[int], rows: list[tuple[str, ...]], bottom: int, label_lines: list[int]) -> None:
        canvas.setFont(FONT, 12)
        for x in xs:
            canvas.line(x, ys[0], x, bottom)
        for y in ys:
            canvas.line(xs[0] if y in label_lines else xs[1], y, xs[-1], y)
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                for index, line in enumerate(text.split("\n")):
                    canvas.drawString(x + 5, y - 16 - 16 * index, line)
        canvas.showPage()

    page(
        [200, 170],
        [
            ("一级指标", "考核内容", "分值", "评分标准"),
            (
                "一、党的\n组织建设\n与制度落",
                "“三会一课”制度落实\n情况。",
                "6",
                "未按月开展的，每少一次扣\n0.5分；记录不规范的，每处",
            ),
        ],
        112,
        [200, 170],
    )
    page(
        [780, 740, 700],
        [
            ("实", "", "", "扣0.1分。"),
            ("", "主题党日活动。", "4", "未覆盖全体党员的，每人扣\n0.1分。"),
        ],
        700,
        [780, 700],
    )
    canvas.save()


def label_cut() -> None:
    """As browsers print: a label over several rows begins in the last row of a page, and its text is cut there."""
    canvas = Canvas(str(FOLDER / "label-cut.pdf"), pagesize=A4, invariant=1)
    xs = [60, 130, 290, 330, 540]

    def page(ys: list[int], texts: list[tuple[int, int, str]], open_label: bool) -> None:
        canvas.setFont(FONT, 12)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1] - (2 if open_label else 0))
        for index, y in enumerate(ys):
            inner = open_label and index == 2
            canvas.line(xs[1] if inner else xs[0], y, xs[-1], y)
        for x, y, text in texts:
            canvas.drawString(x + 5, y - 15, text)
        canvas.showPage()

    heads = ("考核项目", "考核内容", "分值", "评分标准")
    page(
        [200, 170, 120],
        [(x, 195, text) for x, text in zip(xs, heads, strict=False)]
        + [(60, 165, "阵地建设管"), (60, 147, "理（10"), (130, 160, "活动场所面积达标。")]
        + [(290, 160, "4"), (330, 160, "每少1平方米扣0.1分。")],
        True,
    )
    page(
        [780, 740, 700],
        [
            *((60, 775, "分）"), (130, 770, "制度牌上墙。"), (290, 770, "6"), (330, 770, "缺一块扣1分。")),
            *((60, 735, "队伍"), (130, 735, "持证上岗。"), (290, 735, "5"), (330, 735, "每缺1人扣1分。")),
        ],
        False,
    )
    canvas.save()


def labels_beside() -> None:
    """No lines; every row set in its middle, a label written only in the first of its rows."""
    labels = {0: "收入组织", 2: "日常征管", 6: "纳税服务", 9: "队伍建设"}
    save(
        "labels-beside",
        [
            [
                str(n + 1),
                labels.get(n, ""),
                f"第{n + 1}项工作任务完成情况",
                "5",
                f"未完成的扣{n % 5 + 1}分",
                "收入科",
            ]
            for n in range(10)
        ],
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
    )


def section_rows() -> None:
    """Sections as rows over the whole width, in a table without lines."""
    rows = [
        ["一、河道管护（40分）", "", "", "", "", ""],
        ["1", "保洁", "河面无成片漂浮物。", "20", "每发现一处扣1分。", "县水利局"],
        ["2", "清违", "“四乱”问题动态清零。", "20", "未按期销号的，每个扣2分。", "县水利局"],
        ["二、群众参与（10分）", "", "", "", "", ""],
        ["3", "宣传", "开展“世界水日”宣传。", "10", "未开展的不得分。", "县融媒体中心"],
    ]
    spans = [("SPAN", (0, row), (-1, row)) for row in (1, 4)]
    save("section-rows", rows, spans, title="青石县2024年河湖长制工作考核办法")


def two_tables() -> None:
    """Two tables and text between them on one page."""
    head = ["序号", "考核内容", "分值", "评分标准"]
    forms = [("FONT", (0, 0), (-1, -1), FONT), *GRID]
    tables = [
        Table([[cell(t) for t in row] for row in [head, *rows]], colWidths=[40, 150, 40, 250], style=forms)
        for rows in (
            [["1", "市容保洁。", "5", "每发现一处暴露垃圾扣0.2分。"]],
            [["1", "数字城管案件处置。", "5", "按期处置率每低1%扣0.1分。"]],
        )
    ]
    story = [
        cell("一、市容环境"),
        Spacer(1, 8),
        tables[0],
        Spacer(1, 8),
        cell("二、城管执法"),
        Spacer(1, 8),
        tables[1],
    ]
    SimpleDocTemplate(str(FOLDER / "two-tables.pdf"), pagesize=A4, invariant=1).build(story)


def outline() -> None:
    """No table at all: headings with points in brackets, over two pages."""
    points = [
        "一、信访工作（60分）",
        *(
            f"{i}.第{i}季度信访事项按期办结（10分）：按期办结率低于95%的，每低1个百分点扣0.5分；引发越级上访的，"
            "每起扣1分，扣完为止。"
            for i in range(1, 5)
        ),
        "二、平安建设（40分）",
        *(f"{i}.重点人员稳控（20分）：发生脱管漏管的，每人次扣2分。" for i in range(1, 3)),
    ]
    story = [cell("青石县2024年信访和平安建设考核细则", style(18, 1)), Spacer(1, 300)]
    for text in points:
        story += [cell(text, style(14)), Spacer(1, 30)]
    SimpleDocTemplate(str(FOLDER / "outline.pdf"), pagesize=A4, invariant=1).build(story)


def without_unicode() -> None:
    """A table whose font tells no characters: its character map is taken out."""
    save("without-unicode", SAFETY[:2], GRID, font=outlined_font())
    path = FOLDER / "without-unicode.pdf"
    path.write_bytes(
        re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found.group()), path.read_bytes())
    )


def outlined_font() -> str:
    """A font whose outlines go into the file (Debian: fonts-wqy-zenhei)."""
    name = "wqy"
    pdfmetrics.registerFont(TTFont(name, OUTLINES))
    return name


ALL = (
    ruled,
    rows_only,
    three_lines,
    unruled,
    unruled_tight,
    unruled_middle,
    columns_only,
    open_sides,
    running_heads,
    vertical_text,
    sideways,
    printed_twice,
    open_below,
    label_cut,
    labels_beside,
    section_rows,
    two_tables,
    outline,
    without_unicode,
)


def main() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    FOLDER.mkdir(exist_ok=True)
    for make in ALL:
        make()


if __name__ == "__main__":
    main()
