"""Two documents side by side: which items are the same duty, what changed between them, and in what words.

`compare(left, right)` is all that the step, the command line and the pages need; `left` is the earlier document.
Documents come from the steps' files (`from_records`) or from the database (`from_database`).
"""

from __future__ import annotations

from pipeline.comparison.compare import Comparison, compare
from pipeline.comparison.links import Link, Verdict
from pipeline.comparison.records import Document, Item, from_database, from_records

__all__ = ["Comparison", "Document", "Item", "Link", "Verdict", "compare", "from_database", "from_records"]
