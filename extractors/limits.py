"""How much a document may ask for before it is refused: bounded time and memory on any input."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

from lxml import etree

from extractors.errors import ExtractionError

MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 300 * 2**20
MAX_MEMBERS = 20_000
# A parsed tree takes some ten times its text: these keep a file within 2 GiB and some minutes.
MAX_XML_BYTES = 64 * 2**20
MAX_TEXT_BYTES = 32 * 2**20
MAX_PAGE_BYTES = 16 * 2**20
MAX_CHARACTERS = 5_000_000
# Word itself allows 63 columns, Excel's widest real tables of this kind have some dozens.
MAX_COLUMNS = 256
MAX_CELLS = 1_000_000
MAX_NESTING = 20
PROLOG = 4096
DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def check_size(path: Path) -> None:
    """Refuse an empty file and one that no table of this kind can need."""
    size = path.stat().st_size
    if size == 0:
        raise ExtractionError("文件是空的，请重新下载或导出", path=path)
    if size > MAX_FILE_BYTES:
        raise ExtractionError(
            f"文件有{size // 2**20} MiB，超过上限{MAX_FILE_BYTES // 2**20} MiB，请拆分后再读", path=path
        )


def read_bytes(path: Path, most: int) -> bytes:
    """The file's bytes; refuses one of more than ``most`` bytes."""
    if path.stat().st_size > most:
        raise ExtractionError(f"文件超过这种格式的上限{most // 2**20} MiB，请拆分后再读", path=path)
    return path.read_bytes()


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a zip container whose members together stay within the limits.

    Sizes are those the archive's directory states; :func:`read_member` holds each member to its own.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ExtractionError("压缩结构已损坏，文件可能没有下载完整，请重新获取", path=path) from error
    members = archive.infolist()
    if any(m.flag_bits & 1 for m in members):
        raise ExtractionError("文件已加密，请先去掉密码再读", path=path)
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise ExtractionError(
            f"解压后超过上限（{MAX_UNPACKED_BYTES // 2**20} MiB），可能是压缩炸弹，已拒绝", path=path
        )
    return archive


def read_member(archive: zipfile.ZipFile, name: str, path: Path) -> bytes | None:
    """The bytes of one member, or None where the archive does not have it."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except Exception as error:  # zlib, lzma and zipfile each raise their own kinds on damaged data
        raise ExtractionError(f"其中的{name}已损坏，文件可能没有下载完整，请重新获取", path=path) from error


def parse_xml(data: bytes, path: Path, name: str) -> etree._Element:
    """Parse XML without entities, network or external files; a document type is refused."""
    if len(data) > MAX_XML_BYTES:
        raise ExtractionError(f"其中的{name}超过上限{MAX_XML_BYTES // 2**20} MiB，请拆分后再读", path=path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExtractionError(f"其中的{name}不是完好的XML，请重新获取文件", path=path) from error
    if DOCTYPE.search(data[:PROLOG]):
        raise ExtractionError(f"其中的{name}带有文档类型声明（可能引用外部实体），已拒绝", path=path)
    return root


def whole(text: str | None, usual: int) -> int:
    """The whole number that an attribute states (at most nine digits); ``usual`` where it states none."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else usual


def sha256_of(path: Path) -> str:
    """The file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
