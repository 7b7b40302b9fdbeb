"""What a caller can do something about: both carry a message that a finance officer understands (in Chinese)."""


class ReconcileError(Exception):
    """The base of the two errors that `reconcile` raises on purpose; the command line turns them into exit code 2."""


class ReadError(ReconcileError):
    """The document cannot be used: unreadable, encrypted, empty, too large, or not language."""


class UsageError(ReconcileError):
    """The call cannot be carried out: an unknown rule, an option that makes no sense, a missing settings file."""
