"""The docs as a site: every link leads somewhere, every page is in the menu, nothing comes from another host."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

PROJECT = Path(__file__).parents[2]
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=PROJECT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_in_the_menu(site: Path) -> None:
    index = html.fromstring((site / "index.html").read_bytes())
    linked = {a.get("href") for a in index.xpath("//nav//a[@href]")}
    for page in (PROJECT / "docs").rglob("*.md"):
        assert str(page.relative_to(PROJECT / "docs").with_suffix(".html")) in linked


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        loaded = [e.get(LOADED[e.tag]) or "" for e in page.iter(*LOADED)]
        loaded += [e.get("href") or "" for e in page.iter("link") if e.get("rel") != "canonical"]
        assert [one for one in loaded if re.match(r"(?:\w+:)?//", one)] == []
    for path in site.rglob("*.css"):
        assert re.findall(r"url\(\s*['\"]?(?:https?:)?//", path.read_text(encoding="utf8")) == []


def test_a_chinese_word_can_be_searched(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf8"))
    texts = [re.split(r"[\s\u200b<>]+", entry["text"]) for entry in index["docs"]]
    assert any("封顶" in words for words in texts)


def test_the_links_of_the_readme_lead_somewhere() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert target.startswith("https://") or (PROJECT / target).exists(), target
