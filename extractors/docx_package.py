"""The parts of a Word file, found through python-docx's package reader."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path

from docx.opc.pkgreader import PackageReader

from extractors.limits import open_archive, parse_xml, read_member


@dataclass(slots=True)
class Package:
    """The bytes of each part by its name (``word/document.xml``), and the name of the main document."""

    main: str
    parts: dict[str, bytes]

    def beside(self, name: str) -> bytes | None:
        """A part in the main document's folder (``styles.xml``)."""
        return self.parts.get(posixpath.join(posixpath.dirname(self.main), name))

    def running(self) -> list[str]:
        """The names of the headers and footers."""
        folder = posixpath.dirname(self.main)
        return [
            name
            for name in sorted(self.parts)
            if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(("header", "footer"))
        ]


def open_package(path: Path) -> Package:
    """Open a .docx file within the limits.

    python-docx refuses packages that Word itself opens (a relationship that leads nowhere); those are read member by
    member.  Raises ExtractionError for damaged, encrypted or oversized files.
    """
    with open_archive(path) as archive:
        try:
            reader = PackageReader.from_file(str(path))  # type: ignore[no-untyped-call]
            parts = {part[0].lstrip("/"): part[3] for part in reader.iter_sparts()}
            main = next(
                relation.target_partname.lstrip("/")
                for source, relation in reader.iter_srels()
                if source == "/" and relation.reltype.endswith("/officeDocument")
            )
        except (
            Exception
        ):  # a damaged package fails there in many ways; reading the members says which is damaged
            names = [n for n in archive.namelist() if n.endswith((".xml", ".rels"))]
            data = {name: read_member(archive, name, path) for name in names}
            parts = {name: content for name, content in data.items() if content is not None}
            main = _main(parts, path)
    return Package(main, parts)


def _main(parts: dict[str, bytes], path: Path) -> str:
    relations = parts.get("_rels/.rels")
    if relations is not None:
        for relation in parse_xml(relations, path, "_rels/.rels"):
            if str(relation.get("Type")).endswith("/officeDocument"):
                return str(relation.get("Target")).lstrip("/")
    return "word/document.xml"
