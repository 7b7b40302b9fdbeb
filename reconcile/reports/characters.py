"""Characters that XML does not know: PDFs print them (U+FFFE for a soft hyphen), and no XML file may hold them."""

from __future__ import annotations

from reconcile.patterns import lazy

FORBIDDEN = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what XML does not know."""
    return FORBIDDEN.sub("", text)
