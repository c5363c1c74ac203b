"""Make the .doc, .rtf and .odt files that the tests read from those of make_word.py: python tests/documents/make_doc.py

Needs LibreOffice; the files are kept, so that the tests need none.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NAMES = (
    "merged_cells",
    "grid_gaps",
    "sliver_columns",
    "split_tables",
    "nested_tables",
    "numbers_from_styles",
)


def convert(source: Path, kind: str, folder: Path) -> None:
    """Convert one file into a folder."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            kind,
        ]
        subprocess.run(
            [*command, "--outdir", str(folder), str(source)], check=True, timeout=120, capture_output=True
        )


def main() -> None:
    """Write all files."""
    for name in NAMES:
        convert(HERE / "word" / f"{name}.docx", "doc", HERE / "doc")
    for kind in ("rtf", "odt"):
        convert(HERE / "word" / "sliver_columns.docx", kind, HERE / "doc")


if __name__ == "__main__":
    main()
