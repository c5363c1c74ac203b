# ruff: noqa: E501 - XML strings are easier to read unbroken
"""Make the small Word files that the tests read, one trap a file: python tests/documents/make_word.py

Written as plain XML, so that each file holds exactly the trap it is named after. The tables are of our own writing.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent / "word"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
HEAD = ("考核内容", "分值", "评分标准", "责任单位")


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties`` is the inside of w:rPr."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs; a plain string becomes one run."""
    inside = content if content.startswith("<") else run(content) if content else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell; a plain string may hold several paragraphs, parted by /."""
    inside = content if content.startswith("<w:p") else "".join(paragraph(p) for p in content.split("/"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; plain strings become cells."""
    inside = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (2000, 2000, 2000, 2000)) -> str:
    """A table with its grid columns' widths (1/20 point)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def numbered(depth: int = 0, number: int = 1) -> str:
    """Paragraph properties of an automatic number."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(*lists: tuple[tuple[str, str], ...], overrides: str = "") -> str:
    """numbering.xml: each list is its levels as (format, text)."""
    abstracts = numbers = ""
    for index, levels in enumerate(lists, 1):
        inside = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (kind, text) in enumerate(levels)
        )
        abstracts += f'<w:abstractNum w:abstractNumId="{index}">{inside}</w:abstractNum>'
        numbers += f'<w:num w:numId="{index}"><w:abstractNumId w:val="{index}"/></w:num>'
    return f"<w:numbering {NAMESPACES}>{abstracts}{numbers}{overrides}</w:numbering>"


def relations(parts: list[str]) -> str:
    """The relations of the main part to further ones."""
    kinds = {"header1": "header"}
    inside = "".join(
        f'<Relationship Id="{part}" Target="{part}.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kinds.get(part, part)}"/>'
        for part in parts
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def write(name: str, body: str, *, folder: Path = FOLDER, **parts: str) -> None:
    """Write one file; ``parts`` are further XML parts by their name under word/ without .xml."""
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(list(parts)),
        **{f"word/{part}.xml": text for part, text in parts.items()},
    }
    with zipfile.ZipFile(folder / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(zipfile.ZipInfo(member, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def tracked_changes() -> None:
    inserted = '<w:ins w:id="1" w:author="甲">{}</w:ins>'
    deleted = '<w:del w:id="2" w:author="甲"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    amount = paragraph(run("每次扣") + deleted.format("1") + inserted.format(run("2")) + run("分"))
    ended = paragraph(run("未演练"), '<w:rPr><w:del w:id="7" w:author="甲"/></w:rPr>')
    write(
        "tracked_changes",
        table(
            row(*HEAD),
            row("预案演练", "5", cell(amount), "县应急局"),
            row("隐患排查", "9", "每处扣9分", "县安委办", properties='<w:del w:id="3" w:author="甲"/>'),
            row(
                "教育培训",
                "3",
                cell(ended + paragraph("的扣1分")),
                "县总工会",
                properties='<w:ins w:id="4" w:author="甲"/>',
            ),
        ),
    )


def deleted_points() -> None:
    """Three numbered points of which the second was deleted whole, and a hidden row."""
    gone = "<w:r><w:delText>未报送的扣3分。</w:delText></w:r>"
    points = (
        paragraph("未研究的扣1分。", numbered())
        + paragraph(
            f'<w:del w:id="1" w:author="甲">{gone}</w:del>',
            numbered() + '<w:rPr><w:del w:id="2" w:author="甲"/></w:rPr>',
        )
        + paragraph("未部署的扣2分。", numbered())
    )
    write(
        "deleted_points",
        table(
            row(*HEAD),
            row("会议", "5", cell(points), "县委办"),
            row("旧项", "9", "每次扣9分", "县委办", properties="<w:hidden/>"),
        ),
        numbering=numbering((("decimal", "%1."),)),
    )


def content_controls() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    placeholder = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(
        row(*HEAD),
        row("巡河", control(cell("5")), "少一次扣1分", "县水利局"),
        control(row("清漂", "4", "每处扣0.5分", "县城管局")),
        row("保洁", "3", cell(paragraph(control(run("每次扣")) + run("0.2分"))), "各镇政府"),
        row(
            "宣传",
            "2",
            cell(paragraph(run("未开展扣2分") + placeholder.format(run("单击此处输入文字")))),
            "县委宣传部",
        ),
    )
    write("content_controls", control(body))


def automatic_numbers() -> None:
    lists = numbering(
        (("chineseCountingThousand", "%1、"),),
        (("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "（%3）")),
        (("decimal", "%1"),),
        overrides='<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>",
    )
    head = ("序号", "考核项目", "分值", "评分标准")

    def points(number: int, *texts: str) -> str:
        return cell("".join(paragraph(text, numbered(0, number)) for text in texts))

    write(
        "automatic_numbers",
        table(
            row(*head),
            row(cell(paragraph("组织领导", numbered(0, 1)), '<w:gridSpan w:val="4"/>')),
            row(
                cell(paragraph("", numbered(0, 3))),
                "会议",
                "5",
                points(2, "未研究的扣1分。", "未部署的扣1分。"),
            ),
            row(
                cell(paragraph("", numbered(0, 3))), "培训", "5", points(4, "少一次扣1分。", "未考试扣2分。")
            ),
            row(cell(paragraph("工作落实", numbered(0, 1)), '<w:gridSpan w:val="4"/>')),
            row(cell(paragraph("", numbered(0, 3))), "台账", "5", "缺一项扣1分。"),
        ),
        numbering=lists,
    )


def numbers_from_styles() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="一级"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="a2"><w:name w:val="二级"/>'
        '<w:basedOn w:val="a1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    one, two = '<w:pStyle w:val="a1"/>', '<w:pStyle w:val="a2"/>'
    write(
        "numbers_from_styles",
        paragraph("云岭县2024年度河长制考核细则")
        + paragraph("组织体系（40分）", one)
        + paragraph("巡河（25分）：每少一次扣1分，扣完为止。", two)
        + paragraph("会议（15分）：未召开的不得分。", two)
        + paragraph("水质目标（60分）", one)
        + paragraph("达标率（60分）：每低1个百分点扣2分。", two),
        numbering=numbering((("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))),
        styles=styles,
    )


def merged_cells() -> None:
    start, going = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = "<w:tblHeader/>"
    write(
        "merged_cells",
        table(
            row("项目", "考核内容", "分值", "评分标准", properties=head),
            # goes on from nothing: Word draws it as a cell of its own
            row(cell("市容", going), "占道", "5", "每处扣1分"),
            row(cell("环卫", start), "清扫", "5", cell("每处扣0.5分", start)),
            row(cell("看不见的字", going), "清运", "3", cell("", going)),
            # starts at another grid column than it goes on
            row(cell("绿化", '<w:gridSpan w:val="2"/>' + start), "2", "每株扣1分"),
            row(cell("亮化", going), "路灯", "2", "每盏扣0.5分"),
        ),
    )


def grid_gaps() -> None:
    write(
        "grid_gaps",
        table(
            row(*HEAD),
            row("接访", "5", "少一次扣1分", "县信访局"),
            row("3", "未回复扣1分", "县委办", properties='<w:gridBefore w:val="1"/>'),
            row("督办", "2", "逾期一件扣1分", properties='<w:gridAfter w:val="1"/>'),
        ),
    )


def sliver_columns() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    write(
        "sliver_columns",
        table(
            row("考核内容", cell("分值", wide), "评分标准", "责任单位"),
            row(cell("党员发展", wide), "5", "违规一例扣1分", "组织部"),
            row("党费收缴", cell("3", wide), "逾期一次扣0.5分", "机关党委"),
            widths=(2000, 60, 900, 3000, 2000),
        ),
    )


def inline_content() -> None:
    link = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'
    tag = '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>'
    simple = '<w:fldSimple w:instr="REF x">{}</w:fldSimple>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF y</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    broken = "<w:r><w:t>1.未发现的扣1分；</w:t><w:br/><w:t>2.未整改的扣2分。</w:t></w:r>"
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    hidden = run("（内部掌握）", "<w:vanish/>")
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>zhuī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>追</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    first = (
        run("按")
        + link.format(run("《办法》"))
        + tag.format(run("每次"))
        + simple.format(run("扣"))
        + field.format(run("0.5分"))
    )
    write(
        "inline_content",
        table(
            row(*HEAD),
            row("信访", cell(paragraph(run("5") + mark)), cell(paragraph(first)), "县信访局"),
            row("督查", "4", cell(paragraph(broken)), "县督查室"),
            row("问责", "3", cell(paragraph(ruby + run("责一人扣1分") + hidden + tick)), "县纪委监委"),
        ),
        footnotes=f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph("含积案。")}</w:footnote></w:footnotes>',
    )


def text_boxes() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
        "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    title = paragraph(box.format(paragraph("长桥镇2024年信访工作考核办法")))
    inner = table(row(*HEAD), row("接访", "5", "少一次扣1分", "信访办"))
    write("text_boxes", title + paragraph(box.format(inner)))


def nested_tables() -> None:
    scoring = table(
        row(*HEAD),
        row(
            "排查",
            "5",
            cell(
                paragraph("按下列标准：") + table(row("一般", "扣1分"), row("重大", "扣3分")) + paragraph("")
            ),
            "应急办",
        ),
    )
    write("nested_tables", table(row(cell(paragraph("附表") + scoring + paragraph(""))), widths=(8000,)))


def split_tables() -> None:
    header = f"<w:hdr {NAMESPACES}>{paragraph('明湖区2023年度平安建设考核细则')}</w:hdr>"
    cover = table(row("甲方", "区委政法委"), row("乙方", "各街道"), widths=(2000, 2000))
    signature = table(row("甲方签字：", "乙方签字："), row("", ""), widths=(2000, 2000))
    write(
        "split_tables",
        cover
        + table(row(*HEAD), row("矛盾调处", "5", "每低1%扣1分", "区司法局"))
        + paragraph("")
        + table(row("命案防控", "6", "每起扣3分", "公安分局"))
        + paragraph("续表")
        + table(row(*HEAD), row("反诈宣传", "4", "少一次扣1分", "公安分局"))
        + signature
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
        header1=header,
    )


def wide_claim() -> None:
    write("wide_claim", table(row(cell("考核内容", '<w:gridSpan w:val="1000000"/>'), "分值", "评分标准")))


def external_entity() -> None:
    FOLDER.joinpath("external_entity.docx").unlink(missing_ok=True)
    text = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(FOLDER / "external_entity.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": text,
        }.items():
            archive.writestr(zipfile.ZipInfo(member, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def main() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    for make in (
        tracked_changes, deleted_points, content_controls, automatic_numbers, numbers_from_styles, merged_cells, grid_gaps,
        sliver_columns, inline_content, text_boxes, nested_tables, split_tables, wide_claim, external_entity,
    ):  # fmt: skip
        make()


if __name__ == "__main__":
    main()
