"""What is known of names: classification by year, indicators, kinds of tables, columns, relations and wording."""

from .lexicon import Lexicon
from .values import Column, Entry, Grade, Indicator, Match, Rename, Span, StandardCell, TableKind, Wording

__all__ = [
    "Column", "Entry", "Grade", "Indicator", "Lexicon", "Match", "Rename", "Span", "StandardCell", "TableKind", "Wording",
]  # fmt: skip
