import pytest

from normalizers.beside.departments import canonical, read_departments

# A cell, and its offices: name, with 牵头 (!) or 配合 (+) behind it.
CELLS = [
    ("县委办、\n县财政局", "县委办公室 县财政局"),
    ("柳城生态环境局\n县农业农村局", "柳城生态环境局 县农业农村局"),
    ("人力资源和社会\n保障局、教育局", "人力资源和社会保障局 教育局"),
    ("自然资源和规划局、住房和城乡建设局", "自然资源和规划局 住房和城乡建设局"),
    ("县财政局和县审计局", "县财政局 县审计局"),
    ("牵头单位：县应急局；配合单位：县公安局、县住建局", "县应急管理局! 县公安局+ 县住房和城乡建设局+"),
    ("县水利局（牵头）、县农业农村局，各乡镇", "县水利局! 县农业农村局+ 各乡镇+"),
    ("县委宣传部牵头，县教育局、团县委配合", "县委宣传部! 县教育局+ 团县委+"),
    ("责任单位：各处室；直属单位", "各处室 直属单位"),
    ("各乡镇（街道）、县直各部门", "各乡镇（街道） 县直各部门"),
    ("市發展和改革委員會 市統計局", "市發展和改革委員會 市統計局"),
    ("县财政局、县财政局", "县财政局"),
    ("县住建局（县人防办）、各乡镇", "县住房和城乡建设局（县人防办） 各乡镇"),
    ("县发改局/县工信局", "县发展和改革局 县工业和信息化局"),
    ("", ""),
    ("/", ""),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_reads_departments(cell, expected):
    signs = {"lead": "!", "support": "+", None: ""}
    assert " ".join(one.name + signs[one.role] for one in read_departments(cell)) == expected


def test_reads_a_list_of_names():
    found = read_departments(["县政府办", "各乡镇人民政府"])
    assert [(one.name, one.alias, one.collective) for one in found] == [
        ("县政府办公室", "县政府办", False),
        ("各乡镇人民政府", None, True),
    ]


def test_one_office_of_a_place_has_one_name():
    found = read_departments("柳城县财政局、县财政局、县发改局、柳城县发展和改革局", place="柳城县")
    assert [one.name for one in found] == ["县财政局", "县发展和改革局"]


@pytest.mark.parametrize("name", ["柳城生态环境局", "环监局", "核辐射站", "县督考办", "机关党委"])
def test_leaves_alone_what_is_not_certain(name):
    assert canonical(name) == name


def test_roles_that_the_table_gave_are_kept():
    roles = {"县应急局": "lead", "县公安局": "support"}
    found = read_departments(["县应急局", "县公安局", "县交通局"], roles=roles)
    assert [(one.name, one.role) for one in found] == [
        ("县应急管理局", "lead"),
        ("县公安局", "support"),
        ("县交通局", "support"),
    ]


def test_all_but_some_are_all_with_their_words_kept():
    found = read_departments(
        [
            "除城关镇、东镇外各乡镇",
            "各街道（不含经开区）",
            "各村（城东村、城西村除外）",
            "除县公安局外的县直部门",
        ]
    )
    assert [(one.name, one.alias, one.collective) for one in found] == [
        ("各乡镇", "除城关镇、东镇外各乡镇", True),
        ("各街道", "各街道（不含经开区）", True),
        ("各村", "各村（城东村、城西村除外）", True),
        ("县直部门", "除县公安局外的县直部门", True),
    ]
