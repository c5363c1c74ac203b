"""The exceptions of the pipeline; each is one line for a person, with what to do."""

from __future__ import annotations


class PipelineError(Exception):
    """A step cannot go on."""


class CatalogueError(PipelineError):
    """The catalogue, or a line of it, cannot be used."""


class BusyError(PipelineError):
    """Another process is writing to the data folder."""


class SettingsError(PipelineError):
    """A setting is not known or has a wrong value."""


class SelectionError(PipelineError):
    """What was asked for is not in the database, or does not fit together."""


class CorrectionError(PipelineError):
    """A file of corrections, or an entry in it, cannot be understood."""


class DatabaseError(PipelineError):
    """The database is missing, of another version, or cannot be built."""


class ClusterError(PipelineError):
    """The cluster cannot be reached, or its workers cannot do the work."""


class ShardError(PipelineError):
    """The shards of a corpus are not all there, or do not belong together."""


class WorkerError(PipelineError):
    """A process that worked on documents was ended from outside."""
