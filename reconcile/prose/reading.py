"""A sentence as the grammar reads it, and what of a document it does not read: for lint, commands and tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reconcile.document import Document, Paragraph
from reconcile.lexicon import Lexicon
from reconcile.profile import read_profile
from reconcile.prose.grammar import Claim, grammar
from reconcile.prose.lexer import Lexer
from reconcile.quantity import extract
from reconcile.tables import read_tables
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple

FIGURES = "MPQN"
UNKNOWN = "v?"  # classes of words that no phrase and no name knows and that are no nouns


class Blocking(NamedTuple):
    """Words in the way of figures: ``figures`` of ``documents`` were not read with them in their clause."""

    word: str
    figures: int
    documents: int
    example: str


def claims_of(text: str, lexicon: Lexicon, lexer: Lexer | None = None) -> list[Claim]:
    """The claims of one paragraph."""
    squeezed = squeeze(text)
    placed = [(squeezed.at(q.start), squeezed.at(q.end), q) for q in extract(text)]
    tokens = (lexer or Lexer(lexicon, (), government=True)).tokens(squeezed.text, placed, None)
    return grammar(lexicon).read(tokens)


def rows_of(text: str, lexicon: Lexicon) -> list[str]:
    """The rows of claims.csv that read its segments, "" for one that none reads."""
    return [claim.row for claim in claims_of(text, lexicon)]


def blocking(documents: Iterable[Document], lexicon: Lexicon) -> list[Blocking]:
    """The unknown words that keep most figures from being read, the costliest first; a clause without an unknown word
    is listed with the classes of its words, for which no row of claims.csv stands."""
    figures: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for document in documents:
        here = set()
        for claim in _unread(document, lexicon):
            numbers = sum(t.sign in FIGURES for t in claim.tokens)
            unknown = {t.text for t in claim.tokens if t.sign in UNKNOWN}
            for word in unknown or {"".join(t.sign for t in claim.tokens)}:
                figures[word] += numbers
                here.add(word)
                examples.setdefault(word, "".join(t.text for t in claim.tokens)[:60])
        seen.update(here)
    return [Blocking(w, n, seen[w], examples[w]) for w, n in sorted(figures.items(), key=lambda x: (-x[1], x[0]))]


def _unread(document: Document, lexicon: Lexicon) -> Iterator[Claim]:
    profile = read_profile(document, None)
    government = profile.kind.startswith("government")
    tables = read_tables(document, lexicon, government=government)
    lexer = Lexer(lexicon, tables, government, profile.entity)
    titles = {t.title_block for t in tables}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and index not in titles:
            for claim in claims_of(block.text, lexicon, lexer):
                if claim.kind == "unread" and any(t.sign in FIGURES for t in claim.tokens):
                    yield claim
