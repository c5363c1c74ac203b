from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue import Entry, read_catalogue, write_catalogue
from pipeline.errors import CatalogueError

HEAD = "document,file,title,jurisdiction,level,year,issuer,document_number,source_url,note\n"


def test_what_is_written_is_read_again_in_the_order_of_ids(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    late = Entry("b-2024", "乙.docx", title="乙，“表”\n第二行", year="2024")
    early = Entry("a-2023", "a.txt")
    write_catalogue(path, [late, early])
    assert read_catalogue(path) == [early, late]


def test_a_catalogue_saved_by_excel_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("document,file\na-2023, a.txt \n", encoding="utf-8-sig")
    assert read_catalogue(path) == [Entry("a-2023", "a.txt")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("document,title\na,b\n", "缺少列 file"),
        ("document,file,颜色\na,b,c\n", "不认识的列 颜色"),
        (HEAD + "a,a.txt,,,,,,,,\na,b.txt,,,,,,,,\n", "第3行：文件标识 a 重复"),
        (HEAD + "../a,a.txt,,,,,,,,\n", "第2行：文件标识 '../a' 不合规定"),
        (HEAD + "a,../../etc/passwd,,,,,,,,\n", "file 应是 data/raw 里的文件名"),
        (HEAD + "a,/etc/passwd,,,,,,,,\n", "file 应是 data/raw 里的文件名"),
        (HEAD + "a,a.txt,,,,二〇二四,,,,\n", "不是四位数字"),
        (HEAD + "a,a.txt,,,,0000,,,,\n", "不是四位数字"),
        (HEAD + "a," + "长" * 90 + ".txt,,,,,,,,\n", "太长"),
        (HEAD + "a,a.txt,甲,乙,丙,2024,丁,戊,己,庚,辛\n", "列数多于表头"),
        (HEAD + 'a,a.txt,"甲,乙,丙,2024,,,,\nb,b.txt,,,,,,,,\n', "双引号没有配对"),
        (HEAD + 'a,a.txt,"甲"乙,,,2024,,,,\n', "双引号没有配对"),
        (HEAD + "a,a.txt," + "长" * 140_000 + ",,,,,,,\n", "有一格超过131072字"),
    ],
)
def test_a_bad_catalogue_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=says) as caught:
        read_catalogue(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_catalogue_in_gbk_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_bytes("document,file,title\na,a.txt,安全生产\n".encode("gbk"))
    with pytest.raises(CatalogueError, match="UTF-8"):
        read_catalogue(path)


def test_two_lines_of_one_file_know_each_other(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("document,file\na,x.txt\nb,x.txt\nc,y.txt\n", encoding="utf-8")
    assert [entry.others for entry in read_catalogue(path)] == ["b", "a", ""]
    write_catalogue(path, read_catalogue(path))
    assert "others" not in path.read_text(encoding="utf-8")
