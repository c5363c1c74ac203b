"""What single cells say: points, numbers, departments, kinds; and what a document says of itself."""

from __future__ import annotations

import pytest

from extractors.item.departments import split_departments
from extractors.item.numbering import leading_number, level, ordinal
from extractors.item.points import Points, bracketed_points, kind_of, read_points, stated_points
from extractors.lexicon import meaning
from extractors.metadata import find_issuer, find_number, find_place, find_title, find_year
from extractors.texts import join_broken, one_line


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("3", Points("3", "scored")),
        ("3分", Points("3", "scored")),
        ("２．５", Points("2.5", "scored")),
        ("3.0", Points("3", "scored")),
        ("基本分值\n5分", Points("5", "scored")),
        ("（10分）", Points("10", "scored")),
        ("10%", Points("10", "scored", percent=True)),
        ("+2", Points("2", "bonus")),
        ("-1.5", Points("1.5", "deduction")),
        ("加\n分\n项", Points(None, "bonus")),
        ("扣 分 项", Points(None, "deduction")),
        ("加分项（最高5分）", Points("5", "bonus")),
        ("加减分项", Points(None, None)),
        ("/", Points(None, None)),
        ("", Points(None, None)),
        ("制度（40）", Points(None, None, read=False)),
        ("视情况", Points(None, None, read=False)),
        ("5-10", Points(None, None, read=False)),
    ],
)
def test_points_cell(text: str, points: Points) -> None:
    assert read_points(text) == points


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("组织领导（10分）", "10"),
        ("组织领导(满分：10分)", "10"),
        ("组织领导【2.5分】", "2.5"),
        ("会议（5分）、培训（5分）", "5"),
        ("会议（5分）、培训（3分）", None),
        ("组织领导", None),
    ],
)
def test_points_in_brackets(text: str, value: str | None) -> None:
    assert bracketed_points(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("基本分值5分，每缺一项扣1分", "5"), ("本项满分为10分", "10"), ("每缺一项扣1分", None)],
)
def test_points_stated_in_criteria(text: str, value: str | None) -> None:
    assert stated_points(text) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("每项加1分，最高加3分", "bonus"),
        ("获省级奖励1分", "bonus"),
        ("每起扣1分，扣完为止", "deduction"),
        ("未完成的不得分", "deduction"),
        ("完成得2分，未完成不得分", "scored"),
        ("超额加1分，未完成扣1分", "scored"),
        ("按规定考核", "scored"),
    ],
)
def test_kind_by_criteria(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.1党政主要领导", "1.1"),
        ("16.10 积极", "16.10"),
        ("3、开展", "3"),
        ("（一）执法", "一"),
        ("(12)信访", "12"),
        ("一、组织", "一"),
        ("①台账", "①"),
        ("第三条 组织", "三"),
        ("A1.制度", "A1"),
        ("12369热线", None),
        ("2024年度", None),
        ("3.5万元以上", None),
        ("5个以上", None),
        ("加强领导", None),
        ("3.0～6岁儿童健康管理", "3"),
        ("4.65岁及以上老年人健康管理", "4"),
        ("5.24小时应急值守", "5"),
        ("6.2024年度计划", "6"),
        ("7.12345热线办理", "7"),
        ("8.119消防宣传", "8"),
        ("9.12建设", "9.12"),
        ("9.120万元以上", None),
        ("1.2项目建设", "1.2"),
        ("1.2人员配备到位", "1.2"),
        ("2.1家庭医生签约", "2.1"),
        ("1.1.2年终组织考核", "1.1.2"),
        ("1.3处置率达到90%", "1.3"),
        ("2.5个百分点以上", None),
        ("1.2人以上", None),
        ("3.1家企业", None),
    ],
)
def test_leading_number(text: str, number: str | None) -> None:
    assert leading_number(text) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", (3,)),
        ("1.10", (1, 10)),
        ("十二、", (12,)),
        ("（三）", (3,)),
        ("⑤", (5,)),
        ("二十", (20,)),
        ("3分", None),
    ],
)
def test_ordinal(text: str, numbers: tuple[int, ...] | None) -> None:
    assert ordinal(text) == numbers


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("第一章 总则", 0),
        ("一、组织", 1),
        ("（一）会议", 2),
        ("1.台账", 3),
        ("1.2台账", 4),
        ("（1）记录", 4),
        ("记录", None),
    ],
)
def test_outline_level(text: str, depth: int | None) -> None:
    assert level(text) == depth


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县委办、\n县政府办、\n县委宣传部", ["县委办", "县政府办", "县委宣传部"]),
        ("规财处\n科技处", ["规财处", "科技处"]),
        ("各处室、  直属单位", ["各处室", "直属单位"]),
        ("市生态\n环境局", ["市生态环境局"]),
        ("市生态环\n境局、市自\n然资源局", ["市生态环境局", "市自然资源局"]),
        ("县委\n宣传部", ["县委宣传部"]),
        ("牵头单位：县水利局；配合单位：县财政局，各镇", ["县水利局", "县财政局", "各镇"]),
        ("市教育局（含民办、公办学校）、市卫健委", ["市教育局（含民办、公办学校）", "市卫健委"]),
        ("市 教 育 局", ["市教育局"]),
        ("县应急局 县消防大队", ["县应急局", "县消防大队"]),
        ("县水利局和县林业局", ["县水利局", "县林业局"]),
        ("县自然资源和规划局、县住房和城乡建设局", ["县自然资源和规划局", "县住房和城乡建设局"]),
        ("县委办及县直各单位", ["县委办", "县直各单位"]),
        ("——", []),
        ("", []),
        ("市农业农村局市市场监管局", ["市农业农村局", "市市场监管局"]),
        ("市委办公室市政府办公室", ["市委办公室", "市政府办公室"]),
        ("县委县政府督查室", ["县委县政府督查室"]),
        ("区住建局区域合作办", ["区住建局区域合作办"]),
        ("除城关镇、东镇外各乡镇、县水利局", ["除城关镇、东镇外各乡镇", "县水利局"]),
    ],
)
def test_departments(text: str, names: list[str]) -> None:
    assert split_departments(text) == names


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("考核办法及扣分细则（扣满本项分值为止）", "criteria"),
        ("所占\n分值", "points"),
        ("牵头  部门", "departments"),
        ("分 值（分）", "points"),
        ("年度考核评分标准", "criteria"),
        ("工作目标及要求", "label"),
        ("考核内容及评分标准", "criteria"),
        ("自评得分", "other"),
        ("证明材料清单", "evidence"),
        ("序  号", "number"),
    ],
)
def test_headings(heading: str, field: str) -> None:
    found = meaning(heading)
    assert found is not None
    assert found.field == field


def test_unknown_heading() -> None:
    assert meaning("电话") is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["附件1", "东山县2024年度平安建设考核评分表"], "东山县2024年度平安建设考核评分表"),
        (["东山县2024年度平安建设", "考核评分细则"], "东山县2024年度平安建设考核评分细则"),
        (["青田区人民政府", "青田区2018年食品安全考核细则"], "青田区2018年食品安全考核细则"),
        (["云岭州2020年创建工作", "考核指标体系及责任分工"], "云岭州2020年创建工作考核指标体系及责任分工"),
        (["关于印发《河长制考核办法》的通知", "河长制考核办法"], "河长制考核办法"),
        (
            ["清河县", "2024年安全生产目标管理责任制", "考核评分细则"],
            "清河县2024年安全生产目标管理责任制考核评分细则",
        ),
        (["清河县河长制办公室", "2024年3月1日", "河长制考核办法"], "河长制考核办法"),
        (["清河县2024年度河长制考核办法", "附件：评分表"], "清河县2024年度河长制考核办法"),
        (["一、考核内容", "请各单位遵照执行。"], None),
    ],
)
def test_title(lines: list[str], title: str | None) -> None:
    assert find_title((line, None) for line in lines) == title


@pytest.mark.parametrize(
    ("text", "place", "level_"),
    [
        ("柳林县2024年度考核细则", "柳林县", "县"),
        ("2024年度江北区安全生产考核办法", "江北区", "区"),
        ("广西壮族自治区柳州市柳北区考核办法", "柳北区", "区"),
        ("中共平湖市委办公室文件", "平湖市", "市"),
        ("石桥镇2024年考核细则", "石桥镇", "乡镇"),
        ("2013年度县区环保局主要工作目标及考核办法", None, "部门"),
        ("全区平安建设考核办法", None, None),
        ("2024年文明城市创建考核办法", None, None),
        ("乡村振兴示范镇考核办法", None, None),
        ("东湖新技术开发区2024年考核办法", "东湖新技术开发区", "区"),
        ("敖汉旗2024年河湖长制考核细则", "敖汉旗", "县"),
        ("内蒙古自治区2024年考核办法", "内蒙古自治区", "省"),
        ("凉山彝族自治州普格县考核办法", "普格县", "县"),
        ("城关街道办事处2023年考核细则", "城关街道", "乡镇"),
        ("2024年度乡镇考核办法", None, None),
        ("青田区人民政府青田区2018年食品安全考核细则", "青田区", "区"),
        ("国家税务总局青石县税务局2015年绩效考评指标", "青石县", "县"),
        ("国家统计局平湖市调查队2022年考核办法", "平湖市", "市"),
        ("市直机关2010年度绩效考核评分标准", None, "市"),
        ("2023年度县直部门考核细则", None, "县"),
        ("2022年区属国有企业负责人考核办法", None, "区"),
    ],
)
def test_place(text: str, place: str | None, level_: str | None) -> None:
    assert find_place([text]) == (place, level_)


def test_year_number_and_issuer() -> None:
    lines = ["平政办发〔2023〕15号", "各乡镇人民政府：", "平安县人民政府办公室", "2023年4月1日"]
    assert find_number(lines) == "平政办发〔2023〕15号"
    assert find_issuer(lines) == "平安县人民政府办公室"
    assert find_year(["", "平政办发〔2023〕15号", *lines]) == 2023
    assert find_year(["二〇二二年度考核办法", ""]) == 2022


def test_joining_broken_text() -> None:
    assert join_broken("每少一次扣", "0.5分") == "每少一次扣0.5分"
    assert join_broken("扣1分。", "2.未印发扣1分") == "扣1分。\n2.未印发扣1分"
    assert join_broken("low", "carbon") == "low carbon"
    assert one_line("环境应      急管理") == "环境应急管理"
    assert one_line("16.其他事项。\n（上限10分）") == "16.其他事项。（上限10分）"
