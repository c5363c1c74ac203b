"""Layouts of scoring tables from many fields: every row becomes an item or a finding."""

from __future__ import annotations

import pytest
from grids import grid, read, short

from extractors.document import Document
from extractors.errors import ExtractionError


def findings(document: Document, *kinds: str) -> list[tuple[str, str | None]]:
    return [(f.kind, f.value) for f in document.findings if not kinds or f.kind in kinds]


def test_parts_as_full_width_rows() -> None:
    document = read(
        "青山县2024年安全生产目标管理考核评分表",
        """
序号 | 考核项目 | 考核标准 | 分值 | 得分 | 备注
一、组织领导（20分） | < | < | < | < | <
1 | 责任落实 | 未签订责任书扣5分；/未分解任务扣2分。 | 10 | | 查文件
2 | 会议部署 | 少一次扣2分。 | 10 | |
二、隐患治理（30分） | < | < | < | < | <
3 | 排查 | 未排查的，不得分。 | 25 | |
合计 | < | < | 45 | |
""",
    )
    one, two = "一、组织领导（20分）", "二、隐患治理（30分）"
    assert short(document) == [
        ("1", one, None, "责任落实", "10", "scored", "未签订责任书扣5分；\n未分解任务扣2分。"),
        ("2", one, None, "会议部署", "10", "scored", "少一次扣2分。"),
        ("3", two, None, "排查", "25", "scored", "未排查的，不得分。"),
    ]
    assert (document.title, document.year, document.jurisdiction, document.level) == (
        "青山县2024年安全生产目标管理考核评分表",
        2024,
        "青山县",
        "县",
    )
    assert [item.remarks for item in document.items] == ["备注：查文件", None, None]
    assert findings(document) == [("sum_differs", "30")]
    assert document.items[0].where.rows == (3, 3)
    assert document.items[0].where.columns == {"number": 1, "requirement": 2, "criteria": 3, "points": 4}


def test_criteria_rows_under_merged_points_are_one_item() -> None:
    document = read("""
一级指标 | 二级指标 | 分值 | 评分细则 | 责任部门
政治建设 | 理论学习 | 20 | 未制定计划扣5分 | 组织部
^ | ^ | ^ | 每缺一次学习扣1分 | 宣传部
^ | 民主生活会 | 20 | 未召开不得分 | 组织部
组织建设 | 党员发展 | 60 | 违反程序的每例扣2分 | ^
""")
    assert short(document) == [
        (None, "政治建设", None, "理论学习", "20", "scored", "未制定计划扣5分\n每缺一次学习扣1分"),
        (None, "政治建设", None, "民主生活会", "20", "scored", "未召开不得分"),
        (None, "组织建设", None, "党员发展", "60", "scored", "违反程序的每例扣2分"),
    ]
    assert [i.departments for i in document.items] == [["组织部", "宣传部"], ["组织部"], ["组织部"]]
    assert document.items[0].where.rows == (2, 3)


def test_points_rows_under_merged_criteria_are_items_of_their_own() -> None:
    document = read("""
项目 | 内容 | 标准分 | 评分办法
市容 | 占道经营 | 5 | 发现一处扣0.5分
^ | 乱贴乱画 | 3 | ^
^ | 垃圾清运 | 2 | 未日产日清每次扣1分
""")
    assert short(document) == [
        (None, "市容", None, "占道经营", "5", "scored", "发现一处扣0.5分"),
        (None, "市容", None, "乱贴乱画", "3", "scored", "发现一处扣0.5分"),
        (None, "市容", None, "垃圾清运", "2", "scored", "未日产日清每次扣1分"),
    ]


def test_points_that_two_requirements_share_count_once() -> None:
    document = read("""
考核内容 | 分值 | 评分标准
接访 | 6 | 未接访扣2分
下访 | ^ | 未下访扣2分
""")
    assert [i.points for i in document.items] == ["6", None]
    assert document.total_points == "6"
    assert findings(document, "shared_points") == [("shared_points", "6")]


def test_headings_of_two_rows() -> None:
    document = read("""
序号 | 指标 | < | 分值 | < | 计分办法 | 责任单位 | <
^ | 名称 | 内容 | 基本分 | 加分 | ^ | 牵头 | 配合
1 | 案件办理 | 办结率100% | 10 | | 每低1个百分点扣0.5分 | 县信访局 | 县公安局、县法院
2 | 积案化解 | 化解率90% | 5 | 2 | 每低1%扣0.2分；超额的加2分 | 县信访局 |
3 | 创新 | 经验推广 | | 3 | 被市推广的加1分 | 县信访局 |
""")
    assert short(document) == [
        ("1", "案件办理", None, "办结率100%", "10", "scored", "每低1个百分点扣0.5分"),
        ("2", "积案化解", None, "化解率90%", "5", "scored", "每低1%扣0.2分；超额的加2分"),
        ("3", "创新", None, "经验推广", "3", "bonus", "被市推广的加1分"),
    ]
    assert document.items[0].departments == ["县信访局", "县公安局", "县法院"]
    assert findings(document, "more_points") == [("more_points", "2")]
    assert document.headings["points"] == "分值／基本分"


def test_points_in_brackets_where_there_is_no_column() -> None:
    document = read("""
考核内容 | 考核标准
一、工作机制 | <
1.建立河长制办公室（6分） | 未设立的扣6分
2.落实巡河制度（4分） | 每少一次扣0.5分，扣完为止
二、加分 | <
3.经验推广 | 国家级加2分，省级加1分
""")
    assert short(document) == [
        ("1", "一、工作机制", None, "1.建立河长制办公室（6分）", "6", "scored", "未设立的扣6分"),
        ("2", "一、工作机制", None, "2.落实巡河制度（4分）", "4", "scored", "每少一次扣0.5分，扣完为止"),
        ("3", "二、加分", None, "3.经验推广", None, "bonus", "国家级加2分，省级加1分"),
    ]


def test_columns_without_heading_are_decided_by_content() -> None:
    document = read("""
1 | 市容秩序 | 出店经营每处扣0.5分 | 20 | 市城管局
2 | 环境卫生 | 垃圾积存每处扣1分 | 30 | 市环卫中心
3 | 园林绿化 | 绿地破坏每处扣2分 | 50 | 市园林局
""")
    assert short(document) == [
        ("1", None, None, "市容秩序", "20", "scored", "出店经营每处扣0.5分"),
        ("2", None, None, "环境卫生", "30", "scored", "垃圾积存每处扣1分"),
        ("3", None, None, "园林绿化", "50", "scored", "绿地破坏每处扣2分"),
    ]
    assert document.items[2].departments == ["市园林局"]
    assert "guessed_column" in {f.kind for f in document.findings}


def test_covers_and_signatures_are_no_scoring_tables() -> None:
    document = read(
        "河西区2022年平安建设目标管理责任书",
        "甲方 | 区委平安办\n乙方 | 各街道",
        """
类别 | 考核内容 | 权重 | 考核细则 | 考核单位
综治 | 矛盾调处 | 10% | 调处率每低1%扣1分 | 区司法局
综治 | 命案防控 | 5% | 发生一起扣5分 | 区公安分局
""",
        "签字 | 日期\n甲方： | 2022年",
    )
    assert [(i.requirement, i.points, i.departments) for i in document.items] == [
        ("矛盾调处", "10", ["区司法局"]),
        ("命案防控", "5", ["区公安分局"]),
    ]
    assert [f.where.table for f in document.findings if f.kind == "table_skipped" and f.where] == [1, 3]


def test_split_table_with_and_without_repeated_heading() -> None:
    head = "序号 | 考核内容 | 分值 | 评分标准\n"
    document = read(
        head + "1 | 预案 | 5 | 未制定扣5分",
        "2 | 演练 | 5 | 少一次扣1分\n3 | 培训 | 5 | 少一次扣1分",
        head + "4 | 值守 | 5 | 脱岗一次扣1分",
    )
    assert [(i.number, i.requirement, i.where.table, i.where.rows) for i in document.items] == [
        ("1", "预案", 1, (2, 2)),
        ("2", "演练", 2, (1, 1)),
        ("3", "培训", 2, (2, 2)),
        ("4", "值守", 3, (2, 2)),
    ]


def test_row_cut_by_a_page_is_joined() -> None:
    head = "序号 | 项目 | 考核内容 | 分值 | 评分标准 | 责任单位\n"
    document = read(
        grid(head + "1 | 组织 | 会议 | 5 | 少一次扣1分；未研究 | 县安委办", 1, page=1),
        grid(
            head
            + """ | | | | 部署的扣2分。/2.未印发的扣1分。 |
2 | | 培训 | 5 | 少一次扣1分 |
3 | 排查 | 隐患 | 5 | 每处扣1分 | """,
            2,
            page=2,
        ),
    )
    assert short(document) == [
        ("1", "组织", None, "会议", "5", "scored", "少一次扣1分；未研究部署的扣2分。\n2.未印发的扣1分。"),
        ("2", "组织", None, "培训", "5", "scored", "少一次扣1分"),
        ("3", "排查", None, "隐患", "5", "scored", "每处扣1分"),
    ]


def test_number_in_a_column_under_the_label_heading() -> None:
    document = read("""
项目 | 工作要求 | < | 分值 | 计分标准 | 数据来源
经济 | 1 | 产值增长 | 10 | 每低1个百分点扣1分 | 统计年报
^ | 2 | 税收增长 | 10 | 完成得满分，每少1%扣0.5分 | 税务报表
民生 | 3 | 新增就业 | 5 | 按比例得分 | 台账
""")
    assert [(i.number, i.section, i.requirement, i.evidence) for i in document.items] == [
        ("1", "经济", "产值增长", "统计年报"),
        ("2", "经济", "税收增长", "税务报表"),
        ("3", "民生", "新增就业", "台账"),
    ]


def test_criteria_in_two_columns() -> None:
    document = read("""
序号 | 考核内容 | 分值 | 评分标准 | <
^ | ^ | ^ | 扣分标准 | 加分标准
1 | 宣传 | 5 | 少一次扣1分 | 省级媒体加1分
2 | 培训 | 5 | 少一次扣1分 |
""")
    assert [i.criteria for i in document.items] == ["少一次扣1分\n省级媒体加1分", "少一次扣1分"]


def test_part_rows_with_their_own_number_and_points() -> None:
    document = read("""
序号 | 考核内容 | 分值 | 考核办法
一 | 基础工作 | 30 |
1 | 制度 | 15 | 未建立扣15分
2 | 台账 | 15 | 缺一项扣1分
二 | 重点工作 | 70 |
3 | 项目 | 60 | 未完成不得分
""")
    assert [(i.number, i.section, i.requirement) for i in document.items] == [
        ("1", "基础工作", "制度"),
        ("2", "基础工作", "台账"),
        ("3", "重点工作", "项目"),
    ]
    assert findings(document, "sum_differs") == [("sum_differs", "70")]


def test_heading_typed_again_and_note_row() -> None:
    document = read("""
考核指标 | 分值 | 评分标准
（一）执法 | 10 | 错案每件扣2分
考核指标 | 分值 | 评分标准
（二）普法 | 10 | 未开展扣10分
总分 | 20 |
注：以上得分不计负分。 | < | <
""")
    assert [i.number for i in document.items] == ["一", "二"]
    assert findings(document, "note_row", "sum_differs") == [("note_row", "注：以上得分不计负分。")]


def test_another_heading_in_the_middle_begins_another_table() -> None:
    document = read("""
一、基础指标（80分） | < | < | <
序号 | 考核内容 | 分值 | 评分标准
1 | 学习 | 40 | 缺一次扣1分。
2 | 纪律 | 40 | 违纪每人次扣5分。
二、加分项 | < | < | <
序号 | 加分事项 | 加分标准 | 认定单位
1 | 表彰 | 国家级加5分，省级加3分 | 市委组织部
2 | 经验 | 被推广的加1分 | 市委办
""")
    assert short(document) == [
        ("1", "一、基础指标（80分）", None, "学习", "40", "scored", "缺一次扣1分。"),
        ("2", "一、基础指标（80分）", None, "纪律", "40", "scored", "违纪每人次扣5分。"),
        ("1", "二、加分项", None, "表彰", None, "bonus", "国家级加5分，省级加3分"),
        ("2", "二、加分项", None, "经验", None, "bonus", "被推广的加1分"),
    ]


def test_part_headings_in_paragraphs_between_tables() -> None:
    head = "内容 | 分值 | 评分标准\n"
    document = read(
        "白石镇2024年河长制考核细则",
        "一、制度建设（20分）",
        head + "巡河 | 20 | 少一次扣1分",
        "二、治理成效（80分）",
        head + "清漂 | 80 | 发现一处扣2分",
        "三、附则",
    )
    assert [(i.section, i.requirement) for i in document.items] == [
        ("一、制度建设（20分）", "巡河"),
        ("二、治理成效（80分）", "清漂"),
    ]


def test_points_cells_with_words() -> None:
    document = read("""
考核内容 | 分值 | 评分标准
舆情 | 扣/分/项 | 每起扣1分
创新 | 加分项（最高5分） | 每项加1分
督办 | ±2 | 视情加减分
应急 | 基本分5分 | 每次扣1分
防汛 | | 脱岗的扣2分
""")
    assert [(i.points, i.kind) for i in document.items] == [
        (None, "deduction"),
        ("5", "bonus"),
        (None, "scored"),
        ("5", "scored"),
        (None, "deduction"),
    ]
    assert findings(document, "points_unread", "no_points") == [("points_unread", "±2"), ("no_points", None)]


def test_labels_left_blank_instead_of_merged() -> None:
    document = read("""
类别 | 指标 | 分值 | 评分标准 | 责任单位
安全 | 事故起数 | 10 | 每起扣2分 | 应急局
 | 死亡人数 | 10 | 每人扣5分 | 应急局
 | | | 较大事故不得分 |
消防 | 火灾起数 | 5 | 每起扣1分 | 消防大队
""")
    assert [(i.section, i.requirement, i.criteria) for i in document.items] == [
        ("安全", "事故起数", "每起扣2分"),
        ("安全", "死亡人数", "每人扣5分\n较大事故不得分"),
        ("消防", "火灾起数", "每起扣1分"),
    ]


def test_title_in_the_first_merged_rows() -> None:
    document = read("""
附件1 | < | < | <
东山县2024年度乡镇综合治理考核指标体系 | < | < | <
单位：分 | < | < | <
指标 | 权重 | 考核办法 | 考核单位
信访 | 60 | 每批次扣1分 | 县信访局
综治 | 40 | 每起扣2分 | 县委政法委
""")
    assert (document.title, document.year, len(document.items)) == (
        "东山县2024年度乡镇综合治理考核指标体系",
        2024,
        2,
    )


def test_label_heading_that_also_names_points() -> None:
    document = read("""
一级指标及分值 | 二级指标及分值 | 三级指标 | 评分办法
制度（40） | 机构（20） | 成立机构 | 未成立扣10分
^ | ^ | 配备人员 | 未配备扣10分
^ | 经费（20分） | 落实经费 | 未落实扣20分
""")
    assert [(i.section, i.group, i.requirement) for i in document.items] == [
        ("制度（40）", "机构（20）", "成立机构"),
        ("制度（40）", "机构（20）", "配备人员"),
        ("制度（40）", "经费（20分）", "落实经费"),
    ]


def test_unit_column_is_no_department() -> None:
    document = read("""
指标名称 | 单位 | 年度目标值 | 权重（%） | 计分方法 | 牵头部门
产值增速 | % | 8 | 60 | 按完成率计分，满分60分 | 统计局
投资增速 | % | 10 | 40 | 每低1个百分点扣2分 | 发改局
""")
    assert [(i.points, i.departments) for i in document.items] == [("60", ["统计局"]), ("40", ["发改局"])]


def test_no_scoring_column_is_an_error() -> None:
    with pytest.raises(ExtractionError, match="没有找到带评分标准的表格"):
        read("姓名 | 职务 | 电话\n张三 | 局长 | 123")


def test_part_rows_whose_name_runs_over_all_other_columns() -> None:
    document = read("""
序号 | 目标任务 | 工作措施及要求 | 完成时限 | 分值 | 考核计分办法 | 责任领导 | 责任单位
一 | 河长制 | < | < | < | < | < | <
1 | 巡河 | 每月一次 | 全年 | 5 | 少一次扣0.5分 | 张三 | 水利局
二 | 污染防治 | < | < | < | < | < | <
2 | 排污口 | 整治完成 | 6月底前 | 8 | 每少一个扣1分 | 李四 | 生态环境局
""")
    assert short(document) == [
        ("1", "河长制", "巡河", "每月一次", "5", "scored", "少一次扣0.5分"),
        ("2", "污染防治", "排污口", "整治完成", "8", "scored", "每少一个扣1分"),
    ]
    assert [item.remarks for item in document.items] == [
        "完成时限：全年\n责任领导：张三",
        "完成时限：6月底前\n责任领导：李四",
    ]


def test_marks_in_the_headings_of_graded_criteria() -> None:
    document = read("""
一级指标 | 二级指标 | 评价标准 | < | < | 分值
^ | ^ | 优（8-10分） | 良（5-7分） | 差（0-4分） | ^
管理 | 制度 | 健全并落实 | 健全未落实 | 不健全 | 10
""")
    assert [i.criteria for i in document.items] == [
        "优（8-10分）：健全并落实\n良（5-7分）：健全未落实\n差（0-4分）：不健全"
    ]


def test_subtotals_signatures_and_totals() -> None:
    document = read("""
序号 | 检查项目 | 检查内容 | 检查方法 | 标准分 | 扣分标准 | 扣分原因 | 实得分
1 | 安全管理 | 责任制 | 查阅文件 | 10 | 未建立扣10分；不健全扣2-5分 | |
2 | ^ | 教育培训 | 查阅记录 | 10 | 新工人未培训，每人扣2分 | |
小计 | < | < | < | 20 | | |
3 | 现场管理 | 用电 | 现场查看 | 15 | 违反规范每处扣3分 | |
小计 | < | < | < | 16 | | |
总计 | < | < | < | 35 | | |
检查人员签字： | < | < | < | < | 检查日期： | < | <
""")
    assert [(i.number, i.section, i.evidence) for i in document.items] == [
        ("1", "安全管理", "查阅文件"),
        ("2", "安全管理", "查阅记录"),
        ("3", "现场管理", "现场查看"),
    ]
    assert findings(document, "sum_differs", "signature_row") == [
        ("signature_row", "检查人员签字：\n检查日期："),
        ("sum_differs", "16"),
    ]


def test_bonus_rows_under_one_label() -> None:
    document = read("""
类别 | 加分情形 | 加分分值 | 认定单位
表彰奖励 | 获得国家级表彰的 | 5 | 组织部
^ | 获得省级表彰的 | 3 | 组织部
""")
    assert short(document) == [
        (None, None, None, "表彰奖励", "5", "bonus", "获得国家级表彰的"),
        (None, None, None, "表彰奖励", "3", "bonus", "获得省级表彰的"),
    ]


def test_a_parts_mark_beside_items_that_state_their_own() -> None:
    document = read("""
考核项目 | 分值 | 考核内容 | 评分标准
组织 | 20 | 会议（12分） | 少一次扣1分
^ | ^ | 培训（8分） | 少一次扣1分
""")
    assert [i.points for i in document.items] == ["12", "8"]


def test_standards_beside_the_way_of_scoring_are_requirements() -> None:
    document = read("""
项目 | 考核标准 | 评分办法 | 分值
巡查 | 每日巡查不少于2次，记录完整 | 少一次扣0.5分 | 5
处置 | 2小时内到场 | 超时一次扣1分 | 5
""")
    assert short(document) == [
        (None, "巡查", None, "每日巡查不少于2次，记录完整", "5", "scored", "少一次扣0.5分"),
        (None, "处置", None, "2小时内到场", "5", "scored", "超时一次扣1分"),
    ]


def test_a_text_that_runs_over_points_and_evidence_is_only_criteria() -> None:
    document = read("""
项目 | 内容 | 分值 | 评分标准 | 考核方式
维稳 | 接访 | 5 | 少一次扣1分 | 查资料
一票否决 | < | 发生集体上访的，取消评先资格。 | < | <
""")
    last = document.items[-1]
    assert (last.points, last.criteria, last.evidence) == (None, "发生集体上访的，取消评先资格。", None)
    assert findings(document, "points_unread") == []


def test_labels_with_marks_are_compared_with_their_items() -> None:
    document = read("""
项目 | 内容 | 分值 | 评分标准
组织（10分） | 会议 | 5 | 少一次扣1分
^ | 培训 | 4 | 少一次扣1分
""")
    assert findings(document, "sum_differs") == [("sum_differs", "10")]


def test_ticks_under_departments_names() -> None:
    document = read("""
考核内容 | 分值 | 评分标准 | 责任单位 | < | <
^ | ^ | ^ | 县水利局 | 县林业局 | 各乡镇
巡河 | 5 | 少一次扣1分 | √ | | √
巡林 | 5 | 少一次扣1分 | | √ | √
""")
    assert [i.departments for i in document.items] == [["县水利局", "各乡镇"], ["县林业局", "各乡镇"]]


def test_columns_for_deductions_and_awards_that_say_how() -> None:
    document = read(
        """
序号 | 考核内容 | 分值 | 扣分 | 加分
1 | 宣传 | 5 | 少一次扣1分 | 省媒加1分
2 | 培训 | 5 | 少一次扣1分 |
""",
        "全年累计超过10次的，另扣2分。",
    )
    assert [i.criteria for i in document.items] == ["少一次扣1分\n省媒加1分", "少一次扣1分"]
    assert findings(document, "outside_text") == [("outside_text", "全年累计超过10次的，另扣2分。")]


def test_columns_for_results_stay_out_of_the_criteria() -> None:
    document = read("""
序号 | 考核内容 | 分值 | 评分标准 | 扣分 | 得分
1 | 宣传 | 5 | 少一次扣1分 | | 4
""")
    assert [i.criteria for i in document.items] == ["少一次扣1分"]
    assert [i.remarks for i in document.items] == ["得分：4"]


def test_forms_with_headings_below_each_other() -> None:
    document = read("""
考核内容 | 巡河 | <
分值 | 5 | <
评分标准 | 少一次扣1分 | <
考核内容 | 清漂 | <
分值 | 6 | <
评分标准 | 每处扣1分 | <
""")
    assert short(document) == [
        (None, None, None, "巡河", "5", "scored", "少一次扣1分"),
        (None, None, None, "清漂", "6", "scored", "每处扣1分"),
    ]
    assert [i.where.rows for i in document.items] == [(1, 3), (4, 6)]


def test_row_of_column_letters_is_no_item() -> None:
    document = read("""
序号 | 指标名称 | 计量单位 | 目标值 | 分值（分） | 计分办法 | 考核单位
甲 | 乙 | 丙 | 1 | 2 | 丁 | 戊
1 | 产值 | 亿元 | 10 | 5 | 每少1亿元扣1分 | 统计局
""")
    assert [(i.number, i.requirement, i.points, i.departments) for i in document.items] == [
        ("1", "产值", "5", ["统计局"])
    ]


def test_remark_behind_the_points() -> None:
    document = read("""
考核内容 | 分值 | 评分标准
装备 | 10（其中基础8分） | 缺一项扣1分
""")
    assert document.items[0].points == "10"
    assert findings(document, "points_remark") == [("points_remark", "10（其中基础8分）")]


def test_tables_with_scoring_texts_that_are_not_read_warn() -> None:
    document = read(
        "内容 | 分值 | 评分标准\n接访 | 5 | 少一次扣1分",
        "迟到一次扣1分 | \n旷工一次扣5分 | ",
    )
    assert [(f.kind, f.severity) for f in document.findings if f.kind == "table_skipped"] == [
        ("table_skipped", "warning")
    ]


def test_heading_of_labels_only() -> None:
    document = read("""
考核内容 | 考核要求
1.会议（5分） | 少一次扣1分
2.培训（5分） | 少一次扣0.5分
""")
    assert short(document) == [
        ("1", None, None, "1.会议（5分）", "5", "scored", "少一次扣1分"),
        ("2", None, None, "2.培训（5分）", "5", "scored", "少一次扣0.5分"),
    ]


def test_outline_in_a_frame_of_one_cell() -> None:
    text = "一、组织（10分）/1.会议（5分）：少一次扣1分。/2.培训（5分）：少一次扣0.5分。"
    document = read(grid(text))
    assert [(i.section, i.requirement, i.points) for i in document.items] == [
        ("一、组织（10分）", "1.会议（5分）", "5"),
        ("一、组织（10分）", "2.培训（5分）", "5"),
    ]


def test_a_column_of_target_figures_is_no_requirement() -> None:
    document = read("""
考核项目 | 考核指标 | 年度目标 | 分值 | 计分办法
经济 | 产值增长 | ≥8% | 10 | 每低1个百分点扣1分
^ | 税收 | 5亿元 | 10 | 每少1%扣0.5分
民生 | 新增就业 | 1000人 | 5 | 按比例得分
""")
    assert [(i.section, i.requirement) for i in document.items] == [
        ("经济", "产值增长"),
        ("经济", "税收"),
        ("民生", "新增就业"),
    ]
    assert [i.remarks for i in document.items] == ["年度目标：≥8%", "年度目标：5亿元", "年度目标：1000人"]


def test_lines_for_signatures_named_by_office() -> None:
    document = read("""
考核项目 | 考核内容 | 分值 | 评分标准
经营 | 利润 | 60 | 每低1%扣1分
^ | 营业收入 | 40 | 每低1%扣0.5分
主要领导（签字）： | | 单位负责人（签字、盖章）： |
""")
    assert [i.requirement for i in document.items] == ["利润", "营业收入"]
    assert findings(document, "signature_row") == [
        ("signature_row", "主要领导（签字）：\n单位负责人（签字、盖章）：")
    ]


def test_ticks_under_ways_of_checking() -> None:
    document = read("""
考核内容 | 分值 | 评分标准 | 考核方式 | <
^ | ^ | ^ | 查阅资料 | 实地查看
台账 | 5 | 缺一份扣1分 | 会议记录 | √
设施 | 5 | 缺一处扣1分 | | √
制度 | 5 | 缺一项扣1分 | 制度文本 |
""")
    assert [i.evidence for i in document.items] == ["会议记录\n实地查看", "实地查看", "制度文本"]


def test_points_of_two_levels() -> None:
    document = read("""
一级指标 | 分值 | 二级指标 | 分值 | 评分细则
预防 | 25 | 风险评估 | 10 | 未评估的每件扣2分
^ | ^ | 领导接访 | 15 | 每少1次扣1分
办理 | 15 | 及时受理 | 15 | 每低1%扣1分
""")
    assert [(i.section, i.requirement, i.points) for i in document.items] == [
        ("预防", "风险评估", "10"),
        ("预防", "领导接访", "15"),
        ("办理", "及时受理", "15"),
    ]


def test_criteria_whose_heading_ends_with_points() -> None:
    document = read("""
考核项目 | 考核内容 | 考核标准及分值 | 考核办法
医疗（40分） | 质量控制 | 基本分值40分。查房不落实的每例扣1分。 | 现场查看
管理（60分） | 药占比 | 基本分值60分。每高1个百分点扣2分。 | 查阅数据
""")
    assert [(*row[3:5], row[6]) for row in short(document)] == [
        ("质量控制", "40", "基本分值40分。查房不落实的每例扣1分。"),
        ("药占比", "60", "基本分值60分。每高1个百分点扣2分。"),
    ]
    assert [i.evidence for i in document.items] == ["现场查看", "查阅数据"]


def test_points_that_are_ranges_are_findings_not_criteria() -> None:
    document = read("""
考核内容 | 分值 | 评分标准
会议召开 | 0-5 | 每少一次扣1分
工作创新 | ≤3分 | 获市级推广的得3分
报送信息 | 2×5=10分 | 每少1条扣2分
""")
    assert [i.criteria for i in document.items] == ["每少一次扣1分", "获市级推广的得3分", "每少1条扣2分"]
    assert [value for _, value in findings(document, "points_unread")] == ["0-5", "≤3分", "2×5=10分"]


def test_part_that_holds_criteria_itself_opens_a_part_for_the_rows_below() -> None:
    document = read("""
序号 | 考核项目 | 分值 | 考核指标 | 考核部门
一、 | 巩固成果 | 5 | |
1 | 四个到位 | 5 | 变动时未调整的扣1分。 | 县河长办
二、 | 水岸联动 | 15 | 未公布湖长名单的扣2分。 | 县河长办
2 | 养殖控制 | 7 | 建立台账，得7分。 | 县农业局
三、 | 奖扣分 | 7 | 获通报表扬的奖10分。 | 县河长办
""")
    assert [(i.number, i.section, i.requirement, i.points) for i in document.items] == [
        ("1", "巩固成果", "四个到位", "5"),
        ("二", None, "水岸联动", "15"),
        ("2", "水岸联动", "养殖控制", "7"),
        ("三", None, "奖扣分", "7"),
    ]
    assert findings(document, "sum_differs") == []


def test_part_with_a_remark_beside_it_and_offices_among_the_labels() -> None:
    document = read("""
序号 | 考核项目 | < | 各项分值 | 考核内容 | 评分标准 | 说明
一、 | 通用项目 | < | 8 | | |
1 | 组织领导 | < | 8 | 领导重视 | 未部署的扣2分。 |
二、 | 部门履职项目 | < | 60 | | | 按部门各60分考核
1 | 重点部门 | 县农业局 | 30 | 养殖污染 | 出现1例扣2分。 |
2 | ^ | 县水利局 | 30 | 采砂整治 | 出现1例扣3分。 |
""")
    assert [(i.section, i.group, i.requirement, i.departments) for i in document.items] == [
        ("通用项目", "组织领导", "领导重视", []),
        ("部门履职项目", "重点部门", "养殖污染", ["县农业局"]),
        ("部门履职项目", "重点部门", "采砂整治", ["县水利局"]),
    ]
    assert findings(document, "other_column") == [("other_column", "按部门各60分考核")]


def test_sums_named_after_their_part() -> None:
    document = read("""
考核类别 | 考核内容 | 分值 | 评分标准
资源保护 | 巡林 | 10 | 每少1次扣1分
资源保护 | 采伐 | 8 | 超限额采伐不得分
资源保护小计 | | 18 |
生态修复 | 造林 | 14 | 未完成任务扣5分
生态修复合计 | | 15 |
总计 | | 32 |
""")
    assert [item.requirement for item in document.items] == ["巡林", "采伐", "造林"]
    assert findings(document, "sum_differs") == [("sum_differs", "15")]


def test_columns_from_the_finest_to_the_coarsest() -> None:
    document = read("""
责任单位 | 序号 | 标准分 | 扣分标准 | 加分标准 | 考核内容 | 考核项目
区城管局 | 1 | 10 | 发现一处扣0.5分。 | 零投诉加0.5分。 | 无占道经营 | 市容秩序
区城管局 | 2 | 8 | 未审批的每处扣1分。 | | 广告设置规范 | ^
区环卫处 | 3 | 6 | 未清扫的每处扣1分。 | | 清扫保洁 | 环境卫生
区环卫处 | 4 | 6 | 满溢的每处扣0.2分。 | | 垃圾分类 | ^
""")
    assert [(item.section, item.requirement) for item in document.items] == [
        ("市容秩序", "无占道经营"),
        ("市容秩序", "广告设置规范"),
        ("环境卫生", "清扫保洁"),
        ("环境卫生", "垃圾分类"),
    ]


def test_way_of_scoring_beside_the_standards_belongs_to_them() -> None:
    document = read("""
考核内容 | 分值 | 评分办法 | 评分标准
巡林履职 | 10 | 县级林长每半年巡林不少于1次。 | 每少1次扣0.5分。
造林任务 | 14 | 任务以市下达计划为准。 | 完成率低于100%的，每低1%扣1分。
古树保护 | 6 | 实地抽查10株。 | 死亡的每株扣2分。
""")
    assert document.items[0].criteria == "县级林长每半年巡林不少于1次。\n每少1次扣0.5分。"


def test_way_of_scoring_that_only_looks_at_papers_is_evidence() -> None:
    document = read("""
考核内容 | 分值 | 评分办法 | 评分标准
巡林履职 | 10 | 查阅巡林记录 | 每少1次扣0.5分。
造林任务 | 14 | 现场抽查 | 未完成的每亩扣1分。
""")
    assert [item.evidence for item in document.items] == ["查阅巡林记录", "现场抽查"]


def test_whole_sum_below_the_title_is_no_part() -> None:
    document = read("""
青山县2022年度法治政府建设考核指标 | < | < | <
（总分100分） | < | < | <
指标 | 序号 | 分值 | 评分标准
依法决策 | 1 | 8 | 未经审查的，每件扣2分。
行政执法 | 2 | 7 | 应公示未公示的每条扣1分。
""")
    assert [item.section for item in document.items] == [None, None]


def test_cells_that_cross_out_name_no_office() -> None:
    document = read("""
考核内容 | 分值 | 评分标准 | 责任单位 | < | <
^ | ^ | ^ | 综治中心 | 派出所 | 司法所
矛盾化解 | 10 | 未化解每件扣1分 | ✓ | ✗ | √
命案防控 | 10 | 发生一起扣5分 | × | ☑ | ☐
""")
    assert [item.departments for item in document.items] == [["综治中心", "司法所"], ["派出所"]]


def test_rules_outside_of_the_items_are_warnings() -> None:
    document = read(
        "发生较大以上生产安全事故的，对年度考核实行一票否决。",
        "考核得分90分以上的为优秀。",
        """
考核内容 | 分值 | 评分标准
责任落实 | 10 | 未签订责任书扣5分
注：加分累计不超过5分。 | < | <
""",
        "弄虚作假的，取消年度评先评优资格。",
    )
    aside = [f for f in document.findings if f.kind in ("note_row", "outside_text")]
    assert [(f.severity, f.kind, f.value) for f in aside] == [
        ("warning", "note_row", "注：加分累计不超过5分。"),
        ("warning", "outside_text", "发生较大以上生产安全事故的，对年度考核实行一票否决。"),
        ("info", "outside_text", "考核得分90分以上的为优秀。"),
        ("warning", "outside_text", "弄虚作假的，取消年度评先评优资格。"),
    ]


def test_marks_of_coarser_levels_are_no_remarks_of_their_items() -> None:
    document = read("""
一级指标 | 分值 | 二级指标 | 分值 | 评分标准 | 备注
市容 | 10 | 占道 | 6 | 每处扣0.5分 | 发生重大舆情的一次扣2分
^ | ^ | 广告 | 4 | 每处扣0.2分 |
""")
    assert [i.remarks for i in document.items] == ["备注：发生重大舆情的一次扣2分", None]
    assert findings(document, "other_column") == [("other_column", "备注：发生重大舆情的一次扣2分")]


def test_remarks_in_rows_below_the_last_item_are_findings() -> None:
    document = read("""
序号 | 考核内容 | 分值 | 评分标准
1 | 责任落实 | 10 | 未签订责任书扣5分
注：1.本表由县委办解释。 | < | < | <
2.村干部受处分的，取消评先资格。 | < | < | <
3.考核结果分三个等次。 | < | < | <
""")
    assert [item.requirement for item in document.items] == ["责任落实"]
    notes = [(f.severity, f.value) for f in document.findings if f.kind == "note_row"]
    assert notes == [
        ("info", "注：1.本表由县委办解释。"),
        ("warning", "2.村干部受处分的，取消评先资格。"),
        ("info", "3.考核结果分三个等次。"),
    ]


def test_ticks_in_words_give_the_offices_their_parts() -> None:
    document = read("""
考核内容 | 分值 | 评分标准 | 责任单位 | < | <
^ | ^ | ^ | 发改局 | 财政局 | 各乡镇
项目申报 | 10 | 未申报每个扣1分 | 主 | 辅 |
资金拨付 | 10 | 未拨付每笔扣1分 | 配合 | 牵头 | √
""")
    assert [item.department_roles for item in document.items] == [
        {"发改局": "lead", "财政局": "support"},
        {"发改局": "support", "财政局": "lead"},
    ]
    assert [item.departments for item in document.items] == [
        ["发改局", "财政局"],
        ["发改局", "财政局", "各乡镇"],
    ]


def test_offices_that_only_certify_answer_for_nothing() -> None:
    document = read("""
序号 | 加分事项 | 分值 | 加分标准 | 认定单位
1 | 获得表彰 | 5 | 每次加1分 | 党政办
2 | 媒体宣传 | 5 | 每篇加0.5分 | 宣传办
""")
    assert [(item.departments, item.remarks) for item in document.items] == [
        ([], "认定单位：党政办"),
        ([], "认定单位：宣传办"),
    ]


def test_ticks_under_offices_without_a_heading_over_them() -> None:
    document = read("""
考核内容 | 分值 | 评分标准 | 发改局 | 财政局 | 各乡镇
项目申报 | 10 | 未申报每个扣1分 | √ | √ |
资金拨付 | 10 | 未拨付每笔扣1分 | | √ | √
""")
    assert [item.departments for item in document.items] == [["发改局", "财政局"], ["财政局", "各乡镇"]]
    assert [(item.evidence, item.remarks) for item in document.items] == [(None, None), (None, None)]


def test_sum_whose_amount_stands_under_the_scoring_texts() -> None:
    document = read("""
考核内容 | 分值 | 评分标准
巡林 | 10 | 每少1次扣1分
采伐 | 8 | 超限额采伐不得分
合计 | | 18
""")
    assert [item.requirement for item in document.items] == ["巡林", "采伐"]
