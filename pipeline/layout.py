"""Where things stand in the data folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENT_ID = re.compile(r"[^\W_A-Z][^\WA-Z]*(?:[.-][^\WA-Z]+)*")
"""What a document's id may look like: it is a file name and a part of every other id.

Letters (Chinese ones too, no capitals), digits and between them “-”, “.” and “_”.
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """The data folder and the places in it. What people give (documents, catalogue, corrections) stands in another
    folder where `given` names one."""

    root: Path
    given: Path | None = None

    @property
    def raw(self) -> Path:
        return (self.given or self.root) / "raw"

    @property
    def catalogue(self) -> Path:
        return self.raw / "catalogue.csv"

    @property
    def corrections(self) -> Path:
        return (self.given or self.root) / "corrections"

    def corrections_of(self, document: str) -> Path:
        return self.corrections / f"{document}.yaml"

    @property
    def items(self) -> Path:
        return self.root / "items"

    @property
    def rules(self) -> Path:
        return self.root / "rules"

    @property
    def links(self) -> Path:
        return self.root / "links"

    @property
    def database(self) -> Path:
        return self.root / "db" / "kaohe.db"

    @property
    def report(self) -> Path:
        return self.exports / "run.json"

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def shards(self) -> Path:
        return self.root / "shards"

    @property
    def lock(self) -> Path:
        return self.root / ".kaohe-lock"

    @property
    def cache(self) -> Path:
        return self.root / ".kaohe-cache"
