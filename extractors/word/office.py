"""Old Word files, WPS, RTF and ODT: LibreOffice turns them into .docx, and that is read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.grid import Reading
from extractors.word import docx

TIME_LIMIT = 120.0
"""Seconds that one conversion may take."""
PROGRAMS = ("soffice", "libreoffice")
INSTALL = "sudo apt-get install libreoffice-writer-nogui"
SECURITY = {
    # Pictures and sections that a document links to would be fetched from wherever it says.
    "BlockUntrustedRefererLinks": "true",
    "DisableMacrosExecution": "true",
    "MacroSecurityLevel": "3",
}
"""LibreOffice's settings while it reads what others have sent."""
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
SETTING = """<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>
"""


def read(path: Path) -> Reading:
    """Read a file that LibreOffice can open as text.

    Raises ExtractionError where LibreOffice is missing, fails or takes longer than the time limit.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ExtractionError(
            f"读取doc、wps、rtf、odt需要LibreOffice，请先安装（{INSTALL}），或在Word、WPS里另存为docx",
            path=path,
        )
    # a profile of its own, so that jobs can run side by side and one left open by a person does not matter
    with tempfile.TemporaryDirectory(prefix="kaohe-office-") as folder:
        converted = convert(program, path, Path(folder))
        reading = docx.read(converted)
    reading.format = _format(path)
    return reading


def convert(program: str, path: Path, folder: Path) -> Path:
    """Convert one file to .docx in an empty folder; the result's path."""
    source = folder / f"in{path.suffix or '.doc'}"
    shutil.copyfile(path, source)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(SETTING.format(name=name, value=value) for name, value in SECURITY.items())
    (user / "registrymodifications.xcu").write_text(SETTINGS.format(items=items), encoding="utf8")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(TIME_LIMIT)
        except BaseException as error:
            # soffice is a script around the program: end the whole group, also when this process is stopped by hand
            os.killpg(process.pid, signal.SIGKILL)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            raise ExtractionError(
                f"LibreOffice转换超过{TIME_LIMIT:.0f}秒，请在Word、WPS里另存为docx", path=path
            ) from error
    result = folder / "in.docx"
    if not result.exists():
        raise ExtractionError(
            "LibreOffice打不开这个文件（可能已加密或损坏），请在Word、WPS里另存为docx", path=path
        )
    return result


def _format(path: Path) -> str:
    head = path.read_bytes()[:8]
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK"):
        return "odt"
    return "wps" if path.suffix.lower() == ".wps" else "doc"
