"""Which cells a statement's amounts are the same numbers as: by address, never by equal value."""

from .aligner import Aligner, Match

__all__ = ["Aligner", "Match"]
