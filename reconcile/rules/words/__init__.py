"""Rules on wording: what is left of a template, units, punctuation, slips of the pen."""

from __future__ import annotations

from types import ModuleType

from reconcile.rules.words import (
    alternatives,
    bare_scale,
    document_numbers,
    empty_slot,
    homophones,
    instruction,
    lone_unit,
    malformed_number,
    missing_unit,
    missing_word,
    mixed_brackets,
    placeholder,
    punctuation,
    repetition,
    sentence_end,
    separators,
    slips,
    unpaired,
)

RULES: tuple[ModuleType, ...] = (
    placeholder,
    alternatives,
    instruction,
    empty_slot,
    missing_unit,
    bare_scale,
    malformed_number,
    lone_unit,
    punctuation,
    repetition,
    unpaired,
    missing_word,
    slips,
    separators,
    mixed_brackets,
    document_numbers,
    sentence_end,
    homophones,
)
