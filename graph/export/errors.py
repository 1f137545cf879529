"""What can go wrong when a file is written."""


class ExportError(Exception):
    """A file that cannot be written; the message says what to do."""


class UnknownSuffixError(ExportError):
    """A suffix that names no format."""
