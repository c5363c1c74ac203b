import pytest

from normalizers.beside.bodies import is_body, split_bodies
from normalizers.beside.names import hide_joints
from normalizers.beside.periods import date, duration, last_day, whole


@pytest.mark.parametrize(
    "name", ["环评处", "县住房和城乡建设局", "上级", "市委", "县工业区管委会", "各有关部门", "省发改委"]
)
def test_offices(name):
    assert is_body(name)


@pytest.mark.parametrize(
    "name",
    ["", "含纸质及网络平台刊发", "未按要求报送的单位", "此项命名单位为生态环境部门", "照片", "按照县委"],
)
def test_no_offices(name):
    assert not is_body(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("人力资源和社会保障局、财政局", ["人力资源和社会保障局", "财政局"]),
        ("县财政局和县审计局", ["县财政局", "县审计局"]),
        ("发展和改革局以及工业和信息化局", ["发展和改革局", "工业和信息化局"]),
        ("县财政局、照片", []),
    ],
)
def test_lists_of_offices(text, names):
    assert [text[start:end] for start, end in split_bodies(text)] == names


def test_joints_of_names_are_hidden_in_place():
    assert hide_joints("住房和城乡建设局和财政局") == "住房■城乡建设局和财政局"


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("三", 3), ("十五", 15), ("二十", 20), ("两", 2), ("半", None), ("三百百", None)],
)
def test_whole_numbers(text, number):
    assert whole(text) == number


@pytest.mark.parametrize(
    ("count", "unit", "iso"),
    [
        (45, "天", "P45D"),
        (24, "小时", "PT24H"),
        (30, "分钟", "PT30M"),
        (2, "季度", "P6M"),
        (1, "半年", "P6M"),
        (2, "周", "P2W"),
    ],
)
def test_durations(count, unit, iso):
    assert duration(count, unit) == iso


def test_dates():
    assert (date(2024, 2, 29), date(None, 10, 1), date(2024, 6)) == ("2024-02-29", "--10-01", "2024-06")
    assert (last_day(2, 2024), last_day(2, None), last_day(12, 2023)) == (29, 28, 31)
