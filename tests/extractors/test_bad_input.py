"""Files that cannot be read: one line that names the file and says what to do, in bounded time and memory."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from extractors import extract
from extractors.errors import ExtractionError
from extractors.formats import detect

WORD = Path(__file__).parents[1] / "documents" / "word"


def fails(path: Path, *words: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(path)
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    for word in words:
        assert word in message


def test_missing_file(tmp_path: Path) -> None:
    fails(tmp_path / "没有.docx", "不存在")


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    fails(path, "空")


def test_directory(tmp_path: Path) -> None:
    fails(tmp_path, "不是文件")


def test_docx_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "假.docx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    fails(path, "已损坏")


def test_docx_that_is_text(tmp_path: Path) -> None:
    path = tmp_path / "假.docx"
    path.write_text("评分标准", encoding="utf8")
    fails(path, "文件名是docx", "按txt读取")


def test_truncated_docx(tmp_path: Path) -> None:
    whole = (WORD / "tracked_changes.docx").read_bytes()
    path = tmp_path / "半.docx"
    path.write_bytes(whole[: len(whole) // 2])
    fails(path, "已损坏", "重新获取")


def test_damaged_member(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    data = bytearray((WORD / "tracked_changes.docx").read_bytes())
    start = data.index(b"word/document.xml") + 60
    data[start : start + 40] = b"\x5a" * 40
    path.write_bytes(data)
    fails(path, "document.xml")


def test_xml_that_is_not_well_formed(tmp_path: Path) -> None:
    path = tmp_path / "断.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document xmlns:w='u'><w:body>")
    fails(path, "document.xml", "XML")


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "弹.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        block = b" " * 2**20
        for _ in range(301):
            member.write(block)
    assert path.stat().st_size < 2**20
    fails(path, "超过上限")


def test_encrypted_word_file(tmp_path: Path) -> None:
    path = tmp_path / "密.docx"
    data = (WORD.parent / "doc" / "merged_cells.doc").read_bytes()
    name, other = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    start = data.index(name)
    entry = other + data[start + len(other) : start + 64] + (len(other) + 2).to_bytes(2, "little")
    path.write_bytes(data[:start] + entry + data[start + 66 :])
    fails(path, "加密", "密码")


def test_unknown_format(tmp_path: Path) -> None:
    path = tmp_path / "乱.xyz"
    path.write_bytes(bytes(range(256)) * 20)
    fails(path, "认不出", "docx")


def test_plain_archive(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("一.txt", "一")
    fails(path, "压缩包")


@pytest.mark.parametrize("name", ["表.txt", "表.pdf", "表.xls", "表"])
def test_an_extension_that_lies_is_read_by_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copyfile(WORD / "tracked_changes.docx", path)
    assert detect(path) == "docx"
    assert len(extract(path).items) == 2


def test_html_with_a_million_columns(tmp_path: Path) -> None:
    path = tmp_path / "宽.html"
    cells = "<td colspan='1000'>考核内容</td>" * 300
    path.write_text(f"<table><tr>{cells}</tr><tr><td>评分标准</td></tr></table>", encoding="utf8")
    fails(path, "超过上限")


def test_html_nested_without_end(tmp_path: Path) -> None:
    path = tmp_path / "深.html"
    path.write_text("<html>" + "<div>" * 3000 + "字", encoding="utf8")
    fails(path, "嵌套")


def test_html_with_containers_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "深.html"
    path.write_text("<html>" + "<div>" * 200000 + "字", encoding="utf8")
    fails(path, "没有关闭的标签")


def test_html_cut_in_its_table_says_so(tmp_path: Path) -> None:
    path = tmp_path / "断.html"
    whole = (
        "<h1>石桥镇2024年考核细则</h1><table><tr><td>考核内容<td>分值<td>评分标准"
        "<tr><td>巡河<td>5<td>少一次扣1分<tr><td>台账<td>5<td>缺一份扣1分</table>"
    )
    path.write_text(whole[:-20], encoding="utf8")
    assert [f.kind for f in extract(path).findings if f.severity == "warning"] == ["page_cut"]
    path.write_text(whole, encoding="utf8")
    assert [f.kind for f in extract(path).findings if f.severity == "warning"] == []


def test_csv_with_too_many_columns(tmp_path: Path) -> None:
    path = tmp_path / "宽.csv"
    path.write_text((",".join(["分值"] * 400) + "\n") * 3, encoding="utf8")
    fails(path, "超过上限")


@pytest.mark.parametrize(("name", "size"), [("大.html", 17), ("大.txt", 33)])
def test_files_beyond_their_formats_limit(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / name
    head = b"<html><table><tr><td>" if name.endswith("html") else "评分标准\n".encode()
    path.write_bytes(head + b"a" * size * 2**20)
    fails(path, "超过", "上限")


def test_xml_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 65 * 2**20 + b"</a>")
    fails(path, "document.xml", "上限")


def test_text_without_scoring(tmp_path: Path) -> None:
    path = tmp_path / "信.txt"
    path.write_text("各单位：\n请于月底前报送材料。\n", encoding="utf8")
    fails(path, "没有找到带评分标准的表格")


def test_a_mistake_of_ours_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("extractors.assemble.assemble", mistaken)
    path = tmp_path / "表.docx"
    shutil.copyfile(WORD / "merged_cells.docx", path)
    fails(path, "整理考核事项时出错（KeyError）", "请报告")
