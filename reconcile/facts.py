"""What the rules look at: the document and all that was understood of it, in one value."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from reconcile.checklist import Entry, gone_through
from reconcile.document import Document, Paragraph
from reconcile.index import Index
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile
from reconcile.prose.values import Prose
from reconcile.tables.values import Table

NOTHING_SAID = Prose()


class Facts:
    def __init__(
        self, document: Document, lexicon: Lexicon, profile: Profile = Profile(), tables: tuple[Table, ...] = (),
        prose: Prose = NOTHING_SAID,
    ) -> None:  # fmt: skip
        self.document, self.lexicon, self.profile, self.tables, self.prose = document, lexicon, profile, tables, prose
        self.shared: dict[str, Any] = {}  # what several rules need and work out once

    @cached_property
    def tables_by_kind(self) -> dict[str, tuple[Table, ...]]:
        """The tables of each kind, in the document's order."""
        found: dict[str, list[Table]] = {}
        for table in self.tables:
            if table.kind:
                found.setdefault(table.kind.id, []).append(table)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def index(self) -> Index:
        """The amounts of the prose by their addresses."""
        return Index(self.prose, self.lexicon.parts)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, Paragraph], ...]:
        """The paragraphs with their index in the document's blocks."""
        return tuple((i, b) for i, b in enumerate(self.document.blocks) if isinstance(b, Paragraph))

    def text(self, block: int) -> str:
        """The text of a paragraph, "" for a table."""
        found = self.document.blocks[block]
        return found.text if isinstance(found, Paragraph) else ""

    @cached_property
    def checklist(self) -> tuple[Entry, ...]:
        """What has to be published, and what of it is there; nothing for what is no whole disclosure."""
        return gone_through(self)
