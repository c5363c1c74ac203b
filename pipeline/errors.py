"""The exceptions of the pipeline; each is one line for a person, with what to do."""

from __future__ import annotations


class PipelineError(Exception):
    """A step cannot go on."""


class CatalogueError(PipelineError):
    """The catalogue, or a line of it, cannot be used."""


class DatabaseError(PipelineError):
    """The database is missing, of another version, or cannot be built."""
