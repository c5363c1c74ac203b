"""Which format a file has, by its content, and the reader for it."""

from __future__ import annotations

import importlib
import warnings
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.extras import how_to_install
from extractors.grid import Reading
from extractors.limits import check_size, open_archive, read_member
from extractors.word.compound import CompoundFile

HEAD_BYTES = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
# Each reader is a module with read(path) -> Reading; it is imported when a file needs it.
READERS = {
    "txt": "extractors.plain.text",
    "docx": "extractors.word.docx",
    "pdf": "extractors.pages.pdf",
    "image": "extractors.pages.scan",
    "ofd": "extractors.pages.ofd",
    "xlsx": "extractors.sheets.xlsx",
    "xls": "extractors.sheets.xls",
    "ods": "extractors.sheets.ods",
    "html": "extractors.plain.html",
    "doc": "extractors.word.doc",
    "rtf": "extractors.word.office",
    "odt": "extractors.word.office",
}
CONTAINERS = (
    "docx",
    "doc",
    "wps",
    "odt",
    "xlsx",
    "xls",
    "ods",
    "pdf",
    "ofd",
    "png",
    "jpg",
    "jpeg",
    "tif",
    "tiff",
)
READABLE = "txt、csv、docx、doc、wps、rtf、odt、xlsx、xls、html、pdf、ofd、png、jpg、tiff"


def detect(path: Path) -> str:
    """The format of a file by its content; the extension decides nothing.

    Raises ExtractionError for a missing, empty or unknown file.
    """
    if not path.exists():
        raise ExtractionError("文件不存在，请检查路径", path=path)
    if not path.is_file():
        raise ExtractionError("这不是文件，请给出一个文件", path=path)
    check_size(path)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    stripped = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(OLE):
        return _compound(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if stripped.startswith(b"{\\rtf"):
        return "rtf"
    if _is_markup(stripped.lower()):
        return "html"
    if _is_text(head):
        return "txt"
    raise ExtractionError(f"认不出文件格式，可读的格式有{READABLE}", path=path)


def read(path: Path) -> Reading:
    """Read a file with the reader of its format. Every failure is an ExtractionError that names the file."""
    format_ = detect(path)
    try:
        reader = importlib.import_module(READERS[format_])
        with warnings.catch_warnings():
            # What the libraries warn of (a tag cut short, a name that no XML has) a person could not act on.
            warnings.simplefilter("ignore")
            reading: Reading = reader.read(path)
    except ExtractionError as error:
        if error.path is not None:
            raise
        raise named(error, path) from error
    except ModuleNotFoundError as error:
        raise ExtractionError(
            f"读取{format_}需要的组件{error.name}没有安装，请{how_to_install('ocr')}", path=path
        ) from error
    except MemoryError as error:
        raise ExtractionError("内存不足，文件过大，请拆分后再读", path=path) from error
    except RecursionError as error:
        raise ExtractionError("嵌套过深，文件可能已损坏", path=path) from error
    except Exception as error:  # the libraries that parse a damaged file may raise anything
        message = f"按{format_}读取时出错（{type(error).__name__}），文件可能已损坏，请重新获取"
        raise ExtractionError(message, path=path) from error
    return reading


def mismatch(path: Path, format_: str) -> str:
    """A remark where the file's name claims another format than its content has; else empty."""
    claimed = path.suffix.lower().lstrip(".")
    if format_ in ("txt", "csv", "html") and claimed in CONTAINERS:
        return f"（文件名是{claimed}，内容却不是，已按{format_}读取；文件可能没有下载完整）"
    return ""


def named(error: ExtractionError, path: Path) -> ExtractionError:
    """The same error with the file's name."""
    return ExtractionError(error.message, path=path, page=error.page, table=error.table, row=error.row)


def _archive(path: Path) -> str:
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names or any(n.startswith("word/") for n in names):
            return "docx"
        if any(n.startswith("xl/") for n in names):
            return "xlsx"
        if "OFD.xml" in names:
            return "ofd"
        kind = read_member(archive, "mimetype", path) or b""
    if b"opendocument.text" in kind:
        return "odt"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    raise ExtractionError(f"这是压缩包而不是文档，请先解压；可读的格式有{READABLE}", path=path)


def _compound(path: Path) -> str:
    """Word and Excel files of the old kind, told apart by the names of their streams."""
    names = CompoundFile(path.read_bytes(), path).names
    if "EncryptedPackage" in names:
        raise ExtractionError("文件已加密，请先去掉密码再读", path=path)
    if names & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in names:
        return "doc"
    raise ExtractionError(f"认不出的旧式办公文件，请另存为docx；可读的格式有{READABLE}", path=path)


def _is_markup(head: bytes) -> bool:
    if head.startswith((b"<!doctype html", b"<html")):
        return True
    return head.startswith(b"<") and any(
        tag in head for tag in (b"<table", b"<body", b"<head", b"<div", b"<p>", b"<p ")
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head and sum(byte < 9 for byte in head) * 100 <= len(head)
