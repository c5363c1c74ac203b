"""The parts of a Word file, found through python-docx's package reader."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from docx.opc.pkgreader import PackageReader

from extractors.errors import ExtractionError
from extractors.limits import open_archive, parse_xml, read_member

USUAL_MAIN = "word/document.xml"


@dataclass(slots=True)
class Package:
    """The bytes of each part by its name (``word/document.xml``), and the name of the main document."""

    main: str
    parts: dict[str, bytes]
    damaged: list[ExtractionError] = field(default_factory=list)
    """What could not be read of parts other than the main document."""

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

    python-docx refuses packages that Word itself opens (a relationship that leads nowhere, a damaged picture); those
    are read member by member.  Raises ExtractionError for encrypted or oversized files and for a damaged main document.
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
            return _by_members(archive, path)
    return Package(main, parts)


def _by_members(archive: zipfile.ZipFile, path: Path) -> Package:
    package = Package(USUAL_MAIN, {})
    failed: dict[str, ExtractionError] = {}
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            content = read_member(archive, name, path)
        except ExtractionError as error:
            failed[name] = error
        else:
            package.parts[name] = content or b""
    try:
        package.main = _main(package.parts.get("_rels/.rels"), path)
    except ExtractionError as error:
        package.damaged.append(error)
    if package.main in failed:
        raise failed.pop(package.main)
    package.damaged += failed.values()
    return package


def _main(relations: bytes | None, path: Path) -> str:
    for relation in parse_xml(relations, path, "_rels/.rels") if relations else ():
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    return USUAL_MAIN
