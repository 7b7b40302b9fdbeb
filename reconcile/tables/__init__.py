"""Grid to table: title, unit, kind, header paths, row hierarchy, and every cell as a printed number."""

from .reading import read_tables

__all__ = ["read_tables"]
