"""What a run over documents of every format does to the world outside: nothing.

No connection, no file written but in the data folder and for a while in the system's folder for temporary files, no
program but LibreOffice.  Also: the watch sees what it is to see.
"""

from __future__ import annotations

import http.server
import socket
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from promises import broken_by_file
from seeds import office_seeds
from watch import watching

from pipeline.cli import main

DOCUMENTS = Path(__file__).parents[1] / "documents"
ONE_OF_EACH = [
    *("word/merged_cells.docx", "doc/merged_cells.doc", "sheets/merged.xlsx", "sheets/merged.xls"),
    *("pdf/ruled.pdf", "ofd/ruled.ofd", "scan/plain.png", "text/page.html"),
]


def test_a_run_touches_nothing_but_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, temporary = tmp_path / "data", tmp_path / "temporary"
    (data / "raw").mkdir(parents=True)
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    runner = CliRunner()
    with watching(data, temporary) as seen:
        for number, name in enumerate(ONE_OF_EACH):
            names = f"--document d-{number} --title {name} --year {2010 + number} --jurisdiction 青溪县"
            added = runner.invoke(
                main, ["add", str(DOCUMENTS / name), *names.split(), "--level", "县", "--data", str(data)]
            )
            assert added.exit_code == 0, added.output
        ran = runner.invoke(main, ["run", "--workers", "1", "--allow-findings", "--data", str(data)])
    assert ran.exit_code == 0, ran.output
    assert (data / "db" / "kaohe.db").exists()
    assert seen.all == []
    assert list(temporary.iterdir()) == []


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server of this machine and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the names of the server

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


def test_a_page_that_points_elsewhere_is_read_alone(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    page = (DOCUMENTS / "text" / "page.html").read_text(encoding="utf8")
    links = f'<link rel="stylesheet" href="{address}/a.css"><script src="{address}/b.js"></script>'
    (tmp_path / "页.html").write_text(
        page.replace("<head>", f"<head><base href='{address}/'>{links}").replace(
            "<body>", f"<body><img src='{address}/c.png'><iframe src='{address}/d.html'></iframe>"
        ),
        encoding="utf8",
    )
    assert broken_by_file(tmp_path / "页.html") == []
    assert asked == []


@pytest.mark.parametrize("target", ["{address}/evil.dtd", "file:///etc/passwd"])
def test_entities_are_not_fetched(tmp_path: Path, server: tuple[str, list[str]], target: str) -> None:
    address, asked = server
    with zipfile.ZipFile(tmp_path / "外.docx", "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE w [<!ENTITY x SYSTEM "{target.format(address=address)}">]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
            "<w:t>&x;评分标准</w:t></w:r></w:p></w:body></w:document>",
        )
    assert broken_by_file(tmp_path / "外.docx") == []
    assert asked == []


@pytest.mark.skipif(not office_seeds(), reason="LibreOffice is not there")
def test_what_a_document_links_to_is_not_fetched_by_libreoffice(
    tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    target = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    links = (
        f'<text:p><draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{address}/a.png" {target}'
        '</draw:frame></text:p><text:section text:name="s">'
        f'<text:section-source xlink:href="{address}/b.odt" {target}<text:p/></text:section></office:text>'
    )
    with (
        zipfile.ZipFile(DOCUMENTS / "doc" / "sliver_columns.odt") as source,
        zipfile.ZipFile(tmp_path / "外.odt", "w") as made,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "content.xml":
                assert content.count(b"</office:text>") == 1
                content = content.replace(b"</office:text>", links.encode())
            made.writestr(name, content)
    assert broken_by_file(tmp_path / "外.odt") == []
    assert asked == []


def test_the_watch_sees(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with watching(tmp_path / "in") as seen:
        (tmp_path / "in" / "a").write_text("a")
        (tmp_path / "in" / "a").read_text()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.connect(("127.0.0.1", 9))
        (tmp_path / "out").write_text("a")
        (tmp_path / "out").unlink()
        subprocess.run(["true"], check=True)
    assert [line.split()[0] for line in seen.network] == ["socket.connect"]
    assert [line.split()[0] for line in seen.writes] == ["open", "os.remove"]
    assert seen.programs[0].startswith("subprocess.Popen")
