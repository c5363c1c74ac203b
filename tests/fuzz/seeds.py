"""Small whole documents of every format, from which the damaged ones are made."""

from __future__ import annotations

from collections.abc import Sequence
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
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in folders
        for path in sorted((DOCUMENTS / folder).iterdir())
        if path.is_file() and path.suffix not in OFFICE
    }


def pick(table: dict[str, bytes], random: Random) -> str:
    """The name of a seed: every format comes as often, however many documents it has."""
    suffix = random.choice(sorted({Path(name).suffix for name in table}))
    return random.choice([name for name in table if name.endswith(suffix)])
