"""Small whole documents of every format, from which the damaged ones are made."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from random import Random

DOCUMENTS = Path(__file__).parents[1] / "documents"
QUICK = ("word", "doc", "sheets", "pdf", "ofd", "text")
PICTURES = ("scan",)
"""Recognised from pictures: seconds each."""
OFFICE = (".rtf", ".odt")
"""Read by way of LibreOffice: seconds each."""


def seeds(folders: Sequence[str] = QUICK) -> dict[str, bytes]:
    """The documents by folder and name, without those that need another program."""
    return {name: data for name, data in _all(folders).items() if Path(name).suffix not in OFFICE}


def office_seeds() -> dict[str, bytes]:
    """Those that LibreOffice reads; none where it is missing."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return {n: data for n, data in _all(QUICK).items() if Path(n).suffix in OFFICE} if found else {}


def of_suffix(table: dict[str, bytes], suffixes: Collection[str]) -> dict[str, bytes]:
    """The seeds of some formats."""
    return {name: data for name, data in table.items() if Path(name).suffix in suffixes}


def _all(folders: Sequence[str]) -> dict[str, bytes]:
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in folders
        for path in sorted((DOCUMENTS / folder).iterdir())
        if path.is_file()
    }


def pick(table: dict[str, bytes], random: Random) -> str:
    """The name of a seed: every format comes as often, however many documents it has."""
    suffix = random.choice(sorted({Path(name).suffix for name in table}))
    return random.choice([name for name in table if name.endswith(suffix)])
