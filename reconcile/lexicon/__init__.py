"""What is known of names: classification by year, indicators, kinds of tables, columns, relations and wording."""

from .lexicon import Lexicon
from .values import (
    Column,
    Condition,
    Entry,
    Grade,
    Indicator,
    Match,
    Rename,
    Span,
    StandardCell,
    StandardRelation,
    StatedSum,
    Synonym,
    TableKind,
    Term,
    Wording,
)

__all__ = [
    "Column",
    "Condition",
    "Entry",
    "Grade",
    "Indicator",
    "Lexicon",
    "Match",
    "Rename",
    "Span",
    "StandardCell",
    "StandardRelation",
    "StatedSum",
    "Synonym",
    "TableKind",
    "Term",
    "Wording",
]
