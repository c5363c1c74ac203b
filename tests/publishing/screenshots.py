"""`make screenshots`: pictures of the main pages for the README, into docs/images."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from chromium import Browser, program
from PIL import Image
from served import served

COLOURS = 96

PAGES = {
    "home": ("/", 1280, 1180, False, False),
    "document": ("/document/liucheng-2024", 1280, 900, False, False),
    "item": ("/item/liucheng-2024/7.4", 1280, 1080, False, False),
    "search": ("/search?q=%E7%A7%B8%E7%A7%86", 1280, 860, False, False),
    "department": (
        "/department/%E5%8E%BF%E5%86%9C%E4%B8%9A%E5%86%9C%E6%9D%91%E5%B1%80",
        1280,
        860,
        False,
        False,
    ),
    "compare": ("/compare?left=lianyungang-2013&right=liucheng-2024", 1280, 1100, False, False),
    "item-phone": ("/item/liucheng-2024/7.4", 390, 844, True, False),
    "item-dark": ("/item/liucheng-2024/7.4", 1280, 860, False, True),
}
"""Name → path, width, height, whether a phone, whether dark."""


def main(database: Path, folder: Path) -> None:
    """Serve the database, take the pictures, stop."""
    if program() is None:
        sys.exit("错误：没有 Chromium。Debian 上：apt-get install chromium fonts-noto-cjk。")
    with served(database) as address, Browser() as browser:
        for name, (path, width, height, phone, dark) in PAGES.items():
            browser.size(width, height, phone=phone, dark=dark)
            browser.open(address + path)
            target = folder / f"{name}.png"
            browser.picture(target)
            # A quarter of the size, and no eye sees the difference.
            Image.open(target).convert("RGB").quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
