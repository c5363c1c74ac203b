"""Outlines: the same items from numbered headings with points in brackets."""

from __future__ import annotations

import pytest
from grids import read

from extractors.document import Item
from extractors.errors import ExtractionError

ONE_LINE = (
    "一、环境质量（40分） （一）空气质量（15分） "
    "1.可吸入颗粒物年均值（3分）：未达到目标的，每差1微克/立方米扣0.5分，扣完为止。"
)

WHOLE = """清河县2023年度河长制工作考核细则
为全面落实河长制，制定本细则。满分100分。
一、组织体系（30分）
（一）巡河履职（20分）
1.县级河长巡河（8分）：每月巡河不少于1次，每少1次扣1分，扣完为止。
2.镇级河长巡河（12分）
考核内容：每旬巡河不少于1次。
评分标准：每少一次扣0.5分；
未填写记录的，每次扣0.2分，
扣完为止。
责任单位：县水利局、各镇人民政府
佐证材料：巡河记录
（二）会议制度（10分）。全年召开总河长会议不少于2次，每少1次扣5分。（责任单位：县河长办）
二、水质目标（75分）
1.国控断面达标率（40分）：未达到90%不得分。
2.省控断面达标率（30分）：
（1）低于80%的，扣10分；
（2）低于70%的，扣20分。
三、加分项（最高5分）
1.获得国家级表彰的，加3分。
2.获得省级表彰的，加1分。
清河县河长制办公室
2023年3月15日"""

CLAUSES = """滨河区街道垃圾分类工作考核办法
第一条 为推进生活垃圾分类，制定本办法。
第二条 组织保障（15分）
（一）成立领导小组，明确专人负责（5分）。未成立的，扣5分；无专人的，扣2分。
（二）每月召开推进会（10分）。每缺一次扣1分，扣完为止。
第三条 加减分项
（一）获得市级以上表彰的，加2分。
（二）被媒体曝光的，每次扣3分。
第四条 本办法自发布之日起施行。"""


def brief(item: Item) -> tuple[str | None, ...]:
    return (item.number, item.section, item.group, item.requirement, item.points, item.kind, item.criteria)


def test_headings_in_one_line() -> None:
    document = read(ONE_LINE, "2.臭氧（2分）：超标一天扣0.1分。")
    assert [brief(i) for i in document.items] == [
        (
            "1",
            "一、环境质量（40分）",
            "（一）空气质量（15分）",
            "1.可吸入颗粒物年均值（3分）",
            "3",
            "scored",
            "未达到目标的，每差1微克/立方米扣0.5分，扣完为止。",
        ),
        (
            "2",
            "一、环境质量（40分）",
            "（一）空气质量（15分）",
            "2.臭氧（2分）",
            "2",
            "scored",
            "超标一天扣0.1分。",
        ),
    ]


def test_whole_document() -> None:
    document = read(*WHOLE.split("\n"))
    one, two, three = "一、组织体系（30分）", "二、水质目标（75分）", "三、加分项（最高5分）"
    patrol = "（一）巡河履职（20分）"
    assert [brief(i) for i in document.items] == [
        (
            "1",
            one,
            patrol,
            "1.县级河长巡河（8分）",
            "8",
            "scored",
            "每月巡河不少于1次，每少1次扣1分，扣完为止。",
        ),
        (
            "2",
            one,
            patrol,
            "2.镇级河长巡河（12分）\n每旬巡河不少于1次。",
            "12",
            "scored",
            "每少一次扣0.5分；\n未填写记录的，每次扣0.2分，扣完为止。",
        ),
        (
            "二",
            one,
            None,
            "（二）会议制度（10分）",
            "10",
            "scored",
            "全年召开总河长会议不少于2次，每少1次扣5分。",
        ),
        ("1", two, None, "1.国控断面达标率（40分）", "40", "scored", "未达到90%不得分。"),
        (
            "2",
            two,
            None,
            "2.省控断面达标率（30分）",
            "30",
            "scored",
            "（1）低于80%的，扣10分；\n（2）低于70%的，扣20分。",
        ),
        ("1", three, None, "1.获得国家级表彰的，加3分。", None, "bonus", "获得国家级表彰的，加3分。"),
        ("2", three, None, "2.获得省级表彰的，加1分。", None, "bonus", "获得省级表彰的，加1分。"),
    ]
    assert document.items[1].departments == ["县水利局", "各镇人民政府"]
    assert document.items[1].evidence == "巡河记录"
    assert document.items[2].departments == ["县河长办"]
    assert (document.issuer, document.total_points) == ("清河县河长制办公室", "100")
    assert [(f.kind, f.value) for f in document.findings] == [("sum_differs", "75")]


def test_clauses_and_both_kinds() -> None:
    document = read(*CLAUSES.split("\n"))
    assert [(i.section, i.requirement, i.points, i.kind) for i in document.items] == [
        ("第二条 组织保障（15分）", "（一）成立领导小组，明确专人负责（5分）", "5", "scored"),
        ("第二条 组织保障（15分）", "（二）每月召开推进会（10分）", "10", "scored"),
        ("第三条 加减分项", "（一）获得市级以上表彰的，加2分。", None, "bonus"),
        ("第三条 加减分项", "（二）被媒体曝光的，每次扣3分。", None, "deduction"),
    ]


def test_prose_with_one_mark_is_no_outline() -> None:
    with pytest.raises(ExtractionError):
        read("一、考核采取百分制（100分）。", "二、考核由县委办负责。")


def test_what_closes_the_document_is_no_scoring_text() -> None:
    document = read(
        "一、阅卷纪律（60分）",
        "1.按时到岗（60分）：迟到一次扣5分。",
        "（责任单位：县教育局）",
        "考核结果分为三个等次，90分以上为优秀，60分以下为不合格。",
        "考核结果低于60分的，约谈主要负责人。",
        "二、保密（40分）",
        "1.试卷保管（40分）：发生失泄密的，不得分。",
        "考核得分低于20分的，加扣10分。",
        "本办法由县教育局负责解释。",
        "扫一扫在手机打开当前页",
        "版权所有：县人民政府",
    )
    assert [(i.criteria, i.departments) for i in document.items] == [
        ("迟到一次扣5分。", ["县教育局"]),
        ("发生失泄密的，不得分。\n考核得分低于20分的，加扣10分。", []),
    ]


def test_points_behind_the_scoring_text() -> None:
    document = read(
        "一、责任落实（30分）",
        "1.签订责任书。未签订的扣5分，少签1份扣0.5分。（10分）",
        "2.每月召开例会，做好记录。（20分）",
        "少1次扣1分。",
    )
    assert [brief(i)[3:] for i in document.items] == [
        ("1.签订责任书。", "10", "scored", "未签订的扣5分，少签1份扣0.5分。"),
        ("2.每月召开例会，做好记录。（20分）", "20", "scored", "少1次扣1分。"),
    ]


def test_article_that_only_speaks_of_awards_is_no_item() -> None:
    document = read(
        "青山县2019年度学校目标管理考核办法",
        "第四条 考核总分为100分，另设加分项。考核内容及计分标准见第五条至第六条。",
        "第五条 规范办学（60分）",
        "1.招生管理（60分）：违规招生的，每起扣10分。",
        "第六条 安全工作（40分）",
        "1.校园安全（40分）：发生事故的不得分。",
    )
    assert [item.requirement for item in document.items] == ["1.招生管理（60分）", "1.校园安全（40分）"]


def test_clauses_with_marks_are_the_parts_of_numbered_headings() -> None:
    document = read(
        "第三条 组织机构健全（15分）",
        "一、领导重视（3分）",
        "专题研究不足4次的，每少一次扣0.5分。",
        "二、中心规范（12分）",
        "未挂牌的扣2分。",
        "第四条 矛盾化解（25分）",
        "一、统计分析。（25分）",
        "未排查的，每次扣1分。",
        "考核结果折合后纳入综合考核。得分低于80分的，约谈。",
    )
    assert [(item.section, item.requirement, item.criteria) for item in document.items] == [
        ("第三条 组织机构健全（15分）", "一、领导重视（3分）", "专题研究不足4次的，每少一次扣0.5分。"),
        ("第三条 组织机构健全（15分）", "二、中心规范（12分）", "未挂牌的扣2分。"),
        ("第四条 矛盾化解（25分）", "一、统计分析。（25分）", "未排查的，每次扣1分。"),
    ]


def test_parts_without_marks_are_findings() -> None:
    document = read(
        "一、巡河履职（60分）",
        "1.县级巡河（60分）：每少1次扣1分。",
        "二、会议制度（40分）",
        "1.召开会议（40分）：未召开的不得分。",
        "三、有下列情形的一票否决：",
        "（一）弄虚作假的；",
        "四、考核程序。由县河长办组织。",
    )
    assert [item.points for item in document.items] == ["60", "40"]
    told = [(f.severity, f.value) for f in document.findings if f.kind == "outside_text"]
    assert told == [("warning", "三、有下列情形的一票否决")]
